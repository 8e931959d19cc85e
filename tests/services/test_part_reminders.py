"""Many coordinating parts reminded at once: by the rules of one, with one message a person."""

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
from tests.support.visitor import Visitor, words
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.people import Post
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, OutboxMessage, Task
from tracker.queries.silent_parts import silent_parts
from tracker.services import part_reminders
from tracker.services.part_reminders import remind_many

DUE = date(2026, 11, 20)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def tasks(session: Session, district: District) -> list[Task]:
    """Three tasks of justice in which culture coordinates; the last is over."""
    made = []
    for text, status in (
        ("Rà soát", TaskStatus.IN_PROGRESS),
        ("Niêm yết", TaskStatus.IN_PROGRESS),
        ("Tổng hợp", TaskStatus.CANCELLED),
    ):
        task = a_task(session, district.office, district.justice, text=text, status=status,
                      coordinating=[district.culture])  # fmt: skip
        task.parts[0].due_on = DUE
        made.append(task)
    session.flush()
    return made


def keys(district: District, tasks: list[Task]) -> list[tuple[int, int]]:
    return [(task.id, district.culture.id) for task in tasks]


def messages(session: Session) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.channel == "in_app")
    return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_one_message_a_person_one_event_a_task(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    actor = district.actor(district.monitor)
    done = remind_many(session, picks=keys(district, tasks), note="Trước thứ Sáu", actor=actor,
                       now=now)  # fmt: skip
    assert done.done == tuple(keys(district, tasks[:2]))
    ((left, why),) = done.left
    assert (left[0], type(why)) == (tasks[2].id, Conflict)
    (message,) = messages(session)
    assert message.recipient_id == district.culture_head.id
    assert message.subject == "Nhắc trả lời phối hợp: 2 nội dung"
    assert all(text in message.text for text in ("Rà soát", "Niêm yết", "Trước thứ Sáu"))
    kinds = session.scalars(select(Event.kind)).all()
    assert kinds.count(EventKind.PARTS_REMINDED) == 2
    again = remind_many(session, picks=keys(district, tasks), note="", actor=actor, now=now)
    assert again.done == ()
    assert len(messages(session)) == 1, "once a day"


def test_bodies_outside_are_asked(session: Session, district: District, now: datetime) -> None:
    front = a_unit(session, "Ủy ban MTTQ", parent=district.office.root_unit, outside=True)
    a_user(session, unit=front, post=Post.HEAD)
    made = [
        a_task(session, district.office, district.justice, coordinating=[front]) for _n in range(2)
    ]
    picks = [(task.id, front.id) for task in made]
    remind_many(session, picks=picks, note="", actor=district.actor(district.monitor), now=now)
    assert messages(session)[0].subject == "Đề nghị trả lời phối hợp: 2 nội dung"


def test_who_may_not_leaves_nothing(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    for who, refusal in ((district.auditor, NotAllowed), (district.administrator, NotFound)):
        actor = district.actor(who)
        done = remind_many(session, picks=keys(district, tasks[:1]), note="", actor=actor, now=now)
        assert [type(why) for _key, why in done.left] == [refusal]
    assert messages(session) == []


def test_none_and_too_many(
    session: Session, district: District, tasks: list[Task], now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    actor = district.actor(district.monitor)
    with pytest.raises(InvalidInput, match="Chưa chọn"):
        remind_many(session, picks=[], note="", actor=actor, now=now)
    monkeypatch.setattr(part_reminders, "MOST", 1)
    with pytest.raises(InvalidInput, match="nhiều nhất 1"):
        remind_many(session, picks=keys(district, tasks), note="", actor=actor, now=now)


def test_of_a_unit_only_what_is_owed_past_its_day(
    session: Session, district: District, tasks: list[Task]
) -> None:
    tasks[1].parts[0].due_on = TODAY
    session.flush()
    actor = district.actor(district.monitor)
    found = silent_parts(session, actor, [district.culture.id], TODAY)
    assert [task.id for _part, task in found] == [tasks[0].id]
    assert silent_parts(session, actor, [district.justice.id], TODAY) == []


def test_from_the_page_of_coordinating_units(
    page: Visitor, session: Session, district: District, tasks: list[Task]
) -> None:
    """A unit ticked, looked at, reminded; the same form again reminds nobody twice."""
    page.sign_in(district.monitor)
    shown = page.get("tasks.coordination")
    assert shown.select_one(f"input[name=units][value='{district.culture.id}']") is not None
    soup = page.post("tasks.look_at_parts", {"units": str(district.culture.id)})
    assert "Nhắc trả lời 2 phần việc phối hợp" in words(soup)
    form = soup
    assert "Đã nhắc 2 phần việc phối hợp." in words(page.submit("Nhắc trả lời", note="Gấp"))
    page.soup = form
    page.submit("Nhắc trả lời", note="Gấp")
    assert len(messages(session)) == 1
    soup = page.post("tasks.look_at_parts", {}, status=422)
    assert "Hãy đánh dấu đơn vị hoặc phần việc" in words(soup)
    session.expire_all()
    sent = {"parts": f"{tasks[0].id}.{district.culture.id}"}
    page.post("tasks.look_at_parts", sent)
    soup = page.submit("Nhắc trả lời")
    assert "đã được nhắc hôm nay" in words(soup)


def test_who_stands_in_for_two_heads_hears_for_each_of_them(
    session: Session, district: District, tasks: list[Task], now: datetime
) -> None:
    health = a_unit(session, "Phòng Y tế", parent=district.office.root_unit)
    health_head = a_user(session, "Ngô Thị Lan", unit=health, post=Post.HEAD)
    tasks[1].parts[0].unit_id = health.id
    deputy = a_user(session, "Lý Văn Thay", unit=district.lead)
    for head in (district.culture_head, health_head):
        a_substitution(session, district.office, head, deputy)
    session.flush()
    session.expire_all()
    picks = [(tasks[0].id, district.culture.id), (tasks[1].id, health.id)]
    done = remind_many(
        session, picks=picks, note="", actor=district.actor(district.monitor), now=now
    )
    assert done.done == tuple(picks)
    told = [message.recipient_id for message in messages(session)]
    assert sorted(told) == sorted([district.culture_head.id, health_head.id, deputy.id, deputy.id])
