"""Explanations of lateness: one for many tasks; one states the cause, another confirms it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.services.handing_in import hand_in
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.explanation_rules import LateCause
from tracker.domain.history import EventKind
from tracker.models import Event, Explanation, OutboxMessage, Task, User
from tracker.services import explanations

PAST = date(2026, 11, 10)
WORDS = "Mưa lũ kéo dài, các xã gửi số liệu chậm."


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def late(session: Session, district: District) -> list[Task]:
    return [a_task(session, district.office, district.justice, due_on=PAST) for _ in range(2)]


def give(
    session: Session,
    district: District,
    tasks: list[Task],
    now: datetime,
    *,
    by: User | None = None,
    cause: LateCause | None = LateCause.OBJECTIVE,
) -> Explanation:
    return explanations.give(
        session,
        unit_id=district.justice.id,
        task_ids=[task.id for task in tasks],
        text=WORDS,
        cause=cause,
        actor=district.actor(by or district.justice_head),
        now=now,
    )


def confirm(
    session: Session,
    district: District,
    kept: Explanation,
    now: datetime,
    by: User,
    **changes: object,
) -> Explanation:
    asked: dict[str, object] = {"cause": LateCause.OBJECTIVE, "note": ""}
    return explanations.confirm_cause(
        session,
        explanation_id=kept.id,
        version=None,
        actor=district.actor(by),
        now=now,
        **(asked | changes),  # type: ignore[arg-type]
    )


def test_one_explanation_serves_many_tasks_and_their_hand_ins(
    session: Session, district: District, late: list[Task], now: datetime
) -> None:
    kept = give(session, district, late, now)
    for task in late:
        submission = hand_in(session, district, task, now)
        assert submission.explanation is kept
        kinds = session.scalars(select(Event.kind).where(Event.task_id == task.id)).all()
        assert kinds.count(EventKind.EXPLANATION_GIVEN) == 1
    told = session.scalars(
        select(OutboxMessage).where(OutboxMessage.subject.contains("giải trình 2"))
    )
    assert told.first() is not None


def test_only_late_tasks_of_the_own_unit_are_explained(
    session: Session, district: District, late: list[Task], now: datetime
) -> None:
    in_time = a_task(session, district.office, district.justice)
    elsewhere = a_task(session, district.office, district.culture, due_on=PAST)
    for wrong in (in_time, elsewhere):
        with pytest.raises(InvalidInput) as refused:
            give(session, district, [*late, wrong], now)
        assert refused.value.field == "tasks"
    with pytest.raises(NotAllowed):
        give(session, district, late, now, by=district.culture_head)
    with pytest.raises(InvalidInput) as uncaused:
        give(session, district, late, now, cause=None)
    assert uncaused.value.field == "cause"
    assert session.scalars(select(Explanation)).all() == []


def test_the_cause_is_confirmed_by_somebody_else(
    session: Session, district: District, late: list[Task], now: datetime
) -> None:
    kept = give(session, district, late, now)
    for nobody in (district.justice_head, district.justice_officer):
        with pytest.raises(NotAllowed):
            confirm(session, district, kept, now, nobody)
    with pytest.raises(InvalidInput) as unsaid:
        confirm(session, district, kept, now, district.monitor, cause=LateCause.SUBJECTIVE)
    assert unsaid.value.field == "note"
    confirm(
        session, district, kept, now, district.monitor,
        cause=LateCause.SUBJECTIVE, note="Các xã đã gửi đủ số liệu từ ngày 02/11.",
    )  # fmt: skip
    assert (kept.cause, kept.confirmed_cause) == (LateCause.OBJECTIVE, LateCause.SUBJECTIVE)
    assert kept.confirmed_by_id == district.monitor.id
    last = session.scalars(
        select(Event).where(Event.task_id == late[1].id).order_by(Event.id.desc())
    ).first()
    assert last is not None
    assert last.kind is EventKind.CAUSE_CONFIRMED
    assert (last.data["cause_before"], last.data["cause_after"]) == ("Khách quan", "Chủ quan")


def test_work_in_time_carries_no_explanation(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice)
    submission = hand_in(
        session, district, task, now, explanation="Không chậm.", cause=LateCause.OBJECTIVE
    )
    assert submission.explanation is None
