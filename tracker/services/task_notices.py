"""What is said to whom when something happens to one task. Words only; notices.tell carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.refusal_rules import RefusalDecider
from tracker.domain.restricted_papers import outward
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, LedgerEntry, Office, Task, Unit, User
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.refusals import refusal_decider
from tracker.services.notices import people_of_unit, people_with_role, tell

SHORT = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice: to whom, and its words with {names} of ``_facts``.

    ``heading`` alone says what happened without a word of the task: of a paper for internal use
    nothing else leaves the application.
    """

    kind: MessageKind
    to: Callable[[Session, Task, Event, date], list[User]]
    heading: str
    text: str


class Telling(Protocol):
    """Whatever takes a notice on: ``tell_of`` at once, ``gathered_notices`` for many tasks."""

    def __call__(
        self,
        session: Session,
        notice: Notice,
        task: Task,
        event: Event,
        *,
        actor: Actor,
        now: datetime,
    ) -> None: ...


def tell_of(
    session: Session, notice: Notice, task: Task, event: Event, *, actor: Actor, now: datetime
) -> None:
    """Tell the people concerned of what ``event`` did to ``task``."""
    facts = _facts(session, task, event)
    heading = notice.heading.format_map(facts)
    if task.duty.directive.restricted:
        text = f"{heading}. Văn bản lưu hành nội bộ: xem nội dung trong phần mềm."
    else:
        text = notice.text.format_map(facts)
    tell(
        session,
        recipients=notice.to(session, task, event, local_day(now)),
        kind=notice.kind,
        deed=f"event:{event.id}",
        subject=f"{heading}: {outward_text(task)}",
        text=text,
        link=f"/tasks/{task.id}",
        actor=actor,
        now=now,
        tasks=[task],
    )


def outward_text(task: Task) -> str:
    """The task's words as a message may carry them: none of a paper for internal use."""
    return outward(short_text(task), restricted=task.duty.directive.restricted)


def short_text(task: Task) -> str:
    """The task's words on one line, cut at a word."""
    text = one_line(task.duty.text)
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"


def _facts(session: Session, task: Task, event: Event) -> dict[str, str]:
    """What the words of a notice may name."""
    instead = session.get(Unit, task.refused_for_id) if task.refused_for_id else None
    return {
        "words": one_line(task.duty.text),
        "unit": session.get_one(Unit, task.lead_unit_id).name,
        "instead": instead.name if instead is not None else "",
        "what": label(event.kind),
        "due_day": day_words(task.due_on) if task.due_on else "không có thời hạn",
        "due": f" Thời hạn: {day_words(task.due_on)}." if task.due_on else "",
        "done": f" ngày {day_words(task.done_on)}" if task.done_on else "",
        "note": event.note or event.data.get("word", ""),
        "remark": f" {event.note}" if event.note else "",
        "basis": event.basis or event.note,
    }


def unit_people(session: Session, task: Task, on_day: date) -> list[User]:
    """Who is told what happens to a unit's task: its officer and who is told of the unit's work."""
    people = people_of_unit(session, task.lead_unit_id, on_day=on_day)
    return [task.assignee, *people] if task.assignee is not None else people


def _unit_people(session: Session, task: Task, _event: Event, on_day: date) -> list[User]:
    return unit_people(session, task, on_day)


def _unit_not_urged(session: Session, task: Task, _event: Event, on_day: date) -> list[User]:
    """Whom nobody has urged about this task today."""
    told = urged_today(session, task.id, on_day)
    return [each for each in unit_people(session, task, on_day) if each.id not in told]


def urged_today(session: Session, task_id: int, on_day: date) -> set[int]:
    """The people who were urged about a task on a day: once is enough."""
    return set(
        session.scalars(
            select(LedgerEntry.recipient_id).where(
                LedgerEntry.task_id == task_id,
                LedgerEntry.rule == MessageKind.URGED.value,
                LedgerEntry.on_day == on_day,
            )
        )
    )


def _unit_before(session: Session, _task: Task, event: Event, on_day: date) -> list[User]:
    return people_of_unit(session, event.data["unit_before"], on_day=on_day)


def _officer(_session: Session, task: Task, _event: Event, _on_day: date) -> list[User]:
    return [task.assignee] if task.assignee is not None else []


def _officer_before(session: Session, _task: Task, event: Event, _on_day: date) -> list[User]:
    before = session.get(User, event.data["officer_before"] or 0)
    return [before] if before is not None else []


def _heads(session: Session, task: Task, _event: Event, on_day: date) -> list[User]:
    return people_of_unit(session, task.lead_unit_id, on_day=on_day)


def _preparer(session: Session, _task: Task, event: Event, _on_day: date) -> list[User]:
    return [session.get_one(User, event.data["prepared_by"])]


def _deciders(session: Session, task: Task, event: Event, on_day: date) -> list[User]:
    """Who may confirm: for the lead office's own tasks, whom the office's rule names."""
    office = session.get_one(Office, task.office_id)
    if task.lead_unit_id != office.lead_unit_id:
        return _lead_office(session, task, event, on_day)
    rules = office_rules(session, task.office_id, on_day)
    if isinstance(rules.own_tasks_decided_by, int):
        return people_of_unit(session, rules.own_tasks_decided_by, on_day=on_day)
    return people_with_role(session, task.office_id, Role.LEADER, on_day=on_day)


def _lead_office(session: Session, task: Task, _event: Event, on_day: date) -> list[User]:
    if task.monitor is not None:
        return [task.monitor]
    return people_with_role(session, task.office_id, Role.LEAD_OFFICE, on_day=on_day)


def _refusal_deciders(session: Session, task: Task, event: Event, on_day: date) -> list[User]:
    if refusal_decider(session, task) is RefusalDecider.LEADER:
        return people_with_role(session, task.office_id, Role.LEADER, on_day=on_day)
    return _lead_office(session, task, event, on_day)


SUBMITTED = Notice(
    MessageKind.SUBMITTED,
    _deciders,
    "{unit} báo cáo hoàn thành",
    "{unit} đã báo cáo hoàn thành nhiệm vụ “{words}”. Đề nghị xem và xác nhận hoặc trả lại.",
)
CONFIRMED = Notice(
    MessageKind.CONFIRMED,
    _unit_people,
    "Đã xác nhận hoàn thành",
    "Nhiệm vụ “{words}” đã được xác nhận hoàn thành{done}.",
)
RETURNED = Notice(
    MessageKind.RETURNED,
    _unit_people,
    "Trả lại, yêu cầu bổ sung",
    "Báo cáo hoàn thành nhiệm vụ “{words}” được trả lại. Lý do: {note}.{due}",
)
URGED = Notice(
    MessageKind.URGED,
    _unit_not_urged,
    "Đôn đốc thực hiện",
    "Đề nghị đơn vị khẩn trương thực hiện và báo cáo kết quả nhiệm vụ “{words}”.{due}{remark}",
)
RECORDED = Notice(
    MessageKind.CONFIRMED,
    _unit_people,
    "Đã cập nhật thay kết quả",
    "Đơn vị theo dõi đã cập nhật thay kết quả nhiệm vụ “{words}”. Căn cứ: {basis}.",
)
DEADLINE_CHANGED = Notice(
    MessageKind.DEADLINE_CHANGED,
    _unit_people,
    "Thời hạn mới {due_day}",
    "Thời hạn của nhiệm vụ “{words}” là {due_day}. Căn cứ: {basis}.",
)
CANCELLED = Notice(
    MessageKind.CANCELLED,
    _unit_people,
    "Dừng theo dõi",
    "Nhiệm vụ “{words}” được dừng theo dõi. Căn cứ: {basis}.",
)
REFUSED = Notice(
    MessageKind.REFUSED,
    _refusal_deciders,
    "{unit} trả lại nhiệm vụ",
    "{unit} trả lại nhiệm vụ “{words}” do không đúng chức năng, nhiệm vụ; "
    "đề nghị giao {instead}. Lý do: {note}.",
)
MOVED_HERE = Notice(
    MessageKind.ASSIGNED,
    _unit_people,
    "Nhiệm vụ được chuyển đến",
    "Đơn vị được giao chủ trì nhiệm vụ “{words}”.{due} Căn cứ: {basis}.",
)
MOVED_AWAY = Notice(
    MessageKind.STEERED,
    _unit_before,
    "Nhiệm vụ đã chuyển đơn vị khác",
    "Nhiệm vụ “{words}” không còn do đơn vị chủ trì. Căn cứ: {basis}.",
)
STEERED = Notice(
    MessageKind.STEERED,
    _unit_people,
    "{what}",
    "{what}: “{words}”. Căn cứ: {basis}.{due}",
)
PREPARED = Notice(
    MessageKind.PREPARED,
    _heads,
    "Công chức trình báo cáo hoàn thành",
    "Báo cáo hoàn thành nhiệm vụ “{words}” chờ lãnh đạo đơn vị duyệt, gửi đi hoặc trả lại.{due}",
)
GIVEN_BACK = Notice(
    MessageKind.PREPARED,
    _preparer,
    "Lãnh đạo đơn vị trả lại báo cáo",
    "Báo cáo hoàn thành nhiệm vụ “{words}” được lãnh đạo đơn vị trả lại. Nội dung: {note}.{due}",
)
HANDED_TO = Notice(
    MessageKind.ASSIGNED,
    _officer,
    "Được phân công phụ trách",
    "Bạn được phân công phụ trách nhiệm vụ “{words}”.{due}",
)
TAKEN_FROM = Notice(
    MessageKind.STEERED,
    _officer_before,
    "Thôi phụ trách nhiệm vụ",
    "Bạn không còn phụ trách nhiệm vụ “{words}”.",
)
