"""What is said to whom when something happens to one task. Words only; notices.tell carries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, Office, Task, Unit, User
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services.notices import people_of_unit, people_with_role, tell

SHORT = 120


def short_text(task: Task) -> str:
    """The task's words on one line, cut at a word."""
    text = one_line(task.duty.text)
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"


def submitted(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The lead office hears that something waits for its confirmation."""
    unit = session.get_one(Unit, task.lead_unit_id)
    _tell(
        session,
        task,
        event,
        kind=MessageKind.SUBMITTED,
        recipients=_deciders(session, task, local_day(now)),
        subject=f"{unit.name} báo cáo hoàn thành: {short_text(task)}",
        text=f"{unit.name} đã báo cáo hoàn thành nhiệm vụ “{one_line(task.duty.text)}”. "
        "Đề nghị xem và xác nhận hoặc trả lại.",
        actor=actor,
        now=now,
    )


def confirmed(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The unit hears that its result was accepted."""
    _tell(
        session,
        task,
        event,
        kind=MessageKind.CONFIRMED,
        recipients=_unit_people(session, task, now),
        subject=f"Đã xác nhận hoàn thành: {short_text(task)}",
        text=f"Nhiệm vụ “{one_line(task.duty.text)}” đã được xác nhận hoàn thành"
        f"{f' ngày {day_words(task.done_on)}' if task.done_on else ''}.",
        actor=actor,
        now=now,
    )


def returned(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The unit hears what is missing and until when."""
    due = f" Thời hạn: {day_words(task.due_on)}." if task.due_on else ""
    _tell(
        session,
        task,
        event,
        kind=MessageKind.RETURNED,
        recipients=_unit_people(session, task, now),
        subject=f"Trả lại, yêu cầu bổ sung: {short_text(task)}",
        text=f"Báo cáo hoàn thành nhiệm vụ “{one_line(task.duty.text)}” được trả lại. "
        f"Lý do: {event.note}.{due}",
        actor=actor,
        now=now,
    )


def recorded(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The unit hears that the lead office recorded its result."""
    _tell(
        session,
        task,
        event,
        kind=MessageKind.CONFIRMED,
        recipients=_unit_people(session, task, now),
        subject=f"Đã cập nhật thay kết quả: {short_text(task)}",
        text=f"Đơn vị theo dõi đã cập nhật thay kết quả nhiệm vụ “{one_line(task.duty.text)}”. "
        f"Căn cứ: {event.basis or event.note}.",
        actor=actor,
        now=now,
    )


def deadline_changed(
    session: Session, task: Task, event: Event, *, actor: Actor, now: datetime
) -> None:
    """The unit hears its new due day and why."""
    due = day_words(task.due_on) if task.due_on else "không có thời hạn"
    _tell(
        session,
        task,
        event,
        kind=MessageKind.DEADLINE_CHANGED,
        recipients=_unit_people(session, task, now),
        subject=f"Thời hạn mới {due}: {short_text(task)}",
        text=f"Thời hạn của nhiệm vụ “{one_line(task.duty.text)}” là {due}. Căn cứ: {event.basis}.",
        actor=actor,
        now=now,
    )


def cancelled(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The unit hears that it owes this no longer."""
    _tell(
        session,
        task,
        event,
        kind=MessageKind.CANCELLED,
        recipients=_unit_people(session, task, now),
        subject=f"Dừng theo dõi: {short_text(task)}",
        text=f"Nhiệm vụ “{one_line(task.duty.text)}” được dừng theo dõi. Căn cứ: {event.basis}.",
        actor=actor,
        now=now,
    )


def refused(
    session: Session, task: Task, event: Event, *, instead: Unit, actor: Actor, now: datetime
) -> None:
    """The lead office hears that a unit says it is not its function."""
    unit = session.get_one(Unit, task.lead_unit_id)
    _tell(
        session,
        task,
        event,
        kind=MessageKind.REFUSED,
        recipients=_lead_office(session, task, local_day(now)),
        subject=f"{unit.name} trả lại nhiệm vụ: {short_text(task)}",
        text=f"{unit.name} trả lại nhiệm vụ “{one_line(task.duty.text)}” do không đúng chức năng, "
        f"nhiệm vụ; đề nghị giao {instead.name}. Lý do: {event.note}.",
        actor=actor,
        now=now,
    )


def moved(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The new unit hears what it leads now, the old one that it leads it no longer."""
    due = f" Thời hạn: {day_words(task.due_on)}." if task.due_on else ""
    words = one_line(task.duty.text)
    _tell(
        session,
        task,
        event,
        kind=MessageKind.ASSIGNED,
        recipients=_unit_people(session, task, now),
        subject=f"Nhiệm vụ được chuyển đến: {short_text(task)}",
        text=f"Đơn vị được giao chủ trì nhiệm vụ “{words}”.{due} Căn cứ: {event.basis}.",
        actor=actor,
        now=now,
    )
    before = people_of_unit(session, event.data["unit_before"], on_day=local_day(now))
    _tell(
        session,
        task,
        event,
        kind=MessageKind.STEERED,
        recipients=before,
        subject=f"Nhiệm vụ đã chuyển đơn vị khác: {short_text(task)}",
        text=f"Nhiệm vụ “{words}” không còn do đơn vị chủ trì. Căn cứ: {event.basis}.",
        actor=actor,
        now=now,
    )


def steered(session: Session, task: Task, event: Event, *, actor: Actor, now: datetime) -> None:
    """The unit hears what the lead office did: suspended, resumed, reopened, decided."""
    what = label(event.kind)
    due = f" Thời hạn: {day_words(task.due_on)}." if task.due_on else ""
    _tell(
        session,
        task,
        event,
        kind=MessageKind.STEERED,
        recipients=_unit_people(session, task, now),
        subject=f"{what}: {short_text(task)}",
        text=f"{what}: “{one_line(task.duty.text)}”. Căn cứ: {event.basis}.{due}",
        actor=actor,
        now=now,
    )


def _tell(
    session: Session,
    task: Task,
    event: Event,
    *,
    kind: MessageKind,
    recipients: Iterable[User],
    subject: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        session,
        recipients=recipients,
        kind=kind,
        deed=f"event:{event.id}",
        subject=subject,
        text=text,
        link=f"/tasks/{task.id}",
        actor=actor,
        now=now,
        tasks=[task],
    )


def _unit_people(session: Session, task: Task, now: datetime) -> list[User]:
    people = people_of_unit(session, task.lead_unit_id, on_day=local_day(now))
    return [task.assignee, *people] if task.assignee is not None else people


def _deciders(session: Session, task: Task, on_day: date) -> list[User]:
    """Who may confirm: for the lead office's own tasks, whom the office's rule names."""
    office = session.get_one(Office, task.office_id)
    if task.lead_unit_id != office.lead_unit_id:
        return _lead_office(session, task, on_day)
    rules = office_rules(session, task.office_id, on_day)
    if isinstance(rules.own_tasks_decided_by, int):
        return people_of_unit(session, rules.own_tasks_decided_by, on_day=on_day)
    return people_with_role(session, task.office_id, Role.LEADER, on_day=on_day)


def _lead_office(session: Session, task: Task, on_day: date) -> list[User]:
    if task.monitor is not None:
        return [task.monitor]
    return people_with_role(session, task.office_id, Role.LEAD_OFFICE, on_day=on_day)
