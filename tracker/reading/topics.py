"""What a section is about, by its heading: which sections order something and which only tell.

The table is meant to be read and corrected by an official: the words are those with which
such headings begin (or, for mixed headings, which they contain).
"""

from __future__ import annotations

import re
from enum import StrEnum


class Topic(StrEnum):
    """The sense of a section. Only ``DUTY`` orders; ``FUNDING`` and ``SCOPE`` may, by name."""

    DUTY = "duty"
    BACKGROUND = "background"
    AIM = "aim"
    SCOPE = "scope"
    FUNDING = "funding"
    RISK = "risk"


OPENING_WORDS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (
        Topic.BACKGROUND,
        (
            "tình hình",
            "thực trạng",
            "khái quát",
            "kết quả",
            "đánh giá chung",
            "đánh giá tình hình",
            "đánh giá kết quả",
            "đánh giá thực trạng",
            "đánh giá công tác",
            "đánh giá việc",
            "đặc điểm",
            "bối cảnh",
            "tồn tại",
            "hạn chế",
            "khó khăn",
            "thuận lợi",
            "nguyên nhân",
            "ưu điểm",
            "khuyết điểm",
            "những kết quả",
            "những tồn tại",
            "những hạn chế",
            "những khó khăn",
            "những ưu điểm",
            "một số kết quả",
            "một số tồn tại",
            "một số hạn chế",
            "một số khó khăn",
            "nhận định",
            "nhận xét",
            "sự cần thiết",
            "căn cứ",
            "cơ sở pháp lý",
            "cơ sở thực tiễn",
            "cơ sở chính trị",
            "cơ sở xây dựng",
            "bài học kinh nghiệm",
            "dự báo",
            "về tình hình",
            "về kết quả",
            "về ưu điểm",
            "về hạn chế",
            "về tồn tại",
            "phương pháp đánh giá",
            "cách tính",
            "hiệu quả",
            "dự kiến hiệu quả",
            "dự kiến kết quả",
            "đánh giá tác động",
            "mặt được",
            "mặt hạn chế",
        ),
    ),
    (
        Topic.AIM,
        (
            "quan điểm",
            "mục đích",
            "mục tiêu",
            "chỉ tiêu",
            "các chỉ tiêu",
            "các mục tiêu",
            "một số chỉ tiêu",
            "phương châm",
            "nguyên tắc",
            "tư tưởng chỉ đạo",
            "yêu cầu",
            "ý nghĩa",
            "tầm nhìn",
            "phương hướng",
            "định hướng đến",
            "kết quả cần đạt",
            "về mục tiêu",
            "về mục đích",
            "về yêu cầu",
            "về quan điểm",
        ),
    ),
    (
        Topic.SCOPE,
        (
            "phạm vi",
            "đối tượng",
            "thời gian, địa điểm",
            "thời gian và địa điểm",
            "thời gian thực hiện",
            "thời gian tổ chức",
            "thời gian:",
            "địa điểm",
            "thành phần",
            "hiệu lực",
            "giải thích từ ngữ",
            "điều khoản thi hành",
            "hình thức gửi",
            "hình thức báo cáo",
            "hình thức khen thưởng",
        ),
    ),
    (
        Topic.FUNDING,
        ("kinh phí", "nguồn kinh phí", "dự toán", "nguồn lực", "nguồn vốn", "về kinh phí"),
    ),
    (
        Topic.RISK,
        ("nguy cơ", "các nguy cơ", "rủi ro", "các rủi ro", "danh mục rủi ro", "nhận diện rủi ro"),
    ),
)

DUTY_WORDS = (
    "nhiệm vụ",
    "giải pháp",
    "biện pháp",
    "tổ chức thực hiện",
    "nội dung thực hiện",
    "nội dung công việc",
    "nội dung trọng tâm",
    "nội dung chủ yếu",
    "phân công",
    "công việc",
)
"""A heading that also says one of these is about duties ("Quan điểm, mục tiêu, nhiệm vụ")."""

TELLING_OPENINGS = ("kết quả", "tình hình", "đánh giá", "thực trạng", "về tình hình", "về kết quả")
"""After these even "nhiệm vụ" only tells what was done ("Kết quả thực hiện nhiệm vụ")."""

_LONGEST_HEADING = 160
_LEADING = re.compile(r"^(?:(?:một số|các|những|về)\s+)?(?=\w)")


def topic_of(heading: str) -> Topic | None:
    """The topic that a heading announces, or None where it announces none of its own."""
    text = heading.lower().strip(" :.*")
    if len(text) > _LONGEST_HEADING:
        return None
    for topic, openings in OPENING_WORDS:
        if not text.startswith(openings):
            continue
        mixed = any(word in text for word in DUTY_WORDS)
        if mixed and topic is not Topic.RISK and not text.startswith(TELLING_OPENINGS):
            return Topic.DUTY
        opening = max((o for o in openings if text.startswith(o)), key=len)
        return None if _goes_on(text[len(opening) :], topic, opening) else topic
    return Topic.DUTY if any(text.startswith(word) for word in DUTY_WORDS) else None


_ORDER_TAIL = re.compile(
    r"\b(?:phải|cần|chủ trì|tổ chức|thực hiện|xây dựng|giao|chịu trách nhiệm)\b"
)


def _goes_on(tail: str, topic: Topic, opening: str) -> bool:
    """Whether the words are no heading but the start of an order ("Yêu cầu các phòng …")."""
    if opening == "yêu cầu":
        return bool(tail) and not re.match(
            r"^(?:\s*(?:[,:]|và|chung|cụ thể|đặt ra|đối với kế hoạch))", tail
        )
    return (
        topic in (Topic.SCOPE, Topic.FUNDING)
        and bool(_ORDER_TAIL.search(tail))
        and (len(tail) > 60)
    )
