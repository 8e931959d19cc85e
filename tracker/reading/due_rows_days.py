"""Deadline phrases: spans, days, and times counted from an event."""

from __future__ import annotations

from tracker.reading.due_row import Row, Yields, row

DAYS: tuple[Row, ...] = (
    # spans
    row(
        (13,),
        "từ ngày 01/3/2024 đến ngày 30/4/2024",
        r"(?:bắt đầu )?từ\s+{D}\s*(?:đến|tới|-|–)\s*(?:hết )?(?:ngày )?{E}",
        Yields.SPAN,
    ),
    row((13, 81), "01/3/2024 - 30/4/2024", r"{D}\s*(?:đến|tới|-|–)\s*{E}", Yields.SPAN, line=True),
    row(
        (14,), "từ nay đến cuối năm", r"từ nay (?:đến|tới) (?:hết|cuối) năm(?:\s+{y})?", Yields.YEAR
    ),
    row((14,), "từ nay đến ngày 30/6/2024", r"từ nay (?:đến|tới)\s+(?:hết )?{D}", Yields.DAY),
    row(
        (82,),
        "tháng 3 đến tháng 5/2024",
        r"(?:hoàn thành |xong |thực hiện |tổ chức )?(?:từ |trong |vào )?tháng "
        r"{m}(?:/20\d\d)?\s*(?:đến|-|–|,|và|tới)\s*(?:hết )?(?:tháng "
        r")?{m2}{/y}(?!\s*/\s*\d)(?!\s*(?:năm\s)?(?:hằng|hàng))",
        Yields.MONTHS,
    ),
    row(
        (26, 82),
        "quý II, quý III/2024",
        r"(?:hoàn thành |xong |thực hiện |tổ chức )?(?:từ |trong |hết |vào "
        r")?{Q}(?:/20\d\d)?\s*(?:-|–|,|và|đến|;)\s*{Q2}{/y}",
        Yields.QUARTERS,
    ),
    row(
        (17,),
        "trong tháng 6 và quý III/2024",
        r"(?:hoàn thành |xong )?trong tháng {m} và {Q}{/y}",
        Yields.QUARTER,
    ),
    row(
        (28,),
        "giai đoạn 2021-2025",
        r"(?:trong )?(?:giai đoạn|các năm|từ năm|năm)?\s*{y}\s*(?:-|–|đến|đến năm|,)\s*(?:năm "
        r")?{y2}",
        Yields.YEARS,
        line=True,
    ),
    row(
        (18, 19),
        "trong 6 tháng đầu năm 2024",
        r"(?:trong|hoàn thành trong|hết) (?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?:\s+{y})?",
        Yields.HALF_YEAR,
    ),
    row(
        (18, 19),
        "6 tháng cuối năm 2024",
        r"(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?:\s+{y})?",
        Yields.HALF_YEAR,
        line=True,
    ),
    # counted from an event
    row(
        (33, 34, 35, 38, 39, 40),
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản",
        r"(?:(?:trong )?(?:thời hạn|vòng|thời gian)?\s*(?:tối đa |không quá |chậm nhất (?:là "
        r")?(?:trong )?)?|sau )(?:\d{1,3} (?:đến|-|–) )?{n} {step},?\s*(?:kể )?(?:từ|sau)(?: "
        r"ngày| khi| thời điểm| lúc)? ?(?P<event>[^.;,()]{2,120})",
        Yields.COUNTED,
    ),
    row(
        (41,),
        "ít nhất 10 ngày trước khi khai mạc",
        r"(?:ít nhất |chậm nhất |tối thiểu |muộn nhất )?(?:là )?(?:trước )?{n} {step},? "
        r"(?:trước(?: khi| ngày| thời điểm)?|so với) (?!\d|ngày \d)(?P<event>[^.;,()]{2,100})",
        Yields.COUNTED_BACK,
    ),
    row(
        (76,),
        "trong vòng 24 giờ",
        r"(?:trong (?:vòng |thời hạn |thời gian )?|chậm nhất (?:là )?(?:sau )?|không quá "
        r")(?P<n>\d{1,3}) (?P<step>giờ làm việc|giờ|tiếng|h)(?![\w])",
        Yields.HOURS,
    ),
    row(
        (37,),
        "trong vòng 15 ngày",
        r"(?:trong (?:vòng|thời hạn|thời gian)|không quá|chậm nhất(?: là)?(?: trong)?) {n} {step}",
        Yields.COUNTED,
    ),
    row(
        (75,),
        "ngay trong ngày",
        r"(?:ngay )?trong ngày(?: làm việc)?(?= |[.,;]|$)(?! \d)(?! làm việc \d)",
        Yields.NOTHING,
    ),
    # days
    row(
        (10,),
        "trước 16 giờ 30 ngày 15/5/2024",
        r"(?P<before>trước|chậm nhất(?: là)?(?: vào)?|vào(?: lúc)?|đến) \d{1,2}\s*(?:giờ|h|g|"
        r":)\s*(?:\d{2})?(?:\s*phút)?,?\s*{weekday}(?:ngày\s+)?{D}",
        Yields.DAY,
    ),
    row((5, 6, 7, 8), "chậm nhất ngày 30/6/2024", r"{late}\s+{weekday}(?:ngày\s+)?{D}", Yields.DAY),
    row(
        (1, 2, 3, 11, 12),
        "trước ngày 10/11/2024",
        r"(?:hoàn thành |xong )?(?P<before>trước)\s+{weekday}(?:ngày\s+)?{D}",
        Yields.DAY,
    ),
    row(
        (80,),
        "gia hạn đến ngày 30/6/2024",
        r"(?:gia hạn|lùi thời hạn|kéo dài)[^.;]{0,30}? đến (?:hết )?(?:ngày\s+)?{D}",
        Yields.DAY,
    ),
    row(
        (7,),
        "không để tồn đọng sau ngày 30/6/2024",
        r"(?:không(?: được)? để|không còn|chấm dứt)[^.;:]{0,60}? sau ngày\s+{D}",
        Yields.DAY,
    ),
    row(
        (9,),
        "tổ chức lễ ra quân ngày 30/6/2024",
        r"(?:tổ chức|khai mạc|bế mạc|khai giảng|ra quân|phát động|khởi công|khánh thành|mở thầu|"
        r"công bố)(?:(?!kế hoạch|theo|văn bản|quyết định|luật|từ ngày|đến ngày)[^.;:]){0,70}? "
        r"ngày\s+"
        r"(?=\d{1,2}\s*(?:/|tháng)\s*\d{1,2}\s*(?:/|năm)\s*\d{4}(?!\s*(?:đến|-|–))){D}",
        Yields.DAY,
    ),
    row(
        (9,),
        "vào ngày 30/6/2024",
        r"(?:vào|trong|đúng)(?: (?:buổi )?(?:sáng|chiều|tối))?,? (?:ngày )?{weekday}(?=ngày|"
        r"\d{1,2}/\d{1,2}/\d{4}){D}",
        Yields.DAY,
    ),
    row(
        (9,),
        "kể từ ngày 30/6/2024, áp dụng",
        r"(?:kể )?từ ngày\s+{D}(?=,)",
        Yields.DAY,
    ),
    row(
        (9,),
        "đưa vào vận hành từ ngày 30/6/2024",
        r"(?:áp dụng|thực hiện|vận hành|hoạt động|bắt đầu|triển khai|sử dụng)[^.;:,]{0,30}? "
        r"(?:kể )?từ "
        r"ngày\s+{D}(?!\s*(?:đến|tới|-|–))",
        Yields.DAY,
    ),
    row((5,), "đến ngày 30/6/2024", r"(?:đến|tới) ngày\s+{D}", Yields.DAY),
    row(
        (5,),
        "đến 30/6/2024",
        r"(?<!tính )(?:đến|tới) (?=\d{1,2}/\d{1,2}/\d{4}){D}",
        Yields.DAY,
    ),
    row((9, 81), "30/6/2024", r"{D}", Yields.DAY, line=True),
)
