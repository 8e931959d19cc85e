"""Beside the states, counted by hand: first days, updates, extensions, returns, delay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.queries.report_lives import AFTER, NOVEMBER, TO, TOLD
from tracker.domain.figures import Measures, check_groups
from tracker.domain.measured_tasks import MeasureColumn, measured
from tracker.models import Task, UnitField, WorkField
from tracker.queries.report_figures import Counted, count

GIVEN = date(2026, 10, 20)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def life(session: Session, district: District) -> Life:
    return Life(session, district)


def november(
    session: Session,
    district: District,
    *,
    field_id: int | None = None,
    unit_id: int | None = None,
) -> Counted:
    return count(
        session,
        office_id=district.office.id,
        window=NOVEMBER,
        as_of=TO,
        field_id=field_id,
        unit_id=unit_id,
        groups=True,
    )


@pytest.fixture
def lived(session: Session, district: District, life: Life) -> District:
    """Given 20/10, due 6/11. A: done on 4/11. B: moved to 13/11 and done on 10/11 (late by the
    first day). C: moved to 30/11, open. D: returned once, open, overdue 5 days, reported on.
    E: done four days late. F: without a date. G: overdue 8 days."""
    office, unit = district.office, district.justice
    a, b, c, d, e, f, g = (
        a_task(session, office, unit, assigned_on=GIVEN, due_on=due)
        for due in [date(2026, 11, 6)] * 3
        + [date(2026, 11, 9), date(2026, 11, 6), None, date(2026, 11, 6)]
    )
    life.complete(a, date(2026, 11, 4))
    life.change_deadline(b, date(2026, 11, 2), date(2026, 11, 13))
    life.complete(b, date(2026, 11, 10))
    life.change_deadline(c, date(2026, 11, 3), date(2026, 11, 30))
    life.submit(d, date(2026, 10, 28))
    life.return_(d, date(2026, 10, 29))
    life.report(d, date(2026, 11, 5))
    life.complete(e, date(2026, 11, 10))
    assert f.due_on is None
    assert g.due_on is not None
    return district


def test_every_measure_by_hand(session: Session, lived: District) -> None:
    counted = november(session, lived)
    assert counted.measures == Measures(
        timely_first=1,  # A
        judged_first=6,  # A, B, C (its first day is over), D, E, G
        still_open=4,  # C, D, F, G
        updated=1,  # D
        extended=2,  # B, C
        extensions=2,
        returned=1,  # D
        returns=1,
        late=3,  # D 5 days, E 4 days, G 8 days
        late_days=17,
    )
    assert str(counted.measures.average_late) == "5.7"
    assert counted.tasks.completed_on_time == 2  # A and B by the day that holds now


def test_every_measure_is_the_length_of_its_list(session: Session, lived: District) -> None:
    counted = november(session, lived)
    for column in MeasureColumn:
        assert getattr(counted.measures, column.value) == len(measured(counted.rows, column))


def test_units_measures_add_up(session: Session, lived: District, life: Life) -> None:
    other = a_task(session, lived.office, lived.culture, assigned_on=GIVEN, due_on=GIVEN)
    life.report(other, date(2026, 11, 5))
    counted = november(session, lived)
    assert len(counted.units) == 2
    for name in ("judged_first", "still_open", "updated", "late", "late_days"):
        added = sum(getattr(unit.measures, name) for unit in counted.units)
        assert added == getattr(counted.measures, name)


def test_later_deeds_change_no_measure(session: Session, lived: District, life: Life) -> None:
    asked = november(session, lived)
    open_rows = measured(asked.rows, MeasureColumn.STILL_OPEN)
    tasks = [session.get_one(Task, row.task_id) for row in open_rows]
    life.change_deadline(tasks[0], AFTER, date(2026, 12, 30))
    life.report(tasks[1], AFTER)
    life.submit(tasks[2], AFTER)
    life.return_(tasks[2], AFTER + timedelta(days=1))
    session.expire_all()
    assert november(session, lived) == asked


def test_fields_and_directives_add_up_to_the_total(
    session: Session, district: District, life: Life
) -> None:
    """One directive with no date at all among them; one task of no field."""
    office = district.office
    justice = WorkField(office_id=office.id, name="Tư pháp", ord=1)
    culture = WorkField(office_id=office.id, name="Văn hóa", ord=2)
    session.add_all([justice, culture])
    session.flush()
    session.add(UnitField(unit_id=district.justice.id, field_id=justice.id))
    undated = a_directive(session, office)
    duty = a_duty(session, office, directive=undated, leads=[district.justice, district.culture])
    a_task(session, office, district.justice, assigned_on=GIVEN, due_on=None, duty=duty)
    a_task(session, office, district.culture, assigned_on=GIVEN, due_on=None, duty=duty)
    own = a_task(session, office, district.culture, assigned_on=GIVEN, due_on=GIVEN)
    own.duty.field_id = culture.id
    for told in TOLD:
        task = a_task(session, office, district.justice, due_on=told.due, assigned_on=told.given)
        told.lives(life, task)
    session.flush()
    counted = november(session, district)
    for groups, where in ((counted.fields, "fields"), (counted.sources, "sources")):
        check_groups(groups, counted.tasks, where)
    assert [group.name for group in counted.fields] == ["Tư pháp", "Văn hóa", "Chưa phân lĩnh vực"]
    assert counted.fields[1].tasks.total == 1
    (source,) = [group for group in counted.sources if group.key == undated.id]
    assert (source.tasks.total, source.tasks.undated_open, source.duties.total) == (2, 2, 1)
    assert source.tasks.completion_rate.whole == 2
    assert source.tasks.on_time_rate.percent is None


def test_a_report_on_one_field_or_unit_counts_its_own_tasks_only(
    session: Session, lived: District
) -> None:
    field = WorkField(office_id=lived.office.id, name="Văn hóa")
    session.add(field)
    session.flush()
    session.add(UnitField(unit_id=lived.culture.id, field_id=field.id))
    a_task(session, lived.office, lived.culture, assigned_on=GIVEN, due_on=GIVEN)
    session.flush()
    whole = november(session, lived)
    of_field = november(session, lived, field_id=field.id)
    of_unit = november(session, lived, unit_id=lived.justice.id)
    assert of_field.tasks.total == 1
    assert of_field.tasks.total + of_unit.tasks.total == whole.tasks.total
    assert [unit.unit_id for unit in of_unit.units] == [lived.justice.id]
