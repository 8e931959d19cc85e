"""What is said around tasks and waits for a person: part of "Chờ tôi xử lý"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.people import Role
from tracker.models import Instruction, Obstacle
from tracker.permissions import Actor
from tracker.queries.instructions import to_answer, to_judge
from tracker.queries.obstacles import ObstacleFilters, ObstacleRow, obstacle_list, rows_of

SHOWN = 8


@dataclass(frozen=True, slots=True)
class WaitingTalk:
    """Each list with its first rows and how many there are."""

    obstacles: tuple[ObstacleRow, ...]
    obstacles_total: int
    answered: tuple[ObstacleRow, ...]
    answered_total: int
    instructions: tuple[Instruction, ...]
    instructions_total: int
    judged: tuple[Instruction, ...]
    judged_total: int

    @property
    def total(self) -> int:
        return (
            self.obstacles_total + self.answered_total + self.instructions_total + self.judged_total
        )


def waiting_talk(session: Session, *, actor: Actor, as_of: date) -> WaitingTalk:
    """Answers that the actor owes or has received."""
    every = obstacle_list(actor, ObstacleFilters(), as_of)
    own = sorted(actor.unit_ids)
    owing = set(actor.unit_ids)
    if actor.has(Role.LEAD_OFFICE) and actor.lead_unit_id is not None:
        owing.add(actor.lead_unit_id)
    owed, owed_total = _first(
        session,
        Obstacle,
        every.where(
            Obstacle.state == ObstacleState.WAITING,
            or_(
                Obstacle.owner_unit_id.in_(sorted(owing)),
                Obstacle.owner_user_id == actor.user_id,
            ),
        ),
    )
    answered, answered_total = _first(
        session,
        Obstacle,
        every.where(Obstacle.state == ObstacleState.ANSWERED, Obstacle.unit_id.in_(own)),
    )
    instructions, instructions_total = _first(session, Instruction, to_answer(actor))
    judged, judged_total = _first(session, Instruction, to_judge(actor))
    return WaitingTalk(
        obstacles=tuple(rows_of(session, actor, owed, as_of)),
        obstacles_total=owed_total,
        answered=tuple(rows_of(session, actor, answered, as_of)),
        answered_total=answered_total,
        instructions=tuple(instructions),
        instructions_total=instructions_total,
        judged=tuple(judged),
        judged_total=judged_total,
    )


def _first(
    session: Session, model: type[Obstacle | Instruction], query: Select[Any]
) -> tuple[list[Any], int]:
    """The first rows, and how many there are: only those that are shown are read whole."""
    keys = query.with_only_columns(model.id)
    first = list(session.scalars(keys.limit(SHOWN + 1)))
    if not first:
        return [], 0
    rows = list(session.scalars(query.where(model.id.in_(first[:SHOWN]))))
    if len(first) <= SHOWN:
        return rows, len(rows)
    total = session.scalar(select(func.count()).select_from(keys.order_by(None).subquery()))
    return rows, total or 0
