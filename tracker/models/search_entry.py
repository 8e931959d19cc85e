"""The only table with a full-text index: one row per thing that can be found."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, catalogue, key, words


class SearchKind(StrEnum):
    """What was found."""

    DIRECTIVE = "directive"
    DUTY = "duty"
    TASK = "task"
    EVIDENCE = "evidence"
    COMMENT = "comment"


class SearchEntry(Base):
    """``folded``: the accent-free words that are indexed; ``exact``: the NFC text for ranking."""

    __tablename__ = "search_entry"
    __table_args__ = (
        Index("uq_search_entry_thing", "kind", "thing_id", unique=True),
        Index("ix_search_entry_office", "office_id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[SearchKind] = mapped_column(catalogue(SearchKind))
    thing_id: Mapped[int]
    exact: Mapped[words]
    folded: Mapped[words]
