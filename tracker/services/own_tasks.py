"""The lead office's own tasks need somebody else who can confirm them (design 2b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.models import Unit
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services.notices import people_of_unit, people_with_role


def refuse_unconfirmable(
    session: Session, units: Iterable[Unit], *, actor: Actor, now: datetime
) -> None:
    """Raise InvalidInput when the lead office is among ``units`` and nobody may confirm for it."""
    if actor.lead_unit_id is None or actor.office_id is None:
        return
    if all(unit.id != actor.lead_unit_id for unit in units):
        return
    today = local_day(now)
    rules = office_rules(session, actor.office_id, today)
    if rules.head_confirms_alone:
        return
    decider = rules.own_tasks_decided_by
    if isinstance(decider, int):
        there_is_one = bool(people_of_unit(session, decider, on_day=today))
    else:
        there_is_one = bool(people_with_role(session, actor.office_id, Role.LEADER, on_day=today))
    if not there_is_one:
        raise InvalidInput(
            "Không giao được nhiệm vụ cho chính đơn vị theo dõi vì chưa có ai xác nhận hoàn thành "
            "cho đơn vị này. Hãy đề nghị người quản trị cấp vai trò lãnh đạo, hoặc quy định đơn vị "
            "xác nhận thay."
        )
