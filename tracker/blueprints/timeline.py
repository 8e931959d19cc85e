"""Events as a person reads them: who did what, for whom, on which basis, what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from tracker.blueprints.filters import label
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import day_words
from tracker.models import Event, User


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a timeline, ready for the macro ``entry``."""

    id: int
    at: datetime
    who: User
    what: str
    on_behalf: str
    basis: str
    note: str
    changes: tuple[tuple[str, str, str], ...]
    icon: str
    tone: str
    task_id: int | None
    directive_id: int | None


_LOOKS: dict[EventKind, tuple[str, str]] = {
    EventKind.TASK_ASSIGNED: ("task", "plain"),
    EventKind.TASK_ACKNOWLEDGED: ("done", "plain"),
    EventKind.PROGRESS_REPORTED: ("edit", "plain"),
    EventKind.TASK_SUBMITTED: ("send", "plain"),
    EventKind.TASK_WITHDRAWN: ("return", "plain"),
    EventKind.TASK_CONFIRMED: ("done", "good"),
    EventKind.RESULT_RECORDED: ("done", "good"),
    EventKind.TASK_RETURNED: ("return", "bad"),
    EventKind.TASK_REFUSED: ("return", "warn"),
    EventKind.TASK_SUSPENDED: ("pause", "warn"),
    EventKind.TASK_CANCELLED: ("ban", "warn"),
    EventKind.DEADLINE_SET: ("clock", "warn"),
    EventKind.EXTENSION_ASKED: ("calendar", "plain"),
    EventKind.EXTENSION_WITHDRAWN: ("return", "plain"),
    EventKind.EXTENSION_GRANTED: ("calendar", "good"),
    EventKind.EXTENSION_REFUSED: ("ban", "bad"),
    EventKind.EVIDENCE_ATTACHED: ("file", "plain"),
    EventKind.OFFICER_NAMED: ("user", "plain"),
    EventKind.MONITOR_NAMED: ("user", "plain"),
    EventKind.RESULT_PREPARED: ("send", "plain"),
    EventKind.RESULT_GIVEN_BACK: ("return", "plain"),
    EventKind.RESULT_TAKEN_BACK: ("return", "plain"),
    EventKind.RESULT_PASSED_ON: ("forward", "plain"),
    EventKind.SUBSTITUTION_SET: ("users", "plain"),
    EventKind.SUBSTITUTION_REVOKED: ("users", "warn"),
    EventKind.EVIDENCE_LINKED: ("link", "plain"),
    EventKind.EVIDENCE_UNLINKED: ("remove", "warn"),
    EventKind.FILE_INFECTED: ("danger", "bad"),
    EventKind.OBSTACLE_RAISED: ("warning", "warn"),
    EventKind.OBSTACLE_ANSWERED: ("comment", "good"),
    EventKind.OBSTACLE_PASSED_UP: ("up", "warn"),
    EventKind.OBSTACLE_ASKED_AGAIN: ("return", "warn"),
    EventKind.OBSTACLE_CLOSED: ("done", "plain"),
    EventKind.INSTRUCTION_GIVEN: ("flag", "warn"),
    EventKind.INSTRUCTION_ANSWERED: ("comment", "plain"),
    EventKind.INSTRUCTION_ACCEPTED: ("done", "good"),
    EventKind.INSTRUCTION_ASKED_AGAIN: ("return", "bad"),
    EventKind.COMMENTED: ("comment", "plain"),
    EventKind.SERIES_STARTED: ("repeat", "plain"),
    EventKind.SERIES_CHANGED: ("repeat", "warn"),
    EventKind.SERIES_ENDED: ("ban", "warn"),
    EventKind.PERIOD_SKIPPED: ("ban", "warn"),
}


def told(events: Iterable[Event]) -> list[Told]:
    """Entries in the order of ``events``, whose people must be loaded."""
    return [_told(event) for event in events]


def _told(event: Event) -> Told:
    icon, tone = _LOOKS.get(event.kind, ("dot", "plain"))
    return Told(
        id=event.id,
        at=event.at,
        who=event.actor,
        what=label(event.kind),
        on_behalf=_on_behalf(event),
        basis=event.basis,
        note=event.note if event.note != event.basis else "",
        changes=tuple(_changes(event)),
        icon=icon,
        tone=tone,
        task_id=event.task_id,
        directive_id=event.directive_id,
    )


def _on_behalf(event: Event) -> str:
    """The unit whose work was entered, the person whose part was taken; seldom both."""
    return ", ".join(one.name for one in (event.for_unit, event.for_user) if one is not None)


def _changes(event: Event) -> Iterator[tuple[str, str, str]]:
    if event.status_before is not event.status_after and event.status_before is not None:
        yield _("Trạng thái"), _status(event.status_before), _status(event.status_after)
    if "due_after" in event.data:
        yield (
            _("Hạn hoàn thành"),
            _day(event.data.get("due_before")),
            _day(event.data.get("due_after")),
        )
    if "expires_after" in event.data:
        yield (
            _("Ngày hết hiệu lực"),
            _day(event.data.get("expires_before")),
            _day(event.data.get("expires_after")),
        )
    if "period_words" in event.data:
        yield _("Kỳ"), "", event.data["period_words"]
    if "rule_after" in event.data:
        yield _("Quy tắc"), event.data["rule_before"], event.data["rule_after"]
    if event.data.get("from_on") and "rule_after" in event.data:
        yield _("Áp dụng từ ngày"), "", _day(event.data["from_on"])
    if "owner_after" in event.data:
        yield _("Người trả lời"), event.data["owner_before"], event.data["owner_after"]
        yield _("Hạn trả lời"), "", _day(event.data["due_day"])
    if "text_before" in event.data:
        yield _("Nội dung"), event.data["text_before"], event.data.get("text_after") or event.note
    if "name_after" in event.data:
        before, after = event.data.get("name_before"), event.data.get("name_after")
        yield _whose(event.kind), before or "", after or ""


def _whose(kind: EventKind) -> str:
    """What changed hands."""
    words = {
        EventKind.OFFICER_NAMED: _("Công chức phụ trách"),
        EventKind.MONITOR_NAMED: _("Chuyên viên theo dõi"),
        EventKind.RESULT_PASSED_ON: _("Người trình"),
        EventKind.SUBSTITUTION_SET: _("Người xử lý thay"),
        EventKind.SUBSTITUTION_CHANGED: _("Người xử lý thay"),
        EventKind.SUBSTITUTION_REVOKED: _("Người xử lý thay"),
    }
    return words.get(kind) or _("Đơn vị chủ trì")


def _status(status: TaskStatus | None) -> str:
    return label(status) if status is not None else ""


def _day(text: str | None) -> str:
    return day_words(date.fromisoformat(text)) if text else ""
