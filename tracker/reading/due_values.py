"""What a deadline phrase amounts to, once it is found: days, periods, rhythms, events."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.reading import due_rhythms as rhythms
from tracker.reading.due import Due, DueKind, Relative, Step, last_day
from tracker.reading.due_groups import Calendar, number, quarter_number
from tracker.reading.due_row import Row, Yields, group

_STEPS = {
    "ngày làm việc": Step.WORKING_DAY,
    "ngày": Step.DAY,
    "tuần": Step.WEEK,
    "tháng": Step.MONTH,
    "năm": Step.YEAR,
    "giờ làm việc": Step.HOUR,
    "giờ": Step.HOUR,
    "tiếng": Step.HOUR,
    "h": Step.HOUR,
}
_WEEKS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "đầu": 1, "cuối": 5}


_OWN_PAPER = re.compile(
    r"^(?:ký|ban hành|có hiệu lực|nhận được (?:văn bản|kế hoạch|chỉ thị|công văn|quyết định|"
    r"công điện|thông báo) này|ban hành (?:kế hoạch|chỉ thị|quyết định|văn bản) này)"
)


def computed(row: Row, hit: re.Match[str], calendar: Calendar) -> Due | None:
    try:
        return _COMPUTE[row.yields](hit, calendar)
    except ValueError:
        return Due(doubtful=True)


def _year(hit: re.Match[str], calendar: Calendar, name: str = "y") -> int:
    value = group(hit, name) or group(hit, name.replace("y", "yw"))
    if value:
        return int(value) + (2000 if len(value) == 2 else 0)
    if calendar.year is None:
        raise ValueError("the year is not known")
    return calendar.year


def _date_of(hit: re.Match[str], calendar: Calendar, second: str = "") -> date:
    day = number(hit, f"d{second}") or number(hit, f"dw{second}")
    month = number(hit, f"m{second}") or number(hit, f"mw{second}")
    written = group(hit, f"y{second}") or group(hit, f"yw{second}")
    if day is None or month is None:
        raise ValueError("no day")
    if written:
        year = int(written) + (2000 if len(written) == 2 else 0)
        return date(year, month, day)
    if calendar.year is None:
        raise ValueError("the year is not known")
    found = date(calendar.year, month, day)
    if calendar.issued_on and found < calendar.issued_on:
        return date(calendar.year + 1, month, day)
    return found


def _day(hit: re.Match[str], calendar: Calendar) -> Due:
    before = group(hit, "before") == "trước"
    return Due(DueKind.DATE, _date_of(hit, calendar).isoformat(), before=before)


def _period(value: str) -> Due:
    return Due(DueKind.PERIOD, value)


def _span(hit: re.Match[str], calendar: Calendar) -> Due:
    end = _date_of(hit, calendar, "2")
    if group(hit, "y") or group(hit, "yw"):
        start = _date_of(hit, calendar)
    else:
        start = _date_of(hit, Calendar(None, end.year))
        if start > end:
            start = start.replace(year=end.year - 1)
    return _period(f"{start.isoformat()}..{end.isoformat()}")


def _month(hit: re.Match[str], calendar: Calendar) -> Due:
    year, month = _year(hit, calendar), number(hit, "m") or 0
    if group(hit, "before"):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return replace(_period(f"month:{year}-{month:02d}"), before=True)
    return _period(f"month:{year}-{month:02d}")


def _months(hit: re.Match[str], calendar: Calendar) -> Due:
    year, first, last = _year(hit, calendar), number(hit, "m") or 1, number(hit, "m2") or 1
    end = last_day(f"month:{year}-{last:02d}")
    start = date(year if first <= last else year - 1, first, 1)
    return _period(f"{start.isoformat()}..{end}")


def _part_of_month(hit: re.Match[str], calendar: Calendar) -> Due:
    year, month = _year(hit, calendar), number(hit, "m") or 0
    match group(hit, "part"):
        case "đầu":
            return Due(DueKind.DATE, date(year, month, 1).isoformat(), doubtful=True)
        case "giữa":
            return Due(DueKind.DATE, date(year, month, 15).isoformat())
    return _period(f"month:{year}-{month:02d}")


def _half_month(hit: re.Match[str], calendar: Calendar) -> Due:
    year, month = _year(hit, calendar), number(hit, "m") or 0
    if group(hit, "half") == "đầu":
        return _period(f"{date(year, month, 1)}..{date(year, month, 15)}")
    return _period(f"{date(year, month, 16)}..{last_day(f'month:{year}-{month:02d}')}")


def _quarter(hit: re.Match[str], calendar: Calendar) -> Due:
    year, quarter = _year(hit, calendar), quarter_number(hit)
    if group(hit, "before"):
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        return replace(_period(f"quarter:{year}-Q{quarter}"), before=True)
    return _period(f"quarter:{year}-Q{quarter}")


def _quarters(hit: re.Match[str], calendar: Calendar) -> Due:
    year, first, last = _year(hit, calendar), quarter_number(hit), quarter_number(hit, "q2")
    end = last_day(f"quarter:{year}-Q{last}")
    start = date(year if first <= last else year - 1, first * 3 - 2, 1)
    return _period(f"{start.isoformat()}..{end}")


def _part_of_quarter(hit: re.Match[str], calendar: Calendar) -> Due:
    year, quarter = _year(hit, calendar), quarter_number(hit)
    if group(hit, "part") == "đầu":
        return Due(DueKind.DATE, date(year, quarter * 3 - 2, 1).isoformat(), doubtful=True)
    return _period(f"quarter:{year}-Q{quarter}")


def _half_year(hit: re.Match[str], calendar: Calendar) -> Due:
    year = _year(hit, calendar)
    if group(hit, "half") == "đầu":
        return _period(f"{year}-01-01..{year}-06-30")
    return _period(f"{year}-07-01..{year}-12-31")


def _whole_year(hit: re.Match[str], calendar: Calendar) -> Due:
    return _period(f"year:{_year(hit, calendar)}")


def _years(hit: re.Match[str], calendar: Calendar) -> Due:
    return _period(f"years:{group(hit, 'y')}-{group(hit, 'y2')}")


def _part_of_year(hit: re.Match[str], calendar: Calendar) -> Due:
    year = _year(hit, calendar)
    match group(hit, "part"):
        case "đầu":
            return Due(DueKind.DATE, f"{year}-01-01", doubtful=True)
        case "giữa":
            return Due(DueKind.DATE, f"{year}-06-30")
    return _period(f"year:{year}")


def _week(hit: re.Match[str], calendar: Calendar) -> Due:
    """Weeks run from Monday; the first one of a month is that which holds its first Thursday."""
    nth = group(hit, "w")
    if nth is None:
        if calendar.issued_on is None:
            raise ValueError("the day of issue is not known")
        monday = calendar.issued_on - timedelta(days=calendar.issued_on.weekday())
        return _period(f"{monday}..{monday + timedelta(days=4)}")
    year, month = _year(hit, calendar), number(hit, "m") or 0
    nth_week = int(nth) if nth.isdigit() else _WEEKS[nth]
    first = date(year, month, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    monday = thursday - timedelta(days=3) + timedelta(weeks=nth_week - 1)
    if nth_week == _WEEKS["cuối"] and (monday + timedelta(days=3)).month != month:
        monday -= timedelta(weeks=1)
    return replace(_period(f"{monday}..{monday + timedelta(days=6)}"), doubtful=True)


def _from(hit: re.Match[str], calendar: Calendar) -> Due:
    year = _year(hit, calendar)
    if group(hit, "q"):
        return _period(f"from:{year}-{quarter_number(hit) * 3 - 2:02d}")
    month = number(hit, "m")
    return _period(f"from:{year}-{month:02d}" if month else f"from:{year}")


def _hours(hit: re.Match[str], calendar: Calendar) -> Due:
    return _period(f"hours:{number(hit, 'n')}")


def _counted(hit: re.Match[str], calendar: Calendar) -> Due:
    event = (group(hit, "event") or "").strip() or None
    if event and _OWN_PAPER.match(event) and event.startswith(("ký", "ban hành")):
        event = None
    step = _STEPS[group(hit, "step") or "ngày"]
    return Due(relative=Relative(event, number(hit, "n"), step))


def _counted_back(hit: re.Match[str], calendar: Calendar) -> Due:
    step = _STEPS[group(hit, "step") or "ngày"]
    event = (group(hit, "event") or "").strip()
    return Due(relative=Relative(event, -(number(hit, "n") or 0), step))


def _event(hit: re.Match[str], calendar: Calendar) -> Due:
    return Due(relative=Relative((group(hit, "event") or "").strip()))


_COMPUTE: dict[Yields, Callable[[re.Match[str], Calendar], Due | None]] = {
    Yields.DAY: _day,
    Yields.SPAN: _span,
    Yields.MONTH: _month,
    Yields.MONTHS: _months,
    Yields.PART_OF_MONTH: _part_of_month,
    Yields.HALF_MONTH: _half_month,
    Yields.QUARTER: _quarter,
    Yields.QUARTERS: _quarters,
    Yields.PART_OF_QUARTER: _part_of_quarter,
    Yields.HALF_YEAR: _half_year,
    Yields.YEAR: _whole_year,
    Yields.YEARS: _years,
    Yields.PART_OF_YEAR: _part_of_year,
    Yields.WEEK: _week,
    Yields.FROM: _from,
    Yields.HOURS: _hours,
    Yields.COUNTED: _counted,
    Yields.COUNTED_BACK: _counted_back,
    Yields.EVENT: _event,
    Yields.DAILY: lambda hit, calendar: rhythms.recurring("daily"),
    Yields.WEEKLY: rhythms.weekly,
    Yields.MONTHLY: rhythms.monthly,
    Yields.QUARTERLY: rhythms.quarterly,
    Yields.HALF_YEARLY: rhythms.half_yearly,
    Yields.YEARLY: rhythms.yearly,
    Yields.EVERY_MONTHS: rhythms.every_months,
    Yields.TIMES: rhythms.times,
    Yields.CONTINUOUS: lambda hit, calendar: rhythms.recurring("continuous"),
    Yields.NOTHING: lambda hit, calendar: Due(),
}
