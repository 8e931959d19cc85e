"""Proving that every file that a row names is there, byte by byte as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import FileFaultKind, ScanState
from tracker.models import (
    Blob,
    DirectiveFile,
    Evidence,
    EvidenceRevision,
    OfficialPaper,
    PaperTemplate,
)
from tracker.storage import FileStore

_LOSSES = (FileFaultKind.MISSING, FileFaultKind.CHANGED)


@dataclass(frozen=True, slots=True)
class FileFault:
    """One file and where it is used: the names of directives' files and of evidence."""

    kind: FileFaultKind
    sha256: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How many files the rows name, how many bytes these are, and every fault."""

    count: int
    size: int
    faults: tuple[FileFault, ...]
    scans: tuple[tuple[ScanState, int], ...] = ()
    """How many files the virus scanner left in which state."""

    @property
    def broken(self) -> tuple[FileFault, ...]:
        """Faults that lose something; a file without a row is only left over."""
        return tuple(fault for fault in self.faults if fault.kind in _LOSSES)


def verify_files(session: Session, store: FileStore) -> FileCheck:
    """Read every file and compare it with its hash. Reads only; takes as long as the disk."""
    rows = session.execute(select(Blob.sha256, Blob.size).order_by(Blob.sha256)).all()
    known = {row.sha256 for row in rows}
    faults = [*_of_rows(session, store, [row.sha256 for row in rows])]
    faults += [
        FileFault(FileFaultKind.WITHOUT_ROW, sha256)
        for sha256 in store.all_hashes()
        if sha256 not in known
    ]
    faults += [FileFault(FileFaultKind.UNUSED_ROW, sha256) for sha256 in session.scalars(_unused())]
    scans = session.execute(
        select(Blob.scan_state, func.count()).group_by(Blob.scan_state).order_by(Blob.scan_state)
    )
    return FileCheck(
        len(rows),
        sum(row.size for row in rows),
        tuple(faults),
        tuple((state, count) for state, count in scans),
    )


def _unused() -> Select[str]:
    """Files whose row is there and whose papers are gone."""
    used = or_(
        exists().where(DirectiveFile.blob_sha256 == Blob.sha256),
        exists().where(EvidenceRevision.blob_sha256 == Blob.sha256),
        exists().where(OfficialPaper.signed_sha256 == Blob.sha256),
        exists().where(PaperTemplate.blob_sha256 == Blob.sha256),
    )
    return select(Blob.sha256).where(~used).order_by(Blob.sha256)


def _of_rows(session: Session, store: FileStore, hashes: list[str]) -> Iterator[FileFault]:
    for sha256 in hashes:
        if store.verify(sha256):
            continue
        kind = FileFaultKind.CHANGED if store.exists(sha256) else FileFaultKind.MISSING
        yield FileFault(kind, sha256, tuple(_names(session, sha256)))


def _names(session: Session, sha256: str) -> Iterator[str]:
    files = select(DirectiveFile.directive_id, DirectiveFile.name).where(
        DirectiveFile.blob_sha256 == sha256
    )
    for directive_id, name in session.execute(files):
        yield f"văn bản {directive_id}: {name}"
    papers = (
        select(Evidence.id, EvidenceRevision.n, EvidenceRevision.file_name)
        .join(Evidence, Evidence.id == EvidenceRevision.evidence_id)
        .where(EvidenceRevision.blob_sha256 == sha256)
    )
    for evidence_id, n, name in session.execute(papers):
        yield f"tài liệu {evidence_id}, bản {n}: {name}"
    signed = select(OfficialPaper.id, OfficialPaper.signed_name).where(
        OfficialPaper.signed_sha256 == sha256
    )
    for paper_id, signed_name in session.execute(signed):
        yield f"văn bản phát hành {paper_id}: {signed_name}"
    templates = select(PaperTemplate.id, PaperTemplate.name).where(
        PaperTemplate.blob_sha256 == sha256
    )
    for template_id, name in session.execute(templates):
        yield f"mẫu văn bản {template_id}: {name}"
