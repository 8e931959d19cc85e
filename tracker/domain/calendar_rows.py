"""The rows of the working calendar: days on which an office rests or works against the week.

Sources of the days: Labour Code 2019 art. 112 (holidays), art. 111(3) (compensatory rest when
a holiday falls on a weekly rest day), and the yearly notices that move a working day to a
Saturday. Lunar days and moved days cannot be computed for ever: every year is entered.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words, one_line


class DayKind(StrEnum):
    """Why a day is not what its place in the week says."""

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day of the calendar table.

    ``source`` names the paper that sets the day; ``confirmed`` is False while the day is only
    expected (the rule or the draft exists, the paper does not).
    """

    day: date
    kind: DayKind
    name: str
    source: str
    confirmed: bool


_MOVED = re.compile(r"\(thay cho ngày (\d{2})/(\d{2})/(\d{4})\)")
_COMPENSATORY = re.compile(r"\s*\(nghỉ bù(?:, dự kiến)?\)")
_YES_NO = {"yes": True, "no": False}


def rows_from_holidays(
    days: Iterable[tuple[date, str]],
    worked: Iterable[date],
    *,
    source: str,
    confirmed_through: int,
) -> list[CalendarRow]:
    """The rows behind a public list of Vietnamese holidays, in the order of the days.

    ``days`` are (day, Vietnamese name) of every day off, ``worked`` the rest days that are
    worked instead. A name with "(nghỉ bù)" is a compensatory day, "(thay cho ngày …)" a moved
    one. Years after ``confirmed_through`` are computed by rule and stay unconfirmed.
    """
    rows: dict[date, CalendarRow] = {}
    moved_from: dict[date, date] = {}
    for day, raw in days:
        name = one_line(raw).replace("Nguyên Đán", "Nguyên đán")
        confirmed = day.year <= confirmed_through
        if match := _MOVED.search(name):
            instead = date(int(match[3]), int(match[2]), int(match[1]))
            moved_from[instead] = day
            name = f"làm bù vào ngày {day_words(instead)}"
            rows[day] = CalendarRow(day, DayKind.SWAP_OFF, name, source, confirmed)
        elif _COMPENSATORY.search(name):
            name = _COMPENSATORY.sub("", name)
            rows[day] = CalendarRow(day, DayKind.COMPENSATORY, name, source, confirmed)
        else:
            name = "Mùng một Tết Nguyên đán" if name == "Tết Nguyên đán" else name
            rows[day] = CalendarRow(day, DayKind.HOLIDAY, name, source, confirmed)
    for day in worked:
        off = moved_from.get(day)
        name = f"làm bù cho ngày {day_words(off)}" if off else "làm bù"
        confirmed = day.year <= confirmed_through
        rows[day] = CalendarRow(day, DayKind.SWAP_WORK, name, source, confirmed)
    return sorted(rows.values(), key=lambda row: row.day)


def with_corrections(
    rows: Iterable[CalendarRow], corrections: Iterable[CalendarRow]
) -> list[CalendarRow]:
    """``rows`` with every day that ``corrections`` names replaced or added, in order."""
    merged = {row.day: row for row in rows}
    merged.update((row.day, row) for row in corrections)
    return sorted(merged.values(), key=lambda row: row.day)


def rows_from_csv(lines: Iterable[str]) -> list[CalendarRow]:
    """Rows of a CSV with the columns date (YYYY-MM-DD), kind, name, source, confirmed (yes/no).

    Raises InvalidInput that names the line (the heading is line 1) when a cell cannot be read,
    a name or source is missing, or a day stands twice; nothing is taken over in that case.
    """
    rows: dict[date, CalendarRow] = {}
    reader = csv.DictReader(lines)
    for record in reader:
        row = _row(record, reader.line_num)
        if row.day in rows:
            raise InvalidInput(
                "Dòng %(line)s: ngày %(day)s đã có ở một dòng trước. Mỗi ngày chỉ ghi một dòng.",
                line=reader.line_num,
                day=day_words(row.day),
            )
        rows[row.day] = row
    return sorted(rows.values(), key=lambda row: row.day)


def _row(record: dict[str, str | None], line: int) -> CalendarRow:
    cells = {
        column: one_line(record.get(column) or "")
        for column in ("date", "kind", "name", "source", "confirmed")
    }
    try:
        day = date.fromisoformat(cells["date"])
        kind = DayKind(cells["kind"])
        confirmed = _YES_NO[cells["confirmed"]]
    except (KeyError, ValueError):
        raise InvalidInput(
            "Dòng %(line)s của lịch nghỉ không đọc được: cần ngày dạng năm-tháng-ngày, "
            "loại ngày (holiday, compensatory, swap_off, swap_work) và yes hoặc no.",
            line=line,
        ) from None
    if not cells["name"] or not cells["source"]:
        raise InvalidInput(
            "Dòng %(line)s của lịch nghỉ thiếu tên ngày hoặc văn bản làm căn cứ.", line=line
        )
    return CalendarRow(day, kind, cells["name"], cells["source"], confirmed)
