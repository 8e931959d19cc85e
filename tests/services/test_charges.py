"""Fields, leaders in charge, the star: who answers for a task on a day, and that lists agree."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.user import a_user
from tracker.domain.charge import ChargeGround
from tracker.domain.errors import Conflict, DomainError, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.models import Event, LeaderCharge, Task, User, WorkField
from tracker.queries.charges import charge_of_task
from tracker.queries.task_filters import TaskFilters
from tracker.queries.tasks import task_list
from tracker.services import duty_marks, leader_charges, work_fields

SINCE = date(2026, 11, 1)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def deputy(session: Session, district: District) -> User:
    return a_user(session, "Trần Thị Phó", office=district.office, roles=[Role.LEADER])


def a_field(session: Session, district: District, name: str, *units: int) -> WorkField:
    return work_fields.add_field(
        session, name=name, unit_ids=units, actor=district.actor(district.administrator),
        now=at(SINCE),
    )  # fmt: skip


def charge(
    session: Session, district: District, leader: User, *, units: tuple[int, ...] = (),
    fields: tuple[int, ...] = (), from_on: date = SINCE, basis: str = "Thông báo số 9/TB-UBND",
) -> list[LeaderCharge]:  # fmt: skip
    return leader_charges.put_in_charge(
        session, user_id=leader.id, unit_ids=units, field_ids=fields, from_on=from_on,
        basis=basis, actor=district.actor(district.administrator), now=at(TODAY),
    )  # fmt: skip


def end(session: Session, district: District, row: LeaderCharge, last_day: date) -> LeaderCharge:
    return leader_charges.end_charge(
        session, charge_id=row.id, version=row.row_version, last_day=last_day, basis="",
        actor=district.actor(district.administrator), now=at(TODAY),
    )  # fmt: skip


def listed(session: Session, district: District, **asked: object) -> set[int]:
    filters = TaskFilters(**asked)  # type: ignore[arg-type]
    actor = district.actor(district.monitor)
    return {row.id for row in task_list(session, actor=actor, filters=filters, as_of=TODAY).rows}


def test_duty_goes_before_field_and_field_before_unit_and_lists_agree(
    session: Session, district: District, deputy: User
) -> None:
    law = a_field(session, district, "Tư pháp", district.justice.id)
    money = a_field(session, district, "Tài chính")
    charge(session, district, district.chairman, units=(district.justice.id, district.culture.id))
    charge(session, district, deputy, fields=(law.id,))
    usual, by_unit, other_field, own = (
        a_task(session, district.office, unit)
        for unit in (district.justice, district.culture, district.justice, district.culture)
    )
    other_field.duty.field_id = money.id
    own.duty.leader_id = deputy.id
    session.flush()
    expected: dict[Task, tuple[User, ChargeGround]] = {
        usual: (deputy, ChargeGround.FIELD),
        by_unit: (district.chairman, ChargeGround.UNIT),
        other_field: (district.chairman, ChargeGround.UNIT),
        own: (deputy, ChargeGround.DUTY),
    }
    for task, (leader, ground) in expected.items():
        found = charge_of_task(session, task, TODAY)
        assert (found.leader, found.ground) == (leader, ground)
    for leader in (deputy, district.chairman):
        by_rule = {task.id for task, (who, _why) in expected.items() if who is leader}
        assert listed(session, district, leader_id=leader.id) == by_rule
    assert listed(session, district, field_id=law.id) == {usual.id}
    assert listed(session, district, field_id=money.id) == {other_field.id}


def test_who_was_in_charge_stays_answerable(
    session: Session, district: District, deputy: User
) -> None:
    task = a_task(session, district.office, district.justice)
    (first,) = charge(session, district, district.chairman, units=(district.justice.id,))
    end(session, district, first, date(2026, 11, 14))
    charge(session, district, deputy, units=(district.justice.id,), from_on=date(2026, 11, 15))
    assert charge_of_task(session, task, date(2026, 11, 14)).leader is district.chairman
    assert charge_of_task(session, task, date(2026, 11, 15)).leader is deputy
    assert charge_of_task(session, task, date(2026, 10, 1)).leader is None
    events = session.scalars(select(Event).where(Event.kind == EventKind.CHARGE_CHANGED)).all()
    assert len(events) == 3
    assert "đến hết 14/11/2026" in events[1].note


def wrong_charge(
    session: Session, district: District, deputy: User, case: str
) -> dict[str, object]:
    """What is asked in each case, with the deputy as leader unless the case is about that."""
    unit = (district.justice.id,)
    if case == "taken":
        charge(session, district, district.chairman, units=unit)
    asked: dict[str, dict[str, object]] = {
        "officer": {"leader": district.justice_officer, "units": unit},
        "nothing": {},
        "taken": {"units": unit},
        "no basis": {"units": unit, "basis": " "},
        "unknown field": {"fields": (999,)},
    }
    return {"leader": deputy} | asked[case]


@pytest.mark.parametrize(
    ("case", "field", "says"),
    [
        ("officer", "leader", "vai trò lãnh đạo"),
        ("nothing", "units", "ít nhất một"),
        ("taken", "units", "đang do Hoàng Văn Giang phụ trách"),
        ("no basis", "basis", "căn cứ"),
        ("unknown field", "fields", "của cơ quan"),
    ],
)
def test_a_charge_that_cannot_be_is_said_at_its_field(
    session: Session, district: District, case: str, field: str, says: str
) -> None:
    deputy = a_user(session, "Trần Thị Phó", office=district.office, roles=[Role.LEADER])
    asked = wrong_charge(session, district, deputy, case)
    with pytest.raises(InvalidInput, match=says) as refusal:
        charge(session, district, **asked)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_charge_ends_once_and_not_before_it_began(session: Session, district: District) -> None:
    (row,) = charge(session, district, district.chairman, units=(district.justice.id,))
    with pytest.raises(InvalidInput, match="không thể sớm hơn"):
        end(session, district, row, date(2026, 10, 1))
    end(session, district, row, TODAY)
    with pytest.raises(Conflict, match="đã kết thúc"):
        end(session, district, row, TODAY)


def mark(session: Session, district: District, task: Task, **values: object) -> None:
    given = {"field_id": None, "leader_id": None, "key_task": False, "seen": None} | values
    duty_marks.sort_duty(
        session, task_id=task.id, actor=district.actor(district.monitor), now=at(TODAY),
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_star_leaves_its_history_and_filters(session: Session, district: District) -> None:
    task, _other = (a_task(session, district.office, district.justice) for _n in range(2))
    mark(session, district, task, key_task=True)
    assert listed(session, district, key_only=True) == {task.id}
    mark(session, district, task, key_task=True)
    mark(session, district, task, key_task=False)
    kinds = session.scalars(
        select(Event.kind).where(Event.task_id == task.id).order_by(Event.id)
    ).all()
    assert kinds[1:] == [EventKind.KEY_MARKED, EventKind.KEY_UNMARKED]


def test_field_and_leader_are_changed_with_both_names(
    session: Session, district: District, deputy: User
) -> None:
    task = a_task(session, district.office, district.justice)
    law = a_field(session, district, "Tư pháp")
    seen = duty_marks.seen_of(task.duty)
    mark(session, district, task, field_id=law.id, leader_id=deputy.id, seen=seen)
    event = session.scalars(select(Event).where(Event.kind == EventKind.DUTY_SORTED)).one()
    assert event.note == (
        "Lĩnh vực: theo đơn vị chủ trì → Tư pháp; "
        "Lãnh đạo phụ trách: theo bảng phân công → Trần Thị Phó"
    )
    with pytest.raises(Conflict):
        mark(session, district, task, seen=seen)


def test_a_field_that_is_switched_off_is_not_chosen_any_more(
    session: Session, district: District
) -> None:
    task, kept = (a_task(session, district.office, district.justice) for _n in range(2))
    law = a_field(session, district, "Tư pháp")
    mark(session, district, kept, field_id=law.id)
    work_fields.change_field(
        session, field_id=law.id, version=law.row_version, name="Tư pháp", ord=0, off_on=TODAY,
        unit_ids=[], actor=district.actor(district.administrator), now=at(TODAY),
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="đang dùng"):
        mark(session, district, task, field_id=law.id)
    mark(session, district, kept, field_id=law.id, key_task=True)
    assert charge_of_task(session, kept, TODAY).field is law


def test_a_unit_has_one_usual_field(session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice)
    a_field(session, district, "Tư pháp", district.justice.id)
    other = a_field(session, district, "Nội chính", district.justice.id)
    assert charge_of_task(session, task, TODAY).field is other
    with pytest.raises(DomainError, match="Đã có lĩnh vực"):
        a_field(session, district, "nội chính")
