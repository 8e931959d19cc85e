"""Templates are dumb: they show ready values, decide nothing, and carry no script or style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.support.source import ROOT
from tests.test_house import domain_enums

TEMPLATES = ROOT / "tracker" / "templates"
#: What a page may not carry inside itself: the content security policy blocks it silently.
INLINE = {
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["'{]""", re.IGNORECASE),
    "a handler attribute": re.compile(r"""\son[a-z]+\s*=\s*["'{]""", re.IGNORECASE),
    "a script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another machine": re.compile(r"""(src|href)\s*=\s*["'](https?:)?//"""),
}
#: Programs that show letters drop style sheets (they only add the dark and the phone); no content
#: security policy is theirs.
MAIL_MAY = {"a style attribute", "a style sheet"}
DAY_LIKE = re.compile(r"(^|_)(on|at)$|^(today|now)$")


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def place(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def is_day(node: nodes.Node) -> bool:
    """Whether an expression is, by its name, a day or a moment."""
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "name", "")
    return isinstance(node, nodes.Getattr | nodes.Name) and bool(DAY_LIKE.search(str(name)))


def decisions(tree: nodes.Template, enum_values: set[str]) -> Iterator[tuple[int, str]]:
    """Where a template decides by a status or reckons with days."""
    for compare in tree.find_all(nodes.Compare):
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        for side in sides:
            for constant in [side, *side.find_all(nodes.Const)]:
                if isinstance(constant, nodes.Const) and constant.value in enum_values:
                    yield compare.lineno, f"compares with “{constant.value}”"
        if any(is_day(side) for side in sides):
            yield compare.lineno, "compares days"
    for kind in (nodes.Add, nodes.Sub):
        for sum_ in tree.find_all(kind):
            if is_day(sum_.left) or is_day(sum_.right):
                yield sum_.lineno, "reckons with days"


@pytest.mark.parametrize("path", templates(), ids=place)
def test_a_template_decides_nothing(app: Flask, path: Path) -> None:
    values = {member.value for enum in domain_enums() for member in enum}
    tree = app.jinja_env.parse(path.read_text("utf-8"))
    offences = [f"{place(path)}:{line} {what}" for line, what in decisions(tree, values)]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize("path", templates(), ids=place)
def test_a_template_carries_no_script_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    offences = [
        f"{place(path)}:{text[: found.start()].count(chr(10)) + 1} carries {what}"
        for what, pattern in INLINE.items()
        if not (what in MAIL_MAY and place(path).startswith("messages/"))
        for found in pattern.finditer(text)
    ]
    assert not offences, "\n".join(offences)


def test_every_template_can_be_read(app: Flask) -> None:
    """Also those that no test opens; names what a page extends or includes and is not there."""
    missing = []
    for path in templates():
        tree = app.jinja_env.parse(path.read_text("utf-8"))
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            name = getattr(getattr(node, "template", None), "value", None)
            if isinstance(name, str) and name not in app.jinja_env.list_templates():
                missing.append(f"{place(path)}:{node.lineno} wants {name}")
    assert not missing, "\n".join(missing)
