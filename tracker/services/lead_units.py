"""Who leads a task: a unit says that it is not its function, the lead office decides or moves."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.follow_up import UnitRole
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.refusal_rules import check_in_time
from tracker.domain.task_status import OPEN, WITH_UNIT, TaskAction, TaskStatus
from tracker.models import DutyUnit, Task, TaskLead, Unit
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.refusals import may_decide_refusal, refusal_standing
from tracker.queries.working_calendar import working_calendar
from tracker.services import task_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.history import record
from tracker.services.life import act
from tracker.services.loading import for_change
from tracker.services.steering import need_basis


def refuse(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    instead_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """The unit says that the task is not its function, and whose it is instead.

    Raises InvalidInput when the office's time for it is over.
    """
    task = for_change(session, Task, task_id, version=version)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do trả lại nhiệm vụ.", field="reason")
    today = local_day(now)
    check_in_time(
        refusal_standing(session, task),
        today,
        office_rules(session, task.office_id, today).refuse_working_days,
        working_calendar(session, task.office_id),
    )
    instead = _other_unit(session, task, instead_id, today, field="instead_id")
    task.refused_for_id = instead.id
    event = act(
        session,
        task,
        TaskAction.REFUSE,
        actor=actor,
        now=now,
        note=reason.strip(),
        instead=instead.id,
        instead_name=instead.name,
    )
    task_notices.tell_of(session, task_notices.REFUSED, task, event, actor=actor, now=now)
    return task


def decide_refusal(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    accept: bool,
    basis: str,
    actor: Actor,
    now: datetime,
    due_on: date | None = None,
) -> Task:
    """Move a refused task to the unit that was named, or leave it where it was.

    ``due_on`` gives the new unit a due day of its own, as a deadline version on the same basis.
    Raises NotAllowed where the decision is a leader's (domain/refusal_rules), InvalidInput at
    ``accept`` where the named unit has become the refusing one: nobody is left to move it to.
    """
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    if task.status is TaskStatus.REFUSED and not may_decide_refusal(session, task, actor):
        raise NotAllowed(
            "Việc trả lại này do lãnh đạo quyết định: đơn vị vẫn đề nghị sau khi đã không được "
            "đồng ý, liên quan đến chính đơn vị theo dõi, hoặc theo quy định của cơ quan."
        )
    before = session.get_one(Unit, task.lead_unit_id)
    named = task.refused_for_id
    if accept and named is None and task.status is TaskStatus.REFUSED:
        raise InvalidInput(
            "Đơn vị được đề nghị đã sáp nhập vào chính đơn vị này nên không còn nơi để chuyển. "
            "Hãy chọn không đồng ý; nếu cần thì điều chuyển sang đơn vị khác sau đó.",
            field="accept",
        )
    action = TaskAction.ACCEPT_REFUSAL if accept else TaskAction.REJECT_REFUSAL
    event = act(session, task, action, actor=actor, now=now, basis=basis.strip(), accept=accept)
    task_notices.tell_of(session, task_notices.STEERED, task, event, actor=actor, now=now)
    if accept and named is not None:
        instead = _other_unit(session, task, named, local_day(now), field="accept")
        _move(session, task, before, instead, basis=basis, actor=actor, now=now)
    if due_on is not None and due_on != task.due_on:
        set_deadline(
            session,
            task,
            due_on=due_on,
            cause=DeadlineCause.CORRECTION,
            basis=basis,
            actor=actor,
            now=now,
        )
    task.refused_for_id = None
    session.flush()
    return task


def transfer(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_id: int,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Another lead unit: an event and a dated span, the task stays the same.

    Raises Conflict unless the present unit still owes it: a refusal is decided, a hand-in is
    confirmed or returned first.
    """
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    if task.status not in WITH_UNIT | {TaskStatus.SUSPENDED}:
        raise Conflict("Chỉ điều chuyển được nhiệm vụ đang ở đơn vị thực hiện.")
    to_unit = _other_unit(session, task, unit_id, local_day(now), field="unit_id")
    before = session.get_one(Unit, task.lead_unit_id)
    _move(session, task, before, to_unit, basis=basis, actor=actor, now=now)
    return task


def _move(
    session: Session,
    task: Task,
    before: Unit,
    to_unit: Unit,
    *,
    basis: str,
    actor: Actor,
    now: datetime,
) -> None:
    _refuse_second_of_period(session, task, to_unit)
    for span in task.leads:
        if span.to_at is None:
            span.to_at = now
    session.flush()  # the open span ends before the next one begins: at most one is open
    task.leads.append(
        TaskLead(task_id=task.id, unit_id=to_unit.id, from_at=now, basis=basis.strip())
    )
    task.lead_unit_id = to_unit.id
    task.assignee_id = None
    _carry_duty(session, task, before, to_unit, local_day(now))
    event = record(
        session,
        EventKind.LEAD_MOVED,
        actor=actor,
        now=now,
        task=task,
        unit=to_unit,
        before=task.status,
        after=task.status,
        basis=basis.strip(),
        unit_before=before.id,
        name_before=before.name,
        name_after=to_unit.name,
    )
    for notice in (task_notices.MOVED_HERE, task_notices.MOVED_AWAY):
        task_notices.tell_of(session, notice, task, event, actor=actor, now=now)


def _refuse_second_of_period(session: Session, task: Task, to_unit: Unit) -> None:
    """A unit has one task of a period of a recurring duty, never two."""
    if task.series_id is None:
        return
    own = select(Task.id).where(
        Task.series_id == task.series_id,
        Task.period_key == task.period_key,
        Task.lead_unit_id == to_unit.id,
    )
    if session.scalar(own) is not None:
        raise Conflict(
            "%(unit)s đã có nhiệm vụ định kỳ của kỳ này. Hãy chọn đơn vị khác, hoặc dừng theo dõi "
            "nhiệm vụ này.",
            unit=to_unit.name,
        )


def _carry_duty(session: Session, task: Task, before: Unit, to_unit: Unit, today: date) -> None:
    """The new unit carries the duty too; the old one no longer, unless it leads a sibling."""
    rows = {row.unit_id: row for row in task.duty.units if row.role is UnitRole.LEAD}
    old = rows.get(before.id)
    if old is not None and not _leads_sibling(session, task, before):
        old.to_on = today
    new = rows.get(to_unit.id)
    if new is None:
        task.duty.units.append(
            DutyUnit(duty_id=task.duty_id, unit_id=to_unit.id, role=UnitRole.LEAD, from_on=today)
        )
    else:
        new.to_on = None
    session.flush()


def _leads_sibling(session: Session, task: Task, unit: Unit) -> bool:
    sibling = select(Task.id).where(
        Task.duty_id == task.duty_id,
        Task.lead_unit_id == unit.id,
        Task.id != task.id,
        Task.status.in_(sorted(OPEN)),
    )
    return session.scalar(sibling.limit(1)) is not None


def _other_unit(session: Session, task: Task, unit_id: int, today: date, *, field: str) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None or unit.id == task.lead_unit_id:
        raise InvalidInput("Hãy chọn một đơn vị khác.", field=field)
    if not unit.exists_on(today):
        raise InvalidInput(
            "%(unit)s không còn hoạt động. Hãy chọn đơn vị khác.", field=field, unit=unit.name
        )
    return unit
