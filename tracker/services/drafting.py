"""Editing what the machine proposed: nothing is assigned here, everything can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.follow_up import TRACKED, DraftDeedKind, DraftState, FollowUp
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.vietnamese import nfc, one_line
from tracker.models import Clause, Directive, Reading, TaskDraft
from tracker.permissions import Actor
from tracker.queries.drafts import clause_of
from tracker.services.draft_memory import as_it_is, keep_deed
from tracker.services.draft_rows import (
    ChosenUnit,
    facts,
    make_room,
    mark_edited,
    open_draft,
    record_edit,
    set_units,
)
from tracker.services.loading import for_change


@dataclass(frozen=True, slots=True)
class DraftChange:
    """All that a person may decide about a draft. A due day that is not the paper's needs a basis.

    With ``recurrence`` the draft makes a series, and ``due_on`` does not count.
    """

    text: str
    product: str
    follow_up: FollowUp
    units: Sequence[ChosenUnit]
    due_on: date | None = None
    due_basis: str = ""
    recurrence: RecurrenceRule | None = None
    key_task: bool = False


def edit_draft(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    change: DraftChange,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """Save ``change``; a draft that was ready is to be looked at once more.

    Raises Conflict for another version or a confirmed draft, InvalidInput for an empty text.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    before, was = facts(draft), as_it_is(draft)
    _apply(draft, change)
    draft.state = DraftState.PROPOSED if draft.state is DraftState.READY else draft.state
    mark_edited(draft, actor, now)
    session.flush()
    after = facts(draft)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record_edit(session, draft, actor=actor, now=now, changed=changed)
    keep_deed(session, DraftDeedKind.EDITED, before=[was], touched=[draft], actor=actor, now=now)
    return draft


def add_draft(
    session: Session,
    *,
    directive_id: int,
    clause_id: int | None,
    change: DraftChange,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """A draft that the reader did not propose, from a clause of the paper or beside them all.

    It stands after the drafts of the clauses before it. Raises NotFound for another's clause.
    """
    directive = for_change(session, Directive, directive_id)
    clause = _clause_of(session, directive, clause_id) if clause_id is not None else None
    draft = TaskDraft(
        directive_id=directive.id,
        reading_id=clause.reading_id if clause else _last_reading(session, directive.id),
        ord=_place_after(session, directive.id, clause),
        path=clause.path if clause else "",
        text="",
        product="",
        follow_up=change.follow_up,
        follow_up_why="",
        due_phrase="",
        due_kind="none",
        due_basis="",
        why={},
        clauses=[clause] if clause else [],
    )
    make_room(session, directive.id, draft.ord)
    _apply(draft, change)
    mark_edited(draft, actor, now)
    session.add(draft)
    session.flush()
    record_edit(session, draft, actor=actor, now=now, added=True)
    keep_deed(session, DraftDeedKind.ADDED, before=[], touched=[draft], actor=actor, now=now)
    return draft


def _apply(draft: TaskDraft, change: DraftChange) -> None:
    text = nfc(change.text).strip()
    if not text:
        raise InvalidInput("Hãy nhập nội dung nhiệm vụ.", field="text")
    draft.text = text
    draft.product = one_line(change.product)
    draft.follow_up = change.follow_up
    draft.key_task = change.key_task
    tracked = change.follow_up in TRACKED
    draft.recurrence = (
        change.recurrence.to_json() if change.recurrence is not None and tracked else None
    )
    draft.due_on = change.due_on if tracked and draft.recurrence is None else None
    draft.due_basis = change.due_basis.strip() if draft.due_on is not None else ""
    set_units(draft, change.units)


def _clause_of(session: Session, directive: Directive, clause_id: int) -> Clause:
    clause = clause_of(session, directive.id, clause_id)
    if clause is None:
        raise NotFound("Không tìm thấy đoạn văn bản này.")
    return clause


def _last_reading(session: Session, directive_id: int) -> int | None:
    return session.scalar(
        select(Reading.id)
        .where(Reading.directive_id == directive_id)
        .order_by(Reading.version.desc())
        .limit(1)
    )


def _place_after(session: Session, directive_id: int, clause: Clause | None) -> int:
    """The place of a new draft: after every draft whose first clause stands before ``clause``."""
    drafts = session.scalars(
        select(TaskDraft)
        .where(TaskDraft.directive_id == directive_id)
        .order_by(TaskDraft.ord, TaskDraft.id)
    ).all()
    if clause is None:
        return drafts[-1].ord + 1 if drafts else 0
    earlier = [
        draft.ord for draft in drafts if any(source.ord <= clause.ord for source in draft.clauses)
    ]
    return max(earlier) + 1 if earlier else 0
