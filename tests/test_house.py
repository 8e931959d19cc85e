"""The rules of the house: doors are guarded, names are complete, text is clean, files are small.

Every list of exceptions in here is part of the rule: an entry needs its reason.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

import tracker.domain
from tests.support.source import ROOT, Module, modules
from tracker.blueprints.navigation import MENU
from tracker.domain.labels import LABELS
from tracker.permissions import Permission

GUARDS = {"requires", "public", "signed_in"}
ROUTES = {"route", "get", "post"}
#: The frameworks' own files, open to everybody.
STATIC = {"static", "bootstrap.static"}
#: GET doors to which nothing of ours links, with the reason.
REACHED_OTHERWISE: dict[str, str] = {
    "health.probe": "asked by a monitor, not by people",
}
#: Enums of the rules that no person ever reads, with the reason.
NEVER_SHOWN: dict[str, str] = {
    "Distance": "said within a sentence with its number, beside its rule",
    "Every": "said within a sentence with its day, beside its rule",
    "Likeness": "says whether a link is made or asked about; the screen shows the papers",
    "RestDayRule": "said within a sentence with its day, beside its rule",
}
#: The one door of a task's status (invariant 4).
SETS_STATUS = {"tracker/services/life.py"}
#: Longer than the alarm allows, with the reason.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

#: Tables of broken encodings hold the broken letters.
HAS_BROKEN_LETTERS = {"tracker/documents/legacy_letters.py"}

MODULE_ALARM, FUNCTION_ALARM, CONFTEST_ALARM = 300, 40, 100
#: Tables of cases may be longer than what they test.
TEST_ALARM = 400
TEXT_SUFFIXES = {
    ".py", ".md", ".txt", ".html", ".css", ".js", ".json", ".csv", ".toml", ".po", ".cfg", ".svg",
}  # fmt: skip


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in STATIC]


def decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Names of the decorators from the top down: ``@bp.get("/")`` is ``get``."""
    names = []
    for decorator in function.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.append(call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "?"))
    return names


def test_every_door_has_a_guard(app: Flask) -> None:
    open_doors = [
        f"{rule.rule} ({rule.endpoint}) has no guard"
        for rule in rules(app)
        if not isinstance(
            guard := getattr(app.view_functions[rule.endpoint], "guard", None), Permission
        )
        and guard not in ("public", "signed_in")
    ]
    assert not open_doors, "\n".join(open_doors)


def test_every_view_wears_exactly_one_guard_below_its_route() -> None:
    """A guard above the route would never be asked; a second one would hide the first."""
    offences = []
    for module in modules("tracker/blueprints"):
        for function in module.functions:
            worn = decorators(function)
            if not ROUTES & set(worn):
                continue
            guards = [name for name in worn if name in GUARDS]
            last_route = max(place for place, name in enumerate(worn) if name in ROUTES)
            if len(guards) != 1:
                offences.append(f"{module.place}:{function.lineno} {function.name} wears {guards}")
            elif worn.index(guards[0]) < last_route:
                offences.append(f"{module.place}:{function.lineno} {function.name}: guard on top")
    assert not offences, "\n".join(offences)


def test_addresses_are_kebab_case(app: Flask) -> None:
    part = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
    offences = [
        rule.rule
        for rule in rules(app)
        for piece in re.sub(r"<[^>]+>", "0", rule.rule).strip("/").split("/")
        if piece and not part.fullmatch(piece)
    ]
    assert not offences, f"not kebab-case: {offences}"


def test_a_deed_is_never_done_by_looking(app: Flask) -> None:
    """One door either shows (GET) or acts (POST) or is a form's page that does both."""
    strange = [
        f"{rule.rule}: {sorted(rule.methods)}"
        for rule in rules(app)
        if rule.methods is not None and rule.methods - {"GET", "HEAD", "OPTIONS", "POST"}
    ]
    assert not strange, "\n".join(strange)


def test_every_page_can_be_reached(app: Flask) -> None:
    linked = {entry.endpoint for entry in MENU} | set(_linked_endpoints())
    lost = [
        f"{rule.endpoint} ({rule.rule}): nothing links to it"
        for rule in rules(app)
        if "GET" in (rule.methods or ())
        and rule.endpoint not in linked
        and "." + rule.endpoint.split(".")[-1] not in linked
        and rule.endpoint not in REACHED_OTHERWISE
    ]
    assert not lost, "\n".join(lost)


def _linked_endpoints() -> Iterator[str]:
    """Every string of templates and doors that looks like an endpoint."""
    endpoint = re.compile(r"""["']([a-z_]*\.[a-z_]+)["']""")
    doors = [ROOT / "tracker" / "blueprints", ROOT / "tracker" / "templates"]
    for folder in doors:
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".html"):
                yield from endpoint.findall(path.read_text("utf-8"))


def domain_enums() -> list[type[StrEnum]]:
    found = set()
    for info in pkgutil.iter_modules(tracker.domain.__path__, "tracker.domain."):
        module = importlib.import_module(info.name)
        for _name, thing in inspect.getmembers(module, inspect.isclass):
            if issubclass(thing, StrEnum) and thing.__module__ == info.name:
                found.add(thing)
    return sorted(found, key=lambda enum: enum.__name__)


@pytest.mark.parametrize("enum", domain_enums(), ids=lambda enum: enum.__name__)
def test_every_name_that_is_shown_has_its_vietnamese(enum: type[StrEnum]) -> None:
    if enum.__name__ in NEVER_SHOWN:
        assert enum not in LABELS, f"{enum.__name__} is shown after all"
        return
    names = LABELS.get(enum, {})
    missing = [member.name for member in enum if not names.get(member, "").strip()]
    assert not missing, f"{enum.__name__} has no Vietnamese for {missing}"
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    assert not twice, f"{enum.__name__} calls two things {twice}"


def test_the_glossary_says_what_the_screen_says() -> None:
    """A name with a capital is quoted from the screen; the others are words of the trade."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\|\s*`(\w+)`\s*\|\s*([^|]+?)\s*\|", text, re.MULTILINE)
    quoted = [(code, name) for code, name in rows if name[0].isupper()]
    shown = {(member.value, name) for names in LABELS.values() for member, name in names.items()}
    wrong = [
        f"{code}: nothing on the screen is called “{name}”"
        for code, name in quoted
        if (code, name) not in shown
    ]
    assert quoted, "the glossary has no rows | `code` | Tên | …"
    assert not wrong, "\n".join(wrong)


def test_status_has_one_door() -> None:
    offences = [
        f"{module.place}:{line} sets a status past the table of task_status"
        for module in modules()
        if module.place not in SETS_STATUS
        for line in _status_writes(module)
    ]
    assert not offences, "\n".join(offences)


def _status_writes(module: Module) -> Iterator[int]:
    for node in module.nodes:
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "values":
            if any(keyword.arg == "status" for keyword in node.keywords):
                yield node.lineno
            continue
        else:
            continue
        if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
            yield node.lineno


def texts() -> Iterator[Path]:
    for folder in ("tracker", "seeds", "docs", "tests", "migrations", "deploy"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in TEXT_SUFFIXES and path.is_file():
                yield path
    yield from sorted(ROOT.glob("*.md"))


def test_vietnamese_is_nfc_with_the_true_d() -> None:
    """Samples of broken text write the broken letters as escapes."""
    offences = []
    for path in texts():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            place = f"{path.relative_to(ROOT)}:{number}"
            if not unicodedata.is_normalized("NFC", line):
                offences.append(f"{place} is not NFC")
            broken = path.relative_to(ROOT).as_posix() in HAS_BROKEN_LETTERS
            if "\N{LATIN CAPITAL LETTER ETH}" in line and not broken:
                offences.append(f"{place} has the Icelandic letter instead of Đ")
    assert not offences, "\n".join(offences)


def test_modules_stay_small() -> None:
    long = {
        module.place: module.lines
        for folder, alarm in (("tracker", MODULE_ALARM), ("tests", TEST_ALARM))
        for module in modules(folder)
        if module.lines > alarm and module.place not in LONG_MODULES
    }
    assert not long, f"over {MODULE_ALARM} lines ({TEST_ALARM} in tests): {long}"


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what is done: neither the arguments, one a line, nor the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_stay_small() -> None:
    long = [
        f"{module.place}:{function.lineno} {function.name} has {length} lines"
        for module in modules()
        for function in module.functions
        if (length := body_lines(function)) > FUNCTION_ALARM
        and f"{module.place}:{function.name}" not in LONG_FUNCTIONS
    ]
    assert not long, "\n".join(long)


def test_conftests_stay_small() -> None:
    long = {
        module.place: module.lines
        for module in modules("tests")
        if module.path.name == "conftest.py" and module.lines > CONFTEST_ALARM
    }
    assert not long, f"over {CONFTEST_ALARM} lines: {long}"


def test_every_exception_is_still_needed() -> None:
    """An excuse for something that is gone would excuse the next one unseen."""
    places = {module.place: module for folder in ("tracker", "tests") for module in modules(folder)}
    stale = [place for place in LONG_MODULES if places[place].lines <= MODULE_ALARM]
    enums = {enum.__name__ for enum in domain_enums()}
    stale += [name for name in NEVER_SHOWN if name not in enums]
    functions = {
        f"{module.place}:{function.name}": body_lines(function)
        for module in modules()
        for function in module.functions
    }
    stale += [name for name in LONG_FUNCTIONS if functions.get(name, 0) <= FUNCTION_ALARM]
    assert not stale, f"excused for nothing: {stale}"
