"""What the system can say for a unit in its report of a period, from the unit's own tasks.

The unit edits and sends it. Difficulties and proposals that it raised already are not put into
its mouth again: they stand in every report by themselves until somebody answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import CountedTask, FigureColumn, behind, figures
from tracker.domain.reporting_periods import following, window
from tracker.domain.vietnamese import day_words, number_words, one_line
from tracker.models import Obstacle, Task
from tracker.queries.period import Period
from tracker.queries.report_figures import count
from tracker.queries.report_rows import TaskWords, task_words

#: So many tasks are named; the others are counted.
NAMED = 20


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """``raised``: what the unit has raised and nobody closed, as it stands in reports anyway."""

    results: str
    next_work: str
    raised: tuple[str, ...]


def unit_draft(
    session: Session, *, office_id: int, unit_id: int, period: Period, today: date
) -> UnitDraft:
    """Results of the period and the work of the next one, in sentences and lists."""
    as_of = min(today, period.days.to_on)
    counted = count(
        session,
        office_id=office_id,
        window=period.days,
        as_of=as_of,
        only=Task.lead_unit_id == unit_id,
    )
    done = behind(counted.rows, FigureColumn.COMPLETED)
    coming = _coming(counted.rows, period)
    words = task_words(session, [row.task_id for row in (*done, *coming)], as_of)
    return UnitDraft(
        results=_results(counted.rows, done, words),
        next_work=_next(coming, words),
        raised=_raised(session, office_id, unit_id, as_of),
    )


def _coming(rows: Sequence[CountedTask], period: Period) -> list[CountedTask]:
    """Open tasks that are late or come due by the end of the next period, the soonest first."""
    last = window(period.kind, following(period.kind, period.key)).to_on
    left = behind(rows, FigureColumn.STILL_OPEN)
    due = [row for row in left if row.due_on is not None and row.due_on <= last]
    return sorted(due, key=lambda row: (row.due_on or date.max, row.task_id))


def _results(
    rows: Sequence[CountedTask], done: Sequence[CountedTask], words: dict[int, TaskWords]
) -> str:
    told = figures(rows)
    if not told.total:
        return ""
    first = (
        f"Trong kỳ, đơn vị có {number_words(told.total)} nhiệm vụ; đã hoàn thành "
        f"{number_words(told.completed)}, đang thực hiện {number_words(told.still_open)}, "
        f"trong đó quá hạn {number_words(told.open_overdue)}."
    )
    lines = [
        f"- {_named(row, words)}" + (f" (ngày {day_words(row.done_on)})" if row.done_on else "")
        for row in done[:NAMED]
    ]
    return "\n".join([first, *lines, *_rest(done)])


def _next(coming: Sequence[CountedTask], words: dict[int, TaskWords]) -> str:
    lines = [
        f"- {_named(row, words)} (thời hạn {day_words(row.due_on)})"
        for row in coming[:NAMED]
        if row.due_on is not None
    ]
    return "\n".join([*lines, *_rest(coming)])


def _named(row: CountedTask, words: dict[int, TaskWords]) -> str:
    told = words[row.task_id]
    return f"{told.text} ({told.source})" if told.source else told.text


def _rest(rows: Sequence[CountedTask]) -> list[str]:
    left = len(rows) - NAMED
    return [f"- và {number_words(left)} nhiệm vụ khác."] if left > 0 else []


def _raised(session: Session, office_id: int, unit_id: int, day: date) -> tuple[str, ...]:
    found = session.scalars(
        select(Obstacle.text)
        .where(
            Obstacle.office_id == office_id,
            Obstacle.unit_id == unit_id,
            Obstacle.raised_on <= day,
            Obstacle.closed_on.is_(None),
        )
        .order_by(Obstacle.id)
    )
    return tuple(one_line(text) for text in found)
