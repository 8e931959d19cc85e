"""Figures add up, say what was known on their day, and never change after later deeds."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.queries.report_lives import AFTER, BEFORE, FROM, INSIDE, NOVEMBER, TO, TOLD, T, Told
from tracker.domain.counted_tasks import FigureColumn, as_duties, behind
from tracker.domain.figures import Figures, check_figures, check_sums
from tracker.domain.follow_up import FollowUp
from tracker.domain.reporting_periods import Window
from tracker.models import DutyLine, Task, UnitName, UnitReport
from tracker.queries.report_figures import Counted, count
from tracker.queries.task_measures import reported_tasks


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def life(session: Session, district: District) -> Life:
    return Life(session, district)


def november(session: Session, district: District, **more: object) -> Counted:
    return count(
        session,
        office_id=district.office.id,
        window=NOVEMBER,
        as_of=TO,
        **more,  # type: ignore[arg-type]
    )


def lived(session: Session, life: Life, told: Told) -> Task:
    office, unit = life.district.office, life.district.justice
    task = a_task(session, office, unit, due_on=told.due, assigned_on=told.given, text=told.name)
    told.lives(life, task)
    return task


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
def test_one_life(session: Session, life: Life, told: Told) -> None:
    task = lived(session, life, told)
    counted = november(session, life.district)
    if told.counted is None:
        assert counted.rows == ()
        assert counted.tasks == Figures()
        return
    (row,) = counted.rows
    assert (row.task_id, row.timeliness, row.carried_over) == (
        task.id, told.counted, told.carried_over
    )  # fmt: skip


def test_all_lives_add_up_in_both_counts(session: Session, life: Life) -> None:
    for told in TOLD:
        lived(session, life, told)
    counted = november(session, life.district)
    check_figures(counted.tasks, "all")
    check_figures(counted.duties, "all")
    check_sums(counted.units, counted.tasks, counted.regular)
    expected = [told for told in TOLD if told.counted not in (None, T.NOT_COUNTED)]
    assert counted.tasks.total == len(expected)
    assert counted.tasks.carried_over == sum(told.carried_over for told in expected)
    assert counted.tasks.open_overdue == sum(told.counted is T.OPEN_OVERDUE for told in TOLD)
    assert (counted.tasks.cancelled, counted.tasks.refused) == (1, 2)


def test_every_number_is_the_length_of_the_list_behind_it(session: Session, life: Life) -> None:
    for told in TOLD:
        lived(session, life, told)
    counted = november(session, life.district)
    for column in FigureColumn:
        assert getattr(counted.tasks, column.value) == len(behind(counted.rows, column))
        duties = as_duties(counted.rows)
        assert getattr(counted.duties, column.value) == len(behind(duties, column))


def test_a_past_day_is_never_told_otherwise(session: Session, life: Life) -> None:
    """Whatever is done later, the same question about the same day has the same answer."""
    office, unit = life.district.office, life.district.justice
    tasks = [
        a_task(session, office, unit, assigned_on=INSIDE, due_on=date(2026, 11, 10 + n))
        for n in range(7)
    ]
    life.complete(tasks[0], date(2026, 11, 9))
    life.submit(tasks[1], date(2026, 11, 9))
    asked = november(session, life.district)
    life.reopen(tasks[0], AFTER)
    life.return_(tasks[1], AFTER)
    life.transfer(tasks[2], AFTER, life.district.culture)
    life.cancel(tasks[3], AFTER)
    life.complete(tasks[4], AFTER)
    life.change_deadline(tasks[5], AFTER, date(2026, 12, 30))
    life.suspend(tasks[6], AFTER)
    session.add(UnitName(unit=unit, name="Phòng Tư pháp và Hộ tịch", from_on=AFTER))
    unit.names[0].to_on = AFTER - timedelta(days=1)
    session.flush()
    session.expire_all()
    assert november(session, life.district) == asked
    assert asked.units[0].unit == "Phòng Tư pháp"


def test_the_next_period_takes_over_what_is_left(session: Session, life: Life) -> None:
    for told in TOLD:
        lived(session, life, told)
    office_id = life.district.office.id
    now = november(session, life.district)
    december = Window(TO + timedelta(days=1), date(2026, 12, 14))
    later = count(session, office_id=office_id, window=december, as_of=december.to_on)
    left = {
        row.task_id for row in now.rows if row.timeliness not in (
            T.COMPLETED_ON_TIME, T.COMPLETED_LATE, T.UNDATED_DONE
        ) and row.status.value != "cancelled"
    }  # fmt: skip
    carried = {row.task_id for row in later.rows if row.carried_over}
    reopened = {"opened again afterwards", "done before, opened again afterwards"}
    texts = {row.task_id: session.get_one(Task, row.task_id).duty.text for row in later.rows}
    assert left <= carried
    assert {texts[task_id] for task_id in carried - left} == reopened


def test_a_task_counts_for_the_unit_that_led_it_on_the_day(session: Session, life: Life) -> None:
    district = life.district
    moved, later = (
        a_task(session, district.office, district.justice, assigned_on=INSIDE) for _ in range(2)
    )
    life.transfer(moved, date(2026, 11, 3), district.culture)
    life.transfer(later, AFTER, district.culture)
    units = {row.unit_id: row.tasks.total for row in november(session, district).units}
    assert units == {district.justice.id: 1, district.culture.id: 1}


def test_a_refusal_that_is_accepted_moves_the_task(session: Session, life: Life) -> None:
    district = life.district
    task = a_task(session, district.office, district.justice, assigned_on=INSIDE)
    life.refuse(task, date(2026, 10, 22), district.culture)
    life.decide_refusal(task, date(2026, 10, 24), accept=True)
    (row,) = november(session, district).rows
    assert (row.unit_id, row.timeliness) == (district.culture.id, T.OPEN_IN_TIME)


def test_a_task_with_three_coordinating_units_counts_once(
    session: Session, district: District
) -> None:
    others = [a_unit(session, parent=district.office.root_unit) for _ in range(3)]
    a_task(session, district.office, district.justice, assigned_on=INSIDE, coordinating=others)
    counted = november(session, district)
    assert (counted.tasks.total, counted.duties.total) == (1, 1)
    assert [unit.unit_id for unit in counted.units] == [district.justice.id]


def test_a_duty_of_two_units_is_one_duty_and_two_tasks(session: Session, life: Life) -> None:
    """In the worst state of its tasks; in each unit's row as that unit's own."""
    district = life.district
    duty = a_duty(session, district.office, leads=[district.justice, district.culture])
    done, open_ = (
        a_task(session, district.office, unit, duty=duty, assigned_on=INSIDE, due_on=TO)
        for unit in (district.justice, district.culture)
    )
    life.complete(done, date(2026, 11, 2))
    counted = november(session, district)
    assert (counted.tasks.total, counted.duties.total) == (2, 1)
    assert counted.duties.open_in_time == 1
    assert counted.duties.completed == 0
    by_unit = {row.unit_id: row.duties for row in counted.units}
    assert by_unit[district.justice.id].completed_on_time == 1
    assert by_unit[district.culture.id].open_in_time == 1
    life.cancel(open_, date(2026, 11, 3))
    again = november(session, district).duties
    assert (again.total, again.completed_on_time, again.cancelled) == (1, 1, 0)


def test_a_directive_without_any_date(session: Session, life: Life) -> None:
    """Its report adds up too: nothing can be late, and no rate of punctuality is claimed."""
    district = life.district
    directive = a_directive(session, district.office, "Chỉ thị về kỷ cương hành chính")
    duty = a_duty(session, district.office, directive=directive, leads=[district.justice])
    tasks = [
        a_task(session, district.office, unit, duty=duty, due_on=None, assigned_on=INSIDE)
        for unit in (district.justice, district.culture)
    ]
    a_task(session, district.office, district.justice, assigned_on=INSIDE)  # of another directive
    life.complete(tasks[0], date(2026, 11, 2))
    figures = november(session, district, directive_id=directive.id).tasks
    check_figures(figures, "directive")
    assert (figures.total, figures.undated_open, figures.undated_done) == (2, 1, 1)
    assert figures.on_time_rate.percent is None
    assert figures.completion_rate.part == 1


def test_another_office_is_not_counted(session: Session, district: District) -> None:
    other = a_district(session)
    a_task(session, other.office, other.justice, assigned_on=INSIDE)
    assert november(session, district).rows == ()


def test_an_empty_office_counts_nothing(session: Session, district: District) -> None:
    counted = november(session, district)
    assert counted.units == ()
    assert counted.tasks == counted.duties == Figures()


def test_one_units_own_page(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, assigned_on=INSIDE)
    a_task(session, district.office, district.culture, assigned_on=INSIDE)
    own = november(session, district, only=Task.lead_unit_id == district.justice.id)
    assert [row.unit_id for row in own.rows] == [district.justice.id]
    assert own.lines == ()


def test_regular_duties_are_counted_beside(session: Session, district: District) -> None:
    """They are no tasks; late is who answered after the day on which the answers are owed."""
    units = [district.justice, district.culture, district.lead]
    directive = a_directive(session, district.office)
    duty = a_duty(
        session, district.office, follow_up=FollowUp.REGULAR, leads=units, directive=directive
    )
    for unit, day in ((district.justice, date(2026, 11, 16)), (district.culture, AFTER)):
        report = UnitReport(
            office_id=district.office.id, unit_id=unit.id, period_kind="month",
            period_key="2026-11", from_on=FROM, to_on=TO, submitted_at=at(day),
        )  # fmt: skip
        session.add(report)
        session.flush()
        session.add(
            DutyLine(
                duty_id=duty.id, unit_id=unit.id, unit_report_id=report.id, period_key="2026-11",
                result="Đã niêm yết.", answered_at=at(day),
            )
        )  # fmt: skip
    session.flush()
    counted = november(session, district, reported_by=date(2026, 11, 18))
    regular = counted.regular
    assert (regular.duties, regular.reported, regular.reported_late, regular.not_reported) == (
        3, 1, 1, 1
    )  # fmt: skip
    assert counted.tasks == Figures()
    assert len(counted.units) == 3
    assert counted.period.key == "2026-11"
    assert november(session, district).regular.not_reported == 3, "nobody had answered by then"
    of_it = november(session, district, directive_id=directive.id)
    assert of_it.regular.duties == 3
    other = a_directive(session, district.office)
    assert november(session, district, directive_id=other.id).regular.duties == 0


@pytest.mark.parametrize(
    ("window", "as_of", "key"),
    [
        (NOVEMBER, TO, "2026-11"),
        (Window(TO + timedelta(days=1), date(2026, 12, 14)), AFTER, "2026-12"),
        (Window(date(2025, 12, 15), date(2026, 12, 14)), AFTER, "2026-11"),
        (Window(date(2026, 6, 15), date(2026, 9, 14)), AFTER, "2026-09"),
    ],
    ids=["its own month", "the running month", "the running year", "a quarter that is over"],
)
def test_of_which_period_regular_duties_speak(
    session: Session, district: District, window: Window, as_of: date, key: str
) -> None:
    found = count(session, office_id=district.office.id, window=window, as_of=as_of)
    assert found.period.key == key


def test_the_update_rate_knows_who_reported(session: Session, life: Life) -> None:
    district = life.district
    reported, handed_in, silent, early = (
        a_task(session, district.office, district.justice, assigned_on=BEFORE) for _ in range(4)
    )
    life.report(reported, FROM)
    life.submit(handed_in, TO)
    life.report(early, FROM - timedelta(days=1), hour=23)
    life.report(silent, TO + timedelta(days=1), hour=0)
    found = reported_tasks(session, district.office.id, NOVEMBER)
    assert found == {reported.id, handed_in.id}


def test_columns_have_the_names_of_the_figures() -> None:
    names = {field.name for field in fields(Figures)} | {"completed", "still_open"}
    assert {column.value for column in FigureColumn} == names
