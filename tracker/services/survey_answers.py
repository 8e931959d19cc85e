"""Answers come in: one-time links and the ticks behind them, and counts taken from paper.

An answer leaves no row, no event and no moment: counts go up, and the link’s hash is marked as
used in a table that knows nothing else (decision 0029). Nobody is the actor of it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER
from tracker.domain.survey_sheet import MOST_LINKS, SurveyState, check_counts
from tracker.models import (
    Questionnaire,
    SurveyLink,
    SurveyLinkUse,
    SurveyPaper,
    SurveyTally,
    Unit,
)
from tracker.permissions import Actor
from tracker.queries.surveys import surveyed_units
from tracker.services.index_history import told_of_round
from tracker.services.loading import for_change
from tracker.services.questionnaires import in_state


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """Paper about one unit; ``ticks`` by question, in the order of its answers."""

    unit_id: int
    sent: int
    answered: int
    ticks: Mapping[int, Sequence[int]]


def make_links(
    session: Session,
    *,
    questionnaire_id: int,
    unit_id: int,
    count: int,
    actor: Actor,
    now: datetime,
) -> list[str]:
    """New words for ``count`` links about a unit. They are given out here and kept nowhere."""
    found = in_state(session, questionnaire_id, SurveyState.OPEN, actor)
    _refuse_other_units(session, found, unit_id)
    if not 1 <= count <= MOST_LINKS:
        raise InvalidInput(
            "Mỗi lần tạo từ 1 đến %(most)s đường dẫn.", field="count", most=MOST_LINKS
        )
    tokens = [secrets.token_urlsafe(16) for _n in range(count)]
    rows = [
        {"token_hash": hash_of(token), "questionnaire_id": found.id, "unit_id": unit_id}
        for token in tokens
    ]
    session.execute(insert(SurveyLink), sorted(rows, key=lambda row: str(row["token_hash"])))
    told_of_round(
        session, found.round, EventKind.SURVEY_LINKS_MADE, actor=actor, now=now,
        note=f"{found.name}, {session.get_one(Unit, unit_id).name}: {count} đường dẫn",
    )  # fmt: skip
    return tokens


def hash_of(token: str) -> str:
    """What is kept of a link: 128 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def opened_by(session: Session, token: str, *, lock: bool = False) -> SurveyLink:
    """The link behind a word. NotFound for an unknown one; Conflict when used or closed."""
    query = select(SurveyLink).where(SurveyLink.token_hash == hash_of(token))
    link = session.scalar(query.with_for_update() if lock else query)
    if link is None:
        raise NotFound("Đường dẫn không đúng. Hãy kiểm tra lại từng ký tự trên giấy mời.")
    if session.get(SurveyLinkUse, link.token_hash, populate_existing=True) is not None:
        raise Conflict("Đường dẫn này đã được dùng. Mỗi đường dẫn chỉ gửi được một lần.")
    asked = session.get_one(Questionnaire, link.questionnaire_id)
    if asked.state is not SurveyState.OPEN or asked.round.state in OVER:
        raise Conflict("Đợt lấy ý kiến đã kết thúc. Xin cảm ơn ông/bà đã quan tâm.")
    return link


def answer(session: Session, *, token: str, chosen: Mapping[int, int]) -> None:
    """Count one whole answer: question → place of the ticked answer, from 0.

    Raises InvalidInput when a question is left out or a place does not exist; NotFound and
    Conflict as ``opened_by``.
    """
    link = opened_by(session, token, lock=True)
    # The questionnaire's row makes answers wait for one another, and for its closing.
    asked = for_change(session, Questionnaire, link.questionnaire_id)
    if asked.state is not SurveyState.OPEN:
        raise Conflict("Đợt lấy ý kiến đã kết thúc. Xin cảm ơn ông/bà đã quan tâm.")
    for question in asked.questions:
        place = chosen.get(question.id)
        if place is None or not 0 <= place < len(question.choices()):
            raise InvalidInput("Hãy chọn một câu trả lời.", field=f"q{question.id}")
    for question in asked.questions:
        tally = for_change(session, SurveyTally, (question.id, link.unit_id))
        raised = list(tally.linked)
        raised[chosen[question.id]] += 1
        tally.linked = raised
    session.add(SurveyLinkUse(token_hash=link.token_hash))
    session.flush()


def enter_paper(
    session: Session, *, questionnaire_id: int, counts: PaperCounts, actor: Actor, now: datetime
) -> Questionnaire:
    """Counts of the sheets of paper about a unit; what was entered before is replaced."""
    found = in_state(session, questionnaire_id, SurveyState.OPEN, actor)
    _refuse_other_units(session, found, counts.unit_id)
    for number, question in enumerate(found.questions, start=1):
        ticks = list(counts.ticks.get(question.id, ()))
        if len(ticks) != len(question.choices()):
            raise InvalidInput(
                "Cần đúng %(needed)s số, mỗi câu trả lời một số.",
                field=f"q{question.id}", needed=len(question.choices()),
            )  # fmt: skip
        check_counts(counts.sent, counts.answered, {})
        check_counts(counts.sent, counts.answered, {number: ticks}, field=f"q{question.id}")
        tally = for_change(session, SurveyTally, (question.id, counts.unit_id))
        tally.on_paper = ticks
    session.merge(
        SurveyPaper(
            questionnaire_id=found.id, unit_id=counts.unit_id, sent=counts.sent,
            answered=counts.answered,
        )
    )  # fmt: skip
    told_of_round(
        session, found.round, EventKind.SURVEY_ENTERED, actor=actor, now=now,
        note=f"{found.name}, {session.get_one(Unit, counts.unit_id).name}: "
        f"{counts.answered} phiếu giấy",
    )  # fmt: skip
    return found


def _refuse_other_units(session: Session, found: Questionnaire, unit_id: int) -> None:
    if unit_id not in surveyed_units(session, found.round_id):
        raise InvalidInput("Đơn vị này không thuộc đợt đánh giá.", field="unit")
