"""What a report says of requests to bodies that the office cannot order (design D17)."""

from __future__ import annotations

from tracker.domain.report_snapshot import ReportSnapshot
from tracker.domain.vietnamese import number_words


def request_words(snapshot: ReportSnapshot) -> tuple[str, ...]:
    """Requests have their own sentence: nobody is ordered, nobody is late."""
    asked = snapshot.requests
    if asked is None or not asked.total:
        return ()
    total, done = number_words(asked.total), number_words(asked.completed)
    left = number_words(asked.total - asked.completed)
    return (
        f"Ngoài tổng số: {total} nội dung đề nghị các cơ quan, tổ chức ngoài phạm vi giao việc "
        f"phối hợp; đã có kết quả {done}, chưa có kết quả {left}.",
    )
