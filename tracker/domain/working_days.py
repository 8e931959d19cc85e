"""The working calendar as a value: which days work, and counting in working days.

Working days leave out the weekly rest days, holidays, compensatory days and days moved away,
and take in the Saturdays worked instead (domain notes 8). The first day is never counted
(Civil Code 2015 art. 147). Only whole days: a deadline runs to the end of its day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.calendar_rows import CalendarRow, DayKind
from tracker.domain.errors import InvalidInput
from tracker.domain.sentences import Sentence, say

#: Saturday and Sunday, as ISO weekdays.
WEEKEND = frozenset({6, 7})
#: A year with fewer rows than this is not entered yet: one lone row is no calendar.
_ROWS_OF_A_YEAR = 5
_MOST_DAYS = 20_000
#: Monday to Sunday, in words.
WEEKDAYS = (
    say("thứ Hai"),
    say("thứ Ba"),
    say("thứ Tư"),
    say("thứ Năm"),
    say("thứ Sáu"),
    say("thứ Bảy"),
    say("Chủ nhật"),
)


def weekday_words(day: date) -> Sentence:
    """Name the day of the week: "thứ Hai" … "Chủ nhật"."""
    return WEEKDAYS[day.isoweekday() - 1]


class Calendar:
    """An immutable calendar, made from rows and the weekly rest days (ISO 1 to 7).

    Counting costs two binary searches whatever the distance, so a hundred thousand tasks can
    be asked in a moment. Raises InvalidInput when a day has two rows or no weekday works.
    """

    __slots__ = ("_in_week", "_off", "_on", "_rest", "_rows", "known_until", "official_until")

    #: The last year whose days were entered, confirmed or only expected; None without any.
    known_until: int | None
    #: The last year whose days were confirmed, single ones perhaps still open; None without any.
    official_until: int | None

    def __init__(
        self, rows: Iterable[CalendarRow] = (), *, rest_days: Iterable[int] = WEEKEND
    ) -> None:
        """Sort the rows once; later calls only search."""
        self._rest = frozenset(rest_days)
        if not self._rest < frozenset(range(1, 8)):
            raise InvalidInput(
                "Ngày nghỉ hằng tuần phải là các thứ từ 1 đến 7 và không phủ hết cả tuần."
            )
        self._rows: dict[date, CalendarRow] = {}
        for row in rows:
            if row.day in self._rows:
                raise InvalidInput(
                    "Ngày %(day)s có hai dòng trong lịch nghỉ.", day=row.day.strftime("%d/%m/%Y")
                )
            self._rows[row.day] = row
        # Ordinals of the days that differ from their place in the week, sorted.
        works = {day: row.kind is DayKind.SWAP_WORK for day, row in self._rows.items()}
        rests = {day: day.isoweekday() in self._rest for day in works}
        self._off = sorted(d.toordinal() for d in works if not works[d] and not rests[d])
        self._on = sorted(d.toordinal() for d in works if works[d] and rests[d])
        # Working days among the first 0 … 6 days of a week that starts on Monday.
        week = [0]
        for weekday in range(1, 8):
            week.append(week[-1] + (weekday not in self._rest))
        self._in_week = tuple(week)
        off_rows = [row for row in self._rows.values() if row.kind is not DayKind.SWAP_WORK]
        self.known_until = _last_full_year(off_rows)
        self.official_until = _last_full_year(row for row in off_rows if row.confirmed)

    def row(self, day: date) -> CalendarRow | None:
        """Return the calendar table's row of this day, if it has one."""
        return self._rows.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day."""
        row = self._rows.get(day)
        if row is not None:
            return row.kind is DayKind.SWAP_WORK
        return day.isoweekday() not in self._rest

    def count(self, after: date, until: date) -> int:
        """Count the working days after ``after`` up to and including ``until``.

        Reversed days give the same number, negative.
        """
        return self._worked(until.toordinal()) - self._worked(after.toordinal())

    def add(self, day: date, n: int) -> date:
        """Return the ``n``-th working day after ``day``, or before it when ``n`` is negative.

        ``day`` itself is not counted; with 0 it is returned as it is, working or not.
        Raises InvalidInput beyond about eighty years.
        """
        if abs(n) > _MOST_DAYS:
            raise InvalidInput(
                "Số ngày làm việc quá lớn. Hãy nhập số từ 0 đến %(n)s.", n=_MOST_DAYS
            )
        at = day.toordinal()
        # A step of k days passes at most k working days: the goal is never overrun, and where
        # it is met exactly, the last day stepped on is a working one.
        if n >= 0:
            goal = self._worked(at) + n
            while missing := goal - self._worked(at):
                at += missing
        else:
            goal = self._worked(at - 1) + n
            while missing := self._worked(at - 1) - goal:
                at -= missing
        return date.fromordinal(at)

    def next_working(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return self.add(day, 1)

    def first_working_on_or_after(self, day: date) -> date:
        """Return ``day`` if it works, else the next one that does (Civil Code art. 148(5)).

        For the end of a *period*; a date that a paper fixes is not moved (domain notes 8.2).
        """
        return day if self.is_working(day) else self.add(day, 1)

    def last_working_on_or_before(self, day: date) -> date:
        """Return ``day`` if it works, else the last working day before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def is_entered(self, year: int) -> bool:
        """Whether this year's days stand in the table at all."""
        return self.known_until is not None and year <= self.known_until

    def is_official(self, year: int) -> bool:
        """Whether this year's days were confirmed by papers and not only computed by rule."""
        return self.official_until is not None and year <= self.official_until

    def is_unconfirmed(self, day: date) -> bool:
        """Whether the day's row waits for its paper, or its whole year is not entered yet."""
        row = self._rows.get(day)
        return not row.confirmed if row is not None else not self.is_entered(day.year)

    def unconfirmed_between(self, after: date, until: date) -> tuple[CalendarRow, ...]:
        """Rows still waiting for their paper after ``after`` up to and including ``until``."""
        return tuple(
            row
            for day, row in sorted(self._rows.items())
            if after < day <= until and not row.confirmed
        )

    def why(self, day: date) -> Sentence:
        """Say what the day is: "thứ Bảy, làm bù cho ngày 31/08/2026"."""
        row = self._rows.get(day)
        weekday = weekday_words(day)
        if row is None:
            if day.isoweekday() in self._rest:
                return say("%(weekday)s, ngày nghỉ hằng tuần", weekday=weekday)
            return say("%(weekday)s, ngày làm việc", weekday=weekday)
        said = _kind_words(row)
        words = Sentence(said.message, (("weekday", weekday), ("name", row.name)))
        return words if row.confirmed else say("%(day)s (chờ xác nhận)", day=words)

    def _worked(self, ordinal: int) -> int:
        """Working days from the beginning of time to this ordinal, included."""
        weeks, rest = divmod(ordinal, 7)  # ordinal 1 is a Monday
        by_week = weeks * self._in_week[7] + self._in_week[rest]
        return by_week - bisect_right(self._off, ordinal) + bisect_right(self._on, ordinal)


_KIND_WORDS = {
    DayKind.HOLIDAY: say("%(weekday)s, nghỉ lễ: %(name)s"),
    DayKind.COMPENSATORY: say("%(weekday)s, nghỉ bù: %(name)s"),
    DayKind.SWAP_OFF: say("%(weekday)s, nghỉ hoán đổi, %(name)s"),
    DayKind.SWAP_WORK: say("%(weekday)s, %(name)s"),
}
_TET = say("%(weekday)s, nghỉ Tết: %(name)s")


def _kind_words(row: CalendarRow) -> Sentence:
    is_tet = row.kind is DayKind.HOLIDAY and "Tết" in row.name
    return _TET if is_tet else _KIND_WORDS[row.kind]


def _last_full_year(rows: Iterable[CalendarRow]) -> int | None:
    per_year = Counter(row.day.year for row in rows)
    return max((year for year, n in per_year.items() if n >= _ROWS_OF_A_YEAR), default=None)


class Distance(StrEnum):
    """How a day stands to a due day."""

    AHEAD = "ahead"
    LAST_WORKING_DAY = "last_working_day"
    ONLY_REST_LEFT = "only_rest_left"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DueDistance:
    """The distance to a due day: ``n`` is working days when AHEAD, calendar days otherwise."""

    kind: Distance
    n: int

    @property
    def sentence(self) -> Sentence:
        """In words: "còn 3 ngày làm việc", "quá hạn 12 ngày"."""
        return Sentence(_DISTANCE_WORDS[self.kind].message, (("n", self.n),))


_DISTANCE_WORDS = {
    Distance.AHEAD: say("còn %(n)s ngày làm việc"),
    Distance.LAST_WORKING_DAY: say("hôm nay là ngày làm việc cuối cùng trước hạn"),
    Distance.ONLY_REST_LEFT: say("còn %(n)s ngày, đều là ngày nghỉ"),
    Distance.TODAY: say("hôm nay là hạn"),
    Distance.OVERDUE: say("quá hạn %(n)s ngày"),
}


def distance_words(due: date, as_of: date, calendar: Calendar) -> DueDistance:
    """How far ``due`` is from ``as_of``; overdue begins the day after the due day."""
    days = (due - as_of).days
    if days < 0:
        return DueDistance(Distance.OVERDUE, -days)
    if days == 0:
        return DueDistance(Distance.TODAY, 0)
    working = calendar.count(as_of, due)
    if working:
        return DueDistance(Distance.AHEAD, working)
    last = calendar.is_working(as_of)
    return DueDistance(Distance.LAST_WORKING_DAY if last else Distance.ONLY_REST_LEFT, days)
