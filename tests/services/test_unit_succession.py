"""Units end and others take over: what is open goes over, what is over stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.series import a_series
from tests.factories.task import a_task
from tests.factories.unit import a_group, a_unit
from tests.factories.user import a_user
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.people import Post
from tracker.domain.reporting_periods import Window
from tracker.domain.unit_handover import PeopleFate
from tracker.models import (
    DutyUnit,
    Event,
    LeaderCharge,
    OutboxMessage,
    Task,
    TaskPart,
    Unit,
    UnitAlias,
    User,
)
from tracker.queries.report_figures import count
from tracker.queries.unit_handover import handover
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.queries.units import members_on, successors_of
from tracker.services.succession_check import NewUnit, SuccessionOrder
from tracker.services.unit_resolution import resolve_name
from tracker.services.unit_succession import succeed

ON_DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 23)
BASIS = "Quyết định số 12/QĐ-UBND ngày 18/11/2026"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def merged(district: District, *units: Unit, **values: object) -> SuccessionOrder:
    """The units go into culture unless said otherwise."""
    given = {"successor_id": district.culture.id} | values
    return SuccessionOrder(
        unit_ids=tuple(unit.id for unit in units),
        on_day=ON_DAY,
        basis=BASIS,
        **given,  # type: ignore[arg-type]
    )


def deed(session: Session, district: District, order: SuccessionOrder) -> Unit:
    actor = district.actor(district.administrator)
    return succeed(session, order=order, actor=actor, now=at(TODAY))


def test_open_tasks_go_over_with_a_trace_and_closed_ones_stay(
    session: Session, district: District
) -> None:
    justice, culture = district.justice, district.culture
    going = a_task(session, district.office, justice)
    waiting = a_task(session, district.office, justice)
    done = a_task(session, district.office, justice)
    life = Life(session, district)
    life.submit(waiting, date(2026, 11, 10))
    life.complete(done, date(2026, 11, 10))
    deed(session, district, merged(district, justice))

    assert (going.lead_unit_id, waiting.lead_unit_id, done.lead_unit_id) == (
        culture.id, culture.id, justice.id,
    )  # fmt: skip
    assert [(span.unit_id, span.to_at is None) for span in going.leads] == [
        (justice.id, False), (culture.id, True),
    ]  # fmt: skip
    assert going.leads[-1].basis == BASIS
    event = session.scalars(
        select(Event).where(Event.task_id == going.id).order_by(Event.id.desc())
    ).first()
    assert event is not None
    assert (event.kind, event.basis) == (EventKind.LEAD_MOVED, BASIS)
    assert (event.data["name_before"], event.data["name_after"]) == (justice.name, culture.name)
    assert justice.to_on == date(2026, 11, 19)
    assert [row.on_day for row in successors_of(session, justice.id)] == [ON_DAY]


def test_the_successors_people_get_one_summary(session: Session, district: District) -> None:
    for _n in range(3):
        a_task(session, district.office, district.justice)
    deed(session, district, merged(district, district.justice, people=PeopleFate.ENDED))
    messages = session.scalars(
        select(OutboxMessage).where(OutboxMessage.recipient_id == district.culture_head.id)
    ).all()
    assert [message.kind for message in messages] == [MessageKind.SUCCEEDED]
    assert "3 nhiệm vụ" in messages[0].subject
    assert BASIS in messages[0].text


def test_figures_of_a_day_before_the_merge_do_not_change(
    session: Session, district: District
) -> None:
    life = Life(session, district)
    overdue = a_task(session, district.office, district.justice, due_on=date(2026, 11, 5))
    done = a_task(session, district.office, district.justice)
    a_task(session, district.office, district.culture)
    life.complete(done, date(2026, 11, 9))
    a_duty(session, district.office, follow_up=FollowUp.REGULAR, leads=[district.justice])
    window, day = Window(date(2026, 10, 15), date(2026, 11, 14)), date(2026, 11, 14)

    def figures() -> object:
        found = count(session, office_id=district.office.id, window=window, as_of=day)
        return found.units, found.rows, found.lines, found.tasks

    before = figures()
    successor = deed(
        session,
        district,
        merged(
            district, district.justice, district.culture, successor_id=None,
            new_unit=NewUnit("Phòng Văn hóa - Xã hội", type_code="division"),
        ),
    )  # fmt: skip
    assert figures() == before
    assert overdue.lead_unit_id == successor.id
    after = count(session, office_id=district.office.id, window=Window(window.from_on, TODAY),
                  as_of=TODAY)  # fmt: skip
    assert {unit.unit: unit.tasks.open_overdue for unit in after.units} == {
        "Phòng Tư pháp": 0, "Phòng Văn hóa - Xã hội": 1,
    }  # fmt: skip


def part_of(session: Session, task: Task, unit: Unit) -> TaskPart:
    return session.scalars(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == unit.id)
    ).one()


@pytest.mark.parametrize(
    ("lead", "own", "says", "asked"),
    [
        pytest.param("lead", None, "trả lời thay", ["Góp ý", date(2026, 11, 25)], id="new"),
        pytest.param("culture", None, "nay chủ trì", None, id="leads it"),
        pytest.param(
            "lead", ("Số liệu", date(2026, 11, 24), ""), "nhập vào",
            ["Số liệu\nGóp ý", date(2026, 11, 24)], id="asked already",
        ),
        pytest.param(
            "lead", ("Số liệu", None, "Đã gửi."), "đã trả lời",
            ["Số liệu", None], id="has answered",
        ),
    ],
)  # fmt: skip
def test_unanswered_parts_find_their_place(  # noqa: PLR0917 — the columns of the table
    session: Session, district: District, lead: str, own: tuple[str, date | None, str] | None,
    says: str, asked: list[object] | None,
) -> None:  # fmt: skip
    task = a_task(session, district.office, getattr(district, lead))
    session.add(
        TaskPart(task_id=task.id, unit_id=district.justice.id, request="Góp ý",
                 due_on=date(2026, 11, 25))
    )  # fmt: skip
    if own is not None:
        request, due_on, answer = own
        session.add(
            TaskPart(task_id=task.id, unit_id=district.culture.id, request=request, due_on=due_on,
                     answer=answer, answered_at=at(date(2026, 11, 12)) if answer else None)
        )  # fmt: skip
    session.flush()
    deed(session, district, merged(district, district.justice))

    old = part_of(session, task, district.justice)
    assert old.closed_at is not None
    assert says in old.closed_note
    new = session.scalars(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == district.culture.id)
    ).one_or_none()
    assert (None if new is None else [new.request, new.due_on]) == asked
    kinds = list(session.scalars(select(Event.kind).where(Event.task_id == task.id)))
    assert EventKind.PART_CLOSED in kinds


def test_regular_duties_go_on_with_the_next_period_and_others_at_once(
    session: Session, district: District
) -> None:
    regular = a_duty(session, district.office, follow_up=FollowUp.REGULAR, leads=[district.justice])
    shared = a_duty(session, district.office, leads=[district.justice, district.culture])
    deed(session, district, merged(district, district.justice))
    rows = {
        (row.duty_id, row.unit_id): (row.from_on, row.to_on)
        for row in session.scalars(select(DutyUnit).where(DutyUnit.role == UnitRole.LEAD))
    }
    last = date(2026, 11, 19)
    assert rows[regular.id, district.justice.id] == (date(2026, 1, 6), last)
    assert rows[regular.id, district.culture.id] == (date(2026, 12, 15), None)
    assert rows[shared.id, district.justice.id] == (date(2026, 1, 6), last)
    assert rows[shared.id, district.culture.id] == (date(2026, 1, 6), None)


def test_a_period_that_the_successor_has_already_is_followed_by_itself(
    session: Session, district: District
) -> None:
    duty = a_duty(session, district.office, leads=[district.justice, district.culture])
    series = a_series(session, district.office, [], duty=duty)
    ours, theirs = (
        a_task(session, district.office, unit, duty=duty)
        for unit in (district.justice, district.culture)
    )
    for task in (ours, theirs):
        task.series_id, task.period_key = series.id, "2026-11"
    session.flush()
    deed(session, district, merged(district, district.justice))
    assert (ours.lead_unit_id, ours.series_id, ours.period_key) == (district.culture.id, None, None)
    assert theirs.period_key == "2026-11"
    event = session.scalars(
        select(Event).where(Event.task_id == ours.id).order_by(Event.id.desc())
    ).first()
    assert event is not None
    assert (event.data["left_series"], event.data["left_period"]) == (series.id, "2026-11")


def test_papers_of_before_mean_the_old_unit_and_later_ones_the_successor(
    session: Session, district: District
) -> None:
    session.add(UnitAlias(unit_id=district.justice.id, alias="P. Tư pháp", folded="p. tu phap"))
    session.flush()
    deed(session, district, merged(district, district.justice))
    lexicon = unit_lexicon(session, district.office)
    for name in ("Phòng Tư pháp", "P. Tư pháp"):
        before = resolve_name(lexicon, name, on_day=date(2026, 11, 19), today=TODAY)
        after = resolve_name(lexicon, name, on_day=ON_DAY, today=TODAY)
        assert (before.dissolved, before.candidates) == (district.justice, (district.culture,))
        assert after.unit is district.culture


@pytest.mark.parametrize(
    ("fate", "posts"),
    [
        (PeopleFate.SAME_POST, {Post.HEAD, Post.OFFICER}),
        (PeopleFate.OFFICERS, {Post.OFFICER}),
        (PeopleFate.ENDED, set()),
    ],
)
def test_people_go_over_as_was_asked(
    session: Session, district: District, fate: PeopleFate, posts: set[Post]
) -> None:
    deed(session, district, merged(district, district.justice, people=fate))
    people: list[User] = [district.justice_head, district.justice_officer]
    now_in = {
        post.post for person in people for post in person.memberships
        if post.unit_id == district.culture.id and post.holds_on(TODAY)
    }  # fmt: skip
    assert now_in == posts
    assert not any(
        post.holds_on(TODAY) for person in people for post in person.memberships
        if post.unit_id == district.justice.id
    )  # fmt: skip


def test_classes_and_leaders_in_charge_follow(session: Session, district: District) -> None:
    group = a_group(session, district.office, members=[district.justice])
    session.add(
        LeaderCharge(office_id=district.office.id, user_id=district.chairman.id,
                     unit_id=district.justice.id, from_on=date(2026, 1, 1),
                     set_by_id=district.administrator.id, set_at=at(date(2026, 1, 1)))
    )  # fmt: skip
    session.flush()
    deed(session, district, merged(district, district.justice))
    session.expire_all()
    assert [member.unit for member in members_on(group, TODAY)] == [district.culture]
    charges = session.scalars(select(LeaderCharge).order_by(LeaderCharge.id)).all()
    assert [(row.unit_id, row.from_on, row.to_on) for row in charges] == [
        (district.justice.id, date(2026, 1, 1), date(2026, 11, 19)),
        (district.culture.id, ON_DAY, None),
    ]


def test_a_split_names_the_successor_of_each_task(session: Session, district: District) -> None:
    other = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    first, second = (a_task(session, district.office, district.justice) for _n in range(2))
    deed(
        session, district,
        merged(district, district.justice, others=(other.id,), by_task={second.id: other.id}),
    )  # fmt: skip
    assert (first.lead_unit_id, second.lead_unit_id) == (district.culture.id, other.id)
    assert {row.to_unit_id for row in successors_of(session, district.justice.id)} == {
        district.culture.id, other.id,
    }  # fmt: skip


def test_the_look_counts_what_moves(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice)
    a_task(session, district.office, district.lead, coordinating=[district.justice])
    a_duty(session, district.office, follow_up=FollowUp.REGULAR, leads=[district.justice])
    looked = handover(session, [district.justice.id], ON_DAY)
    assert (looked.tasks, looked.parts, looked.regular, looked.people) == (1, 1, 1, 2)
    deed(session, district, merged(district, district.justice))
    left = handover(session, [district.justice.id], TODAY)
    assert (left.tasks, left.parts, left.regular, left.people) == (0, 0, 0, 0)


def order_that_fails(session: Session, district: District, case: str) -> SuccessionOrder:
    order = merged(district, district.justice)
    if case == "dissolved earlier":
        gone = a_unit(session, "Phòng Y tế", parent=district.office.root_unit)
        gone.to_on = date(2026, 1, 1)
        session.flush()
        return replace(order, successor_id=gone.id)
    if case == "a circle":
        deed(session, district, merged(district, district.justice))
        return replace(merged(district, district.culture), successor_id=district.justice.id)
    if case == "outside":
        body = a_unit(session, "Hội Nông dân", parent=district.office.root_unit, outside=True)
        return replace(order, successor_id=body.id)
    changes: dict[str, dict[str, object]] = {
        "itself": {"successor_id": district.justice.id},
        "nobody": {"successor_id": None},
        "both": {"new_unit": NewUnit("Phòng mới", type_code="division")},
        "the office": {"successor_id": district.office.root_unit_id},
        "no unit": {"unit_ids": ()},
        "root ends": {"unit_ids": (district.office.root_unit_id,)},
        "lead office ends": {"unit_ids": (district.lead.id,)},
        "another office's": {"unit_ids": (a_unit(session, "Phòng Khác").id,)},
        "tomorrow": {"on_day": date(2026, 11, 24)},
        "last period": {"on_day": date(2026, 11, 14)},
        "no basis": {"basis": "  "},
    }
    return replace(order, **changes[case])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "field", "says"),
    [
        ("itself", "successor", "cũng kết thúc"),
        ("nobody", "successor", "Hãy chọn đơn vị kế thừa"),
        ("both", "successor", "một trong hai"),
        ("the office", "successor", "chính cơ quan"),
        ("dissolved earlier", "successor", "không hoạt động"),
        ("a circle", "successor", "không hoạt động"),
        ("outside", "successor", "ngoài phạm vi"),
        ("no unit", "units", "Hãy chọn đơn vị"),
        ("root ends", "units", "chính cơ quan"),
        ("lead office ends", "units", "theo dõi, đôn đốc"),
        ("another office's", "units", "Không tìm thấy"),
        ("tomorrow", "on_day", "chưa đến"),
        ("last period", "on_day", "kỳ báo cáo đã qua"),
        ("no basis", "basis", "căn cứ"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    session: Session, district: District, case: str, field: str, says: str
) -> None:
    with pytest.raises(InvalidInput, match=says) as refusal:
        deed(session, district, order_that_fails(session, district, case))
    assert refusal.value.field == field


def test_a_unit_changed_since_the_look_stops_the_deed(session: Session, district: District) -> None:
    with pytest.raises(Conflict):
        deed(session, district, merged(district, district.justice,
                                       versions={district.justice.id: 99}))  # fmt: skip


def test_a_unit_and_the_one_above_it_end_together(session: Session, district: District) -> None:
    below = a_unit(session, "Đội Tuyên truyền", parent=district.justice)
    a_user(session, unit=below)
    with pytest.raises(InvalidInput, match="đơn vị trực thuộc"):
        deed(session, district, merged(district, district.justice))
    deed(session, district, merged(district, district.justice, below))
    assert below.to_on == district.justice.to_on == date(2026, 11, 19)
