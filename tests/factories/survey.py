"""A questionnaire of citizens with two questions, open to answers unless told otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.domain.index_survey import RespondentGroup
from tracker.domain.survey_sheet import FIVE_STEPS, SipasFactor
from tracker.models import IndexItem, IndexRound, Questionnaire
from tracker.services import questionnaires
from tracker.services.questionnaires import QuestionnaireHead, QuestionPlan


def a_questionnaire(
    session: Session,
    district: District,
    round_: IndexRound,
    now: datetime,
    *,
    least: int = 5,
    is_open: bool = True,
) -> Questionnaire:
    """One question feeds item 1.2 and is of SIPAS, the other feeds nothing."""
    actor = district.actor(district.monitor)
    made = questionnaires.create(
        session, round_id=round_.id, actor=actor, now=now,
        head=QuestionnaireHead("Phiếu hỏi người dân", RespondentGroup.CITIZENS, least),
    )  # fmt: skip
    session.flush()
    item = session.scalars(
        select(IndexItem).where(IndexItem.set_id == round_.set_id, IndexItem.code == "1.2")
    ).one()
    for plan in (
        QuestionPlan("Cán bộ hướng dẫn thế nào?", FIVE_STEPS, item.id, SipasFactor.OFFICIALS),
        QuestionPlan("Trụ sở có sạch sẽ không?", "Có: 100; Không: 0"),
    ):
        questionnaires.add_question(
            session, questionnaire_id=made.id, plan=plan, actor=actor, now=now
        )
    session.refresh(made)
    if is_open:
        questionnaires.open_to_answers(
            session, questionnaire_id=made.id, version=None, actor=actor, now=now
        )
    return made
