"""Questionnaires: written, opened, answered by link and on paper, closed, into the sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, scored, the_item, the_sheet
from tests.factories.survey import a_questionnaire
from tracker.db import Base
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import RoundState, ScoreStage, SheetState
from tracker.domain.survey_sheet import SipasFactor
from tracker.models import (
    Event,
    IndexRound,
    Questionnaire,
    SheetScore,
    SurveyLink,
    SurveyLinkUse,
    SurveyTally,
)
from tracker.queries.survey_results import survey_lines
from tracker.queries.surveys import factor_shares, turnout
from tracker.services import questionnaires, sheet_council, survey_answers
from tracker.services.questionnaires import QuestionnaireHead, QuestionPlan
from tracker.services.survey_answers import PaperCounts, hash_of

D = Decimal


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    return a_round(session, district, now)


@pytest.fixture
def asked(session: Session, district: District, round_: IndexRound, now: datetime) -> Questionnaire:
    return a_questionnaire(session, district, round_, now)


def links(
    session: Session, district: District, asked: Questionnaire, now: datetime, count: int
) -> list[str]:
    return survey_answers.make_links(
        session, questionnaire_id=asked.id, unit_id=district.justice.id, count=count,
        actor=district.actor(district.monitor), now=now,
    )  # fmt: skip


def answer(session: Session, asked: Questionnaire, token: str, place: int = 0) -> None:
    chosen = {one.id: place if n == 0 else 0 for n, one in enumerate(asked.questions)}
    survey_answers.answer(session, token=token, chosen=chosen)


def close(session: Session, district: District, asked: Questionnaire, now: datetime) -> None:
    questionnaires.close(
        session, questionnaire_id=asked.id, version=None,
        actor=district.actor(district.monitor), now=now,
    )  # fmt: skip


def kinds(session: Session) -> list[EventKind]:
    return list(session.scalars(select(Event.kind).order_by(Event.id)))


def test_an_answer_is_counted_once_and_leaves_no_event(
    session: Session, district: District, asked: Questionnaire, now: datetime
) -> None:
    one, two = links(session, district, asked, now, 2)
    before = kinds(session)
    answer(session, asked, one, place=1)
    assert kinds(session) == before
    assert before[-1] is EventKind.SURVEY_LINKS_MADE
    tally = session.get_one(SurveyTally, (asked.questions[0].id, district.justice.id))
    assert tally.linked == [0, 1, 0, 0, 0]
    with pytest.raises(Conflict, match="đã được dùng"):
        answer(session, asked, one)
    with pytest.raises(NotFound, match="không đúng"):
        answer(session, asked, "khong-co-duong-dan-nay")
    with pytest.raises(InvalidInput, match="Hãy chọn"):
        survey_answers.answer(session, token=two, chosen={asked.questions[0].id: 0})
    with pytest.raises(InvalidInput, match="Hãy chọn"):
        answer(session, asked, two, place=5)
    assert tally.linked == [0, 1, 0, 0, 0]


def test_nothing_in_the_tables_leads_to_a_person(
    session: Session, district: District, asked: Questionnaire, now: datetime
) -> None:
    """No user, no moment, no running number; of a link only its hash."""
    tokens = links(session, district, asked, now, 3)
    answer(session, asked, tokens[0])
    kept = set(session.scalars(select(SurveyLink.token_hash)))
    assert kept == {hash_of(token) for token in tokens}
    columns = {
        table.__tablename__: set(Base.metadata.tables[table.__tablename__].columns.keys())
        for table in (SurveyLink, SurveyLinkUse, SurveyTally)
    }
    assert columns == {
        "survey_link": {"token_hash", "questionnaire_id", "unit_id"},
        "survey_link_use": {"token_hash"},
        "survey_tally": {"question_id", "unit_id", "linked", "on_paper"},
    }
    said = " ".join(f"{event.note} {event.data}" for event in session.scalars(select(Event)))
    assert not [token for token in tokens if token in said or hash_of(token) in said]


def test_results_wait_for_the_end_and_for_enough_answers(
    session: Session, district: District, asked: Questionnaire, now: datetime
) -> None:
    tokens = links(session, district, asked, now, 8)
    for token in tokens[:4]:
        answer(session, asked, token)
    survey_answers.enter_paper(
        session, questionnaire_id=asked.id, actor=district.actor(district.monitor), now=now,
        counts=PaperCounts(
            district.culture.id, 10, 4,
            {asked.questions[0].id: [4, 0, 0, 0, 0], asked.questions[1].id: [4, 0]},
        ),
    )  # fmt: skip
    answer(session, asked, tokens[4], place=4)
    assert {line.share for line in turnout(session, asked)} == {None}
    assert factor_shares(session, asked) == []
    close(session, district, asked, now)
    lines = {line.unit_id: line for line in turnout(session, asked)}
    justice, culture = lines[district.justice.id], lines[district.culture.id]
    assert (justice.sent, justice.answered, justice.rate) == (8, 5, D("62.50"))
    assert justice.share == D("90.00")
    assert justice.working == "(9 × 100% + 1 × 0%) : 10 = 90%"
    assert (culture.answered, culture.share, culture.working) == (4, None, "")
    (factor,) = factor_shares(session, asked)
    assert (factor.factor, factor.satisfied) == (SipasFactor.OFFICIALS, D("80.00"))
    with pytest.raises(Conflict, match="đã kết thúc"):
        answer(session, asked, tokens[5])


def test_the_share_reaches_the_sheet_in_words(
    session: Session, district: District, round_: IndexRound, asked: Questionnaire, now: datetime
) -> None:
    actor = district.actor(district.monitor)
    survey_answers.enter_paper(
        session, questionnaire_id=asked.id, actor=actor, now=now,
        counts=PaperCounts(
            district.justice.id, 40, 20,
            {asked.questions[0].id: [10, 5, 3, 1, 1], asked.questions[1].id: [20, 0]},
        ),
    )  # fmt: skip
    assert survey_lines(session, round_) == []
    close(session, district, asked, now)
    (line,) = survey_lines(session, round_)
    assert (line.code, line.answered, line.rate, line.share) == ("1.2", 20, D(50), D("80.50"))
    sheet = scored(session, district, the_sheet(session, round_, district.justice), now)
    sheet.state = SheetState.LOCKED
    session.flush()
    sheet_council.pass_to_council(session, sheet_id=sheet.id, version=None, actor=actor, now=now)
    score = session.scalars(
        select(SheetScore).where(
            SheetScore.item_id == the_item(session, sheet, "1.2").id,
            SheetScore.stage == ScoreStage.APPRAISAL,
        )
    ).one()
    assert score.points == D("24.15")
    assert score.note == "Theo kết quả điều tra xã hội học. Người dân: 20 phiếu, 80,50%."


def test_paper_is_replaced_and_adds_to_the_links(
    session: Session, district: District, asked: Questionnaire, now: datetime
) -> None:
    (token,) = links(session, district, asked, now, 1)
    answer(session, asked, token)
    first, second = (one.id for one in asked.questions)
    for ticks in ([9, 0, 0, 0, 0], [0, 0, 0, 0, 9]):
        survey_answers.enter_paper(
            session, questionnaire_id=asked.id, actor=district.actor(district.monitor), now=now,
            counts=PaperCounts(district.justice.id, 9, 9, {first: ticks, second: [9, 0]}),
        )  # fmt: skip
    assert kinds(session)[-1] is EventKind.SURVEY_ENTERED
    close(session, district, asked, now)
    line = next(one for one in turnout(session, asked) if one.unit_id == district.justice.id)
    assert (line.sent, line.answered) == (10, 10)
    assert line.working == "(11 × 100% + 9 × 0%) : 20 = 55%"


@pytest.mark.parametrize("ticks", [[1, 0], [4, 2, 0, 0, 0], [-1, 1, 0, 0, 0]])
def test_paper_that_cannot_be_is_refused_at_its_question(
    session: Session, district: District, asked: Questionnaire, now: datetime, ticks: list[int]
) -> None:
    first, second = (one.id for one in asked.questions)
    with pytest.raises(InvalidInput) as refused:
        survey_answers.enter_paper(
            session, questionnaire_id=asked.id, actor=district.actor(district.monitor), now=now,
            counts=PaperCounts(district.justice.id, 9, 5, {first: ticks, second: [5, 0]}),
        )  # fmt: skip
    assert refused.value.field == f"q{first}"


def test_what_is_refused_of_a_questionnaire(
    session: Session, district: District, round_: IndexRound, asked: Questionnaire, now: datetime
) -> None:
    actor = district.actor(district.monitor)
    plan = QuestionPlan("Còn gì nữa?", "Có: 100; Không: 0")
    with pytest.raises(Conflict, match="ở bước khác"):
        questionnaires.add_question(
            session, questionnaire_id=asked.id, plan=plan, actor=actor, now=now
        )
    head = QuestionnaireHead(asked.name, asked.respondents, 5)
    with pytest.raises(InvalidInput, match="cùng tên"):
        questionnaires.create(session, round_id=round_.id, head=head, actor=actor, now=now)
    empty = questionnaires.create(
        session, round_id=round_.id, actor=actor, now=now,
        head=QuestionnaireHead("Phiếu khác", asked.respondents, 5),
    )  # fmt: skip
    session.flush()
    with pytest.raises(InvalidInput, match="chưa có câu hỏi"):
        questionnaires.open_to_answers(
            session, questionnaire_id=empty.id, version=None, actor=actor, now=now
        )
    own = the_item(session, the_sheet(session, round_, district.justice), "1.1.1")
    wrong = QuestionPlan("Thế nào?", "Có: 100; Không: 0", item_id=own.id)
    with pytest.raises(InvalidInput, match="không phải tiêu chí điều tra"):
        questionnaires.add_question(
            session, questionnaire_id=empty.id, plan=wrong, actor=actor, now=now
        )
    with pytest.raises(InvalidInput, match="từ 1 đến 500"):
        links(session, district, asked, now, 501)
    round_.state = RoundState.PUBLISHED
    session.flush()
    with pytest.raises(Conflict, match="đã công bố"):
        links(session, district, asked, now, 1)


def test_another_office_finds_nothing(
    session: Session, district: District, asked: Questionnaire, now: datetime
) -> None:
    own = district.actor(district.monitor)
    stranger = replace(own, office_id=(own.office_id or 0) + 1)
    with pytest.raises(NotFound, match="phiếu hỏi"):
        questionnaires.close(
            session, questionnaire_id=asked.id, version=None, actor=stranger, now=now
        )
