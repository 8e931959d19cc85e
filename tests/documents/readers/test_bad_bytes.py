"""Whatever bytes come, the readers answer with lines or with the one refusal."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.readers.compound_file_writer import OPEN_WORD, compound_file
from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tests.documents.readers.word_file import (
    cell,
    definition,
    level,
    listing,
    numbered,
    para,
    row,
    table,
    word_file,
)
from tracker.documents.file_kind import FileKind
from tracker.documents.read_file import read_file
from tracker.documents.sheet_reader import read_rows
from tracker.documents.sniff import recognise
from tracker.documents.text_reader import read_pasted
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import RawText

PAGE = PdfPage().lines("Giao Phòng Nội vụ", "Giao Thanh tra").grid([80, 120, 300], [200, 230, 260])
PAGE.stamps.append(("Stamp", "Số: 15"))
SAMPLES = {
    "a.pdf": pdf_file(PAGE, PAGE, signed_at="D:20260205162807+07'00'"),
    "a.docx": word_file(
        numbered("Giao Phòng Nội vụ", 1)
        + para("Nơi nhận")
        + table(row(cell("a", span=2), "b", "c"), row("1", cell("x", merge="restart"), "y", "z")),
        numbering=definition(0, level(0, "decimal", "%1.")) + listing(1, 0),
        header=para("đầu trang"),
    ),
    "a.txt": "Giao Phòng Nội vụ\nbáo cáo trước ngày 15/12".encode(),
}
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes, name: str) -> None:
    raw = RawText(())
    with suppress(RefusedFile):
        raw = read_file(data, name)
    assert not any("\n" in line.text or "\0" in line.text for line in raw.lines)


def mangled(source: bytes, seed: int, cuts: int) -> bytes:
    """Bytes changed, cut out, put in and copied about."""
    chance = random.Random(seed)
    data = bytearray(source)
    for _ in range(cuts):
        at = chance.randrange(len(data))
        deed = chance.randrange(4)
        if deed == 0:
            data[at] = chance.randrange(256)
        elif deed == 1:
            del data[at : at + chance.randrange(1, 40)]
        elif deed == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(8))
        else:
            other = chance.randrange(len(data))
            data[at : at + 16] = data[other : other + 16]
        if not data:
            break
    return bytes(data)


@FEW
@given(st.binary(max_size=2000), st.sampled_from(["a.pdf", "a.docx", "a.txt", "x"]))
def test_random_bytes(data: bytes, name: str) -> None:
    survives(data, name)


@pytest.mark.parametrize("name", SAMPLES)
@FEW
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 12))
def test_mangled_files(name: str, seed: int, cuts: int) -> None:
    survives(mangled(SAMPLES[name], seed, cuts), name)


@FEW
@given(st.integers(0, 2**32))
def test_word_files_with_shuffled_xml(seed: int) -> None:
    """The zip is sound, the XML well-formed, the order and numbers in it are nonsense."""
    chance = random.Random(seed)
    pieces = [
        numbered("a", chance.randrange(4), chance.randrange(-1, 12)),
        para("b"),
        cell("c", span=9),
        row(cell("d", merge="continue"), cell("e", span=3)),
        table(row("f"), row()),
        "<w:tbl/>",
        "<w:sdt/>",
        '<w:p><w:r><w:sym w:char="zz"/></w:r></w:p>',
        table(),
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId/></w:numPr></w:pPr></w:p>',
        '<w:p><w:r><w:footnoteReference w:id="7"/><w:br/></w:r></w:p>',
        row("g"),
    ]
    body = "".join(chance.choices(pieces, k=12))
    lists = "".join(
        chance.choices(
            [
                definition(0, level(0, "decimal", "%9.%1")),
                listing(1, 0),
                listing(2, 5),
                listing(3, 3),
                '<w:num w:numId="x"/>',
                definition(3, more='<w:numStyleLink w:val="S"/>'),
            ],
            k=6,
        )
    )
    styles = (
        '<w:style w:styleId="S"><w:basedOn w:val="T"/></w:style>'
        '<w:style w:styleId="T"><w:basedOn w:val="S"/></w:style><w:style/>'
    )
    survives(word_file(body, numbering=lists, styles=styles, footnotes=para("x")), "a.docx")


@FEW
@given(st.text(max_size=400))
def test_any_pasted_text(text: str) -> None:
    assert all("\n" not in line.text for line in read_pasted(text).lines)


def sheet() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    for row_ in (("TT", "Nội dung", "Hạn"), (1, "Giao Thanh tra", "15/12/2026")):
        book.active.append(row_)
    book.save(target)
    return target.getvalue()


def open_document() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>" * 20)
        archive.writestr("content.xml", "<office/>" * 50)
    return target.getvalue()


RECOGNISED = {
    "a.doc": compound_file(WordDocument=OPEN_WORD, Data=b"Giao", Table=b""),
    "a.odt": open_document(),
    "a.rtf": b"{\\rtf1\\ansi Giao Thanh tra\\par}" * 20,
    "a.xlsx": sheet(),
}


@pytest.mark.parametrize("name", RECOGNISED)
@FEW
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 12))
def test_mangled_files_that_are_recognised_only(name: str, seed: int, cuts: int) -> None:
    """What LibreOffice converts, and sheets: known for what they are, or refused."""
    with suppress(RefusedFile):
        assert recognise(mangled(RECOGNISED[name], seed, cuts), name) in FileKind


@FEW
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 12))
def test_mangled_sheets(seed: int, cuts: int) -> None:
    headings = {"no": "TT", "text": "Nội dung", "due": "Hạn"}
    with suppress(RefusedFile):
        rows = read_rows(mangled(RECOGNISED["a.xlsx"], seed, cuts), "a.xlsx", headings, needed=[])
        assert all(isinstance(value, str) for row_ in rows for value in row_.values.values())
