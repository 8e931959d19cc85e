"""Papers that prove work: attached once, revised by adding, frozen when handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import EllipsisType
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.delivery import ScanState
from tracker.domain.errors import Conflict, InvalidInput, NotFound, RefusedFile
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.paper_validity import check_paper_day, check_validity
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Blob,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    SearchKind,
    Task,
    Unit,
)
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.search_entries import index

VOUCHED = "không đọc được chữ; người nộp đã xem, không mang dấu chỉ độ mật"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that passed the checks and lies in the store: what the rows need to know."""

    sha256: str
    size: int
    media_type: str
    name: str
    vouched: bool = False
    """No text could be read in it: who hands it in has looked and says that it is no secret."""

    @property
    def told(self) -> str:
        """How the history names it."""
        return f"{self.name} ({VOUCHED})" if self.vouched else self.name


def keep_blob(session: Session, file: KeptFile, *, now: datetime) -> Blob:
    """The blob row of a stored file; the same bytes twice are one row.

    Raises RefusedFile for bytes in which a virus was found before.
    """
    blob = session.get(Blob, file.sha256)
    if blob is not None:
        if blob.scan_state is ScanState.INFECTED:
            raise RefusedFile(
                "Tệp “%(name)s” có vi-rút nên không được nhận. Hãy kiểm tra máy đã tạo ra tệp.",
                field="files",
                name=file.name,
            )
        return blob
    blob = Blob(sha256=file.sha256, size=file.size, media_type=file.media_type, created_at=now)
    try:
        with session.begin_nested():
            session.add(blob)
    except IntegrityError:  # somebody else handed in the same bytes in this very moment
        return session.get_one(Blob, file.sha256)
    return blob


def attach(
    session: Session,
    *,
    task_id: int,
    unit_id: int,
    files: Sequence[KeptFile],
    title: str,
    is_result_paper: bool,
    paper_number: str | None,
    paper_on: date | None,
    note: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    place: str = "",
    expires_on: date | None = None,
) -> list[EvidenceRevision]:
    """Attach files to a task as evidence of ``unit_id``, one item each.

    ``title`` names a single file; of several, each is called by its own name. ``place``: the
    page or section that proves the task; ``expires_on``: the paper's last day in force. The
    same file chosen twice is one; one that was handed in before is taken in again (the door
    tells so). Raises InvalidInput for no file and for days that cannot be; Conflict once the
    task is over.
    """
    task = for_change(session, Task, task_id, version=version)
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhận thêm văn bản, tài liệu.")
    if not files:
        raise InvalidInput("Hãy chọn ít nhất một tệp.", field="files")
    check_paper_day(paper_on, local_day(now))
    check_validity(paper_on, expires_on)
    files = list({file.sha256: file for file in reversed(files)}.values())[::-1]
    made: list[EvidenceRevision] = []
    for file in files:
        item = Evidence(
            office_id=task.office_id,
            unit_id=unit_id,
            title=(one_line(title)[:500] if len(files) == 1 else "") or file.name,
            is_result_paper=is_result_paper,
            paper_number=one_line(paper_number or "")[:60] or None,
            paper_on=paper_on,
            expires_on=expires_on,
            created_at=now,
            created_by_id=actor.user_id,
            revisions=[],
        )
        made.append(
            _add_item(session, task, item, file, note=note, place=place, actor=actor, now=now)
        )
    task.updated_at = now
    record(
        session,
        EventKind.EVIDENCE_ATTACHED,
        actor=actor,
        now=now,
        task=task,
        for_unit=None if unit_id in actor.unit_ids else session.get(Unit, unit_id),
        note=", ".join(file.told for file in files),
        sha256=[file.sha256 for file in files],
    )
    return made


def _add_item(
    session: Session,
    task: Task,
    item: Evidence,
    file: KeptFile,
    *,
    note: str,
    place: str,
    actor: Actor,
    now: datetime,
) -> EvidenceRevision:
    """One paper with its first version, linked to the task and findable."""
    keep_blob(session, file, now=now)
    session.add(item)
    session.flush()
    revision = _add_revision(session, item, file, note=note, actor=actor, now=now)
    session.add(
        EvidenceTask(
            evidence_id=item.id,
            task_id=task.id,
            linked_at=now,
            linked_by_id=actor.user_id,
            place=one_line(place)[:200],
        )
    )
    index(
        session,
        kind=SearchKind.EVIDENCE,
        thing_id=item.id,
        office_id=item.office_id,
        text=f"{item.title} {item.paper_number or ''} {file.name}",
        new=True,
    )
    return revision


def revise(
    session: Session,
    *,
    evidence_id: int,
    seen: int | None,
    file: KeptFile,
    note: str,
    actor: Actor,
    now: datetime,
    expires_on: date | EllipsisType | None = ...,
) -> EvidenceRevision:
    """A new version of a file; every earlier one stays as it was, also in hand-ins.

    ``seen``: the number of the version that the person worked on; None skips the comparison.
    ``expires_on``: the paper's last day in force from now on; left out it stays.
    Raises NotFound for another unit's paper, Conflict once all its tasks are over or when a
    colleague handed in a version meanwhile, InvalidInput for the bytes that are the newest
    version already.
    """
    item = for_change(session, Evidence, evidence_id)
    if item.unit_id not in actor.unit_ids:
        raise NotFound("Không tìm thấy tài liệu này.")
    tasks = [task for task in _tasks_of(session, item) if task.status in OPEN]
    if not tasks:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhận thêm văn bản, tài liệu.")
    newest = item.revisions[-1]
    if seen is not None and seen != newest.n:
        raise Conflict(
            "Đã có bản mới hơn của tài liệu này: “%(name)s” (bản %(n)s). "
            "Hãy xem bản đó rồi nộp lại.",
            name=newest.file_name,
            n=newest.n,
            code="stale_version",
        )
    if newest.blob_sha256 == file.sha256:
        raise InvalidInput(
            "Tệp “%(name)s” giống hệt bản đang có. Hãy chọn tệp đã sửa.",
            field="files",
            name=file.name,
        )
    keep_blob(session, file, now=now)
    changed = _set_end(item, expires_on)
    revision = _add_revision(session, item, file, note=note, actor=actor, now=now)
    for task in tasks:
        task.updated_at = now
        record(
            session,
            EventKind.EVIDENCE_ATTACHED,
            actor=actor,
            now=now,
            task=task,
            note=file.told,
            sha256=[file.sha256],
            revision=revision.n,
            **changed,
        )
    return revision


def _set_end(item: Evidence, expires_on: date | EllipsisType | None) -> dict[str, Any]:
    """Note the paper's last day in force; what the history keeps of the change."""
    before = item.expires_on
    if isinstance(expires_on, EllipsisType) or expires_on == before:
        return {}
    check_validity(item.paper_on, expires_on)
    item.expires_on = expires_on
    return {
        "expires_before": before.isoformat() if before else None,
        "expires_after": expires_on.isoformat() if expires_on else None,
    }


def latest_revisions(session: Session, task: Task, ids: Sequence[int]) -> list[EvidenceRevision]:
    """The newest revision of each named evidence item of ``task``; NotFound for a strange one."""
    found: list[EvidenceRevision] = []
    for evidence_id in dict.fromkeys(ids):
        item = session.scalar(
            select(Evidence)
            .join(EvidenceTask, EvidenceTask.evidence_id == Evidence.id)
            .where(EvidenceTask.task_id == task.id, Evidence.id == evidence_id)
        )
        if item is None:
            raise NotFound("Không tìm thấy tài liệu đã chọn.")
        found.append(item.revisions[-1])
    return found


def _add_revision(
    session: Session,
    item: Evidence,
    file: KeptFile,
    *,
    note: str,
    actor: Actor,
    now: datetime,
) -> EvidenceRevision:
    revision = EvidenceRevision(
        evidence_id=item.id,
        n=len(item.revisions) + 1,
        blob_sha256=file.sha256,
        file_name=file.name,
        note=note.strip(),
        uploaded_at=now,
        uploaded_by_id=actor.user_id,
    )
    item.revisions.append(revision)
    session.flush()
    return revision


def _tasks_of(session: Session, item: Evidence) -> list[Task]:
    return list(
        session.scalars(
            select(Task)
            .join(EvidenceTask, EvidenceTask.task_id == Task.id)
            .where(EvidenceTask.evidence_id == item.id)
        )
    )
