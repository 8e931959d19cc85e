"""Questionnaires of a round as pages read them: turnout always, results only when they may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.index_survey import GroupResult, response_rate
from tracker.domain.survey_sheet import (
    Counted,
    SipasFactor,
    SurveyState,
    satisfied_share,
    share_of_counts,
    working,
)
from tracker.domain.vietnamese import sort_key
from tracker.models import (
    IndexSheet,
    Questionnaire,
    SurveyLink,
    SurveyLinkUse,
    SurveyPaper,
    SurveyQuestion,
    SurveyTally,
)
from tracker.queries.index_results import unit_names


@dataclass(frozen=True, slots=True)
class UnitTurnout:
    """One unit. ``share`` in per cent and its ``working``: None and "" while they may not show."""

    unit_id: int
    unit: str
    sent: int
    answered: int
    rate: Decimal | None
    share: Decimal | None = None
    working: str = ""


@dataclass(frozen=True, slots=True)
class FactorShare:
    """A factor of SIPAS over the units with enough answers; None where nobody was asked of it."""

    factor: SipasFactor
    satisfied: Decimal | None


def surveyed_units(session: Session, round_id: int) -> Sequence[int]:
    """The units scored in a round, by their keys."""
    query = select(IndexSheet.unit_id).where(IndexSheet.round_id == round_id)
    return session.scalars(query.order_by(IndexSheet.unit_id)).all()


def unit_choices(session: Session, round_id: int) -> list[tuple[int, str]]:
    """The same with their names, in the order of the alphabet."""
    return sorted(unit_names(session, round_id).items(), key=lambda one: sort_key(one[1]))


def questionnaires_of(session: Session, round_id: int) -> Sequence[Questionnaire]:
    """Every questionnaire of a round, the first one first."""
    query = select(Questionnaire).where(Questionnaire.round_id == round_id)
    return session.scalars(query.order_by(Questionnaire.id)).all()


def turnout(session: Session, asked: Questionnaire) -> list[UnitTurnout]:
    """Every unit of the round: how many were asked and answered, and what came out."""
    counted = _counted(session, asked)
    numbers = _numbers(session, asked.id)
    found = []
    for unit_id, unit in unit_choices(session, asked.round_id):
        sent, answered = numbers.get(unit_id, (0, 0))
        rate = response_rate([GroupResult(asked.respondents, sent, answered, Decimal(0))])
        line = UnitTurnout(unit_id, unit, sent, answered, rate)
        if _shows(asked, answered):
            questions = [one for _item, one in counted[unit_id]]
            line = UnitTurnout(
                unit_id, unit, sent, answered, rate, share_of_counts(questions), working(questions)
            )
        found.append(line)
    return found


def factor_shares(session: Session, asked: Questionnaire) -> list[FactorShare]:
    """SIPAS over the units with enough answers: the others would stand out as the rest of a sum."""
    numbers = _numbers(session, asked.id)
    questions = [
        one
        for unit_id, of_unit in _counted(session, asked).items()
        if _shows(asked, numbers.get(unit_id, (0, 0))[1])
        for _item, one in of_unit
    ]
    return [
        FactorShare(factor, satisfied_share([one for one in questions if one.factor is factor]))
        for factor in SipasFactor
        if any(one.factor is factor for one in questions)
    ]


def found_by_links_and_paper(
    session: Session, round_id: int, unit_id: int | None = None
) -> dict[tuple[int, int], list[GroupResult]]:
    """(unit, item) → a result per closed questionnaire with enough answers about the unit."""
    found: dict[tuple[int, int], list[GroupResult]] = defaultdict(list)
    for asked in questionnaires_of(session, round_id):
        if asked.state is not SurveyState.CLOSED:
            continue
        numbers = _numbers(session, asked.id)
        for unit, of_unit in _counted(session, asked).items():
            sent, answered = numbers.get(unit, (0, 0))
            if unit_id not in (None, unit) or not _shows(asked, answered):
                continue
            for item_id in sorted({item for item, _one in of_unit if item is not None}):
                share = share_of_counts([one for item, one in of_unit if item == item_id])
                if share is not None:
                    result = GroupResult(asked.respondents, sent, answered, share)
                    found[unit, item_id].append(result)
    return found


def _shows(asked: Questionnaire, answered: int) -> bool:
    return asked.state is SurveyState.CLOSED and answered >= asked.least


def _counted(session: Session, asked: Questionnaire) -> dict[int, list[tuple[int | None, Counted]]]:
    """Unit → (item, counts) of every question; by link and on paper together."""
    rows = session.execute(
        select(SurveyQuestion, SurveyTally)
        .join(SurveyTally, SurveyTally.question_id == SurveyQuestion.id)
        .where(SurveyQuestion.questionnaire_id == asked.id)
        .order_by(SurveyQuestion.id)
    )
    found: dict[int, list[tuple[int | None, Counted]]] = defaultdict(list)
    for question, tally in rows:
        both = zip(tally.linked, tally.on_paper, strict=True)
        counts = tuple(linked + on_paper for linked, on_paper in both)
        one = Counted(question.choices(), counts, question.factor)
        found[tally.unit_id].append((question.item_id, one))
    return found


def _numbers(session: Session, questionnaire_id: int) -> dict[int, tuple[int, int]]:
    """Unit → (sent, answered), links and paper together."""
    found: dict[int, tuple[int, int]] = {}
    links = (
        select(SurveyLink.unit_id, func.count(), func.count(SurveyLinkUse.token_hash))
        .outerjoin(SurveyLinkUse, SurveyLinkUse.token_hash == SurveyLink.token_hash)
        .where(SurveyLink.questionnaire_id == questionnaire_id)
        .group_by(SurveyLink.unit_id)
    )
    paper = select(SurveyPaper.unit_id, SurveyPaper.sent, SurveyPaper.answered).where(
        SurveyPaper.questionnaire_id == questionnaire_id
    )
    for query in (links, paper):
        for unit_id, sent, answered in session.execute(query):
            before = found.get(unit_id, (0, 0))
            found[unit_id] = (before[0] + sent, before[1] + answered)
    return found
