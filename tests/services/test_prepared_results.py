"""The step inside a unit: an officer prepares, the head sends it out or gives it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.services.handing_in import confirm, hand_in, told
from tests.support.clock import Clock
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.prepared_state import PreparedState
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, PreparedResult, Submission, Task, User
from tracker.queries.waiting import waiting_for
from tracker.queries.waiting_groups import Waiting
from tracker.services import prepared_results, settings


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, head_approves=True)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def prepare(
    session: Session, district: District, task: Task, now: datetime, **changes: Any
) -> PreparedResult:
    asked: dict[str, Any] = {
        "summary": "Đã ban hành kế hoạch rà soát.",
        "paper_number": "45/KH-TP",
        "paper_on": date(2026, 11, 20),
        "evidence_ids": [],
        "explanation": "",
        "actor": district.actor(district.justice_officer),
    }
    return prepared_results.prepare(
        session, task_id=task.id, version=None, now=now, **(asked | changes)
    )


def send(session: Session, district: District, task: Task, now: datetime, by: User) -> Submission:
    return prepared_results.send(
        session, task_id=task.id, version=None, explanation="", actor=district.actor(by), now=now
    )


def kinds(session: Session, task: Task) -> list[EventKind]:
    return list(
        session.scalars(select(Event.kind).where(Event.task_id == task.id).order_by(Event.id))
    )


def test_an_officer_hands_in_nothing_past_the_head(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        hand_in(session, district, task, now, actor=district.actor(district.justice_officer))
    hand_in(session, district, task, now, actor=district.actor(district.justice_head))
    assert task.status is TaskStatus.SUBMITTED


def test_what_is_prepared_changes_no_status_and_waits_for_the_head(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepare(session, district, task, now)
    assert task.status is TaskStatus.ASSIGNED
    assert task.submissions == []
    assert told(session, MessageKind.PREPARED) == {district.justice_head.id}
    for person, waits in ((district.justice_head, True), (district.justice_officer, False)):
        found = waiting_for(session, actor=district.actor(person), as_of=date(2026, 11, 23))
        assert (Waiting.PREPARED in [group.why for group in found.groups]) is waits


def test_the_head_sends_it_out_and_both_names_stay(
    session: Session, district: District, task: Task, now: datetime, clock: Clock
) -> None:
    prepared = prepare(session, district, task, now)
    later = clock.pass_by(days=2)
    submission = send(session, district, task, later, district.justice_head)

    assert task.status is TaskStatus.SUBMITTED
    assert submission.submitted_on == date(2026, 11, 25)
    assert submission.submitted_by_id == district.justice_head.id
    assert submission.prepared_by_id == district.justice_officer.id
    assert (prepared.state, prepared.submission_id) == (PreparedState.SENT, submission.id)
    assert kinds(session, task)[-2:] == [EventKind.RESULT_PREPARED, EventKind.TASK_SUBMITTED]
    assert told(session, MessageKind.SUBMITTED) == {district.monitor.id}


def test_neither_of_the_two_confirms_it(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    """The officer lent a hand from the lead office."""
    prepare(session, district, task, now, actor=_also_in(session, district, district.monitor))
    send(session, district, task, now, district.justice_head)
    with pytest.raises(NotAllowed):
        confirm(session, district, task, now, district.monitor)
    confirm(session, district, task, now, district.chairman)


def _also_in(session: Session, district: District, user: User) -> Any:
    user.memberships.append(
        type(user.memberships[0])(
            unit=district.justice, post="officer", from_on=date(2026, 1, 1), to_on=None
        )
    )
    session.flush()
    return district.actor(user)


def test_the_clock_goes_on_until_it_is_sent(
    session: Session, district: District, now: datetime, clock: Clock
) -> None:
    """Prepared on the due day, sent the day after: late, and the head explains."""
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 23))
    prepare(session, district, task, now, paper_number=None, paper_on=None)
    later = clock.pass_by(days=1)
    with pytest.raises(InvalidInput) as refused:
        send(session, district, task, later, district.justice_head)
    assert refused.value.field == "explanation"


def test_it_is_given_back_with_a_word_and_may_come_again(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepared = prepare(session, district, task, now)
    asked: dict[str, Any] = {
        "task_id": task.id,
        "version": None,
        "actor": district.actor(district.justice_head),
        "now": now,
    }
    with pytest.raises(InvalidInput):
        prepared_results.give_back(session, note=" ", **asked)
    prepared_results.give_back(session, note="Thiếu phụ lục 2", **asked)
    assert (prepared.state, prepared.note) == (PreparedState.GIVEN_BACK, "Thiếu phụ lục 2")
    assert district.justice_officer.id in told(session, MessageKind.PREPARED)
    with pytest.raises(Conflict):
        prepared_results.give_back(session, note="Lần nữa", **asked)
    assert prepare(session, district, task, now).n == 2


def test_only_whoever_prepared_it_takes_it_back(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepared = prepare(session, district, task, now)
    colleague = a_user(session, unit=district.justice)
    for person, may in ((colleague, False), (district.justice_officer, True)):
        take: dict[str, Any] = {
            "task_id": task.id,
            "version": None,
            "actor": district.actor(person),
            "now": now,
        }
        if may:
            prepared_results.take_back(session, **take)
        else:
            with pytest.raises(NotAllowed):
                prepared_results.take_back(session, **take)
    assert prepared.state is PreparedState.TAKEN_BACK


def test_one_at_a_time_and_nothing_beside_it(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepare(session, district, task, now)
    with pytest.raises(Conflict):
        prepare(session, district, task, now)
    with pytest.raises(Conflict):
        hand_in(session, district, task, now)


def test_an_officer_does_not_send_but_the_heads_deputy_does(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepare(session, district, task, now)
    with pytest.raises(NotAllowed):
        send(session, district, task, now, district.justice_officer)
    a_substitution(session, district.office, district.justice_head, district.culture_head)
    submission = send(session, district, task, now, district.culture_head)
    assert submission.submitted_for_id == district.justice_head.id
    event = session.scalars(select(Event).where(Event.kind == EventKind.TASK_SUBMITTED)).one()
    assert event.for_user_id == district.justice_head.id


def test_an_officer_who_stands_in_for_the_head_hands_in_in_the_heads_name(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    """As an officer they would have to ask first."""
    a_substitution(session, district.office, district.justice_head, district.justice_officer)
    submission = hand_in(
        session, district, task, now, actor=district.actor(district.justice_officer)
    )
    assert submission.submitted_for_id == district.justice_head.id
    event = session.scalars(select(Event).where(Event.kind == EventKind.TASK_SUBMITTED)).one()
    assert event.for_user_id == district.justice_head.id


def test_where_there_is_no_head_nothing_waits_for_one(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    district.justice_head.memberships[0].to_on = date(2026, 11, 22)
    session.flush()
    hand_in(session, district, task, now, actor=district.actor(district.justice_officer))
    assert task.status is TaskStatus.SUBMITTED


def test_without_the_rule_officers_hand_in_themselves(session: Session, now: datetime) -> None:
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    hand_in(session, district, task, now, actor=district.actor(district.justice_officer))
    assert task.status is TaskStatus.SUBMITTED


def test_only_the_units_that_the_rule_names_take_the_step(session: Session, now: datetime) -> None:
    district = a_district(session, head_approves=True)
    settings.set_rules(
        session,
        values={"head_approves_units": [district.culture.id]},
        from_on=date(2026, 11, 23),
        actor=district.actor(district.administrator),
        now=now,
    )
    task = a_task(session, district.office, district.justice)
    hand_in(session, district, task, now, actor=district.actor(district.justice_officer))
    theirs = a_task(session, district.office, district.culture)
    officer = district.actor(a_user(session, unit=district.culture))
    with pytest.raises(NotAllowed):
        hand_in(session, district, theirs, now, actor=officer)
    with pytest.raises(InvalidInput):
        settings.set_rules(
            session,
            values={"head_approves_units": [a_district(session).culture.id]},
            from_on=date(2026, 11, 23),
            actor=district.actor(district.administrator),
            now=now,
        )


def test_a_transfer_leaves_it_behind(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    prepared = prepare(session, district, task, now)
    Life(session, district).transfer(task, date(2026, 11, 23), district.culture)
    with pytest.raises(Conflict):
        send(session, district, task, now, district.culture_head)
    officer = a_user(session, unit=district.culture)
    prepare(session, district, task, now, actor=district.actor(officer))
    assert prepared.state is PreparedState.LAPSED
    send(session, district, task, now, district.culture_head)


def test_it_is_refused_as_a_hand_in_would_be(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    faults: list[tuple[dict[str, Any], str]] = [
        ({"summary": "ok"}, "summary"),
        ({"paper_on": None}, "paper_on"),
    ]
    for changes, field in faults:
        with pytest.raises(InvalidInput) as refused:
            prepare(session, district, task, now, **changes)
        assert refused.value.field == field


def test_what_is_over_takes_nothing(session: Session, district: District, now: datetime) -> None:
    task = a_task(session, district.office, district.justice, status=TaskStatus.CANCELLED)
    with pytest.raises(Conflict):
        prepare(session, district, task, now)
