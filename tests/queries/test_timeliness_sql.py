"""The SQL expressions say what the Python rule says, on every day of every case."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.domain.timeliness_cases import BORN, CASES, DUE, Case
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tracker.domain.deadlines import DeadlineCause, Timeliness, status_as_of, timeliness
from tracker.domain.delivery import Decision
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM
from tracker.domain.task_status import TaskStatus
from tracker.models import Deadline, Duty, Event, Submission, Task, TaskLead
from tracker.queries.timeliness_sql import current, day_ends, known_on, open_and_dated

DAYS = [BORN + timedelta(days=step) for step in (-1, 0, *range(45, 95))]


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)


def a_lived_task(session: Session, district: District, duty: Duty, case: Case) -> Task:
    """The facts of ``case`` as rows; the columns hold what they held in the end."""
    history = case.history
    status = history.statuses[-1].status
    done = history.submissions[-1].done_on if history.submissions else None
    task = Task(
        office_id=district.office.id,
        duty_id=duty.id,
        lead_unit_id=district.justice.id,
        status=status,
        due_on=history.deadlines[-1].due_on,
        done_on=done if status is TaskStatus.COMPLETED else None,
        assigned_at=at(BORN),
        updated_at=at(BORN),
    )
    person = district.justice_head.id
    task.leads.append(TaskLead(unit_id=district.justice.id, from_at=at(BORN)))
    for fact in history.deadlines:
        task.deadlines.append(
            Deadline(
                version=fact.version,
                due_on=fact.due_on,
                cause=DeadlineCause.DIRECTIVE,
                basis="",
                set_by_id=person,
                set_at=at(fact.set_on, 23),
            )
        )
    for n, hand_in in enumerate(history.submissions, start=1):
        decided = hand_in.decided_on
        task.submissions.append(
            Submission(
                n=n,
                submitted_at=at(hand_in.submitted_on),
                submitted_on=hand_in.submitted_on,
                submitted_by_id=person,
                summary="Đã xong.",
                done_on=hand_in.done_on,
                decided_at=at(decided) if decided else None,
                decided_on=decided,
                decision=_decision(hand_in.accepted) if decided else None,
                withdrawn_at=at(hand_in.withdrawn_on) if hand_in.withdrawn_on else None,
                withdrawn_on=hand_in.withdrawn_on,
            )
        )
    session.add(task)
    session.flush()
    for span in history.statuses:
        session.add(
            Event(
                office_id=task.office_id,
                kind=EventKind.TASK_ASSIGNED,
                at=at(span.from_on, 0),
                actor_id=person,
                task_id=task.id,
                status_after=span.status,
            )
        )
        session.flush()
    return task


def _decision(accepted: bool) -> Decision:
    return Decision.ACCEPTED if accepted else Decision.RETURNED


def last_fact(case: Case) -> date:
    """From this day on the columns are all there is to know."""
    days = [span.from_on for span in case.history.statuses]
    days += [fact.set_on for fact in case.history.deadlines]
    return max(days)


@pytest.fixture
def lived(session: Session) -> dict[int, Case]:
    district = a_district(session)
    duty = a_duty(session, district.office, leads=[district.justice])
    return {a_lived_task(session, district, duty, case).id: case for case in CASES}


def test_as_known_on_any_day(session: Session, lived: dict[int, Case]) -> None:
    for day in DAYS:
        known = known_on(day)
        rows = session.execute(select(Task.id, known.status, known.timeliness))
        for task_id, status, state in rows:
            history = lived[task_id].history
            expected = (status_as_of(history, day), timeliness(history, day))
            assert (status, state) == expected, f"{lived[task_id].name} on {day}"


def test_as_it_stands_now(session: Session, lived: dict[int, Case]) -> None:
    judged = 0
    for day in DAYS:
        for task_id, state in session.execute(select(Task.id, current(day).timeliness)):
            if day < last_fact(lived[task_id]):
                continue
            judged += 1
            expected = timeliness(lived[task_id].history, day)
            assert state == expected, f"{lived[task_id].name} on {day}"
    assert judged > len(CASES)


def test_the_words_that_an_index_understands(session: Session, lived: dict[int, Case]) -> None:
    """The lists' filters find exactly the tasks of which the rule says so."""
    found = 0
    for day in DAYS:
        for state in (Timeliness.OPEN_IN_TIME, Timeliness.OPEN_OVERDUE):
            known = current(day)
            rows = select(Task.id, known.timeliness == state.value, open_and_dated(known, state))
            for task_id, by_rule, by_index in session.execute(rows):
                if day < last_fact(lived[task_id]):
                    continue
                found += bool(by_rule)
                name = f"{lived[task_id].name} on {day}: {state}"
                assert bool(by_rule) == bool(by_index), name
    assert found


def test_who_led_it_is_read_from_the_spans(session: Session) -> None:
    district = a_district(session)
    duty = a_duty(session, district.office, leads=[district.justice])
    task = a_lived_task(session, district, duty, CASES[0])
    task.leads[0].to_at = at(DUE)
    session.flush()
    task.leads.append(TaskLead(unit_id=district.culture.id, from_at=at(DUE)))
    task.lead_unit_id = district.culture.id
    session.flush()

    def led_on(day: date) -> int | None:
        return session.scalar(select(known_on(day).lead_unit_id).select_from(Task))

    assert led_on(BORN - timedelta(days=1)) is None
    assert led_on(DUE - timedelta(days=1)) == district.justice.id
    assert led_on(DUE) == district.culture.id


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    assert day_ends(date(2026, 11, 23)).isoformat() == "2026-11-23T17:00:00+00:00"
