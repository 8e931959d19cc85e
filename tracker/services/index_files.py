"""Index sets as .xlsx: every fault at its row and column; what is written reads back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from tracker.documents.sheet_reader import SheetRow, read_rows
from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.domain.errors import InvalidInput, RefusedFile
from tracker.domain.index_notation import read_rule, rule_text
from tracker.domain.index_numbers import number_text, read_number
from tracker.domain.index_rule import Rule, ScoringKind
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import Method, Side, faults_of
from tracker.domain.labels import LABELS, label
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import fold
from tracker.models import IndexSet
from tracker.queries.index_sets import ItemLine, in_order, line_of
from tracker.services.index_sets import SetHead

HEADINGS: Mapping[str, str] = {
    "code": "Mã",
    "name": "Nội dung",
    "maximum": "Điểm tối đa",
    "side": "Thang điểm",
    "method": "Hình thức",
    "kind": "Quy tắc",
    "rule": "Cách chấm",
    "not_applicable": "Khi không phát sinh",
    "evidence_asked": "Tài liệu kiểm chứng",
    "data_window": "Kỳ số liệu",
    "appraiser": "Cơ quan thẩm định",
}
NEEDED = ("code", "name", "maximum")
FACTS: Mapping[str, str] = {
    "name": "Tên bộ chỉ số",
    "year": "Năm",
    "group_name": "Nhóm đơn vị",
    "total": "Tổng điểm",
    "basis": "Căn cứ",
    "is_sample": "Bộ chỉ số minh họa",
}
_FACT_HEADINGS = {"fact": "Thông tin", "value": "Giá trị"}
SET = "bộ chỉ số"

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong: in which row of Excel (None: the whole set), under which heading."""

    row: int | None
    column: str
    why: Sentence

    def __str__(self) -> str:
        where = f"dòng {self.row}, cột “{self.column}”" if self.row is not None else SET
        return f"{where}: {self.why}"


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file as it was understood: what stands above, its items, what is wrong with it."""

    head: SetHead | None
    lines: tuple[ItemLine, ...]
    faults: tuple[FileFault, ...]


@dataclass(frozen=True, slots=True)
class RawSet:
    """A file as texts, before it is understood: what a form may carry from look to deed."""

    rows: tuple[SheetRow, ...]
    facts: Mapping[str, str]


def raw_set(data: bytes, name: str) -> RawSet:
    """The rows of the items and the facts beside them. RefusedFile for what is no list of items."""
    rows = read_rows(data, name, HEADINGS, needed=NEEDED)
    if not rows:
        raise RefusedFile("Bảng không có dòng nào dưới dòng tiêu đề.")
    return RawSet(tuple(rows), _facts(data, name))


def read_set(data: bytes, name: str) -> SetFile:
    """Everything of the file, faults included; writes nothing."""
    return understand(raw_set(data, name))


def understand(raw: RawSet, head: SetHead | None = None) -> SetFile:
    """Items and faults of the rows; ``head`` goes before what the file says of itself."""
    faults: list[FileFault] = []
    lines: list[ItemLine] = []
    places: dict[str, int] = {}
    for row in raw.rows:
        line = _line(row, faults)
        if line is not None:
            lines.append(line)
            places[line.code] = row.number
    head = head or _head(raw.facts)
    for fault in faults_of(
        [line.node for line in lines], total=head.total if head else Decimal(100)
    ):
        place = places.get(fault.code or "")
        faults.append(FileFault(place, HEADINGS[fault.part], fault.why))
    faults.sort(key=lambda fault: (fault.row is None, fault.row or 0))
    return SetFile(head, tuple(lines), tuple(faults))


@dataclass(slots=True)
class _Cells:
    """The cells of one row; a fault is kept with its column and does not end the reading."""

    row: SheetRow
    faults: list[FileFault]
    ok: bool = field(default=True)

    def text(self, key: str) -> str:
        return self.row.values.get(key, "")

    def value(self, key: str, read: Callable[[str], object], *, empty: object) -> object:
        text = self.text(key)
        if not text:
            return empty
        try:
            return read(text)
        except InvalidInput as error:
            self.fault(key, say(error.message, **error.values))
            return empty

    def fault(self, key: str, why: Sentence) -> None:
        self.faults.append(FileFault(self.row.number, HEADINGS[key], why))
        self.ok = False


def _line(row: SheetRow, faults: list[FileFault]) -> ItemLine | None:
    """One item; None where a cell cannot be read (its faults are kept)."""
    cells = _Cells(row, faults)
    for key in NEEDED:
        if not cells.text(key):
            cells.fault(key, say("Chưa ghi mục này."))
    maximum = cells.value("maximum", read_number, empty=Decimal(0))
    side = cells.value("side", _member(Side), empty=Side.SCALE)
    kind = cells.value("kind", _member(ScoringKind), empty=None)
    usual = Method.SURVEY if kind is ScoringKind.SURVEY else Method.SELF
    method = cells.value("method", _member(Method), empty=usual)
    rule: object = None
    if isinstance(kind, ScoringKind):
        rule = cells.value("rule", lambda text: read_rule(kind, text), empty=None)
        if not cells.text("rule"):
            rule = Rule(kind)
    elif cells.text("rule"):
        cells.fault("kind", say("Có cách chấm thì phải ghi quy tắc."))
    custom = cells.value("not_applicable", _member(NotApplicable), empty=NotApplicable.REFUSED)
    if not cells.ok:
        return None
    assert isinstance(maximum, Decimal)  # noqa: S101 — what read_number gives
    return ItemLine(
        code=cells.text("code").rstrip("."),
        name=cells.text("name"),
        maximum=maximum,
        side=Side(str(side)),
        method=Method(str(method)),
        rule=rule if isinstance(rule, Rule) else None,
        not_applicable=NotApplicable(str(custom)),
        evidence_asked=cells.text("evidence_asked"),
        data_window=cells.text("data_window"),
        appraiser=cells.text("appraiser"),
    )


def _member(enum: type[Member]) -> Callable[[str], Member]:
    """Reads a member by its Vietnamese name."""

    def read(text: str) -> Member:
        for member in enum:
            if fold(label(member)) == fold(text):
                return member
        raise InvalidInput(
            "Không hiểu “%(text)s”. Có thể ghi: %(known)s.",
            text=text[:60],
            known="; ".join(LABELS[enum][member] for member in enum),
        )

    return read


def _facts(data: bytes, name: str) -> dict[str, str]:
    """What the second sheet says of the set, by our names; empty for a file without it."""
    try:
        rows = read_rows(data, name, _FACT_HEADINGS, needed=tuple(_FACT_HEADINGS))
    except RefusedFile:
        return {}
    keys = {fold(said): key for key, said in FACTS.items()}
    facts = {keys.get(fold(row.values["fact"]), ""): row.values.get("value", "") for row in rows}
    facts.pop("", None)
    return facts


def _head(facts: Mapping[str, str]) -> SetHead | None:
    """The set's head; None where name or year are missing."""
    if not facts.get("name") or not facts.get("year", "").isdecimal():
        return None
    try:
        total = read_number(facts.get("total") or "100")
    except InvalidInput:
        return None
    return SetHead(
        name=facts["name"],
        year=int(facts["year"]),
        group_name=facts.get("group_name", ""),
        total=total,
        basis=facts.get("basis", ""),
        is_sample=fold(facts.get("is_sample", "")) in ("co", "x"),
    )


def write_set(index_set: IndexSet) -> bytes:
    """The set as an .xlsx that ``read_set`` understands again."""
    rows = [_cells(line_of(item)) for item in in_order(index_set.items)]
    facts = [
        [FACTS["name"], index_set.name],
        [FACTS["year"], str(index_set.year)],
        [FACTS["group_name"], index_set.group_name],
        [FACTS["total"], number_text(index_set.total)],
        [FACTS["basis"], index_set.basis],
        [FACTS["is_sample"], "có" if index_set.is_sample else ""],
    ]
    return workbook([_items_plan(rows), _facts_plan(facts)])


def _items_plan(rows: Sequence[Sequence[str]]) -> SheetPlan:
    widths = {"name": 50, "rule": 44, "evidence_asked": 34, "code": 9, "maximum": 11}
    choices: dict[str, type[StrEnum]] = {
        "side": Side, "method": Method, "kind": ScoringKind, "not_applicable": NotApplicable,
    }  # fmt: skip
    columns = [
        Column(
            said,
            widths.get(key, 22),
            choices=tuple(LABELS[choices[key]].values()) if key in choices else (),
            needed=key in NEEDED,
        )
        for key, said in HEADINGS.items()
    ]
    title = (
        "Mỗi dòng một mục; mã 1.2.3 đứng dưới mã 1.2 (ghi mã dạng chữ). Chỉ mục không có mục con "
        "mới ghi quy tắc và cách chấm. Số thập phân dùng dấu phẩy."
    )
    return SheetPlan("Bộ chỉ số", columns, rows, title)


def _facts_plan(rows: Sequence[Sequence[str]]) -> SheetPlan:
    return SheetPlan(
        "Thông tin", [Column(_FACT_HEADINGS["fact"], 24), Column(_FACT_HEADINGS["value"], 60)], rows
    )


def _cells(line: ItemLine) -> list[str]:
    leaf = line.rule is not None
    return [
        line.code,
        line.name,
        number_text(line.maximum),
        label(line.side) if line.side is not Side.SCALE else "",
        label(line.method) if leaf else "",
        label(line.rule.kind) if line.rule is not None else "",
        rule_text(line.rule) if line.rule is not None else "",
        label(line.not_applicable) if line.not_applicable is not NotApplicable.REFUSED else "",
        line.evidence_asked,
        line.data_window,
        line.appraiser,
    ]


def take_in(found: SetFile) -> SetHead:
    """The head of a file without fault. Raises InvalidInput with the first fault."""
    if found.faults:
        raise InvalidInput(
            "Tệp còn %(count)s chỗ cần sửa. %(first)s",
            count=len(found.faults),
            first=str(found.faults[0]),
        )
    if found.head is None:
        raise InvalidInput("Tệp chưa có trang “Thông tin” ghi tên bộ chỉ số, năm và nhóm đơn vị.")
    return found.head
