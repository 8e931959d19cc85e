"""What units raised, as the report says it: one line each, with how long it has waited."""

from __future__ import annotations

from tracker.domain.report_snapshot import Remark, RemarkKind
from tracker.domain.vietnamese import day_words, number_words


def remark_line(remark: Remark) -> str:
    """An obstacle or proposal as one list line, with its task and day."""
    about = f"nhiệm vụ “{remark.task}”, " if remark.task else ""
    stand = f"; {standing}" if (standing := remark_stand(remark)) else ""
    return (
        f"- {remark.unit}: {remark.text.strip().rstrip('.')} "
        f"({about}ngày {day_words(remark.on)}{stand})."
    )


def remark_stand(remark: Remark) -> str:
    """How long it has waited for its answer, and with whom; empty once it was answered."""
    if remark.unanswered_days is None:
        return ""
    age = f"{number_words(remark.unanswered_days)} ngày"
    if remark.passed_to:
        return f"đã chuyển {remark.passed_to}, chưa có trả lời sau {age}"
    return f"chưa được trả lời sau {age}"


def remarks_elsewhere(kind: RemarkKind, count: int, annex: str) -> str:
    """Where so many remarks are listed that the body only counts them."""
    what = "khó khăn, vướng mắc" if kind is RemarkKind.OBSTACLE else "đề xuất, kiến nghị"
    return f"Các đơn vị báo cáo {number_words(count)} {what} ({annex} kèm theo)."
