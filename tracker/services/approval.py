"""Handing in and deciding: submit, withdraw, confirm, return, record on a unit's behalf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.explanation_rules import LateCause
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.task_status import TaskAction
from tracker.domain.vietnamese import one_line
from tracker.models import Submission, Task
from tracker.permissions import Actor, Permission, allows
from tracker.queries.office_rules import office_rules
from tracker.queries.working_calendar import working_calendar
from tracker.services import task_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.life import act
from tracker.services.loading import for_change
from tracker.services.submissions import decide, frozen_files, new_submission, undecided
from tracker.services.task_notices import Telling
from tracker.services.unit_step import past_the_head


def submit(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    cause: LateCause | None = None,
    actor: Actor,
    now: datetime,
) -> Submission:
    """ "Báo cáo hoàn thành": the unit's clock stands, the lead office's begins.

    Freezes the newest revision of each named evidence item. Late work needs an ``explanation``
    with its ``cause``, or one that was given for the task before. Raises InvalidInput at the field.
    """
    task = for_change(session, Task, task_id, version=version)
    actor = past_the_head(session, task, actor)
    submission = new_submission(
        session,
        task,
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        evidence_ids=evidence_ids,
        explanation=explanation,
        cause=cause,
        on_behalf=False,
        actor=actor,
        now=now,
    )
    event = act(
        session,
        task,
        TaskAction.SUBMIT,
        actor=actor,
        now=now,
        note=submission.summary,
        submission=submission.n,
        done_on=submission.done_on.isoformat(),
    )
    task_notices.tell_of(session, task_notices.SUBMITTED, task, event, actor=actor, now=now)
    return submission


def withdraw(
    session: Session, *, task_id: int, version: int | None, note: str, actor: Actor, now: datetime
) -> Task:
    """Take a hand-in back before it is decided: as if it had never been."""
    task = for_change(session, Task, task_id, version=version)
    submission = undecided(task)
    submission.withdrawn_at = now
    submission.withdrawn_on = local_day(now)
    act(session, task, TaskAction.WITHDRAW, actor=actor, now=now, note=note.strip())
    return task


def confirm(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
) -> Task:
    """Accept the hand-in: the task is done on the hand-in's ``done_on``.

    ``tell`` carries the notice; a deed on many tasks gathers them. Raises
    NotAllowed when the actor handed it in, or may not confirm the lead office's own.
    """
    task = for_change(session, Task, task_id, version=version)
    submission = undecided(task)
    same_unit = task.lead_unit_id in actor.unit_ids
    actor = check_decider(session, task, submission, actor)
    alone = bool(submission.people_behind & actor.behind_deed)
    files = frozen_files(submission)
    decide(submission, Decision.ACCEPTED, note, actor, now)
    task.done_on = submission.done_on
    event = act(
        session,
        task,
        TaskAction.CONFIRM,
        actor=actor,
        now=now,
        note=note.strip(),
        submission=submission.n,
        done_on=submission.done_on.isoformat(),
        alone=alone,
        files=files,
        same_unit=same_unit,
    )
    tell(session, task_notices.CONFIRMED, task, event, actor=actor, now=now)
    return task


def return_(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    reason: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
) -> Task:
    """Send a hand-in back, with a reason, always.

    The due day becomes ``due_on``, else the later of the old day and today plus the office's
    number of working days (design 2b); where it moves, that is a new deadline version. Raises
    InvalidInput without a reason or with a due day that is over, NotAllowed as ``confirm``.
    """
    task = for_change(session, Task, task_id, version=version)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do trả lại và nội dung cần bổ sung.", field="reason")
    submission = undecided(task)
    actor = check_decider(session, task, submission, actor)
    today = local_day(now)
    if due_on is not None and due_on < today:
        raise InvalidInput("Thời hạn bổ sung phải từ hôm nay trở đi.", field="due_on")
    decide(submission, Decision.RETURNED, reason, actor, now)
    event = act(
        session,
        task,
        TaskAction.RETURN,
        actor=actor,
        now=now,
        note=reason.strip(),
        submission=submission.n,
    )
    new_due = due_on or due_after_return(session, task, today)
    if new_due is not None and new_due != task.due_on:
        set_deadline(
            session,
            task,
            due_on=new_due,
            cause=DeadlineCause.RETURN,
            basis=f"Trả lại, yêu cầu bổ sung: {one_line(reason)}",
            actor=actor,
            now=now,
        )
    tell(session, task_notices.RETURNED, task, event, actor=actor, now=now)
    return task


def due_after_return(session: Session, task: Task, today: date) -> date | None:
    """The due day that a return on ``today`` proposes; None for a task without one."""
    if task.due_on is None:
        return None
    rules = office_rules(session, task.office_id, today)
    calendar = working_calendar(session, task.office_id)
    return max(task.due_on, calendar.add(today, rules.return_working_days))


def check_decider(session: Session, task: Task, submission: Submission, actor: Actor) -> Actor:
    """The actor in the right in which they may decide this hand-in; else NotAllowed.

    Nobody decides what they handed in, nor what was handed in by or for the person in whose
    right they would decide; the lead office's own tasks go to whom the rule names. Where the
    office says that no second person exists (``head_confirms_alone``), the head of the lead
    office decides its tasks alone; the history marks it.
    """
    refused: NotAllowed | None = None
    for view in actor.views:
        if actor.stands_in and not allows(view, Permission.TASK_DECIDE, task):
            continue  # the door asked whether they may at all, not in which right
        try:
            _check_decider(session, task, submission, view)
        except NotAllowed as error:
            refused = refused or error
        else:
            return view
    raise refused or NotAllowed("Bạn không có quyền thực hiện việc này.")


def _check_decider(session: Session, task: Task, submission: Submission, actor: Actor) -> None:
    rules = office_rules(session, task.office_id, actor.on_day)
    own = task.lead_unit_id == actor.lead_unit_id
    if own and rules.head_confirms_alone and task.lead_unit_id in actor.speaks_for:
        return
    if actor.user_id in submission.people_behind:
        raise NotAllowed("Người báo cáo hoàn thành không tự xác nhận báo cáo của mình.")
    if submission.people_behind & actor.behind_deed:
        raise NotAllowed(
            "Người xử lý thay không xác nhận báo cáo do chính người được thay đã báo cáo."
        )
    if own and not _named_for_own(rules.own_tasks_decided_by, actor):
        raise NotAllowed(
            "Nhiệm vụ của chính đơn vị theo dõi do lãnh đạo hoặc đơn vị khác xác nhận "
            "theo quy định của cơ quan."
        )


def may_decide(session: Session, task: Task, actor: Actor) -> bool:
    """Whether ``actor`` may decide the hand-in that waits, rights of the door aside."""
    try:
        check_decider(session, task, undecided(task), actor)
    except (NotAllowed, Conflict):
        return False
    return True


def _named_for_own(rule: str | int, actor: Actor) -> bool:
    if isinstance(rule, int):
        return rule in actor.unit_ids
    return actor.has(Role.LEADER)
