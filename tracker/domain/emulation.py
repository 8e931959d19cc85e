"""The formula of emulation (thi đua): which figures of a unit it names, what it makes of them.

How an office ranks its units for emulation is its own custom, so the formula is data: written in
the same small language as the formulas of the index, shown beside the table, changed with a basis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.index_formula import names_in, read_formula, value_of
from tracker.domain.index_numbers import rounded
from tracker.domain.sentences import Sentence, say

USUAL_FORMULA = "0,4 * dung_han + 0,2 * hoan_thanh + 0,4 * chi_so - min(qua_han; 10)"
"""What an office begins with; no regulation says it."""


class EmulationFigure(StrEnum):
    """A figure of one unit for the period, under the name that the formula uses. Rates in %."""

    ON_TIME = "dung_han"
    DONE = "hoan_thanh"
    UPDATED = "cap_nhat"
    OVERDUE = "qua_han"
    INDEX = "chi_so"


@dataclass(frozen=True, slots=True)
class Competitor:
    """One unit with its figures; None where there was nothing to count."""

    key: int
    name: str
    figures: Mapping[EmulationFigure, Decimal | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """``points`` and ``place`` are None where a figure that the formula names is missing."""

    unit: Competitor
    points: Decimal | None
    place: int | None
    shared: bool = False
    missing: tuple[EmulationFigure, ...] = ()
    fault: Sentence | None = None
    """Why the formula gives no number for this unit."""


def check_formula(text: str) -> str:
    """The formula in one line. Raises InvalidInput for what cannot be read and unknown names."""
    try:
        asked = names_in(read_formula(text))
    except InvalidInput as error:
        error.field = "formula"
        raise
    known = {figure.value for figure in EmulationFigure}
    unknown = sorted(asked - known)
    if unknown:
        raise InvalidInput(
            "Công thức không biết “%(name)s” là gì. Các tên dùng được: %(known)s.",
            field="formula",
            name=unknown[0],
            known=", ".join(figure.value for figure in EmulationFigure),
        )
    if not asked:
        raise InvalidInput("Công thức chưa dùng số liệu nào của đơn vị.", field="formula")
    return " ".join(text.split())


def standings(units: Sequence[Competitor], text: str) -> list[Standing]:
    """The best first; equal points share a place and the next ones are skipped.

    A unit of which a figure is missing, or for which the formula divides by zero, has no place
    and stands at the end, with what is missing.
    """
    formula = read_formula(text)
    asked = names_in(formula)
    found = []
    for unit in units:
        missing = tuple(
            figure
            for figure in EmulationFigure
            if figure.value in asked and unit.figures.get(figure) is None
        )
        values = {
            figure.value: value for figure, value in unit.figures.items() if value is not None
        }
        if missing:
            found.append(Standing(unit, None, None, missing=missing))
            continue
        try:
            found.append(Standing(unit, rounded(value_of(formula, values)), None))
        except InvalidInput as error:
            fault = say(error.message, **error.values)
            found.append(Standing(unit, None, None, fault=fault))
    return _placed(found)


def _placed(found: Sequence[Standing]) -> list[Standing]:
    points = sorted((one.points for one in found if one.points is not None), reverse=True)
    ranked = [
        Standing(one.unit, one.points, points.index(one.points) + 1, points.count(one.points) > 1)
        if one.points is not None
        else one
        for one in found
    ]
    return sorted(ranked, key=lambda one: (one.place is None, one.place or 0, one.unit.name))
