"""One draft into two, two into one: when a paragraph orders several things, or a thing twice."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.models import Directive, TaskDraft
from tracker.permissions import Actor
from tracker.queries.drafts import next_open
from tracker.services.drafting import (
    chosen,
    make_room,
    mark_edited,
    open_draft,
    record_edit,
    set_units,
)
from tracker.services.history import record

_SENTENCE_END = re.compile(r"(?<=[.;:!?…])[\s\n]+(?=\S)")
_ABBREVIATION = re.compile(r"(?:\b[A-ZĐ]|\bv\.v|\btp|\bTX|\bđ/c)\.$", re.IGNORECASE)


def cutting_places(text: str) -> list[int]:
    """Offsets at which a new sentence or a part after ";" begins."""
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[: match.start()])
    ]


def split_draft(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    at: int,
    actor: Actor,
    now: datetime,
) -> tuple[TaskDraft, TaskDraft]:
    """Cut the text before character ``at``; both halves keep units, deadline and clauses.

    Raises InvalidInput for a place that leaves one half empty.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    first, second = draft.text[:at].strip(), draft.text[at:].strip()
    if not first or not second:
        raise InvalidInput(
            "Chỗ tách phải nằm giữa nội dung, mỗi phần còn lại ít nhất một câu.", field="at"
        )
    make_room(session, directive_id, draft.ord + 1)
    other = TaskDraft(
        directive_id=draft.directive_id,
        reading_id=draft.reading_id,
        ord=draft.ord + 1,
        path=draft.path,
        text=second,
        product=draft.product,
        follow_up=draft.follow_up,
        follow_up_why=draft.follow_up_why,
        due_phrase=draft.due_phrase,
        due_kind=draft.due_kind,
        due_value=draft.due_value,
        due_on=draft.due_on,
        due_basis=draft.due_basis,
        recurrence=draft.recurrence,
        event_id=draft.event_id,
        event_step=draft.event_step,
        why=dict(draft.why),
        key_task=draft.key_task,
        clauses=list(draft.clauses),
    )
    set_units(other, [chosen(row) for row in draft.units])
    draft.text = first
    for half in (draft, other):
        half.state, half.answered_by_id = DraftState.PROPOSED, None
        mark_edited(half, actor, now)
    session.add(other)
    session.flush()
    record_edit(session, draft, actor=actor, now=now, split_into=other.id)
    return draft, other


def merge_drafts(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """Take the next open draft into this one, which keeps its follow-up and deadline.

    Without a deadline of its own it takes the other's. The other is set aside, not lost.
    Raises InvalidInput when there is none after it.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    other = next_open(session, draft, lock=True)
    if other is None:
        raise InvalidInput("Sau nội dung này không còn nội dung nào đang mở để gộp.")
    draft.text = f"{draft.text.rstrip()}\n{other.text.lstrip()}"
    draft.product = draft.product or other.product
    if draft.due_on is None and draft.recurrence is None:
        draft.due_on, draft.due_basis = other.due_on, other.due_basis
        draft.due_phrase = draft.due_phrase or other.due_phrase
        draft.recurrence = other.recurrence
        draft.event_id, draft.event_step = other.event_id, other.event_step
        draft.why = {**draft.why, "paper_due_on": other.why.get("paper_due_on")}
    set_units(draft, [chosen(row) for row in (*draft.units, *other.units)])
    draft.clauses.extend(clause for clause in other.clauses if clause not in draft.clauses)
    draft.state, draft.answered_by_id = DraftState.PROPOSED, None
    other.state = DraftState.SET_ASIDE
    other.set_aside_reason = f"Đã gộp vào nội dung trước đó ({draft.path or draft.ord + 1})."
    for each in (draft, other):
        mark_edited(each, actor, now)
    session.flush()
    record_edit(session, draft, actor=actor, now=now, merged_with=other.id)
    record(
        session,
        EventKind.DRAFT_SET_ASIDE,
        actor=actor,
        now=now,
        directive=session.get_one(Directive, draft.directive_id),
        note=other.set_aside_reason,
        draft=other.id,
        path=other.path,
    )
    return draft
