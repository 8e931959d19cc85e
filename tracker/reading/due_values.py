"""What a deadline phrase amounts to, once it is found: days, periods, rhythms, events."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.reading.due import Due, DueKind, Recurrence, Relative, Step, last_day
from tracker.reading.due_row import Row, Yields, group


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a phrase without a year is read against: the paper's date, and its plan year."""

    issued_on: date | None = None
    year: int | None = None


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
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
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


def _number(hit: re.Match[str], name: str) -> int | None:
    value = group(hit, name)
    return int(value) if value and value.isdigit() else None


def _year(hit: re.Match[str], calendar: Calendar, name: str = "y") -> int:
    value = group(hit, name) or group(hit, name.replace("y", "yw"))
    if value:
        return int(value) + (2000 if len(value) == 2 else 0)
    if calendar.year is None:
        raise ValueError("the year is not known")
    return calendar.year


def _date_of(hit: re.Match[str], calendar: Calendar, second: str = "") -> date:
    day = _number(hit, f"d{second}") or _number(hit, f"dw{second}")
    month = _number(hit, f"m{second}") or _number(hit, f"mw{second}")
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
    year, month = _year(hit, calendar), _number(hit, "m") or 0
    if group(hit, "before"):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return replace(_period(f"month:{year}-{month:02d}"), before=True)
    return _period(f"month:{year}-{month:02d}")


def _months(hit: re.Match[str], calendar: Calendar) -> Due:
    year, first, last = _year(hit, calendar), _number(hit, "m") or 1, _number(hit, "m2") or 1
    end = last_day(f"month:{year}-{last:02d}")
    start = date(year if first <= last else year - 1, first, 1)
    return _period(f"{start.isoformat()}..{end}")


def _part_of_month(hit: re.Match[str], calendar: Calendar) -> Due:
    year, month = _year(hit, calendar), _number(hit, "m") or 0
    match group(hit, "part"):
        case "đầu":
            return Due(DueKind.DATE, date(year, month, 1).isoformat(), doubtful=True)
        case "giữa":
            return Due(DueKind.DATE, date(year, month, 15).isoformat())
    return _period(f"month:{year}-{month:02d}")


def _half_month(hit: re.Match[str], calendar: Calendar) -> Due:
    year, month = _year(hit, calendar), _number(hit, "m") or 0
    if group(hit, "half") == "đầu":
        return _period(f"{date(year, month, 1)}..{date(year, month, 15)}")
    return _period(f"{date(year, month, 16)}..{last_day(f'month:{year}-{month:02d}')}")


def _quarter_number(hit: re.Match[str], name: str = "q") -> int:
    value = group(hit, name) or ""
    return _QUARTERS.get(value) or int(value)


def _quarter(hit: re.Match[str], calendar: Calendar) -> Due:
    year, quarter = _year(hit, calendar), _quarter_number(hit)
    if group(hit, "before"):
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        return replace(_period(f"quarter:{year}-Q{quarter}"), before=True)
    return _period(f"quarter:{year}-Q{quarter}")


def _quarters(hit: re.Match[str], calendar: Calendar) -> Due:
    year, first, last = _year(hit, calendar), _quarter_number(hit), _quarter_number(hit, "q2")
    end = last_day(f"quarter:{year}-Q{last}")
    start = date(year if first <= last else year - 1, first * 3 - 2, 1)
    return _period(f"{start.isoformat()}..{end}")


def _part_of_quarter(hit: re.Match[str], calendar: Calendar) -> Due:
    year, quarter = _year(hit, calendar), _quarter_number(hit)
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
    """Weeks run from Monday; the first one of a month is that which holds its first Monday."""
    nth = group(hit, "w")
    if nth is None:
        if calendar.issued_on is None:
            raise ValueError("the day of issue is not known")
        monday = calendar.issued_on - timedelta(days=calendar.issued_on.weekday())
        return _period(f"{monday}..{monday + timedelta(days=4)}")
    year, month = _year(hit, calendar), _number(hit, "m") or 0
    number = int(nth) if nth.isdigit() else _WEEKS[nth]
    first = date(year, month, 1)
    monday = first + timedelta(days=(7 - first.weekday()) % 7) + timedelta(weeks=number - 1)
    if number == _WEEKS["cuối"] and monday.month != month:
        monday -= timedelta(weeks=1)
    return replace(_period(f"{monday}..{monday + timedelta(days=4)}"), doubtful=True)


def _from(hit: re.Match[str], calendar: Calendar) -> Due:
    year = _year(hit, calendar)
    if group(hit, "q"):
        return _period(f"from:{year}-{_quarter_number(hit) * 3 - 2:02d}")
    month = _number(hit, "m")
    return _period(f"from:{year}-{month:02d}" if month else f"from:{year}")


def _hours(hit: re.Match[str], calendar: Calendar) -> Due:
    return _period(f"hours:{_number(hit, 'n')}")


def _counted(hit: re.Match[str], calendar: Calendar) -> Due:
    event = (group(hit, "event") or "").strip() or None
    if event and _OWN_PAPER.match(event) and event.startswith(("ký", "ban hành")):
        event = None
    step = _STEPS[group(hit, "step") or "ngày"]
    return Due(relative=Relative(event, _number(hit, "n"), step))


def _counted_back(hit: re.Match[str], calendar: Calendar) -> Due:
    step = _STEPS[group(hit, "step") or "ngày"]
    event = (group(hit, "event") or "").strip()
    return Due(relative=Relative(event, -(_number(hit, "n") or 0), step))


def _event(hit: re.Match[str], calendar: Calendar) -> Due:
    return Due(relative=Relative((group(hit, "event") or "").strip()))


def _recurring(value: str, recurrence: Recurrence | None = None) -> Due:
    return Due(DueKind.RECURRING, value, recurrence=recurrence or Recurrence())


def _list_of_days(text: str | None) -> tuple[int | None, tuple[int, ...]]:
    pairs = re.findall(r"(\d{1,2})/(\d{1,2})", text or "")
    return (int(pairs[0][0]) if pairs else None, tuple(int(month) for _, month in pairs))


def _monthly(hit: re.Match[str], calendar: Calendar) -> Due:
    day = _number(hit, "d") or _number(hit, "dd")
    later = group(hit, "next") is not None
    return replace(
        _recurring("monthly", Recurrence(day=day, next_period=later)),
        before="trước" in hit.group(),
    )


def _quarterly(hit: re.Match[str], calendar: Calendar) -> Due:
    day, months = _list_of_days(group(hit, "list"))
    day = day or _number(hit, "d")
    later = group(hit, "next") is not None
    if day and not months:
        months = (1, 4, 7, 10) if later else (3, 6, 9, 12)
    due = _recurring("quarterly", Recurrence(day=day, months=months, next_period=later))
    return replace(due, before="trước" in hit.group())


def _half_yearly(hit: re.Match[str], calendar: Calendar) -> Due:
    day, months = _list_of_days(" ".join(filter(None, (group(hit, "list"), group(hit, "list2")))))
    named = tuple(n for n in (_number(hit, "m"), _number(hit, "m2")) if n)
    return _recurring("6-monthly", Recurrence(day=day, months=months or named))


def _yearly(hit: re.Match[str], calendar: Calendar) -> Due:
    day = _number(hit, "d") or _number(hit, "dw") or _number(hit, "d2") or _number(hit, "dw2")
    month = _number(hit, "m") or _number(hit, "mw") or _number(hit, "m2") or _number(hit, "mw2")
    if group(hit, "q"):
        month = _quarter_number(hit) * 3
    rule = Recurrence(day=day, months=(month,) if month else ())
    return replace(_recurring("yearly", rule), before="trước" in hit.group())


def _weekly(hit: re.Match[str], calendar: Calendar) -> Due:
    name = group(hit, "wd") or group(hit, "wd2")
    weekday = None
    if name:
        last = name.split()[-1]
        weekday = (
            6
            if name == "chủ nhật"
            else (int(last) - 2 if last.isdigit() else _WEEKDAYS.index(last))
        )
    return _recurring("weekly", Recurrence(weekday=weekday))


_RHYTHMS = {1: "monthly", 3: "quarterly", 6: "6-monthly", 12: "yearly"}
_PERIODS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}


def _every_months(hit: re.Match[str], calendar: Calendar) -> Due:
    every = _number(hit, "n") or 1
    return _recurring(_RHYTHMS.get(every, "unspecified"), Recurrence(every=every))


def _times(hit: re.Match[str], calendar: Calendar) -> Due:
    return _recurring(_PERIODS[group(hit, "per") or "năm"], Recurrence(times=_number(hit, "n")))


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
    Yields.DAILY: lambda hit, calendar: _recurring("daily"),
    Yields.WEEKLY: _weekly,
    Yields.MONTHLY: _monthly,
    Yields.QUARTERLY: _quarterly,
    Yields.HALF_YEARLY: _half_yearly,
    Yields.YEARLY: _yearly,
    Yields.EVERY_MONTHS: _every_months,
    Yields.TIMES: _times,
    Yields.CONTINUOUS: lambda hit, calendar: _recurring("continuous"),
    Yields.NOTHING: lambda hit, calendar: Due(),
}
