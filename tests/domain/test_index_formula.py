"""The small language of formulas: what it reckons, and what it refuses in one sentence."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import InvalidInput
from tracker.domain.index_formula import names_in, read_formula, value_of

VALUES = {"a": Decimal(7), "b": Decimal(2), "so_vb": Decimal("0.5")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) × 3", "9"),
        ("a - b - 1", "4"),
        ("a / b / 2", "1.75"),
        ("-a + 10", "3"),
        ("2 - -1", "3"),
        ("so_vb * 0,5", "0.25"),
        ("max(a; b; 9,5)", "9.5"),
        ("min(a / b; 3) ÷ 3", "1"),
        ("1 / 3 * 3", "1"),
    ],
)
def test_it_reckons(text: str, expected: str) -> None:
    assert value_of(read_formula(text), VALUES) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Chưa có công thức"),
        ("a +", "chưa hết"),
        ("a b", "sai ở chỗ “b”"),
        ("(a", "thiếu dấu đóng ngoặc"),
        ("a)", "sai ở chỗ “)”"),
        ("a ** b", "sai ở chỗ “*”"),
        ("a.real", "không dùng được: “.”"),
        ("__import__", "không dùng được: “_”"),
        ("exec(a)", "không có hàm “exec”"),
        ("min(a, b)", "không dùng được: “,”"),
        ("c + 1", "không biết “c” là gì"),
        ("a / (b - 2)", "số chia bằng 0"),
        ("(" * 40 + "a" + ")" * 40, "quá nhiều dấu ngoặc"),
        ("a" * 400, "dài quá"),
        ("*".join(["999999999999999"] * 18), "quá lớn"),
    ],
)
def test_it_refuses(text: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        value_of(read_formula(text), VALUES)
    assert why in str(refused.value)


def test_it_names_its_variables_and_the_piece_that_fails() -> None:
    assert names_in(read_formula("min(a; b) / (c + 1)")) == {"a", "b", "c"}
    with pytest.raises(InvalidInput, match=r"Không tính được “a / \(b - 2\)”"):
        value_of(read_formula("1 + a / (b - 2)"), VALUES)


@given(st.text(alphabet="ab0123456789+-*/();,. minx", max_size=60))
def test_whatever_is_typed_gives_a_number_or_a_sentence(text: str) -> None:
    with suppress(InvalidInput):
        assert value_of(read_formula(text), VALUES).is_finite()
