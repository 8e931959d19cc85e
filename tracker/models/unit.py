"""The organisation: units with dated names, aliases, successors and groups (domain.md 7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name

if TYPE_CHECKING:
    from tracker.models.user import Membership


class DatedName(Protocol):
    """A name with the days on which it held, both inside; None: from ever, until ever."""

    @property
    def from_on(self) -> date | None: ...
    @property
    def to_on(self) -> date | None: ...


Name = TypeVar("Name", bound=DatedName)


def name_held_on(names: Sequence[Name], day: date | None) -> Name:
    """Of a unit's names, the oldest first: see ``Unit.name_on``."""
    if day is not None:
        for row in names:
            since = row.from_on is None or row.from_on <= day
            if since and (row.to_on is None or day <= row.to_on):
                return row
    return names[-1]


class UnitType(Base):
    """Phòng, xã, thị trấn, trung tâm …: data, since laws change them."""

    __tablename__ = "unit_type"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[name]
    ord: Mapped[int] = mapped_column(default=0)


class Unit(Base):
    """A body that can be given work. Dissolved units stay, with their last day in ``to_on``."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_ord", "ord", "id"),)

    id: Mapped[key]
    type_code: Mapped[str] = mapped_column(ForeignKey("unit_type.code"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    identifier: Mapped[str | None] = mapped_column(String(35))
    """Mã định danh by decision 20/2020/QĐ-TTg, e.g. H26.15.2."""
    outside: Mapped[bool] = mapped_column(default=False)
    """The office cannot order it: it gets requests, no ladder, no ranking (design D17)."""
    email: Mapped[str | None] = mapped_column(String(254))
    ord: Mapped[int] = mapped_column(default=0)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    row_version: Mapped[int] = mapped_column(default=1)

    type: Mapped[UnitType] = relationship()
    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")
    posts: Mapped[list[Membership]] = relationship(viewonly=True)
    """Who holds or held which post; people change them from their own side."""
    names: Mapped[list[UnitName]] = relationship(
        back_populates="unit",
        lazy="selectin",
        order_by="[UnitName.from_on.nulls_first(), UnitName.id]",
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling

    def name_on(self, day: date | None) -> UnitName:
        """The name that held on ``day`` (the newest when None or when none held yet)."""
        return name_held_on(self.names, day)

    @property
    def name(self) -> str:
        return self.names[-1].name

    @property
    def short_name(self) -> str:
        return self.names[-1].short or self.names[-1].name

    def exists_on(self, day: date) -> bool:
        """Neither founded later nor dissolved before ``day`` (last day inclusive)."""
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )


class UnitName(Base):
    """What a unit is called, and when."""

    __tablename__ = "unit_name"

    id: Mapped[key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[name]
    short: Mapped[str | None] = mapped_column(String(60))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship(back_populates="names")


class UnitAlias(Base):
    """How papers write a unit. ``folded`` is not unique: ambiguity is a result, not an error."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("folded", "unit_id"),)

    id: Mapped[key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    alias: Mapped[name]
    folded: Mapped[str] = mapped_column(String(200), index=True)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class UnitSuccession(Base):
    """``to_unit`` took over from ``from_unit`` on a day; merges and splits are several rows."""

    __tablename__ = "unit_succession"
    __table_args__ = (UniqueConstraint("from_unit_id", "to_unit_id"),)

    id: Mapped[key]
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    on_day: Mapped[date]

    from_unit: Mapped[Unit] = relationship(foreign_keys=from_unit_id)
    to_unit: Mapped[Unit] = relationship(foreign_keys=to_unit_id)


class UnitGroup(Base):
    """A class of units as papers name it ("UBND các xã, thị trấn"), with members as of a day."""

    __tablename__ = "unit_group"
    __table_args__ = (UniqueConstraint("office_id", "code"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[name]
    aliases: Mapped[list[UnitGroupAlias]] = relationship(lazy="selectin")
    members: Mapped[list[UnitGroupMember]] = relationship(back_populates="group")


class UnitGroupAlias(Base):
    """How papers write a class of units."""

    __tablename__ = "unit_group_alias"
    __table_args__ = (UniqueConstraint("folded", "group_id"),)

    id: Mapped[key]
    group_id: Mapped[int] = mapped_column(ForeignKey("unit_group.id"), index=True)
    alias: Mapped[name]
    folded: Mapped[str] = mapped_column(String(200), index=True)


class UnitGroupMember(Base):
    """A unit belongs to a class from a day to a day (both inclusive, None = open)."""

    __tablename__ = "unit_group_member"
    __table_args__ = (
        Index(
            "uq_unit_group_member_current",
            "group_id",
            "unit_id",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
            postgresql_where=text("to_on IS NULL"),
        ),
    )

    id: Mapped[key]
    group_id: Mapped[int] = mapped_column(ForeignKey("unit_group.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    group: Mapped[UnitGroup] = relationship(back_populates="members")
    unit: Mapped[Unit] = relationship()
