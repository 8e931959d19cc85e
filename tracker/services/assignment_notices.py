"""What people hear of an assignment: each person once, with all that came to them by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Directive, Duty, DutyUnit, Event, Task, TaskPart, User
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.services.notices import people_of_unit, tell

NAMED = 20
"""How many tasks a message names; the rest is counted."""


class _Load:
    """What came to one person: tasks led, tasks coordinated, regular duties."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.tasks: dict[int, Task] = {}
        self.parts: dict[int, Task] = {}
        self.duties: dict[int, Duty] = {}


def assigned(
    session: Session,
    directive: Directive,
    event: Event,
    *,
    duties: Sequence[Duty],
    tasks: Sequence[Task],
    actor: Actor,
    now: datetime,
) -> None:
    """Tell the people of every unit concerned about their share; duties only noted tell nobody."""
    loads = _loads(session, duties, tasks, on_day=local_day(now))
    for load in loads.values():
        told_of = [*load.tasks.values(), *load.parts.values()]
        tell(
            session,
            recipients=[load.person],
            kind=MessageKind.ASSIGNED,
            deed=f"event:{event.id}",
            subject=_subject(load, directive),
            text=_text(load, directive),
            link=f"/tasks/{told_of[0].id}" if len(told_of) == 1 else f"/directives/{directive.id}",
            actor=actor,
            now=now,
            tasks=told_of,
            directive=directive,
        )


def _loads(
    session: Session, duties: Sequence[Duty], tasks: Sequence[Task], *, on_day: date
) -> dict[int, _Load]:
    loads: dict[int, _Load] = {}

    @cache
    def of_unit(unit_id: int) -> list[_Load]:
        people = people_of_unit(session, unit_id, on_day=on_day)
        return [loads.setdefault(person.id, _Load(person)) for person in people]

    by_id = {task.id: task for task in tasks}
    for task in tasks:
        for load in of_unit(task.lead_unit_id):
            load.tasks[task.id] = task
    for part in session.scalars(select(TaskPart).where(TaskPart.task_id.in_(by_id))):
        for load in of_unit(part.unit_id):
            load.parts[part.task_id] = by_id[part.task_id]
    for duty, unit_id in _regular(session, duties):
        for load in of_unit(unit_id):
            load.duties[duty.id] = duty
    for load in loads.values():  # whoever leads a task has heard of it
        load.parts = {key: task for key, task in load.parts.items() if key not in load.tasks}
    return loads


def _regular(session: Session, duties: Sequence[Duty]) -> list[tuple[Duty, int]]:
    """Regular duties, each with a unit that answers it."""
    regular = {duty.id: duty for duty in duties if duty.follow_up is FollowUp.REGULAR}
    if not regular:
        return []
    rows = session.execute(
        select(DutyUnit.duty_id, DutyUnit.unit_id).where(
            DutyUnit.duty_id.in_(regular), DutyUnit.role == UnitRole.LEAD
        )
    )
    return [(regular[duty_id], unit_id) for duty_id, unit_id in rows]


def _subject(load: _Load, directive: Directive) -> str:
    counted = []
    if load.tasks:
        counted.append(f"giao {len(load.tasks)} nhiệm vụ")
    if load.parts:
        counted.append(f"phối hợp {len(load.parts)} nhiệm vụ")
    if load.duties:
        counted.append(f"{len(load.duties)} nhiệm vụ thường xuyên")
    said = ", ".join(counted)
    return f"{said[:1].upper()}{said[1:]} theo {paper_words(directive)}"


def _text(load: _Load, directive: Directive) -> str:
    """The shares in words; of a restricted paper only how many, nothing of what it says."""
    said = [_subject(load, directive) + "."]
    if directive.restricted:
        said.append("Văn bản lưu hành nội bộ: xem nội dung trong phần mềm.")
        return "\n".join(said)
    said += _listed("Chủ trì", [_line(task) for task in load.tasks.values()])
    said += _listed("Phối hợp", [_line(task) for task in load.parts.values()])
    said += _listed(
        "Thường xuyên, báo cáo theo kỳ", [_short(duty.text) for duty in load.duties.values()]
    )
    return "\n".join(said)


def _listed(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    shown = [f"– {line}" for line in lines[:NAMED]]
    if len(lines) > NAMED:
        shown.append(f"… và còn {len(lines) - NAMED} nhiệm vụ nữa.")
    return [f"\n{title}:", *shown]


def _line(task: Task) -> str:
    due = f" (hạn {day_words(task.due_on)})" if task.due_on else ""
    return f"{_short(task.duty.text)}{due}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 160 else line[:160].rsplit(" ", 1)[0] + "…"
