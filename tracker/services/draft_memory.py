"""Remembering what drafts were before a deed, so that it can be taken back exactly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict
from tracker.domain.follow_up import DraftDeedKind, DraftState, FollowUp, UnitRole
from tracker.models import Clause, DraftDeed, DraftUnit, TaskDraft
from tracker.permissions import Actor
from tracker.services.draft_rows import ChosenUnit, chosen, set_units

_PLAIN = (
    "path",
    "text",
    "product",
    "set_aside_reason",
    "follow_up_why",
    "due_phrase",
    "due_kind",
    "due_value",
    "due_basis",
    "recurrence",
    "why",
    "key_task",
    "event_id",
    "event_step",
    "answered_by_id",
)
_VERSIONS_A_DEED = 1000


def as_it_is(draft: TaskDraft) -> dict[str, Any]:
    """The whole draft as JSON values, with its version. Not its place: others move it."""
    return {
        "id": draft.id,
        "version": draft.row_version,
        "state": draft.state.value,
        "follow_up": draft.follow_up.value,
        "due_on": draft.due_on.isoformat() if draft.due_on else None,
        **{name: getattr(draft, name) for name in _PLAIN},
        "units": [
            [row.role.value, row.as_written, row.unit_id, row.group_id] for row in _units(draft)
        ],
        "clauses": [clause.id for clause in draft.clauses],
    }


def keep_deed(
    session: Session,
    kind: DraftDeedKind,
    *,
    before: list[dict[str, Any]],
    touched: Iterable[TaskDraft],
    actor: Actor,
    now: datetime,
    removed: Iterable[int] = (),
    undoes: DraftDeed | None = None,
) -> DraftDeed | None:
    """Keep one deed on ``touched`` drafts of one directive; None when it touched none.

    ``before`` are those that were there before it; a draft that is not among them was made by
    it. Such a draft begins with a version that no removed draft with the same key ever had:
    SQLite gives keys anew, and an old page must not hit another draft.
    """
    drafts = list(touched)
    directives = {draft.directive_id for draft in drafts}
    if undoes is not None:
        directives.add(undoes.directive_id)
    if not directives:
        return None
    session.flush()
    deed = DraftDeed(
        directive_id=directives.pop(),
        kind=kind,
        actor_id=actor.user_id,
        at=now,
        before=before,
        after={},
        undoes_id=undoes.id if undoes is not None else None,
    )
    session.add(deed)
    session.flush()
    known = {each["id"] for each in before}
    for draft in drafts:
        if draft.id not in known and undoes is None:
            _first_version(session, draft, deed)
    deed.after = {
        **{str(draft.id): draft.row_version for draft in drafts},
        **{str(key): 0 for key in removed},
    }
    session.flush()
    return deed


def put_back(session: Session, draft: TaskDraft, before: dict[str, Any]) -> None:
    """Make ``draft`` again what it was; its place stays."""
    for name in _PLAIN:
        setattr(draft, name, before[name])
    draft.state = DraftState(before["state"])
    draft.follow_up = FollowUp(before["follow_up"])
    draft.due_on = date.fromisoformat(before["due_on"]) if before["due_on"] else None
    units = [
        ChosenUnit(UnitRole(role), written, unit_id, group_id)
        for role, written, unit_id, group_id in before["units"]
    ]
    if [chosen(row) for row in _units(draft)] != units:
        set_units(draft, units)
        session.flush()
        session.expire(draft, ["units"])
    if [clause.id for clause in draft.clauses] != before["clauses"]:
        found = session.scalars(
            select(Clause).where(Clause.id.in_(before["clauses"])).order_by(Clause.ord)
        )
        draft.clauses = list(found)


def refuse_changed() -> Conflict:
    """Somebody went on from where the deed ended."""
    return Conflict(
        "Không hoàn tác được vì nội dung này đã được thay đổi sau đó. "
        "Hãy xem bản mới nhất rồi sửa trực tiếp.",
        code="stale_version",
    )


def _units(draft: TaskDraft) -> list[DraftUnit]:
    return sorted(draft.units, key=lambda row: (row.role.value, row.ord))


def _first_version(session: Session, draft: TaskDraft, deed: DraftDeed) -> None:
    session.execute(
        update(TaskDraft)
        .where(TaskDraft.id == draft.id)
        .values(row_version=deed.id * _VERSIONS_A_DEED)
        .execution_options(synchronize_session=False)
    )
    session.refresh(draft, ["row_version"])
