"""Reading a task list from Excel before anything is written: quarantine, sheet, secrecy, rows.

No database here. A refused list leaves nothing behind, as with any paper (design D9).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.documents.file_names import clean_name
from tracker.documents.xlsx_book import read_book
from tracker.documents.xlsx_reader import SheetText, all_text, list_sheet, sheet_text
from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import fold
from tracker.reading.directive_reading import read_directive
from tracker.reading.secrecy import is_restricted
from tracker.services.intake_reading import TakenIn
from tracker.services.secrecy_check import refuse_secret
from tracker.storage import FileStore, Quarantined

MAX_FILE = 10 * 1024 * 1024
"""Bytes of a task list; two thousand rows of text stay far below."""


@dataclass(frozen=True, slots=True)
class TaskSheet:
    """A list that may be imported. ``sheets`` are the names of all filled sheets in sight."""

    paper: TakenIn
    sheet: str
    sheets: tuple[str, ...]
    text: SheetText
    title: str


def take_sheet(
    store: FileStore, data: bytes, name: str, *, sheet: str = "", issued_on: date | None
) -> TaskSheet:
    """Take ``data`` into quarantine and read the sheet of this name, or the first with a list.

    ``issued_on`` is the day of the paper that the list belongs to: years that a deadline leaves
    out are counted from it. Raises RefusedFile or SecretRefused, and then nothing is left.
    """
    waiting = store.quarantine(data, limit=MAX_FILE)
    return _kept_only_if(
        store, waiting, lambda: _read(waiting, data, clean_name(name), sheet, issued_on)
    )


def look_again(
    store: FileStore, key: str, sha256: str, name: str, *, sheet: str, issued_on: date | None
) -> TaskSheet:
    """Read a list that waits in quarantine once more. Raises NotFound when it was swept."""
    waiting = store.waiting(key)
    if waiting.sha256 != sha256:
        raise RefusedFile("Tệp chờ nhập đã thay đổi. Hãy tải tệp lên lại.")
    data = waiting.read()
    return _kept_only_if(store, waiting, lambda: _read(waiting, data, name, sheet, issued_on))


def _kept_only_if(
    store: FileStore, waiting: Quarantined, read: Callable[[], TaskSheet]
) -> TaskSheet:
    try:
        return read()
    except BaseException:
        store.discard(waiting)
        raise


def _read(
    waiting: Quarantined, data: bytes, name: str, named: str, issued_on: date | None
) -> TaskSheet:
    sheets = read_book(data, name)
    chosen = list_sheet(sheets, named)
    everything = all_text(sheets, chosen)
    refuse_secret(everything)
    text = sheet_text(chosen)
    if not text.has_headings:
        raise RefusedFile(
            "Trang tính “%(sheet)s” không có dòng tiêu đề của danh mục nhiệm vụ. Cần có cột nội "
            "dung (Nhiệm vụ, Nội dung, Nội dung công việc…), ít nhất một trong các cột chủ trì, "
            "phối hợp, thời hạn, và thường có cột STT. Hãy dùng tệp mẫu.",
            sheet=chosen.name,
        )
    refuse_secret(text.raw)
    reading = read_directive(text.raw, issued_on=issued_on)
    letters = "".join(char for char in fold(_joined(text)) if char.isalnum())
    paper = TakenIn(
        waiting=waiting,
        name=name,
        media_type=MIME_TYPES[FileKind.XLSX],
        reading=replace(reading, remarks=()),
        restricted=is_restricted(everything),
        text_sha256=hashlib.sha256(letters.encode()).hexdigest(),
    )
    in_sight = tuple(sheet.name for sheet in sheets if sheet.rows and not sheet.hidden)
    return TaskSheet(paper, chosen.name, in_sight, text, _title(text, name))


def _joined(text: SheetText) -> str:
    return " ".join(line.text for line in text.raw.lines)


def _title(text: SheetText, name: str) -> str:
    """The longest line in capitals above the headings, else the name of the file."""
    above = [line.text for line in text.raw.lines if not line.cells and line.text.isupper()]
    return max(above, key=len, default="") or name.rpartition(".")[0] or name
