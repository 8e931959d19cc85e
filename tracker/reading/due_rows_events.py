"""Deadline phrases: events without a date, and phrases that set no time."""

from __future__ import annotations

from tracker.reading.due_row import Row, Yields, row

EVENTS: tuple[Row, ...] = (
    # events and no date
    row(
        (44, 43, 45),
        "ngay sau khi được phê duyệt",
        r"ngay (?:sau )?(?:khi|hội nghị|cuộc họp) (?P<event>[^.;,()]{2,100})",
        Yields.EVENT,
    ),
    row(
        (45,),
        "sau khi kết thúc đợt kiểm tra",
        r"(?:ngay )?sau khi (?P<event>(?:kết thúc|có|được|nhận|hoàn thành|ban hành|phê "
        r"duyệt)[^.;,()]{2,100})",
        Yields.EVENT,
    ),
    row(
        (42,),
        "trước kỳ họp thứ 10",
        r"(?:trước|trình|tại) (?P<event>kỳ họp [^.;,()]{2,80})",
        Yields.EVENT,
    ),
    row(
        (78,),
        "trước Tết Nguyên đán",
        r"(?:trước|sau) (?P<event>(?:tết|mùa (?:mưa|khô|lũ|bão)|(?:ngày )?khai giảng|năm học mới|"
        r"ngày bầu cử|đại hội)[^.;,()]{0,40})",
        Yields.EVENT,
    ),
    row((36,), "sau 05 ngày", r"sau {n} {step}", Yields.NOTHING),
    row(
        (73,),
        "cùng kỳ báo cáo cải cách hành chính định kỳ",
        r"(?:cùng (?:kỳ )?(?:với )?(?:kỳ )?báo cáo [^.;,]{2,60} định kỳ|lồng ghép (?:vào|trong) "
        r"báo cáo [^.;,]{2,60}định kỳ)(?!\s*(?:hằng|hàng|6 tháng|tháng|quý|năm))",
        Yields.NOTHING,
    ),
    row(
        (46, 47, 48, 49, 50, 79, 31),
        "theo tiến độ",
        r"(?:theo|đúng) (?:thời hạn|tiến độ|lộ trình|kế hoạch|yêu cầu|chương trình|quy "
        r"định)[^.;]{0,80}|khi có [^.;]{2,60}|đột xuất|trong tháng cao điểm|đợt \d[^.;]{0,20}|"
        r"sau năm {y}",
        Yields.NOTHING,
        line=True,
    ),
    row(
        (51, 52, 27),
        "thường xuyên",
        r"(?:thực hiện )?(?:thường xuyên|liên tục|trong suốt|xuyên suốt)[\w\s,]{0,40}",
        Yields.CONTINUOUS,
        line=True,
    ),
)
