"""The one place where figures are counted: screens, papers and lists read the same rows.

A report's window is a span of days; its figures say what was known at the end of an as-of
day. Counted are tasks that were open when the window began or were opened again inside it
(carried over), and tasks that were given inside it; what was closed before the window and
stayed so is history. See design 2b, "total".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import (
    CountedTask,
    RegularLine,
    duty_figures,
    figures,
    regular_figures,
)
from tracker.domain.figures import Figures, GroupFigures, Measures, RegularFigures, UnitFigures
from tracker.domain.measured_tasks import measures
from tracker.domain.report_scope import ReportScope
from tracker.domain.reporting_periods import Window
from tracker.domain.vietnamese import sort_key
from tracker.models import Unit, UnitName
from tracker.models.unit import name_held_on
from tracker.queries.counted_rows import counted_tasks
from tracker.queries.period import Period, regular_lines, regular_period
from tracker.queries.report_groups import by_directive, by_field


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything counted once: totals in both counts, per unit, and the rows behind.

    ``requests`` are tasks led by bodies that the office cannot order: they stand apart, in no
    total and no ranking (design D17). ``period`` is the period of the units' own reports of
    which ``regular`` speaks.
    """

    window: Window
    as_of: date
    period: Period
    tasks: Figures
    duties: Figures
    regular: RegularFigures
    units: tuple[UnitFigures, ...]
    rows: tuple[CountedTask, ...]
    lines: tuple[RegularLine, ...]
    measures: Measures = Measures()
    fields: tuple[GroupFigures, ...] = ()
    sources: tuple[GroupFigures, ...] = ()
    requests: tuple[CountedTask, ...] = ()


def count(
    session: Session,
    *,
    office_id: int,
    window: Window,
    as_of: date,
    directive_id: int | None = None,
    field_id: int | None = None,
    unit_id: int | None = None,
    only: ColumnElement[bool] | None = None,
    reported_by: date | None = None,
    groups: bool = False,
) -> Counted:
    """Figures of one office for ``window`` as known on ``as_of``.

    Of all its directives or of one, of one field, of one unit. ``groups``: also per field and
    per directive.

    ``reported_by``: until when answers to regular duties count (``as_of`` when left out); units
    owe them only after the window's end. ``only`` narrows the tasks further (one unit's own
    page) and leaves regular duties out.
    Units stand in the office's own order, then in dictionary order, under their names of then.
    """
    scope = ReportScope(directive_id, field_id, unit_id)
    rows, requests = _rows(session, office_id, window, as_of, scope, only=only)
    period = regular_period(session, office_id, window, as_of)
    lines: tuple[RegularLine, ...] = ()
    if only is None:
        narrow = {"directive_id": directive_id, "field_id": field_id, "unit_id": unit_id}
        lines = regular_lines(session, office_id, period, reported_by or as_of, **narrow)
    return Counted(
        window=window,
        as_of=as_of,
        period=period,
        tasks=figures(rows),
        duties=duty_figures(rows),
        regular=regular_figures(lines),
        units=_per_unit(session, rows, lines, as_of),
        rows=rows,
        lines=lines,
        measures=measures(rows),
        fields=by_field(session, rows) if groups else (),
        sources=by_directive(session, rows) if groups else (),
        requests=requests,
    )


def totals(
    session: Session, *, office_id: int, window: Window, as_of: date, scope: ReportScope
) -> tuple[Figures, Measures] | None:
    """Only what stands beside another period's figures; None where nothing was owed."""
    rows, _requests = _rows(session, office_id, window, as_of, scope)
    return (figures(rows), measures(rows)) if rows else None


def _rows(
    session: Session,
    office_id: int,
    window: Window,
    as_of: date,
    scope: ReportScope,
    *,
    only: ColumnElement[bool] | None = None,
) -> tuple[tuple[CountedTask, ...], tuple[CountedTask, ...]]:
    """Tasks of the office's own units, and those of bodies that it cannot order."""
    found = counted_tasks(
        session,
        office_id=office_id,
        window=window,
        as_of=as_of,
        directive_id=scope.directive_id,
        only=only,
    )
    bodies = frozenset(session.scalars(select(Unit.id).where(Unit.outside)))
    asked = [
        row
        for row in found
        if scope.field_id in (None, row.field_id) and scope.unit_id in (None, row.unit_id)
    ]
    return (
        tuple(row for row in asked if row.unit_id not in bodies),
        tuple(row for row in asked if row.unit_id in bodies),
    )


def _per_unit(
    session: Session, rows: Iterable[CountedTask], lines: Iterable[RegularLine], as_of: date
) -> tuple[UnitFigures, ...]:
    tasks: dict[int, list[CountedTask]] = defaultdict(list)
    regular: dict[int, list[RegularLine]] = defaultdict(list)
    for row in rows:
        tasks[row.unit_id].append(row)
    for line in lines:
        regular[line.unit_id].append(line)
    return tuple(
        UnitFigures(
            unit_id=unit_id,
            unit=name,
            tasks=figures(tasks[unit_id]),
            duties=duty_figures(tasks[unit_id]),
            regular=regular_figures(regular[unit_id]),
            measures=measures(tasks[unit_id]),
        )
        for unit_id, name in unit_names_on(session, {*tasks, *regular}, as_of).items()
    )


def unit_names_on(session: Session, unit_ids: Iterable[int], day: date) -> Mapping[int, str]:
    """The units' names that held on ``day``, in the order in which papers list units."""
    rows = session.execute(_NAMES, {"ids": sorted(unit_ids)})
    held = [name_held_on(list(names), day) for _id, names in groupby(rows, key=lambda row: row.id)]
    ordered = sorted(held, key=lambda row: (row.ord, sort_key(row.name), row.id))
    return {row.id: row.name for row in ordered}


#: The columns alone: a big office has hundreds of units, and every deed asks for their names.
_NAMES = (
    select(Unit.id, Unit.ord, UnitName.name, UnitName.from_on, UnitName.to_on)
    .join(UnitName, UnitName.unit_id == Unit.id)
    .where(Unit.id.in_(bindparam("ids", expanding=True)))
    .order_by(Unit.id, UnitName.from_on.asc().nulls_first(), UnitName.id)
)
