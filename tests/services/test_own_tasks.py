"""The lead office's own tasks need somebody else who can confirm them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.draft import a_draft
from tests.factories.office import an_office
from tests.factories.user import a_user, as_actor
from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import DraftState
from tracker.domain.people import Post, Role
from tracker.domain.working_days import Calendar
from tracker.services.assignment import Confirmation, confirm_drafts


def own_cases() -> list[Any]:
    return [
        pytest.param({}, False, False, id="nobody"),
        pytest.param({}, True, True, id="a leader"),
        pytest.param({"head_confirms_alone": True}, False, True, id="the head alone"),
    ]


@pytest.mark.parametrize(("rules", "with_leader", "allowed"), own_cases())
def test_the_lead_offices_own_task_needs_somebody_who_confirms(
    session: Session, now: datetime, rules: dict[str, Any], with_leader: bool, allowed: bool
) -> None:
    office = an_office(session, **rules)
    assert office.lead_unit is not None
    clerk = a_user(session, unit=office.lead_unit, office=office, roles=[Role.LEAD_OFFICE])
    if with_leader:
        a_user(session, unit=office.root_unit, office=office, roles=[Role.LEADER], post=Post.HEAD)
    paper = a_directive(session, office)
    a_draft(session, office, directive=paper, leads=[office.lead_unit], state=DraftState.READY)
    session.commit()

    def deed() -> Confirmation:
        return confirm_drafts(
            session,
            directive_id=paper.id,
            seen=None,
            calendar=Calendar(),
            actor=as_actor(clerk, office),
            now=now,
        )

    if allowed:
        assert len(deed().tasks) == 1
    else:
        with pytest.raises(InvalidInput, match="chưa có ai xác nhận"):
            deed()
