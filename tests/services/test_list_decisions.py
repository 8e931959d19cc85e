"""The list before a leader: shown, approved or sent back, entered on the leader's behalf."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.follow_up import DraftState
from tracker.domain.working_days import Calendar
from tracker.models import Directive, Event, ListDecision, OutboxMessage
from tracker.services.assignment import Confirmation, confirm_drafts
from tracker.services.list_decisions import decide_list, show_to_leader


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    paper = a_directive(session, district.office)
    a_draft(
        session,
        district.office,
        directive=paper,
        leads=[district.justice],
        state=DraftState.READY,
    )
    return paper


def show(
    session: Session, district: District, paper: Directive, now: datetime, **values: Any
) -> ListDecision:
    given = {"leader_id": district.chairman.id, "note": "Kính trình"}
    return show_to_leader(
        session,
        directive_id=paper.id,
        actor=district.actor(district.monitor),
        now=now,
        **{**given, **values},
    )


def decide(
    session: Session, district: District, paper: Directive, now: datetime, **values: Any
) -> ListDecision:
    given: dict[str, Any] = {"approved": True, "note": "", "on_behalf": False}
    who = values.pop("who", district.chairman)
    return decide_list(
        session,
        directive_id=paper.id,
        actor=district.actor(who),
        now=now,
        **{**given, **values},
    )


def confirm(session: Session, district: District, paper: Directive, now: datetime) -> Confirmation:
    return confirm_drafts(
        session,
        directive_id=paper.id,
        seen=None,
        calendar=Calendar(),
        actor=district.actor(district.monitor),
        now=now,
    )


def test_the_leader_who_approved_is_the_giver(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    show(session, district, paper, now)
    told = session.scalars(select(OutboxMessage)).one()
    assert told.recipient_id == district.chairman.id
    assert told.link == f"/directives/{paper.id}/list"
    with pytest.raises(Conflict, match="đang trình"):
        confirm(session, district, paper, now)
    decide(session, district, paper, now)
    (duty,) = confirm(session, district, paper, now).duties
    assert (duty.given_by, duty.given_by_id) == (district.chairman.name, district.chairman.id)


def test_a_list_that_was_sent_back_is_shown_again(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    show(session, district, paper, now)
    with pytest.raises(InvalidInput) as refused:
        decide(session, district, paper, now, approved=False)
    assert refused.value.field == "note"
    decide(session, district, paper, now, approved=False, note="Bổ sung thời hạn")
    with pytest.raises(Conflict, match="yêu cầu chỉnh sửa"):
        confirm(session, district, paper, now)
    show(session, district, paper, now)
    decide(session, district, paper, now)
    assert len(confirm(session, district, paper, now).duties) == 1


def test_entered_on_the_leaders_behalf_with_the_paper(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    show(session, district, paper, now)
    with pytest.raises(InvalidInput, match="căn cứ nhập thay"):
        decide(session, district, paper, now, who=district.monitor, on_behalf=True)
    decision = decide(
        session,
        district,
        paper,
        now,
        who=district.monitor,
        on_behalf=True,
        note="Bút phê ngày 23/11/2026",
    )
    assert decision.entered_by_id == district.monitor.id
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.actor_id, event.for_user_id) == (district.monitor.id, district.chairman.id)
    (duty,) = confirm(session, district, paper, now).duties
    assert duty.given_by_id == district.chairman.id


def test_only_the_leader_to_whom_it_was_shown_decides(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    show(session, district, paper, now)
    with pytest.raises(NotAllowed):
        decide(session, district, paper, now, who=district.justice_head)
    decide(session, district, paper, now)
    with pytest.raises(Conflict):
        decide(session, district, paper, now)


def test_what_cannot_be_shown(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    with pytest.raises(InvalidInput) as refused:
        show(session, district, paper, now, leader_id=district.justice_head.id)
    assert refused.value.field == "leader"
    empty = a_directive(session, district.office, number="13/KH-UBND")
    with pytest.raises(InvalidInput, match="rà soát"):
        show(session, district, empty, now)
    show(session, district, paper, now)
    with pytest.raises(Conflict):
        show(session, district, paper, now)
