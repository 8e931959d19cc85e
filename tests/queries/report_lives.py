"""Lives of tasks, and how the report of November 2026 counts each of them.

The window is decree 09's: 15 October to 14 November 2026, both inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories.life import Life
from tracker.domain.deadlines import Timeliness
from tracker.domain.reporting_periods import Window
from tracker.models import Task

FROM, TO = date(2026, 10, 15), date(2026, 11, 14)
NOVEMBER = Window(FROM, TO)
BEFORE = date(2026, 10, 1)
INSIDE = date(2026, 10, 20)
AFTER = date(2026, 11, 17)


@dataclass(frozen=True)
class Told:
    """One task's whole life: when it was given, by when, what happened, how November counts it."""

    name: str
    lives: Callable[[Life, Task], object]
    counted: Timeliness | None
    carried_over: bool = False
    given: date = INSIDE
    due: date | None = date(2026, 11, 10)


T = Timeliness


def nothing(_life: Life, _task: Task) -> None:
    """Nobody did anything."""


TOLD = [
    Told("given on the first day", nothing, T.OPEN_OVERDUE, given=FROM),
    Told("given the day before", nothing, T.OPEN_OVERDUE, True, given=FROM - timedelta(days=1)),
    Told("given on the last day", nothing, T.OPEN_IN_TIME, given=TO, due=date(2026, 11, 30)),
    Told("given the day after", nothing, None, given=TO + timedelta(days=1), due=None),
    Told("due on the last day", nothing, T.OPEN_IN_TIME, due=TO),
    Told("without a day", nothing, T.UNDATED_OPEN, due=None),
    Told("done on its due day", lambda life, t: life.complete(t, date(2026, 11, 10)),
         T.COMPLETED_ON_TIME),
    Told("done a day late", lambda life, t: life.complete(t, date(2026, 11, 11)),
         T.COMPLETED_LATE),
    Told("paper in time, handed in late",
         lambda life, t: life.complete(t, date(2026, 11, 13), paper_on=date(2026, 11, 9)),
         T.COMPLETED_ON_TIME),
    Told("done without a day", lambda life, t: life.complete(t, date(2026, 11, 1)),
         T.UNDATED_DONE, due=None),
    Told("closed before the window", lambda life, t: life.complete(t, date(2026, 10, 14)),
         None, given=BEFORE),
    Told("carried over and done", lambda life, t: life.complete(t, FROM), T.COMPLETED_ON_TIME,
         True, given=BEFORE),
    Told("cancelled before the window", lambda life, t: life.cancel(t, date(2026, 10, 5)), None,
         given=BEFORE),
    Told("cancelled inside", lambda life, t: life.cancel(t, date(2026, 11, 2)), T.NOT_COUNTED,
         True, given=BEFORE),
    Told("refused, undecided", lambda life, t: life.refuse(t, INSIDE, life.district.culture),
         T.NOT_COUNTED),
    Told("refused before, undecided",
         lambda life, t: life.refuse(t, date(2026, 10, 3), life.district.culture),
         T.NOT_COUNTED, True, given=BEFORE),
    Told("refusal not accepted",
         lambda life, t: (life.refuse(t, INSIDE, life.district.culture),
                          life.decide_refusal(t, date(2026, 10, 22), accept=False)),
         T.OPEN_OVERDUE),
    Told("suspended", lambda life, t: life.suspend(t, date(2026, 11, 1)), T.SUSPENDED),
    Told("resumed with a new day",
         lambda life, t: (life.suspend(t, date(2026, 10, 25)),
                          life.resume(t, date(2026, 11, 5), date(2026, 11, 20))),
         T.OPEN_IN_TIME),
    Told("handed in on the due day, undecided", lambda life, t: life.submit(t, date(2026, 11, 10)),
         T.OPEN_IN_TIME),
    Told("handed in late, undecided", lambda life, t: life.submit(t, date(2026, 11, 12)),
         T.OPEN_OVERDUE),
    Told("withdrawn", lambda life, t: (life.submit(t, date(2026, 11, 9)),
                                       life.withdraw(t, date(2026, 11, 9))), T.OPEN_OVERDUE),
    Told("returned with a new day",
         lambda life, t: (life.submit(t, date(2026, 11, 9)), life.return_(t, date(2026, 11, 12))),
         T.OPEN_IN_TIME),
    Told("extended", lambda life, t: life.change_deadline(t, date(2026, 11, 9), AFTER),
         T.OPEN_IN_TIME),
    Told("opened again inside",
         lambda life, t: (life.complete(t, date(2026, 10, 9)), life.reopen(t, INSIDE)),
         T.OPEN_OVERDUE, True, given=BEFORE),
    Told("opened again and done again inside",
         lambda life, t: (life.complete(t, date(2026, 10, 9)), life.reopen(t, INSIDE),
                          life.complete(t, date(2026, 11, 12))),
         T.COMPLETED_LATE, True, given=BEFORE),
    Told("opened again before the window",
         lambda life, t: (life.complete(t, date(2026, 10, 5)), life.reopen(t, date(2026, 10, 9))),
         T.OPEN_OVERDUE, True, given=BEFORE),
    Told("cancelled and opened again inside",
         lambda life, t: (life.cancel(t, date(2026, 10, 5)), life.reopen(t, INSIDE)),
         T.OPEN_OVERDUE, True, given=BEFORE),
    # Deeds after the window, which a report on the window does not know.
    Told("done afterwards", lambda life, t: life.complete(t, AFTER), T.OPEN_OVERDUE),
    Told("confirmed afterwards",
         lambda life, t: (life.submit(t, date(2026, 11, 9)), life.confirm(t, AFTER)),
         T.OPEN_IN_TIME),
    Told("extended afterwards", lambda life, t: life.change_deadline(t, AFTER, date(2026, 12, 1)),
         T.OPEN_OVERDUE),
    Told("cancelled afterwards", lambda life, t: life.cancel(t, AFTER), T.OPEN_OVERDUE),
    Told("withdrawn afterwards",
         lambda life, t: (life.submit(t, date(2026, 11, 9)), life.withdraw(t, AFTER)),
         T.OPEN_IN_TIME),
    Told("opened again afterwards",
         lambda life, t: (life.complete(t, date(2026, 11, 9)), life.reopen(t, AFTER)),
         T.COMPLETED_ON_TIME),
    Told("done before, opened again afterwards",
         lambda life, t: (life.complete(t, date(2026, 10, 9)), life.reopen(t, AFTER)), None,
         given=BEFORE),
    Told("suspended afterwards", lambda life, t: life.suspend(t, AFTER), T.OPEN_OVERDUE),
]  # fmt: skip
