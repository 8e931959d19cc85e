"""Papers for internal use are seen by those who handle them, not by everybody who may read."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.duty import a_duty
from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.people import Role
from tracker.models import Directive
from tracker.permissions import Permission, allows
from tracker.permissions.scope import visible_directives


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.LEAD_OFFICE, True),
        (Role.CLERK, True),
        (Role.LEADER, True),
        (Role.AUDITOR, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_who_sees_a_paper_for_internal_use(session: Session, role: Role, sees: bool) -> None:
    office = an_office(session)
    paper = a_directive(session, office, restricted=True)
    actor = as_actor(a_user(session, office=office, roles=[role]), office)
    listed = session.scalars(select(Directive).where(visible_directives(actor))).all()
    assert (paper in listed) is sees
    assert allows(actor, Permission.DIRECTIVE_VIEW, paper) is sees


def test_a_unit_that_carries_it_out_sees_it_and_another_does_not(session: Session) -> None:
    office = an_office(session)
    concerned, other = (a_unit(session, parent=office.root_unit) for _ in range(2))
    paper = a_directive(session, office, restricted=True)
    a_duty(session, office, directive=paper, leads=[concerned])
    for unit, expected in ((concerned, [paper]), (other, [])):
        actor = as_actor(a_user(session, unit=unit), office)
        assert session.scalars(select(Directive).where(visible_directives(actor))).all() == expected
