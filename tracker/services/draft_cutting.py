"""One draft into several, two into one: a paragraph may order several things, or one twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import MERGED_INTO, DraftDeedKind, DraftState
from tracker.domain.history import EventKind
from tracker.models import Directive, TaskDraft
from tracker.permissions import Actor
from tracker.queries.drafts import next_open
from tracker.services.draft_memory import as_it_is, keep_deed
from tracker.services.draft_rows import (
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
    at: Sequence[int],
    actor: Actor,
    now: datetime,
) -> list[TaskDraft]:
    """Cut the text before each character of ``at``; all parts keep units, deadline and clauses.

    Raises InvalidInput when nothing is cut, or a part would be empty.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    parts = _parts(draft.text, at)
    was = as_it_is(draft)
    make_room(session, directive_id, draft.ord + 1, by=len(parts) - 1)
    others = [_like(draft, part, place) for place, part in enumerate(parts) if place]
    draft.text = parts[0]
    for each in (draft, *others):
        each.state, each.answered_by_id = DraftState.PROPOSED, None
        mark_edited(each, actor, now)
    session.add_all(others)
    session.flush()
    record_edit(session, draft, actor=actor, now=now, split_into=[other.id for other in others])
    everything = [draft, *others]
    keep_deed(session, DraftDeedKind.SPLIT, before=[was], touched=everything, actor=actor, now=now)
    return everything


def _parts(text: str, at: Sequence[int]) -> list[str]:
    places = [0, *sorted(set(at)), len(text)]
    parts = [text[start:end].strip() for start, end in pairwise(places)]
    if len(parts) < 2 or not all(parts):
        raise InvalidInput(
            "Chỗ tách phải nằm giữa nội dung, mỗi phần còn lại ít nhất một câu.", field="at"
        )
    return parts


def _like(draft: TaskDraft, text: str, place: int) -> TaskDraft:
    """A part of ``draft``, ``place`` behind it."""
    part = TaskDraft(
        directive_id=draft.directive_id,
        reading_id=draft.reading_id,
        ord=draft.ord + place,
        path=draft.path,
        text=text,
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
    set_units(part, [chosen(row) for row in draft.units])
    return part


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
    was = [as_it_is(draft), as_it_is(other)]
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
    other.set_aside_reason = f"{MERGED_INTO} ({draft.path or draft.ord + 1})."
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
    keep_deed(
        session, DraftDeedKind.MERGED, before=was, touched=[draft, other], actor=actor, now=now
    )
    return draft
