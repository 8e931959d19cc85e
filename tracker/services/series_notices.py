"""Telling people of the tasks that series made: one message per person and round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.recurrence_periods import period_words
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Deadline, LedgerEntry, Task, User
from tracker.permissions import Actor
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, tell

NAMED = 20
"""How many tasks a message names; the rest is counted."""

RECENT = timedelta(days=14)
"""How long after it was made a task may still be told of (rest days, a crash between the two)."""


def tell_of_made(session: Session, *, actor: Actor, now: datetime) -> int:
    """Tell everybody of what the system made for them and they have not heard of; how many heard.

    Commits per person: whoever was told before a crash is not told again.
    """
    tasks = session.scalars(
        select(Task)
        .join(Deadline, Deadline.task_id == Task.id)
        .where(
            Task.office_id == actor.office_id,
            Task.series_id.is_not(None),
            Task.status.in_(sorted(OPEN)),
            Task.assigned_at > now - RECENT,
            Deadline.version == 1,
            Deadline.set_by_id == actor.user_id,
        )
        .options(selectinload(Task.duty), selectinload(Task.parts))
        .order_by(Task.due_on, Task.id)
    ).all()
    told = 0
    for person_id, theirs in _by_person(session, tasks, now).items():
        told += _tell_one(session, person_id, theirs, actor=actor, now=now)
        session.commit()
    return told


def tell_of_given(session: Session, tasks: Sequence[Task], *, actor: Actor, now: datetime) -> None:
    """Tell of what a person gave by hand, in the deed's own transaction."""
    for person_id, theirs in _by_person(session, tasks, now).items():
        _tell_one(session, person_id, theirs, actor=actor, now=now)


def _by_person(
    session: Session, tasks: Iterable[Task], now: datetime
) -> dict[int, dict[int, Task]]:
    """Tasks by whom they concern: the people of the lead unit and of the parts, each once."""
    people: dict[int, list[int]] = {}
    found: dict[int, dict[int, Task]] = defaultdict(dict)
    for task in tasks:
        for unit_id in (task.lead_unit_id, *(part.unit_id for part in task.parts)):
            if unit_id not in people:
                of_unit = people_of_unit(session, unit_id, on_day=local_day(now))
                people[unit_id] = [person.id for person in of_unit]
            for person_id in people[unit_id]:
                found[person_id][task.id] = task
    return found


def _tell_one(
    session: Session, person_id: int, tasks: dict[int, Task], *, actor: Actor, now: datetime
) -> bool:
    """One message about everything that is new to this person; False when nothing is."""
    person = for_change(session, User, person_id)  # two rounds at once take turns here
    known = set(
        session.scalars(
            select(LedgerEntry.task_id).where(
                LedgerEntry.recipient_id == person_id,
                LedgerEntry.rule == MessageKind.ASSIGNED.value,
                LedgerEntry.task_id.in_(tasks),
            )
        )
    )
    new = [task for key, task in tasks.items() if key not in known]
    if not new:
        return False
    messages = tell(
        session,
        recipients=[person],
        kind=MessageKind.ASSIGNED,
        deed=f"series:{min(task.id for task in new)}-{max(task.id for task in new)}",
        subject=f"Đến kỳ: {len(new)} nhiệm vụ định kỳ",
        text=_text(new),
        link=f"/tasks/{new[0].id}" if len(new) == 1 else "/tasks/waiting",
        actor=actor,
        now=now,
        tasks=new,
    )
    return bool(messages)


def _text(tasks: Sequence[Task]) -> str:
    """The tasks by due day; of a restricted paper nothing of what it says."""
    lines = ["Các nhiệm vụ định kỳ sau đã đến kỳ thực hiện:"]
    lines += [f"– {_line(task)}" for task in tasks[:NAMED]]
    if len(tasks) > NAMED:
        lines.append(f"… và còn {len(tasks) - NAMED} nhiệm vụ nữa.")
    return "\n".join(lines)


def _line(task: Task) -> str:
    text = one_line(task.duty.text)
    if task.duty.directive.restricted:
        text = "Nhiệm vụ theo văn bản lưu hành nội bộ"
    short = text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + "…"
    due = f", hạn {day_words(task.due_on)}" if task.due_on else ""
    return f"{short} (kỳ {period_words(task.period_key or '')}{due})"
