"""An office's own Word templates, one line of versions for each kind of paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.user import User


class PaperTemplate(Base):
    """A checked template. At most one version of a kind is in use; none: our own layout."""

    __tablename__ = "paper_template"
    __table_args__ = (
        UniqueConstraint("office_id", "kind", "version"),
        Index(
            "uq_paper_template_in_use",
            "office_id",
            "kind",
            unique=True,
            sqlite_where=text("in_use"),
            postgresql_where=text("in_use"),
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    in_use: Mapped[bool] = mapped_column(default=False)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    blob: Mapped[Blob] = relationship()
    uploaded_by: Mapped[User] = relationship()
