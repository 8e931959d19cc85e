"""The deadline phrases of office Vietnamese as one table (86 patterns, domain notes 8.3).

Each row: the numbers of the patterns it covers, an example, the phrase as a regular
expression over small letters, and what it yields. ``{D}`` is a day with month ("30/6/2024",
"ngày 30 tháng 6 năm 2024"), ``{d}`` a day number, ``{m}`` a month, ``{y}`` a year, ``{q}`` a
quarter, ``{n}`` a number. Rows are tried from the top; of two that begin together the longer
wins. ``LINE`` rows hold only where the phrase is the whole of a time line or table cell.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Yields(StrEnum):
    """What a phrase amounts to; ``due_phrases`` knows how to compute each."""

    DAY = "day"
    SPAN = "span"
    MONTH = "month"
    MONTHS = "months"
    PART_OF_MONTH = "part_of_month"
    HALF_MONTH = "half_month"
    QUARTER = "quarter"
    QUARTERS = "quarters"
    PART_OF_QUARTER = "part_of_quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEARS = "years"
    PART_OF_YEAR = "part_of_year"
    WEEK = "week"
    FROM = "from"
    HOURS = "hours"
    COUNTED = "counted"
    COUNTED_BACK = "counted_back"
    EVENT = "event"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    EVERY_MONTHS = "every_months"
    TIMES = "times"
    CONTINUOUS = "continuous"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; ``line_only`` rows need a time line or cell."""

    numbers: tuple[int, ...]
    example: str
    pattern: re.Pattern[str]
    yields: Yields
    line_only: bool = False


_PIECES = {
    "{D}": (
        r"(?:ngày\s+)?(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}|"
        r"\d{2}(?!\d)))?(?![\d/])"
        r"|(?P<dw>\d{1,2})\s+tháng\s+(?P<mw>\d{1,2})(?:\s*(?:năm\s+|/)(?P<yw>\d{4}))?)"
    ),
    "{E}": (
        r"(?:ngày\s+)?(?:(?P<d2>\d{1,2})\s*[/.-]\s*(?P<m2>\d{1,2})(?:\s*[/.-]\s*(?P<y2>\d{4}|"
        r"\d{2}(?!\d)))?(?![\d/])"
        r"|(?P<dw2>\d{1,2})\s+tháng\s+(?P<mw2>\d{1,2})(?:\s*(?:năm\s+|/)(?P<yw2>\d{4}))?)"
    ),
    "{d}": r"(?P<d>\d{1,2})(?![\d/])",
    "{m}": r"0?(?P<m>1[0-2]|[1-9])(?!\d)",
    "{m2}": r"0?(?P<m2>1[0-2]|[1-9])(?!\d)",
    "{/y}": r"(?:\s*(?:/|năm|-)\s*(?P<y>20\d\d)(?!\d))?",
    "{y}": r"(?P<y>20\d\d)(?!\d)",
    "{y2}": r"(?P<y2>20\d\d)(?!\d)",
    "{Q}": r"(?:quý|quí|q\.?)\s*(?P<q>iv|i{1,3}|[1-4])(?![\w])",
    "{Q2}": r"(?:(?:quý|quí|q\.?)\s*)?(?P<q2>iv|i{1,3}|[1-4])(?![\w])",
    "{n}": r"(?P<n>\d{1,3})(?:\s*\([^)]{1,20}\))?",
    "{every}": r"(?:hằng|hàng|mỗi|từng)",
    "{step}": r"(?P<step>ngày làm việc|ngày|tuần|tháng|năm|giờ làm việc|giờ|tiếng)",
    "{late}": (
        r"(?:(?:chậm|muộn) nhất(?: là)?(?: vào| đến| trong)?|không (?:quá|muộn hơn|chậm hơn)|"
        r"đến hết|tính đến hết|hết|hạn cuối(?: cùng)?(?: là)?|thời hạn(?: là| đến)?|hạn(?: là)?)"
    ),
    "{done}": r"(?:(?:hoàn thành|xong|thực hiện|triển khai|gửi|báo cáo|trình|nộp)[^.;:]{0,45}?\s)?",
}


def group(hit: re.Match[str], name: str) -> str | None:
    """The group ``name`` of whichever alternative of a row's pattern was found."""
    for key, value in hit.groupdict().items():
        if value is not None and key.split("__")[0] == name:
            return value
    return None


def _row(
    numbers: tuple[int, ...], example: str, pattern: str, yields: Yields, *, line: bool = False
) -> Row:
    for name, piece in _PIECES.items():
        pattern = pattern.replace(name, piece)
    seen: Counter[str] = Counter()

    def renamed(hit: re.Match[str]) -> str:
        name = hit.group(1)
        seen[name] += 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    pattern = re.sub(r"\(\?P<(\w+)>", renamed, pattern)
    return Row(numbers, example, re.compile(rf"(?<!\w)(?:{pattern})"), yields, line)


ROWS: tuple[Row, ...] = (
    # recurring, with a day of its own
    _row(
        (55, 56),
        "trước ngày 25 hằng tháng",
        r"(?:trước |vào |chậm nhất (?:là )?|đến )?ngày {d} (?:của )?{every} tháng"
        r"|{every} tháng,?\s+(?:\w+\s+){0,6}?(?:trước|vào|chậm nhất(?: là)?)\s+ngày "
        r"(?P<dd>\d{1,2})(?![\d/])",
        Yields.MONTHLY,
    ),
    _row(
        (57,),
        "trước ngày 05 của tháng sau",
        r"(?:trước |chậm nhất (?:là )?|vào )?(?:ngày )?{d} (?:của )?tháng (?P<next>sau|kế tiếp|"
        r"liền kề)",
        Yields.MONTHLY,
    ),
    _row(
        (58,),
        "trước ngày 15 tháng cuối quý",
        r"(?:{every} quý,?\s+)?(?:trước |chậm nhất (?:là )?|vào )?ngày {d}(?: của)? tháng cuối "
        r"(?:của )?(?:{every} |mỗi )?quý",
        Yields.QUARTERLY,
    ),
    _row(
        (59,),
        "trước ngày 05 của tháng đầu quý sau",
        r"(?:{every} quý,?\s+)?(?:trước |chậm nhất (?:là )?|vào )?ngày {d}(?: của)? tháng đầu "
        r"(?:của )?quý (?P<next>sau|kế tiếp|tiếp theo)",
        Yields.QUARTERLY,
    ),
    _row(
        (70,),
        "báo cáo quý (trước 15/3; 15/6; 15/9; 15/12)",
        r"(?:báo cáo |định kỳ |{every} )?quý\s*\(?[^.;()\d]{0,30}(?:ngày "
        r")?(?P<list>\d{1,2}/\d{1,2}(?:\s*[;,]\s*(?:và )?\d{1,2}/\d{1,2}){2,3})",
        Yields.QUARTERLY,
    ),
    _row(
        (62,),
        "6 tháng (trước 15/6), năm (trước 15/12)",
        r"(?:0?6|sáu) tháng(?: đầu năm)?\s*\((?:trước|chậm nhất)?\s*(?:ngày "
        r")?(?P<list>\d{1,2}/\d{1,2})\)?[^.;]{0,25}năm\s*\((?:trước|chậm nhất)?\s*(?:ngày "
        r")?(?P<list2>\d{1,2}/\d{1,2})",
        Yields.HALF_YEARLY,
    ),
    _row(
        (63, 64),
        "trước ngày 15/12 hằng năm",
        r"(?:trước |chậm nhất (?:là )?|vào |đến hết |xong trước )?{D} (?:của )?{every} năm"
        r"|(?:định kỳ )?{every} năm,?\s+(?:\w+\s+){0,4}?(?:trước|chậm nhất(?: là)?|xong trước|"
        r"vào)\s+{E}(?!\s*[/.]\s*\d{4})",
        Yields.YEARLY,
    ),
    _row(
        (74,),
        "tháng 6, tháng 12 hằng năm",
        r"(?:(?:báo cáo|thực hiện|gửi|tổ chức) )?(?:trong |vào )?tháng {m}\s*(?:,|"
        r"và)\s*(?:tháng )?{m2}(?: của)? {every} năm",
        Yields.HALF_YEARLY,
    ),
    _row((74,), "tháng 12 hằng năm",
        r"(?:trong |vào )?tháng {m}(?: của)? {every} năm", Yields.YEARLY),
    _row((60, 74), "quý IV hằng năm", r"(?:trong |vào )?{Q}(?: của)? {every} năm", Yields.YEARLY),
    _row(
        (66,),
        "chiều thứ Sáu hằng tuần",
        r"(?:trước |vào )?(?:(?:sáng|chiều) )?(?P<wd>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ "
        r"nhật)(?: của)? {every} tuần"
        r"|{every} tuần,? (?:vào |trước )?(?:(?:sáng|chiều) )?(?P<wd2>thứ (?:hai|ba|tư|năm|sáu|"
        r"bảy|[2-7])|chủ nhật)",
        Yields.WEEKLY,
    ),
    # rhythm only
    _row((67,), "ít nhất 6 tháng/lần",
        r"(?:ít nhất |tối thiểu |định kỳ )?{n}\s*tháng\s*(?:/|một |1 |01 )\s*lần", Yields.EVERY_MONTHS),
    _row((67,), "01 lần/6 tháng", r"(?:ít nhất |tối thiểu |định kỳ )?\d{1,2} lần\s*/\s*{n}\s*tháng", Yields.EVERY_MONTHS),
    _row((68,), "tối thiểu 02 lần/tháng", r"(?:ít nhất |tối thiểu |định kỳ )?{n}(?:\s*[-–]\s*\d{1,2})?\s*(?:lần|đợt|cuộc|kỳ)\s*/\s*(?P<per>tuần|tháng|quý|năm)", Yields.TIMES),
    _row((68,), "mỗi quý ít nhất 01 lần", r"(?:mỗi|hằng|hàng) (?P<per>tuần|tháng|quý|năm) (?:ít nhất |tối thiểu )?{n} (?:lần|đợt|cuộc)", Yields.TIMES),
    _row((72,), "sơ kết 6 tháng, tổng kết năm", r"sơ kết (?:0?6|sáu) tháng(?: đầu năm)?,?\s*(?:và )?tổng kết (?:cuối )?năm(?!\s*20)", Yields.HALF_YEARLY),
    _row((69,), "định kỳ tháng, quý, 6 tháng, năm", r"(?:định kỳ )(?:{every} )?tháng\s*(?:,|và|/|hoặc)\s*(?:{every} )?quý[\w\s,và]*?(?:năm)?(?![\w])", Yields.MONTHLY),
    _row((69,), "hằng tháng, quý, 6 tháng, năm", r"{every} tháng\s*(?:,|và)\s*(?:{every} )?quý", Yields.MONTHLY),
    _row((69, 60), "định kỳ quý, 6 tháng, năm", r"(?:định kỳ |{every} )quý\s*(?:,|và)\s*(?:0?6|sáu) tháng(?:[\w\s,và]*?năm)?", Yields.QUARTERLY),
    _row((61,), "định kỳ 6 tháng và hằng năm", r"(?:định kỳ |{every} )?(?:{every} )?(?:0?6|sáu) tháng(?: đầu năm)?\s*(?:,|và|/)\s*(?:{every} |cả |01 |1 |cuối )?năm(?!\s*20)|định kỳ (?:{every} )?(?:0?6|sáu) tháng|{every} (?:0?6|sáu) tháng", Yields.HALF_YEARLY),
    _row((60,), "định kỳ hằng quý", r"(?:định kỳ )?{every} quý|định kỳ (?:theo )?quý", Yields.QUARTERLY),
    _row((55,), "hằng tháng", r"(?:định kỳ )?{every} tháng(?! \d)|định kỳ (?:theo )?tháng(?! \d)", Yields.MONTHLY),
    _row((66,), "hằng tuần", r"(?:định kỳ )?{every} tuần|định kỳ tuần", Yields.WEEKLY),
    _row((52,), "hằng ngày", r"{every} ngày(?! \d)(?! \w+ \d)", Yields.DAILY),
    _row((65, 63), "hằng năm", r"(?:định kỳ )?{every} năm(?! \d)(?!\s*20)|định kỳ năm", Yields.YEARLY),
    # spans
    _row((13,), "từ ngày 01/3/2024 đến ngày 30/4/2024", r"(?:bắt đầu )?từ\s+{D}\s*(?:đến|tới|-|–)\s*(?:hết )?(?:ngày )?{E}", Yields.SPAN),
    _row((13, 81), "01/3/2024 - 30/4/2024", r"{D}\s*(?:đến|tới|-|–)\s*{E}", Yields.SPAN, line=True),
    _row((14,), "từ nay đến cuối năm", r"từ nay (?:đến|tới) (?:hết|cuối) năm(?:\s+{y})?", Yields.YEAR),
    _row((14,), "từ nay đến ngày 30/6/2024", r"từ nay (?:đến|tới)\s+(?:hết )?{D}", Yields.DAY),
    _row((82,), "tháng 3 đến tháng 5/2024", r"(?:từ |trong )?tháng {m}(?:/20\d\d)?\s*(?:đến|-|–|,|và|tới)\s*(?:hết )?(?:tháng )?{m2}{/y}(?!\s*/\s*\d)(?!\s*(?:năm\s)?(?:hằng|hàng))", Yields.MONTHS),
    _row((26, 82), "quý II, quý III/2024", r"(?:từ |trong |hết )?{Q}(?:/20\d\d)?\s*(?:-|–|,|và|đến|;)\s*{Q2}{/y}", Yields.QUARTERS),
    _row((17,), "trong tháng 6 và quý III/2024", r"(?:hoàn thành |xong )?trong tháng {m} và {Q}{/y}", Yields.QUARTER),
    _row((28,), "giai đoạn 2021-2025", r"(?:trong )?(?:giai đoạn|các năm|từ năm|năm)?\s*{y}\s*(?:-|–|đến|đến năm|,)\s*(?:năm )?{y2}", Yields.YEARS, line=True),
    _row((18, 19), "trong 6 tháng đầu năm 2024", r"(?:trong|hoàn thành trong|hết) (?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?:\s+{y})?", Yields.HALF_YEAR),
    _row((18, 19), "6 tháng cuối năm 2024", r"(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?:\s+{y})?", Yields.HALF_YEAR, line=True),
    # counted from an event
    _row(
        (33, 34, 35, 38, 39, 40),
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản",
        r"(?:(?:trong )?(?:thời hạn|vòng|thời gian)?\s*(?:tối đa |không quá |chậm nhất (?:là )?(?:trong )?)?|sau )(?:\d{1,3} (?:đến|-|–) )?{n} {step},?\s*(?:kể )?(?:từ|sau)(?: ngày| khi| thời điểm| lúc)? ?(?P<event>[^.;,()]{2,120})",
        Yields.COUNTED,
    ),
    _row((41,), "ít nhất 10 ngày trước khi khai mạc", r"(?:ít nhất |chậm nhất |tối thiểu |muộn nhất )?(?:là )?(?:trước )?{n} {step},? (?:trước(?: khi| ngày| thời điểm)?|so với) (?!\d|ngày \d)(?P<event>[^.;,()]{2,100})", Yields.COUNTED_BACK),
    _row((76,), "trong vòng 24 giờ", r"(?:trong (?:vòng |thời hạn |thời gian )?|chậm nhất (?:là )?(?:sau )?|không quá )(?P<n>\d{1,3}) (?P<step>giờ làm việc|giờ|tiếng|h)(?![\w])", Yields.HOURS),
    _row((37,), "trong vòng 15 ngày", r"(?:trong (?:vòng|thời hạn|thời gian)|không quá|chậm nhất(?: là)?(?: trong)?) {n} {step}", Yields.COUNTED),
    _row((75,), "ngay trong ngày", r"(?:ngay )?trong ngày(?: làm việc)?(?= |[.,;]|$)(?! \d)(?! làm việc \d)", Yields.NOTHING),
    # days
    _row((10,), "trước 16 giờ 30 ngày 15/5/2024", r"(?P<before>trước|chậm nhất(?: là)?(?: vào)?|vào(?: lúc)?) \d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?(?:\s*phút)?,?\s*(?:ngày\s+)?{D}", Yields.DAY),
    _row((5, 6, 7, 8), "chậm nhất ngày 30/6/2024", r"{late}\s+(?:ngày\s+)?{D}", Yields.DAY),
    _row((1, 2, 3, 11, 12), "trước ngày 10/11/2024", r"(?:hoàn thành |xong )?(?P<before>trước)\s+(?:ngày\s+)?{D}", Yields.DAY),
    _row((80,), "gia hạn đến ngày 30/6/2024", r"(?:gia hạn|lùi thời hạn|kéo dài)[^.;]{0,30}? đến (?:hết )?(?:ngày\s+)?{D}", Yields.DAY),
    _row((9,), "vào ngày 30/6/2024", r"(?:vào|trong|đúng) ngày {D}", Yields.DAY),
    _row((5,), "đến ngày 30/6/2024", r"(?:đến|tới) ngày\s+{D}", Yields.DAY),
    _row((9, 81), "30/6/2024", r"{D}", Yields.DAY, line=True),
    # parts of months, weeks
    _row((21,), "trong nửa đầu tháng 6", r"(?:trong )?nửa (?P<half>đầu|cuối|sau) tháng {m}{/y}", Yields.HALF_MONTH),
    _row((22,), "cuối tháng 6", r"(?:vào |trong |trước |đến |hoàn thành |hết )?(?P<part>đầu|giữa|cuối) tháng {m}{/y}", Yields.PART_OF_MONTH),
    _row((25, 77), "tuần 2 tháng 6", r"(?:trong )?tuần (?:thứ )?(?P<w>[1-5]|nhất|hai|ba|tư|năm|đầu|cuối)(?: của)?,? tháng {m}{/y}", Yields.WEEK),
    _row((25,), "trong tuần này", r"(?:ngay )?trong tuần(?: này)?(?![\w])(?! lễ)", Yields.WEEK),
    _row((24,), "cuối quý II", r"(?:vào |trong |đến |trước )?(?P<part>đầu|giữa|cuối) {Q}{/y}", Yields.PART_OF_QUARTER),
    # months, quarters, years
    _row((4, 15), "xong trong tháng 6", r"(?:hoàn thành |xong |thực hiện |gửi )?(?:ngay )?(?:trong|vào|hết|đến hết) tháng {m}{/y}", Yields.MONTH),
    _row((15,), "hoàn thành tháng 6/2024", r"(?:hoàn thành|xong|thực hiện|báo cáo|trình)(?: vào)? tháng {m}{/y}", Yields.MONTH),
    _row((2, 15), "trước tháng 6/2024", r"(?P<before>trước) tháng {m}{/y}", Yields.MONTH),
    _row((83,), "từ tháng 5/2024", r"(?:bắt đầu |kể )?từ tháng {m}{/y}", Yields.FROM),
    _row((15, 81), "tháng 6/2024", r"(?:tháng )?{m}\s*(?:/|năm)\s*{y}", Yields.MONTH, line=True),
    _row((15, 81), "tháng 6", r"tháng {m}", Yields.MONTH, line=True),
    _row((32, 16), "trong quý III/2024", r"(?:hoàn thành |xong |thực hiện )?(?:(?:ngay )?trong|vào|đến hết|hết|đến) {Q}{/y}", Yields.QUARTER),
    _row((16,), "hoàn thành quý III/2024", r"(?:hoàn thành|xong|thực hiện|báo cáo|trình)(?: vào)? {Q}{/y}", Yields.QUARTER),
    _row((16,), "trước quý III/2024", r"(?P<before>trước) {Q}{/y}", Yields.QUARTER),
    _row((83,), "từ quý II/2024", r"(?:bắt đầu |kể )?từ {Q}{/y}", Yields.FROM),
    _row((16, 81), "quý III/2024", r"{Q}{/y}", Yields.QUARTER, line=True),
    _row((71,), "tổng kết vào năm 2025", r"(?:sơ kết|tổng kết)[^.;,]{0,25}?(?:vào|trong) năm {y}", Yields.YEAR),
    _row((30, 14), "đến hết năm 2025", r"(?:hoàn thành |xong )?(?:đến hết|hết|đến cuối|chậm nhất (?:là )?(?:trong |đến )?|trước cuối|trước) năm {y}", Yields.YEAR),
    _row((23,), "hoàn thành vào cuối năm 2025", r"(?:hoàn thành[^.;]{0,40}? |xong |thực hiện |vào )(?P<part>đầu|giữa|cuối) năm(?: {y})?", Yields.PART_OF_YEAR),
    _row((23,), "cuối năm 2025", r"(?P<part>đầu|giữa|cuối) năm(?: {y})?", Yields.PART_OF_YEAR, line=True),
    _row((20, 84), "hoàn thành trong năm 2024", r"(?:hoàn thành|xong)[^.;:]{0,60}?(?:(?:ngay )?trong )?năm {y}", Yields.YEAR),
    _row((83,), "từ năm 2025", r"(?:bắt đầu |kể )?từ năm {y}(?!\s*(?:-|–|đến))", Yields.FROM, line=True),
    _row((20,), "trong năm 2024", r"(?:ngay )?trong (?:năm {y}|cả năm(?: {y})?|năm nay)", Yields.YEAR),
    _row((29,), "đến năm 2025", r"(?:phấn đấu )?đến năm {y}", Yields.YEAR),
    _row((20, 81, 27), "năm 2024", r"(?:cả )?(?:năm )?{y}", Yields.YEAR, line=True),
    _row((27,), "cả năm", r"(?:cả|các tháng trong|trong) năm(?! \d)", Yields.YEAR, line=True),
    # events and no date
    _row((44, 43, 45), "ngay sau khi được phê duyệt", r"ngay (?:sau )?(?:khi|hội nghị|cuộc họp) (?P<event>[^.;,()]{2,100})", Yields.EVENT),
    _row((45,), "sau khi kết thúc đợt kiểm tra", r"(?:ngay )?sau khi (?P<event>(?:kết thúc|có|được|nhận|hoàn thành|ban hành|phê duyệt)[^.;,()]{2,100})", Yields.EVENT),
    _row((42,), "trước kỳ họp thứ 10", r"(?:trước|trình|tại) (?P<event>kỳ họp [^.;,()]{2,80})", Yields.EVENT),
    _row((78,), "trước Tết Nguyên đán", r"(?:trước|sau) (?P<event>tết(?: nguyên đán)?[^.;,()]{0,30})", Yields.EVENT),
    _row((36,), "sau 05 ngày", r"sau {n} {step}", Yields.NOTHING),
    _row((73,), "cùng kỳ báo cáo cải cách hành chính định kỳ", r"cùng (?:kỳ )?(?:với )?(?:kỳ )?báo cáo [^.;,]{2,60} định kỳ|lồng ghép (?:vào|trong) báo cáo [^.;,]{2,60}định kỳ", Yields.NOTHING),
    _row((46, 47, 48, 49, 50, 79, 31), "theo tiến độ", r"(?:theo|đúng) (?:thời hạn|tiến độ|lộ trình|kế hoạch|yêu cầu|chương trình|quy định)[^.;]{0,80}|khi có [^.;]{2,60}|đột xuất|trong tháng cao điểm|đợt \d[^.;]{0,20}|sau năm {y}", Yields.NOTHING, line=True),
    _row((51, 52, 27), "thường xuyên", r"(?:thực hiện )?(?:thường xuyên|liên tục|trong suốt|xuyên suốt)[\w\s,]{0,40}", Yields.CONTINUOUS, line=True),
)  # fmt: skip

COVERED_ELSEWHERE = {
    53: "kịp thời, khẩn trương, sớm: urgency, no date",
    54: "hỏa tốc, thượng khẩn, khẩn: the paper's urgency (header)",
    85: "two milestones: the first is the deadline, the other stays beside it",
    86: "numeric target with a year (targets)",
}
"""Patterns that are no row here, and where they are read."""
