"""What waits for a person: the content of "Chờ tôi xử lý", group by group, most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import Duty, Task, TaskPart, Unit
from tracker.permissions import Actor
from tracker.queries.owed_parts import is_waiting
from tracker.queries.period import Period, last_period_ended
from tracker.queries.period_rows import Answered, how_answered, owes_regular_duties, unit_report
from tracker.queries.talk_waiting import WaitingTalk, waiting_talk
from tracker.queries.task_rows import unit_names
from tracker.queries.waiting_groups import WaitingGroup, groups_for

PARTS_SHOWN = 20


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
    """Everything that waits for one person."""

    groups: tuple[WaitingGroup, ...]
    tasks: int
    """Tasks of the groups, each once: one may be overdue, returned and one's own."""
    parts: tuple[WaitingPart, ...]
    """The first PARTS_SHOWN of ``parts_total``."""
    parts_total: int
    part_units: tuple[tuple[int, str], ...]
    """Units, with their names, whose parts are not all shown here."""
    reports: tuple[WaitingReport, ...]
    talk: WaitingTalk

    @property
    def total(self) -> int:
        """Distinct things, as the heading says them."""
        return self.tasks + self.parts_total + len(self.reports) + self.talk.total


def waiting_for(session: Session, *, actor: Actor, as_of: date) -> WaitingFor:
    """What ``actor`` has to do: for the office when its role says so, and for each unit."""
    parts, parts_total = _parts(session, actor) if actor.unit_ids else ((), 0)
    all_shown = len(parts) == parts_total
    part_units = () if all_shown else tuple(unit_names(session, actor.unit_ids).items())
    groups, tasks = groups_for(session, actor, as_of)
    return WaitingFor(
        groups=groups,
        tasks=tasks,
        parts=parts,
        parts_total=parts_total,
        part_units=part_units,
        reports=tuple(_reports(session, actor, as_of)),
        talk=waiting_talk(session, actor=actor, as_of=as_of),
    )


def _parts(session: Session, actor: Actor) -> tuple[tuple[WaitingPart, ...], int]:
    """The first ones by due day, and how many there are."""
    conditions = (
        Task.office_id == actor.office_id,
        Task.status.in_(sorted(OPEN)),
        TaskPart.unit_id.in_(sorted(actor.unit_ids)),
        is_waiting(),
    )
    columns = (TaskPart.task_id, Duty.text, Task.lead_unit_id, TaskPart.request, TaskPart.due_on)
    rows = session.execute(
        select(*columns)
        .join(Task, Task.id == TaskPart.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(*conditions)
        .order_by(TaskPart.due_on.asc().nulls_last(), TaskPart.id)
        .limit(PARTS_SHOWN + 1)
    ).all()
    names = unit_names(session, {row.lead_unit_id for row in rows})
    shown = tuple(
        WaitingPart(
            row.task_id, one_line(row.text), names[row.lead_unit_id], row.request, row.due_on
        )
        for row in rows[:PARTS_SHOWN]
    )
    if len(rows) <= PARTS_SHOWN:
        return shown, len(rows)
    every = select(func.count()).select_from(TaskPart).join(Task, Task.id == TaskPart.task_id)
    return shown, session.scalar(every.where(*conditions)) or 0


def _reports(session: Session, actor: Actor, as_of: date) -> Iterator[WaitingReport]:
    """The last ended period of each unit that owes regular duties and has not handed it in."""
    if actor.office_id is None:
        return
    period = last_period_ended(session, actor.office_id, as_of)
    for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.unit_ids)))):
        report = unit_report(session, actor.office_id, unit.id, period)
        state = how_answered(report.submitted_at if report else None, period, as_of)
        if state not in (Answered.WAITING, Answered.MISSING):
            continue
        if owes_regular_duties(session, actor.office_id, unit.id, period):
            yield WaitingReport(unit.id, unit.name, period, state)
