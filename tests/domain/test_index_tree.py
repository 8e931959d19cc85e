"""A set and a sheet add up; a second calculation by other means agrees on 1,000 sheets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.domain.index_answer import Answer
from tracker.domain.index_notation import read_rule
from tracker.domain.index_rule import Rule
from tracker.domain.index_rule import ScoringKind as K
from tracker.domain.index_scoring import NotApplicable, score
from tracker.domain.index_tree import (
    Method,
    Node,
    Side,
    Total,
    code_key,
    faults_of,
    parent_code,
    sum_sheet,
)

D = Decimal


def leaf(code: str, maximum: str, kind: K = K.YES_NO, line: str = "", **more: object) -> Node:
    method = Method.SURVEY if kind is K.SURVEY else Method.SELF
    return Node(
        code, f"Mục {code}", D(maximum), parent_code(code),
        rule=read_rule(kind, line), **({"method": method} | more),  # type: ignore[arg-type]
    )  # fmt: skip


def inner(code: str, maximum: str) -> Node:
    return Node(code, f"Mục {code}", D(maximum), parent_code(code))


SMALL = [
    inner("1", "60"), inner("1.1", "40"), leaf("1.1.1", "25"), leaf("1.1.2", "15"),
    leaf("1.2", "20", K.SURVEY), inner("2", "40"), leaf("2.1", "40"),
    leaf("9", "3", side=Side.BONUS), leaf("10", "5", side=Side.DEDUCTION),
]  # fmt: skip


def whys(nodes: list[Node], total: str = "100") -> list[str]:
    return [f"{fault.code}: {fault.why}" for fault in faults_of(nodes, total=D(total))]


def test_a_set_that_adds_up_has_no_fault() -> None:
    assert whys(SMALL) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"1.1.2": leaf("1.1.2", "14")}, "1.1: Điểm tối đa 40 không bằng tổng các mục con (39)"),
        ({"2": inner("2", "41")}, "cộng lại là 101, không bằng 100"),
        ({"1.1.2": inner("1.1.2", "15")}, "1.1.2: Mục không có mục con thì phải có cách chấm"),
        ({"1.1": leaf("1.1", "40")}, "1.1: Mục có mục con thì không có cách chấm riêng"),
        ({"1.2": leaf("1.3", "20", K.SURVEY), "1.1.1": leaf("1.3", "25")}, "Mã 1.3 được dùng hai"),
        ({"2.1": leaf("3.1", "40")}, "3.1: Không có mục 3 ở trên"),
        ({"2.1": leaf("2.1", "40", K.BANDS, "≥90: 40; <80: 0")}, "2.1: Các mức điểm bỏ trống"),
        ({"2.1": leaf("2.1", "40", K.SURVEY, method=Method.SELF)}, "2.1: Điểm điều tra"),
    ],
)
def test_every_fault_is_named_with_its_item(change: dict[str, Node], why: str) -> None:
    found = whys([change.get(node.code, node) for node in SMALL])
    assert any(why in each for each in found), found


def test_codes_stand_in_the_order_of_a_sheet() -> None:
    codes = ["10", "1.10", "2", "1.2", "1"]
    assert sorted(codes, key=code_key) == ["1", "1.2", "1.10", "2", "10"]


def test_the_index_rescales_to_what_applies_and_keeps_bonus_and_penalty_outside() -> None:
    scores = {
        "1.1.1": Total(D("20.50"), D(25)), "1.1.2": Total(D(0), D(0)),
        "1.2": Total(D("16.40"), D(20)), "2.1": Total(D(30), D(40)),
        "9": Total(D("1.5"), D(3)), "10": Total(D("0.5"), D(5)),
    }  # fmt: skip
    whole = sum_sheet(SMALL, scores)
    assert whole.scale == Total(D("66.90"), D(85))
    assert whole.scale.rate == D("78.71")
    assert whole.index == D("79.71")
    assert whole.survey_part == Total(D("16.40"), D(20))
    assert whole.by_code["1.1"].rate == D(82)
    assert sum_sheet(SMALL, {}).index == 0


def test_the_structure_of_a_district_set_can_be_represented() -> None:
    """8 fields, 42 criteria, 81 sub-criteria, 100 points of which 30 by survey (document 004)."""
    nodes = district_set()
    assert whys(nodes) == []
    levels = [node.code.count(".") for node in nodes]
    assert [levels.count(level) for level in (0, 1, 2)] == [8, 42, 81]
    whole = sum_sheet(nodes, {})
    assert whole.scale.maximum == 100
    assert (whole.self_part.maximum, whole.survey_part.maximum) == (D(70), D(30))
    assert len([node for node in nodes if node.rule is not None]) == 81 + 10


def district_set() -> list[Node]:
    """Ten criteria are asked of people and scored whole; 32 have 81 parts between them."""
    fields = [(5, 1), (4, 1), (6, 1), (4, 1), (6, 2), (5, 1), (7, 1), (5, 2)]
    parts = iter([3] * 17 + [2] * 15)
    maxima = iter([D("0.86")] * 80 + [D("1.20")])
    nodes: list[Node] = []
    for number, (criteria, surveyed) in enumerate(fields, start=1):
        below: list[Node] = []
        for place in range(1, criteria + 1):
            code = f"{number}.{place}"
            if place > criteria - surveyed:
                below.append(leaf(code, "3", K.SURVEY))
                continue
            leaves = [
                leaf(f"{code}.{part}", str(next(maxima))) for part in range(1, next(parts) + 1)
            ]
            below += [inner(code, str(sum(one.maximum for one in leaves))), *leaves]
        own = sum((node.maximum for node in below if node.parent == str(number)), D(0))
        nodes += [inner(str(number), str(own)), *below]
    return nodes


# A second calculation: fractions, integers of hundredths, recursion from the top; none of ours.

RULES: list[tuple[K, str, str]] = [
    (K.YES_NO, "", "1.5"), (K.BANDS, "≥95: 2; 80–<95: 1,25; <80: 0", "2"),
    (K.PROPORTION, "sàn: 70; đủ điểm: 95; chia: 100", "1.35"), (K.PROPORTION, "đủ điểm: 60", "3"),
    (K.TICKS, "a: 0,75; b: 0,5; c: 0,25", "1.5"), (K.PENALTY, "a: 0,25; b: 1", "2"),
    (K.CHOICE, "x: 1; y: 0,5; z: 0", "1"), (K.SURVEY, "", "4"),
    (K.FORMULA, "điểm = m / n * 2; m = M; n = N", "2"),
]  # fmt: skip


def random_answer(kind: K, dice: random.Random) -> tuple[Answer, Fraction]:
    """An answer and, by other means, the points before rounding (in points, exact)."""
    of = dice.randint(1, 60)
    done = dice.randint(0, of)
    rate, parts = Fraction(100 * done, of), Answer(done=D(done), of=D(of))
    match kind:
        case K.YES_NO:
            yes = dice.random() < 0.5
            return Answer(yes=yes), Fraction(3, 2) if yes else Fraction(0)
        case K.BANDS:
            return parts, Fraction(2) if rate >= 95 else Fraction(5, 4) * (rate >= 80)
        case K.TICKS:
            ticked = frozenset(place for place in range(3) if dice.random() < 0.5)
            worth = [Fraction(3, 4), Fraction(1, 2), Fraction(1, 4)]
            return Answer(ticked=ticked), sum((worth[one] for one in ticked), Fraction(0))
        case K.PENALTY:
            late, missing = dice.randint(0, 5), dice.randint(0, 1)
            return Answer(counts=(late, missing)), max(Fraction(0), 2 - Fraction(late, 4) - missing)
        case K.CHOICE:
            chosen = dice.randint(0, 2)
            return Answer(chosen=chosen), Fraction(2 - chosen, 2)
        case K.SURVEY:
            share = dice.randint(0, 10_000)
            return Answer(value=D(share) / 100), Fraction(share * 4, 10_000)
        case _:
            numbers = {"m": D(done), "n": D(of)}
            return Answer(numbers=numbers), min(Fraction(2), Fraction(2 * done, of))


def proportion(line: str, maximum: str, dice: random.Random) -> tuple[Answer, Fraction]:
    of = dice.randint(1, 60)
    done = dice.randint(0, of)
    rate, most = Fraction(100 * done, of), Fraction(maximum)
    floor, full, base = (0, 60, 60) if line.startswith("đủ") else (70, 95, 100)
    points = most if rate >= full else rate * most / base if rate >= floor else Fraction(0)
    return Answer(done=D(done), of=D(of)), points


def hundredths(points: Fraction) -> int:
    """Halves go up; everything here is at least nothing."""
    return (points * 200 + 1).__floor__() // 2


def random_sheet(dice: random.Random) -> Iterator[tuple[Node, Answer, int, int]]:
    """Leaves of random fields and criteria: answer, expected points and maximum in hundredths."""
    for field in range(1, dice.randint(2, 5)):
        for criterion in range(1, dice.randint(2, 5)):
            for part in range(1, dice.randint(2, 4)):
                kind, line, maximum = dice.choice(RULES)
                node = leaf(f"{field}.{criterion}.{part}", maximum, kind, line)
                whole = int(D(maximum) * 100)
                if dice.random() < 0.1:
                    yield node, Answer(not_applicable=True), 0, 0
                    continue
                if kind is K.PROPORTION:
                    answer, exact = proportion(line, maximum, dice)
                else:
                    answer, exact = random_answer(kind, dice)
                yield node, answer, hundredths(exact), whole


def test_a_second_calculation_agrees_on_a_thousand_sheets() -> None:
    dice = random.Random(20261129)
    for _sheet in range(1000):
        lines = list(random_sheet(dice))
        leaves = [node for node, *_rest in lines]
        above = sorted({up for node in leaves for up in (node.code[:3], node.code[:1])})
        nodes = leaves + [
            inner(code, str(sum(n.maximum for n in leaves if n.code.startswith(code))))
            for code in above
        ]
        scores: dict[str, Total] = {}
        for node, answer, _points, _maximum in lines:
            assert isinstance(node.rule, Rule)
            got = score(node.rule, node.maximum, answer, not_applicable=NotApplicable.LEFT_OUT)
            assert got is not None
            scores[node.code] = Total(got.points, got.maximum)
        whole = sum_sheet(nodes, scores)
        for code in [*above, ""]:
            points = sum(line[2] for line in lines if line[0].code.startswith(code))
            maximum = sum(line[3] for line in lines if line[0].code.startswith(code))
            ours = whole.by_code[code] if code else whole.scale
            assert (ours.points * 100, ours.maximum * 100) == (D(points), D(maximum))
            if maximum:
                expected = Fraction(hundredths(Fraction(points * 100, maximum)), 100)
                assert Fraction(ours.rate or 0) == expected
        assert whole.self_part + whole.survey_part == whole.scale
