"""One result answers two papers: a draft that repeats a duty is set aside as answered by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Duty, TaskDraft
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.services.draft_rows import mark_edited, open_draft
from tracker.services.history import record

REASON = "Trùng với nhiệm vụ của %s; một kết quả trả lời cả hai văn bản."


def share_result(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    duty_id: int,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """Set a draft aside because a duty of another directive demands the same.

    Both papers' histories tell it. Raises NotFound for a duty of another office, InvalidInput
    for one of the same paper, Conflict for another version or a draft that was given already.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    duty = session.get(Duty, duty_id)
    directive = session.get_one(Directive, directive_id)
    if duty is None or duty.office_id != directive.office_id:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    if duty.directive_id == directive.id:
        raise InvalidInput("Nhiệm vụ này thuộc chính văn bản đang rà soát.")
    draft.set_aside_reason = (REASON % paper_words(duty.directive))[:500]
    draft.state = DraftState.SET_ASIDE
    draft.answered_by_id = duty.id
    mark_edited(draft, actor, now)
    session.flush()
    _tell(session, EventKind.RESULT_SHARED, draft, duty, directive, actor=actor, now=now)
    return draft


def unshare_result(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """Take the draft back into the list that waits. Conflict when no duty answers it."""
    draft = open_draft(session, directive_id, draft_id, version)
    duty = draft.answered_by
    if duty is None:
        raise Conflict("Nội dung này không dùng chung kết quả với nhiệm vụ nào.")
    draft.state = DraftState.PROPOSED
    draft.answered_by_id = None
    draft.set_aside_reason = None
    mark_edited(draft, actor, now)
    session.flush()
    directive = session.get_one(Directive, directive_id)
    _tell(session, EventKind.RESULT_UNSHARED, draft, duty, directive, actor=actor, now=now)
    return draft


def _tell(
    session: Session,
    kind: EventKind,
    draft: TaskDraft,
    duty: Duty,
    directive: Directive,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """One event on the paper of the draft, one on the duty."""
    record(
        session,
        kind,
        actor=actor,
        now=now,
        directive=directive,
        draft=draft.id,
        path=draft.path,
        paper=paper_words(duty.directive),
        text=one_line(draft.text)[:200],
    )
    record(
        session,
        kind,
        actor=actor,
        now=now,
        duty=duty,
        draft=draft.id,
        paper=paper_words(directive),
        text=one_line(draft.text)[:200],
    )
