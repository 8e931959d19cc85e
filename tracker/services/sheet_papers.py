"""Papers that prove an item: handed in for it, or one that already proves a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER, SheetState
from tracker.domain.local_time import local_day
from tracker.domain.paper_validity import check_paper_day
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Directive,
    Duty,
    Evidence,
    EvidenceRevision,
    EvidenceSheetItem,
    EvidenceTask,
    IndexItem,
    IndexSheet,
    SearchKind,
    Task,
)
from tracker.permissions import Actor
from tracker.services.evidence import KeptFile, keep_blob
from tracker.services.index_history import told_of_sheet
from tracker.services.loading import for_change
from tracker.services.search_entries import index

OFFERED = 60
#: While a sheet lies here its unit may add papers (the explanation of an item may need one).
_OPEN = frozenset({SheetState.SCORING, SheetState.EXPLAINING})


def offered(session: Session, sheet: IndexSheet, item_id: int) -> Sequence[Evidence]:
    """The unit's newest papers that do not prove the item yet; none of a restricted order."""
    linked = exists().where(
        EvidenceSheetItem.evidence_id == Evidence.id,
        EvidenceSheetItem.sheet_id == sheet.id,
        EvidenceSheetItem.item_id == item_id,
    )
    return session.scalars(
        _usable(sheet)
        .where(~linked)
        .options(selectinload(Evidence.revisions))
        .order_by(Evidence.id.desc())
        .limit(OFFERED)
    ).all()


def _usable(sheet: IndexSheet) -> Select[Evidence]:
    of_restricted = (
        exists()
        .where(EvidenceTask.evidence_id == Evidence.id, EvidenceTask.task_id == Task.id)
        .where(Task.duty_id == Duty.id, Duty.directive_id == Directive.id, Directive.restricted)
    )
    return select(Evidence).where(
        Evidence.office_id == sheet.office_id, Evidence.unit_id == sheet.unit_id, ~of_restricted
    )


def link(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    evidence_ids: Sequence[int],
    place: str,
    actor: Actor,
    now: datetime,
) -> list[Evidence]:
    """Let papers of the scored unit prove the item. ``place``: the page or section."""
    sheet, item = _open_sheet(session, sheet_id, item_id)
    wanted = sorted(set(evidence_ids))
    if not wanted:
        raise InvalidInput("Hãy chọn ít nhất một tài liệu.", field="evidence_ids")
    papers = list(session.scalars(_usable(sheet).where(Evidence.id.in_(wanted))))
    if len(papers) != len(wanted):
        raise NotFound("Không tìm thấy tài liệu đã chọn.")
    for paper in papers:
        if session.get(EvidenceSheetItem, (paper.id, sheet_id, item_id)) is None:
            _add(session, sheet, item, paper, place, actor=actor, now=now)
    return papers


def attach(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    files: Sequence[KeptFile],
    title: str,
    paper_number: str,
    paper_on: date | None,
    place: str,
    actor: Actor,
    now: datetime,
) -> list[Evidence]:
    """Hand in new files for the item, one paper each; they serve tasks and other items as well."""
    sheet, item = _open_sheet(session, sheet_id, item_id)
    if not files:
        raise InvalidInput("Hãy chọn ít nhất một tệp.", field="files")
    check_paper_day(paper_on, local_day(now))
    made = []
    for file in files:
        keep_blob(session, file, now=now)
        paper = Evidence(
            office_id=sheet.office_id,
            unit_id=sheet.unit_id,
            title=(one_line(title)[:500] if len(files) == 1 else "") or file.name,
            paper_number=one_line(paper_number)[:60] or None,
            paper_on=paper_on,
            created_at=now,
            created_by_id=actor.user_id,
        )
        paper.revisions.append(
            EvidenceRevision(
                n=1, blob_sha256=file.sha256, file_name=file.name, note="", uploaded_at=now,
                uploaded_by_id=actor.user_id,
            )
        )  # fmt: skip
        session.add(paper)
        session.flush()
        index(
            session, kind=SearchKind.EVIDENCE, thing_id=paper.id, office_id=paper.office_id,
            text=f"{paper.title} {paper.paper_number or ''} {file.name}", new=True,
        )  # fmt: skip
        _add(session, sheet, item, paper, place, actor=actor, now=now)
        made.append(paper)
    return made


def unlink(
    session: Session, *, sheet_id: int, item_id: int, evidence_id: int, actor: Actor, now: datetime
) -> IndexSheet:
    """The paper no longer proves the item; the paper itself stays."""
    sheet, item = _open_sheet(session, sheet_id, item_id)
    if sheet.state is not SheetState.SCORING:
        raise Conflict("Phiếu đã chốt: chỉ được bổ sung tài liệu, không bỏ ra.")
    row = session.get(EvidenceSheetItem, (evidence_id, sheet_id, item_id))
    if row is None:
        raise NotFound("Không tìm thấy tài liệu này.")
    title = row.evidence.title
    session.delete(row)
    told_of_sheet(
        session, sheet, EventKind.SHEET_PAPER_UNLINKED, actor=actor, now=now,
        note=f"{item.code}: {title}",
    )  # fmt: skip
    return sheet


def _open_sheet(session: Session, sheet_id: int, item_id: int) -> tuple[IndexSheet, IndexItem]:
    sheet = for_change(session, IndexSheet, sheet_id)
    item = session.get(IndexItem, item_id)
    if item is None or item.set_id != sheet.round.set_id or item.rule is None:
        raise NotFound("Không tìm thấy nội dung chấm điểm này.")
    if sheet.state not in _OPEN or sheet.round.state in OVER:
        raise Conflict("Phiếu đã chốt, không thay đổi tài liệu kiểm chứng.")
    return sheet, item


def _add(
    session: Session,
    sheet: IndexSheet,
    item: IndexItem,
    paper: Evidence,
    place: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    session.add(
        EvidenceSheetItem(
            evidence_id=paper.id, sheet_id=sheet.id, item_id=item.id, place=one_line(place)[:200],
            linked_at=now, linked_by_id=actor.user_id,
        )
    )  # fmt: skip
    told_of_sheet(
        session, sheet, EventKind.SHEET_PAPER_LINKED, actor=actor, now=now,
        note=f"{item.code}: {paper.title}", evidence=paper.id,
        sha256=[paper.revisions[-1].blob_sha256],
    )  # fmt: skip
