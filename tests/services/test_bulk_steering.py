"""Another due day, an end, an officer for many tasks at once; what is foreseen is what happens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tracker.domain.bulk_deeds import MOST, MOST_ALIKE, BulkDeed, most_of
from tracker.domain.errors import DomainError, InvalidInput
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import OutboxMessage, Task, User
from tracker.queries.explained_changes import ExplainedFilters, explained_changes
from tracker.services.bulk_decisions import BulkOutcome, PickedTask, do_to_many
from tracker.services.bulk_preview import foresee

DAY = date(2026, 12, 31)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def tasks(session: Session, district: District) -> list[Task]:
    """Two of Tư pháp that are open, one that is over."""
    return [
        a_task(session, district.office, district.justice, text="Việc một"),
        a_task(session, district.office, district.justice, text="Việc hai"),
        a_task(
            session,
            district.office,
            district.justice,
            text="Việc ba",
            status=TaskStatus.COMPLETED,
            done_on=date(2026, 11, 2),
        ),
    ]


def do(
    session: Session,
    district: District,
    deed: BulkDeed,
    tasks: list[Task],
    now: datetime,
    *,
    by: User | None = None,
    **given: Any,
) -> BulkOutcome:
    return do_to_many(
        session,
        deed=deed,
        picks=[PickedTask(task.id, task.row_version) for task in tasks],
        actor=district.actor(by or district.monitor),
        now=now,
        **{"words": "Công văn số 9/UBND-VP", **given},
    )


def subjects(session: Session, person: User) -> list[str]:
    return list(
        session.scalars(
            select(OutboxMessage.subject).where(
                OutboxMessage.recipient_id == person.id,
                OutboxMessage.kind.in_([MessageKind.DEADLINE_CHANGED, MessageKind.CANCELLED]),
            )
        )
    )


def test_a_new_day_is_a_version_with_its_basis_and_stands_among_the_explained(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    one, two, over = tasks
    outcome = do(session, district, BulkDeed.REDATE, tasks, now, due_on=DAY)
    assert (outcome.done, [left.task_id for left in outcome.left]) == ((one.id, two.id), [over.id])
    assert [(len(task.deadlines), task.due_on) for task in (one, two)] == [(2, DAY), (2, DAY)]
    assert one.deadlines[-1].basis == "Công văn số 9/UBND-VP"
    rows = session.scalars(
        explained_changes(district.office.id, ExplainedFilters(now.date(), now.date()))
    ).all()
    assert {row.task_id for row in rows} == {one.id, two.id}
    assert subjects(session, district.justice_head) == ["Thay đổi thời hạn: 2 nhiệm vụ"]


def test_following_ends_for_all_of_them(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    one, two, _over = tasks
    do(session, district, BulkDeed.CANCEL, [one, two], now)
    assert {one.status, two.status} == {TaskStatus.CANCELLED}
    assert subjects(session, district.justice_head) == ["Dừng theo dõi: 2 nhiệm vụ"]


def test_the_head_hands_them_to_an_officer_and_only_its_own(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    foreign = a_task(session, district.office, district.culture)
    officer = district.justice_officer
    outcome = do(
        session,
        district,
        BulkDeed.OFFICER,
        [tasks[0], foreign],
        now,
        by=district.justice_head,
        officer_id=officer.id,
    )
    assert (tasks[0].assignee_id, foreign.assignee_id) == (officer.id, None)
    assert str(outcome.left[0].why) == "Không tìm thấy nhiệm vụ này."


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        (BulkDeed.REDATE, {"words": " ", "due_on": DAY}),
        (BulkDeed.REDATE, {"due_on": None}),
        (BulkDeed.CANCEL, {"words": ""}),
    ],
)
def test_without_basis_or_day_nothing_is_done(
    session: Session, tasks: list[Task], now: datetime, deed: BulkDeed, given: dict[str, Any]
) -> None:
    elsewhere = a_district(session)
    with pytest.raises(InvalidInput) as refused:
        do(session, elsewhere, deed, tasks, now, **given)
    assert refused.value.field == ("due_on" if given.get("due_on", 0) is None else "words")
    assert len(tasks[0].deadlines) == 1


def test_a_task_that_changed_meanwhile_is_left(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    picks = [PickedTask(tasks[0].id, tasks[0].row_version - 1)]
    outcome = do_to_many(
        session,
        deed=BulkDeed.CANCEL,
        picks=picks,
        words="Theo Thông báo 3/TB",
        actor=district.actor(district.monitor),
        now=now,
    )
    assert outcome.done == ()
    assert "vừa được người khác thay đổi" in str(outcome.left[0].why)


def test_decisions_are_bounded_more_narrowly_than_what_is_the_same_for_all() -> None:
    assert {deed: most_of(deed) for deed in BulkDeed} == {
        BulkDeed.CONFIRM: MOST,
        BulkDeed.RETURN: MOST,
        BulkDeed.URGE: MOST_ALIKE,
        BulkDeed.REDATE: MOST_ALIKE,
        BulkDeed.CANCEL: MOST_ALIKE,
        BulkDeed.OFFICER: MOST_ALIKE,
    }


@pytest.mark.parametrize("deed", list(BulkDeed))
def test_what_is_foreseen_is_what_happens(
    session: Session, district: District, tasks: list[Task], now: datetime, deed: BulkDeed
) -> None:
    """Every deed, by everybody, on tasks of several states: the same tasks are refused."""
    more = [
        a_task(session, district.office, district.justice, status=status)
        for status in (
            TaskStatus.SUBMITTED,
            TaskStatus.RETURNED,
            TaskStatus.SUSPENDED,
            TaskStatus.REFUSED,
            TaskStatus.CANCELLED,
        )
    ]
    everything = [*tasks, *more]
    for person in (district.monitor, district.chairman, district.justice_head, district.auditor):
        actor = district.actor(person)
        foreseen = foresee(
            session,
            deed=deed,
            task_ids=[task.id for task in everything],
            actor=actor,
            today=now.date(),
        )
        nested = session.begin_nested()
        outcome = do(
            session,
            district,
            deed,
            everything,
            now,
            by=person,
            due_on=DAY,
            officer_id=district.justice_officer.id,
        )
        nested.rollback()
        expected = {each.task.id: _said(each.why_not) for each in foreseen if each.why_not}
        assert {left.task_id: _said(left.why) for left in outcome.left} == expected, person.name


def _said(why: DomainError) -> str:
    return str(why)
