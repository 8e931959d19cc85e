"""Inside the scored unit: who prepares which item, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import SheetState
from tracker.domain.vietnamese import day_words
from tracker.models import IndexItem, IndexSheet, Membership, SheetCharge, User
from tracker.permissions import Actor
from tracker.queries.unit_heads import held_on
from tracker.services.index_history import told_of_sheet
from tracker.services.loading import for_change


def officers(session: Session, sheet: IndexSheet, on_day: date) -> list[User]:
    """Who holds a post in the scored unit."""
    people = session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.unit_id == sheet.unit_id, held_on(on_day), User.active)
        .order_by(User.name, User.id)
    )
    return list(people.unique())


def charge(
    session: Session,
    *,
    sheet_id: int,
    item_ids: Sequence[int],
    user_id: int | None,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """Name an officer and a day for items; nobody takes the charge away again.

    Raises InvalidInput for nothing chosen and for somebody of another unit.
    """
    sheet = for_change(session, IndexSheet, sheet_id)
    if sheet.state is not SheetState.SCORING:
        raise Conflict("Phiếu đã chốt, không phân công nữa.")
    items = session.scalars(
        select(IndexItem).where(
            IndexItem.id.in_(sorted(set(item_ids))), IndexItem.set_id == sheet.round.set_id
        )
    ).all()
    if not items:
        raise InvalidInput("Hãy chọn ít nhất một nội dung.", field="items")
    person = next(
        (one for one in officers(session, sheet, actor.on_day) if one.id == user_id), None
    )
    if user_id is not None and person is None:
        raise NotFound("Không tìm thấy người được phân công trong đơn vị.")
    for item in items:
        row = session.get(SheetCharge, (sheet_id, item.id))
        if person is None:
            if row is not None:
                session.delete(row)
            continue
        if row is None:
            row = SheetCharge(sheet_id=sheet_id, item_id=item.id)
            session.add(row)
        row.user_id, row.due_on, row.unit_id = person.id, due_on, sheet.unit_id
        row.set_at = now
    codes = ", ".join(item.code for item in items)
    until = f", đến ngày {day_words(due_on)}" if due_on else ""
    told_of_sheet(
        session, sheet, EventKind.SHEET_CHARGED, actor=actor, now=now,
        note=f"{person.name if person else '–'}: {codes}{until}",
    )  # fmt: skip
    return sheet
