"""Closing an account: open work goes to successors first, all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.services.handing_in import last_event, told
from tracker.domain.delivery import Channel
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.open_work import WorkKind
from tracker.domain.people import Post, Role
from tracker.domain.prepared_state import PreparedState
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, LedgerEntry, OutboxMessage, PreparedResult, Substitution, User
from tracker.queries.open_work import open_work
from tracker.queries.unit_heads import heads_on
from tracker.services import leaving, prepared_results


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def leave(
    session: Session,
    district: District,
    now: datetime,
    user: User,
    successors: dict[WorkKind, User | None] | None = None,
) -> User:
    chosen = {kind: one.id if one else None for kind, one in (successors or {}).items()}
    return leaving.deactivate(
        session,
        user_id=user.id,
        successors=chosen,
        actor=district.actor(district.administrator),
        now=now,
    )


def kinds(session: Session, district: District, user: User) -> list[WorkKind]:
    return open_work(session, district.office, user, TODAY).kinds


def test_who_holds_nothing_leaves_at_once(
    session: Session, district: District, now: datetime
) -> None:
    assert kinds(session, district, district.justice_officer) == []
    leave(session, district, now, district.justice_officer)
    assert not district.justice_officer.active


def test_tasks_go_to_a_colleague_and_say_so(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice)
    closed = a_task(session, district.office, district.justice, status=TaskStatus.CANCELLED)
    for one in (task, closed):
        one.assignee_id = district.justice_officer.id
    session.flush()
    with pytest.raises(InvalidInput) as refused:
        leave(session, district, now, district.justice_officer)
    assert refused.value.field == "assigned"
    with pytest.raises(InvalidInput):
        leave(
            session, district, now, district.justice_officer,
            {WorkKind.ASSIGNED: district.culture_head},
        )  # fmt: skip
    assert [district.justice_officer.active] == [True]

    leave(
        session, district, now, district.justice_officer,
        {WorkKind.ASSIGNED: district.justice_head},
    )  # fmt: skip
    assert not district.justice_officer.active
    assert task.assignee_id == district.justice_head.id
    assert closed.assignee_id == district.justice_officer.id
    event = last_event(session, task)
    assert event.kind is EventKind.OFFICER_NAMED
    assert event.basis == "Bàn giao khi khóa tài khoản của Phạm Thị Cúc"
    assert told(session, MessageKind.ASSIGNED) == {district.justice_head.id}


def test_thirty_tasks_are_one_message(session: Session, district: District, now: datetime) -> None:
    for _n in range(30):
        task = a_task(session, district.office, district.justice)
        task.monitor_id = district.monitor.id
    other = a_user(session, unit=district.lead, office=district.office, roles=[Role.LEAD_OFFICE])
    leave(session, district, now, district.monitor, {WorkKind.MONITORED: other})
    assert task.monitor_id == other.id
    assert last_event(session, task).kind is EventKind.MONITOR_NAMED
    entries = session.scalars(select(LedgerEntry).where(LedgerEntry.recipient_id == other.id)).all()
    assert len(entries) == 30
    assert len({entry.message_id for entry in entries}) == 1


def test_a_unit_does_not_lose_its_only_head(
    session: Session, district: District, now: datetime
) -> None:
    assert kinds(session, district, district.justice_head) == [WorkKind.ONLY_HEAD]
    leave(
        session, district, now, district.justice_head,
        {WorkKind.ONLY_HEAD: district.justice_officer},
    )  # fmt: skip
    names = [post.user.name for post in heads_on(session, district.justice.id, date(2026, 11, 24))]
    assert names == ["Phạm Thị Cúc"]


def test_one_of_two_heads_just_leaves(session: Session, district: District, now: datetime) -> None:
    a_user(session, unit=district.justice, post=Post.HEAD)
    assert kinds(session, district, district.justice_head) == []


def test_somebody_follows_the_tasks_of_the_office(
    session: Session, district: District, now: datetime
) -> None:
    colleague = a_user(session, unit=district.lead)
    assert kinds(session, district, district.monitor) == [WorkKind.ONLY_LEAD_OFFICE]
    leave(session, district, now, district.monitor, {WorkKind.ONLY_LEAD_OFFICE: colleague})
    assert district.actor(colleague).has(Role.LEAD_OFFICE)


def test_what_was_prepared_goes_on_under_another_name(session: Session, now: datetime) -> None:
    district = a_district(session, head_approves=True)
    task = a_task(session, district.office, district.justice)
    colleague = a_user(session, unit=district.justice)
    prepared_results.prepare(
        session, task_id=task.id, version=None, summary="Đã ban hành kế hoạch rà soát.",
        paper_number=None, paper_on=None, evidence_ids=[], explanation="",
        actor=district.actor(district.justice_officer), now=now,
    )  # fmt: skip
    leave(session, district, now, district.justice_officer, {WorkKind.PREPARED: colleague})
    row = session.scalars(select(PreparedResult)).one()
    assert (row.state, row.prepared_by_id) == (PreparedState.WAITING, colleague.id)
    assert last_event(session, task).kind is EventKind.RESULT_PASSED_ON


def test_substitutions_end_or_go_on(session: Session, district: District, now: datetime) -> None:
    own = a_substitution(session, district.office, district.justice_officer, district.justice_head)
    colleague = a_user(session, unit=district.justice)
    for_others = a_substitution(
        session, district.office, district.culture_head, district.justice_officer
    )
    leave(session, district, now, district.justice_officer, {WorkKind.STANDS_IN: colleague})
    assert own.revoked_on == for_others.revoked_on == TODAY
    new = session.scalars(select(Substitution).where(Substitution.deputy_id == colleague.id)).one()
    assert (new.principal_id, new.from_on, new.to_on) == (
        district.culture_head.id,
        TODAY,
        for_others.to_on,
    )


def test_where_nobody_is_fit_the_task_goes_back_to_its_unit(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.culture)
    task.assignee = district.culture_head
    session.flush()
    work = open_work(session, district.office, district.culture_head, TODAY)
    assert work.fit[WorkKind.ASSIGNED] == []
    leave(
        session, district, now, district.culture_head,
        {WorkKind.ONLY_HEAD: district.justice_officer},
    )  # fmt: skip
    assert [task.assignee_id] == [None]
    assert last_event(session, task).kind is EventKind.OFFICER_NAMED


def test_the_tasks_of_the_only_handler_stay_with_the_unit_and_its_head_is_told(
    session: Session, district: District, now: datetime
) -> None:
    """Lesson 20: nobody is left in the unit but the head who comes; the tasks are theirs."""
    tasks = [a_task(session, district.office, district.culture) for _n in range(2)]
    for task in tasks:
        task.assignee = district.culture_head
    done = a_task(session, district.office, district.culture, status=TaskStatus.CANCELLED)
    done.assignee = district.culture_head
    session.flush()
    leave(
        session, district, now, district.culture_head,
        {WorkKind.ONLY_HEAD: district.justice_officer},
    )  # fmt: skip
    assert not district.culture_head.active
    assert [(task.assignee_id, task.lead_unit_id) for task in tasks] == [
        (None, district.culture.id)
    ] * 2
    assert [task.status for task in tasks] == [TaskStatus.ASSIGNED] * 2
    (message,) = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == MessageKind.ASSIGNED)
    )
    assert message.recipient is district.justice_officer
    assert message.subject == "2 nhiệm vụ của Đỗ Mạnh Dũng nay chưa có người phụ trách"
    assert {entry.task_id for entry in message.entries} == {task.id for task in tasks}


def test_a_colleague_takes_over_and_the_head_hears_of_it(
    session: Session, district: District, now: datetime
) -> None:
    """Lesson 20: the head is told also where somebody else of the unit goes on."""
    task = a_task(session, district.office, district.justice)
    task.assignee = district.justice_officer
    colleague = a_user(session, unit=district.justice)
    leave(session, district, now, district.justice_officer, {WorkKind.ASSIGNED: colleague})
    assert task.lead_unit_id == district.justice.id
    assert told(session, MessageKind.ASSIGNED) == {colleague.id}
    assert told(session, MessageKind.STEERED) == {district.justice_head.id}


def test_where_nobody_of_the_unit_is_left_the_lead_office_is_told(
    session: Session, district: District, now: datetime
) -> None:
    """Lesson 20: an officer was the whole unit."""
    lonely = a_unit(session, "Ban Tiếp công dân", parent=district.office.root_unit)
    officer = a_user(session, unit=lonely)
    task = a_task(session, district.office, lonely)
    task.assignee = officer
    session.flush()
    leave(session, district, now, officer)
    assert (task.assignee_id, task.lead_unit_id) == (None, lonely.id)
    assert told(session, MessageKind.ASSIGNED) == {district.monitor.id}


def test_whoever_was_two_units_alone_leaves_two_messages(
    session: Session, district: District, now: datetime
) -> None:
    """Lesson 20: the lead office hears of the work of each unit."""
    root = district.office.root_unit
    units = [a_unit(session, name, parent=root) for name in ("Ban Tiếp công dân", "Tổ số hóa")]
    officer = a_user(session, unit=units[0])
    for unit in units:
        a_task(session, district.office, unit).assignee = officer
    session.flush()
    leave(session, district, now, officer)
    messages = session.scalars(
        select(OutboxMessage.text).where(
            OutboxMessage.recipient_id == district.monitor.id,
            OutboxMessage.channel == Channel.IN_APP,
        )
    ).all()
    for unit in units:
        assert sum(unit.name in text for text in messages) == 1


def test_a_refusal_at_the_end_moves_nothing(
    session: Session, district: District, now: datetime
) -> None:
    """Whoever closes their own account would lose the work and keep the account."""
    task = a_task(session, district.office, district.lead)
    task.assignee_id = district.administrator.id
    session.commit()
    with pytest.raises(Conflict):
        leave(session, district, now, district.administrator, {WorkKind.ASSIGNED: district.monitor})
    session.rollback()
    assert task.assignee_id == district.administrator.id
    moved = select(Event.id).where(Event.kind == EventKind.OFFICER_NAMED)
    assert session.scalar(moved) is None
