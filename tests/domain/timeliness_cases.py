"""One table of dates, by which the Python rule and the SQL expressions are both judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.deadlines import (
    DeadlineFact,
    StatusSpan,
    SubmissionFact,
    TaskHistory,
    Timeliness,
)
from tracker.domain.task_status import TaskStatus

BORN = date(2026, 10, 1)
DUE = date(2026, 11, 20)
DAY = timedelta(days=1)

_S, _T = TaskStatus, Timeliness


@dataclass(frozen=True)
class Case:
    """What happened, asked as of a day, and what the answer must be."""

    name: str
    history: TaskHistory
    as_of: date
    expected: Timeliness


def _case(
    name: str,
    expected: Timeliness,
    as_of: date,
    *later: StatusSpan,
    due: date | None = DUE,
    moved: DeadlineFact | None = None,
    submissions: tuple[SubmissionFact, ...] = (),
) -> Case:
    deadlines = [DeadlineFact(1, due, BORN), *([moved] if moved else [])]
    history = TaskHistory([StatusSpan(_S.ASSIGNED, BORN), *later], deadlines, submissions)
    return Case(name, history, as_of, expected)


def _handed_in(on: date, done_on: date | None = None, **more: object) -> SubmissionFact:
    return SubmissionFact(submitted_on=on, done_on=done_on or on, **more)  # type: ignore[arg-type]


def _confirmed(handed_in: date, done_on: date, decided: date, due: date | None = DUE) -> dict:  # type: ignore[type-arg]
    return {
        "due": due,
        "submissions": (_handed_in(handed_in, done_on, decided_on=decided, accepted=True),),
    }


def _spans(*pairs: tuple[TaskStatus, date]) -> tuple[StatusSpan, ...]:
    return tuple(StatusSpan(status, day) for status, day in pairs)


_SUBMITTED_LATE = _spans((_S.SUBMITTED, DUE + DAY))
_DONE = _spans((_S.SUBMITTED, DUE + DAY), (_S.COMPLETED, DUE + 3 * DAY))

CASES = [
    _case("open, the day before", _T.OPEN_IN_TIME, DUE - DAY),
    _case("open, on the due day", _T.OPEN_IN_TIME, DUE),
    _case("open, the day after", _T.OPEN_OVERDUE, DUE + DAY),
    _case("open without a due day", _T.UNDATED_OPEN, DUE + DAY, due=None),
    _case(
        "handed in on the due day, undecided for ten days",
        _T.OPEN_IN_TIME,
        DUE + 10 * DAY,
        *_spans((_S.SUBMITTED, DUE)),
        submissions=(_handed_in(DUE),),
    ),
    _case(
        "handed in a day late, undecided",
        _T.OPEN_OVERDUE,
        DUE + 10 * DAY,
        *_SUBMITTED_LATE,
        submissions=(_handed_in(DUE + DAY),),
    ),
    _case(
        "handed in late with a paper from before the due day: judged at the hand-in while open",
        _T.OPEN_OVERDUE,
        DUE + 2 * DAY,
        *_SUBMITTED_LATE,
        submissions=(_handed_in(DUE + DAY, DUE - DAY),),
    ),
    _case(
        "and done on time once confirmed",
        _T.COMPLETED_ON_TIME,
        DUE + 3 * DAY,
        *_DONE,
        **_confirmed(DUE + DAY, DUE - DAY, DUE + 3 * DAY),
    ),
    _case(
        "as of the day before the confirmation it was still open",
        _T.OPEN_OVERDUE,
        DUE + 2 * DAY,
        *_DONE,
        **_confirmed(DUE + DAY, DUE - DAY, DUE + 3 * DAY),
    ),
    _case(
        "the paper bears the due day itself",
        _T.COMPLETED_ON_TIME,
        DUE + 3 * DAY,
        *_DONE,
        **_confirmed(DUE + DAY, DUE, DUE + 3 * DAY),
    ),
    _case(
        "the paper bears the day after",
        _T.COMPLETED_LATE,
        DUE + 3 * DAY,
        *_DONE,
        **_confirmed(DUE + DAY, DUE + DAY, DUE + 3 * DAY),
    ),
    _case(
        "done without a due day",
        _T.UNDATED_DONE,
        DUE + 3 * DAY,
        *_DONE,
        **_confirmed(DUE + DAY, DUE + DAY, DUE + 3 * DAY, due=None),
    ),
    _case(
        "withdrawn before the due day: as if it had never been",
        _T.OPEN_OVERDUE,
        DUE + DAY,
        *_spans((_S.SUBMITTED, DUE - 2 * DAY), (_S.IN_PROGRESS, DUE - DAY)),
        submissions=(_handed_in(DUE - 2 * DAY, withdrawn_on=DUE - DAY),),
    ),
    _case(
        "withdrawn and handed in again, late",
        _T.OPEN_OVERDUE,
        DUE + 5 * DAY,
        *_spans((_S.SUBMITTED, DUE - DAY), (_S.IN_PROGRESS, DUE), (_S.SUBMITTED, DUE + 4 * DAY)),
        submissions=(_handed_in(DUE - DAY, withdrawn_on=DUE), _handed_in(DUE + 4 * DAY)),
    ),
    _case(
        "returned after the due day with three working days more",
        _T.OPEN_IN_TIME,
        DUE + 5 * DAY,
        *_spans((_S.SUBMITTED, DUE), (_S.RETURNED, DUE + 3 * DAY)),
        moved=DeadlineFact(2, DUE + 6 * DAY, DUE + 3 * DAY),
        submissions=(_handed_in(DUE, decided_on=DUE + 3 * DAY),),
    ),
    _case(
        "and those are over too",
        _T.OPEN_OVERDUE,
        DUE + 7 * DAY,
        *_spans((_S.SUBMITTED, DUE), (_S.RETURNED, DUE + 3 * DAY)),
        moved=DeadlineFact(2, DUE + 6 * DAY, DUE + 3 * DAY),
        submissions=(_handed_in(DUE, decided_on=DUE + 3 * DAY),),
    ),
    _case(
        "an extension counts from the day on which it was given",
        _T.OPEN_OVERDUE,
        DUE + 2 * DAY,
        moved=DeadlineFact(2, DUE + 30 * DAY, DUE + 3 * DAY),
    ),
    _case(
        "suspended past the due day",
        _T.SUSPENDED,
        DUE + 30 * DAY,
        *_spans((_S.SUSPENDED, DUE - DAY)),
    ),
    _case(
        "suspended tomorrow is open today", _T.OPEN_IN_TIME, DUE, *_spans((_S.SUSPENDED, DUE + DAY))
    ),
    _case(
        "resumed with another day",
        _T.OPEN_IN_TIME,
        DUE + 30 * DAY,
        *_spans((_S.SUSPENDED, DUE - DAY), (_S.IN_PROGRESS, DUE + 20 * DAY)),
        moved=DeadlineFact(2, DUE + 40 * DAY, DUE + 20 * DAY),
    ),
    _case("refused", _T.NOT_COUNTED, DUE + DAY, *_spans((_S.REFUSED, BORN + DAY))),
    _case("cancelled", _T.NOT_COUNTED, DUE + DAY, *_spans((_S.CANCELLED, BORN + DAY))),
    _case(
        "reopened after its completion, overdue again",
        _T.OPEN_OVERDUE,
        DUE + 8 * DAY,
        *_DONE,
        *_spans((_S.IN_PROGRESS, DUE + 7 * DAY)),
        **_confirmed(DUE + DAY, DUE - DAY, DUE + 3 * DAY),
    ),
]
