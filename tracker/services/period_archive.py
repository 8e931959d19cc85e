"""A whole period for the archive: its reports, their tables, what was frozen, what proves it.

Leaves while it is made (docs/decisions/0020): nothing waits for the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.documents.report_workbook import report_workbook
from tracker.domain.counted_tasks import FigureColumn, behind
from tracker.domain.report_files import report_name
from tracker.domain.report_snapshot import ReportSnapshot, from_json
from tracker.domain.vietnamese import day_words
from tracker.models import PaperTemplate, Report, ReportSnapshotRow
from tracker.permissions import Actor
from tracker.permissions.scope import visible_reports
from tracker.queries.period_evidence import ProvingFile, proving_files
from tracker.queries.reports import snapshot_of
from tracker.services.dossier_archive import MANIFEST
from tracker.services.paper_drawing import kept_template
from tracker.services.report_drawing import draw
from tracker.services.report_marks import marks
from tracker.services.zip_stream import ZipStream
from tracker.storage import FileStore

OnReport = Callable[[int, int], None]

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
    marks: str = ""
    """What identifies it, printed on the archive copy."""
    template: PaperTemplate | None = None
    """By which it is drawn; None: our own layout."""


@dataclass(frozen=True, slots=True)
class Period:
    """What an archive is made of, gathered before anything is drawn; ``name`` of the period."""

    reports: tuple[ArchivedReport, ...]
    evidence: tuple[ProvingFile, ...]
    name: str

    @property
    def characters(self) -> int:
        """How much there is to draw."""
        return sum(len(report.content) for report in self.reports)


def frozen_characters(session: Session, report: Report, *, actor: Actor) -> int:
    """How many characters of frozen text the archive of the report's period would draw."""
    newest = (
        select(func.max(ReportSnapshotRow.id))
        .where(ReportSnapshotRow.report_id.in_(_of_period(report, actor)))
        .group_by(ReportSnapshotRow.report_id)
    )
    found = select(func.sum(func.length(ReportSnapshotRow.content)))
    return session.scalar(found.where(ReportSnapshotRow.id.in_(newest))) or 0


def gather_period(session: Session, report: Report, *, actor: Actor) -> Period:
    """All reports of this report's period that the actor may read, and what proves them."""
    kept, task_ids, name = [], set(), ""
    found = select(Report).where(Report.id.in_(_of_period(report, actor))).order_by(Report.id)
    for each in session.scalars(found).all():
        row = snapshot_of(session, each.id)
        snapshot = from_json(row.content)
        done = behind(snapshot.counted or (), FigureColumn.COMPLETED)
        task_ids |= {counted.task_id for counted in done}
        folder = f"{each.id}-{report_name(snapshot)}".replace("/", "-")
        kept.append(
            ArchivedReport(folder, row.content, row.sha256, marks(session, row), each.template)
        )
        name = snapshot.period
    evidence = proving_files(session, sorted(task_ids), actor=actor, day=report.to_on)
    return Period(tuple(kept), tuple(evidence), name)


def _of_period(report: Report, actor: Actor) -> Select[int]:
    return select(Report.id).where(
        visible_reports(actor),
        Report.period_key == report.period_key,
        Report.from_on == report.from_on,
        Report.to_on == report.to_on,
    )


def stream_period(
    period: Period, store: FileStore, *, at: datetime, on_report: OnReport = lambda _n, _of: None
) -> Iterator[bytes]:
    """The archive, piece by piece; the manifest in the form of sha256sum comes last.

    ``on_report`` is told before each report how many are in it already, and of how many.
    """
    out = ZipStream(store, at=at)
    for done, report in enumerate(period.reports):
        on_report(done, len(period.reports))
        snapshot = from_json(report.content)
        yield from out.put(f"{report.folder}/bao-cao.docx", _copy(report, snapshot, store))
        yield from out.put(f"{report.folder}/so-lieu.xlsx", workbook_bytes(snapshot))
        yield from out.put(f"{report.folder}/ban-chot.json", report.content.encode())
        line = f"{report.sha256}  ban-chot.json\n"
        yield from out.put(f"{report.folder}/ban-chot.sha256", line.encode())
    yield from out.put(EVIDENCE, _evidence(period.evidence, period.name, at))
    yield from out.put(MANIFEST, ("\n".join(out.lines) + "\n").encode(), listed=False)
    yield from out.close()


def _copy(report: ArchivedReport, snapshot: ReportSnapshot, store: FileStore) -> bytes:
    template = kept_template(report.template, store)
    return draw(snapshot, template, marks=report.marks, own_page=True)


def workbook_bytes(snapshot: ReportSnapshot) -> bytes:
    """Every table of the report as .xlsx."""
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
