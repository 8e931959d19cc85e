"""The lists of tasks in a report, overdue and completed: which tasks, was decided by counting;
here they get their words. Days are civil days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import FigureColumn, behind
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.labels import label
from tracker.domain.recurrence_periods import period_words
from tracker.domain.report_snapshot import CompletedRow, OverdueRow
from tracker.domain.restricted_papers import WITHHELD, outward
from tracker.domain.source import SourceKind
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line, sort_key
from tracker.models import (
    Directive,
    Duty,
    Explanation,
    ExplanationTask,
    Obstacle,
    ProgressUpdate,
    Submission,
    Task,
    TaskPart,
)
from tracker.queries.report_figures import Counted, unit_names_on
from tracker.queries.timeliness_sql import day_ends

#: So many keys go into one IN (...).
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What every list says of a task. ``source``: "Chỉ thị số 08/CT-UBND"."""

    text: str
    source: str
    source_on: date | None
    coordinating: tuple[str, ...]
    restricted: bool
    """The words are those of a paper for internal use."""

    def outward(self, text: str, *, instead: str = "") -> str:
        """What was written about the task, as a report on the whole office may say it."""
        return outward(text, restricted=self.restricted, instead=instead)


def overdue_rows(
    session: Session, counted: Counted, said_by: date, *, of_one_paper: bool
) -> tuple[OverdueRow, ...]:
    """Tasks open and past their due day, the longest delay first.

    ``said_by``: until when results and reasons that units reported are taken in. A report
    ``of_one_paper`` is read by those who may read the paper; any other copies no word of
    restricted ones.
    """
    rows = behind(counted.rows, FigureColumn.OPEN_OVERDUE)
    ids = [row.task_id for row in rows]
    units = unit_names_on(session, {row.unit_id for row in rows}, counted.as_of)
    words = task_words(session, ids, counted.as_of)
    results, reasons = _last_results(session, ids, said_by), _reasons(session, ids, said_by)
    handed_in = {row.task_id: row.submitted_on for row in _standing(session, ids, counted.as_of)}
    found = []
    for row in rows:
        if row.due_on is None:
            continue
        told, waits = words[row.task_id], row.status is TaskStatus.SUBMITTED
        judged_on = handed_in.get(row.task_id, counted.as_of) if waits else counted.as_of
        found.append(
            OverdueRow(
                task=told.text if of_one_paper else told.outward(told.text, instead=WITHHELD),
                source=told.source,
                source_on=told.source_on,
                lead=units[row.unit_id],
                due_on=row.due_on,
                days_overdue=(judged_on - row.due_on).days,
                coordinating=told.coordinating,
                last_result=_said(results, row.task_id, told, of_one_paper),
                reason=_said(reasons, row.task_id, told, of_one_paper),
                awaits_confirmation=waits,
                task_id=row.task_id,
                unit_id=row.unit_id,
            )
        )
    place = {name: sort_key(name) for name in units.values()}
    return tuple(sorted(found, key=lambda row: (-row.days_overdue, place[row.lead])))


def _said(texts: dict[int, str], task_id: int, told: TaskWords, of_one_paper: bool) -> str:
    text = texts.get(task_id, "")
    return text if of_one_paper else told.outward(text)


def completed_rows(session: Session, counted: Counted) -> tuple[CompletedRow, ...]:
    """Tasks completed in the window with their result papers, by day: for a report on one paper."""
    rows = behind(counted.rows, FigureColumn.COMPLETED)
    ids = [row.task_id for row in rows]
    units = unit_names_on(session, {row.unit_id for row in rows}, counted.as_of)
    words = task_words(session, ids, counted.as_of)
    papers = {row.task_id: row.paper_number for row in _standing(session, ids, counted.as_of)}
    found = [
        CompletedRow(
            task=words[row.task_id].text,
            source=words[row.task_id].source,
            source_on=words[row.task_id].source_on,
            lead=units[row.unit_id],
            due_on=row.due_on,
            done_on=row.done_on,
            coordinating=words[row.task_id].coordinating,
            paper=papers.get(row.task_id) or "",
        )
        for row in rows
        if row.done_on is not None
    ]
    place = {name: sort_key(name) for name in units.values()}
    return tuple(sorted(found, key=lambda row: (row.done_on, place[row.lead])))


def task_words(session: Session, task_ids: Sequence[int], day: date) -> dict[int, TaskWords]:
    """The words of each task; coordinating units under their names of ``day``."""
    parts: dict[int, list[int]] = defaultdict(list)
    columns = [TaskPart.task_id, TaskPart.unit_id]
    for part in _each(session, columns, TaskPart.task_id, task_ids, *_asked_on(day)):
        parts[part.task_id].append(part.unit_id)
    names = unit_names_on(session, {unit for units in parts.values() for unit in units}, day)
    found = {}
    for batch in _batches(task_ids):
        query = (
            select(
                Task.id, Task.period_key, Duty.text, Directive.kind, Directive.source,
                Directive.number, Directive.issued_on, Directive.restricted,
            )
            .join(Duty, Duty.id == Task.duty_id)
            .join(Directive, Directive.id == Duty.directive_id)
            .where(Task.id.in_(batch))
        )  # fmt: skip
        for row in session.execute(query):
            own = set(parts[row.id])
            found[row.id] = TaskWords(
                text=_of_period(bare(row.text), row.period_key),
                source=source_words(row.kind, row.source, row.number),
                source_on=row.issued_on,
                coordinating=tuple(name for unit_id, name in names.items() if unit_id in own),
                restricted=row.restricted,
            )
    return found


def _of_period(text: str, period_key: str | None) -> str:
    """Two periods of one recurring duty have the same words, and often the same day."""
    return f"{text} ({period_words(period_key)})" if period_key else text


def _asked_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """Parts that were asked at the end of ``day``: begun by then, and not closed yet."""
    return (
        or_(TaskPart.asked_at.is_(None), TaskPart.asked_at < day_ends(day)),
        or_(TaskPart.closed_at.is_(None), TaskPart.closed_at >= day_ends(day)),
    )


def source_words(kind: DirectiveKind, source: SourceKind, number: str | None) -> str:
    """ "Chỉ thị số 08/CT-UBND"; what has no kind of paper is called by how it came."""
    named = kind_words(kind, source)
    return f"{named} số {number}" if number else named


def kind_words(kind: DirectiveKind, source: SourceKind) -> str:
    """ "Chỉ thị", "Chỉ đạo trực tiếp"."""
    return label(kind if kind is not DirectiveKind.OTHER else source)


def bare(text: str) -> str:
    """On one line, without the full stop or "./." that papers end with."""
    return one_line(text).rstrip("./; ")


def _standing(session: Session, task_ids: Sequence[int], as_of: date) -> Iterator[Any]:
    """The hand-ins of each task that stood at the end of ``as_of``, the newest last."""
    return _each(
        session,
        [Submission.task_id, Submission.submitted_on, Submission.paper_number],
        Submission.task_id,
        task_ids,
        Submission.submitted_on <= as_of,
        or_(Submission.withdrawn_on.is_(None), Submission.withdrawn_on > as_of),
        order=Submission.n,
    )


def _last_results(session: Session, task_ids: Sequence[int], day: date) -> dict[int, str]:
    """Milestone and words of the last report on each task by the end of ``day``."""
    columns = [ProgressUpdate.task_id, ProgressUpdate.milestone, ProgressUpdate.text]
    return {
        row.task_id: ". ".join(filter(None, [label(row.milestone), bare(row.text)])) + "."
        for row in _each(
            session, columns, ProgressUpdate.task_id, task_ids,
            ProgressUpdate.at < day_ends(day), order=ProgressUpdate.id,
        )
    }  # fmt: skip


def _reasons(session: Session, task_ids: Sequence[int], day: date) -> dict[int, str]:
    """Why late: obstacles not closed by ``day``, else the last explanation."""
    # In the order of the link: by the explanation's own key SQLite would try every pair.
    explained = [ExplanationTask.task_id, Explanation.text]
    found = {
        row.task_id: one_line(row.text)
        for row in _each(
            session, explained, ExplanationTask.task_id, task_ids,
            ExplanationTask.explanation_id == Explanation.id,
            Explanation.stated_at < day_ends(day), order=ExplanationTask.explanation_id,
        )
    }  # fmt: skip
    open_ones = or_(Obstacle.closed_on.is_(None), Obstacle.closed_on > day)
    raised: dict[int, list[str]] = defaultdict(list)
    for row in _each(
        session, [Obstacle.task_id, Obstacle.text], Obstacle.task_id, task_ids,
        Obstacle.raised_on <= day, Obstacle.is_proposal.is_(False), open_ones, order=Obstacle.id,
    ):  # fmt: skip
        raised[row.task_id].append(one_line(row.text))
    return found | {task_id: "; ".join(texts) for task_id, texts in raised.items()}


def _each(
    session: Session,
    columns: Iterable[Any],
    key: Any,
    keys: Sequence[int],
    *conditions: ColumnElement[bool],
    order: Any = None,
) -> Iterator[Any]:
    """Rows of ``columns`` for all ``keys``, in batches, each batch in ``order``."""
    for batch in _batches(keys):
        query = select(*columns).where(key.in_(batch), *conditions)
        yield from session.execute(query if order is None else query.order_by(order))


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]
