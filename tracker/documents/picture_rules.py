"""The straight lines on the picture of a page: what a table is ruled with.

Dark runs along rows and columns of pixels; letters are too broken up to make long ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.documents.page_picture import Picture
from tracker.documents.pdf_rules import Rule, Rules, joined

_LEVEL, _UPRIGHT = 40.0, 14.0
"""Shortest runs, in points; a slightly turned sheet breaks a line into several."""

_DARK = rb"[\x00-\xb0]{%d,}"
_RULE_LIMIT = 400


def picture_rules(picture: Picture) -> Rules:
    """Level and upright lines in points; none where there are more than any table has."""
    scale = picture.scale
    grey, wide = picture.grey, picture.width
    rows = (grey[at : at + wide] for at in range(0, wide * picture.height, wide))
    columns = (grey[at::wide] for at in range(wide))
    rules = Rules(
        tuple(joined(_runs(rows, _LEVEL, scale))), tuple(joined(_runs(columns, _UPRIGHT, scale)))
    )
    return rules if len(rules.level) + len(rules.upright) <= _RULE_LIMIT else Rules()


def _runs(strips: Iterator[bytes], shortest: float, scale: float) -> Iterator[Rule]:
    dark = re.compile(_DARK % max(1, round(shortest * scale)), re.DOTALL)
    for at, strip in enumerate(strips):
        for run in dark.finditer(strip):
            yield Rule(at / scale, run.start() / scale, run.end() / scale)
