"""A succession that is entered before its day: looked at as of that day, done on it by the clock.

What cannot be done on the day (another unit was dissolved meanwhile) is said on the page and
to who entered it, and tried again each day until somebody withdraws it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, DomainError, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.messages import MessageKind
from tracker.domain.vietnamese import day_words
from tracker.models import Office, PlannedSuccession, Unit, UnitType
from tracker.permissions import Actor, actor_of
from tracker.queries.planned_successions import due_successions, waiting_successions
from tracker.queries.users import the_system
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import tell
from tracker.services.succession_check import SuccessionOrder, check
from tracker.services.succession_values import order_of, order_values
from tracker.services.unit_succession import succeed


def plan_succession(
    session: Session, *, order: SuccessionOrder, actor: Actor, now: datetime
) -> PlannedSuccession:
    """Keep the order for its day. Raises InvalidInput for whatever could not be done then."""
    check_planned(session, order, actor=actor)
    planned = PlannedSuccession(
        office_id=actor.office_id or 0,
        on_day=order.on_day,
        order=order_values(order)
        | {"versions": {}, "by_task": {str(key): heir for key, heir in order.by_task.items()}},
        entered_by_id=actor.user_id,
        entered_at=now,
    )
    session.add(planned)
    session.flush()
    _record(session, EventKind.SUCCESSION_PLANNED, planned, actor=actor, now=now)
    return planned


def check_planned(session: Session, order: SuccessionOrder, *, actor: Actor) -> None:
    """As ``check``, asked on the morning of the order's day; no unit ends twice."""
    morning = datetime.combine(order.on_day, time(8), VIETNAM)
    check(session, order, actor=actor, now=morning)
    if order.new_unit is not None and session.get(UnitType, order.new_unit.type_code) is None:
        raise InvalidInput("Hãy chọn loại đơn vị của đơn vị mới.", field="type_code")
    for other in waiting_successions(session, actor.office_id or 0):
        if set(other.order["unit_ids"]) & set(order.unit_ids):
            raise InvalidInput(
                "Đã ghi nhận trước việc kết thúc hoạt động của đơn vị này vào ngày %(day)s. "
                "Hãy rút việc đó trước.",
                field="units",
                day=day_words(other.on_day),
            )


def withdraw_planned(
    session: Session, *, planned_id: int, version: int | None, actor: Actor, now: datetime
) -> PlannedSuccession:
    """Take it back before its day, or after a day on which it could not be done."""
    planned = for_change(session, PlannedSuccession, planned_id, version=version)
    if planned.office_id != actor.office_id:
        raise NotFound("Không tìm thấy nội dung này.")
    if planned.done_at is not None or planned.withdrawn_at is not None:
        raise Conflict("Việc sắp xếp đơn vị này đã được thực hiện hoặc đã rút.")
    planned.withdrawn_at, planned.withdrawn_by_id = now, actor.user_id
    _record(session, EventKind.SUCCESSION_WITHDRAWN, planned, actor=actor, now=now)
    return planned


def carry_out_due(session: Session, *, now: datetime) -> list[int]:
    """Do everything whose day has come; keys of what was done. A batch service: commits each."""
    keys = due_successions(session, local_day(now))
    session.commit()
    done = []
    for planned_id in keys:
        refused = None
        try:
            _carry_out(session, planned_id, now)
        except DomainError as error:
            session.rollback()
            refused = str(error)
        if refused is not None:
            _say_refused(session, planned_id, refused, now)
        else:
            done.append(planned_id)
        session.commit()
    return done


def _carry_out(session: Session, planned_id: int, now: datetime) -> None:
    """The clock does it for who entered it; both stand in the history."""
    planned = for_change(session, PlannedSuccession, planned_id)
    if planned.done_at is not None or planned.withdrawn_at is not None:
        return
    by_task = {int(key): heir for key, heir in planned.order["by_task"].items()}
    clock = replace(_clock(session, planned, now), acts_for=planned.entered_by_id)
    succeed(session, order=order_of(planned.order, by_task), actor=clock, now=now)
    planned.done_at, planned.refused = now, ""
    session.flush()


def _say_refused(session: Session, planned_id: int, why: str, now: datetime) -> None:
    planned = for_change(session, PlannedSuccession, planned_id)
    planned.refused = why
    session.flush()
    tell(
        session,
        recipients=[planned.entered_by],
        kind=MessageKind.SUCCEEDED,
        deed=f"planned_succession:{planned.id}",
        subject="Chưa thực hiện được việc sắp xếp đơn vị đã ghi nhận trước",
        text=f"Việc sắp xếp đơn vị kể từ ngày {day_words(planned.on_day)} chưa thực hiện được. "
        f"Lý do: {why} Hãy sửa nguyên nhân, hoặc rút rồi ghi nhận lại; hệ thống thử lại mỗi ngày.",
        link="/admin/units/succession",
        actor=_clock(session, planned, now),
        now=now,
    )


def _clock(session: Session, planned: PlannedSuccession, now: datetime) -> Actor:
    user = the_system(session)
    if user is None:
        raise NotFound("Chưa có tài khoản hệ thống.")
    office = session.get_one(Office, planned.office_id)
    return actor_of(user, office=office, on_day=local_day(now))


def _record(
    session: Session, kind: EventKind, planned: PlannedSuccession, *, actor: Actor, now: datetime
) -> None:
    units = [session.get_one(Unit, key) for key in planned.order["unit_ids"]]
    session.flush()
    record(
        session,
        kind,
        actor=actor,
        now=now,
        unit=units[0],
        basis=planned.order["basis"].strip(),
        note=", ".join(unit.name for unit in units),
        planned=planned.id,
        on_day=planned.on_day.isoformat(),
    )
