"""What a report counts, for one unit or for all: numbers that must add up (design 2b).

Two counts stand side by side: *lượt giao* (tasks, one per lead unit) and *nhiệm vụ* (duties,
one per confirmed draft). Lượt giao of the units add up to the total; nhiệm vụ do not, since a
duty of three units is one duty and stands in three rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.deadlines import Timeliness
from tracker.domain.errors import Conflict
from tracker.domain.frozen_values import later


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with both its numbers, so that no percentage stands without its denominator."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Hundredths of a per cent, half up; None when there is nothing to divide by."""
        if self.whole == 0:
            return None
        share = Decimal(self.part) * 100 / Decimal(self.whole)
        return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Tasks (or duties) of a period as of its cut-off.

    ``total`` is counted by itself, never added up here: carried over + assigned in the period,
    and the seven states, must both come to it. ``cancelled`` and ``refused`` stand below the
    table, outside the total.
    """

    total: int = 0
    carried_over: int = 0
    assigned: int = 0
    completed_on_time: int = 0
    completed_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    undated_open: int = 0
    undated_done: int = 0
    suspended: int = 0
    cancelled: int = 0
    refused: int = 0

    @property
    def completed(self) -> int:
        """Done, in time or late or without a deadline."""
        return self.completed_on_time + self.completed_late + self.undated_done

    @property
    def still_open(self) -> int:
        """Under way, with or without a deadline; suspended ones stand apart."""
        return self.open_in_time + self.open_overdue + self.undated_open

    @property
    def completion_rate(self) -> Rate:
        """Completed of the total."""
        return Rate(self.completed, self.total)

    @property
    def on_time_rate(self) -> Rate:
        """Completed on time of all that were completed with a deadline or are overdue.

        Overdue open ones are in the denominator, so "100 % on time" never stands beside
        "12 overdue"; what is still in time has not been judged yet.
        """
        judged = self.completed_on_time + self.completed_late + self.open_overdue
        return Rate(self.completed_on_time, judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularFigures:
    """Regular duties owed as lines of the period's report: reported in time, late, or not."""

    duties: int = 0
    reported: int = 0
    reported_late: int = 0
    not_reported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is said of lượt giao beside their states; every one a number of tasks, save the days.

    ``timely_first`` of ``judged_first``: on time by the *original* due day, of all that this day
    judges already. ``updated``: open ones on which the unit reported in the window.
    ``extended``, ``returned``: at least once in the window; ``extensions``, ``returns`` how often.
    ``late`` were done late or are overdue, together ``late_days`` calendar days.
    """

    timely_first: int = 0
    judged_first: int = 0
    still_open: int = 0
    updated: int = 0
    extended: int = 0
    extensions: int = 0
    returned: int = 0
    returns: int = 0
    late: int = 0
    late_days: int = 0

    @property
    def original_rate(self) -> Rate:
        """On time by the original due days."""
        return Rate(self.timely_first, self.judged_first)

    @property
    def update_rate(self) -> Rate:
        """Open tasks on which their units reported in the window, of all open ones."""
        return Rate(self.updated, self.still_open)

    @property
    def average_late(self) -> Decimal | None:
        """Calendar days late on average, in tenths, half up; None where nothing is late."""
        if not self.late:
            return None
        days = Decimal(self.late_days) / Decimal(self.late)
        return days.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigures:
    """One row of the table per unit; ``unit_id`` only leads back to the list behind it."""

    unit_id: int
    unit: str
    tasks: Figures = Figures()
    duties: Figures = Figures()
    regular: RegularFigures = RegularFigures()
    measures: Measures = later(Measures())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """One row of a table per directive or per field; ``key`` 0: what belongs to none."""

    key: int
    name: str
    tasks: Figures = Figures()
    duties: Figures = Figures()
    measures: Measures = Measures()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An earlier period beside this one, both days inside.

    ``report_id`` and ``n``: the frozen figures that were reported then; 0 where nothing had been
    frozen and the figures were counted as of the end of that period.
    """

    key: str
    period: str
    from_on: date
    to_on: date
    tasks: Figures
    measures: Measures
    report_id: int = 0
    n: int = 0


#: The worst state of its tasks is the state of a duty; suspended counts before done.
WORST_FIRST = (
    Timeliness.OPEN_OVERDUE,
    Timeliness.OPEN_IN_TIME,
    Timeliness.UNDATED_OPEN,
    Timeliness.SUSPENDED,
    Timeliness.COMPLETED_LATE,
    Timeliness.COMPLETED_ON_TIME,
    Timeliness.UNDATED_DONE,
    Timeliness.NOT_COUNTED,
)


def state_of_duty(states: Iterable[Timeliness]) -> Timeliness:
    """The one state in which a duty is counted, from the states of its tasks (at least one)."""
    return min(states, key=WORST_FIRST.index)


def check_figures(figures: Figures, where: str) -> None:
    """Raise Conflict when the parts do not come to the total, or a number is below zero."""
    if any(getattr(figures, field.name) < 0 for field in fields(figures)):
        raise disagreement(where, "có số âm")
    by_origin = figures.carried_over + figures.assigned
    by_state = figures.completed + figures.still_open + figures.suspended
    if not figures.total == by_origin == by_state:
        raise disagreement(
            where,
            f"tổng số {figures.total}, chuyển sang và giao trong kỳ {by_origin}, "
            f"các trạng thái {by_state}",
        )


def check_regular(regular: RegularFigures, where: str) -> None:
    """Raise Conflict when reported, late and missing lines do not come to the duties."""
    parts = (regular.reported, regular.reported_late, regular.not_reported)
    if min(parts) < 0 or sum(parts) != regular.duties:
        raise disagreement(
            where, f"nhiệm vụ thường xuyên {regular.duties}, cộng các cột {sum(parts)}"
        )


def check_sums(units: Iterable[UnitFigures], tasks: Figures, regular: RegularFigures) -> None:
    """Raise Conflict when the units' columns do not add up to the totals."""
    rows = list(units)
    for field in fields(Figures):
        added = sum(getattr(row.tasks, field.name) for row in rows)
        if added != getattr(tasks, field.name):
            raise disagreement("bảng theo đơn vị", f"cột {field.name} cộng được {added}")
    for column in fields(RegularFigures):
        added = sum(getattr(row.regular, column.name) for row in rows)
        if added != getattr(regular, column.name):
            raise disagreement("bảng theo đơn vị", f"cột {column.name} cộng được {added}")


def check_groups(groups: Iterable[GroupFigures], tasks: Figures, where: str) -> None:
    """Raise Conflict when the rows of a table by group do not add up to the total."""
    rows = list(groups)
    for column in fields(Figures):
        added = sum(getattr(row.tasks, column.name) for row in rows)
        if added != getattr(tasks, column.name):
            raise disagreement(where, f"cột {column.name} cộng được {added}")


def disagreement(where: str, what: str) -> Conflict:
    """The refusal to make a report whose numbers contradict each other."""
    return Conflict(
        "Chưa lập được báo cáo vì số liệu không khớp (%(where)s: %(what)s). "
        "Hãy báo cho người quản trị hệ thống.",
        code="figures_disagree",
        where=where,
        what=what,
    )
