"""Steps inside a unit: its own list, seen by nobody else, counted nowhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.models import Event, Task, UnitStep
from tracker.permissions.scope import visible_steps
from tracker.queries.unit_steps import own_steps
from tracker.services import unit_steps


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def add(session: Session, district: District, task: Task, now: datetime, **more: Any) -> UnitStep:
    said: dict[str, Any] = {
        "unit_id": district.justice.id,
        "text": "Lấy ý kiến các xã",
        "officer_id": None,
        "due_on": None,
        "actor": district.actor(district.justice_head),
    } | more
    return unit_steps.add(session, task_id=task.id, now=now, **said)


def test_steps_stand_in_their_order_and_are_ticked_and_moved(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    add(session, district, task, now)
    second = add(
        session,
        district,
        task,
        now,
        text="Trình dự thảo",
        officer_id=district.justice_officer.id,
        due_on=date(2026, 11, 27),
    )
    officer = district.actor(district.justice_officer)
    does: dict[str, Any] = {"step_id": second.id, "actor": officer, "now": now}
    unit_steps.move_up(session, version=second.row_version, **does)
    unit_steps.tick(session, version=second.row_version, **does)
    assert [(step.text, step.done_by_id) for step in own_steps(session, task.id, officer)] == [
        ("Trình dự thảo", district.justice_officer.id),
        ("Lấy ý kiến các xã", None),
    ]
    unit_steps.tick(session, version=second.row_version, **does)
    assert second.done_at is None
    with pytest.raises(Conflict):
        unit_steps.tick(session, version=second.row_version - 1, **does)
    assert unit_steps.remove(session, version=second.row_version, **does) == task.id


def test_nobody_else_sees_a_word_of_them(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    step = add(session, district, task, now)
    query = select(UnitStep.id)
    for person in (district.monitor, district.chairman, district.culture_head, district.auditor):
        actor = district.actor(person)
        assert session.scalars(query.where(visible_steps(actor))).all() == []
        with pytest.raises(NotAllowed):
            unit_steps.tick(session, step_id=step.id, version=None, actor=actor, now=now)
    own = district.actor(district.justice_officer)
    assert session.scalars(query.where(visible_steps(own))).all() == [step.id]
    event = session.scalars(select(Event).where(Event.kind == EventKind.STEPS_CHANGED)).one()
    assert (event.task_id, event.note, event.data) == (None, "", {})


def test_each_unit_keeps_its_own(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        add(session, district, task, now, unit_id=district.culture.id)
    add(
        session,
        district,
        task,
        now,
        unit_id=district.culture.id,
        actor=district.actor(district.culture_head),
    )
    assert own_steps(session, task.id, district.actor(district.justice_head)) == []


def test_what_cannot_be(session: Session, district: District, task: Task, now: datetime) -> None:
    faulty: dict[str, dict[str, Any]] = {
        "text": {"text": " "},
        "officer_id": {"officer_id": district.culture_head.id},
    }
    for field, words in faulty.items():
        with pytest.raises(InvalidInput) as refused:
            add(session, district, task, now, **words)
        assert refused.value.field == field
    with pytest.raises(InvalidInput):
        add(session, district, task, now, text="x" * 301)
