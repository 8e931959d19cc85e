"""How one item of the index is scored, as data: kinds, bounds, options, formulas.

A rule comes as JSON from the table or from a line of an Excel file (index_notation.py) and is
checked here against the item's maximum. Bands say of each bound whether it belongs to them, so
that every value falls into exactly one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.index_formula import NAME, names_in, read_formula
from tracker.domain.index_numbers import check_points, number_text, plain


class ScoringKind(StrEnum):
    """The types of rule that sets of the trade need (domain.md 5.4)."""

    YES_NO = "yes_no"
    BANDS = "bands"
    PROPORTION = "proportion"
    TICKS = "ticks"
    PENALTY = "penalty"
    CHOICE = "choice"
    FORMULA = "formula"
    SURVEY = "survey"
    TRACKING = "tracking"


class Measure(StrEnum):
    """What tracking knows of a unit in a span of days, by name; all but the last are per cent."""

    ON_TIME_RATE = "on_time_rate"
    DONE_RATE = "done_rate"
    REPORTS_IN_TIME = "reports_in_time"
    UPDATE_RATE = "update_rate"
    OVERDUE_COUNT = "overdue_count"


@dataclass(frozen=True, slots=True)
class Band:
    """From ``low`` to ``high`` (None: without end); ``*_in``: the bound itself belongs to it."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool
    points: Decimal

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below

    def words(self) -> str:
        """ "≥ 100", "85 – < 100", "< 70": as it stands in the sheet."""
        if self.low is not None and self.low == self.high:
            return number_text(self.low)
        low = "" if self.low is None else ("≥ " if self.low_in else "> ") + number_text(self.low)
        if self.high is None:
            return low or "≥ 0"
        high = ("≤ " if self.high_in else "< ") + number_text(self.high)
        if self.low is None:
            return high
        return f"{number_text(self.low) if self.low_in else low} – {high}"


@dataclass(frozen=True, slots=True)
class Option:
    """A line to choose or tick, with its points; of a penalty, what one event takes away."""

    text: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which fields count depends on ``kind``.

    bands: BANDS, or TRACKING by bands. options: CHOICE, TICKS, PENALTY. floor, full, base:
    PROPORTION (or TRACKING by proportion), in the unit of the value: below ``floor`` nothing,
    from ``full`` on everything, between them value / ``base`` × maximum. least: points that no
    PENALTY goes below. formula, variables (name, words): FORMULA. measure: TRACKING.
    """

    kind: ScoringKind
    bands: tuple[Band, ...] = ()
    options: tuple[Option, ...] = ()
    floor: Decimal | None = None
    full: Decimal = Decimal(100)
    base: Decimal = Decimal(100)
    least: Decimal = Decimal(0)
    formula: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    measure: Measure | None = None


def check_rule(rule: Rule, maximum: Decimal) -> None:
    """Raises InvalidInput with the one sentence that says what is wrong with the rule."""
    match rule.kind:
        case ScoringKind.BANDS:
            _check_bands(rule.bands, maximum)
        case ScoringKind.CHOICE:
            _check_options(rule.options, maximum)
            _check_reach(max(option.points for option in rule.options), maximum)
        case ScoringKind.TICKS:
            _check_options(rule.options, maximum)
            _check_reach(sum((option.points for option in rule.options), Decimal(0)), maximum)
        case ScoringKind.PENALTY:
            _check_options(rule.options, None)
            check_points(rule.least, most=maximum)
        case ScoringKind.PROPORTION:
            _check_proportion(rule)
        case ScoringKind.FORMULA:
            _check_formula(rule)
        case ScoringKind.TRACKING:
            _check_tracking(rule, maximum)
        case _:
            return


def _check_bands(bands: Sequence[Band], maximum: Decimal) -> None:
    if not bands:
        raise InvalidInput("Chưa có mức điểm nào.")
    for band in bands:
        check_points(band.points, most=maximum)
    ordered = sorted(bands, key=_from_low)
    first, last = ordered[0], ordered[-1]
    if first.low is not None and (first.low > 0 or not first.low_in):
        raise _gap("0", number_text(first.low))
    for lower, upper in pairwise(ordered):
        _check_neighbours(lower, upper)
    if last.high is not None and (last.high < 100 or not last.high_in):
        raise InvalidInput(
            "Các mức điểm bỏ trống phần từ %(high)s trở lên.", high=number_text(last.high)
        )
    _check_reach(max(band.points for band in bands), maximum)


def _from_low(band: Band) -> tuple[bool, Decimal, bool]:
    return band.low is not None, band.low or Decimal(0), not band.low_in


def _check_neighbours(lower: Band, upper: Band) -> None:
    """Between two neighbours nothing may be left out and nothing may lie in both."""
    if lower.high is None or upper.low is None or lower.high > upper.low:
        raise InvalidInput(
            "Hai mức điểm “%(lower)s” và “%(upper)s” chồng lên nhau.",
            lower=lower.words(),
            upper=upper.words(),
        )
    if lower.high < upper.low:
        raise _gap(number_text(lower.high), number_text(upper.low))
    if lower.high_in and upper.low_in:
        raise InvalidInput(
            "Giá trị %(value)s nằm ở cả hai mức “%(lower)s” và “%(upper)s”.",
            value=number_text(upper.low),
            lower=lower.words(),
            upper=upper.words(),
        )
    if not lower.high_in and not upper.low_in:
        raise _gap(number_text(lower.high), number_text(upper.low))
    if lower.low is not None and lower.low > lower.high:
        raise InvalidInput("Mức “%(band)s” có hai đầu ngược nhau.", band=lower.words())


def _gap(low: str, high: str) -> InvalidInput:
    if low == high:
        return InvalidInput("Các mức điểm bỏ trống đúng giá trị %(value)s.", value=low)
    return InvalidInput("Các mức điểm bỏ trống khoảng từ %(low)s đến %(high)s.", low=low, high=high)


def _check_options(options: Sequence[Option], maximum: Decimal | None) -> None:
    if not options:
        raise InvalidInput("Chưa có nội dung nào để chọn.")
    for option in options:
        if not option.text:
            raise InvalidInput("Có nội dung chưa ghi tên.")
        if ";" in option.text:
            raise InvalidInput("Tên nội dung không có dấu chấm phẩy: “%(text)s”.", text=option.text)
        check_points(option.points, most=Decimal(9999) if maximum is None else maximum)
    texts = [option.text for option in options]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        raise InvalidInput("Nội dung “%(text)s” được ghi hai lần.", text=twice)


def _check_reach(most: Decimal, maximum: Decimal) -> None:
    if most != maximum:
        raise InvalidInput(
            "Quy tắc cho cao nhất %(most)s điểm, không bằng điểm tối đa %(maximum)s.",
            most=number_text(most),
            maximum=number_text(maximum),
        )


def _check_proportion(rule: Rule) -> None:
    if rule.full <= 0 or rule.base <= 0:
        raise InvalidInput("Mức đạt đủ điểm và số chia phải lớn hơn 0.")
    if rule.floor is not None and not 0 <= rule.floor < rule.full:
        raise InvalidInput("Mức sàn phải nhỏ hơn mức đạt đủ điểm.")
    if rule.full > rule.base:
        raise InvalidInput(
            "Giá trị từ %(base)s đến %(full)s sẽ vượt điểm tối đa. Hãy sửa mức đạt đủ điểm.",
            base=number_text(rule.base),
            full=number_text(rule.full),
        )


def _check_formula(rule: Rule) -> None:
    known = [name for name, _words in rule.variables]
    wrong = next((name for name in known if not NAME.fullmatch(name)), None)
    if wrong is not None:
        raise InvalidInput(
            "Tên “%(name)s” không dùng được: chỉ gồm chữ cái không dấu, chữ số và dấu gạch dưới.",
            name=wrong,
        )
    if len(set(known)) < len(known):
        raise InvalidInput("Có tên trong công thức được giải thích hai lần.")
    asked = names_in(read_formula(rule.formula))
    for name in sorted(asked - set(known)):
        raise InvalidInput("Công thức không biết “%(name)s” là gì.", name=name)
    for name in sorted(set(known) - asked):
        raise InvalidInput("Công thức không dùng đến “%(name)s”.", name=name)


def _check_tracking(rule: Rule, maximum: Decimal) -> None:
    if rule.measure is None:
        raise InvalidInput("Chưa chọn số liệu theo dõi nhiệm vụ.")
    if rule.bands:
        _check_bands(rule.bands, maximum)
    else:
        _check_proportion(rule)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """As it is kept in the table; decimals as texts."""
    kept: dict[str, Any] = {"kind": rule.kind.value}
    if rule.bands:
        kept["bands"] = [
            {
                "low": _text(band.low), "low_in": band.low_in,
                "high": _text(band.high), "high_in": band.high_in,
                "points": plain(band.points),
            }
            for band in rule.bands
        ]  # fmt: skip
    if rule.options:
        kept["options"] = [[option.text, plain(option.points)] for option in rule.options]
    if rule.kind is ScoringKind.PENALTY:
        kept["least"] = plain(rule.least)
    if rule.kind is ScoringKind.PROPORTION or (rule.measure and not rule.bands):
        kept |= {"floor": _text(rule.floor), "full": plain(rule.full), "base": plain(rule.base)}
    if rule.formula:
        kept |= {"formula": rule.formula, "variables": [list(pair) for pair in rule.variables]}
    if rule.measure is not None:
        kept["measure"] = rule.measure.value
    return kept


def rule_from_json(kept: Mapping[str, Any]) -> Rule:
    """The rule of a table's row; what is broken there is a fault of ours (KeyError, ValueError)."""
    measure = kept.get("measure")
    return Rule(
        kind=ScoringKind(kept["kind"]),
        bands=tuple(
            Band(_decimal(row["low"]), row["low_in"], _decimal(row["high"]), row["high_in"],
                 Decimal(row["points"]))
            for row in kept.get("bands", ())
        ),
        options=tuple(Option(text, Decimal(points)) for text, points in kept.get("options", ())),
        floor=_decimal(kept.get("floor")),
        full=Decimal(kept.get("full", "100")),
        base=Decimal(kept.get("base", "100")),
        least=Decimal(kept.get("least", "0")),
        formula=kept.get("formula", ""),
        variables=tuple((name, words) for name, words in kept.get("variables", ())),
        measure=Measure(measure) if measure else None,
    )  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
