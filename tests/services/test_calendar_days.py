"""The calendar is seeded from public lists, and people's corrections stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user, as_actor
from tests.support.vietnamese_calendar import seeded_rows
from tracker.domain.calendar_rows import DayKind
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.models import CalendarDay, Event
from tracker.permissions import Actor
from tracker.queries.working_calendar import working_calendar
from tracker.services import calendar_days

TET = date(2026, 2, 17)


@pytest.fixture
def actor(session: Session) -> Actor:
    office = an_office(session)
    return as_actor(a_user(session, unit=office.lead_unit), office)


def the_day(session: Session, actor: Actor, day: date) -> CalendarDay:
    return session.get_one(CalendarDay, (actor.office_id, day))


def seed(session: Session, actor: Actor, years: list[int], now: datetime) -> int:
    return calendar_days.seed(session, office_id=actor.office_id or 0, years=years, now=now)


def change(session: Session, actor: Actor, now: datetime, day: date, **facts: object) -> None:
    row = the_day(session, actor, day)
    given = {
        "kind": row.kind,
        "name": row.name,
        "source": row.source,
        "confirmed": row.confirmed,
        "seen": None,
    } | facts
    calendar_days.change_day(session, on_day=day, actor=actor, now=now, **given)  # type: ignore[arg-type]


def test_the_years_are_those_of_the_list_with_our_corrections(
    session: Session, actor: Actor, now: datetime
) -> None:
    assert seed(session, actor, [2026, 2027], now) > 30
    days = session.scalars(select(CalendarDay).order_by(CalendarDay.on_day)).all()

    known = [row for row in seeded_rows() if row.day.year in (2026, 2027)]
    assert [(row.on_day, row.kind, row.confirmed) for row in days] == [
        (row.day, row.kind, row.confirmed) for row in known
    ]
    calendar = working_calendar(session, actor.office_id or 0)
    assert calendar.is_working(date(2026, 1, 10))  # pays for 02/01/2026
    assert calendar.is_official(2026)
    assert not calendar.is_official(2027)


def test_seeding_again_changes_nothing(session: Session, actor: Actor, now: datetime) -> None:
    seed(session, actor, [2026], now)
    assert seed(session, actor, [2026], now) == 0


def test_a_persons_edit_survives_the_next_seeding(
    session: Session, actor: Actor, now: datetime
) -> None:
    seed(session, actor, [2026], now)
    change(session, actor, now, TET, name="Mùng một Tết Bính Ngọ")
    calendar_days.remove_day(session, on_day=date(2026, 11, 24), actor=actor, now=now)
    the_day(session, actor, date(2026, 5, 1)).name = "an older version's word"

    assert seed(session, actor, [2026], now) == 1
    assert the_day(session, actor, TET).name == "Mùng một Tết Bính Ngọ"
    assert session.get(CalendarDay, (actor.office_id, date(2026, 11, 24))) is None
    assert the_day(session, actor, date(2026, 5, 1)).name == "Ngày Quốc tế Lao động"


@pytest.mark.parametrize(
    ("day", "facts", "field"),
    [
        (date(2027, 2, 9), {"kind": DayKind.SWAP_WORK}, "kind"),
        (date(2027, 2, 13), {"kind": DayKind.SWAP_OFF}, "kind"),
        (date(2027, 2, 9), {"source": " "}, "source"),
        (date(2027, 2, 9), {"name": ""}, "name"),
    ],
    ids=["a Tuesday worked instead", "a Saturday moved", "official without paper", "no name"],
)
def test_what_no_day_can_be(
    session: Session, actor: Actor, day: date, facts: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {
        "kind": DayKind.HOLIDAY,
        "name": "Ngày lạ",
        "source": "QĐ 1",
        "confirmed": True,
    } | facts
    with pytest.raises(InvalidInput) as refusal:
        calendar_days.add_day(
            session,
            on_day=day,
            actor=actor,
            now=datetime(2026, 11, 23, 2, tzinfo=UTC),
            **given,  # type: ignore[arg-type]
        )
    assert refusal.value.field == field


def test_every_change_is_told(session: Session, actor: Actor, now: datetime) -> None:
    day = date(2027, 4, 2)
    calendar_days.add_day(
        session,
        on_day=day,
        kind=DayKind.SWAP_OFF,
        name="làm bù vào ngày 10/04/2027",
        source="Công văn số 1/VPCP-KGVX",
        confirmed=True,
        actor=actor,
        now=now,
    )
    change(session, actor, now, day, confirmed=False)
    calendar_days.remove_day(session, on_day=day, actor=actor, now=now)

    events = session.scalars(select(Event).order_by(Event.id)).all()
    assert [event.data["deed"] for event in events] == ["added", "changed", "removed"]
    assert session.scalar(select(func.count()).select_from(CalendarDay)) == 0


def test_a_day_has_one_row(session: Session, actor: Actor, now: datetime) -> None:
    seed(session, actor, [2026], now)
    with pytest.raises(InvalidInput, match="đã có trong lịch"):
        calendar_days.add_day(
            session,
            on_day=TET,
            kind=DayKind.HOLIDAY,
            name="Tết",
            source="",
            confirmed=False,
            actor=actor,
            now=now,
        )
    with pytest.raises(NotFound):
        calendar_days.remove_day(session, on_day=date(2026, 3, 3), actor=actor, now=now)


def test_two_people_on_one_day(session: Session, actor: Actor, now: datetime) -> None:
    seed(session, actor, [2026], now)
    seen = calendar_days.seen_of(the_day(session, actor, TET))
    change(session, actor, now, TET, seen=seen, name="Tết Bính Ngọ")
    with pytest.raises(Conflict):
        change(session, actor, now, TET, seen=seen, name="Tết con ngựa")


def test_each_office_keeps_its_own_calendar(session: Session, actor: Actor, now: datetime) -> None:
    """A day that one office moved is nobody else's, and seeding one leaves the other alone."""
    other = an_office(session, "UBND huyện Bên Cạnh")
    neighbour = as_actor(a_user(session, unit=other.lead_unit), other)
    seed(session, actor, [2026], now)
    change(session, actor, now, TET, name="Tết của riêng huyện")
    calendar_days.remove_day(session, on_day=date(2026, 11, 24), actor=actor, now=now)
    assert working_calendar(session, other.id).is_entered(2026) is False

    assert seed(session, neighbour, [2026], now) > 10
    assert the_day(session, neighbour, TET).name == "Mùng một Tết Nguyên đán"
    assert the_day(session, neighbour, date(2026, 11, 24)).on_day == date(2026, 11, 24)
    assert the_day(session, actor, TET).name == "Tết của riêng huyện"
    calendar_days.remove_day(session, on_day=TET, actor=neighbour, now=now)
    assert the_day(session, actor, TET).name == "Tết của riêng huyện"
    assert not working_calendar(session, actor.office_id or 0).is_working(TET)
    assert working_calendar(session, other.id).is_working(TET)
