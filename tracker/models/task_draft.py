"""What the machine proposes and a person decides: a draft becomes a duty or is set aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole

if TYPE_CHECKING:
    from tracker.models.directive import Directive, NamedEvent
    from tracker.models.duty import Duty
    from tracker.models.reading import Clause
    from tracker.models.unit import Unit, UnitGroup


class TaskDraft(Base):
    """One proposed duty. ``due_phrase`` is the paper's, ``due_on`` what a person accepts."""

    __tablename__ = "task_draft"
    __table_args__ = (
        Index("ix_task_draft_directive_ord", "directive_id", "ord"),
        CheckConstraint(
            "state != 'set_aside' OR set_aside_reason IS NOT NULL", name="set_aside_reason"
        ),
        CheckConstraint("state != 'confirmed' OR duty_id IS NOT NULL", name="confirmed_duty"),
        CheckConstraint("answered_by_id IS NULL OR state = 'set_aside'", name="answered_is_aside"),
    )

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"))
    ord: Mapped[int]
    path: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[words]
    product: Mapped[no_words]

    state: Mapped[DraftState] = mapped_column(default=DraftState.PROPOSED)
    set_aside_reason: Mapped[str | None] = mapped_column(String(500))
    follow_up: Mapped[FollowUp]
    follow_up_why: Mapped[no_words]

    due_phrase: Mapped[no_words]
    due_kind: Mapped[str] = mapped_column(String(20), default="none")
    due_value: Mapped[str | None] = mapped_column(String(60))
    due_on: Mapped[date | None]
    due_basis: Mapped[no_words]
    """Why this deadline, when the paper names none: the lead office's proposal and its basis."""
    recurrence: Mapped[dict[str, Any] | None]
    why: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Which words gave lead, deadline and follow-up: spans into the clause text."""
    key_task: Mapped[bool] = mapped_column(default=False)

    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duty.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("duty.id"), index=True)
    """A duty of another paper that demands the same: its result answers this too."""
    event_id: Mapped[int | None] = mapped_column(ForeignKey("named_event.id"), index=True)
    """The event on which the deadline waits; ``event_step`` is how long after it."""
    event_step: Mapped[str | None] = mapped_column(String(20))
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    edited_at: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive] = relationship()
    answered_by: Mapped[Duty | None] = relationship(foreign_keys=answered_by_id)
    event: Mapped[NamedEvent | None] = relationship()
    units: Mapped[list[DraftUnit]] = relationship(
        order_by="DraftUnit.ord", cascade="all, delete-orphan", lazy="selectin"
    )
    clauses: Mapped[list[Clause]] = relationship(
        secondary="draft_clause", order_by="Clause.ord", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class DraftClause(Base):
    """A draft may gather several clauses, a clause may be split into several drafts."""

    __tablename__ = "draft_clause"

    draft_id: Mapped[int] = mapped_column(ForeignKey("task_draft.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True, index=True)


class DraftUnit(Base):
    """A unit as the paper writes it and, once resolved, the unit or class that it means."""

    __tablename__ = "draft_unit"
    __table_args__ = (
        UniqueConstraint("draft_id", "role", "ord"),
        CheckConstraint("unit_id IS NULL OR group_id IS NULL", name="unit_or_group"),
    )

    id: Mapped[key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("task_draft.id"))
    role: Mapped[UnitRole]
    ord: Mapped[int]
    as_written: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("unit_group.id"))

    unit: Mapped[Unit | None] = relationship(lazy="selectin")
    group: Mapped[UnitGroup | None] = relationship(lazy="selectin")


class ListDecision(Base):
    """The list of a directive's drafts shown to a leader before confirmation (trình duyệt)."""

    __tablename__ = "list_decision"

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    leader_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    shown_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    shown_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    approved: Mapped[bool | None]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who entered the decision when the leader did not do it himself ("nhập thay")."""
    note: Mapped[no_words]
