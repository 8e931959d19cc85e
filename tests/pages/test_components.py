"""The grammar of the screens: every component drawn with invented data, read as a person would."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from tests.pages.style_app import make_app
from tests.support.decency import faults
from tracker.blueprints import filters, number_words
from tracker.blueprints.looks import LEGEND, bar, look
from tracker.config import ROOT
from tracker.domain.deadlines import Timeliness

TEMPLATES = ROOT / "tracker" / "templates"
STATIC = ROOT / "tracker" / "static"


def read(client: FlaskClient, url: str, **sent: Any) -> BeautifulSoup:
    answer = client.open(url, **sent)
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


# Every page is decent -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "/style",
        "/style?flash=1&sort=-due&theme=dark",
        "/style/confirm",
        "/style/sign-in",
        "/style/print",
        "/style/error/409?both=1",
        *(f"/style/error/{code}" for code in (400, 403, 404, 409, 413, 422, 429, 500)),
    ],
)
def test_every_page_keeps_the_rules(url: str) -> None:
    app = make_app(TESTING=True)
    soup = BeautifulSoup(app.test_client().get(url).get_data(as_text=True), "html.parser")
    assert faults(soup) == []


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 422, 429, 500])
def test_a_refusal_says_a_sentence_and_shows_a_way_back(
    style_client: FlaskClient, code: int
) -> None:
    soup = read(style_client, f"/style/error/{code}")
    main = soup.main
    assert main is not None
    assert len(main.find_all("p")) >= 1
    assert main.select("a.btn")


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    sources = [*TEMPLATES.rglob("*.html"), *(ROOT / "tracker" / "blueprints").glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    asked = set(re.findall(r"""icon(?:_name)?\(?=?["']([\w-]+)["']""", text))
    asked |= {one.icon for one in LEGEND}
    assert asked
    assert asked <= drawn, asked - drawn


def test_the_page_stays_light() -> None:
    """Under 100 KB a page; the face around and in every page under 30 KB."""
    face = [STATIC / "css" / name for name in ("app.css", "frame.css")]
    assert sum(path.stat().st_size for path in face) < 30_000
    assert len(make_app().test_client().get("/style").data) < 100_000


# States ---------------------------------------------------------------------------------------

T = Timeliness


@pytest.mark.parametrize(
    ("state", "due_soon", "awaiting", "seen"),
    [
        (T.COMPLETED_ON_TIME, False, False, ("Hoàn thành đúng hạn", "done")),
        (T.COMPLETED_LATE, False, False, ("Hoàn thành quá hạn", "late")),
        (T.OPEN_IN_TIME, False, False, ("Trong hạn", "open")),
        (T.OPEN_IN_TIME, True, False, ("Sắp đến hạn", "soon")),
        (T.OPEN_IN_TIME, True, True, ("Chờ xác nhận", "open")),
        (T.OPEN_OVERDUE, False, False, ("Quá hạn", "over")),
        (T.OPEN_OVERDUE, False, True, ("Chờ xác nhận, nộp muộn", "over")),
        (T.OPEN_OVERDUE, True, False, ("Quá hạn", "over")),
        (T.UNDATED_OPEN, False, False, ("Không thời hạn", "none")),
        (T.UNDATED_OPEN, False, True, ("Chờ xác nhận", "none")),
        (T.UNDATED_DONE, False, False, ("Đã xong, không thời hạn", "none")),
        (T.SUSPENDED, False, False, ("Tạm dừng", "paused")),
        (T.NOT_COUNTED, False, False, ("Ngoài số liệu", "none")),
    ],
)
def test_a_state_has_one_look(
    style: Flask, state: Timeliness, due_soon: bool, awaiting: bool, seen: tuple[str, str]
) -> None:
    with style.test_request_context():
        one = look(state, due_soon, awaiting)
        assert (str(one.word), one.tone) == seen
        assert one.hatched is awaiting


def test_the_legend_explains_every_look(style_client: FlaskClient) -> None:
    soup = read(style_client, "/style")
    words = [dt.get_text(strip=True) for dt in soup.select(".legend dt")]
    assert len(words) == len(LEGEND) == len(set(words))
    assert {str(one.word) for one in LEGEND} == set(words)
    assert all(dd.get_text(strip=True) for dd in soup.select(".legend dd"))


def test_two_looks_of_one_colour_differ_in_word_and_icon() -> None:
    assert len({(one.icon, one.tone, one.hatched) for one in LEGEND}) == len(LEGEND)


def test_a_bar_is_as_wide_as_its_parts(style: Flask) -> None:
    with style.test_request_context():
        drawn = bar([(T.COMPLETED_ON_TIME, 3), (T.OPEN_OVERDUE, 0), (T.OPEN_IN_TIME, 1)])
    assert [piece.count for piece in drawn.pieces] == [3, 1]
    last = drawn.pieces[-1]
    assert last.x + last.width == pytest.approx(1000, abs=0.2)
    assert drawn.pieces[0].width == pytest.approx(3 * last.width, abs=0.3)
    assert drawn.words == "Hoàn thành đúng hạn 3, Trong hạn 1"


def test_a_bar_of_nothing_says_so(style: Flask) -> None:
    with style.test_request_context():
        assert bar([]).pieces == ()
        assert bar([(T.OPEN_OVERDUE, 0)]).words == "chưa có số liệu"


# Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (12, "còn 12 ngày làm việc", "plain"),
        (3, "còn 3 ngày làm việc", "soon"),
        (0, "hạn là hôm nay", "soon"),
        (-1, "quá hạn 1 ngày", "over"),
    ],
)
def test_a_distance_is_said_in_words(style: Flask, left: int, words: str, tone: str) -> None:
    with style.test_request_context():
        assert filters.distance(left) == words
    assert filters.distance_tone(left) == tone


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), "23:59, 20/11/2026"),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "00:00, 21/11/2026"),
        (None, "–"),
    ],
)
def test_a_moment_stands_on_a_vietnamese_clock(utc: datetime | None, words: str) -> None:
    assert filters.moment(utc) == words


def test_numbers_and_sizes_are_written_the_vietnamese_way(style: Flask) -> None:
    with style.test_request_context():
        assert number_words.number(1234.5) == "1.234,5"
        assert number_words.percent(58, 67) == "86,6%"
        assert number_words.percent(0, 0) == "–"
        assert number_words.file_size(812) == "812 byte"
        assert number_words.file_size(64 * 1024) == "64 KB"
        assert number_words.file_size(1_258_291) == "1,2 MB"


@pytest.mark.parametrize("place", ["/style?unit=2&sort=due", "/style?unit=2&page=3&sort=due"])
def test_sorting_keeps_the_filters_and_begins_at_the_first_page(
    style_client: FlaskClient, place: str
) -> None:
    soup = read(style_client, place)
    links = [str(link["href"]) for link in soup.select("thead a.sort")]
    assert links == [
        "/style?unit=2&sort=task",
        "/style?unit=2&sort=unit",
        "/style?unit=2&sort=-due",
    ]
    assert [th.get("aria-sort") for th in soup.select("thead th[aria-sort]")] == [
        "none",
        "none",
        "ascending",
    ]


def test_a_cell_knows_its_column(style_client: FlaskClient) -> None:
    """On a phone the row is a card that names its values."""
    row = read(style_client, "/style").select("table[data-bulk] tbody tr")[0]
    assert [cell.get("data-label") for cell in row.select("td[data-label]")] == [
        "Đơn vị chủ trì",
        "Hạn hoàn thành",
        "Tình trạng",
        "Thao tác",
    ]
    assert row.find("th", scope="row") is not None


# Nothing typed is lost --------------------------------------------------------------------------

LOST = {"text": "Nội dung dài đã nhập", "csrf_token": "old", "password": "bí mật 123", "lead": "2"}


def test_an_expired_form_gives_back_what_was_typed(style_client: FlaskClient) -> None:
    soup = read(
        style_client,
        "/style/error/400",
        method="POST",
        data=LOST,
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert "Nội dung dài đã nhập" in soup.get_text()
    assert "bí mật" not in str(soup)
    form = soup.main.form if soup.main else None
    assert isinstance(form, Tag)
    again = {str(field["name"]): field["value"] for field in form.select("input")}
    assert again.pop("csrf_token") != "old"
    assert again == {"text": "Nội dung dài đã nhập", "lead": "2"}


@pytest.mark.parametrize("site", [None, "cross-site", "same-site", "none"])
def test_a_form_of_another_site_is_not_sent_again(
    style_client: FlaskClient, site: str | None
) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    soup = read(style_client, "/style/error/400", method="POST", data=LOST, headers=headers)
    assert soup.main is not None
    assert soup.main.form is None
    assert soup.main.select("a.btn")


def test_a_conflict_shows_both_texts(style_client: FlaskClient) -> None:
    text = read(style_client, "/style/error/409?both=1").get_text()
    assert "Tổ chức 02 hội nghị tuyên truyền trong tháng 12." in text
    assert "Tổ chức 01 hội nghị tuyên truyền, kết hợp tập huấn." in text


def test_a_conflict_without_texts_gives_back_what_was_typed(style_client: FlaskClient) -> None:
    soup = read(style_client, "/style/error/409", method="POST", data=LOST)
    assert "Nội dung dài đã nhập" in soup.get_text()


# The frame ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theme", "media"),
    [
        ("auto", "screen and (prefers-color-scheme: dark)"),
        ("dark", "screen"),
        ("light", None),
        ("<script>", "screen and (prefers-color-scheme: dark)"),
    ],
)
def test_dark_colours_come_when_asked_for(
    style_client: FlaskClient, theme: str, media: str | None
) -> None:
    soup = read(style_client, "/style", query_string={"theme": theme})
    links = [link.get("media") for link in soup.select("link[rel=stylesheet][href*='dark.css']")]
    assert links == ([media] if media else [])


def test_signing_out_and_the_language_are_posts(style_client: FlaskClient) -> None:
    soup = read(style_client, "/style?unit=2")
    forms = {str(form["action"]): form for form in soup.select(".user-menu form")}
    assert set(forms) == {"/language", "/theme", "/sign-out"}
    assert all(form["method"] == "post" for form in forms.values())
    back = forms["/language"].select_one("input[name=next]")
    assert isinstance(back, Tag)
    assert back["value"] == "/style?unit=2"


def test_static_addresses_change_with_their_content() -> None:
    version = filters.static_version(STATIC)
    assert re.fullmatch(r"[0-9a-f]{10}", version)
    assert f"css/app.css?v={version}" in make_app().test_client().get("/style").text


def test_untranslated_english_is_nowhere(style_client: FlaskClient) -> None:
    text = read(style_client, "/style").get_text(" ")
    assert not re.search(r"\b(Submit|Close|Next|Previous|Home|Delete|Cancel|Search)\b", text)
