"""Difficulties and proposals: a unit raises them, somebody owes the answer until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import ObstacleDeedKind
from tracker.domain.people import Role
from tracker.models import DutyLine, Obstacle, Office, Task, Unit, User
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.units import unit_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services import obstacle_notices
from tracker.services.notices import people_with_role
from tracker.services.obstacle_history import for_deed, told


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes the answer: a unit (the lead office is one) or a leader."""

    unit_id: int | None = None
    user_id: int | None = None


def raise_(
    session: Session,
    *,
    unit_id: int,
    text: str,
    is_proposal: bool,
    actor: Actor,
    now: datetime,
    task: Task | None = None,
    line: DutyLine | None = None,
    owner: Owner | None = None,
) -> Obstacle:
    """A unit raises one, on a task, on a line of its period, or on nothing in particular.

    Tells nobody: see ``obstacle_notices.raised``. ``owner``: the lead office when left out. The
    answer is due after the office's number of working days. Raises NotFound for another's unit.
    """
    office = session.get_one(Office, actor.office_id)
    unit = _raising_unit(session, unit_id, actor)
    if not text.strip():
        raise InvalidInput("Hãy ghi nội dung khó khăn, vướng mắc hoặc kiến nghị.", field="text")
    today = local_day(now)
    days = office_rules(session, office.id, today).obstacle_answer_working_days
    obstacle = Obstacle(
        office_id=office.id,
        unit_id=unit_id,
        task_id=task.id if task is not None else None,
        duty_line_id=line.id if line is not None else None,
        is_proposal=is_proposal,
        text=text.strip(),
        raised_at=now,
        raised_on=today,
        raised_by_id=actor.user_id,
        answer_due_on=working_calendar(session, office.id).add(today, days),
    )
    obstacle.unit, obstacle.task, obstacle.line = unit, task, line
    _give_to(session, obstacle, owner or _first_owner(session, office, unit_id, today), today)
    session.add(obstacle)
    session.flush()
    told(
        session,
        obstacle,
        EventKind.OBSTACLE_RAISED,
        obstacle.text,
        actor=actor,
        now=now,
        for_unit=None if unit_id in actor.unit_ids else unit,
    )
    return obstacle


def raise_and_tell(session: Session, *, actor: Actor, now: datetime, **words: Any) -> Obstacle:
    """``raise_`` one, and tell its owner at once."""
    obstacle = raise_(session, actor=actor, now=now, **words)
    obstacle_notices.raised(session, [obstacle], actor=actor, now=now)
    return obstacle


def hand_on(
    session: Session,
    *,
    obstacle_id: int,
    version: int | None,
    owner: Owner | None,
    due_on: date | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Obstacle:
    """Somebody else owes the answer, or until another day. Raises InvalidInput at the field."""
    obstacle = for_deed(session, obstacle_id, version, ObstacleDeedKind.HAND_ON)
    today = local_day(now)
    if due_on is None or due_on < today:
        raise InvalidInput("Hạn trả lời phải từ hôm nay trở đi.", field="due_on")
    before = (obstacle.owner_unit_id, obstacle.owner_user_id, obstacle.answer_due_on)
    name_before = owner_name(obstacle)
    office = session.get_one(Office, obstacle.office_id)
    given = owner or _first_owner(session, office, obstacle.unit_id, today)
    _give_to(session, obstacle, given, today)
    obstacle.answer_due_on = due_on
    if before == (obstacle.owner_unit_id, obstacle.owner_user_id, due_on):
        raise InvalidInput("Người trả lời và hạn trả lời vẫn như cũ.", field="owner")
    told(
        session,
        obstacle,
        EventKind.OBSTACLE_HANDED_ON,
        note,
        actor=actor,
        now=now,
        owner_before=name_before,
        owner_after=owner_name(obstacle),
        due_day=due_on.isoformat(),
    )
    obstacle_notices.raised(session, [obstacle], actor=actor, now=now)
    return obstacle


def correct(
    session: Session, obstacle: Obstacle, text: str, *, actor: Actor, now: datetime
) -> None:
    """Other words for what nobody has answered yet; the earlier ones stand in the history."""
    before, obstacle.text = obstacle.text, text.strip()
    told(
        session,
        obstacle,
        EventKind.OBSTACLE_CORRECTED,
        obstacle.text,
        actor=actor,
        now=now,
        text_before=before,
    )


def owner_name(obstacle: Obstacle) -> str:
    """Who owes the answer, in words; empty when nobody does."""
    if obstacle.owner_user is not None:
        return obstacle.owner_user.name
    return obstacle.owner_unit.name if obstacle.owner_unit is not None else ""


def _raising_unit(session: Session, unit_id: int, actor: Actor) -> Unit:
    """The unit for which ``actor`` speaks, as its own or as the lead office on its behalf."""
    unit = unit_of_office(session, actor.office_id or 0, unit_id)
    if unit is None or not (unit_id in actor.unit_ids or actor.has(Role.LEAD_OFFICE)):
        raise NotFound("Không tìm thấy đơn vị này.")
    return unit


def _first_owner(session: Session, office: Office, unit_id: int, today: date) -> Owner:
    """The lead office; for its own difficulties the first leader, if there is one."""
    if office.lead_unit_id != unit_id:
        return Owner(unit_id=office.lead_unit_id)
    leaders = people_with_role(session, office.id, Role.LEADER, on_day=today)
    return Owner(user_id=leaders[0].id if leaders else None)


def _give_to(session: Session, obstacle: Obstacle, owner: Owner, today: date) -> None:
    """Raises InvalidInput for the unit itself, for a stranger, for who is no leader."""
    if owner.unit_id is not None:
        if owner.unit_id == obstacle.unit_id:
            raise InvalidInput("Đơn vị nêu không tự trả lời. Hãy chọn người khác.", field="owner")
        unit = unit_of_office(session, obstacle.office_id, owner.unit_id)
        if unit is None:
            raise InvalidInput("Hãy chọn người trả lời trong danh sách.", field="owner")
    leaders = {
        person.id: person
        for person in people_with_role(session, obstacle.office_id, Role.LEADER, on_day=today)
    }
    if owner.user_id is not None and owner.user_id not in leaders:
        raise InvalidInput("Hãy chọn người trả lời trong danh sách.", field="owner")
    obstacle.owner_unit_id, obstacle.owner_user_id = owner.unit_id, owner.user_id
    obstacle.owner_unit = session.get(Unit, owner.unit_id) if owner.unit_id else None
    obstacle.owner_user = session.get(User, owner.user_id) if owner.user_id else None
