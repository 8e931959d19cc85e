"""The first page lets the database count; it says what the rows of a report say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.queries.first_page import first_page
from tests.queries.report_lives import AFTER, BEFORE, FROM, INSIDE, NOVEMBER, TO, TOLD, T, Told
from tracker.domain.figures import Rate
from tracker.domain.follow_up import FollowUp
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import TaskStatus
from tracker.models import Task
from tracker.queries.dashboard import LATE

YEAR = Window(date(2025, 12, 15), date(2026, 12, 14))
#: The window's end when nothing was done since, the same days when more was, and the open year.
ASKED = [(NOVEMBER, TO), (NOVEMBER, AFTER), (YEAR, AFTER), (YEAR, INSIDE)]


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def life(session: Session, district: District) -> Life:
    return Life(session, district)


def lived(session: Session, life: Life, told: Told) -> Task:
    office, unit = life.district.office, life.district.justice
    task = a_task(session, office, unit, due_on=told.due, assigned_on=told.given, text=told.name)
    told.lives(life, task)
    return task


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
def test_one_life(session: Session, life: Life, told: Told) -> None:
    lived(session, life, told)
    for window, today in ASKED:
        found = first_page(session, life.district.office.id, window, today)
        if window is NOVEMBER:
            counted = told.counted not in (None, T.NOT_COUNTED)
            assert found.counted.tasks.total == counted
            assert found.counted.tasks.carried_over == (counted and told.carried_over)


def test_all_lives_together(session: Session, life: Life) -> None:
    for told in TOLD:
        lived(session, life, told)
    for window, today in ASKED:
        found = first_page(session, life.district.office.id, window, today)
        assert found.counted.tasks.total > LATE
        assert len(found.late) == min(LATE, found.counted.tasks.open_overdue)


def test_a_duty_stands_in_the_worst_state_of_its_tasks(session: Session, life: Life) -> None:
    """Of all its units in the total, of each unit's own tasks in that unit's row."""
    district = life.district
    duty = a_duty(session, district.office, leads=[district.justice, district.culture])
    old, done, late, second = (
        a_task(session, district.office, unit, duty=duty, assigned_on=given, due_on=due_on)
        for unit, given, due_on in (
            (district.culture, BEFORE, TO),
            (district.justice, INSIDE, TO),
            (district.justice, INSIDE, INSIDE + timedelta(days=2)),
            (district.culture, INSIDE, None),
        )
    )
    life.complete(done, date(2026, 11, 2))
    life.suspend(second, date(2026, 11, 3))
    found = first_page(session, district.office.id, NOVEMBER, TO).counted
    assert (found.duties.total, found.duties.open_overdue, found.duties.carried_over) == (1, 1, 1)
    by_unit = {unit.unit_id: unit.duties for unit in found.units}
    assert by_unit[district.justice.id].open_overdue == 1
    assert by_unit[district.culture.id].open_in_time == 1
    life.cancel(late, date(2026, 11, 4))
    life.cancel(old, date(2026, 11, 4))
    found = first_page(session, district.office.id, NOVEMBER, TO).counted
    assert (found.duties.suspended, found.duties.carried_over) == (1, 1), "as its rows say"


@pytest.mark.parametrize("refused_first", [True, False])
def test_a_duty_outside_the_total_stands_where_its_first_task_does(
    session: Session, life: Life, *, refused_first: bool
) -> None:
    district = life.district
    duty = a_duty(session, district.office, leads=[district.justice])
    tasks = [
        a_task(session, district.office, district.justice, duty=duty, assigned_on=INSIDE)
        for _ in range(2)
    ]
    refused, cancelled = tasks if refused_first else reversed(tasks)
    life.refuse(refused, date(2026, 11, 2), district.culture)
    life.cancel(cancelled, date(2026, 11, 2))
    found = first_page(session, district.office.id, NOVEMBER, TO).counted.duties
    assert (found.refused, found.cancelled) == ((1, 0) if refused_first else (0, 1))


def test_bodies_outside_stand_apart(session: Session, life: Life) -> None:
    """In no total and in no duty, even where they share one with a unit of the office."""
    district = life.district
    front = a_unit(session, "Ủy ban MTTQ huyện", parent=district.office.root_unit, outside=True)
    duty = a_duty(session, district.office, leads=[district.justice, front])
    a_task(session, district.office, front, duty=duty, assigned_on=INSIDE, due_on=FROM)
    own = a_task(session, district.office, district.justice, duty=duty, assigned_on=INSIDE)
    life.complete(own, date(2026, 11, 2))
    found = first_page(session, district.office.id, NOVEMBER, TO)
    (body,) = found.counted.requests
    assert (body.unit_id, body.tasks.open_overdue) == (front.id, 1)
    assert (found.counted.tasks.total, found.counted.tasks.open_overdue) == (1, 0)
    assert (found.counted.duties.total, found.counted.duties.completed) == (1, 1)
    assert (found.late, found.latest) == ((), ())
    assert found.updates == {None: Rate(0, 0)}


def test_who_reported_of_what_is_open(session: Session, life: Life) -> None:
    """Once, however often; what is done or suspended is asked for no report."""
    district = life.district
    twice, silent, done, held = (
        a_task(session, district.office, district.justice, assigned_on=INSIDE) for _ in range(4)
    )
    for task in (twice, twice, done, held):
        life.report(task, date(2026, 11, 3))
    life.complete(done, date(2026, 11, 4))
    life.suspend(held, date(2026, 11, 4))
    found = first_page(session, district.office.id, NOVEMBER, TO)
    assert found.updates[district.justice.id] == found.updates[None] == Rate(1, 2)
    life.report(silent, TO)
    found = first_page(session, district.office.id, NOVEMBER, TO)
    assert found.updates[None] == Rate(2, 2)


def test_what_waits_is_late_only_until_its_hand_in(session: Session, life: Life) -> None:
    """Its day is the oldest, its delay the shortest: the two lists begin with different tasks."""
    district = life.district
    waits, *owed = (
        a_task(
            session,
            district.office,
            district.justice,
            assigned_on=BEFORE,
            due_on=INSIDE + timedelta(days=n),
        )
        for n in range(LATE + 1)
    )
    life.submit(waits, INSIDE + timedelta(days=1))
    found = first_page(session, district.office.id, NOVEMBER, TO)
    assert [row.task_id for row in found.late] == [row.id for row in (waits, *owed[:-1])]
    assert [row.task_id for row in found.latest] == [row.id for row in owed]
    (listed,) = (row for row in found.late if row.status is TaskStatus.SUBMITTED)
    assert (listed.task_id, listed.late_days) == (waits.id, 1)


def test_a_hand_in_late_by_most_days_is_found_behind_many_owed_ones(
    session: Session, life: Life
) -> None:
    district = life.district
    for _ in range(LATE + 1):
        a_task(session, district.office, district.justice, assigned_on=BEFORE, due_on=INSIDE)
    waits = a_task(session, district.office, district.culture, assigned_on=BEFORE, due_on=BEFORE)
    life.submit(waits, TO)
    found = first_page(session, district.office.id, NOVEMBER, TO)
    assert found.latest[0].task_id == found.late[0].task_id == waits.id
    assert (found.latest[0].late_days, len(found.latest)) == ((TO - BEFORE).days, LATE)


def test_units_that_only_owe_regular_duties(session: Session, district: District) -> None:
    a_duty(
        session, district.office, follow_up=FollowUp.REGULAR, leads=[district.justice],
        directive=a_directive(session, district.office),
    )  # fmt: skip
    found = first_page(session, district.office.id, NOVEMBER, AFTER)
    assert [unit.regular.duties for unit in found.counted.units] == [1]
    assert not found.is_empty


def test_an_empty_office(session: Session, district: District) -> None:
    other = a_district(session)
    a_task(session, other.office, other.justice, assigned_on=INSIDE)
    assert first_page(session, district.office.id, NOVEMBER, TO).is_empty
