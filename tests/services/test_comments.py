"""People talk around a task: who is mentioned hears it once, nobody else sees anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.office import a_setting
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.task_status import TaskStatus
from tracker.models import Comment, Event, OutboxMessage, SearchEntry, SearchKind, Task, User
from tracker.permissions import Permission, allows
from tracker.queries.comments import people_who_see
from tracker.services import comments


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def write(session: Session, district: District, task: Task, now: datetime, **more: Any) -> Comment:
    said: dict[str, Any] = {
        "text": "Đã có dự thảo, mời xem.",
        "mention_ids": [],
        "actor": district.actor(district.justice_officer),
    } | more
    return comments.write(session, task_id=task.id, now=now, **said)


def told(session: Session) -> list[int]:
    query = select(OutboxMessage.recipient_id).where(
        OutboxMessage.kind == MessageKind.MENTIONED, OutboxMessage.channel == "in_app"
    )
    return sorted(session.scalars(query))


def last_event(session: Session, task: Task) -> Event:
    query = select(Event).where(Event.task_id == task.id).order_by(Event.id.desc()).limit(1)
    return session.scalars(query).one()


def found(session: Session, comment: Comment) -> str | None:
    query = select(SearchEntry.exact).where(
        SearchEntry.kind == SearchKind.COMMENT, SearchEntry.thing_id == comment.id
    )
    return session.scalar(query)


def test_a_comment_is_kept_and_found_and_changes_nothing(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    before = (task.status, task.updated_at, task.row_version)
    comment = write(session, district, task, now)
    assert (task.status, task.updated_at, task.row_version) == before
    assert task.status is TaskStatus.ASSIGNED
    event = last_event(session, task)
    assert (event.kind, event.data["comment"]) == (EventKind.COMMENTED, comment.id)
    assert event.status_after is None
    assert found(session, comment) == "Đã có dự thảo, mời xem."
    assert told(session) == []


def test_who_is_mentioned_twice_hears_it_once(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    head = district.culture_head
    write(
        session,
        district,
        task,
        now,
        text=f"@{head.login} và @{district.monitor.login} xem giúp; @{head.login} trước nhé.",
        mention_ids=[head.id],
    )
    assert told(session) == sorted([head.id, district.monitor.id])


def test_nobody_outside_is_mentioned_or_told(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    stranger = a_user(session, "Người ngoài", login="nguoi.ngoai")
    comment = write(session, district, task, now, text="Hỏi @nguoi.ngoai xem")
    assert comment.mentions == []
    assert told(session) == []
    with pytest.raises(InvalidInput) as refused:
        write(session, district, task, now, mention_ids=[stranger.id])
    assert refused.value.field == "mentions"


def test_of_a_paper_for_internal_use_no_word_is_mailed(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    task.duty.directive.restricted = True
    write(session, district, task, now, mention_ids=[district.chairman.id])
    (message,) = session.scalars(select(OutboxMessage).where(OutboxMessage.channel == "in_app"))
    assert "dự thảo" not in message.subject + message.text


@pytest.mark.parametrize("restricted", [False, True])
def test_whom_one_may_mention_is_who_may_open_the_task(
    session: Session, district: District, task: Task, restricted: bool
) -> None:
    task.duty.directive.restricted = restricted
    a_user(session, "Văn thư", unit=district.lead, office=district.office, roles=[Role.CLERK])
    a_user(session, "Đơn vị khác", unit=district.lead)
    today = district.actor(district.monitor).on_day
    everybody = session.scalars(select(User).where(User.active)).all()
    may = {
        one.id
        for one in everybody
        if not one.is_system and allows(district.actor(one), Permission.TASK_VIEW, task)
    }
    assert {one.id for one in people_who_see(session, task, today)} == may
    assert may


def test_of_the_lead_offices_own_task_the_named_deciders_too(
    session: Session, district: District
) -> None:
    inspectors = a_unit(session, "Thanh tra huyện", parent=district.office.root_unit)
    a_setting(session, district.office, "own_tasks_decided_by", inspectors.id)
    inspector = a_user(session, unit=inspectors)
    task = a_task(session, district.office, district.lead)
    actor = district.actor(inspector)
    assert allows(actor, Permission.TASK_COMMENT, task)
    assert inspector in people_who_see(session, task, actor.on_day)


class TestCorrecting:
    """One's own, for a quarter of an hour, with a trace."""

    def correct(
        self, session: Session, district: District, comment: Comment, now: datetime, by: User
    ) -> Comment:
        return comments.correct(
            session,
            comment_id=comment.id,
            version=None,
            text=f"Đã có dự thảo lần 2. @{district.monitor.login}",
            actor=district.actor(by),
            now=now,
        )

    def test_the_earlier_words_leave_a_trace(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        comment = write(session, district, task, now, mention_ids=[district.chairman.id])
        later = now + timedelta(minutes=14)
        self.correct(session, district, comment, later, district.justice_officer)
        assert comment.corrected_at == later
        event = last_event(session, task)
        assert event.data["text_before"] == "Đã có dự thảo, mời xem."
        assert (found(session, comment) or "").startswith("Đã có dự thảo lần 2.")
        assert told(session) == sorted([district.chairman.id, district.monitor.id]), "each once"

    def test_too_late(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        comment = write(session, district, task, now)
        with pytest.raises(Conflict):
            self.correct(
                session,
                district,
                comment,
                now + timedelta(minutes=15),
                district.justice_officer,
            )

    def test_by_nobody_else(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        comment = write(session, district, task, now)
        with pytest.raises(NotAllowed):
            self.correct(session, district, comment, now, district.justice_head)


def test_withdrawn_it_is_found_no_more_and_stays_withdrawn(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    comment = write(session, district, task, now)
    actor = district.actor(district.justice_officer)
    comments.withdraw(session, comment_id=comment.id, version=None, actor=actor, now=now)
    assert comment.withdrawn_at == now
    assert found(session, comment) is None
    with pytest.raises(Conflict):
        comments.withdraw(session, comment_id=comment.id, version=None, actor=actor, now=now)
