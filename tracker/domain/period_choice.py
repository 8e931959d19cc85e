"""Choosing a period: which kind a key is of, and which periods are offered on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.reporting_periods import (
    DECREE_09,
    PeriodKind,
    Rules,
    Window,
    period_containing,
    previous,
    window,
)

#: How the keys of each kind are told apart, and how they are shown as examples.
EXAMPLES = "2026-11, 2026-Q4, 2026-H2, 2026-9M, 2026, 2026-W47"


@dataclass(frozen=True, slots=True)
class OfferedPeriod:
    """A period with its days (both inside); ``ended``: its last day is over."""

    kind: PeriodKind
    key: str
    days: Window
    ended: bool


def chosen(key: str, today: date, rules: Rules = DECREE_09) -> OfferedPeriod:
    """The period with this key; InvalidInput for what is no period."""
    kind = kind_of(key)
    days = window(kind, key.strip(), rules)
    return OfferedPeriod(kind, key.strip(), days, ended=days.to_on < today)


def kind_of(key: str) -> PeriodKind:
    """The kind of period that ``key`` names: every kind writes its keys in its own way."""
    year, dash, rest = key.strip().partition("-")
    if len(rest) == 8 and len(year) in (8, 9):
        return PeriodKind.LIFE if year.startswith("L") else PeriodKind.SPAN
    if year.isascii() and year.isdigit() and len(year) == 4:
        if not dash:
            return PeriodKind.YEAR
        if rest.isascii() and rest.isdigit():
            return PeriodKind.MONTH
        marks = {"W": PeriodKind.WEEK, "Q": PeriodKind.QUARTER, "H": PeriodKind.HALF_YEAR}
        found = PeriodKind.NINE_MONTHS if rest == "9M" else marks.get(rest[:1])
        if found is not None:
            return found
    raise InvalidInput(
        "Không hiểu kỳ báo cáo “%(key)s”. Hãy viết theo một trong các mẫu: %(examples)s.",
        field="period",
        code="bad_period",
        key=key[:40],
        examples=EXAMPLES,
    )


def offered(today: date, rules: Rules = DECREE_09) -> tuple[OfferedPeriod, ...]:
    """Of every kind the last period that has ended and the present one, months first."""
    order = (
        PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS,
        PeriodKind.YEAR, PeriodKind.WEEK,
    )  # fmt: skip
    return tuple(chosen(key, today, rules) for kind in order for key in _keys(kind, today, rules))


def _keys(kind: PeriodKind, today: date, rules: Rules) -> list[str]:
    present = period_containing(kind, today, rules)
    if present is None:  # the nine months of this year are over
        return [f"{today.year - 1 if today < date(today.year, 9, 14) else today.year}-9M"]
    return [previous(kind, present), present]
