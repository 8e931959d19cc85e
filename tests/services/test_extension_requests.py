"""A unit asks for more time; whoever assigned decides; both due days stay countable."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.models import Event, ExtensionRequest, OutboxMessage, Task, User
from tracker.services import extension_requests

WANTED = date(2026, 12, 15)
REASON = "Chờ hướng dẫn của Sở Tư pháp"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def ask(
    session: Session, district: District, task: Task, now: datetime, **more: Any
) -> ExtensionRequest:
    words: dict[str, Any] = {"wanted_on": WANTED, "reason": REASON} | more
    return extension_requests.ask(
        session,
        task_id=task.id,
        version=None,
        actor=district.actor(district.justice_officer),
        now=now,
        **words,
    )


def grant(
    session: Session, district: District, request: ExtensionRequest, now: datetime, **more: Any
) -> ExtensionRequest:
    words: dict[str, Any] = {"due_on": WANTED, "basis": "Ý kiến Chủ tịch"} | more
    who: User = words.pop("by", district.monitor)
    return extension_requests.grant(
        session,
        request_id=request.id,
        version=None,
        actor=district.actor(who),
        now=now,
        **words,
    )


def last_event(session: Session, task: Task) -> Event:
    query = select(Event).where(Event.task_id == task.id).order_by(Event.id.desc()).limit(1)
    return session.scalars(query).one()


def told(session: Session, kind: MessageKind) -> set[int]:
    query = select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind)
    return set(session.scalars(query))


class TestAsking:
    """The due day stays until somebody decides."""

    def test_the_lead_office_is_told_and_nothing_moves(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        request = ask(session, district, task, now)
        assert (request.state, request.n) == (ExtensionState.WAITING, 1)
        assert task.due_on == date(2026, 11, 30)
        event = last_event(session, task)
        assert event.kind is EventKind.EXTENSION_ASKED
        assert event.data["late"] is False
        assert district.monitor.id in told(session, MessageKind.EXTENSION_ASKED)
        assert district.justice_head.id not in told(session, MessageKind.EXTENSION_ASKED)

    def test_after_the_due_day_it_is_marked(
        self, session: Session, district: District, task: Task, clock: Clock
    ) -> None:
        ask(session, district, task, clock.move_to(date(2026, 12, 3)))
        assert last_event(session, task).data["late"] is True

    def test_one_request_waits_at_a_time(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        ask(session, district, task, now)
        with pytest.raises(Conflict, match="chờ quyết định"):
            ask(session, district, task, now)

    def test_a_reason_is_owed(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            ask(session, district, task, now, reason="  ")
        assert refused.value.field == "reason"

    def test_withdrawn_it_may_be_asked_again(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        first = ask(session, district, task, now)
        extension_requests.withdraw(
            session,
            request_id=first.id,
            version=None,
            actor=district.actor(district.justice_officer),
            now=now,
        )
        assert first.state is ExtensionState.WITHDRAWN
        assert ask(session, district, task, now).n == 2


class TestDeciding:
    """Whoever assigned decides; the original due day stays beside the new one."""

    def test_granting_writes_a_deadline_version(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        grant(session, district, ask(session, district, task, now), now)
        assert [(row.due_on, row.cause) for row in task.deadlines] == [
            (date(2026, 11, 30), DeadlineCause.DIRECTIVE),
            (WANTED, DeadlineCause.EXTENSION),
        ]
        assert task.due_on == WANTED
        assert last_event(session, task).kind is EventKind.EXTENSION_GRANTED
        assert told(session, MessageKind.EXTENSION_DECIDED) >= {
            district.justice_head.id,
            district.justice_officer.id,
        }

    def test_another_day_than_asked_for_may_be_granted(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        request = grant(
            session,
            district,
            ask(session, district, task, now),
            now,
            due_on=date(2026, 12, 8),
        )
        assert (request.wanted_on, request.granted_on) == (WANTED, date(2026, 12, 8))
        assert task.due_on == date(2026, 12, 8)

    def test_refusing_needs_a_reason_and_moves_nothing(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        request = ask(session, district, task, now)
        by: dict[str, Any] = {"actor": district.actor(district.monitor), "now": now}
        with pytest.raises(InvalidInput):
            extension_requests.refuse(session, request_id=request.id, version=None, basis=" ", **by)
        extension_requests.refuse(
            session, request_id=request.id, version=None, basis="Việc cấp bách", **by
        )
        assert task.due_on == date(2026, 11, 30)
        assert len(task.deadlines) == 1
        assert last_event(session, task).basis == "Việc cấp bách"

    def test_a_decided_request_is_decided(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        request = grant(session, district, ask(session, district, task, now), now)
        with pytest.raises(Conflict):
            grant(session, district, request, now, due_on=date(2026, 12, 30))

    def test_nobody_grants_their_own_units_request(
        self, session: Session, district: District, now: datetime
    ) -> None:
        own = a_task(session, district.office, district.lead)
        request = extension_requests.ask(
            session,
            task_id=own.id,
            version=None,
            wanted_on=WANTED,
            reason=REASON,
            actor=district.actor(district.monitor),
            now=now,
        )
        with pytest.raises(NotAllowed):
            grant(session, district, request, now)
        grant(session, district, request, now, by=district.chairman)
        assert own.due_on == WANTED


class TestTheThirdTime:
    """By the office's rule a leader decides; his word may be entered with its paper."""

    @pytest.fixture
    def twice(self, session: Session, district: District, task: Task, now: datetime) -> Task:
        for day in (date(2026, 12, 5), date(2026, 12, 10)):
            grant(
                session,
                district,
                ask(session, district, task, now, wanted_on=day),
                now,
                due_on=day,
            )
        return task

    def test_the_leader_is_told_and_decides(
        self, session: Session, district: District, twice: Task, now: datetime
    ) -> None:
        request = ask(session, district, twice, now)
        assert district.chairman.id in told(session, MessageKind.EXTENSION_ASKED)
        with pytest.raises(NotAllowed, match="lãnh đạo quyết định"):
            grant(session, district, request, now)
        grant(session, district, request, now, by=district.chairman)
        assert twice.due_on == WANTED

    def test_his_word_is_entered_with_its_paper_only(
        self, session: Session, district: District, twice: Task, now: datetime
    ) -> None:
        request = ask(session, district, twice, now)
        with pytest.raises(InvalidInput) as refused:
            grant(session, district, request, now, leader=district.chairman)
        assert refused.value.field == "files"
