"""The history (quá trình xử lý): one row per deed, append-only, in the deed's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, catalogue, key, no_words
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskStatus

if TYPE_CHECKING:
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Event(Base):
    """Who did what to what, when, on whose behalf, from which status to which, on what basis.

    Subjects are separate keys, never a (kind, id) pair. Rows are only ever added; a test on
    both databases checks that an update or a deletion is refused.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_task", "task_id", "id"),
        Index("ix_event_directive", "directive_id", "id"),
        Index("ix_event_office_at", "office_id", "at"),
        Index("ix_event_actor", "actor_id"),
        *(
            Index(
                f"ix_event_{name}",
                "office_id",
                "at",
                "task_id",
                sqlite_where=text(condition),
                postgresql_where=text(condition),
            )
            for name, condition in (
                ("closing", "status_after IN ('cancelled', 'completed')"),
                ("reopening", "kind = 'task_reopened'"),
            )
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[EventKind] = mapped_column(catalogue(EventKind))
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    for_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit on whose behalf it was done, when the actor is not of that unit."""
    for_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """The person for whom a deputy acted or whose decision was entered."""

    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duty.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))

    status_before: Mapped[TaskStatus | None]
    status_after: Mapped[TaskStatus | None]
    basis: Mapped[no_words]
    note: Mapped[no_words]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    request_id: Mapped[str | None] = mapped_column(String(40))

    actor: Mapped[User] = relationship(foreign_keys=actor_id)
    for_unit: Mapped[Unit | None] = relationship(foreign_keys=for_unit_id)
    for_user: Mapped[User | None] = relationship(foreign_keys=for_user_id)
