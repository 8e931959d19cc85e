"""The ladder of an office as rows: every version of a rule with its rungs, none ever changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, catalogue, no_words
from tracker.db import key as primary
from tracker.domain.reminder_ladder import RuleKind

if TYPE_CHECKING:
    from tracker.models.directive import Directive
    from tracker.models.unit import Unit
    from tracker.models.user import User


class ReminderRuleRow(Base):
    """The n-th version of a rule: it held from ``set_at`` until ``replaced_at``.

    ``scope`` names what it is about: "office", "unit:12", "directive:5", so that two rules of a
    kind never hold for one scope at a time. A narrower rule that was taken away ends with a
    version that is not followed by another.
    """

    __tablename__ = "reminder_rule"
    __table_args__ = (
        UniqueConstraint("office_id", "kind", "scope", "n"),
        CheckConstraint("n >= 1", name="n"),
        CheckConstraint("unit_id IS NULL OR directive_id IS NULL", name="one_scope"),
        Index(
            "uq_reminder_rule_present",
            "office_id",
            "kind",
            "scope",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[primary]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[RuleKind] = mapped_column(catalogue(RuleKind))
    scope: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    n: Mapped[int]
    enabled: Mapped[bool]
    basis: Mapped[no_words]
    set_at: Mapped[datetime]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: the system's own default."""
    replaced_at: Mapped[datetime | None]

    rungs: Mapped[list[ReminderRungRow]] = relationship(
        back_populates="rule", order_by="ReminderRungRow.at", lazy="selectin"
    )
    unit: Mapped[Unit | None] = relationship()
    directive: Mapped[Directive | None] = relationship()
    set_by: Mapped[User | None] = relationship()


class ReminderRungRow(Base):
    """One rung of one version (domain/reminder_ladder.Rung says what its columns mean)."""

    __tablename__ = "reminder_rung"
    __table_args__ = (
        UniqueConstraint("rule_id", "at"),
        UniqueConstraint("rule_id", "key"),
        CheckConstraint("every IS NULL OR every >= 1", name="every"),
    )

    id: Mapped[primary]
    rule_id: Mapped[int] = mapped_column(ForeignKey("reminder_rule.id"))
    key: Mapped[str] = mapped_column(String(40))
    at: Mapped[int]
    every: Mapped[int | None]
    most: Mapped[int | None]
    audiences: Mapped[list[Any]]
    channels: Mapped[list[Any]]
    words: Mapped[no_words]
    statutory: Mapped[bool] = mapped_column(default=False)
    letter: Mapped[bool] = mapped_column(default=False)

    rule: Mapped[ReminderRuleRow] = relationship(back_populates="rungs")
