"""Which orders ask for a draft that a leader issues, and when a paper can have been issued."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.leader_part import check_issued, is_for_leader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tham mưu UBND huyện ban hành kế hoạch tuyên truyền.", True),
        ("Tham mưu văn bản trả lời kiến nghị, trình Chủ tịch UBND huyện ký.", True),
        ("Xây dựng đề án, trình HĐND xem xét tại kỳ họp cuối năm.", True),
        ("Trình Ủy ban nhân dân huyện phê duyệt danh mục.", True),
        ("Dự thảo quyết định, trình cấp có thẩm quyền ban hành.", True),
        ("Thực hiện chương trình UBND tỉnh đã ban hành.", False),
        ("Rà soát quy trình lãnh đạo, chỉ đạo của đơn vị.", False),
        ("Tham mưu tổ chức thực hiện các nhiệm vụ được giao.", False),
        ("Báo cáo kết quả về Phòng Nội vụ.", False),
    ],
)
def test_the_words_of_an_order(text: str, expected: bool) -> None:
    assert is_for_leader(text) is expected


@pytest.mark.parametrize(
    ("issued_on", "fault"),
    [
        (date(2026, 11, 19), "trước ngày đơn vị trình"),
        (date(2026, 11, 20), None),
        (date(2026, 11, 23), None),
        (date(2026, 11, 24), "chưa đến"),
    ],
)
def test_a_paper_is_issued_after_its_draft_and_not_tomorrow(
    issued_on: date, fault: str | None
) -> None:
    days = {"drafted_on": date(2026, 11, 20), "today": date(2026, 11, 23)}
    if fault is None:
        check_issued(issued_on, **days)
        return
    with pytest.raises(InvalidInput, match=fault):
        check_issued(issued_on, **days)
