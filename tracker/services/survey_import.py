"""Survey results from Excel: every row with its faults first, then all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.documents.sheet_reader import SheetRow, read_rows
from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER
from tracker.domain.index_numbers import read_number
from tracker.domain.index_survey import GroupResult, RespondentGroup, check_result
from tracker.domain.index_tree import Method
from tracker.domain.labels import LABELS
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import fold
from tracker.models import IndexRound, IndexSheet, SurveyResult
from tracker.permissions import Actor
from tracker.queries.index_results import unit_names
from tracker.queries.index_sets import leaves_of
from tracker.services.index_history import told_of_round
from tracker.services.loading import for_change

HEADINGS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "code": "Mã",
    "group": "Nhóm được hỏi",
    "sent": "Phiếu gửi",
    "answered": "Phiếu trả lời",
    "share": "Tỷ lệ (%)",
}
NEEDED = tuple(HEADINGS)


@dataclass(frozen=True, slots=True)
class SurveyFault:
    """What is wrong, in which row of Excel, under which heading."""

    row: int
    column: str
    why: Sentence

    def __str__(self) -> str:
        return f"dòng {self.row}, cột “{self.column}”: {self.why}"


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One row, understood."""

    unit_id: int
    item_id: int
    result: GroupResult


def template(session: Session, round_: IndexRound) -> bytes:
    """The file to fill in: every unit, survey item and group of the round."""
    groups = tuple(LABELS[RespondentGroup].values())
    codes = [item.code for item in leaves_of(round_.index_set.items) if _is_asked(item.method)]
    rows = [
        [unit, code, groups[-1], "", "", ""]
        for unit in sorted(unit_names(session, round_.id).values())
        for code in codes
    ]
    columns = [
        Column(said, 30 if key in ("unit", "group") else 14, groups if key == "group" else ())
        for key, said in HEADINGS.items()
    ]
    return workbook([SheetPlan("Kết quả điều tra", columns, rows, round_.name)])


def read_survey(
    session: Session, round_: IndexRound, data: bytes, name: str
) -> tuple[list[SurveyRow], list[SurveyFault]]:
    """Rows and faults. RefusedFile for what is no such list; writes nothing."""
    rows = [row for row in read_rows(data, name, HEADINGS, needed=NEEDED) if _filled(row)]
    units = {fold(said): key for key, said in unit_names(session, round_.id).items()}
    items = {
        item.code: item.id for item in leaves_of(round_.index_set.items) if _is_asked(item.method)
    }
    found: list[SurveyRow] = []
    faults: list[SurveyFault] = []
    seen: set[tuple[int, int, RespondentGroup]] = set()
    for row in rows:
        try:
            one = _row(row, units, items)
            key = (one.unit_id, one.item_id, one.result.group)
            if key in seen:
                raise InvalidInput("Dòng này lặp lại một dòng ở trên.", field="group")
            seen.add(key)
            found.append(one)
        except InvalidInput as error:
            column = HEADINGS.get(error.field or "", HEADINGS["unit"])
            faults.append(SurveyFault(row.number, column, say(error.message, **error.values)))
    return found, faults


def keep(
    session: Session,
    *,
    round_id: int,
    rows: Sequence[SurveyRow],
    actor: Actor,
    now: datetime,
) -> IndexRound:
    """Take the rows over; what was there for the same unit and item is replaced.

    Raises InvalidInput for no row; Conflict once the result is published.
    """
    round_ = for_change(session, IndexRound, round_id)
    if round_.office_id != actor.office_id:
        raise NotFound("Không tìm thấy đợt đánh giá này.")
    if round_.state in OVER:
        raise Conflict("Đợt đánh giá đã công bố kết quả, không nhập thêm kết quả điều tra.")
    if not rows:
        raise InvalidInput("Bảng không có dòng nào dưới dòng tiêu đề.", field="file")
    scored = set(session.scalars(select(IndexSheet.unit_id).where(IndexSheet.round_id == round_id)))
    for unit_id, item_id in sorted({(row.unit_id, row.item_id) for row in rows}):
        if unit_id not in scored:
            raise NotFound("Không tìm thấy đơn vị trong đợt đánh giá.")
        session.execute(
            delete(SurveyResult).where(
                SurveyResult.round_id == round_id,
                SurveyResult.unit_id == unit_id,
                SurveyResult.item_id == item_id,
            )
        )
    for row in rows:
        session.add(
            SurveyResult(
                office_id=round_.office_id, round_id=round_id, unit_id=row.unit_id,
                item_id=row.item_id, respondents=row.result.group, sent=row.result.sent,
                answered=row.result.answered, share=row.result.share, entered_at=now,
                entered_by_id=actor.user_id,
            )
        )  # fmt: skip
    told_of_round(
        session, round_, EventKind.SURVEY_ENTERED, actor=actor, now=now,
        note=f"{len(rows)} dòng kết quả điều tra xã hội học",
    )  # fmt: skip
    return round_


def _is_asked(method: Method) -> bool:
    return method is Method.SURVEY


def _filled(row: SheetRow) -> bool:
    """The template’s rows whose figures nobody entered say nothing."""
    return any(row.values.get(key) for key in ("sent", "answered", "share"))


def _row(row: SheetRow, units: Mapping[str, int], items: Mapping[str, int]) -> SurveyRow:
    values = row.values
    unit_id = units.get(fold(values.get("unit", "")))
    if unit_id is None:
        raise InvalidInput("Không có đơn vị này trong đợt đánh giá.", field="unit")
    item_id = items.get(values.get("code", "").rstrip("."))
    if item_id is None:
        raise InvalidInput("Mã này không phải tiêu chí điều tra xã hội học.", field="code")
    said = fold(values.get("group", ""))
    group = next((one for one, name in LABELS[RespondentGroup].items() if fold(name) == said), None)
    if group is None:
        raise InvalidInput(
            "Không hiểu nhóm được hỏi. Có thể ghi: %(known)s.",
            field="group",
            known="; ".join(LABELS[RespondentGroup].values()),
        )
    result = GroupResult(
        RespondentGroup(group), _count(values, "sent"), _count(values, "answered"),
        read_number(values.get("share", ""), field="share"),
    )  # fmt: skip
    check_result(result)
    return SurveyRow(unit_id, item_id, result)


def _count(values: Mapping[str, str], key: str) -> int:
    value = read_number(values.get(key, ""), field=key)
    if value != int(value) or value < 0:
        raise InvalidInput("Số phiếu phải là số nguyên từ 0 trở lên.", field=key)
    return int(value)
