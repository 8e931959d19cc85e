"""What was done in the review: the last deed that can be taken back, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.follow_up import DraftDeedKind
from tracker.models import DraftDeed, TaskDraft, User


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to the drafts of a directive after deed ``mark``.

    ``touched``: keys of drafts that changed or are new; ``gone``: those that were removed.
    ``others``: names of other people who did something, each once.
    """

    mark: int
    touched: frozenset[int]
    gone: frozenset[int]
    others: tuple[str, ...]


def mark_of(session: Session, directive_id: int) -> int:
    """The newest deed; 0 before the first."""
    newest = select(func.max(DraftDeed.id)).where(DraftDeed.directive_id == directive_id)
    return session.scalar(newest) or 0


def since(session: Session, directive_id: int, mark: int, user_id: int) -> Since:
    """What was done after ``mark``, and by whom besides this user."""
    rows = session.execute(
        select(DraftDeed.id, DraftDeed.after, DraftDeed.actor_id, User.name)
        .join(User, User.id == DraftDeed.actor_id)
        .where(DraftDeed.directive_id == directive_id, DraftDeed.id > mark)
        .order_by(DraftDeed.id)
    ).all()
    versions: dict[int, int] = {}
    for _id, after, _actor_id, _name in rows:
        versions.update({int(key): version for key, version in after.items()})
    names = dict.fromkeys(name for _id, _after, actor_id, name in rows if actor_id != user_id)
    return Since(
        mark=rows[-1][0] if rows else mark,
        touched=frozenset(key for key, version in versions.items() if version),
        gone=frozenset(key for key, version in versions.items() if not version),
        others=tuple(names),
    )


def undoable(session: Session, drafts: Sequence[TaskDraft], user_id: int) -> DraftDeed | None:
    """The user's last deed on these drafts of one directive that was not taken back yet.

    None when anybody went on from it: the deed before it would be no help then either.
    """
    if not drafts:
        return None
    undoing = aliased(DraftDeed)
    deed = session.scalar(
        select(DraftDeed)
        .outerjoin(undoing, undoing.undoes_id == DraftDeed.id)
        .where(
            DraftDeed.directive_id == drafts[0].directive_id,
            DraftDeed.actor_id == user_id,
            DraftDeed.kind != DraftDeedKind.UNDONE,
            undoing.id.is_(None),
        )
        .order_by(DraftDeed.id.desc())
        .limit(1)
    )
    return deed if deed is not None and is_last_word(session, deed, drafts) else None


def is_last_word(session: Session, deed: DraftDeed, drafts: Iterable[TaskDraft]) -> bool:
    """Whether every draft of ``deed`` is still as it left it, or is so again by undoing."""
    versions = {draft.id: draft.row_version for draft in drafts}
    if all(versions.get(int(key)) == version for key, version in deed.after.items()):
        return True
    again = _versions_again(session, deed.directive_id)
    for key, version in list(versions.items()):
        like = version
        while (key, like) in again:
            like = again[key, like]
        versions[key] = like
    return all(versions.get(int(key)) == version for key, version in deed.after.items())


def _versions_again(session: Session, directive_id: int) -> dict[tuple[int, int], int]:
    """(key, version after an undoing) -> the version that the draft has again in all but number."""
    rows = session.execute(
        select(DraftDeed.before, DraftDeed.after).where(
            DraftDeed.directive_id == directive_id, DraftDeed.kind == DraftDeedKind.UNDONE
        )
    )
    return {
        (each["id"], after[str(each["id"])]): each["stands_for"]
        for before, after in rows
        for each in before
        if each["stands_for"] is not None
    }


def as_seen(session: Session, draft: TaskDraft, version: int) -> dict[str, Any] | None:
    """The draft as it was in ``version``, kept by the deed that changed it then."""
    rows = session.scalars(
        select(DraftDeed)
        .where(DraftDeed.directive_id == draft.directive_id)
        .order_by(DraftDeed.id.desc())
        .limit(200)
    )
    for deed in rows:
        for each in deed.before:
            if each["id"] == draft.id and each["version"] == version:
                found: dict[str, Any] = each
                return found
    return None
