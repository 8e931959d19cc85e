"""What a unit's period page says of difficulties becomes obstacles, each once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.obstacle_rules import ObstacleState
from tracker.models import DutyLine, Obstacle, UnitReport
from tracker.permissions import Actor
from tracker.services import obstacle_answers, obstacle_notices, obstacles

TAKEN_OUT = "Đơn vị bỏ nội dung này khỏi báo cáo kỳ."


def newest(session: Session) -> int:
    """The key of the newest difficulty there is: what is raised from now on has a larger one."""
    return session.scalar(select(func.max(Obstacle.id))) or 0


def raise_from(
    session: Session, report: UnitReport, *, after_id: int, actor: Actor, now: datetime
) -> None:
    """Lines and the unit's own words as rows; who owes answers hears of all of them at once.

    ``after_id``: what this very deed raised, on tasks too, has a larger key.

    Words that are changed before anybody answered are corrected; a line whose difficulty was
    answered or passed upward raises a new one with its new words.
    """
    known = session.scalars(
        select(Obstacle)
        .where(
            Obstacle.office_id == report.office_id,
            Obstacle.unit_id == report.unit_id,
            Obstacle.task_id.is_(None),
            Obstacle.raised_on >= report.from_on,
        )
        .order_by(Obstacle.id)
    ).all()
    by_line = {row.duty_line_id: row for row in known if row.duty_line_id is not None}
    unit_wide = {(row.is_proposal, row.text) for row in known if row.duty_line_id is None}
    said: dict[str, Any] = {"unit_id": report.unit_id, "actor": actor, "now": now}
    for line in report.lines:
        _of_line(session, line, by_line.get(line.id), said)
    for text, is_proposal in ((report.obstacles, False), (report.proposals, True)):
        if text and (is_proposal, text) not in unit_wide:
            obstacles.raise_(session, text=text, is_proposal=is_proposal, **said)
    new = session.scalars(
        select(Obstacle)
        .where(
            Obstacle.unit_id == report.unit_id,
            Obstacle.id > after_id,
            Obstacle.raised_by_id == actor.user_id,
        )
        .order_by(Obstacle.id)
    ).all()
    obstacle_notices.raised(session, new, actor=actor, now=now)


def _of_line(session: Session, line: DutyLine, row: Obstacle | None, said: dict[str, Any]) -> None:
    text = line.obstacle.strip()
    untouched = row is not None and row.state is ObstacleState.WAITING
    if text and (row is None or (row.text != text and not untouched)):
        obstacles.raise_(session, text=text, is_proposal=False, line=line, **said)
    elif row is not None and text and row.text != text:
        obstacles.correct(session, row, text, actor=said["actor"], now=said["now"])
    elif row is not None and not text and untouched:
        obstacle_answers.close(
            session,
            obstacle_id=row.id,
            version=None,
            reason=TAKEN_OUT,
            actor=said["actor"],
            now=said["now"],
        )
