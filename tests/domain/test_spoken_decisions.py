"""What was said at the meeting and what the conclusion says two days later: one thing or two."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.spoken_decisions import Spoken, Written, compare, pair_of, shared_words

JUSTICE, CULTURE = 1, 2
DAY, OTHER_DAY = date(2026, 12, 5), date(2026, 12, 10)
SAID = "Rà soát văn bản hết hiệu lực"
PAPER = "Giao Phòng Tư pháp chủ trì rà soát, lập danh mục văn bản đã hết hiệu lực"


def spoken(
    text: str = SAID, unit: int | None = JUSTICE, day: date | None = DAY, *, about: str = "",
    key: int = 1,
) -> Spoken:  # fmt: skip
    texts = (text, about) if about else (text,)
    return Spoken(key=key, texts=texts, unit_id=unit, due_on=day)


def written(
    text: str = PAPER, *units: int, day: date | None = DAY, key: int = 10
) -> Written:  # fmt: skip
    return Written(key=key, text=text, unit_ids=frozenset(units), due_on=day)


@pytest.mark.parametrize(
    ("said", "paper", "same"),
    [
        (spoken(), written(PAPER, JUSTICE), True),
        # another day is a difference to show, no reason to make two tasks of one
        (spoken(), written(PAPER, JUSTICE, day=OTHER_DAY), True),
        (spoken(day=None), written(PAPER, JUSTICE), True),
        # nobody named: the words must say it alone
        (spoken(unit=None), written(PAPER), True),
        (spoken("Rà soát biên chế", unit=None), written(PAPER), False),
        # the same words for another unit are another task
        (spoken(), written(PAPER, CULTURE), False),
        # one of several units that lead
        (spoken(), written(PAPER, CULTURE, JUSTICE), True),
        # said shortly, about a task whose order says it at length
        (
            spoken("Xong trước 05/12", about="Lập hồ sơ chuyển đổi số cấp xã"),
            written("Hoàn thiện hồ sơ chuyển đổi số cấp xã", JUSTICE),
            True,
        ),
        # the same unit and day, and hardly a word in common
        (spoken("Sửa chữa trụ sở"), written("Tổng kết phong trào thi đua", JUSTICE), False),
        # the same unit and day, and half of what was said
        (
            spoken("Kiểm tra trụ sở, báo cáo thiệt hại sau bão"),
            written("Thống kê thiệt hại do bão số 12 gây ra", JUSTICE),
            True,
        ),
        # the words of every order are no likeness
        (spoken("Chủ trì, phối hợp thực hiện"), written("Chủ trì, phối hợp báo cáo"), False),
        (spoken(""), written("", JUSTICE), False),
    ],
)
def test_one_thing_or_two(said: Spoken, paper: Written, same: bool) -> None:
    assert (pair_of(said, paper) is not None) is same


def test_what_differs_is_said() -> None:
    pair = pair_of(spoken(), written(PAPER, JUSTICE, day=OTHER_DAY))
    assert pair is not None
    assert (pair.same_unit, pair.same_day) == (True, False)
    unsaid = pair_of(spoken(unit=None, day=None), written(PAPER))
    assert unsaid is not None
    assert (unsaid.same_unit, unsaid.same_day) == (None, None)


def test_accents_and_case_do_not_count() -> None:
    assert shared_words("RA SOAT VAN BAN", "rà soát văn bản") == 1.0


def test_nobody_stands_in_two_pairs_and_the_likelier_one_wins() -> None:
    twice = [spoken(key=1), spoken(day=OTHER_DAY, key=2)]
    paper = [written(PAPER, JUSTICE, day=OTHER_DAY, key=10), written(PAPER, JUSTICE, key=11)]
    found = compare(twice, paper)
    assert [(pair.spoken, pair.written) for pair in found.pairs] == [(1, 11), (2, 10)]


def test_what_has_no_other_half_is_listed_on_its_side() -> None:
    found = compare(
        [spoken(key=1), spoken("Sửa chữa trụ sở", key=2)],
        [written(PAPER, JUSTICE, key=10), written("Tổng kết phong trào thi đua", CULTURE, key=11)],
    )
    assert [(pair.spoken, pair.written) for pair in found.pairs] == [(1, 10)]
    assert (found.only_spoken, found.only_written) == ((2,), (11,))


def test_an_empty_meeting_and_an_empty_paper() -> None:
    assert compare([], []).pairs == ()
    assert compare([], [written()]).only_written == (10,)
    assert compare([spoken()], []).only_spoken == (1,)
