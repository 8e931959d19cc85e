"""The sample set of the index (bộ chỉ số minh họa): 57 scored items, 70 points + 30 by survey.

Made up to show every kind of rule; the text of no decision. Every page and paper says so.
"""

from __future__ import annotations

import csv
from decimal import Decimal

from tracker.config import ROOT
from tracker.domain.index_notation import read_rule
from tracker.domain.index_numbers import read_number
from tracker.domain.index_rule import ScoringKind
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import Method
from tracker.queries.index_sets import ItemLine
from tracker.services.index_sets import SetHead

FILE = ROOT / "seeds" / "index" / "sample_set.csv"
GROUP = "UBND các xã, thị trấn"


def sample_head(year: int, *, group_id: int | None = None) -> SetHead:
    """What stands above it."""
    return SetHead(
        name=f"Bộ chỉ số minh họa CCHC cấp xã năm {year}",
        year=year,
        group_name=GROUP,
        group_id=group_id,
        total=Decimal(100),
        basis="Bộ chỉ số minh họa của bản trình diễn, không phải văn bản của cơ quan nào",
        is_sample=True,
    )


def sample_lines() -> list[ItemLine]:
    """Its items in order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_line(row) for row in csv.DictReader(file)]


def _line(row: dict[str, str]) -> ItemLine:
    kind = ScoringKind(row["kind"]) if row["kind"] else None
    return ItemLine(
        code=row["code"],
        name=row["name"],
        maximum=read_number(row["maximum"]),
        method=Method.SURVEY if kind is ScoringKind.SURVEY else Method.SELF,
        rule=read_rule(kind, row["rule"]) if kind is not None else None,
        not_applicable=NotApplicable(row["not_applicable"] or NotApplicable.REFUSED.value),
        evidence_asked=row["evidence_asked"],
        data_window="Từ 01/01 đến 31/12 của năm đánh giá" if kind is not None else "",
        appraiser=row["appraiser"] or ("Phòng Nội vụ" if kind is ScoringKind.SURVEY else ""),
    )
