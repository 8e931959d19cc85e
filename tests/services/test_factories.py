"""The factories give what the rights and scopes expect."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.people import Module, Post, Role


def test_a_person_of_the_factories_acts_with_post_and_role(session: Session) -> None:
    office = an_office(session)
    justice = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    head = a_user(session, unit=justice, post=Post.HEAD, office=office, roles=[Role.AUDITOR])

    actor = as_actor(head, office)

    assert actor.speaks_for == {justice.id}
    assert actor.grants == {(Module.TRACKING, Role.AUDITOR)}
    assert actor.lead_unit_id == office.lead_unit_id
