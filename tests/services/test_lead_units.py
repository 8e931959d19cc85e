"""Who leads a task: refused with the unit that should have it, decided, transferred."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.support.clock import Clock
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.follow_up import UnitRole
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, OutboxMessage, Task, Unit
from tracker.permissions.scope import visible_directives, visible_tasks
from tracker.services import lead_units

BASIS = "Ý kiến của Chủ tịch UBND huyện ngày 23/11/2026"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def refuse(
    session: Session, district: District, task: Task, now: datetime, instead: Unit | None = None
) -> Task:
    return lead_units.refuse(
        session,
        task_id=task.id,
        version=None,
        instead_id=(instead or district.culture).id,
        reason="Thuộc lĩnh vực văn hóa",
        actor=district.actor(district.justice_head),
        now=now,
    )


def decide(
    session: Session, district: District, task: Task, now: datetime, *, accept: bool
) -> Task:
    return lead_units.decide_refusal(
        session,
        task_id=task.id,
        version=None,
        accept=accept,
        basis=BASIS,
        actor=district.actor(district.monitor),
        now=now,
    )


def transfer(session: Session, district: District, task: Task, now: datetime, to: Unit) -> Task:
    return lead_units.transfer(
        session,
        task_id=task.id,
        version=None,
        unit_id=to.id,
        basis=BASIS,
        actor=district.actor(district.monitor),
        now=now,
    )


def told(session: Session, kind: MessageKind) -> set[int]:
    return set(
        session.scalars(select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind))
    )


def test_a_refusal_names_who_should_have_it_and_the_lead_office_hears(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    refuse(session, district, task, now)
    assert (task.status, task.refused_for_id) == (TaskStatus.REFUSED, district.culture.id)
    assert told(session, MessageKind.REFUSED) == {district.monitor.id}


def test_accepted_it_moves_with_a_dated_span(
    session: Session, district: District, task: Task, clock: Clock
) -> None:
    refuse(session, district, task, clock())
    later = clock.pass_by(hours=2)
    decide(session, district, task, later, accept=True)

    assert (task.status, task.lead_unit_id) == (TaskStatus.ASSIGNED, district.culture.id)
    assert task.refused_for_id is None
    spans = [(span.unit_id, span.to_at) for span in task.leads]
    assert spans == [(district.justice.id, later), (district.culture.id, None)]
    assert told(session, MessageKind.ASSIGNED) == {district.culture_head.id}
    kinds = session.scalars(select(Event.kind).where(Event.task_id == task.id).order_by(Event.id))
    assert list(kinds)[-2:] == [EventKind.REFUSAL_DECIDED, EventKind.LEAD_MOVED]


def test_rejected_it_stays(session: Session, district: District, task: Task, now: datetime) -> None:
    refuse(session, district, task, now)
    decide(session, district, task, now, accept=False)
    assert (task.status, task.lead_unit_id) == (TaskStatus.ASSIGNED, district.justice.id)
    assert len(task.leads) == 1


def test_accepted_it_needs_somebody_else(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    """The unit that was named was merged into the very unit that refused."""
    refuse(session, district, task, now)
    task.refused_for_id = None
    session.flush()
    with pytest.raises(InvalidInput, match="không còn nơi để chuyển"):
        decide(session, district, task, now, accept=True)
    session.expire_all()
    assert task.status is TaskStatus.REFUSED
    decide(session, district, task, now, accept=False)
    assert (task.status, task.lead_unit_id) == (TaskStatus.ASSIGNED, district.justice.id)


def test_what_is_in_progress_is_no_longer_refused(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice, status=TaskStatus.IN_PROGRESS)
    with pytest.raises(Conflict):
        refuse(session, district, task, now)


def test_nobody_passes_a_task_to_nowhere(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    gone = a_unit(session, "Phòng Y tế", to_on=date(2025, 6, 30))
    for instead in (district.justice, gone):
        with pytest.raises(InvalidInput) as refused:
            refuse(session, district, task, now, instead)
        assert refused.value.field == "instead_id"


class TestTransferring:
    """An event plus a dated lead span; the task stays the same."""

    def test_the_new_unit_sees_task_and_directive_the_old_one_no_longer(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        task.assignee_id = district.justice_officer.id
        transfer(session, district, task, now, district.culture)

        ours, theirs = district.actor(district.justice_head), district.actor(district.culture_head)
        assert [task.assignee_id] == [None]
        assert list(session.scalars(select(Task).where(visible_tasks(theirs)))) == [task]
        assert not list(session.scalars(select(Task).where(visible_tasks(ours))))
        directive = task.duty.directive
        seen = session.scalars(select(type(directive)).where(visible_directives(theirs)))
        assert list(seen) == [directive]
        old = next(row for row in task.duty.units if row.unit_id == district.justice.id)
        assert (old.role, old.to_on) == (UnitRole.LEAD, date(2026, 11, 23))
        assert told(session, MessageKind.ASSIGNED) == {district.culture_head.id}
        assert told(session, MessageKind.STEERED) == {district.justice_head.id}

    def test_back_and_forth_leaves_three_spans(
        self, session: Session, district: District, task: Task, clock: Clock
    ) -> None:
        transfer(session, district, task, clock(), district.culture)
        transfer(session, district, task, clock.pass_by(days=1), district.justice)
        units = [span.unit_id for span in task.leads]
        assert units == [district.justice.id, district.culture.id, district.justice.id]
        assert [span.to_at is None for span in task.leads] == [False, False, True]

    @pytest.mark.parametrize(
        "status", [TaskStatus.CANCELLED, TaskStatus.REFUSED, TaskStatus.SUBMITTED]
    )
    def test_only_what_a_unit_still_owes(
        self, session: Session, district: District, now: datetime, status: TaskStatus
    ) -> None:
        task = a_task(session, district.office, district.justice, status=status)
        with pytest.raises(Conflict):
            transfer(session, district, task, now, district.culture)


def test_a_refusal_comes_within_its_working_days(session: Session, now: datetime) -> None:
    district = a_district(session, refuse_working_days=5)
    late = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 13))
    in_time = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 16))
    with pytest.raises(InvalidInput, match="Đã quá thời gian trả lại"):
        refuse(session, district, late, now)
    assert late.status is TaskStatus.ASSIGNED
    assert refuse(session, district, in_time, now).status is TaskStatus.REFUSED


def test_a_unit_that_insists_is_decided_by_a_leader(
    session: Session, district: District, task: Task, clock: Clock
) -> None:
    refuse(session, district, task, clock())
    decide(session, district, task, clock.pass_by(hours=1), accept=False)
    refuse(session, district, task, clock.pass_by(hours=1))
    told = session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.kind == MessageKind.REFUSED)
    ).all()
    assert district.chairman.id in told
    with pytest.raises(NotAllowed, match="do lãnh đạo quyết định"):
        decide(session, district, task, clock(), accept=True)
    lead_units.decide_refusal(
        session,
        task_id=task.id,
        version=None,
        accept=True,
        basis=BASIS,
        actor=district.actor(district.chairman),
        now=clock(),
    )
    assert task.lead_unit_id == district.culture.id


def test_the_lead_office_is_no_judge_in_its_own_case(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    refuse(session, district, task, now, instead=district.lead)
    with pytest.raises(NotAllowed):
        decide(session, district, task, now, accept=False)
