"""A ladder lives through whatever people do: every due key once, nothing in silence.

Lessons 1, 2, 3 and 4 of the tests that others wish they had had, over random lives.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.life import Life, at
from tests.factories.task import a_task
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.reminder_rules import deserved
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.models import LedgerEntry, Office, Task
from tracker.queries.recipients import directory
from tracker.queries.reminder_rules import default_rules
from tracker.queries.task_at import facts_at
from tracker.queries.working_calendar import working_calendar
from tracker.services import progress
from tracker.services.reminder_answers import morning_of
from tracker.services.reminders import plan

FIRST = date(2026, 11, 2)
DAYS = 30
OF_TASK = (RuleKind.DEADLINE, RuleKind.APPROVAL)


def deeds(life: Life, task: Task, day: date) -> list[Callable[[], object]]:
    """What anybody might do on this day."""
    later = day + timedelta(days=9)
    actor = life.district.actor(life.district.justice_head, day)
    return [
        lambda: progress.acknowledge(
            life.session, task_id=task.id, version=None, actor=actor, now=at(day)
        ),
        lambda: life.report(task, day),
        lambda: life.submit(task, day),
        lambda: life.withdraw(task, day),
        lambda: life.return_(task, day),
        lambda: life.change_deadline(task, day, later),
        lambda: life.suspend(task, day),
        lambda: life.resume(task, day, later),
    ]


def expected(session: Session, task: Task, day: date) -> set[tuple[str, str, int, int, int]]:
    """By the rules alone: (rule, rung, occurrence, version, person) of this morning."""
    calendar = working_calendar(session, task.office_id)
    facts = facts_at(session, task, morning_of(day))
    assert facts is not None
    book = directory(session, office_id=task.office_id, on_day=day)
    rules = [rule for rule in default_rules() if rule.kind in OF_TASK]
    return {
        (found.rule, found.rung, found.occurrence, found.deadline_version, person)
        for found in deserved(facts, day, calendar, rules)
        for person in book.reached(found.audiences, unit_id=task.lead_unit_id)
    }


def entries(session: Session) -> list[tuple[str, str, int, int, int]]:
    rows = session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.rule.in_([kind.value for kind in OF_TASK]))
        .order_by(LedgerEntry.id)
    )
    return [
        (row.rule, row.rung, row.occurrence, row.deadline_version, row.recipient_id) for row in rows
    ]


def planned(session: Session, office: Office, day: date, *, hour: int = 7) -> int:
    now = datetime.combine(day, morning_of(day).timetz()) + timedelta(hours=hour - 7)
    return plan(session, office_id=office.id, now=now, base_url="http://tracker.test").total


@pytest.mark.parametrize("seed", range(6))
def test_every_due_key_once_and_none_in_a_silent_state(session: Session, seed: int) -> None:
    dice = random.Random(seed)
    district = a_district(session)
    task = a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 18), assigned_on=FIRST
    )
    session.commit()
    life = Life(session, district)
    owed: set[tuple[str, str, int, int, int]] = set()
    calendar = working_calendar(session, district.office.id)
    for n in range(1, DAYS):
        day = FIRST + timedelta(days=n)
        if dice.random() < 0.25:
            continue  # the server was down
        before = len(entries(session))
        due = expected(session, task, day) if calendar.is_working(day) else set()
        planned(session, district.office, day)
        new = entries(session)[before:]
        if task.status not in WITH_UNIT and task.status is not TaskStatus.SUBMITTED:
            assert new == []
        # Approval reminders of an earlier hand-in have the same key but another subject.
        of_deadline = {key for key in due if key[0] == "deadline"}
        assert {key for key in new if key[0] == "deadline"} == of_deadline - owed
        assert len(new) == len(set(new))
        owed |= of_deadline
        assert planned(session, district.office, day, hour=10) == 0
        for deed in dice.sample(deeds(life, task, day), 3):
            with suppress(Conflict, InvalidInput):
                deed()
                session.commit()
            session.rollback()
    told = [key for key in entries(session) if key[0] == "deadline"]
    assert len(told) == len(set(told)), "nobody is told twice of one rung"
    assert told, "this life had something to tell of"
