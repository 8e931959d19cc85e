"""What the first page says of key tasks and, to a leader, of those in his charge: live counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tracker.db import db
from tracker.permissions import Actor
from tracker.queries.charges import is_in_charge
from tracker.queries.task_counts import TaskCounts, task_counts
from tracker.queries.task_filters import TaskFilters, TaskState


@dataclass(frozen=True, slots=True)
class ChargePart:
    """A line: in words, where all of them stand, where the overdue ones stand."""

    words: str
    url: str
    overdue: int
    overdue_url: str
    soon: int
    soon_url: str


def charge_parts(who: Actor, today: date) -> list[ChargePart]:
    """The leader's own first, then the key tasks; nothing where there is nothing."""
    parts = []
    if is_in_charge(db.session(), who.office_id or 0, who.user_id, today):
        counts = _counts(who, TaskFilters(leader_id=who.user_id, state=TaskState.OPEN), today)
        words = _("Nhiệm vụ thuộc phạm vi phụ trách của tôi: %(n)s", n=counts.total.count)
        parts.append(_part(words, counts, leader=who.user_id))
    counts = _counts(who, TaskFilters(key_only=True, state=TaskState.OPEN), today)
    if counts.total.count:
        parts.append(_part(_("Trọng tâm: %(n)s", n=counts.total.count), counts, key="1"))
    return parts


def _counts(who: Actor, filters: TaskFilters, today: date) -> TaskCounts:
    return task_counts(db.session(), actor=who, filters=filters, as_of=today)


def _part(words: str, counts: TaskCounts, **asked: Any) -> ChargePart:
    def at(state: TaskState) -> str:
        return url_for("tasks.index", state=state.value, **asked)

    return ChargePart(
        words=words,
        url=at(TaskState.OPEN),
        overdue=counts.open_overdue,
        overdue_url=at(TaskState.OPEN_OVERDUE),
        soon=counts.due_soon,
        soon_url=at(TaskState.DUE_SOON),
    )
