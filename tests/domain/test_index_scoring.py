"""One item of the index scored: every kind of rule, every bound, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.index_answer import Answer, answer_from_json
from tracker.domain.index_notation import read_rule, rule_text
from tracker.domain.index_numbers import number_text, read_number, read_points, rounded
from tracker.domain.index_rule import ScoringKind as K
from tracker.domain.index_rule import check_rule, rule_from_json, rule_to_json
from tracker.domain.index_scoring import NotApplicable, score

D = Decimal
PLAN = "100: 1,5; 85–<100: 1; 70–<85: 0,5; <70: 0"
ON_TIME = "đúng hạn | ≥100: 2; 80–<100: 0,5; <80: 0"

POINTS = [
    (K.YES_NO, "", "2", Answer(yes=True), "2"),
    (K.YES_NO, "", "2", Answer(yes=False), "0"),
    (K.BANDS, PLAN, "1.5", Answer(value=D(100)), "1.5"),
    (K.BANDS, PLAN, "1.5", Answer(value=D("99.999")), "1"),
    (K.BANDS, PLAN, "1.5", Answer(value=D(85)), "1"),
    (K.BANDS, PLAN, "1.5", Answer(value=D("84.99")), "0.5"),
    (K.BANDS, PLAN, "1.5", Answer(value=D(70)), "0.5"),
    (K.BANDS, PLAN, "1.5", Answer(done=D(17), of=D(20)), "1"),
    (K.BANDS, PLAN, "1.5", Answer(done=D(0), of=D(7)), "0"),
    (K.PROPORTION, "sàn: 70; chia: 100", "1", Answer(value=D("69.99")), "0"),
    (K.PROPORTION, "sàn: 70; chia: 100", "1", Answer(value=D(70)), "0.7"),
    (K.PROPORTION, "sàn: 70; đủ điểm: 95; chia: 100", "2", Answer(value=D(95)), "2"),
    (K.PROPORTION, "sàn: 70; đủ điểm: 95; chia: 100", "2", Answer(value=D("94.9")), "1.9"),
    (K.PROPORTION, "đủ điểm: 60", "2.5", Answer(value=D(30)), "1.25"),
    (K.PROPORTION, "đủ điểm: 60", "2.5", Answer(value=D(90)), "2.5"),
    (K.PROPORTION, "", "0.06", Answer(done=D(1), of=D(12)), "0.01"),
    (K.TICKS, "a: 0,75; b: 0,75", "1.5", Answer(ticked=frozenset({1})), "0.75"),
    (K.TICKS, "a: 0,75; b: 0,75", "1.5", Answer(ticked=frozenset()), "0"),
    (K.PENALTY, "chậm: 0,25; thiếu: 1", "1", Answer(counts=(3, 0)), "0.25"),
    (K.PENALTY, "chậm: 0,25; thiếu: 1", "1", Answer(counts=(3, 1)), "0"),
    (K.PENALTY, "chậm: 0,25; không dưới: 0,5", "1", Answer(counts=(9,)), "0.5"),
    (K.CHOICE, "đúng hạn: 1; chậm: 0,5; không: 0", "1", Answer(chosen=1), "0.5"),
    (K.FORMULA, "điểm = so / tong * 2; so = Ký số; tong = Tổng", "2",
     Answer(numbers={"so": D(1), "tong": D(3)}), "0.67"),
    (K.FORMULA, "điểm = min(so; 4) / 2; so = Lần", "2", Answer(numbers={"so": D(9)}), "2"),
    (K.FORMULA, "điểm = 1 - so; so = Lần", "2", Answer(numbers={"so": D(9)}), "0"),
    (K.FORMULA, "điểm = so * 3; so = Lần", "2", Answer(numbers={"so": D(9)}), "2"),
    (K.SURVEY, "", "10", Answer(value=D("82.66")), "8.27"),
    (K.TRACKING, ON_TIME, "2", Answer(value=D("99.9")), "0.5"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line", "maximum", "answer", "expected"), POINTS)
def test_points(kind: K, line: str, maximum: str, answer: Answer, expected: str) -> None:
    rule = read_rule(kind, line)
    check_rule(rule, D(maximum))
    scored = score(rule, D(maximum), answer, not_applicable=NotApplicable.REFUSED)
    assert scored is not None
    assert scored.points == D(expected)
    assert scored.maximum == D(maximum)
    assert str(scored.working).endswith((".", "điểm."))
    assert answer_from_json(answer.to_json()) == answer
    assert rule_from_json(rule_to_json(rule)) == rule
    assert read_rule(kind, rule_text(rule)) == rule


def test_the_working_can_be_followed_with_a_pencil() -> None:
    rule = read_rule(K.PROPORTION, "sàn: 70; đủ điểm: 95; chia: 100")
    found = score(rule, D(2), Answer(done=D(17), of=D(20)), not_applicable=NotApplicable.REFUSED)
    assert found is not None
    assert str(found.working) == "17/20 = 85%; 85 ÷ 100 × 2 = 1,70 điểm."
    rule = read_rule(K.PENALTY, "báo cáo chậm: 0,25")
    found = score(rule, D(1), Answer(counts=(2,)), not_applicable=NotApplicable.REFUSED)
    assert found is not None
    assert str(found.working) == "1 − 2 × 0,25 (báo cáo chậm), không dưới 0: 0,50 điểm."


def test_nothing_said_is_no_score() -> None:
    for kind, line, maximum, _answer, _expected in POINTS:
        rule = read_rule(kind, line)
        assert score(rule, D(maximum), Answer(), not_applicable=NotApplicable.REFUSED) is None


def test_what_does_not_apply_has_full_points_or_leaves_the_maximum() -> None:
    rule, gone = read_rule(K.YES_NO, ""), Answer(not_applicable=True)
    full = score(rule, D(2), gone, not_applicable=NotApplicable.FULL_POINTS)
    out = score(rule, D(2), gone, not_applicable=NotApplicable.LEFT_OUT)
    assert full is not None
    assert out is not None
    assert (full.points, full.maximum) == (D(2), D(2))
    assert (out.points, out.maximum) == (D(0), D(0))
    with pytest.raises(InvalidInput, match="áp dụng cho mọi đơn vị"):
        score(rule, D(2), gone, not_applicable=NotApplicable.REFUSED)


BAD_RULES = [
    (K.BANDS, "≥90: 1; <80: 0", "bỏ trống khoảng từ 80 đến 90"),
    (K.BANDS, "≥80: 1; <=80: 0", "nằm ở cả hai mức"),
    (K.BANDS, ">80: 1; <80: 0", "bỏ trống đúng giá trị 80"),
    (K.BANDS, "≥80: 1; <90: 0", "chồng lên nhau"),
    (K.BANDS, "80–<90: 1; <80: 0", "bỏ trống phần từ 90"),
    (K.BANDS, "≥80: 1; 10–<80: 0", "bỏ trống khoảng từ 0 đến 10"),
    (K.BANDS, "≥80: 2; <80: 0", "lớn hơn điểm tối đa"),
    (K.BANDS, "≥80: 0,5; <80: 0", "cao nhất 0,5 điểm"),
    (K.BANDS, "≥80: 1; <80: 0,125", "quá hai chữ số thập phân"),
    (K.BANDS, "nhiều: 1; ít: 0", "không phải là số"),
    (K.CHOICE, "có: 0,5; không: 0", "cao nhất 0,5 điểm"),
    (K.CHOICE, "có: 1; có: 0", "ghi hai lần"),
    (K.TICKS, "a: 0,5; b: 0,25", "cao nhất 0,75 điểm"),
    (K.PROPORTION, "sàn: 80; đủ điểm: 70", "Mức sàn phải nhỏ hơn"),
    (K.PROPORTION, "sàn 70", "cần ghi “nội dung: điểm”"),
    (K.FORMULA, "điểm = so / tong; so = Số", "không biết “tong” là gì"),
    (K.FORMULA, "điểm = so; so = Số; tong = Tổng", "không dùng đến “tong”"),
    (K.FORMULA, "so = Số", "phải bắt đầu bằng “điểm"),
    (K.TRACKING, "vui vẻ | ≥100: 1; <100: 0", "Không biết số liệu “vui vẻ”"),
    (K.YES_NO, "có: 1", "không cần ghi thêm"),
]


@pytest.mark.parametrize(("kind", "line", "why"), BAD_RULES)
def test_a_bad_rule_gets_its_sentence(kind: K, line: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_rule(read_rule(kind, line), D(1))
    assert why in str(refused.value)


BAD_ANSWERS = [
    (K.BANDS, PLAN, Answer(done=D(5), of=D(4)), "từ 0 đến tổng số"),
    (K.BANDS, PLAN, Answer(done=D(0), of=D(0)), "bằng 0 nên không tính được"),
    (K.BANDS, PLAN, Answer(done=D(5)), "cả hai số"),
    (K.BANDS, PLAN, Answer(value=D(101)), "nằm ngoài các mức"),
    (K.BANDS, PLAN, Answer(value=D(-1)), "nhỏ hơn 0"),
    (K.CHOICE, "có: 1,5; không: 0", Answer(chosen=2), "không nằm trong danh mục"),
    (K.TICKS, "a: 1,5", Answer(ticked=frozenset({4})), "không nằm trong danh mục"),
    (K.PENALTY, "a: 1", Answer(counts=(-1,)), "số nguyên từ 0"),
    (K.FORMULA, "điểm = 1 / so; so = Số", Answer(numbers={"so": D(0)}), "số chia bằng 0"),
    (K.SURVEY, "", Answer(value=D("100.5")), "từ 0 đến 100"),
]


@pytest.mark.parametrize(("kind", "line", "answer", "why"), BAD_ANSWERS)
def test_a_bad_answer_gets_its_sentence(kind: K, line: str, answer: Answer, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        score(read_rule(kind, line), D("1.5"), answer, not_applicable=NotApplicable.REFUSED)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,5", "1.5"), ("0.25", "0.25"), ("1.234,5", "1234.5"), ("1.234", "1234"),
     ("85%", "85"), ("0.125", "0.125"), (" 7 ", "7"), ("1.234.567", "1234567")],
)  # fmt: skip
def test_numbers_are_typed_the_vietnamese_way(typed: str, value: str) -> None:
    assert read_number(typed) == D(value)


@pytest.mark.parametrize("typed", ["", "một", "1,2,3", "1e9", "1..2", "9" * 16, "NaN"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_number(typed)


def test_points_are_bounded_and_rounded_half_up() -> None:
    assert read_points("0,75", most=D(1)) == D("0.75")
    for typed, why in (("1,01", "lớn hơn"), ("0,755", "quá hai"), ("-0,5", "nhỏ hơn 0")):
        with pytest.raises(InvalidInput, match=why):
            read_points(typed, most=D(1))
    assert [rounded(D(text)) for text in ("0.005", "0.015", "0.0149")] == [
        D("0.01"), D("0.02"), D("0.01"),
    ]  # fmt: skip
    assert number_text(D("1500.00")) == "1.500"
