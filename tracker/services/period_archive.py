"""A whole period for the archive: its reports, their tables, what was frozen, what proves it.

Leaves while it is made (docs/decisions/0020): nothing waits for the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.documents.report_workbook import report_workbook
from tracker.domain.report_snapshot import ReportSnapshot, from_json
from tracker.domain.vietnamese import day_words
from tracker.queries.period_evidence import ProvingFile
from tracker.services.dossier_archive import MANIFEST
from tracker.services.reporting import render_docx
from tracker.services.zip_stream import ZipStream
from tracker.storage import FileStore

EVIDENCE = "danh-muc-minh-chung.xlsx"

_COLUMNS = (
    ListColumn("Mã nhiệm vụ", 9), ListColumn("Nhiệm vụ", 50), ListColumn("Đơn vị", 28),
    ListColumn("Minh chứng", 40), ListColumn("Số, ký hiệu", 18), ListColumn("Ngày văn bản", 12),
    ListColumn("Tên tệp", 34), ListColumn("SHA-256", 66),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """One report of the period: in which folder, its frozen text and the hash of that."""

    folder: str
    content: str
    sha256: str


def stream_period(
    reports: Sequence[ArchivedReport],
    evidence: Iterable[ProvingFile],
    store: FileStore,
    *,
    period: str,
    at: datetime,
) -> Iterator[bytes]:
    """The archive, piece by piece; the manifest in the form of sha256sum comes last."""
    out = ZipStream(store, at=at)
    for report in reports:
        snapshot = from_json(report.content)
        yield from out.put(f"{report.folder}/bao-cao.docx", render_docx(snapshot))
        yield from out.put(f"{report.folder}/so-lieu.xlsx", _workbook(snapshot))
        yield from out.put(f"{report.folder}/ban-chot.json", report.content.encode())
        line = f"{report.sha256}  ban-chot.json\n"
        yield from out.put(f"{report.folder}/ban-chot.sha256", line.encode())
    yield from out.put(EVIDENCE, _evidence(evidence, period, at))
    yield from out.put(MANIFEST, ("\n".join(out.lines) + "\n").encode(), listed=False)
    yield from out.close()


def _workbook(snapshot: ReportSnapshot) -> bytes:
    with report_workbook(snapshot) as file:
        return file.read()


def _evidence(found: Iterable[ProvingFile], period: str, at: datetime) -> bytes:
    about = [f"Danh mục minh chứng {period}", f"Lập ngày {day_words(at.date())}"]
    rows: Iterator[list[Cell]] = (
        [
            one.task_id, one.task, one.unit, one.title, one.paper, one.paper_on, one.file_name,
            one.sha256,
        ]
        for one in found
    )  # fmt: skip
    with list_workbook(ListSheet("Minh chứng", about, _COLUMNS, rows)) as file:
        return file.read()
