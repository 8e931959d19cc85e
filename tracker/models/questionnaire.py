"""Questionnaires of a round: questions, counts of ticks, one-time links. No answer is a row.

What people tick raises ``survey_tally`` and nothing else. The tables of links have no number, no
moment and no order of their own (SQLite: WITHOUT ROWID), and know no answer: decision 0029.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words, sha256, words
from tracker.domain.index_survey import RespondentGroup
from tracker.domain.survey_sheet import SipasFactor, SurveyState, WeightedAnswer, read_answers

if TYPE_CHECKING:
    from tracker.models.index_round import IndexRound
    from tracker.models.index_set import IndexItem


class Questionnaire(Base):
    """What one group of respondents is asked about the units of a round."""

    __tablename__ = "questionnaire"
    __table_args__ = (
        UniqueConstraint("round_id", "name"),
        CheckConstraint("least >= 5", name="least"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("index_round.id"))
    name: Mapped[name]
    respondents: Mapped[RespondentGroup]
    intro: Mapped[no_words]
    """What the page says above its first question."""
    least: Mapped[int]
    """Answers per unit, below which nothing is shown or scored."""
    state: Mapped[SurveyState] = mapped_column(default=SurveyState.DRAFT)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    round: Mapped[IndexRound] = relationship(lazy="joined")
    questions: Mapped[list[SurveyQuestion]] = relationship(
        back_populates="questionnaire", order_by="SurveyQuestion.id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class SurveyQuestion(Base):
    """One question; its answers are fixed once the questionnaire is open."""

    __tablename__ = "survey_question"

    id: Mapped[key]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    text: Mapped[words]
    answers: Mapped[words]
    """As domain/survey_sheet.py reads them."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("index_item.id"))
    """The survey item of the round's set that its share feeds."""
    factor: Mapped[SipasFactor | None]

    questionnaire: Mapped[Questionnaire] = relationship(back_populates="questions")
    item: Mapped[IndexItem | None] = relationship()

    def choices(self) -> tuple[WeightedAnswer, ...]:
        """Its answers, in the order in which they are counted."""
        return read_answers(self.answers)


class SurveyTally(Base):
    """How often each answer of a question was ticked about a unit: by link, and on paper."""

    __tablename__ = "survey_tally"

    question_id: Mapped[int] = mapped_column(ForeignKey("survey_question.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    linked: Mapped[list[Any]] = mapped_column(JSON)
    on_paper: Mapped[list[Any]] = mapped_column(JSON)


class SurveyPaper(Base):
    """Sheets of paper sent out and come back about a unit; their ticks stand in the tally."""

    __tablename__ = "survey_paper"
    __table_args__ = (CheckConstraint("answered >= 0 AND answered <= sent", name="answered"),)

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    sent: Mapped[int]
    answered: Mapped[int]


class SurveyLink(Base):
    """A one-time link: only the hash of its word, never the word, never for whom."""

    __tablename__ = "survey_link"
    __table_args__ = (
        Index("ix_survey_link_questionnaire_id", "questionnaire_id", "unit_id"),
        {"sqlite_with_rowid": False},
    )

    token_hash: Mapped[sha256] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class SurveyLinkUse(Base):
    """That a link was used; neither when, nor in which order, nor for which answer."""

    __tablename__ = "survey_link_use"
    __table_args__ = ({"sqlite_with_rowid": False},)

    token_hash: Mapped[sha256] = mapped_column(
        ForeignKey("survey_link.token_hash"), primary_key=True
    )
