"""An officer prepares a hand-in; the head of the unit sends it out or gives it back.

The task's status does not change meanwhile and the unit's clock goes on: whether it was in time
is judged on the day on which the head sends it out. What is said between the two is the unit's
own affair: the history, which others read, tells only that it happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.evidence_rules import check_submission, done_on
from tracker.domain.explanation_rules import LateCause, check_explanation
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.prepared_state import PreparedState
from tracker.domain.task_status import TaskAction, status_after
from tracker.domain.vietnamese import one_line
from tracker.models import PreparedResult, Submission, Task
from tracker.permissions import Actor
from tracker.queries.prepared_results import waiting_prepared
from tracker.queries.unit_heads import speaking_for
from tracker.services import task_notices
from tracker.services.approval import submit
from tracker.services.evidence import latest_revisions
from tracker.services.history import record
from tracker.services.loading import for_change


def prepare(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    cause: LateCause | None = None,
    actor: Actor,
    now: datetime,
) -> PreparedResult:
    """ "Trình lãnh đạo đơn vị duyệt": refused as a hand-in of today would be."""
    task = for_change(session, Task, task_id, version=version)
    status_after(task.status, TaskAction.SUBMIT)
    if waiting_prepared(session, task) is not None:
        raise Conflict("Nhiệm vụ đang có một báo cáo chờ lãnh đạo đơn vị duyệt.")
    done = done_on(paper_on=paper_on, submitted_on=local_day(now), ordered_on=task.ordered_on)
    check_submission(
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        done=done,
        due=task.due_on,
        explained=bool(explanation.strip()) or bool(task.explanations),
    )
    if explanation.strip() and task.due_on is not None and done > task.due_on:
        check_explanation(explanation, cause)
    _let_lapse(session, task, actor, now)
    revisions = latest_revisions(session, task, evidence_ids)
    prepared = PreparedResult(
        task_id=task.id,
        unit_id=task.lead_unit_id,
        n=1 + _count(session, task.id),
        summary=summary.strip(),
        paper_number=one_line(paper_number or "")[:60] or None,
        paper_on=paper_on,
        explanation=explanation.strip(),
        cause=cause,
        prepared_at=now,
        prepared_by_id=actor.user_id,
        evidence=[revision.evidence for revision in revisions],
    )
    session.add(prepared)
    task.updated_at = now
    session.flush()
    event = record(session, EventKind.RESULT_PREPARED, actor=actor, now=now, task=task)
    task_notices.tell_of(session, task_notices.PREPARED, task, event, actor=actor, now=now)
    return prepared


def send(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    explanation: str,
    cause: LateCause | None = None,
    actor: Actor,
    now: datetime,
) -> Submission:
    """The head sends it out: from now on it is the unit's hand-in, and theirs.

    ``explanation`` replaces the prepared one: it may have become late meanwhile. Raises
    NotAllowed for who does not speak for the unit, InvalidInput as a hand-in does.
    """
    task, prepared, actor = _for_decision(session, task_id, version, actor)
    _close(prepared, PreparedState.GIVEN_BACK, actor, now)  # out of the way of its own hand-in
    session.flush()
    submission = submit(
        session,
        task_id=task.id,
        version=None,
        summary=prepared.summary,
        paper_number=prepared.paper_number,
        paper_on=prepared.paper_on,
        evidence_ids=[item.id for item in prepared.evidence],
        explanation=explanation,
        cause=cause or prepared.cause,
        actor=actor,
        now=now,
    )
    submission.prepared_by_id = prepared.prepared_by_id
    prepared.state, prepared.submission_id = PreparedState.SENT, submission.id
    session.flush()
    return submission


def give_back(
    session: Session, *, task_id: int, version: int | None, note: str, actor: Actor, now: datetime
) -> PreparedResult:
    """Not yet: with a word on what is missing, always."""
    task, prepared, actor = _for_decision(session, task_id, version, actor)
    if not note.strip():
        raise InvalidInput("Hãy ghi nội dung cần sửa, bổ sung.", field="note")
    _close(prepared, PreparedState.GIVEN_BACK, actor, now)
    prepared.note = note.strip()
    task.updated_at = now
    session.flush()
    event = record(
        session,
        EventKind.RESULT_GIVEN_BACK,
        actor=actor,
        now=now,
        task=task,
        word=prepared.note,
        prepared_by=prepared.prepared_by_id,
    )
    task_notices.tell_of(session, task_notices.GIVEN_BACK, task, event, actor=actor, now=now)
    return prepared


def take_back(
    session: Session, *, task_id: int, version: int | None, actor: Actor, now: datetime
) -> PreparedResult:
    """Whoever prepared it takes it back before the head has seen to it."""
    task = for_change(session, Task, task_id, version=version)
    prepared = _waiting(session, task)
    view = preparer(prepared, actor)
    if view is None:
        raise NotAllowed("Chỉ người trình rút lại được báo cáo đang chờ duyệt.")
    _close(prepared, PreparedState.TAKEN_BACK, actor, now)
    task.updated_at = now
    session.flush()
    record(session, EventKind.RESULT_TAKEN_BACK, actor=view, now=now, task=task)
    return prepared


def preparer(prepared: PreparedResult, actor: Actor) -> Actor | None:
    """The actor as the one who prepared it, or as that person's deputy."""
    return actor.in_right(lambda view: prepared.prepared_by_id in view.behind_deed)


def _for_decision(
    session: Session, task_id: int, version: int | None, actor: Actor
) -> tuple[Task, PreparedResult, Actor]:
    task = for_change(session, Task, task_id, version=version)
    prepared = _waiting(session, task)
    head = speaking_for(session, task, actor)
    if head is None:
        raise NotAllowed("Báo cáo này do thủ trưởng hoặc cấp phó của đơn vị duyệt.")
    return task, prepared, head


def _waiting(session: Session, task: Task) -> PreparedResult:
    prepared = waiting_prepared(session, task)
    if prepared is None:
        raise Conflict("Không có báo cáo nào đang chờ lãnh đạo đơn vị duyệt.")
    return prepared


def _close(prepared: PreparedResult, state: PreparedState, actor: Actor, now: datetime) -> None:
    prepared.state = state
    prepared.closed_at, prepared.closed_by_id = now, actor.user_id


def _let_lapse(session: Session, task: Task, actor: Actor, now: datetime) -> None:
    """What another unit had prepared before the task came here."""
    for old in session.scalars(
        select(PreparedResult).where(
            PreparedResult.task_id == task.id, PreparedResult.state == PreparedState.WAITING
        )
    ):
        _close(old, PreparedState.LAPSED, actor, now)
    session.flush()


def _count(session: Session, task_id: int) -> int:
    query = select(func.count()).where(PreparedResult.task_id == task_id)
    return session.scalar(query) or 0
