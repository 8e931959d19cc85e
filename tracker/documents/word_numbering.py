"""Word's automatic numbers, which stand in numbering.xml and nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracker.documents.word_numbers import bullet, shown
from tracker.documents.word_styles import Styles
from tracker.documents.word_xml import number, switch, value, w

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and looks. ``restart_after`` counts levels from 1."""

    start: int = 1
    form: str = "decimal"
    template: str = ""
    restart_after: int | None = None
    legal: bool = False
    style: str | None = None


class Numbering:
    """Gives each numbered paragraph its label, in document order.

    Lists (``num``) that share one definition (``abstractNum``) count on together, as in Word,
    except where a list overrides the start of a level: there it starts anew at its first use.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, dict[int, _Level]] = {}
        self._style_links: dict[int, str] = {}
        self._lists: dict[int, tuple[int, dict[int, Element]]] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        for node in root.findall(w("abstractNum")) if root is not None else ():
            ident = _ident(node, "abstractNumId")
            self._abstract[ident] = dict(_level(lvl) for lvl in node.findall(w("lvl")))
            if (link := value(node, "numStyleLink")) is not None:
                self._style_links[ident] = link
        for node in root.findall(w("num")) if root is not None else ():
            overrides = {_ident(o, "ilvl"): o for o in node.findall(w("lvlOverride"))}
            self._lists[_ident(node, "numId")] = (number(node, "abstractNumId") or 0, overrides)

    def label(self, num_id: int, level: int | None, style: str = "") -> str:
        """Count one paragraph and return what Word shows before it ("1.2.", "b)", "-"), or "".

        ``level`` counts from 0; None when only a style names the list: its level is the one
        that names the style.
        """
        if num_id not in self._lists:
            return ""
        abstract, overrides = self._definition(num_id)
        levels = self._abstract.get(abstract, {})
        place = level if level is not None else _level_of_style(levels, style)
        if not 0 <= place < _LEVELS:
            return ""
        effective = dict(levels)
        for at, override in overrides.items():
            if (own := override.find(w("lvl"))) is not None:
                effective[at] = _level(own)[1]
        counts = self._counted(abstract, num_id, place, effective, overrides)
        return _shown(effective, place, counts)

    def _definition(self, num_id: int) -> tuple[int, dict[int, Element]]:
        abstract, overrides = self._lists[num_id]
        link = self._style_links.get(abstract)
        linked = self._styles.get(link).num_id if link is not None else None
        return (self._lists[linked][0] if linked in self._lists else abstract), overrides

    def _counted(
        self,
        abstract: int,
        num_id: int,
        place: int,
        levels: dict[int, _Level],
        overrides: dict[int, Element],
    ) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        for at, override in overrides.items():
            start = number(override, "startOverride")
            if start is not None and at <= place and (num_id, at) not in self._begun:
                self._begun.add((num_id, at))
                counts[at] = start - (1 if at == place else 0)
                for deeper in range(at + 1, _LEVELS):
                    counts[deeper] = None
        current = counts[place]
        counts[place] = levels.get(place, _Level()).start if current is None else current + 1
        for at in range(place):
            if counts[at] is None:
                counts[at] = levels.get(at, _Level()).start
        for at in range(place + 1, _LEVELS):
            after = levels.get(at, _Level()).restart_after
            if after is None or (after > 0 and place < after):
                counts[at] = None
        return counts


def _level(node: Element) -> tuple[int, _Level]:
    form = node.find(f".//{w('numFmt')}")
    start = number(node, "start")
    return _ident(node, "ilvl"), _Level(
        start=0 if start is None else start,
        form=form.get(w("val"), "decimal") if form is not None else "decimal",
        template=value(node, "lvlText") or "",
        restart_after=number(node, "lvlRestart"),
        legal=bool(switch(node, "isLgl")),
        style=value(node, "pStyle"),
    )


def _level_of_style(levels: dict[int, _Level], style: str) -> int:
    return next((at for at, level in levels.items() if level.style == style), 0)


def _ident(node: Element, name: str) -> int:
    text = node.get(w(name), "")
    return int(text) if text.lstrip("-").isdecimal() else -1


def _shown(levels: dict[int, _Level], place: int, counts: list[int | None]) -> str:
    here = levels.get(place, _Level())
    if here.form == "bullet":
        return bullet(here.template)

    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        count = counts[at]
        if count is None:
            return ""
        form = levels.get(at, _Level()).form
        return shown(count, "decimal" if here.legal and form != "decimalZero" else form)

    return _PLACE.sub(part, here.template).strip()
