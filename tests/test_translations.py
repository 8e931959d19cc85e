"""The screens in English: every sentence marked, every one translated, with the same places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from jinja2 import TemplateSyntaxError
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user
from tests.support.source import ROOT, Module, modules
from tests.support.visitor import Visitor, words
from tracker.cli.translations import (
    CATALOGUES,
    as_po,
    catalogues,
    compile_catalogues,
    differences,
    entries,
    extract,
    merge,
)
from tracker.cli.translations import read as read_catalogue
from tracker.domain.errors import DomainError
from tracker.domain.people import Role
from tracker.domain.working_days import WEEKDAYS

ENGLISH = CATALOGUES / "en" / "LC_MESSAGES" / "messages.po"
TEMPLATES = ROOT / "tracker" / "templates"
PLACE = re.compile(r"%\(\w+\)\d*[a-z]|%%|\{\w+\}")
VIETNAMESE = re.compile(
    "[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỷỹỵăâđêôơưáàãéèíìóòõúùý]", re.IGNORECASE
)
#: What stays Vietnamese for everybody: a language's own name, names of reports and files.
NOT_FOR_TRANSLATION = re.compile(r"^Tiếng Việt$|^Báo cáo $|\.(?:xlsx|docx|txt)$")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every sentence of the code and the pages."""
    return extract()


@pytest.fixture(scope="module")
def english() -> Catalog:
    return read_catalogue(ENGLISH)


def forms(entry: Message) -> tuple[str, ...]:
    """What stands in English: one text, or one for each number."""
    string = entry.string
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)


def sentences(entry: Message) -> tuple[str, ...]:
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def test_every_sentence_is_there_in_english(template: Catalog, english: Catalog) -> None:
    assert not differences(template, english), "run: flask translations update, then translate"


def test_places_of_a_sentence_are_the_same_in_english(english: Catalog) -> None:
    """Only the singular may do without its number: it says “one”."""
    wrong = []
    for entry in entries(english):
        asked = places(sentences(entry)[0])
        *singular, last = forms(entry)
        agree = places(last) == asked and all(set(places(one)) <= set(asked) for one in singular)
        if not agree:
            wrong.append(f"{sentences(entry)[0]} → {forms(entry)}")
    assert not wrong


def test_nothing_is_guessed_and_nothing_kept_in_vain() -> None:
    text = ENGLISH.read_text("utf-8")
    with ENGLISH.open("rb") as file:
        kept = read_po(file, locale="en")
    assert "#, fuzzy" not in text
    assert not kept.obsolete
    assert not kept.fuzzy


def test_english_has_the_quotes_of_print(english: Catalog) -> None:
    straight = [
        text for entry in entries(english) for text in forms(entry) if re.search("['\"]", text)
    ]
    assert not straight


def test_a_second_update_changes_nothing(tmp_path: Path, template: Catalog) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(ENGLISH.read_bytes())
    assert not merge(path, template), (
        "the catalogue is not as `flask translations update` writes it"
    )


def test_an_update_takes_and_drops(tmp_path: Path) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    old = Catalog(locale="en")
    old.add("Đã giao nhiệm vụ.", "The task has been assigned.")
    old.add("Đã lưu.", "Saved.")
    path.write_bytes(as_po(old))
    new = Catalog()
    new.add("Đã giao nhiệm vụ mới.")
    new.add("Đã lưu.")

    assert merge(path, new)
    merged = read_catalogue(path)
    assert {entry.id: entry.string for entry in entries(merged)} == {
        "Đã giao nhiệm vụ mới.": "",
        "Đã lưu.": "Saved.",
    }
    assert differences(new, merged) == ["not translated: Đã giao nhiệm vụ mới."]
    assert differences(new, old) == [
        "missing: Đã giao nhiệm vụ mới.",
        "said nowhere: Đã giao nhiệm vụ.",
    ]


def test_every_way_to_mark_a_sentence_is_found(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(
        "say('Một', n=1)\n"
        "N_('Hai')\n"
        "raise InvalidInput('Ba ' 'bốn', field='due_on')\n"
        "raise errors.Conflict('Năm')\n"
        "Verdict(Disposition.TASK, 'Sáu')\n"
        "ngettext('%(num)s bảy', '%(num)s bảy', n)\n"
        "pgettext('đơn vị', 'Tám')\n"
        "anything('Chín')\n",
        "utf-8",
    )
    pages = tmp_path / "templates"
    (pages / "messages").mkdir(parents=True)
    (pages / "page.html").write_text(
        "{{ _('Mười') }}{% trans %}Mười một{% endtrans %}{{ pgettext('tin', 'Mười ba') }}", "utf-8"
    )
    (pages / "messages" / "letter.html").write_text("{{ _('Mười hai') }}", "utf-8")

    found = {(entry.context, sentences(entry)[0]) for entry in entries(extract(tmp_path))}
    assert found == {
        *((None, text) for text in ("Một", "Hai", "Ba bốn", "Năm", "Sáu", "%(num)s bảy")),
        ("đơn vị", "Tám"),
        (None, "Mười"),
        (None, "Mười một"),
        ("tin", "Mười ba"),
    }


def test_a_broken_template_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{{ _('Một' }}", "utf-8")
    with pytest.raises(TemplateSyntaxError):
        extract(tmp_path)


def test_pages_say_nothing_unmarked(app: Flask) -> None:
    """Vietnamese words between the tags of a page; letters are Vietnamese for everybody."""
    naked = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        if path.is_relative_to(TEMPLATES / "messages"):
            continue
        for line, kind, text in app.jinja_env.lex(path.read_text("utf-8")):
            if kind == "data" and VIETNAMESE.search(text):
                naked.append(f"{path.relative_to(TEMPLATES)}:{line}: {text.strip()[:60]}")
    assert not naked


def test_doors_say_nothing_unmarked(template: Catalog) -> None:
    """Vietnamese words in the code of the doors are in the catalogue, also those in f-strings."""
    known = {text for entry in entries(template) for text in (*sentences(entry), entry.context)}
    unmarked = [
        f"{module.place}:{line}: {text[:60]}"
        for module in modules()
        if module.name.startswith("tracker.blueprints")
        for line, text in spoken(module)
        if text not in known and not NOT_FOR_TRANSLATION.search(text)
    ]
    assert not unmarked


def spoken(module: Module) -> Iterator[tuple[int, str]]:
    """Line and text of the Vietnamese words in a module, without its docstrings."""
    told = {
        id(node.value)
        for node in module.nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in module.nodes:
        if not isinstance(node, ast.Constant) or id(node) in told:
            continue
        if isinstance(node.value, str) and VIETNAMESE.search(node.value):
            yield node.lineno, node.value


def test_refusals_can_be_looked_up() -> None:
    """A refusal built by an f-string is in no catalogue: its values belong into places."""
    refusals = {"DomainError", *(kind.__name__ for kind in _children(DomainError))}
    built = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None))
        in {*refusals, "say", "N_"}
        and node.args
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert not built


def _children(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _children(child)


def test_english_counts_one_and_many(app: Flask) -> None:
    left = "còn %(num)s ngày làm việc"
    with app.test_request_context(), force_locale("en"):
        assert ngettext(left, left, 1) == "1 working day left"
        assert ngettext(left, left, 3) == "3 working days left"
    with app.test_request_context(), force_locale("vi"):
        assert ngettext(left, left, 3) == "còn 3 ngày làm việc"


def test_sentences_of_rules_are_translated_at_the_door(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert WEEKDAYS[0].words(gettext) == "Monday"


def test_what_is_not_translated_is_said_in_vietnamese(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert gettext("Câu này chưa có trong danh mục.") == "Câu này chưa có trong danh mục."


def test_the_switch_turns_a_page_english_and_back(page: Visitor, session: Session) -> None:
    office = an_office(session)
    lan = a_user(
        session,
        "Nguyễn Thị Lan",
        login="lan.nguyen",
        unit=office.lead_unit,
        office=office,
        roles=[Role.LEAD_OFFICE],
    )
    page.sign_in(lan)
    page.get("tasks.index")
    assert "Đăng xuất" in words(page.soup)

    page.submit("English")
    assert page.soup.html is not None
    assert page.soup.html["lang"] == "en"
    assert "Sign out" in words(page.soup)
    assert "Đăng xuất" not in words(page.soup)

    page.submit("Tiếng Việt")
    assert page.soup.html is not None
    assert page.soup.html["lang"] == "vi"
    assert "Đăng xuất" in words(page.soup)


def test_compiling_writes_only_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(ENGLISH.read_bytes())
    assert compile_catalogues(tmp_path) == [path.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    assert catalogues(tmp_path) == [path]
