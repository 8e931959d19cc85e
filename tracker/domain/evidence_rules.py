"""What a hand-in must carry, and when an explanation of lateness is owed (design D15)."""

from __future__ import annotations

from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words

SHORTEST_SUMMARY = 5


def done_on(*, paper_on: date | None, submitted_on: date, ordered_on: date) -> date:
    """The day on which the work counts as done: the result paper's, else the hand-in's.

    ``ordered_on`` is the day of the order (a task may be entered days after it was given).
    Raises InvalidInput for a paper dated after the hand-in or before the order.
    """
    if paper_on is None:
        return submitted_on
    if paper_on > submitted_on:
        raise InvalidInput(
            "Ngày văn bản kết quả (%(paper)s) sau ngày báo cáo (%(today)s). Hãy kiểm tra lại.",
            field="paper_on",
            paper=day_words(paper_on),
            today=day_words(submitted_on),
        )
    if paper_on < ordered_on:
        raise InvalidInput(
            "Ngày văn bản kết quả (%(paper)s) trước ngày có chỉ đạo (%(ordered)s). "
            "Hãy kiểm tra lại.",
            field="paper_on",
            paper=day_words(paper_on),
            ordered=day_words(ordered_on),
        )
    return paper_on


def check_submission(
    *,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    done: date,
    due: date | None,
    explained: bool,
) -> None:
    """Refuse a hand-in without words, with half a paper, or late without an explanation."""
    if len(summary.strip()) < SHORTEST_SUMMARY:
        raise InvalidInput("Hãy ghi tóm tắt kết quả thực hiện.", field="summary")
    if (paper_number or "").strip() and paper_on is None:
        raise InvalidInput("Hãy ghi cả ngày của văn bản kết quả.", field="paper_on")
    if paper_on is not None and not (paper_number or "").strip():
        raise InvalidInput("Hãy ghi cả số, ký hiệu của văn bản kết quả.", field="paper_number")
    if due is not None and done > due and not explained:
        raise InvalidInput(
            "Nhiệm vụ hoàn thành sau thời hạn %(due)s. Hãy giải trình lý do chậm.",
            field="explanation",
            due=day_words(due),
        )
