"""Where a directive of the register came from, when a unit handed it in as a result."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base

if TYPE_CHECKING:
    from tracker.models.directive import Directive
    from tracker.models.evidence import Evidence
    from tracker.models.task import Task


class DirectiveOrigin(Base):
    """A unit's plan (kế hoạch triển khai), read as a child of the directive that demanded it."""

    __tablename__ = "directive_origin"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    """Each paper is read once; two tasks may show the same plan."""
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("evidence_revision.id"))
    """The version that was read."""
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    """The task whose result it is."""
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    directive: Mapped[Directive] = relationship()
    evidence: Mapped[Evidence] = relationship()
    task: Mapped[Task] = relationship()
