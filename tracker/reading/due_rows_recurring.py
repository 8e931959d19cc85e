"""Deadline phrases: recurring duties: with a day of their own, or only a rhythm."""

from __future__ import annotations

from tracker.reading.due_row import Row, Yields, row

RECURRING: tuple[Row, ...] = (
    # recurring, with a day of its own
    row(
        (55, 56),
        "trước ngày 25 hằng tháng",
        r"(?:trước |vào |chậm nhất (?:là )?|đến )?ngày {d} (?:của )?{every} tháng"
        r"|{every} tháng,?\s+(?:\w+\s+){0,6}?(?:trước|vào|chậm nhất(?: là)?)\s+ngày "
        r"(?P<dd>\d{1,2})(?![\d/])",
        Yields.MONTHLY,
    ),
    row(
        (57,),
        "trước ngày 05 của tháng sau",
        r"(?:trước |chậm nhất (?:là )?|vào )?(?:ngày )?{d} (?:của )?tháng (?P<next>sau|kế tiếp|"
        r"liền kề)",
        Yields.MONTHLY,
    ),
    row(
        (58,),
        "trước ngày 15 tháng cuối quý",
        r"(?:{every} quý,?\s+)?(?:trước |chậm nhất (?:là )?|vào )?ngày {d}(?: của)? tháng cuối "
        r"(?:của )?(?:{every} |mỗi )?quý",
        Yields.QUARTERLY,
    ),
    row(
        (59,),
        "trước ngày 05 của tháng đầu quý sau",
        r"(?:{every} quý,?\s+)?(?:trước |chậm nhất (?:là )?|vào )?ngày {d}(?: của)? tháng đầu "
        r"(?:của )?quý (?P<next>sau|kế tiếp|tiếp theo)",
        Yields.QUARTERLY,
    ),
    row(
        (70,),
        "báo cáo quý (trước 15/3; 15/6; 15/9; 15/12)",
        r"(?:báo cáo |định kỳ |{every} )?quý\s*\(?[^.;()\d]{0,30}(?:ngày "
        r")?(?P<list>\d{1,2}/\d{1,2}(?:\s*[;,]\s*(?:và )?\d{1,2}/\d{1,2}){2,3})",
        Yields.QUARTERLY,
    ),
    row(
        (62,),
        "6 tháng (trước 15/6), năm (trước 15/12)",
        r"(?:0?6|sáu) tháng(?: đầu năm)?\s*\((?:trước|chậm nhất)?\s*(?:ngày "
        r")?(?P<list>\d{1,2}/\d{1,2})\)?[^.;]{0,25}năm\s*\((?:trước|chậm nhất)?\s*(?:ngày "
        r")?(?P<list2>\d{1,2}/\d{1,2})",
        Yields.HALF_YEARLY,
    ),
    row(
        (63, 64),
        "trước ngày 15/12 hằng năm",
        r"(?:trước |chậm nhất (?:là )?|vào |đến hết |xong trước )?{D} (?:của )?{every} năm"
        r"|(?:định kỳ )?{every} năm,?\s+(?:\w+\s+){0,4}?(?:trước|chậm nhất(?: là)?|xong trước|"
        r"vào)\s+{E}(?!\s*[/.]\s*\d{4})",
        Yields.YEARLY,
    ),
    row(
        (74,),
        "tháng 6, tháng 12 hằng năm",
        r"(?:(?:báo cáo|thực hiện|gửi|tổ chức) )?(?:trong |vào )?tháng {m}\s*(?:,|"
        r"và)\s*(?:tháng )?{m2}(?: của)? {every} năm",
        Yields.HALF_YEARLY,
    ),
    row(
        (74,),
        "tuần 1 tháng 10 hằng năm",
        r"(?:trong )?tuần (?:thứ )?(?:[1-5]|nhất|hai|ba|tư|năm|đầu|cuối)(?: của)?,? tháng {m}"
        r"(?: của)? {every} năm",
        Yields.YEARLY,
    ),
    row(
        (74,), "tháng 12 hằng năm", r"(?:trong |vào )?tháng {m}(?: của)? {every} năm", Yields.YEARLY
    ),
    row((60, 74), "quý IV hằng năm", r"(?:trong |vào )?{Q}(?: của)? {every} năm", Yields.YEARLY),
    row(
        (66,),
        "chiều thứ Sáu hằng tuần",
        r"(?:trước |vào )?(?:(?:sáng|chiều) )?(?P<wd>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ "
        r"nhật)(?: của)? {every} tuần"
        r"|{every} tuần,? (?:vào |trước )?(?:(?:sáng|chiều) )?(?P<wd2>thứ (?:hai|ba|tư|năm|sáu|"
        r"bảy|[2-7])|chủ nhật)",
        Yields.WEEKLY,
    ),
    row(
        (70,),
        "vào các ngày 15/3, 15/6, 15/9 và 15/12 hằng năm",
        r"(?:các )?ngày (?P<list>\d{1,2}/\d{1,2}(?:\s*(?:[;,]|và)\s*(?:ngày "
        r")?\d{1,2}/\d{1,2}){3})(?: của)?"
        r" {every} năm",
        Yields.QUARTERLY,
    ),
    row(
        (62,),
        "vào các ngày 15/6 và 15/12 hằng năm",
        r"(?:các )?ngày (?P<list>\d{1,2}/\d{1,2}\s*(?:[;,]|và)\s*(?:ngày )?\d{1,2}/\d{1,2})(?: "
        r"của)?"
        r" {every} năm",
        Yields.HALF_YEARLY,
    ),
    row(
        (59,),
        "trong tuần đầu của tháng đầu quý sau",
        r"(?:trong |vào )?(?:tuần|10 ngày) (?:đầu|cuối|thứ \w+)(?: của)? tháng (?:đầu|cuối)(?: "
        r"của)?"
        r"(?: {every})? quý(?: (?P<next>sau|kế tiếp|tiếp theo))?",
        Yields.QUARTERLY,
    ),
    row(
        (57,),
        "trong tuần đầu hằng tháng",
        r"(?:trong |vào )?tuần (?:đầu|cuối|thứ \w+|[1-4])(?: của)? (?:{every} tháng|tháng "
        r"(?P<next>sau|"
        r"kế tiếp))",
        Yields.MONTHLY,
    ),
    # rhythm only
    row(
        (67,),
        "ít nhất 6 tháng/lần",
        r"(?:ít nhất |tối thiểu |định kỳ )?{n}\s*tháng\s*(?:/|một |1 |01 )\s*lần",
        Yields.EVERY_MONTHS,
    ),
    row(
        (67,),
        "01 lần/6 tháng",
        r"(?:ít nhất |tối thiểu |định kỳ )?\d{1,2} lần\s*/\s*{n}\s*tháng",
        Yields.EVERY_MONTHS,
    ),
    row(
        (68,),
        "tối thiểu 02 lần/tháng",
        r"(?:ít nhất |tối thiểu |định kỳ )?{n}(?:\s*[-–]\s*\d{1,2})?\s*(?:lần|đợt|cuộc|"
        r"kỳ)\s*/\s*(?P<per>tuần|tháng|quý|năm)",
        Yields.TIMES,
    ),
    row(
        (68,),
        "mỗi quý ít nhất 01 lần",
        r"(?:mỗi|hằng|hàng) (?P<per>tuần|tháng|quý|năm) (?:ít nhất |tối thiểu )?{n} (?:lần|đợt|"
        r"cuộc)",
        Yields.TIMES,
    ),
    row(
        (68,),
        "ít nhất 02 cuộc kiểm tra mỗi năm",
        r"(?:ít nhất |tối thiểu ){n} (?:lần|đợt|cuộc|lớp|buổi|hội nghị|kỳ|tin|"
        r"bài)[\w\s,]{0,40}? (?:mỗi|"
        r"trong một|một|hằng|hàng) (?P<per>tuần|tháng|quý|năm)(?! \d)",
        Yields.TIMES,
    ),
    row(
        (72,),
        "sơ kết 6 tháng, tổng kết năm",
        r"sơ kết (?:0?6|sáu) tháng(?: đầu năm)?,?\s*(?:và )?tổng kết (?:cuối )?năm(?!\s*20)",
        Yields.HALF_YEARLY,
    ),
    row(
        (69,),
        "định kỳ tháng, quý, 6 tháng, năm",
        r"(?:định kỳ )(?:{every} )?tháng\s*(?:,|và|/|hoặc)\s*(?:{every} "
        r")?quý[\w\s,và]*?(?:năm)?(?![\w])",
        Yields.MONTHLY,
    ),
    row(
        (69,),
        "hằng tháng, quý, 6 tháng, năm",
        r"{every} tháng\s*(?:,|và)\s*(?:{every} )?quý",
        Yields.MONTHLY,
    ),
    row(
        (69, 60),
        "định kỳ quý, 6 tháng, năm",
        r"(?:định kỳ |{every} )quý\s*(?:,|và)\s*(?:0?6|sáu) tháng(?:[\w\s,và]*?năm)?",
        Yields.QUARTERLY,
    ),
    row(
        (61,),
        "định kỳ 6 tháng và hằng năm",
        r"(?:định kỳ |{every} )?(?:{every} )?(?:0?6|sáu) tháng(?: đầu năm)?\s*(?:,|và|"
        r"/)\s*(?:{every} |cả |01 |1 |cuối )?năm(?!\s*20)|định kỳ (?:{every} )?(?:0?6|sáu) "
        r"tháng|{every} (?:0?6|sáu) tháng",
        Yields.HALF_YEARLY,
    ),
    row(
        (60,),
        "định kỳ hằng quý",
        r"(?:định kỳ )?{every} quý|định kỳ (?:theo )?quý",
        Yields.QUARTERLY,
    ),
    row(
        (55,),
        "hằng tháng",
        r"(?:định kỳ )?{every} tháng(?! \d)|định kỳ (?:theo )?tháng(?! \d)",
        Yields.MONTHLY,
    ),
    row((66,), "hằng tuần", r"(?:định kỳ )?{every} tuần|định kỳ tuần", Yields.WEEKLY),
    row((52,), "hằng ngày", r"{every} ngày(?! \d)(?! (?!trước|lúc|vào|từ)\w+ \d)", Yields.DAILY),
    row(
        (65, 63), "hằng năm", r"(?:định kỳ )?{every} năm(?! \d)(?!\s*20)|định kỳ năm", Yields.YEARLY
    ),
)
