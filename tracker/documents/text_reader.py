"""Plain text to raw lines: a .txt in any encoding, or what a clerk pasted."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from tracker.documents.clean_text import clean_line
from tracker.documents.legacy_letters import in_unicode
from tracker.documents.markdown_marks import is_table_rule, looks_marked, table_cells, unmarked
from tracker.documents.text_decoding import NotText, decoded
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import Place, RawLine, RawText

TEXT_LIMIT = 5 * 1024 * 1024
"""Bytes of a text file, characters of pasted text: some 1500 pages."""

LINE_LIMIT = 150_000

OLD_ENCODING = N_(
    "Văn bản gõ bằng bảng mã cũ (TCVN3, VNI…) đã được chuyển sang Unicode; hãy soát lại chữ có dấu."
)

_LINE_END = re.compile("\r\n|[\r\n\x0b\x85\u2028\u2029]")
_FEWEST_CELLS, _MOST_CELLS = 3, 64


def read_text(data: bytes, name: str) -> RawText:
    """The lines of a text file as they are broken in it; blank ones too, they may part paragraphs.

    Raises ``RefusedFile`` when the file is longer than ``TEXT_LIMIT`` or is no text.
    """
    if len(data) > TEXT_LIMIT:
        raise RefusedFile(
            "Tệp văn bản “%(name)s” dài quá mức cho phép (tối đa 5 MB chữ). "
            "Hãy tách phần cần theo dõi thành tệp riêng rồi tải lên lại.",
            name=name,
        )
    try:
        text, encoding = decoded(data)
    except NotText as error:
        raise RefusedFile(
            "Tệp “%(name)s” không phải là văn bản đọc được. Hãy mở tệp gốc, "
            "lưu thành .docx hoặc .txt (UTF-8) rồi tải lên lại.",
            name=name,
        ) from error
    return _lines(text, () if encoding.startswith("utf-") else (OLD_ENCODING,))


def read_pasted(text: str) -> RawText:
    """The lines of text from a form field. Raises ``RefusedFile`` when there is too much of it."""
    if len(text) > TEXT_LIMIT:
        raise RefusedFile(
            "Nội dung dán vào dài quá mức cho phép. Hãy chỉ dán phần cần theo dõi, "
            "hoặc tải lên tệp .docx."
        )
    text, legacy = in_unicode(text)
    return _lines(text, (OLD_ENCODING,) if legacy else ())


def _lines(text: str, remarks: tuple[str, ...]) -> RawText:
    if sum(1 for _ in islice(_LINE_END.finditer(text), LINE_LIMIT + 1)) > LINE_LIMIT:
        raise RefusedFile(
            "Văn bản có quá nhiều dòng. Hãy chỉ lấy phần cần theo dõi rồi tải lên hoặc dán lại."
        )
    pages = text.rstrip("\x0c\r\n \t").split("\x0c")
    marked = looks_marked(_LINE_END.split(text))
    lines: list[RawLine] = []
    for number, page in enumerate(pages, start=1):
        for raw in _LINE_END.split(page):
            if marked and is_table_rule(raw):
                continue
            line = _line(raw, marked)
            lines.append(replace(line, page=number) if len(pages) > 1 else line)
    lines = _with_tables(lines)
    if not any(line.text.strip() for line in lines):
        return RawText((), remarks=(N_("Văn bản không có chữ nào."),))
    return RawText(tuple(lines), len(pages) if len(pages) > 1 else None, remarks)


def _line(raw: str, marked: bool) -> RawLine:
    cells = table_cells(raw) if marked else _tabbed(raw)
    if len(cells) >= _FEWEST_CELLS - marked:
        kept = tuple(clean_line(unmarked(c)[0] if marked else c).strip() for c in cells)
        if any(kept):
            return RawLine(" | ".join(kept), Place.TABLE, whole=True, cells=kept)
    text, strong = unmarked(raw) if marked else (raw, False)
    return RawLine(clean_line(text), bold=strong)


def _tabbed(raw: str) -> tuple[str, ...]:
    """Columns as a table copied from Word or Excel leaves them."""
    if not _FEWEST_CELLS <= raw.count("\t") + 1 <= _MOST_CELLS:
        return ()
    cells = tuple(raw.split("\t"))
    return cells if sum(bool(cell.strip()) for cell in cells) > 1 else ()


def _with_tables(lines: list[RawLine]) -> list[RawLine]:
    """Number the tables; a lone row among prose is no table but a line with tabs in it."""
    result: list[RawLine] = []
    table = 0
    width = 0
    for place, line in enumerate(lines):
        if not line.cells:
            width = 0
            result.append(line)
            continue
        following = lines[place + 1].cells if place + 1 < len(lines) else ()
        if width != len(line.cells):
            if len(following) != len(line.cells):
                result.append(RawLine(" ".join(c for c in line.cells if c), page=line.page))
                width = 0
                continue
            table, width = table + 1, len(line.cells)
        result.append(replace(line, table=table))
    return result
