"""Surveys as people see them: the lead office writes and counts, a citizen ticks once."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round
from tests.factories.survey import a_questionnaire
from tests.support.clock import Clock
from tests.support.databases import engine_of
from tests.support.settings import config_for
from tests.support.visitor import Visitor, words
from tracker.app import create_app
from tracker.extensions import limiter
from tracker.models import (
    Event,
    FormReceipt,
    IndexRound,
    KeptForm,
    Questionnaire,
    RateCount,
    SurveyLinkUse,
    SurveyQuestion,
    SurveyResult,
    SurveyTally,
)
from tracker.services import survey_answers, survey_import


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    made = a_round(session, district, now)
    session.commit()
    return made


@pytest.fixture
def asked(session: Session, district: District, round_: IndexRound, now: datetime) -> Questionnaire:
    made = a_questionnaire(session, district, round_, now)
    session.commit()
    return made


@pytest.fixture
def token(session: Session, district: District, asked: Questionnaire, now: datetime) -> str:
    (made,) = survey_answers.make_links(
        session, questionnaire_id=asked.id, unit_id=district.justice.id, count=1,
        actor=district.actor(district.monitor), now=now,
    )  # fmt: skip
    session.commit()
    return made


@pytest.fixture
def counted(session: Session, tmp_path: Path, clock: Clock) -> Iterator[Visitor]:
    """A browser at a web process that counts how often an address asks."""
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    app = create_app(replace(config_for(url, tmp_path), rate_limits=True), clock=clock)
    yield Visitor(app, session)
    limiter.enabled = False
    engine_of(app).dispose()


def ticks(asked: Questionnaire) -> dict[str, Any]:
    return {f"q{one.id}": "0" for one in asked.questions}


def test_from_the_first_question_to_the_result(
    page: Visitor, session: Session, district: District, round_: IndexRound
) -> None:
    page.sign_in(district.monitor)
    page.get("index_rounds.survey", round_id=round_.id)
    page.get("surveys.create", round_id=round_.id)
    soup = page.submit(
        "Lập phiếu hỏi", status=422, name="Phiếu hỏi người dân", respondents="citizens", least="4"
    )
    assert "không được dưới 5" in words(soup)
    page.submit("Lập phiếu hỏi", least="5")
    page.get("surveys.add_question", questionnaire_id=1)
    soup = page.submit("Thêm câu hỏi", status=422, text="Hài lòng không?", answers="Có: 100")
    assert "từ 2 đến 8" in words(soup)
    page.submit("Thêm câu hỏi", answers="Có: 100; Không: 0")
    page.submit("Bỏ")
    assert "Chưa có câu hỏi" in words(page.soup)
    page.get("surveys.add_question", questionnaire_id=1)
    item = str(next(one.id for one in round_.index_set.items if one.code == "1.2"))
    page.submit("Thêm câu hỏi", text="Hài lòng không?", item=item, factor="access")
    page.get("surveys.open_to_answers", questionnaire_id=1)
    page.submit("Phát hành phiếu hỏi")
    question = f"q{session.scalars(select(SurveyQuestion.id)).one()}"
    page.get("surveys.enter_paper", questionnaire_id=1)
    typed: dict[str, Any] = {"unit": str(district.justice.id), "sent": "12", "answered": "10"}
    soup = page.submit("Nhập phiếu giấy", status=422, **typed, **{question: "mười"})
    assert "cách nhau bằng dấu chấm phẩy" in words(soup)
    over: dict[str, Any] = {question: "10; 1; 0; 0; 0"}
    soup = page.submit("Nhập phiếu giấy", status=422, **over)
    assert "nhiều hơn 10 phiếu" in words(soup)
    fits: dict[str, Any] = {question: "5; 5; 0; 0; 0"}
    soup = page.submit("Nhập phiếu giấy", **fits)
    assert "chưa đóng" in words(soup)
    assert "90,00" not in words(soup)
    page.get("surveys.close", questionnaire_id=1)
    soup = page.submit("Đóng phiếu hỏi")
    assert "(5 × 100% + 5 × 80%) : 10 = 90%" in words(soup)
    assert "Tiếp cận dịch vụ 100,00" in words(soup)
    assert "chưa đủ phiếu" in words(soup)
    assert "90,00" in words(page.get("index_rounds.survey", round_id=round_.id))
    page.get("surveys.enter_paper", status=409, questionnaire_id=1)


def test_links_are_shown_once_and_open_one_answer_each(
    page: Visitor, session: Session, district: District, asked: Questionnaire
) -> None:
    page.sign_in(district.monitor)
    page.get("surveys.make_links", questionnaire_id=asked.id)
    page.submit("Tạo đường dẫn", status=422, unit=str(district.justice.id), count="0")
    answer = page.submit("Tạo đường dẫn", count="2")
    addresses = re.findall(r"http\S+/survey/[\w-]+", words(answer))
    assert len(addresses) == 2
    assert "/survey/" not in words(page.get("surveys.show", questionnaire_id=asked.id))
    page.sign_out()
    soup = page.read(urlsplit(addresses[0]).path)
    assert "Phòng Tư pháp" in words(soup)
    assert district.office.root_unit.name in words(soup)
    soup = page.submit("Gửi câu trả lời", status=422)
    assert words(soup).count("Hãy chọn một câu trả lời") >= 2
    assert "Đã nhận câu trả lời" in words(page.submit("Gửi câu trả lời", **ticks(asked)))
    assert "đã được dùng" in words(page.read(urlsplit(addresses[0]).path, status=409))
    page.read(urlsplit(addresses[1]).path)


def test_an_answer_meets_no_name(
    page: Visitor, session: Session, district: District, asked: Questionnaire, token: str
) -> None:
    """Also not when an official who is signed in answers, nor when the form grew too old."""
    before = [len(session.scalars(select(table)).all()) for table in (Event, FormReceipt)]
    stale = page.open(
        page.address("answering.show", token=token), method="POST", data=ticks(asked),
        headers={"Referer": "http://localhost/"},
    )  # fmt: skip
    assert stale.status_code == 400
    assert "Đăng nhập" not in stale.get_data(as_text=True)
    page.sign_in(district.justice_officer)
    page.get("answering.show", token=token)
    page.submit("Gửi câu trả lời", **ticks(asked))
    after = [len(session.scalars(select(table)).all()) for table in (Event, FormReceipt)]
    assert after == before
    assert session.scalars(select(KeptForm)).all() == []
    assert len(session.scalars(select(SurveyLinkUse)).all()) == 1


def test_unknown_and_closed_links(
    page: Visitor, session: Session, district: District, asked: Questionnaire, token: str
) -> None:
    soup = page.get("answering.show", token="khong-co-that", status=404)
    assert "Đường dẫn không đúng" in words(soup)
    bare = page.open(page.address("answering.show", token=token), method="POST", data={"q1": "0"})
    assert bare.status_code == 400
    page.sign_in(district.monitor)
    page.get("surveys.close", questionnaire_id=asked.id)
    page.submit("Đóng phiếu hỏi")
    page.sign_out()
    assert "đã kết thúc" in words(page.get("answering.show", token=token, status=409))
    tally = session.get_one(SurveyTally, (asked.questions[0].id, district.justice.id))
    assert sum(tally.linked) == 0


def test_guessing_links_is_stopped_and_no_address_is_kept(
    counted: Visitor, session: Session, token: str
) -> None:
    unknown = counted.address("answering.show", token="khong-co-that")
    answers = [counted.open(unknown).status_code for _n in range(61)]
    assert (answers[0], answers[59], answers[60]) == (404, 404, 429)
    assert counted.open(counted.address("answering.show", token=token)).status_code == 429
    keys = list(session.scalars(select(RateCount.key)))
    assert keys
    assert not [key for key in keys if "127.0.0.1" in key or "khong-co-that" in key]


def test_who_does_not_run_the_index_stays_outside(
    page: Visitor, session: Session, district: District, round_: IndexRound, asked: Questionnaire
) -> None:
    doors = ["show", "add_question", "open_to_answers", "close", "make_links", "enter_paper"]
    for person in (district.justice_head, district.culture_head, district.auditor):
        page.sign_in(person)
        page.get("surveys.create", status=403, round_id=round_.id)
        for door in doors:
            page.get(f"surveys.{door}", status=403, questionnaire_id=asked.id)
        page.post(
            "surveys.drop_question", status=403, questionnaire_id=asked.id, survey_question_id=1
        )
    other = a_district(session)
    page.sign_in(other.monitor)
    for door in doors:
        page.get(f"surveys.{door}", status=404, questionnaire_id=asked.id)
    page.get("surveys.create", status=404, round_id=round_.id)


def test_a_file_can_be_looked_at_without_being_kept(
    page: Visitor, session: Session, district: District, round_: IndexRound
) -> None:
    page.sign_in(district.monitor)
    for look in (True, False):
        page.get("index_rounds.survey", round_id=round_.id)
        rows = [["Phòng Tư pháp", "1.2", "Người dân", 40, 30, 90]]
        fields: dict[str, Any] = {"file": (io.BytesIO(_book(rows)), "dieu-tra.xlsx")}
        soup = page.submit("Nhập kết quả", **fields | ({"only_look": "y"} if look else {}))
        assert ("1 dòng sẽ được nhập" in words(soup)) is look
        assert len(session.scalars(select(SurveyResult)).all()) == (0 if look else 1)


def _book(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (list(survey_import.HEADINGS.values()), *rows):
        sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
