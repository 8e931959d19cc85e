"""A morning's digest: what hurts most first, each thing once, cut where nobody reads on."""

from __future__ import annotations

import pytest

from tracker.domain.messages import DigestLine, digest
from tracker.domain.sentences import say

REASON = say("Hạn 16/10/2026: hôm nay là hạn")


def line(number: int, days_late: int | None, title: str = "") -> DigestLine:
    return DigestLine(f"task:{number}", title or f"Nhiệm vụ {number}", REASON, days_late)


def test_the_longest_overdue_stands_first_and_what_has_no_date_last() -> None:
    lines = [line(1, -7), line(2, None), line(3, 0), line(4, 12), line(5, -1), line(6, 2)]
    made = digest(lines)
    assert made is not None
    assert [shown.subject for shown in made.lines] == [
        "task:4",
        "task:6",
        "task:3",
        "task:5",
        "task:1",
        "task:2",
    ]
    assert (made.overdue, made.due_today, made.due_soon, made.other) == (2, 1, 2, 1)


def test_equal_pain_is_sorted_by_vietnamese_title() -> None:
    made = digest([line(1, 0, "Đề án"), line(2, 0, "Dự thảo"), line(3, 0, "Ấn phẩm")])
    assert made is not None
    assert [shown.title for shown in made.lines] == ["Ấn phẩm", "Dự thảo", "Đề án"]


def test_a_task_named_by_two_rules_keeps_its_worst_line() -> None:
    made = digest([line(1, None), line(1, 5), line(1, -2)])
    assert made is not None
    assert [shown.days_late for shown in made.lines] == [5]


def test_beyond_the_cut_the_rest_is_counted() -> None:
    made = digest([line(n, n) for n in range(1, 353)], shown=40)
    assert made is not None
    assert len(made.lines) == 40
    assert str(made.rest) == "và còn 312 nhiệm vụ nữa"
    assert made.overdue == 352


def test_nothing_to_say_makes_no_digest_and_few_lines_no_rest() -> None:
    assert digest([]) is None
    made = digest([line(1, 0)])
    assert made is not None
    assert made.rest is None


@pytest.mark.parametrize(
    ("days_late", "subject"),
    [
        ([3, 1, 0], "2 nhiệm vụ quá hạn, 1 nhiệm vụ đến hạn hôm nay"),
        ([3, -1], "1 nhiệm vụ quá hạn"),
        ([0, 0, -3], "2 nhiệm vụ đến hạn hôm nay"),
        ([-3, None], "1 nhiệm vụ sắp đến hạn và 1 việc khác"),
        ([3, None, None], "1 nhiệm vụ quá hạn và 2 việc khác"),
        ([None, None], "2 việc cần xem"),
    ],
)
def test_the_subject_line_says_the_number_that_matters(
    days_late: list[int | None], subject: str
) -> None:
    made = digest([line(n, late) for n, late in enumerate(days_late)])
    assert made is not None
    assert str(made.subject) == subject
