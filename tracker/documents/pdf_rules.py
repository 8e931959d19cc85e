"""The straight lines drawn on a PDF page: what a table is ruled with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from tracker.documents.pdf_words import Sheet

_OBJECT_LIMIT = 6000
_POINT_LIMIT = 40_000
_SHORTEST = 6.0
_NEAR = 2.5
_RULE_LIMIT = 400

_LINE_TO, _MOVE_TO = 0, 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at height (or from the left) ``at``, reaching from ``start`` to ``end``."""

    at: float
    start: float
    end: float

    def covers(self, point: float) -> bool:
        """Whether the line passes here."""
        return self.start - _NEAR <= point <= self.end + _NEAR


@dataclass(frozen=True, slots=True)
class Rules:
    """Level and upright lines of a page, pieces in one line joined."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


def read_rules(page: Any, sheet: Sheet) -> Rules:
    """The rules of a page; none when it is a drawing with more lines than any table has."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for (x0, y0), (x1, y1) in _strokes(page, sheet):
        if abs(y0 - y1) < 1.0 and abs(x0 - x1) >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1.0 and abs(y0 - y1) >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    rules = Rules(tuple(joined(level)), tuple(joined(upright)))
    return rules if len(rules.level) + len(rules.upright) <= _RULE_LIMIT else Rules()


def _strokes(page: Any, sheet: Sheet) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    points = 0
    for count, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        segments = raw.FPDFPath_CountSegments(thing.raw)
        points += max(segments, 0)
        if count >= _OBJECT_LIMIT or points > _POINT_LIMIT:
            return
        matrix = thing.get_matrix()
        corners: list[tuple[float, float]] = []
        for index in range(segments):
            segment = raw.FPDFPath_GetPathSegment(thing.raw, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE_TO:
                yield from pairwise(corners)
                corners = []
            elif kind != _LINE_TO:
                corners = []
                continue
            corners.append(sheet.at(*matrix.on_point(*_point(segment))))
            if raw.FPDFPathSegment_GetClose(segment) and len(corners) > 2:
                corners.append(corners[0])
        yield from pairwise(corners)


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Pieces that lie in one line and touch become one; both edges of a thick line, too."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        start = end = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if end is None or start is None or rule.start > end + _NEAR:
                if start is not None and end is not None:
                    yield Rule(group[0].at, start, end)
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None:
            yield Rule(group[0].at, start, end)
