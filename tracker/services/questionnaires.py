"""Questionnaires: written question by question, opened to respondents, closed and counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER
from tracker.domain.index_survey import RespondentGroup
from tracker.domain.index_tree import Method
from tracker.domain.survey_sheet import (
    SipasFactor,
    SurveyState,
    answers_text,
    check_factor,
    check_least,
    read_answers,
)
from tracker.domain.vietnamese import one_line
from tracker.models import IndexItem, IndexRound, Questionnaire, SurveyQuestion, SurveyTally
from tracker.permissions import Actor
from tracker.queries.surveys import surveyed_units
from tracker.services.index_history import told_of_round
from tracker.services.loading import for_change


@dataclass(frozen=True, slots=True)
class QuestionnaireHead:
    """Whom it asks. ``least``: answers per unit below which nothing is shown or scored."""

    name: str
    respondents: RespondentGroup
    least: int
    intro: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """One question; ``answers`` as ``read_answers`` reads them."""

    text: str
    answers: str
    item_id: int | None = None
    factor: SipasFactor | None = None


def create(
    session: Session, *, round_id: int, head: QuestionnaireHead, actor: Actor, now: datetime
) -> Questionnaire:
    """A draft without questions. InvalidInput at its field; Conflict once the result is out."""
    round_ = for_change(session, IndexRound, round_id)
    if round_.office_id != actor.office_id:
        raise NotFound("Không tìm thấy đợt đánh giá này.")
    refuse_when_over(round_)
    title = one_line(head.name)
    if not title:
        raise InvalidInput("Hãy ghi tên phiếu hỏi.", field="name")
    check_least(head.least)
    twin = select(Questionnaire.id).where(
        Questionnaire.round_id == round_id, Questionnaire.name == title
    )
    if session.scalar(twin) is not None:
        raise InvalidInput("Đợt này đã có phiếu hỏi cùng tên.", field="name")
    made = Questionnaire(
        office_id=round_.office_id, round_id=round_id, name=title, respondents=head.respondents,
        least=head.least, intro=head.intro.strip(), made_at=now, made_by_id=actor.user_id,
    )  # fmt: skip
    session.add(made)
    told_of_round(
        session, round_, EventKind.QUESTIONNAIRE_CHANGED, actor=actor, now=now, note=title
    )
    return made


def add_question(
    session: Session, *, questionnaire_id: int, plan: QuestionPlan, actor: Actor, now: datetime
) -> Questionnaire:
    """One more question at the end. InvalidInput at its field; Conflict after the opening."""
    found = in_state(session, questionnaire_id, SurveyState.DRAFT, actor)
    text = one_line(plan.text)
    if not text:
        raise InvalidInput("Hãy ghi câu hỏi.", field="text")
    answers = read_answers(plan.answers)
    check_factor(answers, plan.factor)
    if plan.item_id is not None:
        item = session.get(IndexItem, plan.item_id)
        if item is None or item.set_id != found.round.set_id or item.method is not Method.SURVEY:
            raise InvalidInput("Mã này không phải tiêu chí điều tra xã hội học.", field="item")
    session.add(
        SurveyQuestion(
            questionnaire_id=found.id, text=text, answers=answers_text(answers),
            item_id=plan.item_id, factor=plan.factor,
        )
    )  # fmt: skip
    told_of_round(
        session, found.round, EventKind.QUESTIONNAIRE_CHANGED, actor=actor, now=now,
        note=f"{found.name}: thêm câu hỏi “{text}”",
    )  # fmt: skip
    return found


def drop_question(
    session: Session, *, questionnaire_id: int, question_id: int, actor: Actor, now: datetime
) -> Questionnaire:
    """Take a question out of a draft."""
    found = in_state(session, questionnaire_id, SurveyState.DRAFT, actor)
    question = session.get(SurveyQuestion, question_id)
    if question is None or question.questionnaire_id != found.id:
        raise NotFound("Không tìm thấy câu hỏi này.")
    told_of_round(
        session, found.round, EventKind.QUESTIONNAIRE_CHANGED, actor=actor, now=now,
        note=f"{found.name}: bỏ câu hỏi “{question.text}”",
    )  # fmt: skip
    session.delete(question)
    session.flush()
    return found


def open_to_answers(
    session: Session, *, questionnaire_id: int, version: int | None, actor: Actor, now: datetime
) -> Questionnaire:
    """From now on it is answered; its questions stay as they are. InvalidInput without any."""
    found = in_state(session, questionnaire_id, SurveyState.DRAFT, actor, version=version)
    if not found.questions:
        raise InvalidInput("Phiếu hỏi chưa có câu hỏi nào.")
    rows = [
        {
            "question_id": question.id, "unit_id": unit_id,
            "linked": [0] * len(question.choices()), "on_paper": [0] * len(question.choices()),
        }
        for question in found.questions
        for unit_id in surveyed_units(session, found.round_id)
    ]  # fmt: skip
    session.execute(insert(SurveyTally), rows)
    found.state = SurveyState.OPEN
    told_of_round(
        session, found.round, EventKind.QUESTIONNAIRE_OPENED, actor=actor, now=now,
        note=f"{found.name}: {len(found.questions)} câu hỏi",
    )  # fmt: skip
    return found


def close(
    session: Session, *, questionnaire_id: int, version: int | None, actor: Actor, now: datetime
) -> Questionnaire:
    """No answer any more; results show and count from now on. It is never opened again."""
    found = in_state(session, questionnaire_id, SurveyState.OPEN, actor, version=version)
    found.state = SurveyState.CLOSED
    told_of_round(
        session, found.round, EventKind.QUESTIONNAIRE_CLOSED, actor=actor, now=now, note=found.name
    )
    return found


def in_state(
    session: Session,
    questionnaire_id: int,
    wanted: SurveyState,
    actor: Actor,
    *,
    version: int | None = None,
) -> Questionnaire:
    """The questionnaire for a deed. NotFound of another office; Conflict in another state."""
    found = for_change(session, Questionnaire, questionnaire_id, version=version)
    if found.office_id != actor.office_id:
        raise NotFound("Không tìm thấy phiếu hỏi này.")
    refuse_when_over(found.round)
    if found.state is not wanted:
        raise Conflict(
            "Phiếu hỏi đang ở bước khác nên không thực hiện được việc này. "
            "Hãy xem tình trạng mới nhất."
        )
    return found


def refuse_when_over(round_: IndexRound) -> None:
    """Raises Conflict once the result of the round is published."""
    if round_.state in OVER:
        raise Conflict("Đợt đánh giá đã công bố kết quả, không nhập thêm kết quả điều tra.")
