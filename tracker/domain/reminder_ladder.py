"""The ladder as data: rules with their rungs, each a number of working days from a target day.

What an office begins with stands in seeds/reminders.json: the steps that neighbouring
regulations share (reminder before the due day, urging when overdue; domain notes 3.4). The lead
office edits them; they are not law, and every version stays with the days on which it held.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.delivery import Channel
from tracker.domain.errors import InvalidInput
from tracker.domain.working_days import Calendar

_KEY = re.compile(r"[a-z0-9][a-z0-9_+-]{0,39}")

FURTHEST = 60
"""No rung stands further than this from its target, in working days."""

MOST_TIMES = 99
"""No rung repeats more often."""


class RuleKind(StrEnum):
    """Which clock a rule watches."""

    DEADLINE = "deadline"
    ACKNOWLEDGE = "acknowledge"
    UPDATE = "update"
    APPROVAL = "approval"
    EXTENSION = "extension"
    REPORT = "report"
    SERIES = "series"
    EVIDENCE = "evidence"
    SHEET = "sheet"
    CHARGE = "charge"
    QUESTION = "question"


#: Counted from the day on which the waiting began: nothing can stand before it.
WAITS = frozenset({RuleKind.ACKNOWLEDGE, RuleKind.APPROVAL, RuleKind.EXTENSION, RuleKind.QUESTION})
#: Over on the target day itself: nothing can stand after it.
AHEAD = frozenset({RuleKind.UPDATE, RuleKind.SERIES})
#: The lead office (or a leader) owes the deed; in every other kind the unit does.
OWED_BY_LEAD_OFFICE = frozenset({RuleKind.APPROVAL, RuleKind.EXTENSION, RuleKind.SERIES})
#: Rules that may be made stricter for one unit or one directive.
NARROWED = frozenset({RuleKind.DEADLINE, RuleKind.ACKNOWLEDGE, RuleKind.UPDATE})


class Audience(StrEnum):
    """Whom a rung tells, by post; who holds the post is known on the day. From near to far."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    LEAD_OFFICE = "lead_office"
    LEADER = "leader"
    CHAIRMAN = "chairman"


_HEIGHT = {
    Audience.OFFICER: 1,
    Audience.UNIT_HEAD: 1,
    Audience.LEAD_OFFICE: 2,
    Audience.LEADER: 3,
    Audience.CHAIRMAN: 4,
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: ``at`` working days from the target (negative before it, 0 on it).

    When the target rests, "before" and "on" count back from the last working day ahead of it,
    "after" counts from the first working day behind it. With ``every`` it repeats after that
    many working days, at most ``most`` times in all (None: until nothing is owed any more).
    ``channels``: the application is always one of them. ``words``: what the office adds.
    ``statutory``: no person can switch it off. ``letter``: it also drafts the chasing letter.
    """

    key: str
    at: int
    audiences: tuple[Audience, ...]
    every: int | None = None
    most: int | None = None
    channels: tuple[Channel, ...] = (Channel.IN_APP, Channel.EMAIL)
    words: str = ""
    statutory: bool = False
    letter: bool = False

    def __post_init__(self) -> None:
        """Refuse a rung that could never be sent as it stands."""
        if not _KEY.fullmatch(self.key):
            raise InvalidInput("Mã của mốc nhắc chỉ gồm chữ thường, chữ số và dấu gạch.")
        if abs(self.at) > FURTHEST:
            raise InvalidInput("Mốc nhắc chỉ cách hạn nhiều nhất %(n)s ngày làm việc.", n=FURTHEST)
        if not self.audiences:
            raise InvalidInput(
                "Mốc nhắc chưa có người nhận. Hãy chọn ít nhất một đối tượng.", field="audiences"
            )
        if self.every is not None and (self.every < 1 or self.at < 0):
            raise InvalidInput("Chỉ mốc từ ngày đến hạn trở đi mới được nhắc lặp lại.")
        if self.most is not None and (not 1 <= self.most <= MOST_TIMES or self.every is None):
            raise InvalidInput("Số lần nhắc tối đa phải từ 1 và chỉ dùng cho mốc nhắc lặp lại.")
        if Channel.IN_APP not in self.channels:
            raise InvalidInput("Tin trong phần mềm luôn được gửi. Hãy chọn thêm kênh này.")

    def day(self, target: date, calendar: Calendar, occurrence: int = 1) -> date:
        """Return the working day on which the rung stands for the ``occurrence``-th time."""
        if self.at <= 0 and occurrence == 1:
            return calendar.add(calendar.last_working_on_or_before(target), self.at)
        return calendar.add(target, self.at + (self.every or 0) * (occurrence - 1))

    def level(self, kind: RuleKind) -> int:
        """Which đôn đốc it is: 0 a reminder ahead of time, else 1 to 3 by how far up it goes."""
        if self.at <= 0 and kind not in WAITS:
            return 0
        highest = max(_HEIGHT[audience] for audience in self.audiences)
        return min(3, max(1, highest - (kind in OWED_BY_LEAD_OFFICE)))


@dataclass(frozen=True, slots=True)
class Standing:
    """The rung that counts on a day: which time it is, and the day it stood for."""

    rung: Rung
    occurrence: int
    planned_on: date


@dataclass(frozen=True, slots=True)
class Span:
    """The target days, both inclusive, for which a rung counts on a day for the n-th time."""

    rung: Rung
    occurrence: int
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """A ladder: its rungs from the earliest to the latest, only the last of which may repeat.

    ``key`` is the rule's name in the ledger: that of its kind, whatever its scope, so that
    nobody is told twice because a stricter rule took the place of the general one. ``unit_id``
    or ``directive_id`` narrow it; ``id`` is the row that holds this version.
    """

    key: str
    kind: RuleKind
    rungs: tuple[Rung, ...]
    enabled: bool = True
    id: int | None = None
    unit_id: int | None = None
    directive_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a ladder whose order could not be climbed."""
        if not _KEY.fullmatch(self.key):
            raise InvalidInput("Mã của quy tắc chỉ gồm chữ thường, chữ số và dấu gạch.")
        places = [rung.at for rung in self.rungs]
        keys = {rung.key for rung in self.rungs}
        if not places or places != sorted(set(places)) or len(keys) != len(places):
            raise InvalidInput(
                "Các mốc nhắc phải khác nhau và xếp từ sớm đến muộn. Hãy sửa lại thứ tự."
            )
        if any(rung.every is not None for rung in self.rungs[:-1]):
            raise InvalidInput("Chỉ mốc nhắc cuối cùng được nhắc lặp lại.")
        if self.kind in WAITS and places[0] < 1:
            raise InvalidInput("Quy tắc này tính từ ngày bắt đầu chờ, mốc nhắc phải từ 1 ngày.")
        if self.kind in AHEAD and places[-1] > 0:
            raise InvalidInput("Quy tắc này chỉ nhắc trước hoặc đúng ngày, không nhắc sau ngày đó.")
        if (self.unit_id or self.directive_id) and self.kind not in NARROWED:
            raise InvalidInput("Quy tắc này chỉ đặt chung cho cả cơ quan.")

    def standing(self, target: date, day: date, calendar: Calendar) -> Standing | None:
        """Return the nearest rung that has passed by ``day`` (that day included), or None."""
        passed = calendar.count(target, day)
        rung = next((rung for rung in reversed(self.rungs) if rung.at <= passed), None)
        if rung is None:
            return None
        times = 1 if rung.every is None else (passed - rung.at) // rung.every + 1
        if rung.most is not None:
            times = min(times, rung.most)
        return Standing(rung, times, rung.day(target, calendar, times))

    def spans(self, day: date, calendar: Calendar, *, made_up: int | None = None) -> list[Span]:
        """The target days for which each rung counts on ``day``, a working day.

        The same as ``standing`` asked for every target, from the other side: the planner selects
        by these bounds. ``made_up``: for so many working days after its last time the last rung
        is still made up (None: for ever).
        """
        found: list[Span] = []
        places = [*(rung.at for rung in self.rungs[1:]), None]
        for rung, next_at in zip(self.rungs, places, strict=True):
            if rung.every is None:
                ends = next_at is None and made_up is not None
                until = rung.at + 1 + (made_up or 0) if ends else next_at
                found.append(_span(rung, 1, (rung.at, until), day, calendar))
                continue
            most = rung.most or MOST_TIMES
            for n in range(1, most + 1):
                at = rung.at + rung.every * (n - 1)
                end = None if made_up is None else at + rung.every + made_up
                until = end if n == most else at + rung.every
                found.append(_span(rung, n, (at, until), day, calendar))
        return found


def _span(
    rung: Rung, occurrence: int, passed: tuple[int, int | None], day: date, calendar: Calendar
) -> Span:
    """Targets from which as many working days have passed: from the first to before the second."""
    at, until = passed
    first = date(1990, 1, 1) if until is None else _latest(until, day, calendar) + timedelta(1)
    return Span(rung, occurrence, first, _latest(at, day, calendar))


def _latest(passed: int, day: date, calendar: Calendar) -> date:
    """The latest target from which ``passed`` working days have passed by the working ``day``."""
    return calendar.add(day, 1 - passed) - timedelta(days=1)


def rung_key(at: int) -> str:
    """The name of a rung in the ledger, by its place: what was told there is not told again."""
    return {0: "d0"}.get(at, f"d{at:+d}")
