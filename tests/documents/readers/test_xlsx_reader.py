"""Excel files as text: what a cell shows, merged cells, hidden rows, and files that are none."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.documents.readers.compound_file_writer import compound_file
from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tests.documents.readers.word_file import cell, row, table, word_file
from tests.factories.sheet import HEADINGS, LIST, Cells, a_sheet
from tracker.documents.file_kind import READABLE_KINDS
from tracker.documents.read_file import read_file
from tracker.documents.xlsx_book import MOST_ROWS, Sheet, read_book
from tracker.documents.xlsx_reader import NO_LIST, list_sheet, read_xlsx, sheet_text
from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import day_words
from tracker.reading.directive_reading import read_directive
from tracker.reading.export import as_document
from tracker.reading.raw_line import RawText


def only(data: bytes) -> Sheet:
    (sheet,) = read_book(data, "a.xlsx")
    return sheet


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        ("Quý II/2026", "General", "Quý II/2026"),
        (date(2026, 12, 15), "dd/mm/yyyy", "15/12/2026"),
        (datetime(2026, 12, 15, 8, 30), "d/m/yy h:mm", "15/12/2026"),  # noqa: DTZ001 — as in Excel
        (date(2026, 5, 1), "mmm-yy", "Tháng 5/2026"),
        (date(2026, 5, 1), 'yyyy" năm"', "Năm 2026"),
        (12, "General", "12"),
        (1.1, "General", "1.1"),
        (0.8, "0%", "80%"),
        (True, "General", "có"),
        (" Phòng  Nội vụ \r\n - Phòng Tư pháp ", "General", "Phòng  Nội vụ\n- Phòng Tư pháp"),
        ("U\u0309y ban", "General", "Ủy ban"),
    ],
)
def test_what_a_cell_shows(value: object, shape: str, shown: str) -> None:
    sheet = only(a_sheet([(value,)], formats={"A1": shape}))
    assert sheet.rows[0].cells == (shown,)


def test_a_number_under_a_heading_of_time_is_a_day() -> None:
    rows = (*LIST[:5], (1, "Rà soát", "Phòng Tư pháp", 46400, 46371))
    last = sheet_text(only(a_sheet(rows))).raw.lines[-1]
    assert last.cells[3:5] == ("46400", "15/12/2026")


def test_merged_cells_stand_in_every_row_and_only_in_their_first_column() -> None:
    data = a_sheet(
        [
            ("a", "b", "c"),
            ("d", None, "e"),
            (None, None, "f"),
            (None, None, None),
            ("g", None, None),
        ],
        merged=("A2:B4", "A5:C5"),
    )
    found = {line.number: line.cells for line in only(data).rows}
    assert found == {1: ("a", "b", "c"), 2: ("d", "", "e"), 3: ("d", "", "f"), 5: ("g", "", "")}


def test_hidden_rows_and_sheets_are_known() -> None:
    data = a_sheet(LIST, hidden=[6], others={"Khác": [("x",)]})
    first, second = read_book(data, "a.xlsx")
    assert [line.number for line in first.rows if line.hidden] == [6]
    assert (second.name, second.hidden, second.rows[0].cells) == ("Khác", False, ("x",))


def test_formulas_are_never_taken_for_text() -> None:
    """openpyxl writes formulas without their values, as a program does that cannot compute."""
    sheet = only(a_sheet([(1, "=1+1", "#REF!", "Phòng Tư pháp")]))
    assert sheet.rows[0].cells == ("1", "", "#REF!", "Phòng Tư pháp")
    assert sheet.rows[0].broken == (1, 2)


def test_words_outside_the_cells() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "a"
    page.oddHeader.center.text = "MẬT"
    target = io.BytesIO()
    book.save(target)
    assert only(target.getvalue()).outside == ("MẬT",)


def test_the_sheet_with_the_list_is_found() -> None:
    data = a_sheet([("Mục lục",)], first="Bìa", others={"Nhiệm vụ": LIST})
    assert list_sheet(read_book(data, "a.xlsx")).name == "Nhiệm vụ"
    assert list_sheet(read_book(data, "a.xlsx"), "Bìa").name == "Bìa"
    assert NO_LIST in read_xlsx(a_sheet([("Mục lục",)]), "a.xlsx").remarks


# --- the same list on another paper ---------------------------------------------------------

PLAIN: Sequence[Cells] = [
    [day_words(value) if isinstance(value, date) else value for value in line] for line in LIST[3:]
]


def tasks(raw: RawText) -> object:
    found = as_document("x", read_directive(raw))["tasks"]
    assert isinstance(found, list)
    return [{key: value for key, value in task.items() if key != "path"} for task in found]


def whole(line: Cells) -> list[str]:
    return [str(value or "") for value in (*line, *[None] * (len(HEADINGS) - len(line)))]


def test_the_same_list_in_word_and_excel_gives_the_same_drafts() -> None:
    word = word_file(table(*(row(*whole(line)) for line in PLAIN)))
    found = tasks(read_file(word, "a.docx"))
    assert found == tasks(read_file(a_sheet(LIST), "a.xlsx", allowed=READABLE_KINDS))
    assert isinstance(found, list)
    assert len(found) == 3


def test_merged_cells_mean_the_same_in_word_and_excel() -> None:
    rows: list[Cells] = [
        ("STT", "Nhiệm vụ", "Đơn vị thực hiện", None, "Thời hạn"),
        (None, None, "Chủ trì", "Phối hợp", None),
        (1, "Rà soát thủ tục", "Phòng Tư pháp", "Phòng Nội vụ", "Quý I/2027"),
        (2, "Công khai thủ tục", None, None, "Quý II/2027"),
        (3, "Tập huấn công chức", "Phòng Nội vụ", None, "31/12/2026"),
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "C3:C4")
    word = word_file(
        table(
            row(
                cell("STT", merge="restart"),
                cell("Nhiệm vụ", merge="restart"),
                cell("Đơn vị thực hiện", span=2),
                cell("Thời hạn", merge="restart"),
            ),
            row(
                cell(merge="continue"),
                cell(merge="continue"),
                "Chủ trì",
                "Phối hợp",
                cell(merge="continue"),
            ),
            row(
                "1",
                "Rà soát thủ tục",
                cell("Phòng Tư pháp", merge="restart"),
                "Phòng Nội vụ",
                "Quý I/2027",
            ),
            row("2", "Công khai thủ tục", cell(merge="continue"), "", "Quý II/2027"),
            row("3", "Tập huấn công chức", "Phòng Nội vụ", "", "31/12/2026"),
        )
    )
    found = tasks(read_file(word, "a.docx"))
    assert found == tasks(read_xlsx(a_sheet(rows, merged=merged), "a.xlsx"))
    assert isinstance(found, list)
    assert [task["lead"] for task in found] == [
        ["Phòng Tư pháp"],
        ["Phòng Tư pháp"],
        ["Phòng Nội vụ"],
    ]


def test_the_same_list_in_pdf_and_excel_gives_the_same_drafts() -> None:
    lines: list[Cells] = [
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        ("1", "Rà soát thủ tục", "Phòng Tư pháp", "Quý I/2027"),
        ("2", "Tập huấn công chức", "Phòng Nội vụ", "31/12/2026"),
    ]
    page = PdfPage().grid([60, 110, 280, 420, 540], [200, 230, 260, 290])
    for nth, line in enumerate(lines):
        for x, text in zip((65, 115, 285, 425), line, strict=True):
            page.text(x, 220 + 30 * nth, str(text))
    assert tasks(read_file(pdf_file(page), "a.pdf")) == tasks(read_xlsx(a_sheet(lines), "a.xlsx"))


# --- what is no list ------------------------------------------------------------------------


def encrypted() -> bytes:
    return compound_file(EncryptedPackage=b"")


def bomb() -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_sheet(LIST))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            made.writestr(entry.filename, source.read(entry))
        made.writestr("xl/media/image1.bin", b"\0" * 320_000_000)
    return target.getvalue()


def many_rows() -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("Nhiệm vụ")
    page.append(list(HEADINGS))
    for number in range(100_000):
        page.append([number, "Rà soát văn bản", "Phòng Tư pháp"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def entities() -> bytes:
    """A sheet that defines an entity: nothing that Excel writes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_sheet(LIST))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            made.writestr(entry.filename, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "sentence"),
    [
        (lambda: b"%PDF-1.4 nothing", "a.xlsx", "a.xlsx"),
        (lambda: word_file(table(row("a", "b"))), "a.xlsx", ".docx"),
        (lambda: b"STT,Nhi\xe1\xbb\x87m v\xe1\xbb\xa5\n", "a.xlsx", ".txt"),
        (encrypted, "a.xlsx", "mật khẩu"),
        (bomb, "a.xlsx", "giải nén"),
        (many_rows, "a.xlsx", "hơn 2.000 dòng"),
        (entities, "a.xlsx", "a.xlsx"),
    ],
    ids=["pdf", "word", "csv", "encrypted", "bomb", "rows", "entities"],
)
def test_what_is_refused(make: Callable[[], bytes], name: str, sentence: str) -> None:
    data = make()
    began = time.monotonic()
    with pytest.raises(RefusedFile) as refused:
        read_book(data, name)
    assert sentence in str(refused.value)
    assert time.monotonic() - began < 20


def test_as_many_rows_as_are_taken() -> None:
    data = a_sheet([HEADINGS, *[(n, "Rà soát", "Phòng Tư pháp") for n in range(1, MOST_ROWS)]])
    assert len(only(data).rows) == MOST_ROWS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 12))
def test_damaged_files(seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    data = bytearray(a_sheet(LIST, merged=("C6:C7",)))
    for _ in range(cuts):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(RefusedFile):
        read_directive(read_xlsx(bytes(data), "a.xlsx"))
