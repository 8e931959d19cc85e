"""The evidence of sheets as folders by item code, with its list and hashes: leaves while made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.queries.sheet_evidence import ProvedItem
from tracker.services.dossier_archive import MANIFEST
from tracker.services.zip_stream import ZipStream
from tracker.storage import FileStore

LIST = "danh-muc-tai-lieu-kiem-chung.xlsx"

_COLUMNS = (
    ListColumn("Đơn vị", 28), ListColumn("Mã", 9), ListColumn("Nội dung", 50),
    ListColumn("Điểm", 8), ListColumn("Tài liệu", 40), ListColumn("Số, ký hiệu", 18),
    ListColumn("Ngày văn bản", 12), ListColumn("Trang, mục", 18), ListColumn("Giải trình", 40),
    ListColumn("Tệp trong thư mục", 60), ListColumn("SHA-256", 66), ListColumn("Ghi chú", 24),
)  # fmt: skip


def stream_evidence(
    items: Iterable[ProvedItem], store: FileStore, *, name: str, at: datetime
) -> Iterator[bytes]:
    """The archive, piece by piece: files in their folders, then the list, then the hashes.

    A file that may not be given out, or that the store has lost, is named in both lists.
    """
    out, rows = ZipStream(store, at=at), []
    written: set[str] = set()
    for item in items:
        rows.append(_row(item))
        if item.file is not None and item.file.path not in written:
            written.add(item.file.path)
            yield from out.copy(item.file)
    yield from out.put(LIST, _list(rows, name, at))
    yield from out.put(MANIFEST, ("\n".join(out.lines) + "\n").encode(), listed=False)
    yield from out.close()


def _row(item: ProvedItem) -> list[Cell]:
    file = item.file
    return [
        item.unit, item.code, item.name, item.points, item.title, item.paper, item.paper_on,
        item.place, item.note, file.path if file else "", file.sha256 if file else "",
        f"không kèm tệp ({file.withheld})" if file and file.withheld else "",
    ]  # fmt: skip


def _list(rows: Iterable[list[Cell]], name: str, at: datetime) -> bytes:
    about = [f"Danh mục tài liệu kiểm chứng: {name}", f"Lập ngày {day_words(local_day(at))}"]
    with list_workbook(ListSheet("Tài liệu kiểm chứng", about, _COLUMNS, rows)) as file:
        return file.read()
