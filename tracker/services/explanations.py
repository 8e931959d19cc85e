"""Explanations of lateness: a unit gives one for one or many tasks, whoever assigned confirms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.explanation_rules import LateCause, check_explanation
from tracker.domain.history import EventKind
from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.models import Explanation, ExplanationTask, Task
from tracker.permissions import Actor
from tracker.queries.explanations import late_task_ids
from tracker.services import explanation_notices
from tracker.services.history import record
from tracker.services.loading import for_change

MOST_TASKS = 200


def give(
    session: Session,
    *,
    unit_id: int,
    task_ids: Sequence[int],
    text: str,
    cause: LateCause | None,
    actor: Actor,
    now: datetime,
) -> Explanation:
    """One explanation of the actor's unit for all of ``task_ids``, which are late and its own.

    Raises InvalidInput at the field; NotAllowed for a unit that is not the actor's.
    """
    if unit_id not in actor.unit_ids:
        raise NotAllowed("Bạn chỉ giải trình cho đơn vị của mình.")
    check_explanation(text, cause)
    late = late_task_ids(
        session, office_id=actor.office_id or 0, unit_id=unit_id, as_of=local_day(now)
    )
    wanted = sorted(set(task_ids))
    if not wanted:
        raise InvalidInput("Hãy chọn ít nhất một nhiệm vụ chậm.", field="tasks")
    if len(wanted) > MOST_TASKS or not late.issuperset(wanted):
        raise InvalidInput(
            "Có nhiệm vụ không còn chậm hoặc không do đơn vị chủ trì. Hãy chọn lại.", field="tasks"
        )
    tasks = list(session.scalars(select(Task).where(Task.id.in_(wanted)).order_by(Task.id)))
    explanation = _keep(
        session,
        tasks,
        unit_id=unit_id,
        text=text,
        cause=cause,
        on_behalf=False,
        actor=actor,
        now=now,
    )
    explanation_notices.given(session, explanation, tasks, actor=actor, now=now)
    return explanation


def explain_result(
    session: Session,
    task: Task,
    *,
    text: str,
    cause: LateCause | None,
    late: bool,
    on_behalf: bool,
    actor: Actor,
    now: datetime,
) -> Explanation | None:
    """The explanation that a late hand-in carries: its own words, else the last one of the task.

    Work in time carries none. A unit's own words need their cause; what is recorded on its
    behalf leaves the cause to whoever confirms it.
    """
    if not late:
        return None
    if not text.strip():
        return task.explanations[-1] if task.explanations else None
    if not on_behalf:
        check_explanation(text, cause)
    return _keep(
        session,
        [task],
        unit_id=task.lead_unit_id,
        text=text,
        cause=cause,
        on_behalf=on_behalf,
        actor=actor,
        now=now,
    )


def confirm_cause(
    session: Session,
    *,
    explanation_id: int,
    version: int | None,
    cause: LateCause | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Explanation:
    """Say whose cause it was, as stated or otherwise; said again it replaces what was said.

    Raises NotAllowed for one's own words and, outside the leaders, for one's own unit;
    InvalidInput without a cause, or without a word why where it differs from what was stated.
    """
    explanation = for_change(session, Explanation, explanation_id, version=version)
    check_confirmer(explanation, actor)
    if cause is None:
        raise InvalidInput("Hãy chọn nguyên nhân khách quan hay chủ quan.", field="cause")
    if explanation.cause not in (None, cause) and not note.strip():
        raise InvalidInput(
            "Nguyên nhân xác nhận khác với giải trình của đơn vị. Hãy ghi lý do.", field="note"
        )
    stated = explanation.confirmed_cause or explanation.cause
    explanation.confirmed_cause = cause
    explanation.confirmed_at = now
    explanation.confirmed_by_id = actor.user_id
    explanation.confirmation_note = note.strip()
    session.flush()
    session.refresh(explanation)
    for task in explanation.tasks:
        record(
            session,
            EventKind.CAUSE_CONFIRMED,
            actor=actor,
            now=now,
            task=task,
            unit=explanation.unit,
            note=note.strip(),
            explanation=explanation.id,
            cause_before=label(stated) if stated is not None else "",
            cause_after=label(cause),
        )
    explanation_notices.confirmed(session, explanation, explanation.tasks, actor=actor, now=now)
    return explanation


def check_confirmer(explanation: Explanation, actor: Actor) -> None:
    """Raise NotAllowed unless ``actor`` may say whose cause it was."""
    if explanation.stated_by_id in actor.people and not explanation.on_behalf:
        raise NotAllowed("Người giải trình không tự xác nhận nguyên nhân.")
    if explanation.unit_id in actor.unit_ids and not actor.has(Role.LEADER):
        raise NotAllowed("Nguyên nhân chậm của đơn vị mình do người khác xác nhận.")


def may_confirm(explanation: Explanation, actor: Actor) -> bool:
    """Whether ``check_confirmer`` lets the actor through."""
    try:
        check_confirmer(explanation, actor)
    except NotAllowed:
        return False
    return True


def _keep(
    session: Session,
    tasks: Sequence[Task],
    *,
    unit_id: int,
    text: str,
    cause: LateCause | None,
    on_behalf: bool,
    actor: Actor,
    now: datetime,
) -> Explanation:
    explanation = Explanation(
        office_id=tasks[0].office_id,
        unit_id=unit_id,
        text=text.strip(),
        cause=cause,
        stated_at=now,
        stated_by_id=actor.user_id,
        on_behalf=on_behalf,
    )
    session.add(explanation)
    session.flush()
    for task in tasks:
        session.add(ExplanationTask(explanation_id=explanation.id, task_id=task.id))
        session.flush()
        record(
            session,
            EventKind.EXPLANATION_GIVEN,
            actor=actor,
            now=now,
            task=task,
            unit=explanation.unit,
            for_unit=explanation.unit if on_behalf else None,
            note=explanation.text,
            explanation=explanation.id,
            cause_before="",
            cause_after=label(cause) if cause else "",
        )
        session.expire(task, ["explanations"])
    return explanation
