""" "Tham mưu, trình": the unit is done with its draft, the leader's time stands apart."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.services.handing_in import confirm, hand_in, last_event
from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.models import Issuance, Task
from tracker.queries.leader_desk import leader_desk
from tracker.queries.task_life import task_life
from tracker.services import leader_part

TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def drafted(session: Session, district: District, now: datetime) -> Task:
    """Drafted on Friday the 20th, confirmed on Monday the 23rd."""
    task = a_task(session, district.office, district.justice)
    task.duty.for_leader = True
    hand_in(session, district, task, now)
    return confirm(session, district, task, now, district.monitor)


def enter(session: Session, district: District, task: Task, now: datetime, on: date) -> Issuance:
    return leader_part.enter_issued(
        session,
        task_id=task.id,
        version=None,
        paper_number="18/KH-UBND",
        issued_on=on,
        note="",
        actor=district.actor(district.monitor),
        now=now,
    )


def desk(session: Session, district: District, day: date) -> list[tuple[int, int]]:
    actor = district.actor(district.chairman)
    found = leader_desk(session, actor=actor, as_of=day, calendar=seeded_calendar())
    return [(row.task_id, row.waited) for row in found]


def test_the_leaders_time_runs_from_the_draft_to_the_paper(
    session: Session, district: District, drafted: Task, now: datetime
) -> None:
    assert drafted.done_on == date(2026, 11, 20)
    assert desk(session, district, TODAY) == [(drafted.id, 1)]
    assert desk(session, district, date(2026, 11, 26)) == [(drafted.id, 3)]
    enter(session, district, drafted, now, TODAY)
    assert desk(session, district, TODAY) == []
    life = task_life(session, drafted, date(2026, 12, 31), seeded_calendar())
    assert (life.leader_days, drafted.done_on) == (1, date(2026, 11, 20))
    assert last_event(session, drafted).kind is EventKind.PAPER_ISSUED


def test_entered_again_it_corrects_and_both_stay_in_the_history(
    session: Session, district: District, drafted: Task, now: datetime
) -> None:
    enter(session, district, drafted, now, TODAY)
    enter(session, district, drafted, now, date(2026, 11, 20))
    assert len(session.scalars(select(Issuance)).all()) == 1
    data = last_event(session, drafted).data
    assert data["paper_before"] == "18/KH-UBND 23/11/2026"
    assert data["paper_after"] == "18/KH-UBND 20/11/2026"


def test_nothing_is_issued_before_its_draft_or_without_a_leaders_part(
    session: Session, district: District, drafted: Task, now: datetime
) -> None:
    with pytest.raises(InvalidInput):
        enter(session, district, drafted, now, date(2026, 11, 19))
    for task in (a_task(session, district.office, district.justice),):
        with pytest.raises(Conflict):
            enter(session, district, task, now, TODAY)


def test_the_lead_office_says_whether_a_leader_has_a_part(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice)
    asked = {"task_id": task.id, "version": None, "now": now}
    actor = district.actor(district.monitor)
    with pytest.raises(InvalidInput):
        leader_part.set_leader_part(session, basis=" ", actor=actor, **asked)  # type: ignore[arg-type]
    leader_part.set_leader_part(session, basis="Kết luận họp", actor=actor, **asked)  # type: ignore[arg-type]
    assert task.duty.for_leader
    assert last_event(session, task).data["for_leader"] is True
