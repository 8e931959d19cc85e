"""The demonstration's survey: citizens asked about the communes, with invented answers on paper.

No dice here: the counts follow from the order of the units, so that later rooms roll as before.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tracker.domain.index_survey import LEAST_ANSWERS, RespondentGroup
from tracker.domain.index_tree import Method
from tracker.domain.survey_sheet import FIVE_STEPS, SipasFactor
from tracker.models import IndexRound
from tracker.permissions import Actor
from tracker.queries.index_sets import leaves_of
from tracker.queries.surveys import surveyed_units
from tracker.services import questionnaires, survey_answers
from tracker.services.questionnaires import QuestionnaireHead, QuestionPlan
from tracker.services.survey_answers import PaperCounts

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

SENT = 60
QUESTIONS = {
    SipasFactor.ACCESS: "Ông/bà có hài lòng về việc tìm và đến nơi giải quyết thủ tục không?",
    SipasFactor.PROCEDURE: "Ông/bà có hài lòng về giấy tờ phải nộp và các bước phải làm không?",
    SipasFactor.OFFICIALS: "Ông/bà có hài lòng về thái độ, hướng dẫn của công chức không?",
    SipasFactor.RESULT: "Ông/bà có hài lòng về kết quả và thời gian trả kết quả không?",
    SipasFactor.FEEDBACK: "Ông/bà có hài lòng về việc xử lý góp ý, phản ánh, kiến nghị không?",
}


def ask_citizens(stage: Stage, round_: IndexRound, now: datetime) -> None:
    """One questionnaire, counted and closed; the last commune has too few answers to show."""
    session, actor = stage.session, stage.actor("theodoi", now)
    asked = questionnaires.create(
        session, round_id=round_.id, actor=actor, now=now,
        head=QuestionnaireHead(
            "Lấy ý kiến người dân (số liệu minh họa)", RespondentGroup.CITIZENS, LEAST_ANSWERS,
            "Ý kiến của ông/bà giúp xã phục vụ tốt hơn. Phiếu không ghi tên.",
        ),
    )  # fmt: skip
    session.flush()
    _write(stage, asked.id, round_, actor, now)
    session.refresh(asked)
    questionnaires.open_to_answers(
        session, questionnaire_id=asked.id, version=None, actor=actor, now=now
    )
    units = surveyed_units(session, round_.id)
    for place, unit_id in enumerate(units):
        answered = LEAST_ANSWERS - 4 if unit_id == units[-1] else 40 + place
        ticks = {one.id: _ticks(answered, place + n) for n, one in enumerate(asked.questions)}
        survey_answers.enter_paper(
            session, questionnaire_id=asked.id, actor=actor, now=now,
            counts=PaperCounts(unit_id, SENT, answered, ticks),
        )  # fmt: skip
    questionnaires.close(session, questionnaire_id=asked.id, version=None, actor=actor, now=now)


def _write(stage: Stage, key: int, round_: IndexRound, actor: Actor, now: datetime) -> None:
    items = [one for one in leaves_of(round_.index_set.items) if one.method is Method.SURVEY]
    for place, (factor, text) in enumerate(QUESTIONS.items()):
        item_id = items[place % len(items)].id if items else None
        questionnaires.add_question(
            stage.session, questionnaire_id=key, actor=actor, now=now,
            plan=QuestionPlan(text, FIVE_STEPS, item_id, factor),
        )  # fmt: skip


def _ticks(answered: int, shade: int) -> tuple[int, ...]:
    """Mostly content, a little less so from unit to unit and question to question."""
    first = answered * (5 - shade % 3) // 10
    second = answered * 3 // 10
    bad = shade % 3
    return first, second, answered - first - second - bad, bad, 0
