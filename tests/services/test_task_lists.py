"""A task list from Excel: every row says its fate, and what comes in is a draft like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.sheet import FAULTY, HEADINGS, LIST, Cells, a_sheet
from tests.factories.unit import a_unit
from tracker.domain.errors import InvalidInput, NotFound, RefusedFile, SecretRefused
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.source import FileRole, SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import Directive, DirectiveFile, Event, TaskDraft, UnitSuccession
from tracker.queries.coverage import coverage
from tracker.services import sheet_files
from tracker.services.import_plan import Fate
from tracker.services.order_source import OrderSource
from tracker.services.planned_task import SheetPlan
from tracker.services.sheet_import import ImportedList, import_as_directive, import_into
from tracker.services.sheet_plan import plan
from tracker.services.task_sheet import TaskSheet, look_again, take_sheet
from tracker.storage import FolderStore

TODAY = date(2026, 11, 23)
ISSUED = date(2026, 11, 16)
SOURCE = OrderSource(
    source=SourceKind.DOCUMENT, received_on=TODAY, number="12/KH-UBND", issued_on=ISSUED
)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    return a_directive(session, district.office, number="45/KH-UBND", issued_on=ISSUED)


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def take(store: FolderStore, rows: Sequence[Cells] = LIST, name: str = "ds.xlsx") -> TaskSheet:
    return take_sheet(store, a_sheet(rows), name, issued_on=ISSUED)


def planned(
    session: Session, district: District, taken: TaskSheet, paper: Directive | None = None
) -> SheetPlan:
    return plan(session, taken=taken, directive=paper, office=district.office, today=TODAY)


def told(found: SheetPlan) -> dict[int, tuple[Fate, list[str], list[str]]]:
    return {
        row.number: (
            row.fate,
            [f"{fault.column}: {fault.why}" for fault in row.faults],
            [f"{remark.column}: {remark.why}" for remark in row.remarks],
        )
        for row in found.rows
    }


def bring_in(
    session: Session,
    district: District,
    taken: TaskSheet,
    now: datetime,
    *,
    paper: Directive | None = None,
    only_good: bool = False,
) -> ImportedList:
    actor = district.actor(district.monitor)
    if paper is not None:
        return import_into(
            session,
            taken=taken,
            directive_id=paper.id,
            only_good=only_good,
            calendar=Calendar(),
            actor=actor,
            now=now,
        )
    return import_as_directive(
        session,
        taken=taken,
        source=SOURCE,
        title="",
        only_good=only_good,
        calendar=Calendar(),
        actor=actor,
        now=now,
    )


def drafts(session: Session) -> list[TaskDraft]:
    return list(session.scalars(select(TaskDraft).order_by(TaskDraft.directive_id, TaskDraft.ord)))


def test_each_row_has_its_fate(session: Session, district: District, store: FolderStore) -> None:
    found = told(planned(session, district, take(store)))
    assert {number: fate for number, (fate, _f, _r) in found.items()} == {
        1: Fate.SKIPPED,
        2: Fate.SKIPPED,
        4: Fate.SKIPPED,
        5: Fate.GROUP,
        6: Fate.ADD,
        7: Fate.ADD,
        8: Fate.GROUP,
        9: Fate.ADD,
        10: Fate.SKIPPED,
    }
    assert not any(faults or remarks for _fate, faults, remarks in found.values())


def test_each_fault_has_its_row_and_column(
    session: Session, district: District, store: FolderStore
) -> None:
    found = told(planned(session, district, take(store, FAULTY)))
    faults = {number: faults for number, (_fate, faults, _r) in found.items() if faults}
    assert faults == {
        8: ["B (Nội dung công việc): Chưa có nội dung nhiệm vụ."],
        9: ["E (Thời gian hoàn thành): Không có ngày “31/11/2026” trong lịch."],
        10: ["B (Nội dung công việc): Trùng với dòng 6."],
    }
    fate, _faults, remarks = found[11]
    assert fate is Fate.ADD
    assert remarks == [
        "C (Cơ quan chủ trì): Chưa có đơn vị “Phòng Chuyển đổi số”; giữ nguyên chữ để rà soát."
    ]


def test_what_a_person_should_look_at(
    session: Session, district: District, store: FolderStore
) -> None:
    root = district.office.root_unit
    heir = a_unit(session, "Phòng Kinh tế, Hạ tầng và Đô thị", parent=root)
    old = a_unit(session, "Phòng Kinh tế và Hạ tầng", parent=root)
    old.to_on = date(2025, 6, 30)
    session.add(UnitSuccession(from_unit_id=old.id, to_unit_id=heir.id, on_day=date(2025, 7, 1)))
    session.flush()
    data = a_sheet(
        [
            HEADINGS,
            (1, "Sửa đường", "Phòng Kinh tế và Hạ tầng", None, "Quý I/2027"),
            (2, "Họp báo", "Phòng Văn hoá và Thông tim", None, "khi thuận lợi"),
            (3, "Làm sổ sách", None, None, "Quý II/2027"),
            (4, "Đếm lại", "=A1", None, "Quý II/2027"),
        ],
        hidden=[2],
    )
    found = told(planned(session, district, take_sheet(store, data, "a.xlsx", issued_on=ISSUED)))
    assert found[2][2] == [
        "C (Cơ quan chủ trì): “Phòng Kinh tế và Hạ tầng” đã kết thúc hoạt động; đơn vị kế thừa: "
        "Phòng Kinh tế, Hạ tầng và Đô thị.",
        ": Dòng này đang bị ẩn trong Excel.",
    ]
    assert found[3][2] == [
        "E (Thời gian hoàn thành): Chưa hiểu thời hạn “khi thuận lợi”; hãy nhập khi rà soát.",
        "C (Cơ quan chủ trì): Chưa có đơn vị “Phòng Văn hoá và Thông tim”; gần giống: Phòng Văn "
        "hóa và Thông tin. Giữ nguyên chữ để rà soát.",
    ]
    assert found[4][2][0] == (
        "C (Cơ quan chủ trì): Để trống: lấy theo dòng phía trên (Phòng Văn hoá và Thông tim)."
    )
    assert found[5][1] == [
        "C (Cơ quan chủ trì): Ô có công thức bị lỗi hoặc chưa được tính. Hãy mở bằng Excel, sửa "
        "rồi lưu lại."
    ]


def test_a_list_becomes_an_entry_of_the_register(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    taken = take(store)
    store.keep(taken.paper.waiting)
    done = bring_in(session, district, taken, now)
    directive = done.directive
    assert (done.is_new, done.drafts, done.left_out) == (True, 3, 0)
    assert (directive.number, directive.issued_on) == ("12/KH-UBND", ISSUED)
    assert directive.title == "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"
    file = session.scalars(select(DirectiveFile)).one()
    assert (file.name, file.role) == ("ds.xlsx", FileRole.ORIGINAL)

    first, second, third = drafts(session)
    assert first.text == "Rà soát văn bản quy phạm pháp luật"
    assert {row.role: row.unit for row in first.units} == {
        UnitRole.LEAD: district.justice,
        UnitRole.COORDINATING: district.culture,
    }
    assert (first.due_on, first.product, first.follow_up) == (
        date(2026, 12, 15),
        "Báo cáo",
        FollowUp.PER_UNIT,
    )
    assert second.due_on == date(2027, 6, 30)
    assert third.recurrence is not None
    assert first.clauses[0].text.startswith("1 | Rà soát")
    assert first.why["sheet"]["row"] == 6
    assert first.why["sheet"]["columns"] == {
        "number": "A",
        "content": "B",
        "lead": "C",
        "coordinating": "D",
        "time": "E",
        "product": "F",
    }
    assert coverage(session, directive.id).waiting == 3
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (last.kind, last.data["drafts"], last.note) == (
        EventKind.DIRECTIVE_READ,
        3,
        "ds.xlsx – Danh mục",
    )


def test_a_list_stands_behind_the_drafts_of_its_paper(
    session: Session, district: District, store: FolderStore, now: datetime, paper: Directive
) -> None:
    first = take(store, LIST[:7], "a.xlsx")
    store.keep(first.paper.waiting)
    assert bring_in(session, district, first, now, paper=paper).drafts == 2
    second = take(store, [HEADINGS, (1, "Tập huấn", "Phòng Tư pháp", None, "Quý I/2027")], "b.xlsx")
    store.keep(second.paper.waiting)
    bring_in(session, district, second, now, paper=paper)
    found = drafts(session)
    assert [(draft.ord, draft.directive_id) for draft in found] == [(n, paper.id) for n in range(3)]
    assert found[2].state is DraftState.PROPOSED
    roles = session.scalars(select(DirectiveFile.role)).all()
    assert list(roles) == [FileRole.ATTACHMENT, FileRole.ATTACHMENT]


def test_the_same_list_twice_is_once(
    session: Session, district: District, store: FolderStore, now: datetime, paper: Directive
) -> None:
    data = a_sheet(LIST)
    for _ in range(2):
        taken = take_sheet(store, data, "ds.xlsx", issued_on=ISSUED)
        store.keep(taken.paper.waiting)
        again = bring_in(session, district, taken, now)
        under = bring_in(session, district, taken, now, paper=paper)
    assert (again.is_new, under.is_new) == (False, False)
    assert len(drafts(session)) == 6
    assert session.scalar(select(func.count()).select_from(Directive)) == 2


def test_rows_that_came_in_before_do_not_come_in_again_though_they_were_edited(
    session: Session, district: District, store: FolderStore, now: datetime, paper: Directive
) -> None:
    taken = take(store, FAULTY)
    store.keep(taken.paper.waiting)
    done = bring_in(session, district, taken, now, paper=paper, only_good=True)
    assert (done.drafts, done.left_out) == (3, 3)
    drafts(session)[0].text = "Rà soát mọi văn bản"
    session.flush()

    corrected = [*FAULTY[:7], (3, "Lập sổ theo dõi", "Phòng Tư pháp", None, "trước 15/12")]
    more = take(store, corrected, "sua.xlsx")
    store.keep(more.paper.waiting)
    fates = {row.number: row.fate for row in planned(session, district, more, paper).rows}
    assert (fates[6], fates[7], fates[8]) == (Fate.KNOWN, Fate.KNOWN, Fate.ADD)
    assert bring_in(session, district, more, now, paper=paper).drafts == 1
    with pytest.raises(InvalidInput, match="mọi dòng đều đã có"):
        bring_in(session, district, take(store, corrected[:7], "c.xlsx"), now, paper=paper)


def test_one_fault_keeps_everything_out_unless_the_good_rows_are_asked_for(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    taken = take(store, FAULTY)
    store.keep(taken.paper.waiting)
    with pytest.raises(InvalidInput, match="Còn 3 dòng có lỗi"), session.begin_nested():
        bring_in(session, district, taken, now)
    assert drafts(session) == []
    done = bring_in(session, district, taken, now, only_good=True)
    assert (done.drafts, done.left_out) == (3, 3)
    assert coverage(session, done.directive.id).total == 3


def test_a_list_without_tasks(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    taken = take(store, [HEADINGS, ("I", "Cải cách thể chế")])
    with pytest.raises(InvalidInput, match="không có dòng nào là nhiệm vụ"):
        bring_in(session, district, taken, now)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("Họ và tên", "Chức vụ"), ("Nguyễn Văn Thử", "Trưởng phòng")], "không có dòng tiêu đề"),
        ([("MẬT",), *LIST], "dấu chỉ độ mật"),
        ([*LIST, ("TỐI MẬT",)], "dấu chỉ độ mật"),
    ],
)
def test_a_refused_list_leaves_nothing(
    store: FolderStore, tmp_path: Path, rows: Sequence[Cells], sentence: str
) -> None:
    with pytest.raises(RefusedFile, match=sentence):
        take(store, rows)
    assert list(files_in(tmp_path)) == []


def test_a_mark_on_another_sheet_counts(store: FolderStore, tmp_path: Path) -> None:
    data = a_sheet(LIST, others={"Bìa": [("MẬT",)]})
    with pytest.raises(SecretRefused):
        take_sheet(store, data, "a.xlsx", issued_on=None)
    assert list(files_in(tmp_path)) == []


def test_what_waits_is_the_same_file_or_none(store: FolderStore) -> None:
    taken = take(store)
    waiting = taken.paper.waiting
    again = look_again(
        store, waiting.path.name, waiting.sha256, "ds.xlsx", sheet="", issued_on=ISSUED
    )
    assert again.paper.reading == taken.paper.reading
    waiting.path.write_bytes(b"changed")
    with pytest.raises(RefusedFile, match="đã thay đổi"):
        look_again(store, waiting.path.name, waiting.sha256, "ds.xlsx", sheet="", issued_on=None)
    store.discard(waiting)
    for key in (waiting.path.name, "../files", "0" * 32):
        with pytest.raises(NotFound):
            look_again(store, key, waiting.sha256, "ds.xlsx", sheet="", issued_on=None)


def test_the_faulty_rows_come_back_corrected(
    session: Session, district: District, store: FolderStore
) -> None:
    data = sheet_files.faulty_rows(
        planned(session, district, take(store, FAULTY)), lambda column, why: f"Cột {column}: {why}"
    )
    page = load_workbook(BytesIO(data)).worksheets[0]
    shown = [[cell.value for cell in line] for line in page.iter_rows()]
    assert shown[0] == [*HEADINGS, "Lỗi"]
    assert [line[0] for line in shown[1:]] == ["3", "4", "5"]
    assert shown[2][6] == ("Cột E (Thời gian hoàn thành): Không có ngày “31/11/2026” trong lịch.")
    page["B2"], page["E3"], page["B4"] = "Lập sổ", "30/11/2026", "Việc khác hẳn"
    target = BytesIO()
    page.parent.save(target)
    again = take_sheet(store, target.getvalue(), "sua.xlsx", issued_on=ISSUED)
    found = planned(session, district, again)
    assert [row.fate for row in found.rows] == [Fate.SKIPPED, Fate.ADD, Fate.ADD, Fate.ADD]
    assert "Lỗi" in found.headings


def test_texts_like_formulas_stay_texts(
    session: Session, district: District, store: FolderStore
) -> None:
    rows = [HEADINGS, (1, "Cộng", "Phòng Tư pháp", None, "30/02/2027", "x")]
    taken = take(store, rows)
    row = planned(session, district, taken).of(Fate.FAULTY)[0]
    row.full_cells = ("1", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "")
    data = sheet_files.faulty_rows(
        SheetPlan((row,), tuple(str(h) for h in HEADINGS)), lambda column, why: str(why)
    )
    cells = next(load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2))
    assert [cell.data_type for cell in cells if cell.value] == ["s"] * 6


def test_the_template_is_a_list(store: FolderStore) -> None:
    taken = take_sheet(store, sheet_files.template(), "mau.xlsx", issued_on=ISSUED)
    assert [draft.text for draft in taken.paper.reading.drafts] == [
        "Rà soát, cập nhật thủ tục hành chính",
        "Niêm yết công khai thủ tục",
    ]
    assert [[unit.text for unit in draft.lead] for draft in taken.paper.reading.drafts] == [
        ["Văn phòng HĐND và UBND"],
        ["UBND các xã, thị trấn"],
    ]
