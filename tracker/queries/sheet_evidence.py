"""What proves the items of a sheet, in the order of their codes: for its archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.documents.archive_folders import item_folder
from tracker.documents.file_names import clean_name
from tracker.domain.dossier import DossierFile
from tracker.domain.scanning import ScanPolicy
from tracker.models import Evidence, EvidenceSheetItem, IndexSheet
from tracker.queries.index_sheets import SheetRow, sheet_view, signed_papers
from tracker.queries.task_dossier import withheld


@dataclass(frozen=True, slots=True)
class ProvedItem:
    """One line of the list: an item with one of its papers, or with its explanation alone."""

    unit: str
    code: str
    name: str
    points: Decimal | None
    title: str
    paper: str = ""
    paper_on: date | None = None
    place: str = ""
    note: str = ""
    file: DossierFile | None = None


def proved_items(
    session: Session, sheet: IndexSheet, policy: ScanPolicy, *, folder: str = ""
) -> Iterator[ProvedItem]:
    """Signed sheets first, then every scored item; the newest version of each paper.

    ``folder``: what every path begins with, where several units lie in one archive.
    """
    unit = sheet.unit.name
    for paper in signed_papers(session, sheet.id):
        path = f"{folder}phieu-da-ky/{paper.id:05d}-{clean_name(paper.file_name)}"
        file = DossierFile(paper.blob_sha256, path, withheld(paper.blob, policy))
        yield ProvedItem(unit, "", "Phiếu tự chấm điểm đã ký", None, paper.file_name, file=file)
    papers = _papers(session, sheet.id)
    for row in sheet_view(session, sheet).leaves:
        if row.is_survey:
            continue
        links = papers.get(row.item.id, [])
        if not links:
            yield _line(unit, row)
        for link in links:
            yield _with_paper(unit, row, link, policy, folder)


def _with_paper(
    unit: str, row: SheetRow, link: EvidenceSheetItem, policy: ScanPolicy, folder: str
) -> ProvedItem:
    evidence, plain = link.evidence, _line(unit, row)
    newest = evidence.revisions[-1]
    inside = f"{item_folder(row.item.code, row.item.name)}/{evidence.id:05d}"
    path = f"{folder}{inside}-{clean_name(newest.file_name)}"
    return ProvedItem(
        unit, plain.code, plain.name, plain.points, evidence.title, evidence.paper_number or "",
        evidence.paper_on, link.place, plain.note,
        DossierFile(newest.blob_sha256, path, withheld(newest.blob, policy)),
    )  # fmt: skip


def _line(unit: str, row: SheetRow) -> ProvedItem:
    points = next((value for value in reversed(row.points) if value is not None), None)
    notes = [score.note for score in row.scores.values() if score.note]
    return ProvedItem(
        unit, row.item.code, row.item.name, points, "", note=notes[0] if notes else ""
    )


def _papers(session: Session, sheet_id: int) -> dict[int, list[EvidenceSheetItem]]:
    found: dict[int, list[EvidenceSheetItem]] = {}
    rows = session.scalars(
        select(EvidenceSheetItem)
        .where(EvidenceSheetItem.sheet_id == sheet_id)
        .options(joinedload(EvidenceSheetItem.evidence).selectinload(Evidence.revisions))
        .order_by(EvidenceSheetItem.item_id, EvidenceSheetItem.evidence_id)
    )
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found
