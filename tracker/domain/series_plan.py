"""What a series owes: its rules one after another, each for the periods that end in its days.

A rule that changes leaves earlier periods to the rule before it, so a change loses no period and
doubles none; a rule's end is a day from which nothing holds. Everything is computed from the
rules, never from the tasks that were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence import Occurrence, RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.working_days import Calendar

#: How many of the periods whose due day passed unmade are made up for; older ones a person gives.
MISSED_LIMIT = 2

#: Never further ahead than one period: more open tasks of one duty than that are a flood.
_LONGEST_LEAD = {Every.WEEK: 6, Every.MONTH: 27}


@dataclass(frozen=True, slots=True)
class RuleSpan:
    """A rule from a day on; None ends the series there."""

    from_on: date
    rule: RecurrenceRule | None


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """The rules of a series in the order of their days.

    ``days_before``: calendar days before its due day on which a period's task is made.
    ``skipped``: keys of periods that are left out, with a reason, by a person.
    """

    spans: tuple[RuleSpan, ...]
    days_before: int
    skipped: frozenset[str] = frozenset()

    def rule_on(self, day: date) -> RecurrenceRule | None:
        """The rule that holds on ``day``; None before the first and after the end."""
        held = [span.rule for span in self.spans if span.from_on <= day]
        return held[-1] if held else None

    @property
    def last_rule(self) -> RecurrenceRule | None:
        """The newest rule, whether or not the series has ended."""
        rules = [span.rule for span in self.spans if span.rule is not None]
        return rules[-1] if rules else None

    def occurrences(self, from_on: date, to_on: date, calendar: Calendar) -> list[Occurrence]:
        """Every period owed and due within the two days, both included, skipped ones too.

        A period belongs to the rule that holds on its last day; to the first rule also those
        that had ended before it but are due in its time ("trước ngày 05 tháng sau").
        """
        found: dict[str, Occurrence] = {}
        for place, span in enumerate(self.spans):
            for occurrence in self._of_span(place, span, from_on, to_on, calendar):
                found.setdefault(occurrence.key, occurrence)
        return sorted(found.values(), key=lambda one: (one.due_on, one.key))

    def _of_span(
        self, place: int, span: RuleSpan, from_on: date, to_on: date, calendar: Calendar
    ) -> Iterator[Occurrence]:
        if span.rule is None:
            return
        for occurrence in span.rule.periods(max(from_on, span.from_on), to_on, calendar):
            if self._holds(place, span.rule.period(occurrence.key).last):
                yield occurrence

    def _holds(self, place: int, last: date) -> bool:
        """Whether a period that ends on ``last`` belongs to the rule at this place."""
        if place + 1 < len(self.spans) and last >= self.spans[place + 1].from_on:
            return False
        return place == 0 or last >= self.spans[place].from_on

    def next_due(self, on_or_after: date, calendar: Calendar, count: int) -> list[Occurrence]:
        """The next ``count`` periods due on or after a day, skipped ones included."""
        found: list[Occurrence] = []
        start, reach = on_or_after, 400
        while len(found) < count and reach <= 400 * 32:
            found = self.occurrences(start, on_or_after + timedelta(days=reach), calendar)
            reach *= 2
        return found[:count]

    def lead_days(self, on_day: date) -> int:
        """``days_before``, but never more than one period of the present rule."""
        rule = self.rule_on(on_day) or self.last_rule
        longest = _LONGEST_LEAD.get(rule.every) if rule is not None else None
        return self.days_before if longest is None else min(self.days_before, longest)

    def to_make(self, on_day: date, calendar: Calendar) -> list[Occurrence]:
        """What must exist by ``on_day``: what is due from then until ``lead_days`` later.

        And of the periods whose due day is over the last MISSED_LIMIT, counted whether made or
        not, so that the same ones are meant however often one asks.
        """
        ahead = self.occurrences(on_day, on_day + timedelta(days=self.lead_days(on_day)), calendar)
        wanted = [*self.passed(on_day, calendar)[-MISSED_LIMIT:], *ahead]
        return [occurrence for occurrence in wanted if occurrence.key not in self.skipped]

    def passed(self, on_day: date, calendar: Calendar) -> list[Occurrence]:
        """Every period whose due day lies before ``on_day``, oldest first."""
        if not self.spans:
            return []
        return self.occurrences(self.spans[0].from_on, on_day - timedelta(days=1), calendar)

    def find(self, key: str, calendar: Calendar) -> Occurrence | None:
        """The period with this key as the rules have it; None when it is not owed."""
        found = self._find(key, calendar)
        return found[1] if found else None

    def rule_of(self, key: str, calendar: Calendar) -> RecurrenceRule | None:
        """The rule that a period belongs to; None for one that is not owed."""
        found = self._find(key, calendar)
        return found[0] if found else None

    def _find(self, key: str, calendar: Calendar) -> tuple[RecurrenceRule, Occurrence] | None:
        for place, span in enumerate(self.spans):
            if span.rule is None:
                continue
            try:
                occurrence = Occurrence(key, span.rule.due_on(key, calendar))
                last = span.rule.period(key).last
            except (InvalidInput, ValueError, OverflowError):
                continue
            if occurrence.due_on >= span.from_on and self._holds(place, last):
                return span.rule, occurrence
        return None
