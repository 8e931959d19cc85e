"""What a survey found: counts and shares by group, unit and item; nothing about any person."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, key
from tracker.domain.index_survey import RespondentGroup


class SurveyResult(Base):
    """One group’s answers about one unit, for one item of a round."""

    __tablename__ = "survey_result"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id", "item_id", "respondents"),
        CheckConstraint("answered >= 0 AND answered <= sent", name="answered"),
        CheckConstraint("share >= 0 AND share <= 100", name="share"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("index_round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"))
    respondents: Mapped[RespondentGroup]
    sent: Mapped[int]
    answered: Mapped[int]
    share: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
