"""What every deed on a sheet begins with: the sheet under a lock, moved on; its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER, SheetDeedKind, sheet_after
from tracker.models import IndexSheet
from tracker.permissions import Actor
from tracker.queries.index_sheets import SheetRow
from tracker.services.index_history import told_of_sheet
from tracker.services.loading import for_change

NAMED = 8
"""So many codes are named in a refusal; the rest is counted."""


def moved(session: Session, sheet_id: int, version: int | None, deed: SheetDeedKind) -> IndexSheet:
    """The sheet under a lock, already where the deed leads."""
    sheet = for_change(session, IndexSheet, sheet_id, version=version)
    if sheet.round.state in OVER:
        raise Conflict("Đợt đánh giá đã công bố kết quả, phiếu không thay đổi được nữa.")
    sheet.state = sheet_after(sheet.state, deed)
    return sheet


def moved_back(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    deed: SheetDeedKind,
    event: EventKind,
    reason: str,
    missing: str,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """A step back, which needs its reason; ``missing`` asks for it where none was given."""
    sheet = moved(session, sheet_id, version, deed)
    words = reason_of(reason, missing)
    told_of_sheet(session, sheet, event, actor=actor, now=now, note=words)
    return sheet


def codes_of(rows: Iterable[SheetRow]) -> str:
    codes = [row.item.code for row in rows]
    more = f" và {len(codes) - NAMED} mục khác" if len(codes) > NAMED else ""
    return ", ".join(codes[:NAMED]) + more


def reason_of(text: str, missing: str, *, field: str = "reason") -> str:
    if not text.strip():
        raise InvalidInput(missing, field=field)
    return text.strip()
