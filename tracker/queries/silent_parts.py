"""Coordinating parts whose answer is owed: those of chosen units, or some by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session, aliased, joinedload

from tracker.domain.task_status import OPEN
from tracker.models import Duty, Task, TaskPart
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.owed_parts import is_waiting

PartKey = tuple[int, int]
"""Task and unit."""

_PART = aliased(TaskPart, name="owed_part")
"""The scope of tasks speaks of parts itself."""


def silent_parts(
    session: Session, actor: Actor, unit_ids: Collection[int], as_of: date
) -> Sequence[tuple[TaskPart, Task]]:
    """What these units should have answered before ``as_of``, in open tasks that one may see."""
    wanted = _PART.unit_id.in_(sorted(unit_ids)) & (_PART.due_on < as_of)
    return _owed(session, actor, wanted)


def owed_parts(
    session: Session, actor: Actor, keys: Collection[PartKey]
) -> Sequence[tuple[TaskPart, Task]]:
    """Those of ``keys`` that still owe an answer."""
    return _owed(session, actor, tuple_(_PART.task_id, _PART.unit_id).in_(sorted(keys)))


def _owed(
    session: Session, actor: Actor, wanted: ColumnElement[bool]
) -> Sequence[tuple[TaskPart, Task]]:
    rows = session.execute(
        select(_PART, Task)
        .join(Task, Task.id == _PART.task_id)
        .where(
            wanted,
            visible_tasks(actor),
            Task.status.in_(sorted(OPEN)),
            is_waiting(_PART),
        )
        .options(joinedload(Task.duty).joinedload(Duty.directive), joinedload(Task.lead_unit))
        .order_by(_PART.unit_id, _PART.due_on.asc().nulls_last(), _PART.id)
    )
    return [(part, task) for part, task in rows]
