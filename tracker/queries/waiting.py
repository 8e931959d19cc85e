"""What waits for a person: the content of "Chờ tôi xử lý", group by group, most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.people import Role
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import Duty, Task, TaskPart, Unit
from tracker.permissions import Actor
from tracker.queries.period import Period, last_period_ended
from tracker.queries.period_rows import Answered, how_answered, regular_duties, unit_report
from tracker.queries.talk_waiting import WaitingTalk, waiting_talk
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.tasks import TaskRow, task_list

SHOWN = 8


class Waiting(StrEnum):
    """Why something waits."""

    CONFIRM = "confirm"
    EXTENSION = "extension"
    REFUSAL = "refusal"
    RETURNED = "returned"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ACKNOWLEDGE = "acknowledge"
    OFFICE_OVERDUE = "office_overdue"


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Tasks that wait for one reason: the first ones, how many there are, where all stand."""

    why: Waiting
    total: int
    rows: tuple[TaskRow, ...]
    unit_id: int | None = None
    state: TaskState | None = None
    """The list's filter that shows all of them."""


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A coordinating unit's part that is not answered yet."""

    task_id: int
    text: str
    unit: str
    request: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A period report that one of the person's units has not handed in."""

    unit_id: int
    unit: str
    period: Period
    state: Answered


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """Everything that waits for one person; ``total`` counts tasks and parts once per group."""

    groups: tuple[WaitingGroup, ...]
    parts: tuple[WaitingPart, ...]
    reports: tuple[WaitingReport, ...]
    talk: WaitingTalk

    @property
    def total(self) -> int:
        tasks = sum(group.total for group in self.groups)
        return tasks + len(self.parts) + len(self.reports) + self.talk.total


_OF_UNITS = (
    (Waiting.RETURNED, TaskState.RETURNED),
    (Waiting.OVERDUE, TaskState.OPEN_OVERDUE),
    (Waiting.DUE_SOON, TaskState.DUE_SOON),
    (Waiting.ACKNOWLEDGE, TaskState.TO_ACKNOWLEDGE),
)
_OF_THE_LEAD_OFFICE = (
    (Waiting.CONFIRM, TaskState.AWAITING),
    (Waiting.EXTENSION, TaskState.EXTENSION_ASKED),
    (Waiting.REFUSAL, TaskState.REFUSED),
    (Waiting.OFFICE_OVERDUE, TaskState.OPEN_OVERDUE),
)


def waiting_for(session: Session, *, actor: Actor, as_of: date) -> WaitingFor:
    """What ``actor`` has to do: for the office when its role says so, and for each unit."""
    return WaitingFor(
        groups=tuple(_groups(session, actor, as_of)),
        parts=tuple(_parts(session, actor)),
        reports=tuple(_reports(session, actor, as_of)),
        talk=waiting_talk(session, actor=actor, as_of=as_of),
    )


def _groups(session: Session, actor: Actor, as_of: date) -> Iterator[WaitingGroup]:
    questions: list[tuple[Waiting, TaskState, int | None]] = []
    if actor.has(Role.LEAD_OFFICE) or actor.has(Role.LEADER):
        questions += [(why, state, None) for why, state in _OF_THE_LEAD_OFFICE]
    for own_id in sorted(actor.unit_ids):
        questions += [(why, state, own_id) for why, state in _OF_UNITS]
    for why, state, unit_id in questions:
        filters = TaskFilters(state=state, unit_id=unit_id)
        found = task_list(session, actor=actor, filters=filters, as_of=as_of)
        if found.total:
            yield WaitingGroup(why, found.total, tuple(found.rows[:SHOWN]), unit_id, state)


def _parts(session: Session, actor: Actor) -> Iterator[WaitingPart]:
    rows = session.execute(
        select(TaskPart, Duty.text, Unit)
        .join(Task, Task.id == TaskPart.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(
            Task.office_id == actor.office_id,
            Task.status.in_(sorted(OPEN)),
            TaskPart.unit_id.in_(sorted(actor.unit_ids)),
            TaskPart.answered_at.is_(None),
        )
        .order_by(TaskPart.due_on.asc().nulls_last(), TaskPart.id)
    )
    for part, text, lead in rows:
        yield WaitingPart(part.task_id, one_line(text), lead.name, part.request, part.due_on)


def _reports(session: Session, actor: Actor, as_of: date) -> Iterator[WaitingReport]:
    """The last ended period of each unit that owes regular duties and has not handed it in."""
    if actor.office_id is None:
        return
    period = last_period_ended(session, actor.office_id, as_of)
    for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.unit_ids)))):
        report = unit_report(session, actor.office_id, unit.id, period)
        state = how_answered(report.submitted_at if report else None, period, as_of)
        owed = regular_duties(session, actor.office_id, unit.id, period)
        if owed and state in (Answered.WAITING, Answered.MISSING):
            yield WaitingReport(unit.id, unit.name, period, state)
