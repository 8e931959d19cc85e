"""A rung may end in paper: the morning that reaches it drafts one letter for each late unit."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.user import the_system
from tracker.domain.delivery import Channel
from tracker.domain.official_paper import PaperState
from tracker.domain.reminder_ladder import RuleKind
from tracker.models import OfficialPaper, ReminderRuleRow, ReminderRungRow
from tracker.services.reminders import plan
from tracker.services.urging_letters import draft_for_morning

NOW = at(TODAY, 8)


@pytest.fixture
def district(session: Session) -> District:
    found = a_district(session)
    the_system(session)
    a_task(session, found.office, found.justice, due_on=date(2026, 11, 2))
    return found


def a_rule(session: Session, district: District, *, letter: bool) -> None:
    rule = ReminderRuleRow(
        office_id=district.office.id, kind=RuleKind.DEADLINE, scope="office", n=1, enabled=True,
        basis="", set_at=at(date(2026, 1, 5), 8),
    )  # fmt: skip
    rule.rungs = [
        ReminderRungRow(
            key="overdue", at=1, every=1, most=20, audiences=["unit_head", "lead_office"],
            channels=[Channel.IN_APP.value], words="", letter=letter,
        )  # fmt: skip
    ]
    session.add(rule)
    session.commit()


def morning(session: Session, district: District) -> list[OfficialPaper]:
    plan(session, office_id=district.office.id, now=NOW, base_url="http://tracker.test")
    return draft_for_morning(session, office_id=district.office.id, now=NOW)


def test_a_rung_with_a_letter_drafts_one_for_a_person_to_sign(
    session: Session, district: District
) -> None:
    a_rule(session, district, letter=True)
    (letter,) = morning(session, district)
    assert (letter.unit_id, letter.state) == (district.justice.id, PaperState.DRAFT)
    assert letter.created_by.is_system
    assert letter.number is None


def test_the_same_morning_again_drafts_nothing(session: Session, district: District) -> None:
    a_rule(session, district, letter=True)
    morning(session, district)
    session.commit()
    assert morning(session, district) == []


def test_a_rung_without_a_letter_tells_people_only(session: Session, district: District) -> None:
    a_rule(session, district, letter=False)
    assert morning(session, district) == []
