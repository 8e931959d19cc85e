"""A hand-in as a row: made once, decided once or withdrawn. The deeds are approval's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict
from tracker.domain.evidence_rules import check_submission, done_on
from tracker.domain.explanation_rules import LateCause
from tracker.domain.instruction_rules import check_hand_in
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Submission, Task
from tracker.permissions import Actor
from tracker.queries.instructions import unanswered
from tracker.services.evidence import latest_revisions
from tracker.services.explanations import explain_result


def new_submission(
    session: Session,
    task: Task,
    *,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    cause: LateCause | None,
    on_behalf: bool,
    actor: Actor,
    now: datetime,
) -> Submission:
    check_hand_in((row.state, row.text) for row in unanswered(session, task.id))
    today = local_day(now)
    done = done_on(paper_on=paper_on, submitted_on=today, ordered_on=task.ordered_on)
    check_submission(
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        done=done,
        due=task.due_on,
        explained=bool(explanation.strip()) or bool(task.explanations),
    )
    submission = Submission(
        task_id=task.id,
        n=len(task.submissions) + 1,
        submitted_at=now,
        submitted_on=today,
        submitted_by_id=actor.user_id,
        submitted_for_id=None if on_behalf else _principal(actor, task),
        on_behalf=on_behalf,
        summary=summary.strip(),
        paper_number=one_line(paper_number or "")[:60] or None,
        paper_on=paper_on,
        done_on=done,
        explanation=explain_result(
            session,
            task,
            text=explanation,
            cause=cause,
            late=task.due_on is not None and done > task.due_on,
            on_behalf=on_behalf,
            actor=actor,
            now=now,
        ),
        revisions=latest_revisions(session, task, evidence_ids),
    )
    task.submissions.append(submission)
    task.updated_at = now
    session.flush()
    return submission


def _principal(actor: Actor, task: Task) -> int | None:
    """For whom the unit's work is handed in, where it is not in the actor's own right."""
    view = actor.in_right(lambda own: task.lead_unit_id in own.unit_ids)
    return view.acts_for if view is not None else None


def frozen_files(submission: Submission) -> list[dict[str, object]]:
    """What a decision was about, byte by byte: for the event that records it."""
    return [
        {"name": row.file_name, "n": row.n, "evidence": row.evidence_id, "sha256": row.blob_sha256}
        for row in sorted(submission.revisions, key=lambda row: row.id)
    ]


def result_words(paper_number: str, paper_on: date) -> str:
    """What is said of a result of which only its paper is known."""
    return f"Đã ban hành văn bản số {paper_number} ngày {day_words(paper_on)}."


def undecided(task: Task) -> Submission:
    """The hand-in that waits for a decision. Conflict when there is none."""
    for submission in reversed(task.submissions):
        if submission.decided_at is None and submission.withdrawn_at is None:
            return submission
    raise Conflict("Nhiệm vụ này không có báo cáo hoàn thành đang chờ xác nhận.")


def decide(
    submission: Submission, decision: Decision, note: str, actor: Actor, now: datetime
) -> None:
    submission.decision = decision
    submission.decision_note = note.strip()
    submission.decided_at = now
    submission.decided_on = local_day(now)
    submission.decided_by_id = actor.user_id
