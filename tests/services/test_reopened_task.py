"""A task that was over is reopened after its unit or its people have gone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tracker.domain.errors import Conflict
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, OutboxMessage, Task, TaskPart, Unit
from tracker.services import part_answers, steering
from tracker.services.notices import people_of_unit
from tracker.services.succession_check import SuccessionOrder
from tracker.services.unit_succession import succeed

TODAY = date(2026, 11, 23)
BASIS = "Thông báo số 101/TB-UBND"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    """Completed by justice, while its officer had it in hand."""
    task = a_task(
        session, district.office, district.justice, status=TaskStatus.COMPLETED,
        done_on=date(2026, 11, 5),
    )  # fmt: skip
    task.assignee = district.justice_officer
    session.flush()
    return task


def merge(session: Session, district: District, unit: Unit, into: Unit, day: date) -> None:
    order = SuccessionOrder(
        unit_ids=(unit.id,), on_day=day, basis="Nghị quyết 10/NQ-HĐND", successor_id=into.id
    )
    succeed(session, order=order, actor=district.actor(district.administrator), now=at(TODAY))


def reopen(session: Session, district: District, task: Task) -> None:
    session.expire_all()
    steering.reopen(
        session, task_id=task.id, version=None, due_on=None, basis=BASIS,
        actor=district.actor(district.monitor), now=at(TODAY),
    )  # fmt: skip
    session.expire_all()


def test_the_successor_of_the_successor_gets_it_with_a_trace(
    session: Session, district: District, task: Task
) -> None:
    between = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    merge(session, district, district.justice, between, date(2026, 11, 20))
    merge(session, district, between, district.culture, date(2026, 11, 21))
    assert task.lead_unit_id == district.justice.id, "what is over keeps its unit"
    reopen(session, district, task)
    assert (task.status, task.lead_unit_id) == (TaskStatus.IN_PROGRESS, district.culture.id)
    assert task.assignee_id is None
    assert [(span.unit_id, span.to_at is None) for span in task.leads] == [
        (district.justice.id, False),
        (district.culture.id, True),
    ]
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (last.kind, last.basis) == (EventKind.LEAD_MOVED, BASIS)
    assert last.data["name_before"] == "Phòng Tư pháp"


def test_a_unit_that_exists_keeps_it_and_its_officer(
    session: Session, district: District, task: Task
) -> None:
    reopen(session, district, task)
    assert task.lead_unit_id == district.justice.id
    assert task.assignee_id == district.justice_officer.id
    assert len(task.leads) == 1


def test_whoever_was_locked_meanwhile_has_it_no_longer(
    session: Session, district: District, task: Task
) -> None:
    task.monitor = district.monitor
    district.justice_officer.active = False
    session.flush()
    reopen(session, district, task)
    assert task.assignee_id is None
    assert task.monitor_id == district.monitor.id


def an_answered_part(session: Session, district: District) -> tuple[Unit, Task, TaskPart]:
    """A unit that has answered its part of justice's task."""
    unit = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    task = a_task(session, district.office, district.justice, coordinating=[unit])
    (part,) = task.parts
    part.answered_at, part.answer = at(date(2026, 11, 4)), "Đã góp ý."
    session.flush()
    return unit, task, part


def return_part(session: Session, district: District, task: Task, unit: Unit) -> None:
    part_answers.return_part(
        session, task_id=task.id, version=None, unit_id=unit.id, reason="Thiếu số liệu.",
        actor=district.actor(district.monitor), now=at(TODAY),
    )  # fmt: skip


@pytest.mark.parametrize("answered", [False, True])
def test_a_coordinating_unit_that_ended_is_followed_by_its_successor(
    session: Session, district: District, answered: bool
) -> None:
    between = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    task = a_task(
        session, district.office, district.justice, status=TaskStatus.COMPLETED,
        done_on=date(2026, 11, 5), coordinating=[between],
    )  # fmt: skip
    (part,) = task.parts
    if answered:
        part.answered_at, part.answer = at(date(2026, 11, 4)), "Đã góp ý."
    session.flush()
    merge(session, district, between, district.culture, date(2026, 11, 20))
    assert part.closed_at is None, "what is over keeps its parts"
    reopen(session, district, task)
    asked = [one.unit_id for one in task.parts if one.closed_at is None]
    if answered:
        assert asked == [between.id]
        return
    assert asked == [district.culture.id]
    assert part.closed_note == f"{district.culture.name} trả lời thay."
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (last.kind, last.basis) == (EventKind.PART_CLOSED, BASIS)


def test_an_answer_of_a_unit_that_ended_is_asked_again_from_its_successor(
    session: Session, district: District
) -> None:
    between, task, part = an_answered_part(session, district)
    part.request = "Góp ý"
    merge(session, district, between, district.culture, date(2026, 11, 20))
    return_part(session, district, task, between)
    session.expire_all()
    assert part.closed_at is not None
    (own,) = (one for one in task.parts if one.unit_id == district.culture.id)
    assert own.is_waiting
    assert "Thiếu số liệu." in own.request
    told = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == MessageKind.PART_REMINDED)
    ).all()
    heads = {person.id for person in people_of_unit(session, district.culture.id, on_day=TODAY)}
    assert {message.recipient_id for message in told} == heads


def test_nobody_is_asked_where_a_unit_ended_without_a_successor(
    session: Session, district: District
) -> None:
    gone, task, _part = an_answered_part(session, district)
    gone.to_on = date(2026, 11, 19)
    session.flush()
    with pytest.raises(Conflict, match="không có đơn vị kế thừa"):
        return_part(session, district, task, gone)
