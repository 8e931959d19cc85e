"""Orders that say the same: found by fingerprints, compared by runs of syllables."""

from __future__ import annotations

import random

import pytest

from tracker.reading.reading_changes import Proposal, compare, same_places
from tracker.reading.repetition import ALIKE, SURE, fingerprints, likeness

ORDER = (
    "Đẩy nhanh tiến độ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính theo đúng quy định, "
    "bảo đảm hoàn thành các chỉ tiêu được giao."
)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (ORDER, True),
        (ORDER.upper(), True),
        (
            "Các phòng: " + ORDER.replace("Đẩy nhanh", "tiếp tục đẩy nhanh") + " Báo cáo hằng quý.",
            True,
        ),
        ("Giải ngân vốn đầu tư công theo đúng quy định, bảo đảm hoàn thành chỉ tiêu.", False),
        ("Đẩy nhanh tiến độ số hóa hồ sơ đất đai của cấp xã.", False),
        ("Chủ trì, phối hợp với các cơ quan, đơn vị có liên quan trồng cây.", False),
        ("", False),
    ],
)
def test_how_much_of_the_shorter_text_stands_in_the_other(other: str, *, alike: bool) -> None:
    assert (likeness(ORDER, other) >= ALIKE) is alike
    assert likeness(ORDER, other) == likeness(other, ORDER)


def test_a_short_order_inside_a_long_one() -> None:
    short = "Đẩy nhanh tiến độ, hiệu quả giải ngân vốn đầu tư công."
    assert likeness(short, short.rstrip(".") + ", ngân sách nhà nước tại các phòng") == 1.0
    assert likeness("Báo cáo kết quả.", "Báo cáo kết quả!") == 1.0
    assert likeness("Báo cáo kết quả.", "Báo cáo kết quả rà soát cho Phòng Nội vụ.") == 0.0


def test_so_many_syllables_in_common_are_always_found() -> None:
    chance = random.Random(7)
    words = [f"am{number}" for number in range(400)]
    for _turn in range(200):
        common = chance.sample(words, SURE)
        one, other = (
            " ".join(
                chance.sample(words, chance.randrange(60))
                + common
                + chance.sample(words, chance.randrange(60))
            )
            for _side in range(2)
        )
        assert fingerprints(one) & fingerprints(other)


def test_fingerprints_are_few_and_the_same_everywhere() -> None:
    assert sorted(fingerprints("Báo cáo kết quả")) == [1351765968]
    assert fingerprints("  BÁO cáo, kết-quả. ") == fingerprints("bao cao ket qua")
    assert fingerprints("…") == frozenset()
    assert len(fingerprints(ORDER)) < len(ORDER.split()) / 2
    assert all(0 <= mark < 2**31 for mark in fingerprints(ORDER))


def a_proposal(text: str, path: str = "", due: str = "", lead: str = "Phòng Nội vụ") -> Proposal:
    return Proposal(path, text, (lead,), (), due, "per_unit")


def test_two_readings_side_by_side() -> None:
    before = [
        a_proposal("Việc một", "1"),
        a_proposal("Việc hai", "2", due="2026-12-01"),
        a_proposal(ORDER, "3"),
        a_proposal("Việc bị bỏ", "4"),
    ]
    after = [
        a_proposal("Việc một", "1"),
        a_proposal("Việc hai", "2", due="2026-12-15", lead="Phòng Tư pháp"),
        a_proposal(ORDER + " Báo cáo Ủy ban nhân dân huyện.", "5"),
        a_proposal("Việc mới", "6"),
    ]
    changes = compare(["a", "b", "c"], ["a", "c", "d"], before, after)
    assert (changes.clauses_added, changes.clauses_removed) == (("d",), ("b",))
    assert [(each.after.path, each.fields) for each in changes.changed] == [
        ("2", ("lead", "due")),
        ("5", ("text",)),
    ]
    assert [each.text for each in changes.added] == ["Việc mới"]
    assert [each.text for each in changes.removed] == ["Việc bị bỏ"]
    assert changes.same == 1
    assert not changes.is_empty
    assert compare(["a"], ["a"], before, before).is_empty


def test_paragraphs_are_found_again_in_their_order() -> None:
    assert same_places(["a", "b", "a", "c"], ["x", "a", "b", "a"]) == {0: 1, 1: 2, 2: 3}
