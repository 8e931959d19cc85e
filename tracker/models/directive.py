"""A paper (or a spoken order) that orders something, with its files and what it cites."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tracker.db import Base, key, name, no_words, words
from tracker.domain.cited_paper import CitationRole
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.paper_number import number_key
from tracker.domain.retention import Retention
from tracker.domain.source import FileRole, SourceKind, Urgency

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.user import User


def _where_there(column: str) -> Index:
    """An index without the papers that leave the column empty, as most do."""
    there = text(f"{column} IS NOT NULL")
    name = f"ix_directive_{column}"
    return Index(name, column, sqlite_where=there, postgresql_where=there)


class Directive(Base):
    """An entry of the office's register of orders. Column widths: decree 30/2020, annex VI."""

    __tablename__ = "directive"
    __table_args__ = (
        Index("ix_directive_office_received", "office_id", "received_on", "id"),
        Index("ix_directive_office_number", "office_id", "number"),
        Index("ix_directive_office_number_key", "office_id", "number_key"),
        _where_there("parent_id"),
        _where_there("text_sha256"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    """The directive that this one carries out."""

    kind: Mapped[DirectiveKind]
    source: Mapped[SourceKind] = mapped_column(default=SourceKind.DOCUMENT)
    number: Mapped[str | None] = mapped_column(String(60))
    number_key: Mapped[str | None] = mapped_column(String(60))
    """The number as it is compared (domain/paper_number); it follows ``number`` by itself."""
    issued_on: Mapped[date | None]
    received_on: Mapped[date]
    arrival_number: Mapped[str | None] = mapped_column(String(20))
    issuer: Mapped[name]
    title: Mapped[words]
    """The summary (trích yếu)."""
    signer: Mapped[str | None] = mapped_column(String(100))
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    restricted: Mapped[bool] = mapped_column(default=False)
    """Lưu hành nội bộ or tài liệu thu hồi: seen by the lead office and the units concerned only."""
    note: Mapped[no_words]
    retention: Mapped[Retention | None]
    """For how long the dossier is kept, once somebody has said so (domain/retention)."""
    retention_basis: Mapped[no_words]

    text_sha256: Mapped[str | None] = mapped_column(String(64))
    """Of the folded text: the same document twice leads to the first one."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    created_by: Mapped[User] = relationship()
    parent: Mapped[Directive | None] = relationship(remote_side="Directive.id")
    files: Mapped[list[DirectiveFile]] = relationship(order_by="DirectiveFile.id")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling

    @validates("number")
    def _follow(self, _column: str, number: str | None) -> str | None:
        self.number_key = number_key(number)
        return number


class DirectiveFile(Base):
    """A file of a directive under the name that it came with."""

    __tablename__ = "directive_file"

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    role: Mapped[FileRole] = mapped_column(default=FileRole.ORIGINAL)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    blob: Mapped[Blob] = relationship()


class Citation(Base):
    """A paper that a directive cites; linked when that paper is in the register."""

    __tablename__ = "citation"

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(40))
    number: Mapped[str | None] = mapped_column(String(60), index=True)
    number_key: Mapped[str | None] = mapped_column(String(60), index=True)
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[CitationRole] = mapped_column(default=CitationRole.MENTIONED)
    as_written: Mapped[words]
    cited_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who linked or unlinked it by hand; what a person decided no later paper changes."""

    cited: Mapped[Directive | None] = relationship(foreign_keys=cited_id)
    directive: Mapped[Directive] = relationship(foreign_keys=directive_id)


class NamedEvent(Base):
    """An event on which deadlines wait ("ngay sau khi có hướng dẫn"), dated by a person."""

    __tablename__ = "named_event"

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    name: Mapped[words]
    happened_on: Mapped[date | None]
    basis: Mapped[no_words]
    """The paper that shows that it happened, or who said so."""
    dated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
