"""What was done to drafts in the review, with what they were before: so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, key
from tracker.domain.follow_up import DraftDeedKind


class DraftDeed(Base):
    """One deed on one or many drafts; rows are only ever added.

    ``before``: the drafts as they were, whole, each with its version (services/draft_memory).
    ``after``: key of each draft that the deed touched or made -> its version afterwards; 0 for
    one that it removed. Who has seen deed n knows by the later rows what changed since.
    """

    __tablename__ = "draft_deed"
    __table_args__ = (Index("ix_draft_deed_directive", "directive_id", "id"),)

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    kind: Mapped[DraftDeedKind]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    before: Mapped[list[Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("draft_deed.id"), unique=True)
    """The deed that this one took back; each can be taken back once."""
