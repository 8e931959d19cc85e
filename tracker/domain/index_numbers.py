"""Numbers of the index: typed the Vietnamese way, kept as Decimal, rounded in one way only.

Points have at most two decimals. What a rule reckons is rounded once, at the scored item, to two
decimals, halves away from zero (ROUND_HALF_UP); everything above an item is an exact sum, so that
the parts add up to the whole on paper too. Percentages are rounded the same way, at the end.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import number_words, one_line

PLACES = 2
CENT = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal(0)
LARGEST = Decimal(10) ** 15
_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?|-?\d+\.\d+", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)


def rounded(value: Decimal) -> Decimal:
    """To two decimals, halves away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """As it is kept in JSON: no exponent, no idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_text(value: Decimal) -> str:
    """ "1.234,5": as it is read, without idle zeros."""
    text = number_words(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def points_text(value: Decimal) -> str:
    """ "1,50": points and percentages as papers print them, with both decimals."""
    return number_words(rounded(value), PLACES)


def read_number(text: str, *, field: str | None = None) -> Decimal:
    """ "1.234,5", "0,25", "0.25", "85%": a comma parts the decimals, a dot the thousands.

    A single dot parts decimals where it cannot part thousands ("0.25", "1.5"). Raises
    InvalidInput for what is no number or has more than 15 digits.
    """
    bare = one_line(text).rstrip("%").strip().replace(" ", "")
    if not _NUMBER.fullmatch(bare):
        raise InvalidInput("“%(text)s” không phải là số.", field=field, text=one_line(text)[:40])
    if "," in bare or _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    value = Decimal(bare)
    if abs(value) >= LARGEST:
        raise InvalidInput("Số “%(text)s” quá lớn.", field=field, text=bare[:40])
    return value


def read_points(text: str, *, most: Decimal, field: str | None = None) -> Decimal:
    """Points between 0 and ``most`` with at most two decimals; InvalidInput otherwise."""
    value = read_number(text, field=field)
    check_points(value, most=most, field=field)
    return value


def check_points(value: Decimal, *, most: Decimal, field: str | None = None) -> None:
    """Raises InvalidInput for points below 0, above ``most`` or with too many decimals."""
    if value != rounded(value):
        raise InvalidInput(
            "Điểm “%(points)s” có quá hai chữ số thập phân.",
            field=field,
            points=number_text(value),
        )
    if value < 0:
        raise InvalidInput("Điểm không được nhỏ hơn 0.", field=field)
    if value > most:
        raise InvalidInput(
            "Điểm %(points)s lớn hơn điểm tối đa %(most)s.",
            field=field,
            points=number_text(value),
            most=number_text(most),
        )
