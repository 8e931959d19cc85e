"""The days that differ from the week: seeded from public lists, corrected by people.

Every office has a calendar of its own. A day that a person of it ever added, changed or removed
is that person's: seeding again leaves it alone. Which days those are, the history knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import holidays
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar_rows import (
    CalendarRow,
    DayKind,
    rows_from_csv,
    rows_from_holidays,
    with_corrections,
)
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words, one_line
from tracker.domain.working_days import WEEKEND
from tracker.models import CalendarDay, Event
from tracker.permissions import Actor
from tracker.services import seen as marks
from tracker.services.history import record
from tracker.services.loading import for_change

CORRECTIONS = Path(__file__).parents[2] / "seeds" / "calendar" / "days.csv"
CONFIRMED_THROUGH = 2026
"""The last year whose days the list holds as decided, not as computed by rule."""

SOURCE = "Bộ luật Lao động năm 2019, Điều 111, Điều 112"
SWAP_SOURCE = "Thông báo hằng năm về hoán đổi ngày làm việc (cần ghi số, ký hiệu)"
"""The public list names the moved days, not the paper that moved them."""


def seed(session: Session, *, office_id: int, years: Iterable[int], now: datetime) -> int:
    """Enter the public days of ``years`` for an office; returns how many rows that changed.

    Repeatable. ``now`` is not used for the days: what is known of a year does not depend on it;
    it stands in the signature with every other deed.
    """
    del now
    wanted = sorted(set(years))
    theirs = _days_of_people(session, office_id)
    mine = select(CalendarDay).where(CalendarDay.office_id == office_id)
    present = {row.on_day: row for row in session.scalars(mine)}
    changed = 0
    for row in public_rows(wanted):
        if row.day in theirs:
            continue
        changed += _enter(session, office_id, row, present.get(row.day))
    session.flush()
    return changed


def public_rows(years: Iterable[int]) -> list[CalendarRow]:
    """The public list of these years with our own corrections (seeds/calendar/days.csv)."""
    wanted = sorted(set(years))
    listed = holidays.country_holidays("VN", years=wanted, language="vi")
    worked = [day for day in listed.weekend_workdays if day.year in wanted]
    rows = rows_from_holidays(
        listed.items(), worked, source=SOURCE, confirmed_through=CONFIRMED_THROUGH
    )
    moved = (DayKind.SWAP_OFF, DayKind.SWAP_WORK)
    rows = [replace(row, source=SWAP_SOURCE) if row.kind in moved else row for row in rows]
    with CORRECTIONS.open(encoding="utf-8") as lines:
        corrections = [row for row in rows_from_csv(lines) if row.day.year in wanted]
    return with_corrections(rows, corrections)


def add_day(
    session: Session,
    *,
    on_day: date,
    kind: DayKind,
    name: str,
    source: str,
    confirmed: bool,
    actor: Actor,
    now: datetime,
) -> CalendarDay:
    """Enter a day. Raises InvalidInput when it has a row already or is no such day of the week."""
    office_id = _office(actor)
    if session.get(CalendarDay, (office_id, on_day)) is not None:
        raise InvalidInput(
            "Ngày %(day)s đã có trong lịch. Hãy sửa dòng đó.",
            field="on_day",
            day=day_words(on_day),
        )
    row = CalendarDay(office_id=office_id, on_day=on_day, kind=kind, name="", source="")
    _write(row, kind=kind, name=name, source=source, confirmed=confirmed)
    session.add(row)
    session.flush()
    _record(session, row, actor, now, deed="added")
    return row


def seen_of(row: CalendarDay) -> str:
    """The mark of what the form of a day shows."""
    return marks.mark(row.kind.value, row.name, row.source, row.confirmed)


def change_day(
    session: Session,
    *,
    on_day: date,
    seen: str | None,
    kind: DayKind,
    name: str,
    source: str,
    confirmed: bool,
    actor: Actor,
    now: datetime,
) -> CalendarDay:
    """Correct a day's row. Conflict when somebody else changed it meanwhile."""
    row = _day(session, actor, on_day)
    marks.unchanged(seen, row.kind.value, row.name, row.source, row.confirmed)
    _write(row, kind=kind, name=name, source=source, confirmed=confirmed)
    session.flush()
    _record(session, row, actor, now, deed="changed")
    return row


def remove_day(session: Session, *, on_day: date, actor: Actor, now: datetime) -> None:
    """The day goes back to what its place in the week says."""
    row = _day(session, actor, on_day)
    _record(session, row, actor, now, deed="removed")
    session.delete(row)
    session.flush()


def _office(actor: Actor) -> int:
    if actor.office_id is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return actor.office_id


def _day(session: Session, actor: Actor, on_day: date) -> CalendarDay:
    try:
        return for_change(session, CalendarDay, (_office(actor), on_day))
    except NotFound:
        raise NotFound("Ngày %(day)s không có trong lịch.", day=day_words(on_day)) from None


def _write(row: CalendarDay, *, kind: DayKind, name: str, source: str, confirmed: bool) -> None:
    called, paper = one_line(name), one_line(source)
    if not called:
        raise InvalidInput("Chưa nhập tên ngày nghỉ hoặc lý do.", field="name")
    if confirmed and not paper:
        raise InvalidInput(
            "Hãy ghi văn bản làm căn cứ, hoặc bỏ chọn “đã có văn bản chính thức”.", field="source"
        )
    rests = row.on_day.isoweekday() in WEEKEND
    if kind is DayKind.SWAP_WORK and not rests:
        raise InvalidInput("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.", field="kind")
    if kind in (DayKind.COMPENSATORY, DayKind.SWAP_OFF) and rests:
        raise InvalidInput(
            "Ngày nghỉ bù, nghỉ hoán đổi phải là ngày làm việc trong tuần.", field="kind"
        )
    row.kind, row.name, row.source, row.confirmed = kind, called, paper, confirmed


def _enter(session: Session, office_id: int, row: CalendarRow, present: CalendarDay | None) -> bool:
    """Add or bring up to date one seeded day; whether anything changed."""
    if present is None:
        session.add(
            CalendarDay(
                office_id=office_id,
                on_day=row.day,
                kind=row.kind,
                name=row.name,
                source=row.source,
                confirmed=row.confirmed,
            )
        )
        return True
    same = (present.kind, present.name, present.source, present.confirmed) == (
        row.kind,
        row.name,
        row.source,
        row.confirmed,
    )
    present.kind, present.name = row.kind, row.name
    present.source, present.confirmed = row.source, row.confirmed
    return not same


def _days_of_people(session: Session, office_id: int) -> set[date]:
    """Days that somebody of the office added, changed or removed by hand."""
    events = session.scalars(
        select(Event.data).where(
            Event.kind == EventKind.CALENDAR_CHANGED, Event.office_id == office_id
        )
    )
    return {date.fromisoformat(data["day"]) for data in events if "day" in data}


def _record(session: Session, row: CalendarDay, actor: Actor, now: datetime, *, deed: str) -> None:
    record(
        session,
        EventKind.CALENDAR_CHANGED,
        actor=actor,
        now=now,
        day=row.on_day.isoformat(),
        deed=deed,
        day_kind=row.kind.value,
        name=row.name,
        source=row.source,
        confirmed=row.confirmed,
    )
