"""Signing in: who gets in, who rests, what is written down."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import a_setting, an_office
from tests.factories.user import a_user, as_actor, the_system
from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.models import Event, Office, User
from tracker.services import accounts, passwords

RIGHT = "mưa tháng mười một"


def with_password(session: Session, **facts: str) -> User:
    office = an_office(session)
    user = a_user(
        session,
        unit=office.lead_unit,
        office=office,
        roles=[Role.LEAD_OFFICE],
        **facts,  # type: ignore[arg-type]
    )
    user.password_hash = passwords.hashed(RIGHT, cheap=True)
    session.flush()
    return user


def enter(session: Session, identity: str, password: str, now: datetime) -> User | None:
    proof = accounts.prove(session, identity=identity, password=password, cheap=True)
    return accounts.attempt(session, proof=proof, now=now).user


def last_event(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


@pytest.mark.parametrize(
    "identity", ["lan.nguyen", " Lan.Nguyen ", "LAN@dongbinh.example", "lan@dongbinh.example"]
)
def test_login_or_address_in_any_case(session: Session, now: datetime, identity: str) -> None:
    user = with_password(session, login="lan.nguyen", email="lan@dongbinh.example")

    assert enter(session, identity, RIGHT, now) is user
    assert user.last_sign_in_at == now
    assert last_event(session).kind is EventKind.SIGNED_IN


def test_a_wrong_password_is_written_down(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")

    assert enter(session, "lan.nguyen", "mưa tháng mười hai", now) is None
    assert user.failed_count == 1
    event = last_event(session)
    assert (event.kind, event.user_id) == (EventKind.SIGN_IN_FAILED, user.id)
    assert "mười hai" not in str(event.data)


def test_of_a_stranger_nothing_typed_is_kept(session: Session, now: datetime) -> None:
    system = the_system(session)

    assert enter(session, "mưa tháng mười một", "lan.nguyen", now) is None
    event = last_event(session)
    assert (event.kind, event.actor_id, event.data) == (
        EventKind.SIGN_IN_FAILED,
        system.id,
        {"reason": "unknown"},
    )


def test_after_five_failures_the_account_rests_a_quarter_of_an_hour(
    session: Session, now: datetime
) -> None:
    user = with_password(session, login="lan.nguyen")
    for _try in range(5):
        assert enter(session, "lan.nguyen", "sai", now) is None

    assert enter(session, "lan.nguyen", RIGHT, now + timedelta(minutes=14)) is None
    assert last_event(session).data == {"reason": "locked"}
    assert enter(session, "lan.nguyen", RIGHT, now + timedelta(minutes=15)) is user
    assert user.failed_count == 0


def test_the_lock_is_the_offices_own_rule(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    office = user.grants[0].office_id
    a_setting(session, _office(session, office), "lock_after", 3)
    a_setting(session, _office(session, office), "lock_minutes", 60)
    for _try in range(3):
        enter(session, "lan.nguyen", "sai", now)

    assert user.locked_until == now + timedelta(minutes=60)


def test_a_success_forgets_earlier_failures(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    for password in ("sai", "sai", "sai", "sai", RIGHT, "sai", "sai", "sai", "sai"):
        enter(session, "lan.nguyen", password, now)
    assert user.locked_until is None


@pytest.mark.parametrize("fact", ["active", "is_system"])
def test_closed_accounts_and_the_clock_never_sign_in(
    session: Session, now: datetime, fact: str
) -> None:
    user = with_password(session, login="lan.nguyen")
    setattr(user, fact, fact == "is_system")
    session.flush()

    assert enter(session, "lan.nguyen", RIGHT, now) is None


def test_an_old_hash_is_renewed_at_sign_in(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    user.password_hash = passwords.hashed_one_time(RIGHT)

    assert enter(session, "lan.nguyen", RIGHT, now) is user
    assert not passwords.outdated(user.password_hash, cheap=True)


def test_a_new_password_ends_other_sessions(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    cookie, office = user.get_id(), user.grants[0].office_id
    accounts.change_password(
        session,
        user_id=user.id,
        present_matches=True,
        new_password="gió mùa đông bắc về",
        new_hash="hash",
        actor=as_actor(user, _office(session, office)),
        now=now,
    )

    assert user.get_id() != cookie
    assert last_event(session).kind is EventKind.PASSWORD_CHANGED


def test_the_present_password_is_asked(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    with pytest.raises(InvalidInput, match="hiện tại không đúng") as refusal:
        accounts.change_password(
            session,
            user_id=user.id,
            present_matches=False,
            new_password="gió mùa đông bắc về",
            new_hash="hash",
            actor=as_actor(user, None),
            now=now,
        )
    assert refusal.value.field == "present"


def test_a_reset_opens_the_lock_and_asks_for_a_new_password(
    session: Session, now: datetime
) -> None:
    user = with_password(session, login="lan.nguyen")
    for _try in range(5):
        enter(session, "lan.nguyen", "sai", now)
    cookie, password = user.get_id(), passwords.one_time()
    accounts.reset_password(
        session,
        user_id=user.id,
        one_time_hash=passwords.hashed_one_time(password),
        actor=as_actor(user, None),
        now=now,
    )

    assert user.get_id() != cookie
    assert enter(session, "lan.nguyen", password, now) is user
    assert user.must_change_password


def _office(session: Session, office_id: int) -> Office:
    return session.get_one(Office, office_id)


def test_a_one_time_password_holds_for_the_days_of_the_rule(
    session: Session, now: datetime
) -> None:
    """To the end of the seventh day, or as the office has set; the person is told from when."""
    user = with_password(session, login="lan.nguyen")
    office = session.scalars(select(Office)).one()
    admin = as_actor(a_user(session, office=office, roles=[Role.ADMINISTRATOR]), office)
    hash_ = passwords.hashed(RIGHT, cheap=True)
    accounts.reset_password(session, user_id=user.id, one_time_hash=hash_, actor=admin, now=now)
    assert user.one_time_until == local_day(now) + timedelta(days=7)
    assert enter(session, "lan.nguyen", RIGHT, now + timedelta(days=7)) is user

    late = now + timedelta(days=8)
    proof = accounts.prove(session, identity="lan.nguyen", password=RIGHT, cheap=True)
    assert accounts.attempt(session, proof=proof, now=late) == accounts.Entry(
        expired=user.one_time_until
    )
    assert last_event(session).data == {"reason": "expired"}
    wrong = accounts.prove(session, identity="lan.nguyen", password="sai", cheap=True)
    assert accounts.attempt(session, proof=wrong, now=late) == accounts.Entry()

    a_setting(session, office, "one_time_days", 30)
    accounts.reset_password(session, user_id=user.id, one_time_hash=hash_, actor=admin, now=late)
    assert enter(session, "lan.nguyen", RIGHT, late + timedelta(days=30)) is user


def test_ones_own_password_has_no_end(session: Session, now: datetime) -> None:
    user = with_password(session, login="lan.nguyen")
    accounts.set_hash(user, passwords.hashed(RIGHT, cheap=True), one_time_until=local_day(now))
    accounts.change_password(
        session,
        user_id=user.id,
        present_matches=True,
        new_password=RIGHT,
        new_hash=passwords.hashed(RIGHT, cheap=True),
        actor=as_actor(user, None),
        now=now,
    )
    assert (user.one_time_until, user.must_change_password) == (None, False)
    assert enter(session, "lan.nguyen", RIGHT, now + timedelta(days=365)) is user
