"""Handing in, confirming, returning: a generated task's reports of completion with their papers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tracker.demo.scale import words
from tracker.demo.scale.life import Life
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Decision
from tracker.domain.explanation_rules import LateCause
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.labels import label
from tracker.domain.task_status import TaskAction
from tracker.models import (
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Explanation,
    ExplanationTask,
    SearchKind,
    Submission,
    SubmissionRevision,
)

WITH_FILE = 0.85
"""The share of hand-ins that carry a file."""


def hand_in(life: Life, day: date) -> None:
    """Report completion with a paper and mostly a file."""
    dice = life.world.dice
    at, by, revision = life.next_moment(day), life.officer, None
    day = at.date()
    in_time = life.due_on is None or day <= life.due_on
    written = day - timedelta(days=dice.randint(0, 2)) if in_time else day
    paper_on = max(life.duty.paper.ordered_on, written)
    number = f"{dice.randint(1, 2400)}/BC"
    if dice.random() < WITH_FILE:
        revision = _attach(life, number, paper_on, at, by)
        at = life.next_moment(day)
    life.write_submission()
    life.hand_ins += 1
    explanation_id = None if in_time else _explain(life, at, by)
    summary = f"Đã hoàn thành; kết quả tại văn bản số {number}."
    life.submission = {
        "id": life.sheet(Submission).take_key(),
        "task_id": life.id,
        "n": life.hand_ins,
        "submitted_at": at,
        "submitted_on": day,
        "submitted_by_id": by,
        "summary": summary,
        "paper_number": number,
        "paper_on": paper_on,
        "done_on": paper_on,
        "explanation_id": explanation_id,
    }
    if revision is not None:
        life.sheet(SubmissionRevision).add(
            submission_id=life.submission["id"], revision_id=revision
        )
    data = {"submission": life.hand_ins, "done_on": paper_on.isoformat()}
    life.act(TaskAction.SUBMIT, by, at, note=summary, data=data)
    life.last_report = at


def _explain(life: Life, at: datetime, by: int) -> int:
    """Why it is late, with its cause; returns the explanation's key."""
    dice = life.world.dice
    text, cause = dice.choice(words.REASONS), dice.choice(list(LateCause))
    key = life.sheet(Explanation).add(
        office_id=life.world.society.office_id,
        unit_id=life.unit_id,
        text=text,
        cause=cause,
        stated_at=at,
        stated_by_id=by,
    )
    life.sheet(ExplanationTask).add(explanation_id=key, task_id=life.id)
    data = {"explanation": key, "cause_before": "", "cause_after": label(cause)}
    life.tell(EventKind.EXPLANATION_GIVEN, by, at, note=text, data=data)
    return key


def confirm(life: Life, day: date) -> None:
    at, by = life.next_moment(day), life.decider
    done_on = _decide(life, Decision.ACCEPTED, "", at, by)
    life.done_on = done_on
    life.milestone = Milestone.ISSUED
    data = {
        "submission": life.hand_ins,
        "done_on": done_on.isoformat(),
        "alone": False,
        "same_unit": life.unit_id == life.world.society.lead_unit_id,
    }
    life.act(TaskAction.CONFIRM, by, at, data=data)


def return_(life: Life, day: date) -> None:
    """Send the hand-in back; the due day moves when it is nearer than five working days."""
    at, by = life.next_moment(day), life.decider
    reason = life.world.dice.choice(words.RETURNS)
    _decide(life, Decision.RETURNED, reason, at, by)
    life.act(TaskAction.RETURN, by, at, note=reason, data={"submission": life.hand_ins})
    if life.due_on is None:
        return
    new_due = max(life.due_on, life.world.calendar.add(at.date(), 5))
    if new_due != life.due_on:
        basis = f"Trả lại, yêu cầu bổ sung: {reason}"
        life.set_deadline(new_due, DeadlineCause.RETURN, basis, at, by=by)


def _decide(life: Life, decision: Decision, note: str, at: datetime, by: int) -> date:
    """Decide what waits; returns the day for which it counts."""
    if life.submission is None:
        raise ValueError("nothing was handed in")
    life.submission |= {
        "decision": decision,
        "decision_note": note,
        "decided_at": at,
        "decided_on": at.date(),
        "decided_by_id": by,
    }
    done_on: date = life.submission["done_on"]
    return done_on


def _attach(life: Life, number: str, paper_on: date, at: datetime, by: int) -> int:
    """A file from the store as evidence, each file once per task; returns its revision."""
    world, office_id = life.world, life.world.society.office_id
    paper = life.papers.pop(world.dice.randrange(len(life.papers)))
    unit = world.society.names[life.unit_id]
    pieces = ("Báo cáo số", number, "của", unit)
    title = words.written(pieces)
    evidence_id = life.sheet(Evidence).add(
        office_id=office_id,
        unit_id=life.unit_id,
        title=title,
        is_result_paper=True,
        paper_number=number,
        paper_on=paper_on,
        created_at=at,
        created_by_id=by,
    )
    revision_id = life.sheet(EvidenceRevision).add(
        evidence_id=evidence_id,
        n=1,
        blob_sha256=paper.sha256,
        file_name=paper.name,
        uploaded_at=at,
        uploaded_by_id=by,
    )
    life.sheet(EvidenceTask).add(
        evidence_id=evidence_id, task_id=life.id, linked_at=at, linked_by_id=by
    )
    text = (*pieces, number, paper.name)
    world.find(SearchKind.EVIDENCE, evidence_id, words.written(text), words.found_by(text))
    life.tell(
        EventKind.EVIDENCE_ATTACHED,
        by,
        at,
        note=paper.name,
        data={"sha256": [paper.sha256]},
    )
    return revision_id
