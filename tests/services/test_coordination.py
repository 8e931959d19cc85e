"""Coordinating units: their answer with its paper, their numbers, and being reminded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import Life, at
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.coordination import PartState
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.people import Post
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, OutboxMessage, Task, TaskPart, User
from tracker.queries.coordination import parts_by_unit
from tracker.services import progress
from tracker.services.coordination import remind_parts
from tracker.services.part_answers import confirm_part, return_part

DUE = date(2026, 11, 20)
Judge = Callable[[Session, District, Task, User, date], TaskPart]
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    made = a_task(session, district.office, district.justice, coordinating=[district.culture])
    made.parts[0].due_on = DUE
    session.flush()
    return made


def answer(
    session: Session, district: District, task: Task, text: str, on: date, **paper: object
) -> TaskPart:
    return progress.answer_part(
        session, task_id=task.id, version=None, unit_id=district.culture.id, answer=text,
        actor=district.actor(district.culture_head), now=at(on),
        **paper,  # type: ignore[arg-type]
    )  # fmt: skip


def test_an_answer_carries_its_paper_and_a_change_leaves_both_in_the_history(
    session: Session, district: District, task: Task
) -> None:
    answer(session, district, task, "Nhất trí.", DUE, paper_number="12/VHTT", paper_on=DUE)
    part = answer(session, district, task, "Đề nghị bổ sung.", TODAY)
    assert (part.answer, part.paper_number, part.paper_on) == ("Đề nghị bổ sung.", None, None)
    assert part.answered_at == at(DUE), "the first answer counts"
    first, second = session.scalars(
        select(Event).where(Event.kind == EventKind.PART_ANSWERED).order_by(Event.id)
    )
    assert first.note == "Nhất trí. (văn bản số 12/VHTT)"
    assert (second.data["answer_before"], second.note) == ("Nhất trí.", "Đề nghị bổ sung.")
    assert task.status is TaskStatus.ASSIGNED, "an answer never owns completion"


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        ({"paper_number": "12/VHTT"}, "paper_on"),
        ({"paper_on": DUE}, "paper_number"),
        ({"paper_number": "12/VHTT", "paper_on": date(2026, 12, 24)}, "paper_on"),
    ],
)
def test_half_a_paper_and_tomorrows_are_refused(
    session: Session, district: District, task: Task, paper: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        answer(session, district, task, "Nhất trí.", DUE, **paper)
    assert refusal.value.field == field


def test_a_part_that_is_closed_takes_no_answer(
    session: Session, district: District, task: Task
) -> None:
    task.parts[0].closed_at = at(DUE)
    session.flush()
    with pytest.raises(Conflict, match="không còn được yêu cầu"):
        answer(session, district, task, "Nhất trí.", TODAY)


def numbers(session: Session, district: District, who: User) -> dict[str, dict[PartState, int]]:
    units = parts_by_unit(session, actor=district.actor(who), window=YEAR, as_of=TODAY)
    return {unit.unit: dict(unit.counts) for unit in units}


def test_each_unit_is_measured_apart_and_silence_counts(
    session: Session, district: District, task: Task
) -> None:
    others = [
        a_task(session, district.office, district.justice, coordinating=[district.culture])
        for _n in range(3)
    ]
    for other, due_on in zip(others, (DUE, DUE, date(2026, 12, 30)), strict=True):
        other.parts[0].due_on = due_on
    answer(session, district, others[0], "Nhất trí.", DUE)
    answer(session, district, others[1], "Nhất trí.", TODAY)
    cancelled = a_task(session, district.office, district.justice, coordinating=[district.culture])
    cancelled.parts[0].due_on = DUE
    Life(session, district).cancel(cancelled, TODAY)
    expected = {
        district.culture.name: {
            PartState.SILENT: 1, PartState.IN_TIME: 1, PartState.LATE: 1, PartState.WAITING: 1,
        }
    }  # fmt: skip
    assert numbers(session, district, district.monitor) == expected
    assert numbers(session, district, district.justice_head) == expected
    assert numbers(session, district, a_user(session, unit=district.lead)) == {}
    assert task.parts[0].is_waiting


def remind(session: Session, district: District, task: Task, *units: int, on: date = TODAY) -> None:
    remind_parts(
        session, task_id=task.id, version=None, unit_ids=units, note="Gấp trong tuần.",
        actor=district.actor(district.justice_head), now=at(on),
    )  # fmt: skip


def test_a_silent_unit_is_reminded_once_a_day(
    session: Session, district: District, task: Task
) -> None:
    remind(session, district, task, district.culture.id)
    message = session.scalars(select(OutboxMessage)).one()
    assert message.recipient_id == district.culture_head.id
    assert message.subject.startswith("Nhắc trả lời phối hợp")
    assert "Hạn trả lời: 20/11/2026. Gấp trong tuần." in message.text
    with pytest.raises(InvalidInput, match="đã được nhắc hôm nay"):
        remind(session, district, task, district.culture.id)
    remind(session, district, task, district.culture.id, on=date(2026, 11, 24))
    events = session.scalars(select(Event).where(Event.kind == EventKind.PARTS_REMINDED)).all()
    assert [event.data["units"] for event in events] == [[district.culture.id]] * 2


def test_a_body_outside_is_asked_politely(session: Session, district: District) -> None:
    body = a_unit(session, "Hội Nông dân", parent=district.office.root_unit, outside=True)
    a_user(session, unit=body, post=Post.HEAD)
    task = a_task(session, district.office, district.justice, coordinating=[body])
    remind(session, district, task, body.id)
    message = session.scalars(select(OutboxMessage)).one()
    assert message.subject.startswith("Đề nghị trả lời phối hợp")
    assert "Nhắc" not in message.text


@pytest.mark.parametrize(
    ("case", "error", "says"),
    [
        ("nobody", InvalidInput, "Hãy chọn đơn vị"),
        ("answered", InvalidInput, "đã trả lời"),
        ("stranger", InvalidInput, "không phối hợp"),
        ("over", Conflict, "đã kết thúc"),
    ],
)
def test_whom_not_to_remind(  # noqa: PLR0917 — the columns of the table
    session: Session, district: District, task: Task, case: str, error: type[Exception], says: str
) -> None:  # fmt: skip
    units = [district.culture.id]
    if case == "nobody":
        units = []
    elif case == "answered":
        answer(session, district, task, "Nhất trí.", DUE)
    elif case == "stranger":
        units = [district.lead.id]
    else:
        Life(session, district).complete(task, TODAY)
    with pytest.raises(error, match=says):
        remind(session, district, task, *units)


def ask_again(session: Session, district: District, task: Task, who: User, on: date) -> TaskPart:
    return return_part(
        session, task_id=task.id, version=None, unit_id=district.culture.id,
        reason="Chưa nêu số liệu\ncủa ba xã.", actor=district.actor(who), now=at(on),
    )  # fmt: skip


def confirm(session: Session, district: District, task: Task, who: User, on: date) -> TaskPart:
    return confirm_part(
        session, task_id=task.id, version=None, unit_id=district.culture.id,
        actor=district.actor(who), now=at(on),
    )  # fmt: skip


def test_an_answer_that_does_not_help_is_asked_for_again_and_then_confirmed(
    session: Session, district: District, task: Task
) -> None:
    """The lead unit reads both; what was counted for the first answer stays as it was."""
    answer(session, district, task, "Nhất trí.", DUE)
    before = numbers(session, district, district.monitor)
    part = ask_again(session, district, task, district.justice_head, TODAY)
    assert part.is_waiting
    assert numbers(session, district, district.monitor) == before
    message = session.scalars(select(OutboxMessage)).one()
    assert message.recipient_id == district.culture_head.id
    assert message.subject.startswith("Đề nghị trả lời phối hợp lại: ")
    assert "Chưa nêu số liệu của ba xã." in message.text

    answer(session, district, task, "Ba xã: 12 công chức.", TODAY)
    assert (part.is_waiting, part.returned_at, part.return_reason) == (False, None, "")
    confirm(session, district, task, district.justice_head, TODAY)
    assert part.confirmed_at == at(TODAY)
    with pytest.raises(Conflict, match="đã được xác nhận"):
        answer(session, district, task, "Sửa lại.", TODAY)
    with pytest.raises(Conflict, match="đang chờ xem xét"):
        ask_again(session, district, task, district.justice_head, TODAY)
    told = session.scalars(select(Event).where(Event.task_id == task.id).order_by(Event.id))
    assert [event.kind for event in told][-4:] == [
        EventKind.PART_ANSWERED, EventKind.PART_RETURNED,
        EventKind.PART_ANSWERED, EventKind.PART_CONFIRMED,
    ]  # fmt: skip
    assert task.status is TaskStatus.ASSIGNED, "an answer never owns completion"


def test_who_answered_does_not_judge(session: Session, district: District, task: Task) -> None:
    """Nor does a colleague of theirs, whatever else they may do in the office."""
    answer(session, district, task, "Nhất trí.", DUE)
    for judge in (confirm, ask_again):
        with pytest.raises(NotAllowed, match="không tự xem xét"):
            judge(session, district, task, district.culture_head, TODAY)
    assert task.parts[0].is_answered


@pytest.mark.parametrize("judge", [confirm, ask_again])
def test_there_is_nothing_to_judge_before_the_answer_nor_after_the_end(
    session: Session, district: District, task: Task, judge: Judge
) -> None:
    with pytest.raises(Conflict, match="đang chờ xem xét"):
        judge(session, district, task, district.justice_head, TODAY)
    answer(session, district, task, "Nhất trí.", DUE)
    Life(session, district).complete(task, TODAY)
    with pytest.raises(Conflict, match="đã kết thúc"):
        judge(session, district, task, district.justice_head, TODAY)


def test_a_unit_without_a_part_has_no_answer_and_a_return_has_a_reason(
    session: Session, district: District, task: Task
) -> None:
    answer(session, district, task, "Nhất trí.", DUE)
    about = {"task_id": task.id, "version": None, "now": at(TODAY)}
    me = district.actor(district.justice_head)
    with pytest.raises(NotFound):
        confirm_part(session, unit_id=district.lead.id, actor=me, **about)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refusal:
        return_part(session, unit_id=district.culture.id, reason=" ", actor=me, **about)  # type: ignore[arg-type]
    assert refusal.value.field == "reason"
