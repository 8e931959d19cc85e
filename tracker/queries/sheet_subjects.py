"""What is said of a sheet of the index in a message: to lock it, to score, to explain."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.sentences import say
from tracker.models import IndexSheet, SheetCharge, SheetQuestion

SheetThing = tuple[int, int | None, int | None]
"""A sheet; the first item of an officer's share; a question: its keys."""


def sheet_subject(sheet_id: int, item_id: int | None, question_id: int | None) -> str:
    """The name under which a digest gathers what is said of one of them."""
    if question_id is not None:
        return f"question:{question_id}"
    return f"sheet:{sheet_id}" if item_id is None else f"sheet:{sheet_id}/{item_id}"


def sheet_lines(session: Session, things: Iterable[SheetThing]) -> dict[str, tuple[str, str, str]]:
    """Title, unit and path of each, by ``sheet_subject``."""
    wanted = sorted(set(things), key=lambda thing: (thing[0], thing[1] or 0, thing[2] or 0))
    if not wanted:
        return {}
    sheets = {
        sheet.id: sheet
        for sheet in session.scalars(
            select(IndexSheet)
            .where(IndexSheet.id.in_({sheet_id for sheet_id, _item, _question in wanted}))
            .options(joinedload(IndexSheet.unit))
        )
    }
    shares = _shares(session, {thing[0] for thing in wanted if thing[1] is not None})
    codes = _codes(session, {thing[2] for thing in wanted if thing[2] is not None})
    return {
        sheet_subject(*thing): (
            _title(sheets[thing[0]].round.name, thing, shares, codes),
            sheets[thing[0]].unit.name,
            f"/index/sheets/{thing[0]}",
        )
        for thing in wanted
        if thing[0] in sheets
    }


def _title(
    round_name: str,
    thing: SheetThing,
    shares: dict[tuple[int, int], int],
    codes: dict[int, str],
) -> str:
    sheet_id, item_id, question_id = thing
    if question_id is not None:
        code = codes.get(question_id, "")
        return str(say("Giải trình mục %(code)s, %(round)s", code=code, round=round_name))
    if item_id is None:
        return str(say("Chốt phiếu tự chấm điểm %(round)s", round=round_name))
    n = shares.get((sheet_id, item_id), 1)
    return str(say("Chấm %(n)s mục được phân công, %(round)s", n=n, round=round_name))


def _shares(session: Session, sheet_ids: set[int]) -> dict[tuple[int, int], int]:
    """For each charged item: how many items of the sheet one officer prepares until that day."""
    if not sheet_ids:
        return {}
    rows = session.scalars(select(SheetCharge).where(SheetCharge.sheet_id.in_(sheet_ids))).all()
    counts: dict[tuple[object, ...], int] = {}
    for row in rows:
        name = (row.sheet_id, row.user_id, row.due_on)
        counts[name] = counts.get(name, 0) + 1
    return {
        (row.sheet_id, row.item_id): counts[(row.sheet_id, row.user_id, row.due_on)] for row in rows
    }


def _codes(session: Session, question_ids: set[int]) -> dict[int, str]:
    if not question_ids:
        return {}
    rows = session.scalars(
        select(SheetQuestion)
        .where(SheetQuestion.id.in_(question_ids))
        .options(joinedload(SheetQuestion.item))
    )
    return {row.id: row.item.code for row in rows}
