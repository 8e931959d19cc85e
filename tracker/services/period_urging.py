"""Pressing the units that have not sent their report of a period: once a day for each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.recurrence_periods import period_words
from tracker.domain.vietnamese import day_words
from tracker.models import Office, Unit
from tracker.permissions import Actor
from tracker.queries.period import Period
from tracker.queries.period_rows import Answered, UnitAnswer, answers
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, tell


@dataclass(frozen=True, slots=True)
class UrgedUnits:
    """Units that were told now, and those that had been told today or have nobody to tell."""

    told: tuple[int, ...]
    left: tuple[int, ...]


def urge_missing(session: Session, *, period: Period, actor: Actor, now: datetime) -> UrgedUnits:
    """Tell the people of every unit that owes the period and has not sent it.

    The office's row is locked: two people who press at once tell everybody once. Raises
    NotFound without an office.
    """
    if actor.office_id is None:
        raise NotFound("Chưa có cơ quan nào để xem.")
    office = for_change(session, Office, actor.office_id)
    today = local_day(now)
    told: list[int] = []
    left: list[int] = []
    for answer in answers(session, office, [period], today)[period.key]:
        if answer.state in (Answered.WAITING, Answered.MISSING):
            reached = _urge(session, answer, period, actor=actor, now=now)
            (told if reached else left).append(answer.unit_id)
    return UrgedUnits(tuple(told), tuple(left))


def _urge(
    session: Session, answer: UnitAnswer, period: Period, *, actor: Actor, now: datetime
) -> bool:
    name, today = str(period_words(period.key)), local_day(now)
    messages = tell(
        session,
        recipients=people_of_unit(session, answer.unit_id, on_day=today),
        kind=MessageKind.URGED,
        deed=f"period:{period.key}:{answer.unit_id}:{today.isoformat()}",
        subject=f"Đôn đốc gửi báo cáo {name}",
        text=(
            f"{answer.unit} chưa gửi báo cáo {name} (hạn gửi {day_words(period.due_on)}). "
            f"Đã ghi {answer.answered}/{answer.duties} nhiệm vụ thường xuyên. "
            "Đề nghị đơn vị hoàn thành và gửi báo cáo."
        ),
        link=f"/period/{answer.unit_id}/{period.key}",
        actor=actor,
        now=now,
    )
    if not messages:
        return False
    record(
        session,
        EventKind.PERIOD_URGED,
        actor=actor,
        now=now,
        unit=session.get_one(Unit, answer.unit_id),
        period=period.key,
    )
    return True
