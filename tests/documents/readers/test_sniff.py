"""What is taken in, what is refused, and the sentence that says so."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import openpyxl
import pytest

from tests.documents.readers.compound_file_writer import LOCKED_WORD, OPEN_WORD, compound_file
from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tests.documents.readers.word_file import NAMESPACES, package, para, word_file
from tracker.documents.file_kind import (
    DIRECTIVE_KINDS,
    EVIDENCE_KINDS,
    EXTENSIONS,
    MIME_TYPES,
    FileKind,
)
from tracker.documents.pdf_file import PAGE_LIMIT
from tracker.documents.read_file import read_file
from tracker.documents.sniff import recognise
from tracker.domain.errors import RefusedFile

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
TEXT = "Giao Phòng Nội vụ chủ trì".encode()
WORD = word_file(para("Giao Phòng Nội vụ"))
PDF = pdf_file(PdfPage().lines("Giao Phòng Nội vụ"))
DOC = compound_file(WordDocument=OPEN_WORD)
RTF = b"{\\rtf1 abc}"


def sheet() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def zipped(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def odt(kind: str = "text", manifest: str = "<manifest/>", **more: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", manifest)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def locked_zip() -> bytes:
    raw = bytearray(WORD)
    for sign, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = raw.find(sign)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(sign, at + 4)
    return bytes(raw)


def locked_pdf() -> bytes:
    """A PDF whose trailer names a lock that no empty password opens."""
    key = "<" + "41" * 32 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>] "
    return PDF.replace(b"trailer << ", b"trailer << " + lock.encode())


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PDF, "a.pdf", FileKind.PDF),
        (PDF, "A.PDF", FileKind.PDF),
        (b"\r\n  " + PDF, "a.pdf", FileKind.PDF),
        (WORD, "a.docx", FileKind.DOCX),
        (sheet(), "a.xlsx", FileKind.XLSX),
        (TEXT, "a.txt", FileKind.TEXT),
        (TEXT, "a.md", FileKind.TEXT),
        (PNG, "a.png", FileKind.PNG),
        (JPEG, "a.JPG", FileKind.JPEG),
        (JPEG, "a.jpeg", FileKind.JPEG),
        (DOC, "a.doc", FileKind.DOC),
        (DOC, "Chỉ thị 05", FileKind.DOC),
        (odt(), "a.odt", FileKind.ODT),
        (RTF, "a.rtf", FileKind.RTF),
        (RTF, "a.doc", FileKind.RTF),
        (PDF, "Kế hoạch 05.2024", FileKind.PDF),
        (TEXT, "van ban", FileKind.TEXT),
        (b"MZ la viet tat cua mot xa", "a.txt", FileKind.TEXT),
        (b"BM 01: Bieu mau bao cao", "a.txt", FileKind.TEXT),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_taken_in(data: bytes, name: str, kind: FileKind) -> None:
    assert recognise(data, name) is kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.docx", "trống, không có nội dung"),
        (b"MZ\x90\x00" + b"\0" * 60, "ke-hoach.docx", "là chương trình chạy được"),
        (b"MZ\x90\x00" + b"\0" * 60, "ke-hoach.pdf", "là chương trình chạy được"),
        (b"MZ\x90\x00 %PDF-1.7\n" + b"\0" * 60, "a.pdf", "là chương trình chạy được"),
        (b"\x7fELF" + b"\0" * 60, "a.png", "là chương trình chạy được"),
        (b"#!/bin/sh\nrm -rf /", "a.txt", "là chương trình chạy được"),
        (b"<!DOCTYPE html><html><script>", "a.pdf", "trang web hoặc tệp mã"),
        (b"\xef\xbb\xbf <svg onload='x'>", "a.png", "trang web hoặc tệp mã"),
        (DOC[:600], "a.doc", "bị hỏng hoặc không đúng loại"),
        (DOC, "a.docx", "mang đuôi .docx nhưng nội dung là loại .doc"),
        (DOC, "a.pdf", "mang đuôi .pdf nhưng nội dung là loại .doc"),
        (compound_file(WordDocument=LOCKED_WORD), "a.doc", "đặt mật khẩu"),
        (compound_file(WordDocument=OPEN_WORD, _VBA_PROJECT=b""), "a.doc", "chứa macro"),
        (compound_file(Workbook=b""), "a.xls", "Excel đời cũ (.xls)"),
        (compound_file(EncryptedPackage=b""), "a.docx", "đặt mật khẩu"),
        (compound_file(PowerPoint=b""), "a.ppt", "Không nhận ra loại"),
        (odt("spreadsheet"), "a.ods", "(.ods, .odp)"),
        (odt("text-template"), "a.ott", "tệp mẫu"),
        (odt(manifest="<encryption-data/>"), "a.odt", "đặt mật khẩu"),
        (odt(Basic__Standard="<x/>"), "a.odt", "chứa macro"),
        (odt(), "a.docx", "mang đuôi .docx nhưng nội dung là loại .odt"),
        (b"{\\rtf1 {\\object\\objdata 01}}", "a.rtf", "đối tượng nhúng"),
        (zipped(a="x"), "a.zip", "là tệp nén"),
        (zipped(a="x"), "a.docx", "bên trong không phải"),
        (b"PK\x03\x04 khong phai zip", "a.docx", "bị hỏng, không mở được"),
        (WORD[: len(WORD) // 2], "a.docx", "bị hỏng, không mở được"),
        (locked_zip(), "a.docx", "đặt mật khẩu"),
        (b"Rar!\x1a\x07\x00", "a.rar", "là tệp nén"),
        (PDF[:200], "a.pdf", "bị hỏng, không mở được"),
        (b"%PDF-1.7\n" + b"\xab" * 500, "a.pdf", "bị hỏng, không mở được"),
        (locked_pdf(), "a.pdf", "đặt mật khẩu"),
        (b"\x00\x01\x02\x03" * 50, "a.pdf", "bị hỏng hoặc không đúng loại"),
        (b"\x00\x01\x02\x03" * 50, "a.bin", "Không nhận ra loại"),
        (b"GIF89a\0\0" + b"\0" * 30, "a.gif", "Không nhận ra loại"),
        (WORD, "a.pdf", "mang đuôi .pdf nhưng nội dung là loại .docx"),
        (PDF, "a.docx", "mang đuôi .docx nhưng nội dung là loại .pdf"),
        (TEXT, "a.docx", "mang đuôi .docx nhưng nội dung là loại .txt"),
        (TEXT, "a.exe", "mang đuôi .exe nhưng nội dung là loại .txt"),
        (PNG, "a.jpg", "mang đuôi .jpg nhưng nội dung là loại .png"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_refused_and_why(data: bytes, name: str, said: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        recognise(data, name)
    assert said in str(refused.value)
    assert f"“{name}”" in str(refused.value)
    assert refused.value.code == "refused_file"


@pytest.mark.parametrize(
    ("content_type", "part", "said"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml", "macro"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "word/document.xml",
            "tệp mẫu",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "word/vbaProject.bin",
            "macro",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "word/other.xml",
            "bên trong không phải",
        ),
        ("text/xml", "word/document.xml", "bên trong không phải"),
    ],
)
def test_office_files_of_another_kind(content_type: str, part: str, said: str) -> None:
    data = package({part: "<x/>"}, main_type=content_type)
    if "vbaProject" in part:
        data = package({part: "<x/>", "word/document.xml": "<x/>"}, main_type=content_type)
    with pytest.raises(RefusedFile, match=said):
        recognise(data, "a.docx")


def test_each_place_has_its_own_kinds() -> None:
    for data, name in ((PNG, "a.png"), (JPEG, "a.jpg")):
        recognise(data, name, allowed=EVIDENCE_KINDS)
        recognise(data, name, allowed=DIRECTIVE_KINDS)
        with pytest.raises(RefusedFile, match=r"không dùng được ở đây.*các loại: \.xlsx\."):
            recognise(data, name, allowed={FileKind.XLSX})
    for data, name, said in (
        (DOC, "a.doc", "Word đời cũ (.doc)"),
        (odt(), "a.odt", "LibreOffice (.odt)"),
        (RTF, "a.rtf", "là tệp RTF"),
    ):
        recognise(data, name, allowed=DIRECTIVE_KINDS)
        with pytest.raises(RefusedFile, match=re.escape(said)):
            recognise(data, name, allowed=EVIDENCE_KINDS)
    with pytest.raises(RefusedFile, match=r"thuộc loại \.txt, không dùng được ở đây"):
        recognise(TEXT, "a.txt", allowed=EVIDENCE_KINDS)
    with pytest.raises(
        RefusedFile,
        match=r"một trong các loại: \.pdf, \.docx, \.doc, \.odt, \.rtf, \.txt, \.png, \.jpeg\.",
    ):
        recognise(sheet(), "a.xlsx", allowed=DIRECTIVE_KINDS)


def test_the_limit_is_the_callers() -> None:
    assert recognise(TEXT, "a.txt", limit=len(TEXT)) is FileKind.TEXT
    with pytest.raises(RefusedFile, match="vượt mức"):
        recognise(TEXT, "a.txt", limit=len(TEXT) - 1)


def test_every_kind_has_endings_and_a_type_to_send() -> None:
    assert set(EXTENSIONS) == set(MIME_TYPES) == set(FileKind)
    assert set(FileKind) == DIRECTIVE_KINDS | EVIDENCE_KINDS


def test_a_zip_that_claims_too_much_is_refused_before_it_is_unpacked() -> None:
    raw = bytearray(package({"word/document.xml": "<x/>", "word/media/a.bin": "a" * 100}))
    entry = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, entry + 24, 400 * 1024 * 1024)
    with pytest.raises(RefusedFile, match="lớn hơn mức cho phép"):
        recognise(bytes(raw), "a.docx")


def test_a_zip_that_unpacks_to_more_than_it_claims_is_refused() -> None:
    raw = bytearray(package({"word/document.xml": "<x/>", "word/media/a.bin": "a" * 5_000_000}))
    entry = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, entry + 24, 10)
    with pytest.raises(RefusedFile, match="bị hỏng"):
        recognise(bytes(raw), "a.docx")


def test_a_part_too_large_to_parse_is_refused() -> None:
    data = word_file(" " * (17 * 1024 * 1024))
    assert len(data) < 100_000
    with pytest.raises(RefusedFile, match="lớn hơn mức cho phép"):
        read_file(data, "a.docx")


def test_entries_that_share_their_bytes_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("a", "0" * 1_000_000)
        twin = zipfile.ZipInfo("b")
        for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(twin, field, getattr(archive.getinfo("a"), field))
        archive.filelist.append(twin)
        archive.NameToInfo["b"] = twin
    with pytest.raises(RefusedFile):
        recognise(target.getvalue(), "a.docx")


def test_thousands_of_entries_are_refused() -> None:
    with pytest.raises(RefusedFile, match="lớn hơn mức cho phép"):
        recognise(package({f"word/{n}": "" for n in range(5001)}), "a.docx")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS,
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE x>",
        "<!-- " + "x" * 100_000 + " -->" + LAUGHS,
    ],
    ids=["laughs", "file", "bare", "hidden"],
)
def test_xml_with_a_document_type_is_refused(prolog: str) -> None:
    document = f"{prolog}<w:document {NAMESPACES}><w:body>{para('a')}</w:body></w:document>"
    for encoding in ("utf-8", "utf-16"):
        data = package({"word/document.xml": document.encode(encoding)})
        with pytest.raises(RefusedFile, match="bị hỏng"):
            read_file(data, "a.docx")


@pytest.mark.parametrize(
    "inner",
    ["<w:p>" * 5000 + "</w:p>" * 5000, "<w:p>", "\x00", "&none;"],
    ids=["deep", "open", "zero", "entity"],
)
def test_xml_that_is_nonsense_is_refused(inner: str) -> None:
    with pytest.raises(RefusedFile, match="bị hỏng"):
        read_file(word_file(inner), "a.docx")


def test_a_word_file_without_a_body_is_refused() -> None:
    with pytest.raises(RefusedFile, match="không phải là văn bản Word đọc được"):
        read_file(package({"word/document.xml": "<x/>"}), "a.docx")


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(RefusedFile, match="vượt mức 1500 trang"):
        recognise(pdf_file(*[PdfPage()] * (PAGE_LIMIT + 1)), "a.pdf")


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(RefusedFile, match=r"không có trang nào|bị hỏng"):
        recognise(pdf_file(), "a.pdf")
