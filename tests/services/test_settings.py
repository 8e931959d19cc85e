"""An office's rules are dated; earlier judgements keep the rules of their day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.office_rules import OfficeRules
from tracker.domain.people import Role
from tracker.models import Event, Office, Setting
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services import settings

Administered = tuple[Office, Actor]


@pytest.fixture
def here(session: Session) -> Administered:
    """An office and its administrator."""
    office = an_office(session)
    admin = a_user(session, office=office, roles=[Role.ADMINISTRATOR])
    return office, as_actor(admin, office)


def set_(session: Session, here: Administered, now: datetime, from_on: date, **values: Any) -> int:
    basis = values.pop("basis", "")
    seen = values.pop("seen", None)
    rows = settings.set_rules(
        session, values=values, from_on=from_on, basis=basis, seen=seen, actor=here[1], now=now
    )
    return len(rows)


def test_a_rule_holds_from_its_day_on(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    set_(session, here, now, today + timedelta(days=10), strict_before=True)

    assert not office_rules(session, here[0].id, today + timedelta(days=9)).strict_before
    assert office_rules(session, here[0].id, today + timedelta(days=10)).strict_before


def test_only_what_differs_is_written_and_told(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    assert set_(session, here, now, today, strict_before=False, digest_rows=40, place="") == 0
    assert set_(session, here, now, today, strict_before=False, digest_rows=25) == 1
    event = session.scalars(select(Event)).one()
    assert event.kind is EventKind.SETTING_CHANGED
    assert (event.data["key"], event.data["value_before"], event.data["value_after"]) == (
        "digest_rows",
        40,
        25,
    )


def test_twice_on_one_day_the_last_word_counts(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    set_(session, here, now, today, place="Đông Bình")
    set_(session, here, now, today, place="Tây Bình")
    assert [row.value for row in session.scalars(select(Setting))] == ["Tây Bình"]


def test_the_past_needs_a_basis(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    past = today - timedelta(days=30)
    with pytest.raises(InvalidInput, match="ngày đã qua") as refusal:
        set_(session, here, now, past, strict_before=True)
    assert refusal.value.field == "basis"
    set_(session, here, now, past, strict_before=True, basis="Quy chế số 5/QC-UBND")
    assert session.scalars(select(Event)).one().basis == "Quy chế số 5/QC-UBND"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("return_working_days", -1),
        ("digest_rows", 1000),
        ("password_min", 7),
        ("lock_after", 1),
        ("period_kind", "fortnight"),
        ("accent", "red; }"),
        ("own_tasks_decided_by", 999_999),
    ],
)
def test_what_a_rule_cannot_be(
    session: Session, here: Administered, now: datetime, key: str, value: object
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        set_(session, here, now, now.date(), **{key: value})
    assert refusal.value.field == key


def test_another_unit_may_confirm_the_lead_offices_tasks(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    inspectors = a_unit(session, "Thanh tra", parent=here[0].root_unit)
    set_(session, here, now, today, own_tasks_decided_by=inspectors.id)
    assert office_rules(session, here[0].id, today).own_tasks_decided_by == inspectors.id


def test_two_administrators_on_the_rules(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    seen = settings.seen_of(OfficeRules())
    set_(session, here, now, today, seen=seen, place="Đông Bình")
    with pytest.raises(Conflict):
        set_(session, here, now, today, seen=seen, symbol="UBND-VP")
