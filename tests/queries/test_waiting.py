"""What waits for a person is counted by things, not by the reasons for which they wait."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.task import a_task
from tracker.domain.task_status import TaskStatus
from tracker.models import User
from tracker.queries.waiting import WaitingFor, waiting_for
from tracker.queries.waiting_groups import SHOWN, Waiting

LATE = date(2026, 11, 20)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def found(session: Session, district: District, user: User) -> WaitingFor:
    session.expire_all()
    return waiting_for(session, actor=district.actor(user), as_of=TODAY)


def test_overdue_and_not_acknowledged_is_one_thing(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=LATE)
    waits = found(session, district, district.justice_head)
    assert {group.why for group in waits.groups} == {Waiting.OVERDUE, Waiting.ACKNOWLEDGE}
    assert (waits.tasks, waits.total) == (1, 1)


def test_also_where_not_every_one_is_shown(session: Session, district: District) -> None:
    for _n in range(SHOWN + 2):
        a_task(session, district.office, district.justice, due_on=LATE)
    a_task(session, district.office, district.justice, status=TaskStatus.RETURNED, due_on=LATE)
    returned = a_task(session, district.office, district.culture, status=TaskStatus.RETURNED)
    waits = found(session, district, district.justice_head)
    assert sum(group.total for group in waits.groups) == 2 * (SHOWN + 2) + 2
    assert waits.tasks == SHOWN + 3
    assert found(session, district, district.culture_head).tasks == 1
    assert returned.id not in {row.id for group in waits.groups for row in group.rows}


def test_a_coordinating_part_is_a_thing_of_its_own(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=LATE, coordinating=[district.culture])
    waits = found(session, district, district.culture_head)
    assert (waits.tasks, waits.parts_total, waits.total) == (0, 1, 1)
    assert found(session, district, district.auditor).total == 0
