"""What moves a sheet: checked, locked with a signed file, asked about, explained, decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import SheetDeedKind
from tracker.domain.local_time import local_day
from tracker.models import (
    IndexItem,
    IndexSheet,
    SheetPaper,
    SheetQuestion,
)
from tracker.permissions import Actor
from tracker.permissions.predicates import has_nobody, runs_index
from tracker.queries.index_sheets import SheetView, sheet_view
from tracker.queries.unit_heads import heads_on, speaking_for_unit
from tracker.services import index_notices
from tracker.services.evidence import KeptFile, keep_blob
from tracker.services.index_history import told_of_sheet
from tracker.services.sheet_moves import codes_of, moved, moved_back, reason_of
from tracker.services.sheet_scoring import check_appraiser


def check(
    session: Session, *, sheet_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexSheet:
    """Everything is scored and proved: the sheet goes to the head. Refused by what is missing."""
    sheet = moved(session, sheet_id, version, SheetDeedKind.CHECK)
    _check_complete(sheet_view(session, sheet))
    told_of_sheet(session, sheet, EventKind.SHEET_CHECKED, actor=actor, now=now)
    return sheet


def give_back(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """Back to scoring, inside the unit, with a reason."""
    return moved_back(
        session, sheet_id=sheet_id, version=version, deed=SheetDeedKind.GIVE_BACK,
        event=EventKind.SHEET_GIVEN_BACK, reason=reason, missing="Hãy ghi nội dung cần chấm lại.",
        actor=actor, now=now,
    )  # fmt: skip


def lock(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    file: KeptFile | None,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """Chốt phiếu: by the head of the unit, with the signed sheet. Locked means locked.

    Raises NotAllowed for whoever is not the head (where a unit has none: whoever speaks for it).
    """
    sheet = moved(session, sheet_id, version, SheetDeedKind.LOCK)
    if not may_lock(session, sheet, actor):
        raise NotAllowed("Phiếu do người đứng đầu đơn vị chốt.")
    _check_complete(sheet_view(session, sheet))
    if file is None:
        raise InvalidInput("Hãy gửi kèm phiếu tự chấm điểm đã ký.", field="files")
    keep_blob(session, file, now=now)
    session.add(
        SheetPaper(
            sheet_id=sheet.id, blob_sha256=file.sha256, file_name=file.name, at=now,
            by_id=actor.user_id,
        )
    )  # fmt: skip
    sheet.locked_at, sheet.locked_by_id = now, actor.user_id
    event = told_of_sheet(
        session, sheet, EventKind.SHEET_LOCKED, actor=actor, now=now, note=file.told,
        sha256=[file.sha256],
    )  # fmt: skip
    index_notices.sheet_locked(session, sheet, event.id, actor=actor, now=now)
    return sheet


def may_lock(session: Session, sheet: IndexSheet, actor: Actor) -> bool:
    """The head of the unit, a deputy of theirs by substitution; without a head, its speakers.

    For a unit of which nobody can sign in: whoever runs the index, from the unit's signed paper.
    """
    if runs_index(actor, sheet) and has_nobody(actor, sheet):
        return True
    heads = {post.user_id for post in heads_on(session, sheet.unit_id, actor.on_day)}
    if heads:
        return bool(heads & actor.people)
    return speaking_for_unit(session, sheet.unit_id, actor) is not None


def reopen(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    reason: str,
    until: date | None,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """Back to the unit until a day (inclusive), by whoever runs the index, with a reason."""
    sheet = moved(session, sheet_id, version, SheetDeedKind.REOPEN)
    words = reason_of(reason, "Hãy ghi lý do mở lại phiếu.")
    if until is None or until < local_day(now):
        raise InvalidInput("Hãy ghi ngày cuối được chấm lại, từ hôm nay trở đi.", field="until")
    sheet.open_until = until
    event = told_of_sheet(
        session, sheet, EventKind.SHEET_REOPENED, actor=actor, now=now, note=words,
        until=until.isoformat(),
    )  # fmt: skip
    index_notices.unit_told(
        session, sheet, event.id, subject="Phiếu tự chấm điểm được mở lại",
        text=f"Phiếu {sheet.round.name} được mở lại đến hết ngày {until:%d/%m/%Y}. Lý do: {words}",
        actor=actor, now=now,
    )  # fmt: skip
    return sheet


def ask(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    version: int | None,
    question: str,
    actor: Actor,
    now: datetime,
) -> SheetQuestion:
    """An appraiser asks the unit to explain one item."""
    sheet = moved(session, sheet_id, version, SheetDeedKind.ASK)
    item = session.get(IndexItem, item_id)
    if item is None or item.set_id != sheet.round.set_id:
        raise NotFound("Không tìm thấy nội dung chấm điểm này.")
    check_appraiser(sheet, item, actor)
    words = reason_of(question, "Hãy ghi nội dung cần giải trình.", field="question")
    made = SheetQuestion(
        sheet_id=sheet_id, item_id=item_id, question=words, asked_at=now, asked_by_id=actor.user_id
    )
    session.add(made)
    event = told_of_sheet(
        session, sheet, EventKind.SHEET_ASKED, actor=actor, now=now, note=f"{item.code}: {words}"
    )
    index_notices.unit_told(
        session, sheet, event.id, subject=f"Yêu cầu giải trình mục {item.code}",
        text=f"Đề nghị giải trình mục {item.code} “{item.name}”: {words}", actor=actor, now=now,
    )  # fmt: skip
    return made


def explain(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    answers: Mapping[int, str],
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """The unit answers every question at once; the sheet is locked again."""
    sheet = moved(session, sheet_id, version, SheetDeedKind.EXPLAIN)
    waiting = session.scalars(
        select(SheetQuestion)
        .where(SheetQuestion.sheet_id == sheet_id, SheetQuestion.answered_at.is_(None))
        .order_by(SheetQuestion.id)
    ).all()
    for question in waiting:
        words = answers.get(question.id, "").strip()
        if not words:
            raise InvalidInput(
                "Chưa giải trình mục %(item)s.",
                field=f"answer_{question.id}",
                item=question.item.code,
            )
        question.answer, question.answered_at = words, now
        question.answered_by_id = actor.user_id
    codes = ", ".join(question.item.code for question in waiting)
    event = told_of_sheet(
        session, sheet, EventKind.SHEET_EXPLAINED, actor=actor, now=now, note=f"Mục {codes}"
    )
    index_notices.sheet_locked(session, sheet, event.id, actor=actor, now=now)
    return sheet


def _check_complete(view: SheetView) -> None:
    if view.unscored:
        raise InvalidInput("Chưa chấm điểm: %(codes)s.", codes=codes_of(view.unscored))
    if view.unproved:
        raise InvalidInput(
            "Chưa có tài liệu kiểm chứng hoặc giải trình: %(codes)s.", codes=codes_of(view.unproved)
        )
