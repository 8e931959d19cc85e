"""What a leader asks first: how much is late and whose, what waits, who reports at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.counted_tasks import (
    UNDER_WAY,
    RegularLine,
    figures_of,
    regular_figures,
    summed,
)
from tracker.domain.figures import Figures, Rate, RegularFigures, UnitFigures
from tracker.domain.reporting_periods import Window, cut_off
from tracker.models import Unit
from tracker.queries.figure_counts import KindCounts, kind_counts
from tracker.queries.late_tasks import LateTask, late_tasks
from tracker.queries.period import Period, period_of_day, regular_lines, regular_period
from tracker.queries.report_figures import unit_names_on

LATE = 10
"""So many overdue tasks stand on the first page; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of ``report_figures.Counted`` that the first page shows, without rows behind.

    ``requests``: by body that the office cannot order, in no total and among no ``units``.
    Measures beside the states are not counted here.
    """

    window: Window
    as_of: date
    period: Period
    tasks: Figures
    duties: Figures
    regular: RegularFigures
    units: tuple[UnitFigures, ...]
    requests: tuple[UnitFigures, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of a window with the update rates of the period that ran on its as-of day.

    ``updates``: by unit (None: all units), the open tasks on which the unit reported in
    ``period``, of all its open tasks.
    """

    counted: Totals
    late: tuple[LateTask, ...]
    """The LATE overdue tasks whose due days are longest over."""
    latest: tuple[LateTask, ...]
    """The LATE overdue tasks that are late by most days: hand-ins that wait only until theirs."""
    is_empty: bool
    period: Period
    updates: dict[int | None, Rate]

    @property
    def worst(self) -> UnitFigures | None:
        """The unit with the most overdue tasks, when anything is overdue."""
        late = [unit for unit in self.counted.units if unit.tasks.open_overdue]
        return max(late, key=lambda unit: unit.tasks.open_overdue) if late else None


def overview(session: Session, *, office_id: int, window: Window, today: date) -> Overview:
    """Everything in ``window`` as of its end, or of today inside it.

    InvalidInput for a window that has no day or has not begun.
    """
    return unchanged(
        session.connection(),
        ("overview", office_id, window, today),
        lambda: _look_over(session, office_id, window, today),
    )


def _look_over(session: Session, office_id: int, window: Window, today: date) -> Overview:
    as_of = cut_off(window, today)
    period = period_of_day(session, office_id, as_of)
    reported = Window(period.days.from_on, as_of)
    kinds = kind_counts(session, office_id=office_id, window=window, as_of=as_of, reported=reported)
    answers = regular_period(session, office_id, window, as_of)
    lines = regular_lines(session, office_id, answers, today)
    bodies = frozenset(session.scalars(select(Unit.id).where(Unit.outside)))
    units = _per_unit(session, kinds, lines, as_of)
    late = late_tasks(session, office_id=office_id, window=window, as_of=as_of, most=LATE)
    return Overview(
        counted=Totals(
            window=window,
            as_of=as_of,
            period=answers,
            tasks=figures_of(summed(n for key, n in kinds.tasks.items() if key not in bodies)),
            duties=figures_of(kinds.duties),
            regular=regular_figures(lines),
            units=tuple(unit for unit in units if unit.unit_id not in bodies),
            requests=tuple(unit for unit in units if unit.unit_id in bodies),
        ),
        late=late[:LATE],
        latest=tuple(sorted(late, key=lambda row: (-row.late_days, row.task_id))[:LATE]),
        is_empty=not (kinds.tasks or lines),
        period=period,
        updates=_updates(kinds, bodies),
    )


def _per_unit(
    session: Session, kinds: KindCounts, lines: tuple[RegularLine, ...], as_of: date
) -> list[UnitFigures]:
    regular: dict[int, list[RegularLine]] = {}
    for line in lines:
        regular.setdefault(line.unit_id, []).append(line)
    return [
        UnitFigures(
            unit_id=unit_id,
            unit=name,
            tasks=figures_of(kinds.tasks.get(unit_id, {})),
            duties=figures_of(kinds.unit_duties.get(unit_id, {})),
            regular=regular_figures(regular.get(unit_id, [])),
        )
        for unit_id, name in unit_names_on(session, {*kinds.tasks, *regular}, as_of).items()
    ]


def _updates(kinds: KindCounts, bodies: frozenset[int]) -> dict[int | None, Rate]:
    """Of own units with open tasks, and of all of them together."""
    rates: dict[int | None, Rate] = {}
    for unit_id, numbers in kinds.tasks.items():
        still_open = sum(n for kind, n in numbers.items() if kind.timeliness in UNDER_WAY)
        if still_open and unit_id not in bodies:
            rates[unit_id] = Rate(kinds.reported[unit_id], still_open)
    whole = Rate(sum(r.part for r in rates.values()), sum(r.whole for r in rates.values()))
    return rates | {None: whole}
