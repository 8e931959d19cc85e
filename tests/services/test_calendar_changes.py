"""A holiday added later moves nothing by itself (Lesson 9, and 8 beside it)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.vietnamese_calendar import seeded_rows
from tracker.domain.calendar_gaps import missing_years
from tracker.domain.calendar_rows import CalendarRow, DayKind
from tracker.domain.calendar_shift import with_day, without_year
from tracker.domain.day_explanations import explain_add
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.messages import MessageKind
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay, Deadline, Event, OutboxMessage, Task
from tracker.queries.calendar_touch import CalendarTouch, calendar_rows, calendar_touch
from tracker.services import calendar_days
from tracker.services.calendar_moves import move_deadlines

TODAY = date(2026, 11, 23)
HOLIDAY = date(2026, 11, 25)
"""A Wednesday on which nobody thought of resting when the tasks were returned."""

CALENDAR = Calendar(seeded_rows())
DAYS = some.dates(date(2025, 1, 1), date(2026, 12, 31))


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def returned(session: Session, district: District, due_on: date, *, on: date = TODAY) -> Task:
    """A task that was returned on a Monday: three working days more, until Thursday."""
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
    task.deadlines.append(
        Deadline(
            version=2,
            due_on=due_on,
            cause=DeadlineCause.RETURN,
            basis="Trả lại",
            set_by_id=district.monitor.id,
            set_at=datetime(on.year, on.month, on.day, 9, tzinfo=VIETNAM),
        )
    )
    task.due_on = due_on
    session.flush()
    return task


def add_holiday(session: Session, district: District, now: datetime) -> None:
    calendar_days.add_day(
        session,
        on_day=HOLIDAY,
        kind=DayKind.SWAP_OFF,
        name="làm bù vào ngày 28/11/2026",
        source="Thông báo số 12/TB-UBND ngày 20/11/2026",
        confirmed=True,
        actor=district.actor(district.monitor),
        now=now,
    )


def touched(session: Session, district: District) -> CalendarTouch:
    """What differs because of the holiday, as the page after saving it asks."""
    rows = calendar_rows(session, district.office.id)
    return calendar_touch(
        session,
        office_id=district.office.id,
        today=TODAY,
        before=with_day(rows, HOLIDAY, works=True),
        after=Calendar(rows),
        first=HOLIDAY,
        last=HOLIDAY,
    )


def test_9_a_holiday_added_later_moves_no_deadline_by_itself(
    session: Session, district: District, now: datetime
) -> None:
    counted = returned(session, district, date(2026, 11, 26))
    fixed = a_task(session, district.office, district.culture, due_on=HOLIDAY)
    add_holiday(session, district, now)
    assert (counted.due_on, fixed.due_on) == (date(2026, 11, 26), HOLIDAY)
    assert len(counted.deadlines) == 2
    assert not session.scalars(select(Event).where(Event.kind == EventKind.DEADLINE_SET)).all()


def test_9_the_preview_names_what_was_counted_and_what_only_rests(
    session: Session, district: District, now: datetime
) -> None:
    counted = returned(session, district, date(2026, 11, 26))
    fixed = a_task(session, district.office, district.culture, due_on=HOLIDAY)
    chosen_by_hand = returned(session, district, date(2026, 12, 15))
    add_holiday(session, district, now)
    touch = touched(session, district)
    assert [(row.task.id, row.shift.new_due_on) for row in touch.moved] == [
        (counted.id, date(2026, 11, 27))
    ]
    assert [task.id for task in touch.resting] == [fixed.id]
    said = " ".join(step.message for step in touch.moved[0].shift.explanation.steps)
    assert "Không tính" in said
    assert chosen_by_hand.due_on == date(2026, 12, 15)


def test_9_a_moved_deadline_carries_its_reason_and_its_person(
    session: Session, district: District, now: datetime
) -> None:
    task = returned(session, district, date(2026, 11, 26))
    add_holiday(session, district, now)
    me = district.actor(district.monitor)
    move_deadlines(
        session,
        touch=touched(session, district),
        chosen={task.id: date(2026, 11, 27)},
        basis="Thông báo số 12/TB-UBND",
        actor=me,
        now=now,
    )
    version = task.deadlines[-1]
    assert (version.version, version.due_on, version.cause, version.set_by_id) == (
        3,
        date(2026, 11, 27),
        DeadlineCause.CALENDAR,
        district.monitor.id,
    )
    assert version.basis.startswith("Thông báo số 12/TB-UBND")
    assert "từ 26/11/2026 sang 27/11/2026" in version.basis
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.kind, event.data["cause"]) == (EventKind.DEADLINE_SET, "calendar")
    told = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == MessageKind.DEADLINE_CHANGED)
    ).all()
    assert {message.recipient_id for message in told} == {district.justice_head.id}
    assert not len(touched(session, district).moved)


def test_9_a_working_saturday_gives_a_day_back(
    session: Session, district: District, now: datetime
) -> None:
    task = returned(session, district, date(2026, 12, 2), on=date(2026, 11, 27))
    saturday = date(2026, 11, 28)
    rows = calendar_rows(session, district.office.id)
    touch = calendar_touch(
        session,
        office_id=district.office.id,
        today=TODAY,
        before=Calendar(rows),
        after=with_day(rows, saturday, works=True),
        first=saturday,
        last=saturday,
    )
    assert [(row.task.id, row.shift.new_due_on) for row in touch.moved] == [
        (task.id, date(2026, 12, 1))
    ]


def test_9_days_that_a_paper_counts_are_found_by_its_words(
    session: Session, district: District, now: datetime
) -> None:
    duty = a_duty(session, district.office, "Báo cáo kết quả", leads=[district.justice])
    duty.due_phrase = "trong thời hạn 10 ngày làm việc kể từ ngày ban hành"
    duty.directive.issued_on = date(2026, 11, 16)
    task = a_task(session, district.office, district.justice, duty=duty, due_on=date(2026, 11, 30))
    add_holiday(session, district, now)
    (row,) = touched(session, district).moved
    assert (row.task.id, row.shift.new_due_on) == (task.id, date(2026, 12, 1))


Try = tuple[dict[int, date], str, str, type[Exception]]
"""Chosen days (the key 0 stands for the task), the basis, who tries, what comes of it."""

SAME, OTHER = date(2026, 11, 27), date(2026, 11, 30)
REFUSED: list[Try] = [
    ({}, "Thông báo", "monitor", InvalidInput),
    ({0: SAME}, " ", "monitor", InvalidInput),
    ({0: OTHER}, "Thông báo", "monitor", Conflict),
    ({0: SAME}, "Thông báo", "administrator", NotAllowed),
    ({10**6: SAME}, "Thông báo", "monitor", Conflict),
]


@pytest.mark.parametrize("given_up", REFUSED)
def test_9_what_is_refused(
    session: Session, district: District, now: datetime, given_up: Try
) -> None:
    chosen, basis, who, refusal = given_up
    task = returned(session, district, date(2026, 11, 26))
    add_holiday(session, district, now)
    with pytest.raises(refusal):
        move_deadlines(
            session,
            touch=touched(session, district),
            chosen={key or task.id: day for key, day in chosen.items()},
            basis=basis,
            actor=district.actor(getattr(district, who)),
            now=now,
        )
    assert task.due_on == date(2026, 11, 26)


def test_9_a_calendar_row_twice_is_a_sentence(
    session: Session, district: District, now: datetime
) -> None:
    add_holiday(session, district, now)
    with pytest.raises(InvalidInput, match="đã có trong lịch"):
        add_holiday(session, district, now)
    with pytest.raises(InvalidInput, match="hai dòng"):
        Calendar([CalendarRow(HOLIDAY, DayKind.HOLIDAY, "x", "y", confirmed=True)] * 2)


@pytest.mark.parametrize(
    ("today", "entered", "missing"),
    [
        (date(2026, 11, 30), [2026], ()),
        (date(2026, 12, 1), [2026], (2027,)),
        (date(2026, 12, 31), [2026, 2027], ()),
        (date(2027, 1, 1), [2026], (2027,)),
        (date(2026, 6, 1), [], (2026,)),
    ],
)
def test_9_next_year_is_asked_for_from_1_december(
    today: date, entered: list[int], missing: tuple[int, ...]
) -> None:
    calendar = Calendar(calendar_days.public_rows(entered) if entered else ())
    assert missing_years(calendar, today) == missing


def test_9_days_counted_while_the_year_was_missing_are_listed_once_it_is_entered(
    session: Session, district: District, now: datetime
) -> None:
    """30/12/2026 + 3 working days was 04/01/2027; with New Year's Day off it is the 5th."""
    session.query(CalendarDay).delete()
    task = returned(session, district, date(2027, 1, 4), on=date(2026, 12, 30))
    calendar_days.seed(session, office_id=district.office.id, years=[2026, 2027], now=now)
    rows = calendar_rows(session, district.office.id)
    touch = calendar_touch(
        session,
        office_id=district.office.id,
        today=TODAY,
        before=without_year(rows, 2027),
        after=Calendar(rows),
        first=date(2027, 1, 1),
        last=date(2027, 12, 31),
    )
    assert [(row.task.id, row.shift.new_due_on) for row in touch.moved] == [
        (task.id, date(2027, 1, 5))
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 17, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 17, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_7_a_day_begins_at_midnight_in_vietnam_on_a_server_in_utc(
    moment: datetime, day: date
) -> None:
    assert local_day(moment) == day


@given(day=DAYS, n=some.integers(1, 60))
def test_8_adding_and_counting_working_days_are_inverse(day: date, n: int) -> None:
    later = CALENDAR.add(day, n)
    assert CALENDAR.count(day, later) == n
    assert CALENDAR.is_working(later)
    start = CALENDAR.first_working_on_or_after(day)
    assert CALENDAR.add(CALENDAR.add(start, n), -n) == start
    assert explain_add(CALENDAR, day, n).day == later


@given(day=DAYS, flipped=DAYS, n=some.integers(1, 30))
def test_8_one_flipped_day_moves_a_due_day_forward_or_back_but_never_otherwise(
    day: date, flipped: date, n: int
) -> None:
    rows = seeded_rows()
    before = CALENDAR.add(day, n)
    after = with_day(rows, flipped, works=not CALENDAR.is_working(flipped)).add(day, n)
    if not day < flipped <= max(before, after):
        assert after == before
    elif CALENDAR.is_working(flipped):
        assert after > before
    else:
        assert after <= before
    assert with_day(rows, flipped, works=CALENDAR.is_working(flipped)).add(day, n) == before
    assert timedelta(0) <= abs(after - before) < timedelta(days=14)
