"""Handing in and deciding: submit, withdraw, confirm, return, record on a unit's behalf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.evidence_rules import check_submission, done_on
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.task_status import TaskAction
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Submission, Task, Unit
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.working_calendar import working_calendar
from tracker.services import task_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.evidence import latest_revisions
from tracker.services.life import act
from tracker.services.loading import for_change


def submit(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    actor: Actor,
    now: datetime,
) -> Submission:
    """ "Báo cáo hoàn thành": the unit's clock stands, the lead office's begins.

    Freezes the newest revision of each named evidence item. Raises InvalidInput at the field.
    """
    task = for_change(session, Task, task_id, version=version)
    submission = _new_submission(
        session,
        task,
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        evidence_ids=evidence_ids,
        explanation=explanation,
        on_behalf=False,
        actor=actor,
        now=now,
    )
    event = act(
        session,
        task,
        TaskAction.SUBMIT,
        actor=actor,
        now=now,
        note=submission.summary,
        submission=submission.n,
        done_on=submission.done_on.isoformat(),
    )
    task_notices.submitted(session, task, event, actor=actor, now=now)
    return submission


def withdraw(
    session: Session, *, task_id: int, version: int | None, note: str, actor: Actor, now: datetime
) -> Task:
    """Take a hand-in back before it is decided: as if it had never been."""
    task = for_change(session, Task, task_id, version=version)
    submission = _undecided(task)
    submission.withdrawn_at = now
    submission.withdrawn_on = local_day(now)
    act(session, task, TaskAction.WITHDRAW, actor=actor, now=now, note=note.strip())
    return task


def confirm(
    session: Session, *, task_id: int, version: int | None, note: str, actor: Actor, now: datetime
) -> Task:
    """Accept the hand-in: the task is done on the hand-in's ``done_on``.

    Raises NotAllowed when the actor handed it in, or may not confirm the lead office's own.
    """
    task = for_change(session, Task, task_id, version=version)
    submission = _undecided(task)
    _check_decider(session, task, submission, actor)
    _decide(submission, Decision.ACCEPTED, note, actor, now)
    task.done_on = submission.done_on
    event = act(session, task, TaskAction.CONFIRM, actor=actor, now=now, note=note.strip())
    task_notices.confirmed(session, task, event, actor=actor, now=now)
    return task


def return_(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    reason: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> Task:
    """Send a hand-in back, with a reason, always.

    A due day that has passed (or that ``due_on`` replaces) becomes a new deadline version:
    the later of the old day and today plus the office's number of working days (design 2b).
    """
    task = for_change(session, Task, task_id, version=version)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do trả lại và nội dung cần bổ sung.", field="reason")
    submission = _undecided(task)
    _check_decider(session, task, submission, actor)
    _decide(submission, Decision.RETURNED, reason, actor, now)
    event = act(session, task, TaskAction.RETURN, actor=actor, now=now, note=reason.strip())
    new_due = due_on or due_after_return(session, task, local_day(now))
    if new_due is not None and new_due != task.due_on:
        set_deadline(
            session,
            task,
            due_on=new_due,
            cause=DeadlineCause.RETURN,
            basis=f"Trả lại, yêu cầu bổ sung: {one_line(reason)}",
            actor=actor,
            now=now,
        )
    task_notices.returned(session, task, event, actor=actor, now=now)
    return task


def due_after_return(session: Session, task: Task, today: date) -> date | None:
    """The due day that a return on ``today`` proposes; the old one while it has not passed."""
    if task.due_on is None:
        return None
    rules = office_rules(session, task.office_id, today)
    calendar = working_calendar(session)
    return max(task.due_on, calendar.add(today, rules.return_working_days))


def record_result(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """ "Cập nhật thay": the lead office records a unit's result with the paper that shows it.

    Raises InvalidInput without a paper, a file or a basis; NotAllowed for its own tasks.
    """
    task = for_change(session, Task, task_id, version=version)
    if task.lead_unit_id in actor.unit_ids:
        raise NotAllowed("Không cập nhật thay nhiệm vụ của chính đơn vị mình.")
    if not (paper_number or evidence_ids or basis.strip()):
        raise InvalidInput(
            "Hãy ghi số, ngày văn bản kết quả, chọn tệp hoặc ghi căn cứ cập nhật thay.",
            field="basis",
        )
    for earlier in task.submissions:
        if earlier.decided_at is None and earlier.withdrawn_at is None:
            raise Conflict(
                "Đơn vị đã báo cáo hoàn thành nhiệm vụ này. Hãy xác nhận hoặc trả lại báo cáo đó."
            )
    submission = _new_submission(
        session,
        task,
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        evidence_ids=evidence_ids,
        explanation=explanation or basis,
        on_behalf=True,
        actor=actor,
        now=now,
    )
    _decide(submission, Decision.ACCEPTED, basis, actor, now)
    task.done_on = submission.done_on
    event = act(
        session,
        task,
        TaskAction.RECORD_RESULT,
        actor=actor,
        now=now,
        for_unit=session.get_one(Unit, task.lead_unit_id),
        basis=basis.strip(),
        note=submission.summary,
    )
    task_notices.recorded(session, task, event, actor=actor, now=now)
    return task


def _new_submission(
    session: Session,
    task: Task,
    *,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    on_behalf: bool,
    actor: Actor,
    now: datetime,
) -> Submission:
    today = local_day(now)
    done = done_on(paper_on=paper_on, submitted_on=today, assigned_on=local_day(task.assigned_at))
    check_submission(
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        done=done,
        due=task.due_on,
        explanation=explanation,
    )
    submission = Submission(
        task_id=task.id,
        n=len(task.submissions) + 1,
        submitted_at=now,
        submitted_on=today,
        submitted_by_id=actor.user_id,
        on_behalf=on_behalf,
        summary=summary.strip(),
        paper_number=one_line(paper_number or "")[:60] or None,
        paper_on=paper_on,
        done_on=done,
        explanation=explanation.strip(),
        revisions=latest_revisions(session, task, evidence_ids),
    )
    task.submissions.append(submission)
    task.updated_at = now
    session.flush()
    return submission


def _undecided(task: Task) -> Submission:
    for submission in reversed(task.submissions):
        if submission.decided_at is None and submission.withdrawn_at is None:
            return submission
    raise Conflict("Nhiệm vụ này không có báo cáo hoàn thành đang chờ xác nhận.")


def _decide(
    submission: Submission, decision: Decision, note: str, actor: Actor, now: datetime
) -> None:
    submission.decision = decision
    submission.decision_note = note.strip()
    submission.decided_at = now
    submission.decided_on = local_day(now)
    submission.decided_by_id = actor.user_id


def _check_decider(session: Session, task: Task, submission: Submission, actor: Actor) -> None:
    """Nobody decides what they handed in; the lead office's own tasks go to whom the rule names."""
    if submission.submitted_by_id == actor.user_id:
        raise NotAllowed("Người báo cáo hoàn thành không tự xác nhận báo cáo của mình.")
    own = task.lead_unit_id == actor.lead_unit_id
    if own and not may_decide_own(session, task, actor):
        raise NotAllowed(
            "Nhiệm vụ của chính đơn vị theo dõi do lãnh đạo hoặc đơn vị khác xác nhận "
            "theo quy định của cơ quan."
        )


def may_decide_own(session: Session, task: Task, actor: Actor) -> bool:
    """Whether ``actor`` is whom the office's rule names for the lead office's own tasks."""
    rule = office_rules(session, task.office_id, actor.on_day).own_tasks_decided_by
    if isinstance(rule, int):
        return rule in actor.unit_ids
    return actor.has(Role.LEADER)


def late_words(task: Task) -> str:
    """ "quá hạn" sentence of a completed task, for notices; empty when it was in time."""
    if task.done_on is None or task.due_on is None or task.done_on <= task.due_on:
        return ""
    return f"Hoàn thành ngày {day_words(task.done_on)}, sau thời hạn {day_words(task.due_on)}."
