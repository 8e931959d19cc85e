"""The words around a target's number: what they say about it. To be read and corrected."""

from __future__ import annotations

from tracker.domain.target_value import Comparator

COMPARING_WORDS: tuple[tuple[str, Comparator], ...] = (
    ("tối thiểu", Comparator.AT_LEAST),
    ("ít nhất", Comparator.AT_LEAST),
    ("không thấp hơn", Comparator.AT_LEAST),
    ("không dưới", Comparator.AT_LEAST),
    ("không ít hơn", Comparator.AT_LEAST),
    ("từ", Comparator.AT_LEAST),
    ("tối đa", Comparator.AT_MOST),
    ("không vượt quá", Comparator.AT_MOST),
    ("không quá", Comparator.AT_MOST),
    ("nhiều nhất", Comparator.AT_MOST),
    ("trên mức", Comparator.MORE_THAN),
    ("trên", Comparator.MORE_THAN),
    ("hơn", Comparator.MORE_THAN),
    ("vượt", Comparator.MORE_THAN),
    ("còn dưới", Comparator.LESS_THAN),
    ("dưới", Comparator.LESS_THAN),
    ("thấp hơn", Comparator.LESS_THAN),
    ("tăng thêm", Comparator.INCREASE),
    ("tăng", Comparator.INCREASE),
    ("cắt giảm", Comparator.DECREASE),
    ("giảm", Comparator.DECREASE),
    ("rút ngắn", Comparator.DECREASE),
)
"""The word right before the number and what it means; without one the value is exact."""

CHANGES = frozenset({Comparator.INCREASE, Comparator.DECREASE})
"""A change stays a change when a bound stands behind it ("giảm ít nhất 30%")."""

REACHING_WORDS = (
    "đạt mức",
    "phải đạt",
    "đạt",
    "phấn đấu có",
    "phấn đấu",
    "hoàn thành",
    "duy trì",
    "chiếm",
    "ở mức",
    "bằng",
    "lên đến",
    "lên",
    "xuống còn",
    "xuống",
    "giảm còn",
    "còn",
    "là",
    "có",
)
"""Before a count they say that it is a target; before any number, that the measure precedes it."""

COUNTED = (
    "lần", "lượt", "cuộc", "lớp", "hội nghị", "hội thảo", "buổi", "mô hình", "hộ", "xã", "phường",
    "thôn", "người", "lao động", "học sinh", "cán bộ", "công chức", "đơn vị", "cơ quan",
    "doanh nghiệp", "hợp tác xã", "sản phẩm", "sáng kiến", "thủ tục", "dịch vụ", "hồ sơ", "bài",
    "tin", "phóng sự", "chuyên đề", "trường", "công trình", "dự án", "tiêu chí", "điểm", "bậc",
    "tỷ đồng", "triệu đồng", "nghìn tỷ đồng", "nghìn đồng", "đồng", "ha", "km", "m2", "m3", "tấn",
    "con", "cây", "chỉ số",
)  # fmt: skip
"""What is counted where the number is no percentage."""

PAST_WORDS = (
    "đã đạt", "đã có", "đã", "hiện nay", "hiện có", "hiện", "mới đạt", "mới chỉ đạt", "chỉ đạt",
    "vừa qua", "kết quả năm", "so với cùng kỳ", "cùng kỳ", "ước đạt", "thực hiện đạt",
    "giải ngân được", "lũy kế", "tính đến",
)  # fmt: skip
"""In the same sentence before the number: what was reached, not what is to be reached."""
