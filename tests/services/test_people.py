"""People, their posts and roles; nobody decides about another office's people."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.people import Module, Post, Role
from tracker.models import Event, Membership, Office, User
from tracker.permissions import Actor
from tracker.services import people, posts

Administered = tuple[Office, Actor]


@pytest.fixture
def here(session: Session) -> Administered:
    """An office and its administrator."""
    office = an_office(session)
    admin = a_user(session, "Trần Thị Quản", office=office, roles=[Role.ADMINISTRATOR])
    return office, as_actor(admin, office)


def last_event(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def add(session: Session, actor: Actor, now: datetime, **facts: str) -> User:
    given = {"login": "lan.nguyen", "name": "Nguyễn Thị Lan"} | facts
    return people.add_user(session, password_hash="x", actor=actor, now=now, **given)


def test_a_new_person_must_choose_a_password(
    session: Session, here: Administered, now: datetime
) -> None:
    person = add(session, here[1], now, login=" Lan.Nguyễn ", email="LAN@dongbinh.example")

    assert (person.login, person.email) == ("lan.nguyen", "lan@dongbinh.example")
    assert person.must_change_password
    assert last_event(session).kind is EventKind.USER_CREATED


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"login": "ab"}, "login"),
        ({"login": "hai từ"}, "login"),
        ({"login": "da.co"}, "login"),
        ({"name": "  "}, "name"),
        ({"email": "khong-phai-thu"}, "email"),
        ({"email": "co@dongbinh.example"}, "email"),
        ({"phone": "gọi sau"}, "phone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    session: Session, here: Administered, now: datetime, facts: dict[str, str], field: str
) -> None:
    a_user(session, unit=here[0].lead_unit, login="da.co", email="co@dongbinh.example")
    with pytest.raises(InvalidInput) as refusal:
        add(session, here[1], now, **facts)
    assert refusal.value.field == field


def test_two_administrators_on_one_form(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    person = a_user(session, "Lan", login="lan.nguyen", unit=office.lead_unit)
    seen = people.seen_of(person)
    facts = {"login": "lan.nguyen", "name": "Nguyễn Thị Lan"}
    people.change_user(session, user_id=person.id, seen=seen, actor=actor, now=now, **facts)

    with pytest.raises(Conflict):
        people.change_user(session, user_id=person.id, seen=seen, actor=actor, now=now, **facts)
    assert last_event(session).data["changes"] == {"name": ["Lan", "Nguyễn Thị Lan"]}


def test_several_posts_at_once_but_not_the_same_twice(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    justice = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    person = a_user(session, unit=office.lead_unit)

    def post(from_on: date, to_on: date | None = None) -> None:
        posts.add_membership(
            session,
            user_id=person.id,
            unit_id=justice.id,
            post=Post.DEPUTY,
            from_on=from_on,
            to_on=to_on,
            actor=actor,
            now=now,
        )

    post(date(2026, 1, 1), date(2026, 6, 30))
    post(date(2026, 7, 1))
    assert len(person.memberships) == 3
    with pytest.raises(InvalidInput, match="đã giữ vị trí đó"):
        post(date(2026, 9, 1))
    with pytest.raises(InvalidInput, match="sớm hơn ngày bắt đầu"):
        post(date(2026, 2, 2), date(2026, 2, 1))


def test_nobody_gets_a_post_in_a_unit_that_is_gone(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    gone = a_unit(session, parent=office.root_unit, to_on=date(2025, 6, 30))
    person = a_user(session, unit=office.lead_unit)
    with pytest.raises(InvalidInput, match="không có đơn vị") as refusal:
        posts.add_membership(
            session,
            user_id=person.id,
            unit_id=gone.id,
            post=Post.HEAD,
            from_on=date(2026, 1, 1),
            actor=actor,
            now=now,
        )
    assert refusal.value.field == "from_on"


def test_who_was_head_on_a_day_stays_answerable(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    head = a_user(session, unit=office.lead_unit, post=Post.HEAD)
    posts.end_membership(
        session,
        membership_id=head.memberships[0].id,
        last_day=date(2026, 11, 20),
        actor=actor,
        now=now,
    )
    assert head.memberships[0].holds_on(date(2026, 11, 20))
    assert not head.memberships[0].holds_on(date(2026, 11, 21))


def test_the_office_keeps_an_administrator(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    _office, actor = here
    admin = session.get_one(User, actor.user_id)
    with pytest.raises(Conflict, match="ít nhất một người quản trị"):
        posts.end_grant(session, grant_id=admin.grants[0].id, last_day=today, actor=actor, now=now)
    session.expire(admin)
    with pytest.raises(Conflict, match="tự khóa"):
        posts.deactivate(session, user_id=admin.id, actor=actor, now=now)


def test_the_administrators_role_belongs_to_the_office_alone(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    office, actor = here
    person = a_user(session, unit=office.lead_unit)

    def grant(module: Module, role: Role) -> None:
        posts.grant_role(
            session,
            user_id=person.id,
            module=module,
            role=role,
            from_on=today,
            actor=actor,
            now=now,
        )

    with pytest.raises(InvalidInput):
        grant(Module.TRACKING, Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput):
        grant(Module.OFFICE, Role.CLERK)
    grant(Module.INDEX, Role.LEAD_OFFICE)
    with pytest.raises(InvalidInput, match="đã có vai trò đó"):
        grant(Module.INDEX, Role.LEAD_OFFICE)


def test_who_leaves_is_out_at_once(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    office, actor = here
    person = a_user(session, unit=office.lead_unit, office=office, roles=[Role.CLERK])
    cookie = person.get_id()
    posts.deactivate(session, user_id=person.id, actor=actor, now=now)

    assert person.get_id() != cookie
    assert not person.is_active
    assert (person.memberships[0].to_on, person.grants[0].to_on) == (today, today)


def test_another_offices_people_are_not_ours(
    session: Session, here: Administered, now: datetime
) -> None:
    _office, actor = here
    other = an_office(session, "UBND huyện Tây Bình")
    stranger = a_user(session, unit=other.lead_unit)
    guest = a_user(session, unit=here[0].lead_unit, office=other, roles=[Role.ADMINISTRATOR])

    with pytest.raises(NotFound):
        posts.deactivate(session, user_id=stranger.id, actor=actor, now=now)
    with pytest.raises(NotAllowed, match="UBND huyện Tây Bình quản lý"):
        people.own_account(session, user_id=guest.id, actor=actor)


def test_who_works_in_two_offices_has_one_that_keeps_the_account(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    """Each office gives and ends its own posts and roles; the account is its maker's."""
    office, maker = here
    other = an_office(session, "UBND huyện Tây Bình")
    theirs = a_unit(session, parent=other.root_unit)
    neighbour = as_actor(a_user(session, office=other, roles=[Role.ADMINISTRATOR]), other)
    person = add(session, maker, now)
    post = posts.add_membership(
        session, user_id=person.id, unit_id=office.lead_unit_id or 0, post=Post.OFFICER,
        from_on=today, actor=maker, now=now,
    )  # fmt: skip
    person.memberships.append(Membership(unit=theirs, post=Post.HEAD, from_on=date(2020, 1, 1)))
    session.flush()

    grant = posts.grant_role(
        session, user_id=person.id, module=Module.TRACKING, role=Role.CLERK, from_on=today,
        actor=neighbour, now=now,
    )  # fmt: skip
    posts.end_grant(session, grant_id=grant.id, last_day=today, actor=neighbour, now=now)
    with pytest.raises(NotFound):
        posts.end_membership(
            session, membership_id=post.id, last_day=today, actor=neighbour, now=now
        )
    with pytest.raises(NotAllowed, match="UBND huyện Thử Nghiệm quản lý"):
        posts.deactivate(session, user_id=person.id, actor=neighbour, now=now)
    people.own_account(session, user_id=person.id, actor=maker)

    posts.deactivate(session, user_id=person.id, actor=maker, now=now)
    assert not person.is_active
    assert [held.to_on for held in person.memberships] == [today, None]


def test_who_moved_to_another_office_is_kept_by_it(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    office, maker = here
    other = an_office(session, "UBND huyện Tây Bình")
    neighbour = as_actor(a_user(session, office=other, roles=[Role.ADMINISTRATOR]), other)
    person = add(session, maker, now)
    person.memberships += [
        Membership(
            unit=office.lead_unit, post=Post.HEAD, from_on=date(2020, 1, 1),
            to_on=date(2026, 10, 31),
        ),
        Membership(unit=other.lead_unit, post=Post.HEAD, from_on=date(2026, 11, 1)),
    ]  # fmt: skip
    session.flush()
    people.own_account(session, user_id=person.id, actor=neighbour)
    with pytest.raises(NotAllowed):
        people.own_account(session, user_id=person.id, actor=maker)
