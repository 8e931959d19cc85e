"""Shared fields: what was typed becomes a value, or one Vietnamese sentence, and is never lost."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms.validators import StopValidation

from tests.pages.style_app import UNITS, GridForm, TaskForm
from tracker.blueprints.fields import parse_day


@pytest.mark.parametrize(
    "text",
    ["05/02/2026", "5/2/2026", "5-2-2026", "05.02.2026", " 5 / 2 / 2026 ", "05022026", "5 2 2026"],
)
def test_a_day_is_read_day_first(style: Flask, text: str) -> None:
    with style.test_request_context():
        assert parse_day(text) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2026", "Không có ngày 31/2/2026: tháng 2 năm 2026 chỉ có 28 ngày."),
        ("29/02/2026", "chỉ có 28 ngày"),
        ("12/25/2026", "Không có tháng 25"),
        ("2026-11-21", "không phải là ngày"),
        ("21/11/26", "không phải là ngày"),
        ("21/11", "không phải là ngày"),
        ("ngày mai", "“ngày mai” không phải là ngày"),
        ("00/11/2026", "Không có ngày 0/11/2026"),
        ("21/11/0026", "Năm 26 không hợp lý"),
        ("\u0662\u0661/11/2026", "không phải là ngày"),  # digits of another script
    ],
)
def test_a_day_that_is_none_is_refused_and_never_guessed(
    style: Flask, text: str, words: str
) -> None:
    with style.test_request_context(), pytest.raises(ValueError, match=re.escape(words)):
        parse_day(text)


def test_a_leap_day_is_a_day(style: Flask) -> None:
    with style.test_request_context():
        assert parse_day("29/02/2028") == date(2028, 2, 29)


SENT = {
    "text": "  Báo cáo   kết quả\r\n\r\nlần hai  ",
    "number": " 45/KH-UBND ",
    "due_on": "21/11/2026",
    "lead": "2",
    "coordinating": ["1", "11"],
    "days": "5",
}


def sent(**changes: object) -> MultiDict[str, object]:
    return MultiDict({**SENT, **changes})


def task_form(data: MultiDict[str, object]) -> TaskForm:
    form = TaskForm(formdata=data)
    form.lead.offer(UNITS)
    form.coordinating.offer(pair for pairs in UNITS.values() for pair in pairs)
    return form


def test_a_form_gives_clean_values(style: Flask) -> None:
    with style.test_request_context(method="POST"):
        form = task_form(sent(number="  45/KH-UBND "))
        assert form.validate(), form.errors
        assert form.text.data == "Báo cáo   kết quả\n\nlần hai"
        assert form.number.data == "45/KH-UBND"
        assert form.due_on.data == date(2026, 11, 21)
        assert form.lead.data == 2
        assert form.coordinating.data == [1, 11]


def test_text_is_kept_in_one_unicode_form(style: Flask) -> None:
    decomposed = unicodedata.normalize("NFD", "Kế hoạch")
    with style.test_request_context(method="POST"):
        form = task_form(sent(number=decomposed))
        assert form.number.data == "Kế hoạch"
        assert form.number.data != decomposed


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"text": "   "}, "text", "Chưa nhập mục này."),
        ({"text": "a" * 501}, "text", "Dài 501 ký tự, tối đa 500. Hãy rút gọn."),
        ({"due_on": ""}, "due_on", "Hãy nhập hạn hoàn thành."),
        ({"due_on": "31/02/2026"}, "due_on", "Không có ngày 31/2/2026"),
        ({"lead": ""}, "lead", "Hãy chọn đơn vị chủ trì."),
        ({"lead": "99"}, "lead", "Lựa chọn này không có trong danh sách. Hãy chọn lại."),
        ({"lead": "x"}, "lead", "Chưa chọn mục này."),
        ({"coordinating": ["1", "99"]}, "coordinating", "Có lựa chọn không có trong danh sách."),
        ({"days": "năm"}, "days", "Hãy nhập một số nguyên, ví dụ 12."),
        ({"follow_up": "nonsense"}, "follow_up", "Chưa chọn mục này."),
    ],
)
def test_bad_input_gets_one_vietnamese_sentence(
    style: Flask, changes: dict[str, object], field: str, words: str
) -> None:
    with style.test_request_context(method="POST"):
        form = task_form(sent(**changes))
        assert not form.validate()
        assert set(form.errors) == {field}
        said = " ".join(str(error) for error in form.errors[field])
        assert words in said
        assert not re.search(r"\b(field|invalid|valid|choice|required)\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Báo cáo.pdf", b"%PDF-1.7", None),
        ("ẢNH CHỤP.JPG", b"\xff\xd8\xff", None),
        ("trống.pdf", b"", "Tệp “trống.pdf” không có nội dung (0 byte)."),
        ("virus.exe", b"MZ", "Không nhận tệp “virus.exe”."),
        ("không đuôi", b"abc", "Không nhận tệp “không đuôi”."),
    ],
)
def test_an_upload_is_judged_by_name_and_size(
    style: Flask, name: str, content: bytes, words: str | None
) -> None:
    data = {**SENT, "papers": (BytesIO(content), name)}
    with style.test_request_context(method="POST", data=data):
        form = TaskForm()
        form.lead.offer(UNITS)
        form.coordinating.offer(pair for pairs in UNITS.values() for pair in pairs)
        good = form.validate()
        for file in form.papers.data:
            file.close()
        assert good is (words is None), form.errors
        if words:
            assert words in str(form.papers.errors[0])
        else:
            assert [file.filename for file in form.papers.data] == [name]


def test_a_file_over_the_limit_is_refused(style: Flask) -> None:
    with style.test_request_context(method="POST"):
        field = TaskForm().papers
        file = FileStorage(BytesIO(b"x" * (20 * 1024 * 1024 + 1)), filename="nặng.pdf")
        field.data = [file]
        with pytest.raises(StopValidation, match=r"lớn hơn mức cho phép \(20 MB\)"):
            field.pre_validate(None)


def test_no_file_chosen_is_no_file(style: Flask) -> None:
    data = {**SENT, "papers": (BytesIO(b""), "")}
    with style.test_request_context(method="POST", data=data):
        form = TaskForm()
        assert form.papers.data == []


# A faulty form comes back whole


@pytest.fixture
def faulty(style_client: FlaskClient) -> BeautifulSoup:
    data = {**SENT, "text": "Báo cáo <b>kết quả</b>", "due_on": "31/02/2026", "lead": ""}
    answer = style_client.post("/style", data=data)
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def test_what_was_typed_stands_in_its_field(faulty: BeautifulSoup) -> None:
    assert faulty.select_one("#due_on")["value"] == "31/02/2026"  # type: ignore[index]
    text = faulty.select_one("#text")
    assert text is not None
    assert text.get_text().strip() == "Báo cáo <b>kết quả</b>"
    assert [box["value"] for box in faulty.select("#coordinating input[checked]")] == ["1", "11"]


def test_faults_are_summed_up_with_links_to_their_fields(faulty: BeautifulSoup) -> None:
    summary = faulty.select_one(".error-summary")
    assert isinstance(summary, Tag)
    assert "Có 2 chỗ cần sửa" in summary.get_text()
    links = {str(link["href"]): link.get_text(strip=True) for link in summary.select("a")}
    assert list(links) == ["#due_on", "#lead"]
    assert links["#lead"] == "Đơn vị chủ trì:Hãy chọn đơn vị chủ trì."
    assert all(faulty.select_one(place) is not None for place in links)


def test_a_faulty_field_is_described_by_its_fault(faulty: BeautifulSoup) -> None:
    field = faulty.select_one("#due_on")
    assert isinstance(field, Tag)
    assert field["aria-invalid"] == "true"
    for part in str(field["aria-describedby"]).split():
        assert faulty.find(id=part) is not None
    assert "tháng 2 năm 2026" in faulty.find(id="due_on-fault").get_text()  # type: ignore[union-attr]


def test_only_what_may_stay_empty_is_called_optional(faulty: BeautifulSoup) -> None:
    assert "không bắt buộc" in faulty.select_one("label[for=number]").get_text()  # type: ignore[union-attr]
    assert "không bắt buộc" not in faulty.select_one("label[for=text]").get_text()  # type: ignore[union-attr]


def test_a_fault_inside_a_grid_is_found_in_the_summary(style: Flask) -> None:
    with style.test_request_context(
        method="POST", data={"lines-0-issued_on": "31/02/2026", "lines-1-result": "Đã làm"}
    ):
        form = GridForm()
        assert not form.validate()
        found = style.jinja_env.filters["faults"](form)
    assert [(fault.anchor, fault.label) for fault in found] == [("lines-0-issued_on", "Ngày")]
