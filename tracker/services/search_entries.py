"""Keeping the search index in step: one row per thing that can be found."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.vietnamese import nfc, searchable
from tracker.models import SearchEntry, SearchKind


def index(
    session: Session,
    kind: SearchKind,
    thing_id: int,
    office_id: int,
    text: str,
    *,
    new: bool = False,
) -> None:
    """Make ``thing`` findable by the words of ``text``; called again it replaces them.

    ``new``: it was made just now, so there is no entry to look for.
    """
    exact = nfc(text)
    entry = (
        None
        if new
        else session.scalar(
            select(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.thing_id == thing_id)
        )
    )
    if entry is None:
        entry = SearchEntry(office_id=office_id, kind=kind, thing_id=thing_id, exact="", folded="")
        session.add(entry)
    entry.exact = exact
    entry.folded = searchable(exact)


def remove(session: Session, kind: SearchKind, thing_id: int) -> None:
    """Let ``thing`` be found no more."""
    entry = session.scalar(
        select(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.thing_id == thing_id)
    )
    if entry is not None:
        session.delete(entry)
        session.flush()
