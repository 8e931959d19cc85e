"""What a leader looks at before a meeting: deadlines ahead, delays, what waits for him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.figures import Figures, Measures, UnitFigures
from tracker.domain.frozen_values import part_from_json
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.report_snapshot import from_json_to_show
from tracker.domain.reporting_periods import PeriodKind
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.domain.vietnamese import one_line
from tracker.models import Duty, ExtensionRequest, Obstacle, Report, ReportSnapshotRow, Task, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import visible_obstacles, visible_tasks
from tracker.queries.charge_filters import in_charge
from tracker.queries.charges import is_in_charge
from tracker.queries.extension_requests import may_decide_extension
from tracker.queries.refusals import may_decide_refusal
from tracker.queries.report_figures import unit_names_on
from tracker.queries.task_order import still_open

WEEKS = 6
"""Weeks ahead that the picture of deadlines shows."""

PERIODS = 8
SHOWN = 20
_LOOKED_AT = 200
"""Of the oldest ones so many are asked whether the actor decides them."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Open dated tasks by unit and week. ``weeks``: first days; before them stands what is late."""

    weeks: tuple[date, ...]
    rows: tuple[tuple[int, str, tuple[int, ...]], ...]
    """Unit, its name, late ones and then one number a week."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A month as it was reported."""

    report_id: int
    n: int
    key: str
    tasks: Figures
    measures: Measures


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One thing that waits for the leader: what, of whom, since when, and which kind of deed."""

    kind: str
    key: int
    text: str
    unit: str
    since: date
    said: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units in their order as they were published."""

    report_id: int
    n: int
    period: str
    units: tuple[UnitFigures, ...]


def heat(session: Session, *, office_id: int, today: date) -> Heat:
    """Due days of the coming weeks, Monday to Sunday, this week first; busiest units first."""
    monday = today - timedelta(days=today.weekday())
    weeks = tuple(monday + timedelta(weeks=n) for n in range(WEEKS))
    rows = session.execute(
        select(Task.lead_unit_id, Task.due_on)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(
            Task.office_id == office_id,
            Task.status.in_(sorted(WITH_UNIT)),
            Task.due_on < weeks[-1] + timedelta(weeks=1),
            Unit.outside.is_(False),
        )
    )
    counts: dict[int, list[int]] = {}
    for unit_id, due_on in rows:
        if due_on is None:
            continue
        place = 0 if due_on < today else 1 + (due_on - monday).days // 7
        counts.setdefault(unit_id, [0] * (WEEKS + 1))[place] += 1
    names = unit_names_on(session, counts, today)
    ordered = sorted(names, key=lambda key: (-sum(counts[key]), names[key]))
    return Heat(weeks, tuple((key, names[key], tuple(counts[key])) for key in ordered[:SHOWN]))


def trend(session: Session, office_id: int) -> Sequence[TrendPoint]:
    """The last months as they were frozen, the oldest first; nothing is counted anew."""
    rows = session.execute(
        select(Report, ReportSnapshotRow)
        .join(ReportSnapshotRow, ReportSnapshotRow.report_id == Report.id)
        .where(
            Report.office_id == office_id,
            Report.period_kind == PeriodKind.MONTH,
            Report.scope_key == "all",
        )
        .order_by(Report.to_on.desc(), ReportSnapshotRow.id.desc())
        .limit(PERIODS * 4)
    ).all()
    newest: dict[str, TrendPoint] = {}
    for report, row in rows:
        if report.period_key in newest or len(newest) == PERIODS:
            continue
        newest[report.period_key] = TrendPoint(
            report.id,
            row.n,
            report.period_key,
            part_from_json(Figures, row.content, "tasks") or Figures(),
            part_from_json(Measures, row.content, "measures") or Measures(),
        )
    return list(newest.values())[::-1]


def published_ranking(session: Session, office_id: int) -> Ranking | None:
    """The ranking that the units have seen last; None while none was published."""
    report = session.scalar(
        select(Report)
        .where(Report.office_id == office_id, Report.published_at.is_not(None))
        .order_by(Report.to_on.desc(), Report.published_at.desc(), Report.id.desc())
        .limit(1)
    )
    if report is None:
        return None
    row = session.scalars(
        select(ReportSnapshotRow).where(
            ReportSnapshotRow.report_id == report.id, ReportSnapshotRow.n == report.published_n
        )
    ).one()
    snapshot = from_json_to_show(row.content)
    judged = [unit for unit in snapshot.units if unit.tasks.on_time_rate.whole]
    return Ranking(report.id, row.n, snapshot.period, tuple(sorted(judged, key=ranking_key)))


def ranking_key(unit: UnitFigures) -> tuple[float, float, int, str]:
    """The stated rule: on-time rate, then completion rate, then fewer overdue, then the name."""
    on_time, done = unit.tasks.on_time_rate, unit.tasks.completion_rate
    return (
        -(on_time.part / on_time.whole if on_time.whole else 0),
        -(done.part / done.whole if done.whole else 0),
        unit.tasks.open_overdue,
        unit.unit,
    )


def to_decide(session: Session, *, actor: Actor, today: date) -> list[ToDecide]:
    """Extensions, disputes and difficulties that the actor decides, the oldest first.

    Of his own field where he is in charge of anything; else of the whole office.
    """
    own = is_in_charge(session, actor.office_id or 0, actor.user_id, today)
    mine = [in_charge(actor.user_id, today)] if own else []
    found = [
        *_extensions(session, actor, mine),
        *_disputes(session, actor, mine, today),
        *_obstacles(session, actor),
    ]
    return sorted(found, key=lambda one: one.since)[:SHOWN]


def _extensions(session: Session, actor: Actor, mine: Sequence[object]) -> list[ToDecide]:
    rows = session.execute(
        select(ExtensionRequest, Task, Duty.text)
        .join(Task, Task.id == ExtensionRequest.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(ExtensionRequest.state == ExtensionState.WAITING, visible_tasks(actor), *mine)  # type: ignore[arg-type]
        .order_by(ExtensionRequest.asked_on, ExtensionRequest.id)
        .limit(_LOOKED_AT)
    ).all()
    own = list(islice((row for row in rows if may_decide_extension(session, row[1], actor)), SHOWN))
    names = unit_names_on(session, {row[1].lead_unit_id for row in own}, actor.on_day)
    return [
        ToDecide(
            "extension", task.id, one_line(text), names[task.lead_unit_id], request.asked_on,
            one_line(request.reason),
        )
        for request, task, text in own
    ]  # fmt: skip


def _disputes(
    session: Session, actor: Actor, mine: Sequence[object], today: date
) -> list[ToDecide]:
    rows = session.execute(
        select(Task, Duty.text)
        .join(Duty, Duty.id == Task.duty_id)
        .where(still_open, Task.status == TaskStatus.REFUSED, visible_tasks(actor), *mine)  # type: ignore[arg-type]
        .order_by(Task.updated_at, Task.id)
        .limit(_LOOKED_AT)
    ).all()
    own = list(islice((row for row in rows if may_decide_refusal(session, row[0], actor)), SHOWN))
    names = unit_names_on(session, {task.lead_unit_id for task, _text in own}, today)
    return [
        ToDecide(
            "dispute", task.id, one_line(text), names[task.lead_unit_id], task.updated_at.date()
        )
        for task, text in own
    ]


def _obstacles(session: Session, actor: Actor) -> list[ToDecide]:
    rows = session.scalars(
        select(Obstacle)
        .where(
            visible_obstacles(actor),
            Obstacle.state == ObstacleState.WAITING,
            Obstacle.owner_user_id == actor.user_id,
        )
        .order_by(Obstacle.raised_on, Obstacle.id)
        .limit(SHOWN)
    ).all()
    names: Mapping[int, str] = unit_names_on(session, {row.unit_id for row in rows}, actor.on_day)
    return [
        ToDecide("obstacle", row.id, one_line(row.text), names[row.unit_id], row.raised_on)
        for row in rows
    ]
