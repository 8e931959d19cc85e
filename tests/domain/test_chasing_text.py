"""The chasing text: short enough for a chat group, the worst first, the rest counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.chasing_text import MOST, ChasedTask, chasing_text

DAY = date(2026, 11, 23)
LONG = "Xây dựng kế hoạch tuyên truyền, phổ biến pháp luật về đất đai, hộ tịch; " * 5


def task(days: int, text: str = "Rà soát thủ tục hành chính", paper: str = "") -> ChasedTask:
    return ChasedTask(text, paper, DAY - timedelta(days=days))


def test_nothing_owed_is_no_text() -> None:
    assert chasing_text(unit="Phòng Tư pháp", as_of=DAY, tasks=[], total=0) == ""


def test_the_whole_text_of_one_task() -> None:
    said = chasing_text(
        unit="Phòng Tư pháp", as_of=DAY, tasks=[task(17, paper="45/KH-UBND")], total=1
    )
    assert said == (
        "Phòng Tư pháp: 1 nhiệm vụ quá hạn, tính đến ngày 23/11/2026.\n"
        "1. Rà soát thủ tục hành chính (45/KH-UBND; hạn 06/11/2026, quá 17 ngày)\n"
        "Đề nghị báo cáo kết quả hoặc lý do chậm trên phần mềm."
    )


def test_what_does_not_fit_is_counted() -> None:
    tasks = [task(40 - n, LONG) for n in range(12)]
    said = chasing_text(unit="UBND xã Hạ Lương", as_of=DAY, tasks=tasks, total=30)
    shown = [line for line in said.splitlines() if line[0].isdigit()]
    assert 2 <= len(shown) < 12
    assert f"và {30 - len(shown)} nhiệm vụ khác." in said
    assert "quá 40 ngày" in shown[0]
    assert "…" in shown[0]


@given(
    unit=some.text(max_size=200),
    texts=some.lists(some.tuples(some.text(max_size=900), some.text(max_size=60)), max_size=12),
    more=some.integers(0, 10**6),
)
def test_never_more_than_a_chat_program_takes(
    unit: str, texts: list[tuple[str, str]], more: int
) -> None:
    tasks = [task(n + 1, text, paper) for n, (text, paper) in enumerate(texts)]
    said = chasing_text(unit=unit, as_of=DAY, tasks=tasks, total=len(tasks) + more)
    assert len(said) <= MOST


@pytest.mark.parametrize("total", [1, 2, 5])
def test_every_task_is_shown_or_counted(total: int) -> None:
    tasks = [task(total - n) for n in range(total)]
    said = chasing_text(unit="Phòng Tư pháp", as_of=DAY, tasks=tasks, total=total)
    assert len([line for line in said.splitlines() if line[0].isdigit()]) == total
    assert "khác" not in said
