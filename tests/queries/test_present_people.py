"""Who somebody is today, asked in columns, is who the rows say: one rule, two readings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.office import a_setting, an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.people import Module, Post, Role
from tracker.models import Membership, RoleGrant, UnitName, User
from tracker.permissions import actor_of
from tracker.queries.offices import office_of
from tracker.queries.present_people import person_of_session, present

DAY = date(2026, 11, 23)
LONG_AGO, YESTERDAY, TOMORROW = date(2020, 1, 1), DAY - timedelta(1), DAY + timedelta(1)


def _agree(session: Session, user: User) -> None:
    session.flush()
    session.expire_all()
    office = office_of(session, user, DAY)
    found = present(session, user, DAY)
    assert found.actor == actor_of(user, office=office, on_day=DAY)
    here = found.office
    assert (
        (here.id, here.lead_unit_id, here.name)
        == ((office.id, office.lead_unit_id, office.name) if office else (None, None, None))
        if here
        else office is None
    )


@pytest.mark.parametrize(
    ("from_on", "to_on", "holds"),
    [
        (LONG_AGO, None, True),
        (DAY, DAY, True),
        (LONG_AGO, DAY, True),
        (LONG_AGO, YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
@pytest.mark.parametrize("post", list(Post))
def test_a_post_below_the_root(
    session: Session, from_on: date, to_on: date | None, holds: bool, post: Post
) -> None:
    office = an_office(session)
    unit = a_unit(session, parent=a_unit(session, parent=office.root_unit))
    user = a_user(session)
    session.add(
        Membership(user_id=user.id, unit_id=unit.id, post=post, from_on=from_on, to_on=to_on)
    )
    _agree(session, user)
    assert (present(session, user, DAY).actor.office_id == office.id) is holds


def test_a_grant_goes_before_a_post_the_newest_before_the_older(session: Session) -> None:
    first, second, third = an_office(session), an_office(session), an_office(session)
    user = a_user(session)
    session.add(
        Membership(user_id=user.id, unit_id=third.root_unit_id, post=Post.OFFICER, from_on=LONG_AGO)
    )
    for office, role, to_on in (
        (first, Role.LEAD_OFFICE, None),
        (second, Role.CLERK, None),
        (third, Role.LEADER, YESTERDAY),
    ):
        session.add(
            RoleGrant(
                user_id=user.id,
                office_id=office.id,
                module=Module.TRACKING,
                role=role,
                from_on=LONG_AGO,
                to_on=to_on,
            )
        )
    _agree(session, user)
    assert present(session, user, DAY).actor.grants == {(Module.TRACKING, Role.CLERK)}


def test_a_renamed_office_has_its_newest_name(session: Session) -> None:
    office, user = an_office(session), a_user(session)
    session.add(UnitName(unit_id=office.root_unit_id, name="UBND xã mới", from_on=DAY))
    session.add(
        Membership(user_id=user.id, unit_id=office.root_unit_id, post=Post.HEAD, from_on=LONG_AGO)
    )
    _agree(session, user)
    here = present(session, user, DAY).office
    assert here is not None
    assert here.name == "UBND xã mới"


def test_who_belongs_nowhere(session: Session) -> None:
    user = a_user(session)
    _agree(session, user)
    assert person_of_session(session, user.session_key) is user
    assert person_of_session(session, "another") is None


@pytest.mark.parametrize("from_on", [LONG_AGO, DAY, TOMORROW])
def test_a_unit_named_to_decide_the_lead_offices_own_tasks(session: Session, from_on: date) -> None:
    office = an_office(session)
    named = a_unit(session, parent=office.root_unit)
    a_setting(session, office, "own_tasks_decided_by", "leader", from_on=LONG_AGO)
    a_setting(session, office, "own_tasks_decided_by", named.id, from_on=max(from_on, YESTERDAY))
    user = a_user(session, unit=named)
    _agree(session, user)
    assert present(session, user, DAY).actor.decides_own is (from_on <= DAY)
