"""Every ordering paragraph is decided about, or counted as waiting."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.draft import a_draft
from tests.factories.duty import a_duty
from tests.factories.office import an_office
from tracker.domain.follow_up import DraftState
from tracker.models import Clause, Directive, Office, Reading
from tracker.queries.coverage import Coverage, coverage


@pytest.fixture
def office(session: Session) -> Office:
    return an_office(session)


@pytest.fixture
def paper(session: Session, office: Office) -> Directive:
    return a_directive(session, office)


@pytest.fixture
def clauses(session: Session, paper: Directive) -> list[Clause]:
    """Three orders and a heading that orders nothing."""
    reading = Reading(
        directive_id=paper.id,
        version=1,
        reader="1",
        header={},
        remarks=[],
        created_at=datetime(2026, 1, 6, tzinfo=UTC),
    )
    session.add(reading)
    session.flush()
    rows = [
        Clause(
            reading_id=reading.id,
            ord=place,
            level=0,
            path=str(place),
            marker="",
            text=f"Đoạn {place}",
            is_order=place < 3,
        )
        for place in range(4)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def give(
    session: Session, office: Office, paper: Directive, state: DraftState, *clauses: Clause
) -> None:
    duty = a_duty(session, office, directive=paper) if state is DraftState.CONFIRMED else None
    a_draft(
        session,
        office,
        directive=paper,
        state=state,
        duty_id=duty.id if duty else None,
        set_aside_reason="Trùng" if state is DraftState.SET_ASIDE else None,
        clauses=list(clauses),
    )


def test_nothing_decided_yet(session: Session, paper: Directive, clauses: list[Clause]) -> None:
    assert coverage(session, paper.id) == Coverage(duties=0, set_aside=0, waiting=len(clauses) - 1)


def test_a_shared_paragraph_counts_once(
    session: Session, office: Office, paper: Directive, clauses: list[Clause]
) -> None:
    one, two, three, heading = clauses
    give(session, office, paper, DraftState.CONFIRMED, one, heading)
    give(session, office, paper, DraftState.SET_ASIDE, one)
    give(session, office, paper, DraftState.SET_ASIDE, two)
    give(session, office, paper, DraftState.READY, two)
    give(session, office, paper, DraftState.SET_ASIDE, three)
    assert coverage(session, paper.id) == Coverage(duties=1, set_aside=1, waiting=1)


def test_a_draft_beside_the_text_counts_too(
    session: Session, office: Office, paper: Directive, clauses: list[Clause]
) -> None:
    for clause in clauses[:3]:
        give(session, office, paper, DraftState.CONFIRMED, clause)
    give(session, office, paper, DraftState.PROPOSED)
    give(session, office, paper, DraftState.PROPOSED, clauses[3])
    assert coverage(session, paper.id) == Coverage(duties=3, set_aside=0, waiting=2)


def test_an_order_by_hand_has_nothing_to_cover(session: Session, paper: Directive) -> None:
    assert coverage(session, paper.id).total == 0
