"""Ranking for emulation: the office's own formula over the figures of its units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.domain.emulation import (
    USUAL_FORMULA,
    Competitor,
    EmulationFigure,
    check_formula,
    standings,
)
from tracker.domain.errors import InvalidInput

F = EmulationFigure


def a_unit(key: int, name: str, on_time: str | None, overdue: str = "0", **more: str) -> Competitor:
    figures = {
        F.ON_TIME: Decimal(on_time) if on_time is not None else None,
        F.OVERDUE: Decimal(overdue),
        F.DONE: Decimal(more.get("done", "100")),
        F.INDEX: Decimal(more["index"]) if "index" in more else None,
    }
    return Competitor(key, name, figures)


def test_equal_points_share_a_place_and_the_next_one_is_skipped() -> None:
    units = [a_unit(1, "A", "80"), a_unit(2, "B", "90"), a_unit(3, "C", "80"), a_unit(4, "D", "70")]
    found = standings(units, "dung_han")
    assert [(one.unit.name, one.place, one.shared) for one in found] == [
        ("B", 1, False), ("A", 2, True), ("C", 2, True), ("D", 4, False)
    ]  # fmt: skip


def test_who_lacks_a_figure_has_no_place_and_it_is_said_which() -> None:
    units = [a_unit(1, "A", None), a_unit(2, "B", "50", index="80")]
    first, last = standings(units, USUAL_FORMULA)
    assert (first.unit.name, first.place, first.points) == ("B", 1, Decimal("72.00"))
    assert (last.place, last.missing) == (None, (F.ON_TIME, F.INDEX))
    # What the formula does not name may be missing.
    assert standings(units, "hoan_thanh")[0].place == 1


def test_the_usual_formula_takes_at_most_ten_points_for_what_is_overdue() -> None:
    few, many = (
        standings([a_unit(1, "A", "100", overdue, index="100")], USUAL_FORMULA)[0].points
        for overdue in ("3", "40")
    )
    assert (few, many) == (Decimal("97.00"), Decimal("90.00"))


def test_a_division_by_zero_spares_the_others() -> None:
    units = [a_unit(1, "A", "80", "0"), a_unit(2, "B", "80", "4")]
    first, last = standings(units, "dung_han / qua_han")
    assert (first.unit.name, first.points) == ("B", Decimal("20.00"))
    assert last.place is None
    assert last.fault is not None
    assert "số chia bằng 0" in str(last.fault)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Chưa có công thức"),
        ("diem * 2", "không biết “%(name)s”"),
        ("1 + 2", "chưa dùng số liệu"),
        ("dung_han +", ""),
        ("dung_han; qua_han", ""),
    ],
)
def test_a_formula_that_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_formula(text)
    assert refused.value.field == "formula"
    assert says in refused.value.message


def test_a_formula_stands_in_one_line() -> None:
    assert check_formula(" dung_han \n -  qua_han ") == "dung_han - qua_han"
    assert check_formula(USUAL_FORMULA) == USUAL_FORMULA
