"""Whatever people do in whatever order, rows stay true to each other (design 2b, invariants)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.domain.deadlines import (
    DeadlineFact,
    StatusSpan,
    SubmissionFact,
    TaskHistory,
    timeliness,
)
from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.explanation_rules import LateCause
from tracker.domain.follow_up import Milestone
from tracker.domain.local_time import local_day
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, Suspension, Task
from tracker.queries.timeliness_sql import current, known_on
from tracker.services import approval, lead_units, progress, recording, steering

BASIS = "Ý kiến của Chủ tịch"


def deeds(
    session: Session, district: District, task: Task, now: datetime
) -> dict[str, Callable[[], Any]]:
    """Everything that anybody might try at this moment."""
    today = local_day(now)
    led_by = (
        district.justice_head
        if task.lead_unit_id == district.justice.id
        else (district.culture_head)
    )
    other = district.culture if task.lead_unit_id == district.justice.id else district.justice
    unit: dict[str, Any] = {
        "task_id": task.id, "version": None, "actor": district.actor(led_by), "now": now,
    }  # fmt: skip
    lead: dict[str, Any] = unit | {"actor": district.actor(district.monitor)}
    result: dict[str, Any] = {
        "summary": "Đã xong việc.", "paper_number": None, "paper_on": None, "evidence_ids": [],
        "explanation": "Chờ ý kiến cấp trên.",
    }  # fmt: skip
    later = today + timedelta(days=20)
    return {
        "acknowledge": lambda: progress.acknowledge(session, **unit),
        "report": lambda: progress.report(
            session, milestone=Milestone.DRAFTING, text="Đang làm", obstacle="", proposal="", **unit
        ),
        "submit": lambda: approval.submit(session, cause=LateCause.OBJECTIVE, **result, **unit),
        "withdraw": lambda: approval.withdraw(session, note="", **unit),
        "confirm": lambda: approval.confirm(session, note="", **lead),
        "return": lambda: approval.return_(session, reason="Thiếu số liệu", due_on=None, **lead),
        "record": lambda: recording.record_result(session, basis=BASIS, **result, **lead),
        "refuse": lambda: lead_units.refuse(
            session, instead_id=other.id, reason="Không đúng chức năng", **unit
        ),
        "accept": lambda: lead_units.decide_refusal(session, accept=True, basis=BASIS, **lead),
        "reject": lambda: lead_units.decide_refusal(session, accept=False, basis=BASIS, **lead),
        "transfer": lambda: lead_units.transfer(session, unit_id=other.id, basis=BASIS, **lead),
        "suspend": lambda: steering.suspend(session, basis=BASIS, **lead),
        "resume": lambda: steering.resume(session, due_on=later, basis=BASIS, **lead),
        "cancel": lambda: steering.cancel(session, basis=BASIS, **lead),
        "reopen": lambda: steering.reopen(session, due_on=later, basis=BASIS, **lead),
        "deadline": lambda: steering.change_deadline(session, due_on=later, basis=BASIS, **lead),
    }


def history_of(session: Session, task: Task) -> TaskHistory:
    """The dated facts behind the rows, as the Python rule reads them."""
    events = session.execute(
        select(Event.status_after, Event.at)
        .where(Event.task_id == task.id, Event.status_after.is_not(None))
        .order_by(Event.id)
    )
    return TaskHistory(
        statuses=[StatusSpan(status, local_day(at)) for status, at in events if status],
        deadlines=[
            DeadlineFact(row.version, row.due_on, local_day(row.set_at)) for row in task.deadlines
        ],
        submissions=[
            SubmissionFact(
                submitted_on=row.submitted_on,
                done_on=row.done_on,
                decided_on=row.decided_on,
                accepted=row.decision is Decision.ACCEPTED,
                withdrawn_on=row.withdrawn_on,
            )
            for row in task.submissions
        ],
    )


def check(session: Session, task: Task, today: date) -> None:
    """What must hold after every deed."""
    session.flush()
    session.expire_all()
    assert (task.status is TaskStatus.COMPLETED) == (task.done_on is not None)
    assert [span.unit_id for span in task.leads if span.to_at is None] == [task.lead_unit_id]
    assert [row.version for row in task.deadlines] == list(range(1, len(task.deadlines) + 1))
    assert task.deadlines[-1].due_on == task.due_on
    undecided = [s for s in task.submissions if s.decided_at is None and s.withdrawn_at is None]
    assert len(undecided) == (task.status is TaskStatus.SUBMITTED)
    open_spans = session.scalars(select(Suspension).where(Suspension.to_on.is_(None))).all()
    assert len(open_spans) == (task.status is TaskStatus.SUSPENDED)
    assert (task.refused_for_id is not None) == (task.status is TaskStatus.REFUSED)
    history = history_of(session, task)
    assert history.statuses[-1].status is task.status
    expected = timeliness(history, today)
    for known in (current(today), known_on(today)):
        assert session.scalar(select(known.timeliness).where(Task.id == task.id)) == expected


@pytest.mark.parametrize("seed", range(4))
def test_a_random_life(session: Session, clock: Clock, seed: int) -> None:
    dice = random.Random(seed)
    district = a_district(session)
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 25))
    for _step in range(14):
        now = clock.pass_by(hours=dice.choice([1, 9, 30]))
        session.commit()
        tried = list(deeds(session, district, task, now).values())
        dice.shuffle(tried)
        assert any(done(session, deed) for deed in tried), "no status is a dead end"
        check(session, task, local_day(now))


def done(session: Session, deed: Callable[[], Any]) -> bool:
    """Whether the deed was admitted; a refusal is a rule's, never the database's."""
    try:
        deed()
    except (Conflict, InvalidInput):
        session.rollback()
        return False
    return True
