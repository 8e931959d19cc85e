"""The result of a round as .xlsx: the ranking table, and one sheet of sub-indices by field."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.domain.index_numbers import points_text
from tracker.domain.index_tree import Total
from tracker.domain.labels import label
from tracker.models import IndexRound
from tracker.queries.index_results import UnitResult, results
from tracker.queries.index_sets import in_order

SAMPLE = "Bộ chỉ số minh họa"


def write_results(session: Session, round_: IndexRound) -> bytes:
    """The same figures as the page."""
    rows = results(session, round_)
    title = round_.name
    if round_.decision_number and round_.decision_on:
        title += f" (Quyết định số {round_.decision_number} ngày {round_.decision_on:%d/%m/%Y})"
    if round_.index_set.is_sample:
        title += f". {SAMPLE}"
    return workbook([_ranking(rows, title), _fields(round_, rows, title)])


def _ranking(rows: list[UnitResult], title: str) -> SheetPlan:
    columns = [
        Column("Hạng", 8), Column("Đơn vị", 34), Column("Chỉ số (%)", 12),
        Column("Điểm đạt được", 14), Column("Điểm tối đa áp dụng", 14),
        Column("Điểm phần tự chấm", 14), Column("Điểm điều tra", 14), Column("Điểm cộng", 10),
        Column("Điểm trừ", 10), Column("Xếp loại", 16), Column("Tình trạng phiếu", 28),
    ]  # fmt: skip
    lines = [
        [
            str(row.place), row.unit, points_text(row.index),
            points_text(row.total.scale.points), points_text(row.total.scale.maximum),
            points_text(row.total.self_part.points), points_text(row.total.survey_part.points),
            points_text(row.total.bonus), points_text(row.total.deduction), row.grade,
            label(row.state),
        ]
        for row in rows
    ]  # fmt: skip
    return SheetPlan("Xếp hạng", columns, lines, title)


def _fields(round_: IndexRound, rows: list[UnitResult], title: str) -> SheetPlan:
    fields = [item for item in in_order(round_.index_set.items) if "." not in item.code]
    columns = [
        Column("Đơn vị", 34),
        *(Column(f"{item.code}. {item.name} (%)", 18) for item in fields),
    ]
    lines = [
        [row.unit, *(_rate(row.total.by_code.get(item.code)) for item in fields)] for row in rows
    ]
    return SheetPlan("Chỉ số thành phần", columns, lines, title)


def _rate(total: Total | None) -> str:
    rate = total.rate if total is not None else None
    return "–" if rate is None else points_text(rate)
