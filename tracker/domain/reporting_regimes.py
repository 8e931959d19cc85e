"""Reporting regimes as data: which periods exist, over which days, who owes what by when.

A regime (chế độ báo cáo) fixes, as decree 09/2019/NĐ-CP arts. 7 and 8 ask: name, content (outline
and annexes), who reports, frequency, the days that are counted, the day by which each level sends.
Art. 8(5): that day lies at least one working day after the last day counted.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.report_snapshot import Section
from tracker.domain.reporting_periods import (
    DECREE_09,
    FREE_KINDS,
    PeriodKind,
    Rules,
    Window,
    WindowRule,
    period_containing,
    previous,
    window,
)
from tracker.domain.working_days import Calendar


class Level(StrEnum):
    """Who reports upward, from below; each takes in what the level below has sent."""

    COMMUNE = "commune"
    DEPARTMENT = "department"
    OFFICE = "office"
    PROVINCE = "province"


class Annex(StrEnum):
    """Lists that a regime's reports carry beside the table of figures."""

    OVERDUE = "overdue"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class DueRule:
    """By when: so many working days after the last day counted, or a day of its month.

    ``day`` (1 to 31) goes first where it is set; a day beyond the month's end means its end.
    """

    working_days: int = 1
    day: int = 0

    def due_on(self, days: Window, calendar_of_office: Calendar) -> date:
        """The day itself, never before the first working day after ``days`` (art. 8(5))."""
        soonest = calendar_of_office.add(days.to_on, 1)
        if not self.day:
            return calendar_of_office.add(days.to_on, max(1, self.working_days))
        last = calendar.monthrange(days.to_on.year, days.to_on.month)[1]
        return max(soonest, days.to_on.replace(day=min(self.day, last)))


_DUE_SHAPE = re.compile(r"(ngày\s*)?(\d{1,2})", re.IGNORECASE)


def due_notation(due: DueRule | None) -> str:
    """How a form shows it: "3" working days, or "ngày 20" of the last month."""
    if due is None:
        return ""
    return f"ngày {due.day}" if due.day else str(due.working_days)


def read_due(text: str) -> DueRule | None:
    """What was typed; None for nothing, InvalidInput for what is neither of both."""
    if not text.strip():
        return None
    found = _DUE_SHAPE.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(
            "Không hiểu hạn gửi “%(text)s”. Hãy ghi số ngày làm việc sau ngày chốt số liệu "
            "(ví dụ 3) hoặc ngày trong tháng (ví dụ ngày 20).",
            field="due",
            text=text[:40],
        )
    number = int(found[2])
    return DueRule(day=number) if found[1] else DueRule(working_days=number)


@dataclass(frozen=True, slots=True)
class RegimePeriod:
    """One kind of period. ``numbers``: only these of a year (quarters 1 and 3), all when empty."""

    kind: PeriodKind
    rule: WindowRule
    due: Mapping[Level, DueRule]
    numbers: tuple[int, ...] = ()

    @property
    def rules(self) -> Rules:
        """What ``reporting_periods`` asks for."""
        return {**DECREE_09, self.kind: self.rule}

    def last_ended(self, today: date) -> tuple[str, Window] | None:
        """The newest period of this kind whose last day is over; None when it is none of ours."""
        yesterday = today - timedelta(days=1)
        key = period_containing(self.kind, yesterday, self.rules)
        if key is None:  # after the nine months of this year
            key = f"{yesterday.year}-9M"
        elif window(self.kind, key, self.rules).to_on > yesterday:
            key = previous(self.kind, key)
        if self.numbers and _number(self.kind, key) not in self.numbers:
            return None
        return key, window(self.kind, key, self.rules)


@dataclass(frozen=True, slots=True)
class RegimePlan:
    """All that a regime says, beside its name, its ground and its scope."""

    periods: tuple[RegimePeriod, ...]
    outline: tuple[Section, ...] = tuple(Section)
    annexes: tuple[Annex, ...] = (Annex.OVERDUE,)
    hours: int = 0
    """On demand: how long after the demand the report is owed; 0: by its periods."""

    def period(self, kind: PeriodKind) -> RegimePeriod | None:
        """What the regime says of this kind of period."""
        return next((each for each in self.periods if each.kind is kind), None)

    def with_period(self, changed: RegimePeriod) -> RegimePlan:
        """The plan with this period in the place of the one of its kind."""
        kept = tuple(changed if each.kind is changed.kind else each for each in self.periods)
        return replace(self, periods=kept)


def check_plan(plan: RegimePlan) -> None:
    """InvalidInput for a plan that cannot be kept."""
    for period in plan.periods:
        if period.kind in FREE_KINDS:
            continue
        rule, week = period.rule, period.kind is PeriodKind.WEEK
        most = 7 if week else 31
        if not (1 <= rule.first_day <= most and 1 <= rule.last_day <= most):
            raise InvalidInput(
                "Ngày bắt đầu và ngày kết thúc phải từ 1 đến %(most)s.",
                field="first_day",
                most=most,
            )
        if not 0 <= rule.months_before <= 2:
            raise InvalidInput("Số tháng lùi phải từ 0 đến 2.", field="months_before")
        _check_has_days(period)
        for due in period.due.values():
            if not (0 <= due.day <= 31 and 1 <= due.working_days <= 60):
                raise InvalidInput(
                    "Hạn gửi phải sau ngày chốt số liệu từ 1 đến 60 ngày làm việc, "
                    "hoặc là một ngày trong tháng.",
                    field="due",
                )
    if not 0 <= plan.hours <= 720:
        raise InvalidInput("Số giờ phải từ 0 đến 720.", field="hours")
    if not plan.outline:
        raise InvalidInput("Đề cương phải có ít nhất một mục.", field="outline")


def to_json(plan: RegimePlan) -> dict[str, Any]:
    """As a table keeps it."""
    return {
        "periods": [
            {
                "kind": each.kind.value,
                "first_day": each.rule.first_day,
                "last_day": each.rule.last_day,
                "months_before": each.rule.months_before,
                "numbers": list(each.numbers),
                "due": {
                    level.value: {"working_days": due.working_days, "day": due.day}
                    for level, due in each.due.items()
                },
            }
            for each in plan.periods
        ],
        "outline": [section.value for section in plan.outline],
        "annexes": [annex.value for annex in plan.annexes],
        "hours": plan.hours,
    }


def from_json(data: Mapping[str, Any]) -> RegimePlan:
    """The plan that ``to_json`` wrote, or a seed; ValueError or KeyError for anything else."""
    periods = tuple(
        RegimePeriod(
            kind=PeriodKind(each["kind"]),
            rule=WindowRule(
                first_day=int(each.get("first_day", 15)),
                last_day=int(each.get("last_day", 14)),
                months_before=int(each.get("months_before", 1)),
            ),
            due={
                Level(level): DueRule(int(due.get("working_days", 1)), int(due.get("day", 0)))
                for level, due in each.get("due", {}).items()
            },
            numbers=tuple(int(number) for number in each.get("numbers", ())),
        )
        for each in data["periods"]
    )
    outline = data.get("outline") or [section.value for section in Section]
    return RegimePlan(
        periods=periods,
        outline=tuple(Section(section) for section in outline),
        annexes=tuple(Annex(annex) for annex in data.get("annexes", [Annex.OVERDUE.value])),
        hours=int(data.get("hours", 0)),
    )


def _number(kind: PeriodKind, key: str) -> int:
    """Which of a year's periods the key names; 1 for a year."""
    _year, _dash, rest = key.partition("-")
    digits = "".join(sign for sign in rest if sign.isdigit())
    return int(digits) if digits and kind is not PeriodKind.NINE_MONTHS else 1


def _check_has_days(period: RegimePeriod) -> None:
    """Every period of two years has at least one day."""
    year = 2027  # with the 28 days of its February the narrowest case
    keys = {
        PeriodKind.WEEK: [f"{year}-W10"],
        PeriodKind.MONTH: [f"{year}-{month:02d}" for month in range(1, 13)],
        PeriodKind.QUARTER: [f"{year}-Q{number}" for number in range(1, 5)],
        PeriodKind.HALF_YEAR: [f"{year}-H1", f"{year}-H2"],
        PeriodKind.NINE_MONTHS: [f"{year}-9M"],
        PeriodKind.YEAR: [f"{year}"],
    }
    for key in keys[period.kind]:
        window(period.kind, key, period.rules)
