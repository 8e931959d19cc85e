"""One deed on many tasks: cell by cell by the rules of one, and one message to each person."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.services.handing_in import last_event
from tests.support.clock import Clock
from tracker.domain.bulk_deeds import MOST, BulkDeed
from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, OutboxMessage, Task, Unit, User
from tracker.services import approval
from tracker.services.bulk_decisions import BulkOutcome, PickedTask, do_to_many


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def directive(session: Session, district: District) -> Directive:
    return a_directive(session, district.office)


def give(session: Session, district: District, directive: Directive, *texts: str) -> list[Task]:
    """Each duty once to Phòng Tư pháp."""
    return [
        a_task(
            session,
            district.office,
            district.justice,
            duty=a_duty(
                session, district.office, text, directive=directive, leads=[district.justice]
            ),
        )
        for text in texts
    ]


def handed_in(session: Session, district: District, tasks: list[Task], now: datetime) -> None:
    for task in tasks:
        approval.submit(
            session,
            task_id=task.id,
            version=None,
            summary="Đã ban hành kế hoạch.",
            paper_number=f"{task.id}/KH-TP",
            paper_on=date(2026, 11, 20),
            evidence_ids=[],
            explanation="",
            actor=district.actor(district.justice_head),
            now=now,
        )


def do(
    session: Session,
    district: District,
    deed: BulkDeed,
    tasks: list[Task],
    now: datetime,
    *,
    by: User | None = None,
    words: str = "",
) -> BulkOutcome:
    return do_to_many(
        session,
        deed=deed,
        picks=[PickedTask(task.id, task.row_version) for task in tasks],
        words=words,
        actor=district.actor(by or district.monitor),
        now=now,
    )


def messages(session: Session, kind: MessageKind, person: User) -> list[OutboxMessage]:
    return list(
        session.scalars(
            select(OutboxMessage).where(
                OutboxMessage.kind == kind, OutboxMessage.recipient_id == person.id
            )
        )
    )


def said(outcome: BulkOutcome) -> dict[int, str]:
    return {each.task_id: str(each.why) for each in outcome.left}


def test_what_can_be_confirmed_is_and_the_rest_is_said_with_its_sentence(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    one, two, open_one = give(session, district, directive, "Việc một", "Việc hai", "Việc ba")
    handed_in(session, district, [one, two], now)

    outcome = do(session, district, BulkDeed.CONFIRM, [one, open_one, two], now)

    assert outcome.done == (one.id, two.id)
    assert said(outcome) == {
        open_one.id: "Nhiệm vụ này không có báo cáo hoàn thành đang chờ xác nhận."
    }
    assert [task.status for task in (one, two, open_one)] == [
        TaskStatus.COMPLETED,
        TaskStatus.COMPLETED,
        TaskStatus.ASSIGNED,
    ]
    assert last_event(session, two).kind is EventKind.TASK_CONFIRMED
    assert last_event(session, open_one).kind is EventKind.TASK_ASSIGNED


def test_many_tasks_are_one_message_to_each_person(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    tasks = give(session, district, directive, "Việc một", "Việc hai", "Việc ba")
    handed_in(session, district, tasks, now)
    do(session, district, BulkDeed.CONFIRM, tasks, now)

    (message,) = messages(session, MessageKind.CONFIRMED, district.justice_head)
    assert message.subject == "Đã xác nhận hoàn thành: 3 nhiệm vụ"
    assert all(text in message.text for text in ("Việc một", "Việc hai", "Việc ba"))
    assert message.link == f"/directives/{directive.id}"


def test_one_task_is_told_in_its_usual_words(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    (task,) = give(session, district, directive, "Việc một")
    handed_in(session, district, [task], now)
    do(session, district, BulkDeed.RETURN, [task], now, words="Thiếu phụ lục.")

    (message,) = messages(session, MessageKind.RETURNED, district.justice_head)
    assert message.subject == "Trả lại, yêu cầu bổ sung: Việc một"
    assert "Lý do: Thiếu phụ lục." in message.text


def test_nobody_confirms_in_bulk_what_they_handed_in(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    mine, others = give(session, district, directive, "Việc một", "Việc hai")
    both = a_user(session, unit=district.justice, office=district.office, roles=[Role.LEAD_OFFICE])
    handed_in(session, district, [others], now)
    approval.submit(
        session,
        task_id=mine.id,
        version=None,
        summary="Đã ban hành.",
        paper_number=None,
        paper_on=None,
        evidence_ids=[],
        explanation="",
        actor=district.actor(both),
        now=now,
    )
    outcome = do(session, district, BulkDeed.CONFIRM, [mine, others], now, by=both)
    assert outcome.done == (others.id,)
    assert said(outcome) == {
        mine.id: "Người báo cáo hoàn thành không tự xác nhận báo cáo của mình."
    }


def test_a_task_that_changed_since_it_was_seen_is_left(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    one, two = give(session, district, directive, "Việc một", "Việc hai")
    handed_in(session, district, [one, two], now)
    outcome = do_to_many(
        session,
        deed=BulkDeed.CONFIRM,
        picks=[PickedTask(one.id, one.row_version - 1), PickedTask(two.id, two.row_version)],
        words="",
        actor=district.actor(district.monitor),
        now=now,
    )
    assert outcome.done == (two.id,)
    assert "vừa được người khác thay đổi" in said(outcome)[one.id]


def test_a_unit_decides_nothing_and_what_it_does_not_see_is_not_there(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    (task,) = give(session, district, directive, "Việc một")
    strange = a_task(session, district.office, district.culture)
    outcome = do(
        session, district, BulkDeed.CONFIRM, [task, strange], now, by=district.justice_head
    )
    assert outcome.done == ()
    assert said(outcome) == {
        task.id: "Bạn không có quyền thực hiện việc này.",
        strange.id: "Không tìm thấy nhiệm vụ này.",
    }


def test_a_unit_is_urged_once_a_day(
    session: Session, district: District, directive: Directive, clock: Clock
) -> None:
    tasks = give(session, district, directive, "Việc một", "Việc hai")
    first = do(session, district, BulkDeed.URGE, tasks, clock(), words="Gửi trước 16 giờ.")
    assert first.done == tuple(task.id for task in tasks)
    event = last_event(session, tasks[0])
    assert (event.kind, event.note) == (EventKind.TASK_URGED, "Gửi trước 16 giờ.")

    again = do(session, district, BulkDeed.URGE, tasks, clock(), by=district.chairman)
    assert again.done == ()
    assert set(said(again).values()) == {"Hôm nay đã đôn đốc đơn vị về nhiệm vụ này."}
    (message,) = messages(session, MessageKind.URGED, district.justice_head)
    assert message.subject == "Đôn đốc thực hiện: 2 nhiệm vụ"
    assert "Gửi trước 16 giờ." in message.text

    clock.pass_by(days=1)
    assert len(do(session, district, BulkDeed.URGE, tasks, clock()).done) == 2
    assert len(messages(session, MessageKind.URGED, district.justice_head)) == 2


def test_nobody_is_urged_for_what_waits_elsewhere_or_has_no_reader(
    session: Session, district: District, directive: Directive, now: datetime
) -> None:
    (waiting,) = give(session, district, directive, "Việc một")
    handed_in(session, district, [waiting], now)
    empty: Unit = a_unit(session, "UBND xã Vắng", parent=district.office.root_unit)
    unread = a_task(session, district.office, empty)
    outcome = do(session, district, BulkDeed.URGE, [waiting, unread], now)
    assert said(outcome) == {
        waiting.id: "Nhiệm vụ hiện không chờ đơn vị thực hiện nên không đôn đốc.",
        unread.id: "Đơn vị chưa có người nhận tin trong phần mềm. "
        "Hãy đôn đốc bằng văn bản, điện thoại.",
    }


def test_the_words_of_a_paper_for_internal_use_stay_inside(
    session: Session, district: District, now: datetime
) -> None:
    closed = a_directive(session, district.office)
    closed.restricted = True
    tasks = give(session, district, closed, "Điều gì đó kín", "Điều kín thứ hai")
    do(session, district, BulkDeed.URGE, tasks, now)
    (message,) = messages(session, MessageKind.URGED, district.justice_head)
    assert "kín" not in message.text + message.subject


REFUSED: dict[str, tuple[BulkDeed, int, str]] = {
    "nothing": (BulkDeed.CONFIRM, 0, "Chưa chọn nhiệm vụ nào"),
    "too many": (BulkDeed.CONFIRM, MOST + 1, f"nhiều nhất {MOST} nhiệm vụ; đang chọn {MOST + 1}"),
    "a return without reason": (BulkDeed.RETURN, 1, "lý do trả lại"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_deed_that_cannot_begin_is_refused(
    session: Session, district: District, now: datetime, case: str
) -> None:
    deed, count, sentence = REFUSED[case]
    picks = [PickedTask(number, 1) for number in range(1, count + 1)]
    with pytest.raises(InvalidInput, match=sentence):
        do_to_many(
            session,
            deed=deed,
            picks=picks,
            words=" ",
            actor=district.actor(district.monitor),
            now=now,
        )
