"""The index during the year: what it is today, what of it is sure, what may be lost, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.domain.index_numbers import HUNDRED, ZERO, rounded


class Risk(StrEnum):
    """Why the points of an item are not sure, the gravest first."""

    OVERDUE = "overdue"
    UNPROVED = "unproved"
    TASKS_OVERDUE = "tasks_overdue"
    ESTIMATED = "estimated"
    NOT_SCORED = "not_scored"


#: Risks that put points at stake which today's figure holds; an unscored item has none yet.
AT_STAKE = frozenset({Risk.OVERDUE, Risk.UNPROVED, Risk.TASKS_OVERDUE})


@dataclass(frozen=True, slots=True)
class Prospect:
    """One item today. ``maximum``: what applies to the unit (0 when left out)."""

    key: int
    code: str
    name: str
    points: Decimal
    maximum: Decimal
    risk: Risk | None = None
    due_on: date | None = None
    """Until when it should be prepared, as the unit shared it out."""

    @property
    def missing(self) -> Decimal:
        """What is still to be had."""
        return self.maximum - self.points


@dataclass(frozen=True, slots=True)
class Outlook:
    """The sheet as if the year ended today, all in per cent of what applies."""

    prospects: tuple[Prospect, ...]

    @property
    def maximum(self) -> Decimal:
        return sum((one.maximum for one in self.prospects), ZERO)

    @property
    def today(self) -> Decimal:
        """The index if the year ended today."""
        return self._rate(one.points for one in self.prospects)

    @property
    def sure(self) -> Decimal:
        """Of that, what is scored and proved."""
        return self._rate(one.points for one in self.prospects if one.risk is None)

    @property
    def at_risk(self) -> Decimal:
        """Of that, what may be lost."""
        return self._rate(one.points for one in self.prospects if one.risk in AT_STAKE)

    @property
    def estimated(self) -> Decimal:
        """Of that, what is last year's survey and not known yet."""
        return self._rate(one.points for one in self.prospects if one.risk is Risk.ESTIMATED)

    def _rate(self, points: object) -> Decimal:
        total = sum(points, ZERO)  # type: ignore[call-overload]
        return rounded(total / self.maximum * HUNDRED) if self.maximum else ZERO

    def with_risk(self, *risks: Risk) -> list[Prospect]:
        """The items of these risks, the dearest first."""
        found = [one for one in self.prospects if one.risk in risks]
        return sorted(found, key=lambda one: (-one.maximum, one.code))

    def may_lose(self) -> list[Prospect]:
        """The items whose points may be lost; where there are none, none can be."""
        return [one for one in self.with_risk(*sorted(AT_STAKE)) if one.points]

    def dearest(self, count: int = 5) -> list[tuple[Prospect, Decimal]]:
        """What would bring most: the items with most points missing, each with the index then."""
        ordered = sorted(self.prospects, key=lambda one: (-one.missing, one.code))
        return [
            (one, self._rate([*(each.points for each in self.prospects), one.missing]))
            for one in ordered[:count]
            if one.missing > 0
        ]


def risk_of(
    *,
    scored: bool,
    proved: bool,
    due_on: date | None,
    today: date,
    tracked_overdue: bool = False,
) -> Risk | None:
    """Why the points of an item that the unit scores itself are not sure; None when they are."""
    if not scored:
        late = due_on is not None and due_on < today
        return Risk.OVERDUE if late else Risk.NOT_SCORED
    if not proved:
        return Risk.UNPROVED
    return Risk.TASKS_OVERDUE if tracked_overdue else None


@dataclass(frozen=True, slots=True)
class InnerDeadline:
    """A day inside an item: the officer's own, or (``task_id``) of a task that would supply it."""

    due_on: date
    task_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """An item about to be lost, and the nearest day inside it."""

    item: Prospect
    deadline: InnerDeadline


_NOT_SAFE = (Risk.OVERDUE, Risk.UNPROVED, Risk.NOT_SCORED)


def about_to_be_lost(
    prospects: Sequence[Prospect],
    *,
    today: date,
    days: int,
    tasks: Mapping[int, Sequence[InnerDeadline]] | None = None,
) -> list[Warned]:
    """Unscored or unproved items with a day inside them within ``days`` calendar days, or past.

    ``tasks``: by the item's key the open tasks that would supply it. The nearest day of an item
    is named, the nearest item first.
    """
    found = []
    for one in prospects:
        if one.risk not in _NOT_SAFE or one.maximum == 0:
            continue
        inside = list((tasks or {}).get(one.key, ()))
        if one.due_on is not None:
            inside.append(InnerDeadline(one.due_on))
        near = [deadline for deadline in inside if (deadline.due_on - today).days <= days]
        if near:
            found.append(Warned(one, min(near, key=lambda each: each.due_on)))
    return sorted(found, key=lambda each: (each.deadline.due_on, each.item.code))
