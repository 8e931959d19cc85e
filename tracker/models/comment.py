"""What people say to each other around a task (trao đổi): it never changes where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words

if TYPE_CHECKING:
    from tracker.models.task import Task
    from tracker.models.user import User


class Comment(Base):
    """One contribution. Withdrawn, its place stays and its words are shown to nobody."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_task", "task_id", "id"),
        CheckConstraint("length(text) > 0", name="text"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[words]
    at: Mapped[datetime]
    corrected_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship()
    author: Mapped[User] = relationship(lazy="selectin")
    mentions: Mapped[list[CommentMention]] = relationship(
        back_populates="comment", lazy="selectin", order_by="CommentMention.user_id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class CommentMention(Base):
    """Somebody whose eye a comment wants; told once."""

    __tablename__ = "comment_mention"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)

    comment: Mapped[Comment] = relationship(back_populates="mentions")
    user: Mapped[User] = relationship(lazy="selectin")
