"""People: who they are, what they are in units, what was granted to them, who acts for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name
from tracker.domain.people import Module, Post, Role

if TYPE_CHECKING:
    from tracker.models.unit import Unit


class User(Base):
    """Somebody who signs in. ``session_key`` is in the cookie and changes with the password."""

    __tablename__ = "user"

    id: Mapped[key]
    login: Mapped[str] = mapped_column(String(64), unique=True)
    """Folded (lower case, no accents); what is typed at sign-in is folded too."""
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[name]
    phone: Mapped[str | None] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    is_system: Mapped[bool] = mapped_column(default=False)
    """The named actor of the clock; never signs in."""

    password_hash: Mapped[str] = mapped_column(String(255), default="")
    session_key: Mapped[str] = mapped_column(String(64), unique=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    one_time_until: Mapped[date | None]
    """The last day on which the one-time password opens the door; None for one's own password."""
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    last_sign_in_at: Mapped[datetime | None]

    language: Mapped[str] = mapped_column(String(5), default="vi")
    theme: Mapped[str] = mapped_column(String(8), default="auto")
    mail_failing: Mapped[bool] = mapped_column(default=False)
    """The mail server refused the address for good; shown to the administrator."""
    digest_at: Mapped[int | None]
    """The chosen minute of the day for the digest; None: as soon as the morning is planned."""
    mail_off_at: Mapped[datetime | None]
    """Since when the person wishes no digest by e-mail, where the office leaves that open."""
    paused_from: Mapped[date | None]
    paused_to: Mapped[date | None]
    """No digest by e-mail on these days, both included."""
    pause_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    created_at: Mapped[datetime]

    # Read when somebody asks: most pages show a person's name only. Lists of people load them
    # with queries/users.POSTS_AND_ROLES.
    memberships: Mapped[list[Membership]] = relationship(back_populates="user")
    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="user", foreign_keys="RoleGrant.user_id"
    )
    stands_in_for: Mapped[list[Substitution]] = relationship(
        back_populates="deputy", foreign_keys="Substitution.deputy_id", order_by="Substitution.id"
    )

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.session_key

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_active(self) -> bool:
        return self.active and not self.is_system

    @property
    def is_anonymous(self) -> bool:
        return False


class Membership(Base):
    """A post in a unit from a day to a day (inclusive); several at once are legal (design D14)."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_unit_user", "unit_id", "user_id"),)

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    post: Mapped[Post]
    title: Mapped[str] = mapped_column(String(100), default="")
    """The post as the office writes it ("Trưởng phòng")."""
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    user: Mapped[User] = relationship(back_populates="memberships")
    unit: Mapped[Unit] = relationship(lazy="selectin")

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class RoleGrant(Base):
    """A role within one office and module from a day to a day (inclusive)."""

    __tablename__ = "role_grant"

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    module: Mapped[Module]
    role: Mapped[Role]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=user_id)

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class Substitution(Base):
    """``deputy`` acts for ``principal`` on these days (inclusive) in one office.

    What is done so names both in the history. Rows are never deleted: revoking ends one on
    ``revoked_on`` (which no longer counts), and what was done before stays explained.
    """

    __tablename__ = "substitution"
    __table_args__ = (
        CheckConstraint("deputy_id <> principal_id", name="two_people"),
        CheckConstraint("from_on <= to_on", name="days"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    basis: Mapped[str] = mapped_column(String(500), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    """The principal, or who entered it for them."""
    entered_at: Mapped[datetime]
    revoked_on: Mapped[date | None]
    row_version: Mapped[int] = mapped_column(default=1)

    principal: Mapped[User] = relationship(foreign_keys=principal_id)
    deputy: Mapped[User] = relationship(foreign_keys=deputy_id, back_populates="stands_in_for")
    entered_by: Mapped[User] = relationship(foreign_keys=entered_by_id)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling

    def holds_on(self, day: date) -> bool:
        ended = self.revoked_on is not None and self.revoked_on <= day
        return self.from_on <= day <= self.to_on and not ended
