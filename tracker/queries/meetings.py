"""Asking about meetings: which there are, the list walked at one, what to compare afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.errors import NotFound
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.follow_up import UnitRole
from tracker.domain.history import EventKind
from tracker.domain.report_snapshot import Remark
from tracker.domain.reporting_periods import Window
from tracker.domain.restricted_papers import WITHHELD, outward
from tracker.domain.spoken_decisions import Spoken, Written
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Directive,
    Event,
    ExtensionRequest,
    Meeting,
    MeetingDecision,
    TaskDraft,
)
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives
from tracker.queries.paper_tasks import PaperTask, overdue_of_office, waiting_of_office
from tracker.queries.report_figures import unit_names_on
from tracker.queries.report_remarks import remarks
from tracker.queries.units import unit_ids_of_office

T = TypeVar("T")
K = TypeVar("K")

OF_MEETINGS = (
    EventKind.MEETING_OPENED,
    EventKind.MEETING_DECIDED,
    EventKind.MEETING_DECISION_WITHDRAWN,
    EventKind.MEETING_CONCLUDED,
    EventKind.MEETING_MATCHED,
)


@dataclass(frozen=True, slots=True)
class AgendaUnit:
    """What one unit has to answer for on the day. The lists are as the meeting paper's."""

    unit_id: int
    name: str
    overdue: tuple[PaperTask, ...]
    waiting: tuple[PaperTask, ...]
    requests: tuple[ExtensionRequest, ...]
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        """How many things there are to speak about."""
        return sum(map(len, (self.overdue, self.waiting, self.requests, self.remarks)))


def meetings_of(actor: Actor) -> Select[Meeting]:
    """The office's meetings, the newest first."""
    return (
        select(Meeting)
        .where(Meeting.office_id == actor.office_id)
        .options(selectinload(Meeting.decisions), joinedload(Meeting.conclusion))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )


def meeting_of(session: Session, actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, of the actor's office; NotFound otherwise."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.office_id != actor.office_id:
        raise NotFound("Không tìm thấy cuộc họp này.")
    return meeting


def decision_of(session: Session, actor: Actor, decision_id: int) -> MeetingDecision:
    """The decision, of a meeting of the actor's office; NotFound otherwise."""
    decision = session.get(MeetingDecision, decision_id)
    if decision is None or decision.meeting.office_id != actor.office_id:
        raise NotFound("Không tìm thấy kết luận này.")
    return decision


def agenda(session: Session, meeting: Meeting, on_day: date) -> list[AgendaUnit]:
    """Unit by unit, in the order of papers: those chosen, else all that have something."""
    office_id = meeting.office_id
    late = overdue_of_office(session, office_id=office_id, on_day=on_day)
    handed = waiting_of_office(session, office_id=office_id, on_day=on_day)
    requests = _by(waiting_extensions(session, office_id), lambda each: each.unit_id)
    told = _by(_unanswered(session, office_id, on_day), lambda each: each.unit)
    overdue = _by(late, lambda task: task.unit_id)
    waiting = _by(handed, lambda task: task.unit_id)
    chosen = [unit.id for unit in meeting.units]
    names = unit_names_on(session, chosen or unit_ids_of_office(session, office_id), on_day)
    found = [
        AgendaUnit(
            unit_id=unit_id,
            name=name,
            overdue=tuple(overdue.get(unit_id, ())),
            waiting=tuple(waiting.get(unit_id, ())),
            requests=tuple(requests.get(unit_id, ())),
            remarks=tuple(told.get(name, ())),
        )
        for unit_id, name in names.items()
    ]
    return [unit for unit in found if unit.count or chosen]


def waiting_extensions(session: Session, office_id: int) -> Sequence[ExtensionRequest]:
    """Requests of all units that wait for their decision, the oldest first."""
    return session.scalars(
        select(ExtensionRequest)
        .where(
            ExtensionRequest.office_id == office_id,
            ExtensionRequest.state == ExtensionState.WAITING,
        )
        .options(joinedload(ExtensionRequest.task))
        .order_by(ExtensionRequest.id)
    ).all()


def projected(task: PaperTask) -> str:
    """A task's words as a room full of people may read them."""
    return outward(task.text, restricted=task.restricted, instead=WITHHELD)


def meeting_events(session: Session, meeting: Meeting) -> Sequence[Event]:
    """What was done at and after one meeting, the newest first."""
    return session.scalars(
        select(Event)
        .where(
            Event.office_id == meeting.office_id,
            Event.at >= meeting.created_at,
            Event.kind.in_(OF_MEETINGS),
            Event.data["meeting_id"].as_integer() == meeting.id,
        )
        .options(joinedload(Event.actor))
        .order_by(Event.id.desc())
    ).all()


def conclusions_offered(session: Session, actor: Actor, meeting: Meeting) -> Sequence[Directive]:
    """Papers that came on or after the day of the meeting, the newest first."""
    return session.scalars(
        select(Directive)
        .where(visible_directives(actor), Directive.received_on >= meeting.held_on)
        .order_by(Directive.received_on.desc(), Directive.id.desc())
        .limit(100)
    ).all()


def drafts_of(session: Session, directive_id: int | None) -> list[TaskDraft]:
    """The drafted tasks of the conclusion, in the order of the paper."""
    query = select(TaskDraft).where(TaskDraft.directive_id == directive_id)
    return list(session.scalars(query.order_by(TaskDraft.ord, TaskDraft.id)))


def as_spoken(decision: MeetingDecision) -> Spoken:
    """What the rule needs to know of a decision."""
    about = (decision.task.duty.text,) if decision.task is not None else ()
    return Spoken(
        key=decision.id,
        texts=tuple(one_line(text) for text in (decision.text, *about)),
        unit_id=decision.unit_id,
        due_on=decision.due_on,
    )


def as_written(draft: TaskDraft) -> Written:
    """What the rule needs to know of a drafted task."""
    leads = (unit.unit_id for unit in draft.units if unit.role is UnitRole.LEAD)
    return Written(
        key=draft.id,
        text=one_line(draft.text),
        unit_ids=frozenset(key for key in leads if key is not None),
        due_on=draft.due_on,
    )


def _unanswered(session: Session, office_id: int, on_day: date) -> list[Remark]:
    found = remarks(session, office_id=office_id, days=Window(on_day, on_day), directive_id=None)
    return [remark for remark in found if remark.unanswered_days is not None]


def _by(rows: Iterable[T], key: Callable[[T], K]) -> Mapping[K, list[T]]:
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
