"""Taking back a deed of the review: the drafts are again what they were before it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import DraftDeedKind, DraftState
from tracker.domain.labels import label
from tracker.models import DraftClause, DraftDeed, TaskDraft
from tracker.permissions import Actor
from tracker.queries.draft_deeds import is_last_word
from tracker.services.draft_memory import as_it_is, keep_deed, put_back, refuse_changed
from tracker.services.draft_rows import mark_edited, record_edit


def undo(
    session: Session, *, directive_id: int, deed_id: int, actor: Actor, now: datetime
) -> DraftDeed:
    """Take back one's own deed; returns it. Drafts that it made are removed.

    Raises NotFound for another's deed, Conflict when it was taken back before or when any of
    its drafts was changed since; then nothing is taken back.
    """
    deed = session.get(DraftDeed, deed_id)
    if deed is None or deed.directive_id != directive_id or deed.actor_id != actor.user_id:
        raise NotFound("Không tìm thấy thao tác cần hoàn tác.")
    if deed.kind is DraftDeedKind.UNDONE or _is_undone(session, deed):
        raise Conflict("Thao tác này đã được hoàn tác.", code="already_undone")
    drafts = _locked(session, deed)
    if not is_last_word(session, deed, drafts) or any(
        draft.state is DraftState.CONFIRMED for draft in drafts
    ):
        raise refuse_changed()
    before = {each["id"]: each for each in deed.before}
    was = [
        {**as_it_is(draft), "stands_for": before.get(draft.id, {}).get("version")}
        for draft in drafts
    ]
    kept = [draft for draft in drafts if draft.id in before]
    made = [draft for draft in drafts if draft.id not in before]
    for draft in kept:
        put_back(session, draft, before[draft.id])
        mark_edited(draft, actor, now)
    session.flush()
    note = f"{label(DraftDeedKind.UNDONE)}: {label(deed.kind).lower()}"
    record_edit(session, drafts[0], actor=actor, now=now, note=note, undone=deed.id)
    removed = [draft.id for draft in made]
    for draft in made:
        _remove(session, draft)
    keep_deed(
        session,
        DraftDeedKind.UNDONE,
        before=was,
        touched=kept,
        removed=removed,
        actor=actor,
        now=now,
        undoes=deed,
    )
    return deed


def _is_undone(session: Session, deed: DraftDeed) -> bool:
    query = select(DraftDeed.id).where(DraftDeed.undoes_id == deed.id)
    return session.scalar(query) is not None


def _locked(session: Session, deed: DraftDeed) -> list[TaskDraft]:
    keys = [int(key) for key in deed.after]
    return list(
        session.scalars(
            select(TaskDraft)
            .where(TaskDraft.id.in_(keys), TaskDraft.directive_id == deed.directive_id)
            .order_by(TaskDraft.ord, TaskDraft.id)
            .with_for_update(of=TaskDraft)
            .execution_options(populate_existing=True)
        )
    )


def _remove(session: Session, draft: TaskDraft) -> None:
    """Remove a draft that a deed had made, and close its gap."""
    directive_id, place = draft.directive_id, draft.ord
    session.execute(delete(DraftClause).where(DraftClause.draft_id == draft.id))
    session.expire(draft, ["clauses"])
    session.delete(draft)
    session.flush()
    session.execute(
        update(TaskDraft)
        .where(TaskDraft.directive_id == directive_id, TaskDraft.ord > place)
        .values(ord=TaskDraft.ord - 1)
        .execution_options(synchronize_session="fetch")
    )
