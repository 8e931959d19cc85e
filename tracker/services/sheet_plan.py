"""What importing a task list would do: each row with its fate, its faults and what to look at.

Faults keep a row out; remarks do not: a name that nobody knows stays as written in the draft,
and the review settles it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from tracker.documents.xlsx_layout import column_letter
from tracker.domain.labels import N_
from tracker.domain.sentences import say
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Office
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.reading import drafts as reader
from tracker.reading.annex_tables import columns_of
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Clause, Disposition, RowKind
from tracker.reading.due import DueKind
from tracker.reading.impossible_days import impossible_days
from tracker.services.import_plan import Fate
from tracker.services.planned_task import Key, PlannedTask, SheetPlan, key_of, known_orders
from tracker.services.task_sheet import TaskSheet
from tracker.services.unit_remarks import UnitRemarks

_CARRIED = (Attribute.LEAD, Attribute.TIME)
_SKIPPED = {
    RowKind.HEADINGS: N_("Dòng tiêu đề của bảng"),
    RowKind.COLUMN_NUMBERS: N_("Dòng đánh số cột, hoặc chỉ có số thứ tự"),
    RowKind.TOTAL: N_("Dòng tổng cộng"),
    RowKind.SIGNATURE: N_("Phần ký tên, sau danh mục"),
}
ABOVE = N_("Nằm phía trên bảng")


def plan(
    session: Session,
    *,
    taken: TaskSheet,
    directive: Directive | None,
    office: Office,
    today: date,
    remarks: bool = True,
) -> SheetPlan:
    """What importing ``taken`` under ``directive`` (None: a new one) would do. Reads only.

    Without ``remarks`` only fates and faults: names of units are then not looked up.
    """
    known = known_orders(session, directive) if directive is not None else {}
    day = (directive.issued_on or directive.received_on) if directive is not None else None
    day = day or taken.paper.reading.header.issued_on or today
    units = UnitRemarks(unit_lexicon(session, office), day, today) if remarks else None
    return _Planner(units, known).plan(taken)


@dataclass(slots=True)
class _Planner:
    units: UnitRemarks | None
    known: dict[Key, str]
    headings: list[str] = field(default_factory=list)
    columns: dict[int, Attribute] = field(default_factory=dict)
    first_column: int = 0
    seen: dict[Key, int] = field(default_factory=dict)

    def plan(self, taken: TaskSheet) -> SheetPlan:
        reading = taken.paper.reading
        self.first_column = taken.text.first_column
        by_line = {
            line: clause
            for clause in reading.clauses
            for place in clause.paragraphs
            for line in reading.paragraphs[place].lines
        }
        drafts = {draft.clause: draft for draft in reading.drafts}
        rows: dict[int, PlannedTask] = {}
        at_head = False
        for line, (raw, source) in enumerate(
            zip(taken.text.raw.lines, taken.text.rows, strict=True)
        ):
            if source.number in rows:
                continue
            clause = by_line.get(line)
            row = PlannedTask(source.number, one_line(raw.text.replace("|", " ")), cells=raw.cells)
            heads = clause is not None and clause.row is RowKind.HEADINGS
            if heads:
                self._read_headings(raw.cells, goes_on=at_head)
            at_head = heads
            self._judge(row, clause, drafts)
            if row.fate in (Fate.ADD, Fate.FAULTY, Fate.KNOWN):
                self._look_at_cells(row, clause, source.broken)
                if source.hidden:
                    row.remark("", say("Dòng này đang bị ẩn trong Excel."))
            rows[source.number] = row
        return SheetPlan(tuple(rows.values()), tuple(self.headings))

    def _read_headings(self, cells: tuple[str, ...], *, goes_on: bool) -> None:
        own = [one_line(cell) for cell in cells]
        above = self.headings if goes_on else [""] * len(own)
        self.headings = [new or old for new, old in zip(own, above, strict=True)]
        self.columns = {
            **(self.columns if goes_on else {}),
            **(columns_of(self.headings) or {}),
        }

    def _judge(
        self, row: PlannedTask, clause: Clause | None, drafts: dict[int, reader.TaskDraft]
    ) -> None:
        kind = clause.row if clause is not None else None
        if clause is not None and kind is RowKind.GROUP:
            row.fate = Fate.GROUP
        elif clause is not None and kind is RowKind.NO_TEXT:
            row.fault(self._column(Attribute.CONTENT), say("Chưa có nội dung nhiệm vụ."))
        elif clause is not None and clause.ord in drafts:
            row.draft = drafts[clause.ord]
            row.label = row.draft.text
        else:
            row.fate = Fate.SKIPPED
            row.skipped = _why_skipped(clause)

    def _look_at_cells(
        self, row: PlannedTask, clause: Clause | None, broken: tuple[int, ...]
    ) -> None:
        row.full_cells = row.cells
        for place, attribute in self.columns.items():
            cell = row.cells[place] if place < len(row.cells) else ""
            if cell:
                row.columns.setdefault(attribute, self._letter(place))
            if attribute is Attribute.TIME:
                for day in impossible_days(cell):
                    row.fault(
                        self._label(place), say("Không có ngày “%(day)s” trong lịch.", day=day)
                    )
            if place + self.first_column in broken:
                row.fault(
                    self._label(place),
                    say(
                        "Ô có công thức bị lỗi hoặc chưa được tính. Hãy mở bằng Excel, sửa rồi "
                        "lưu lại."
                    ),
                )
        draft = row.draft
        if draft is None or clause is None:
            return
        self._compare(row, draft)
        self._look_at_what_is_taken_over(row, dict(clause.values))
        self._look_at_time(row, draft)
        if self.units is not None:
            self._look_at_units(row, draft, self.units)

    def _compare(self, row: PlannedTask, draft: reader.TaskDraft) -> None:
        key = key_of(draft)
        if key in self.seen:
            row.fault(
                self._column(Attribute.CONTENT), say("Trùng với dòng %(n)s.", n=self.seen[key])
            )
        elif key in self.known and row.fate is Fate.ADD:
            row.fate = Fate.KNOWN
        self.seen.setdefault(key, row.number)

    def _look_at_what_is_taken_over(self, row: PlannedTask, values: dict[Attribute, str]) -> None:
        for attribute in _CARRIED:
            value = values.get(attribute, "")
            if value and attribute in self.columns.values() and attribute not in row.columns:
                row.remark(
                    self._column(attribute),
                    say("Để trống: lấy theo dòng phía trên (%(value)s).", value=value),
                )
                row.full_cells = tuple(
                    value if self.columns.get(place) is attribute else cell
                    for place, cell in enumerate(row.full_cells)
                )

    def _look_at_time(self, row: PlannedTask, draft: reader.TaskDraft) -> None:
        cell = self._cell(row, Attribute.TIME)
        unread = draft.due.kind is DueKind.NONE and draft.due.relative is None
        if cell and unread and not impossible_days(cell):
            words = one_line(cell)[:80]
            row.remark(
                self._column(Attribute.TIME),
                say("Thời hạn “%(words)s” không nêu ngày; giữ nguyên chữ.", words=words)
                if draft.due.text
                else say("Chưa hiểu thời hạn “%(words)s”; hãy nhập khi rà soát.", words=words),
            )

    def _look_at_units(
        self, row: PlannedTask, draft: reader.TaskDraft, remarks: UnitRemarks
    ) -> None:
        if not draft.lead:
            row.remark(self._column(Attribute.LEAD), say("Không nêu đơn vị chủ trì."))
        for attribute, units in (
            (Attribute.LEAD, draft.lead),
            (Attribute.COORDINATING, draft.coordinating),
        ):
            for unit in units:
                why = remarks.on(unit)
                if why is not None:
                    row.remark(self._column(attribute), why)

    def _cell(self, row: PlannedTask, attribute: Attribute) -> str:
        for place, what in self.columns.items():
            if what is attribute and place < len(row.cells) and row.cells[place]:
                return row.cells[place]
        return ""

    def _column(self, attribute: Attribute) -> str:
        place = next((p for p, what in self.columns.items() if what is attribute), None)
        return self._label(place) if place is not None else ""

    def _label(self, place: int) -> str:
        heading = self.headings[place] if place < len(self.headings) else ""
        return f"{self._letter(place)} ({heading})" if heading else self._letter(place)

    def _letter(self, place: int) -> str:
        return column_letter(self.first_column + place)


def _why_skipped(clause: Clause | None) -> str:
    if clause is None:
        return N_("Dòng không có chữ")
    if clause.row is not None:
        return _SKIPPED.get(clause.row, clause.reason)
    return ABOVE if clause.disposition is not Disposition.TARGET else clause.reason
