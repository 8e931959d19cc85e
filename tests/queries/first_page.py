"""What the first page shows, held against the rows that a report counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import CountedTask, FigureColumn, behind, duty_figures, figures
from tracker.domain.figures import Measures, Rate
from tracker.domain.reporting_periods import Window, cut_off
from tracker.queries.dashboard import LATE, Overview, overview
from tracker.queries.late_tasks import LateTask
from tracker.queries.report_figures import Counted, count
from tracker.queries.task_measures import reported_tasks


def first_page(session: Session, office_id: int, window: Window, today: date) -> Overview:
    """The figures of the first page, after every number of them was counted row by row too."""
    found = overview(session, office_id=office_id, window=window, today=today)
    as_of = cut_off(window, today)
    by_rows = count(session, office_id=office_id, window=window, as_of=as_of, reported_by=today)
    shown = found.counted
    assert (shown.window, shown.as_of, shown.period) == (window, as_of, by_rows.period)
    assert (shown.tasks, shown.duties) == (by_rows.tasks, by_rows.duties)
    assert shown.regular == by_rows.regular
    assert shown.units == tuple(replace(unit, measures=Measures()) for unit in by_rows.units)
    _requests(found, by_rows)
    _updates(found, by_rows, reported_tasks(session, office_id, _running(found)))
    _late(found, by_rows)
    assert found.is_empty == (not (by_rows.rows or by_rows.lines or by_rows.requests))
    return found


def _running(found: Overview) -> Window:
    return Window(found.period.days.from_on, found.counted.as_of)


def _requests(found: Overview, by_rows: Counted) -> None:
    bodies: dict[int, list[CountedTask]] = {}
    for row in by_rows.requests:
        bodies.setdefault(row.unit_id, []).append(row)
    shown = [(body.unit_id, body.tasks, body.duties) for body in found.counted.requests]
    assert sorted(key for key, *_figures in shown) == sorted(bodies)
    for key, tasks, duties in shown:
        assert (tasks, duties) == (figures(bodies[key]), duty_figures(bodies[key]))


def _updates(found: Overview, by_rows: Counted, reported: frozenset[int]) -> None:
    rows = behind(by_rows.rows, FigureColumn.STILL_OPEN)
    whole = Counter(row.unit_id for row in rows)
    part = Counter(row.unit_id for row in rows if row.task_id in reported)
    rates: dict[int | None, Rate] = {key: Rate(part[key], n) for key, n in whole.items()}
    assert found.updates == rates | {None: Rate(part.total(), whole.total())}


def _late(found: Overview, by_rows: Counted) -> None:
    late = behind(by_rows.rows, FigureColumn.OPEN_OVERDUE)
    by_day = sorted(late, key=lambda row: (row.due_on or date.max, row.task_id))
    by_days = sorted(late, key=lambda row: (-row.late_days, row.task_id))
    assert [_listed(row) for row in found.late] == [_listed(row) for row in by_day[:LATE]]
    assert [_listed(row) for row in found.latest] == [_listed(row) for row in by_days[:LATE]]


def _listed(row: CountedTask | LateTask) -> tuple[object, ...]:
    return (
        row.task_id, row.unit_id, row.status, row.timeliness, row.carried_over, row.due_on,
        row.done_on, row.late_days,
    )  # fmt: skip
