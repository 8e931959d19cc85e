"""The dossier of an order as frozen text: what it is, what lies in it, which tasks came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.dossier import (
    DirectiveDossier,
    Dossier,
    DossierFile,
    DossierPart,
    DossierTable,
    ListedPaper,
)
from tracker.domain.labels import label
from tracker.domain.local_time import local_day, local_moment
from tracker.domain.retention import SOURCE, kept_until
from tracker.domain.scanning import ScanPolicy
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import (
    Directive,
    Duty,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    HistoryTail,
    Office,
    Task,
)
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.directives import duties_of, paper_words
from tracker.queries.dossier_talk import directive_talk
from tracker.queries.office_rules import office_rules
from tracker.queries.readings import readings_of
from tracker.queries.task_dossier import evidence_file, withheld

KIND = "Hồ sơ văn bản chỉ đạo"
CONTENTS = "Mục lục văn bản, tài liệu trong hồ sơ"

READINGS = (("Lần đọc", 30), ("Bộ đọc", 50), ("Thời điểm", 42), ("Số nội dung đề xuất", 40))
DUTIES = (
    ("Vị trí trong văn bản", 36), ("Nội dung", 124), ("Cách theo dõi", 36), ("Đơn vị", 46),
)  # fmt: skip
TASKS = (
    ("Đơn vị chủ trì", 54), ("Vị trí", 28), ("Thời hạn", 30), ("Trạng thái", 40),
    ("Hoàn thành", 28), ("Hồ sơ nhiệm vụ", 62),
)  # fmt: skip


def directive_dossier(
    session: Session, directive: Directive, *, actor: Actor, now: datetime, policy: ScanPolicy
) -> DirectiveDossier:
    """The dossier as ``actor`` may see it: tasks and their papers by the same scope as lists."""
    office = session.get_one(Office, directive.office_id)
    tail = session.get(HistoryTail, 1)
    tasks = tasks_of(session, directive, actor)
    folders = tuple((task.id, folder_of(task)) for task in tasks)
    listed = (
        *_own_papers(directive, policy),
        *_proofs(session, [task.id for task in tasks], policy),
    )
    return DirectiveDossier(
        story=Dossier(
            office=office.name,
            subject=f"{paper_words(directive)}: {one_line(directive.title)}"[:300],
            made_at=now,
            made_by=actor.name,
            seal=f"{tail.seq}:{tail.seal}" if tail is not None and tail.seq else "",
            parts=tuple(_parts(session, directive, tasks, actor, local_day(now))),
            files=tuple(paper.file for paper in listed if paper.file is not None),
            kind=KIND,
        ),
        listed=listed,
        folders=folders,
    )


def tasks_of(session: Session, directive: Directive, actor: Actor) -> Sequence[Task]:
    """The tasks under the order that the actor may see, in the order of the paper."""
    return session.scalars(
        select(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.directive_id == directive.id, visible_tasks(actor))
        .options(joinedload(Task.lead_unit), joinedload(Task.duty))
        .order_by(Task.duty_id, Task.id)
    ).all()


def folder_of(task: Task) -> str:
    """Where the task's own dossier lies in the archive."""
    unit = task.lead_unit.short_name.replace("/", "-")[:60].strip()
    return f"nhiem-vu/{task.id:06d} {unit}"


def ended_on(tasks: Sequence[Task]) -> date | None:
    """The day on which the work under an order ended; None while any of it goes on."""
    if not tasks or any(task.status in OPEN for task in tasks):
        return None
    return max((task.done_on for task in tasks if task.done_on), default=None)


def retention_words(directive: Directive, tasks: Sequence[Task]) -> str:
    """For how long the dossier is kept, and until which year."""
    if directive.retention is None:
        return "Chưa xác định"
    words = label(directive.retention)
    year = kept_until(directive.retention, ended_on(tasks))
    if year is not None:
        words += f" (đến hết năm {year})"
    return words


def _parts(
    session: Session, directive: Directive, tasks: Sequence[Task], actor: Actor, day: date
) -> Iterator[DossierPart]:
    yield DossierPart("Văn bản chỉ đạo", tuple(_facts(directive, tasks)))
    readings = tuple(
        (
            str(row.version),
            row.reader,
            f"{local_moment(row.created_at):%H:%M %d/%m/%Y}",
            str(len(row.proposals)) if row.proposals is not None else "",
        )
        for row in reversed(readings_of(session, directive.id))
    )
    yield DossierPart("Các lần đọc văn bản", table=DossierTable(READINGS, readings))
    duties = tuple(
        (
            duty.path,
            one_line(duty.text),
            label(duty.follow_up),
            ", ".join(row.unit.short_name for row in duty.units),
        )
        for duty in duties_of(session, actor, directive.id)
    )
    yield DossierPart("Nhiệm vụ theo văn bản", table=DossierTable(DUTIES, duties))
    rows = tuple(
        (
            task.lead_unit.name,
            task.duty.path,
            day_words(task.due_on) if task.due_on else "không có thời hạn",
            label(task.status),
            day_words(task.done_on) if task.done_on else "",
            folder_of(task),
        )
        for task in tasks
    )
    yield DossierPart("Nhiệm vụ đã giao cho từng đơn vị", table=DossierTable(TASKS, rows))
    yield from directive_talk(session, tasks, office_rules(session, directive.office_id, day))


def _facts(directive: Directive, tasks: Sequence[Task]) -> Iterator[str]:
    yield f"{paper_words(directive)} – {one_line(directive.title)}"
    if directive.issuer:
        yield f"Cơ quan ban hành: {directive.issuer}"
    if directive.signer:
        yield f"Người ký: {directive.signer}"
    arrival = f"; số đến {directive.arrival_number}" if directive.arrival_number else ""
    yield f"Ngày nhận: {day_words(directive.received_on)}{arrival}"
    if directive.restricted:
        yield "Văn bản lưu hành nội bộ: không sao chụp, chuyển tiếp ra ngoài."
    yield f"Thời hạn bảo quản ({SOURCE}): {retention_words(directive, tasks)}"
    if directive.retention_basis:
        yield f"Căn cứ: {one_line(directive.retention_basis)}"


def _own_papers(directive: Directive, policy: ScanPolicy) -> Iterator[ListedPaper]:
    for order, file in enumerate(directive.files, start=1):
        path = f"van-ban/{order:02d}-{file.name.replace('/', '_')}"
        yield ListedPaper(
            number=directive.number or "",
            day=day_words(directive.issued_on) if directive.issued_on else "",
            title=f"{label(directive.kind)}: {one_line(directive.title)} ({label(file.role)})",
            author=directive.issuer,
            file=DossierFile(file.blob_sha256, path, withheld(file.blob, policy)),
        )


def _proofs(session: Session, task_ids: Sequence[int], policy: ScanPolicy) -> Iterator[ListedPaper]:
    """Every paper that proves one of the tasks, once, with all its versions."""
    proves = select(EvidenceTask.evidence_id).where(EvidenceTask.task_id.in_(task_ids))
    items = session.scalars(
        select(Evidence)
        .where(Evidence.id.in_(proves))
        .options(
            joinedload(Evidence.unit),
            selectinload(Evidence.revisions).joinedload(EvidenceRevision.blob),
        )
        .order_by(Evidence.id)
    )
    for item in items:
        for row in item.revisions:
            replaced = row is not item.revisions[-1]
            yield ListedPaper(
                number=item.paper_number or "",
                day=day_words(item.paper_on) if item.paper_on else "",
                title=item.title if len(item.revisions) == 1 else f"{item.title} (bản {row.n})",
                author=item.unit.name,
                file=evidence_file(item, row, policy),
                note="Đã có bản mới hơn" if replaced else "",
            )
