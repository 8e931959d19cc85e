"""The dossier of a task: its order, deadlines, reminders, papers and history, as frozen text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.delivery import Channel
from tracker.domain.dossier import Dossier, DossierFile, DossierPart, DossierTable
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.labels import label
from tracker.domain.local_time import local_moment
from tracker.domain.scanning import ScanPolicy, refusal, shown_state
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import (
    Blob,
    Evidence,
    EvidenceRevision,
    HistoryTail,
    LedgerEntry,
    Office,
    Task,
    TaskPart,
    User,
)
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.dossier_talk import talk_parts
from tracker.queries.task_page import TaskDetail, task_detail

_SUBJECT = 150

Rows = Iterator[tuple[str, ...]]

_TABLES: dict[str, tuple[tuple[str, int], ...]] = {
    "Các lần xác định thời hạn": (
        ("Thời hạn", 26), ("Nguyên nhân", 42), ("Căn cứ", 102), ("Người xác định", 42),
        ("Thời điểm", 30)),
    "Đề nghị gia hạn": (
        ("Đề nghị đến", 26), ("Lý do", 76), ("Người đề nghị", 40), ("Quyết định", 70),
        ("Thời điểm", 30)),
    "Đơn vị chủ trì, đơn vị phối hợp": (
        ("Đơn vị", 60), ("Vai trò", 26), ("Từ", 30), ("Đến, thời hạn", 30), ("Nội dung", 96)),
    "Tiến độ, khó khăn, vướng mắc": (
        ("Thời điểm", 30), ("Loại", 36), ("Nội dung", 128), ("Người báo cáo", 48)),
    "Báo cáo hoàn thành và xác nhận": (
        ("Báo cáo", 38), ("Tóm tắt", 60), ("Văn bản kết quả", 34), ("Ngày hoàn thành", 24),
        ("Giải trình", 32), ("Quyết định", 54)),
    "Văn bản, tài liệu": (
        ("Tên", 62), ("Số, ngày", 32), ("Đơn vị", 38), ("Bản", 12), ("Nộp lúc", 28),
        ("Mã băm SHA-256", 70)),
    "Nhắc việc, thông báo đã gửi": (
        ("Lập lúc", 28), ("Người nhận", 46), ("Kênh", 24), ("Nội dung", 88), ("Gửi lúc", 28),
        ("Mở xem lúc", 28)),
    "Quá trình xử lý": (
        ("Thời điểm", 30), ("Người thực hiện", 50), ("Việc", 50), ("Căn cứ, nội dung", 112)),
}  # fmt: skip
"""Each part with its columns and their widths in millimetres (with TT 252 in all)."""

_AFTER_TALK = "Văn bản, tài liệu"
"""Before this part stands what was said."""


def task_dossier(
    session: Session, task: Task, *, actor: Actor, now: datetime, policy: ScanPolicy
) -> Dossier:
    """Everything that was known of ``task`` at ``now``; its papers go along by hash, save those
    that ``policy`` keeps back."""
    detail = task_detail(session, task.id, events=None)
    task = detail.task
    office = session.get_one(Office, task.office_id)
    tail = session.get(HistoryTail, 1)
    text = one_line(task.duty.text)
    return Dossier(
        office=office.name,
        subject=text if len(text) <= _SUBJECT else f"{text[:_SUBJECT].rsplit(' ', 1)[0]} …",
        made_at=now,
        made_by=actor.name,
        seal=f"{tail.seq}:{tail.seal}" if tail is not None and tail.seq else "",
        parts=tuple(_parts(session, detail, now)),
        files=tuple(_files(detail.evidence, policy)),
    )


def _parts(session: Session, detail: TaskDetail, now: datetime) -> Iterator[DossierPart]:
    task = detail.task
    yield DossierPart("Nội dung chỉ đạo", tuple(_order(task)))
    rows = (
        _deadlines(task),
        _extensions(detail),
        _units(task),
        _progress(detail),
        _submissions(task),
        _papers(detail.evidence),
        _told(session, task),
        _history(detail),
    )
    for (name, columns), found in zip(_TABLES.items(), rows, strict=True):
        if name == _AFTER_TALK:
            yield from talk_parts(session, task, now)
        yield DossierPart(name, table=DossierTable(columns, tuple(found)))


def _order(task: Task) -> Iterator[str]:
    directive = task.duty.directive
    yield f"Nhiệm vụ: {one_line(task.duty.text)}"
    yield f"Văn bản giao: {paper_words(directive)} – {one_line(directive.title)}"
    if task.duty.path:
        yield f"Vị trí trong văn bản: {task.duty.path}"
    if task.duty.given_by:
        yield f"Người giao: {task.duty.given_by}"
    if task.duty.product:
        yield f"Sản phẩm: {one_line(task.duty.product)}"
    yield f"Đơn vị chủ trì: {task.lead_unit.name}; giao lúc {_at(task.assigned_at)}"
    yield f"Trạng thái: {label(task.status)}; thời hạn {_day(task.due_on)}"
    if task.done_on:
        yield f"Ngày hoàn thành được tính: {day_words(task.done_on)}"


def _deadlines(task: Task) -> Rows:
    for row in task.deadlines:
        yield _day(row.due_on), label(row.cause), row.basis, row.set_by.name, _at(row.set_at)


def _extensions(detail: TaskDetail) -> Rows:
    for row in reversed(detail.extensions):
        decided = label(row.state)
        if row.state is ExtensionState.GRANTED:
            decided += f" đến {_day(row.granted_on)}"
        if row.decision_basis:
            decided += f". {one_line(row.decision_basis)}"
        if row.closed_by is not None:
            decided += f" ({_acting(row.closed_by, row.decided_for)}, {_at(row.closed_at)})"
        late = "; đề nghị sau khi hết hạn" if row.asked_late else ""
        yield (
            day_words(row.wanted_on),
            f"{one_line(row.reason)}{late}",
            row.asked_by.name,
            decided,
            _at(row.asked_at),
        )


def _units(task: Task) -> Rows:
    for span in task.leads:
        yield span.unit.name, "Chủ trì", _at(span.from_at), _at(span.to_at), one_line(span.basis)
    for part in task.parts:
        words = [one_line(part.request)] if part.request else []
        words += [_answer_of(part)]
        yield (
            part.unit.name,
            "Phối hợp",
            "",
            _at(part.answered_at) if part.answered_at else _day(part.due_on),
            ". ".join(words),
        )


def _answer_of(part: TaskPart) -> str:
    if part.closed_at is not None:
        return f"Không yêu cầu nữa từ {_at(part.closed_at)}: {one_line(part.closed_note)}"
    if part.answered_at is None:
        return "Chưa trả lời"
    paper = f" (văn bản số {part.paper_number})" if part.paper_number else ""
    return f"Trả lời: {one_line(part.answer)}{paper}{_judged(part)}"


def _judged(part: TaskPart) -> str:
    """The lead's word on the answer; empty where there is none yet."""
    if part.confirmed_at is not None:
        return f". Đã được xác nhận lúc {_at(part.confirmed_at)}"
    if part.returned_at is not None:
        return f". Đề nghị trả lời lại lúc {_at(part.returned_at)}: {part.return_reason}"
    return ""


def _progress(detail: TaskDetail) -> Rows:
    said = [
        (row.at, label(row.milestone), row.text, row.by.name + (" (thay)" if row.on_behalf else ""))
        for row in detail.updates
    ]
    said += [
        (row.raised_at, "Kiến nghị" if row.is_proposal else "Vướng mắc", _answered(row.text,
         row.answer), row.unit.name)
        for row in detail.obstacles
    ]  # fmt: skip
    for at, kind, text, who in sorted(said, key=lambda row: row[0]):
        yield _at(at), kind, one_line(text), who


def _submissions(task: Task) -> Rows:
    for row in task.submissions:
        decision = "Đã rút lại" if row.withdrawn_at else "Chờ xác nhận"
        if row.decision is not None and row.decided_by is not None:
            decision = f"{label(row.decision)} ({row.decided_by.name}, {_at(row.decided_at)})"
            decision += f". {one_line(row.decision_note)}" if row.decision_note else ""
        paper = f"{row.paper_number or ''} {_day(row.paper_on) if row.paper_on else ''}".strip()
        yield (
            f"{_at(row.submitted_at)} {row.submitted_by.name}{' (thay)' if row.on_behalf else ''}",
            one_line(row.summary),
            paper,
            day_words(row.done_on),
            one_line(row.explanation.text) if row.explanation else "",
            decision,
        )


def _papers(items: Sequence[Evidence]) -> Rows:
    for item in reversed(items):
        for row in item.revisions:
            number = " ".join(filter(None, (item.paper_number, _day(item.paper_on))))
            yield (
                f"{item.title} ({row.file_name})",
                number if item.paper_number or item.paper_on else "",
                item.unit.name,
                str(row.n),
                _at(row.uploaded_at),
                row.blob_sha256,
            )


def _told(session: Session, task: Task) -> Rows:
    rows = session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.task_id == task.id)
        .options(joinedload(LedgerEntry.recipient), joinedload(LedgerEntry.message))
        .order_by(LedgerEntry.id)
    )
    for row in rows:
        message = row.message
        sent = message.sent_at if message is not None else None
        read = message.read_at if message is not None else None
        failed = message.last_error if message is not None and message.failed_at else ""
        shown = _at(sent) if row.channel is Channel.IN_APP or not failed else f"Hỏng: {failed[:80]}"
        yield (
            _at(row.planned_at),
            row.recipient.name,
            label(row.channel),
            one_line(row.cause),
            shown,
            _at(read),
        )


def _history(detail: TaskDetail) -> Rows:
    for row in reversed(detail.events):
        who = row.for_unit.name if row.for_unit else row.for_user.name if row.for_user else ""
        words = [f"Căn cứ: {row.basis}"] if row.basis else []
        words += [row.note] if row.note and row.note != row.basis else []
        yield (
            _at(row.at),
            f"{row.actor.name}{f' (thay {who})' if who else ''}",
            label(row.kind),
            one_line(". ".join(words)),
        )


def _files(items: Sequence[Evidence], policy: ScanPolicy) -> Iterator[DossierFile]:
    for item in reversed(items):
        for row in item.revisions:
            yield evidence_file(item, row, policy)


def evidence_file(item: Evidence, row: EvidenceRevision, policy: ScanPolicy) -> DossierFile:
    """One version of a paper in an archive, always at the same path."""
    name = row.file_name.replace("/", "_")
    path = f"tai-lieu/{item.id:05d}-ban-{row.n}-{name}"
    return DossierFile(row.blob_sha256, path, withheld(row.blob, policy))


def withheld(blob: Blob, policy: ScanPolicy) -> str:
    """Why a file's bytes stay behind; "" when they do not."""
    if refusal(blob.scan_state, policy, "") is None:
        return ""
    return label(shown_state(blob.scan_state, policy)).lower()


def _acting(person: User, for_whom: User | None) -> str:
    return f"{person.name} nhập thay {for_whom.name}" if for_whom else person.name


def _answered(text: str, answer: str) -> str:
    return f"{text} Trả lời: {answer}" if answer else text


def _day(day: date | None) -> str:
    return day_words(day) if day else "không có thời hạn"


def _at(moment: datetime | None) -> str:
    return f"{local_moment(moment):%H:%M %d/%m/%Y}" if moment else ""
