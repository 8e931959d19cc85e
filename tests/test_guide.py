"""The guide says what stands on the screen: every word in bold is one of our sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.source import ROOT
from tracker.blueprints.navigation import MENU
from tracker.cli.translations import entries, extract

GUIDE = ROOT / "docs" / "huong-dan"
PAGES = sorted(GUIDE.glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)")
#: Told of itself in the guide's first page, and no word of the screen.
NO_WORDS = {"in đậm"}
YEAR = ("thứ Hai", "Cuối tháng", "Cuối năm")


def plain(words: str) -> str:
    """Without places, their colon, and the capital of a beginning."""
    words = re.sub(r"%\(\w+\)\d*[sd]", "…", words).replace("%%", "%")
    return re.sub(r"[\s:…]+$", "", words).strip().casefold()


@pytest.fixture(scope="module")
def on_the_screen() -> set[str]:
    said: set[str] = set()
    for entry in entries(extract()):
        said |= {plain(words) for words in ([entry.id] if isinstance(entry.id, str) else entry.id)}
    return said


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_words_in_bold_stand_on_the_screen(path: Path, on_the_screen: set[str]) -> None:
    quoted = {words for words in BOLD.findall(path.read_text("utf-8")) if words not in NO_WORDS}
    assert quoted, "a guide without a word of the screen"
    assert sorted(words for words in quoted if plain(words) not in on_the_screen) == []


def test_a_word_that_no_page_says_is_noticed(on_the_screen: set[str]) -> None:
    assert plain("Nút này không có trên trang nào") not in on_the_screen


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_of_the_guide_lead_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_the_first_page_leads_to_every_other() -> None:
    linked = set(LINK.findall((GUIDE / "README.md").read_text("utf-8")))
    assert {path.name for path in PAGES} - {"README.md"} <= linked


def test_every_entry_of_the_menu_is_told_of() -> None:
    told = {words for path in PAGES for words in BOLD.findall(path.read_text("utf-8"))}
    assert [entry.label for entry in MENU if entry.label not in told] == []


@pytest.mark.parametrize(
    "path", [path for path in PAGES if path.name != "README.md"], ids=lambda path: path.name
)
def test_a_role_is_told_its_monday_its_month_and_its_year(path: Path) -> None:
    heads = " ".join(re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE))
    assert [time for time in YEAR if time not in heads] == []
