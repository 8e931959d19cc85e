"""A merger that is decided for a later day is entered at once and carried out on its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import the_system
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.models import Event, KeptForm, OutboxMessage, PlannedSuccession, Unit
from tracker.queries.planned_successions import waiting_successions
from tracker.services.planned_successions import (
    carry_out_due,
    plan_succession,
    withdraw_planned,
)
from tracker.services.succession_check import NewUnit, SuccessionOrder
from tracker.services.upkeep import KEPT_FORM_DAYS, upkeep

ON_DAY = date(2026, 12, 1)
BASIS = "Quyết định số 12/QĐ-UBND ngày 18/11/2026"


@pytest.fixture
def district(session: Session) -> District:
    the_system(session)
    return a_district(session)


def plan(
    session: Session, district: District, now: datetime, **changes: object
) -> PlannedSuccession:
    order = SuccessionOrder(
        unit_ids=(district.justice.id,),
        on_day=ON_DAY,
        basis=BASIS,
        successor_id=district.culture.id,
        versions={district.justice.id: district.justice.row_version},
    )
    planned = plan_succession(
        session,
        order=replace(order, **changes),  # type: ignore[arg-type]
        actor=district.actor(district.administrator),
        now=now,
    )
    session.commit()
    return planned


def morning(on_day: date, now: datetime) -> datetime:
    return now + (on_day - now.date())


def kinds(session: Session) -> list[EventKind]:
    return list(session.scalars(select(Event.kind).order_by(Event.id)))


def test_nothing_moves_before_the_day_and_all_of_it_on_the_day(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice)
    planned = plan(session, district, now)
    assert carry_out_due(session, now=morning(ON_DAY - timedelta(1), now)) == []
    assert (task.lead_unit_id, district.justice.to_on) == (district.justice.id, None)
    late = a_task(session, district.office, district.justice, text="Giao sau khi ghi nhận")
    session.commit()
    assert carry_out_due(session, now=morning(ON_DAY, now)) == [planned.id]
    session.expire_all()
    assert {task.lead_unit_id, late.lead_unit_id} == {district.culture.id}
    assert district.justice.to_on == ON_DAY - timedelta(1)
    event = session.scalars(select(Event).where(Event.kind == EventKind.UNIT_SUCCEEDED)).one()
    assert (event.actor.is_system, event.for_user_id) == (True, district.administrator.id)
    assert event.basis == BASIS
    assert waiting_successions(session, district.office.id) == []


def test_twice_run_it_is_done_once(session: Session, district: District, now: datetime) -> None:
    plan(
        session, district, now, successor_id=None, new_unit=NewUnit("Phòng Nội vụ", "", "office_of")
    )
    for _time in range(2):
        carry_out_due(session, now=morning(ON_DAY, now))
    assert kinds(session).count(EventKind.UNIT_SUCCEEDED) == 1
    assert kinds(session).count(EventKind.SUCCESSION_PLANNED) == 1


def test_missed_days_are_made_up_for(session: Session, district: District, now: datetime) -> None:
    """The machine was off on the day: it is done on the next one, as of the day decided."""
    planned = plan(session, district, now)
    assert carry_out_due(session, now=morning(ON_DAY + timedelta(3), now)) == [planned.id]
    assert district.justice.to_on == ON_DAY - timedelta(1)


def test_what_cannot_be_done_on_the_day_is_said_once_and_tried_again(
    session: Session, district: District, now: datetime
) -> None:
    heir = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    planned = plan(session, district, now, successor_id=heir.id)
    heir.to_on = date(2026, 11, 25)
    session.commit()
    for days in (0, 1):
        assert carry_out_due(session, now=morning(ON_DAY + timedelta(days), now)) == []
    session.expire_all()
    assert "không hoạt động vào ngày 01/12/2026" in planned.refused
    assert district.justice.to_on is None
    told = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == MessageKind.SUCCEEDED, OutboxMessage.channel == "in_app"
        )
    ).all()
    assert [row.recipient_id for row in told] == [district.administrator.id]
    session.get_one(Unit, heir.id).to_on = None
    session.commit()
    assert carry_out_due(session, now=morning(ON_DAY + timedelta(2), now)) == [planned.id]


def test_withdrawn_it_does_not_happen(session: Session, district: District, now: datetime) -> None:
    planned = plan(session, district, now)
    who: dict[str, Any] = {"actor": district.actor(district.administrator), "now": now}
    withdraw_planned(session, planned_id=planned.id, version=planned.row_version, **who)
    session.commit()
    assert carry_out_due(session, now=morning(ON_DAY, now)) == []
    assert kinds(session)[-1] is EventKind.SUCCESSION_WITHDRAWN
    with pytest.raises(Conflict):
        withdraw_planned(session, planned_id=planned.id, version=None, **who)


def test_what_can_never_be_done_is_refused_at_once(
    session: Session, district: District, now: datetime
) -> None:
    cases: dict[str, dict[str, object]] = {
        "units": {"unit_ids": (district.lead.id,)},
        "basis": {"basis": " "},
        "successor": {"successor_id": district.justice.id},
        "type_code": {"successor_id": None, "new_unit": NewUnit("Phòng Nội vụ", "", "no such")},
    }
    for field, changes in cases.items():
        with pytest.raises(InvalidInput) as refused:
            plan(session, district, now, **changes)
        assert refused.value.field == field
    plan(session, district, now)
    with pytest.raises(InvalidInput, match="Đã ghi nhận trước"):
        plan(session, district, now, on_day=date(2027, 1, 1))


def test_typed_text_of_ended_sessions_is_forgotten_after_a_week(
    session: Session, district: District, now: datetime
) -> None:
    for user, days in ((district.monitor, KEPT_FORM_DAYS + 1), (district.chairman, 1)):
        session.add(
            KeptForm(
                user_id=user.id, address="/tasks/1/update", fields=[],
                kept_at=now - timedelta(days=days),
            )
        )  # fmt: skip
    session.commit()
    upkeep(session, now=now)
    assert session.scalars(select(KeptForm.user_id)).all() == [district.chairman.id]
