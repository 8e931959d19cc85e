"""The ladder as data: rules with their rungs, each a number of working days from a target day.

The defaults are the steps that neighbouring regulations share (reminder before the due day,
urging when overdue; domain notes 3.4), 7, 3, 1 working days before, on the day, and from the
first overdue working day on every third. The lead office edits them; they are not law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.working_days import Calendar

_KEY = re.compile(r"[a-z0-9][a-z0-9_+-]{0,39}")


class RuleKind(StrEnum):
    """Which clock a rule watches."""

    DEADLINE = "deadline"
    ACKNOWLEDGE = "acknowledge"
    APPROVAL = "approval"


class Audience(StrEnum):
    """Whom a rung tells, by post; who holds the post is known on the day."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    LEAD_OFFICE = "lead_office"
    LEADER = "leader"
    CHAIRMAN = "chairman"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: ``at`` working days from the target (negative before it, 0 on it).

    When the target rests, "before" and "on" count back from the last working day ahead of it,
    "after" counts from the first working day behind it. With ``every`` it repeats after that
    many working days, at most ``most`` times in all (None: until the task is no longer open).
    """

    key: str
    at: int
    audiences: tuple[Audience, ...]
    every: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        """Refuse a rung that could never be sent as it stands."""
        if not _KEY.fullmatch(self.key):
            raise InvalidInput("Mã của mốc nhắc chỉ gồm chữ thường, chữ số và dấu gạch.")
        if not self.audiences:
            raise InvalidInput("Mốc nhắc chưa có người nhận. Hãy chọn ít nhất một đối tượng.")
        if self.every is not None and (self.every < 1 or self.at < 0):
            raise InvalidInput("Chỉ mốc từ ngày đến hạn trở đi mới được nhắc lặp lại.")
        if self.most is not None and (self.most < 1 or self.every is None):
            raise InvalidInput("Số lần nhắc tối đa phải từ 1 và chỉ dùng cho mốc nhắc lặp lại.")

    def day(self, target: date, calendar: Calendar, occurrence: int = 1) -> date:
        """Return the working day on which the rung stands for the ``occurrence``-th time."""
        if self.at <= 0 and occurrence == 1:
            return calendar.add(calendar.last_working_on_or_before(target), self.at)
        return calendar.add(target, self.at + (self.every or 0) * (occurrence - 1))


@dataclass(frozen=True, slots=True)
class Standing:
    """The rung that counts on a day: which time it is, and the day it stood for."""

    rung: Rung
    occurrence: int
    planned_on: date


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """A ladder: its rungs from the earliest to the latest, only the last of which may repeat."""

    key: str
    kind: RuleKind
    rungs: tuple[Rung, ...]
    enabled: bool = True

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
        if self.kind is not RuleKind.DEADLINE and places[0] < 1:
            raise InvalidInput("Quy tắc này tính từ ngày giao, mốc nhắc phải từ 1 ngày trở lên.")

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


_UNIT = (Audience.OFFICER, Audience.UNIT_HEAD)

#: What an office begins with, until it edits its own ladder.
DEFAULT_RULES = (
    ReminderRule(
        "deadline",
        RuleKind.DEADLINE,
        (
            Rung("d-7", -7, _UNIT),
            Rung("d-3", -3, _UNIT),
            Rung("d-1", -1, _UNIT),
            Rung("d0", 0, _UNIT),
            Rung("overdue", 1, _UNIT, every=3, most=20),
        ),
    ),
    ReminderRule(
        "acknowledge",
        RuleKind.ACKNOWLEDGE,
        (Rung("a+2", 2, _UNIT, every=2, most=3),),
        enabled=False,
    ),
    ReminderRule(
        "approval",
        RuleKind.APPROVAL,
        (Rung("w+3", 3, (Audience.LEAD_OFFICE,), every=3, most=20),),
        enabled=False,
    ),
)
