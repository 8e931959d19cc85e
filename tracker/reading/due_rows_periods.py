"""Deadline phrases: parts of months, weeks, months, quarters, years."""

from __future__ import annotations

from tracker.reading.due_row import Row, Yields, row

PERIODS: tuple[Row, ...] = (
    # parts of months, weeks
    row(
        (21,),
        "trong nửa đầu tháng 6",
        r"(?:trong )?nửa (?P<half>đầu|cuối|sau) tháng {m}{/y}",
        Yields.HALF_MONTH,
    ),
    row(
        (22,),
        "cuối tháng 6",
        r"(?:vào |trong |trước |đến |hoàn thành |hết )?(?P<part>đầu|giữa|cuối) tháng {m}{/y}",
        Yields.PART_OF_MONTH,
    ),
    row(
        (25, 77),
        "tuần 2 tháng 6",
        r"(?:trong )?tuần (?:thứ )?(?P<w>[1-5]|nhất|hai|ba|tư|năm|đầu|cuối)(?: của)?,? tháng "
        r"{m}{/y}",
        Yields.WEEK,
    ),
    row((25,), "trong tuần này", r"(?:ngay )?trong tuần(?: này)?(?![\w])(?! lễ)", Yields.WEEK),
    row(
        (24,),
        "cuối quý II",
        r"(?:vào |trong |đến |trước )?(?P<part>đầu|giữa|cuối) {Q}{/y}",
        Yields.PART_OF_QUARTER,
    ),
    # months, quarters, years
    row(
        (4, 15),
        "xong trong tháng 6",
        r"(?:hoàn thành |xong |thực hiện |gửi )?(?:ngay )?(?:trong|vào|hết|đến hết|(?:chậm|"
        r"muộn) nhất"
        r"(?: là| vào| trong| đến)?) tháng {m}{/y}(?!(?: của)? (?:hằng|hàng|mỗi) năm)",
        Yields.MONTH,
    ),
    row(
        (15,),
        "hoàn thành tháng 6/2024",
        r"(?:hoàn thành|xong|thực hiện|báo cáo|trình)(?: vào)? tháng {m}{/y}",
        Yields.MONTH,
    ),
    row((2, 15), "trước tháng 6/2024", r"(?P<before>trước) tháng {m}{/y}", Yields.MONTH),
    row((2, 15), "trước 6/2024", r"(?P<before>trước) {m}\s*/\s*{y}", Yields.MONTH),
    row((83,), "từ tháng 5/2024", r"(?:bắt đầu |kể )?từ tháng {m}{/y}", Yields.FROM),
    row(
        (15,),
        "tháng 6/2024 trình Chủ tịch UBND huyện",
        r"tháng {m}\s*(?:/|năm)\s*{y}(?=,? (?:trình|hoàn thành|báo cáo|tổ chức|ban hành|công "
        r"bố|xong|"
        r"triển khai|gửi|tiến hành|bàn giao|kiểm tra|sơ kết|tổng kết|phải)\s)",
        Yields.MONTH,
    ),
    row(
        (16,),
        "quý III/2024 trình Chủ tịch UBND huyện",
        r"{Q}\s*(?:/|năm)\s*{y}(?=,? (?:trình|hoàn thành|báo cáo|tổ chức|ban hành|công bố|xong|"
        r"triển khai|gửi|tiến hành|bàn giao|kiểm tra|sơ kết|tổng kết|phải)\s)",
        Yields.QUARTER,
    ),
    row(
        (15, 81), "tháng 6/2024", r"(?:tháng |t\.?)?{m}\s*(?:/|năm)\s*{y}", Yields.MONTH, line=True
    ),
    row((15, 81), "tháng 6", r"tháng {m}", Yields.MONTH, line=True),
    row(
        (32, 16),
        "trong quý III/2024",
        r"(?:hoàn thành |xong |thực hiện )?(?:(?:ngay )?trong|vào|đến hết|hết|đến|"
        r"(?:chậm|muộn) nhất(?: là| vào| trong| đến)?) {Q}{/y}(?!(?: của)? (?:hằng|hàng|mỗi) năm)",
        Yields.QUARTER,
    ),
    row(
        (16,),
        "hoàn thành quý III/2024",
        r"(?:hoàn thành|xong|thực hiện|báo cáo|trình)(?: vào)? {Q}{/y}",
        Yields.QUARTER,
    ),
    row((16,), "trước quý III/2024", r"(?P<before>trước) {Q}{/y}", Yields.QUARTER),
    row((83,), "từ quý II/2024", r"(?:bắt đầu |kể )?từ {Q}{/y}", Yields.FROM),
    row((16, 81), "quý III/2024", r"{Q}{/y}", Yields.QUARTER, line=True),
    row(
        (71,),
        "tổng kết vào năm 2025",
        r"(?:sơ kết|tổng kết)[^.;,]{0,25}?(?:vào|trong) năm {y}",
        Yields.YEAR,
    ),
    row(
        (30, 14),
        "đến hết năm 2025",
        r"(?:hoàn thành |xong )?(?:đến hết|hết|đến cuối|chậm nhất (?:là )?(?:trong |đến )?|"
        r"trước cuối|trước) năm {y}",
        Yields.YEAR,
    ),
    row(
        (23,),
        "hoàn thành vào cuối năm 2025",
        r"(?:hoàn thành[^.;]{0,40}? |xong |thực hiện |vào )(?P<part>đầu|giữa|cuối) năm(?: {y})?",
        Yields.PART_OF_YEAR,
    ),
    row(
        (23,),
        "cuối năm 2025",
        r"(?P<part>đầu|giữa|cuối) năm(?: {y})?",
        Yields.PART_OF_YEAR,
        line=True,
    ),
    row(
        (20, 84),
        "hoàn thành trong năm 2024",
        r"(?:hoàn thành|xong)(?:(?!quý|tháng|ngày|trước|sau khi)[^.;:]){0,60}?(?:(?:ngay "
        r")?trong )?năm {y}",
        Yields.YEAR,
    ),
    row(
        (83,),
        "từ năm 2025",
        r"(?:bắt đầu |kể )?từ năm {y}(?!\s*(?:-|–|đến))",
        Yields.FROM,
        line=True,
    ),
    row((83,), "từ năm 2025, chỉ nhận hồ sơ điện tử", r"(?:kể )?từ năm {y}(?=,)", Yields.FROM),
    row(
        (83, 28),
        "năm 2025 và các năm tiếp theo",
        r"(?:trong )?(?:năm )?{y} và (?:các|những) năm (?:tiếp theo|sau)",
        Yields.FROM,
        line=True,
    ),
    row(
        (83,),
        "áp dụng từ năm 2025",
        r"(?:áp dụng|thực hiện|vận hành|bắt đầu|triển khai)[^.;:,]{0,20}? (?:kể )?từ năm "
        r"{y}(?!\s*(?:-|–|đến))",
        Yields.FROM,
    ),
    row(
        (20,), "trong năm 2024", r"(?:ngay )?trong (?:năm {y}|cả năm(?: {y})?|năm nay)", Yields.YEAR
    ),
    row((29,), "đến năm 2025", r"(?:phấn đấu )?đến năm {y}", Yields.YEAR),
    row((20, 81, 27), "năm 2024", r"(?:cả )?(?:năm )?{y}", Yields.YEAR, line=True),
    row(
        (27,), "cả năm", r"(?:cả|các tháng trong|trong) năm(?! \d)(?! học)", Yields.YEAR, line=True
    ),
)
