"""What stands beside a generated task: requests for time, helpers, obstacles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tracker.demo.scale import words
from tracker.demo.scale.life import Life
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.history import EventKind
from tracker.domain.obstacle_rules import ObstacleState
from tracker.models import ExtensionRequest, Obstacle, TaskPart

OBSTACLE_DAYS = 60
"""Older obstacles have been answered."""


def ask_for_time(life: Life, day: date, wanted_on: date, *, granted_on_day: date | None) -> None:
    """Ask until ``wanted_on``; granted on that day, or still waiting."""
    if life.due_on is None:
        raise ValueError("an undated task asks for no time")
    at, by, due = life.next_moment(day), life.head, life.due_on
    day = at.date()
    late = day > due
    asked = {"request": 1, "due_before": due.isoformat(), "due_after": wanted_on.isoformat()}
    life.tell(EventKind.EXTENSION_ASKED, by, at, note=words.MORE_TIME, data=asked | {"late": late})
    closed: dict[str, Any] = {}
    if granted_on_day is not None:
        closed_at, decider = life.next_moment(granted_on_day), life.decider
        granted_on_day = closed_at.date()
        closed = {
            "state": ExtensionState.GRANTED,
            "granted_on": wanted_on,
            "decision_basis": words.WORD_OF_LEADER,
            "closed_at": closed_at,
            "closed_on": granted_on_day,
            "closed_by_id": decider,
        }
    life.sheet(ExtensionRequest).add(
        office_id=life.world.society.office_id,
        task_id=life.id,
        unit_id=life.unit_id,
        n=1,
        reason=words.MORE_TIME,
        due_on=due,
        wanted_on=wanted_on,
        asked_at=at,
        asked_on=day,
        asked_by_id=by,
        **closed,
    )
    if granted_on_day is not None:
        basis, cause = words.WORD_OF_LEADER, DeadlineCause.EXTENSION
        life.set_deadline(wanted_on, cause, basis, closed_at, by=decider)
        granted = {"wanted_on": wanted_on.isoformat(), "granted_on": wanted_on.isoformat()}
        data = {"request": 1} | granted
        life.tell(EventKind.EXTENSION_GRANTED, decider, closed_at, basis=basis, data=data)


def parts(life: Life, unit_ids: Sequence[int], *, answered: bool) -> None:
    """Units that coordinate; all but the last have answered, or none."""
    people = life.world.society.heads
    for place, unit_id in enumerate(unit_ids):
        answer: dict[str, Any] = {}
        if answered and place < max(1, len(unit_ids) - 1):
            at = life.next_moment(life.today)
            said = "Thống nhất với dự thảo; không có ý kiến khác."
            answer = {"answer": said, "answered_at": at, "answered_by_id": people[unit_id]}
            life.tell(EventKind.PART_ANSWERED, people[unit_id], at, unit_id=unit_id, note=said)
        life.sheet(TaskPart).add(task_id=life.id, unit_id=unit_id, due_on=life.due_on, **answer)


def raise_obstacle(life: Life) -> None:
    """A difficulty; the older ones have been answered and are closed."""
    at = life.last_report
    over = (life.world.today - at.date()).days > OBSTACLE_DAYS
    closed: dict[str, Any] = {}
    if over:
        closed_at = at + timedelta(days=7)
        closed = {
            "answer": "Đã có văn bản hướng dẫn, đề nghị đơn vị thực hiện.",
            "answered_at": closed_at,
            "answered_by_id": life.decider,
            "state": ObstacleState.CLOSED,
            "closed_at": closed_at,
            "closed_on": closed_at.date(),
            "closed_by_id": life.decider,
        }
    life.sheet(Obstacle).add(
        office_id=life.world.society.office_id,
        unit_id=life.unit_id,
        task_id=life.id,
        text=life.world.dice.choice(words.OBSTACLES),
        raised_at=at,
        raised_on=at.date(),
        raised_by_id=life.officer,
        **closed,
    )
