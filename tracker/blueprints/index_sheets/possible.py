"""Which deeds a sheet admits now, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from tracker.domain.index_life import MOVES, OVER, SheetDeedKind, SheetState
from tracker.domain.labels import label
from tracker.models import IndexSheet
from tracker.permissions import Actor, Permission, allows
from tracker.queries.index_sheets import SheetView
from tracker.services.sheet_deeds import may_lock

_D = SheetDeedKind


@dataclass(frozen=True, slots=True)
class SheetButton:
    """A link to a deed: its words, where it leads, how it looks."""

    words: str
    url: str
    tone: str


_OFFERS: tuple[tuple[SheetDeedKind, str, Permission, str], ...] = (
    (_D.CHECK, "index_sheets.check", Permission.SHEET_LOCK, "deed"),
    (_D.LOCK, "index_sheets.lock", Permission.SHEET_LOCK, "deed"),
    (_D.GIVE_BACK, "index_sheets.give_back", Permission.SHEET_LOCK, "quiet"),
    (_D.EXPLAIN, "index_sheets.explain", Permission.SHEET_LOCK, "deed"),
    (_D.PASS_TO_COUNCIL, "index_sheets.pass_on", Permission.INDEX_RUN, "deed"),
    (_D.REOPEN, "index_sheets.reopen", Permission.INDEX_RUN, "quiet"),
    (_D.DECIDE, "index_sheets.agree", Permission.SHEET_COUNCIL, "deed"),
    (_D.RETURN_TO_APPRAISAL, "index_sheets.return_it", Permission.SHEET_COUNCIL, "quiet"),
    (_D.UNDECIDE, "index_sheets.undecide", Permission.SHEET_COUNCIL, "quiet"),
)


def possible_deeds(session: Session, view: SheetView, actor: Actor) -> list[SheetButton]:
    """The buttons above the sheet, in the order of its life."""
    sheet = view.sheet
    if sheet.round.state in OVER:
        return []
    found = [
        SheetButton(gettext(label(deed)), url_for(endpoint, sheet_id=sheet.id), tone)
        for deed, endpoint, right, tone in _OFFERS
        if (sheet.state, deed) in MOVES
        and allows(actor, right, sheet)
        and (deed is not _D.LOCK or may_lock(session, sheet, actor))
    ]
    if sheet.state is SheetState.SCORING and allows(actor, Permission.SHEET_SCORE, sheet):
        url = url_for("index_sheets.charge", sheet_id=sheet.id)
        found.append(SheetButton(gettext("Phân công trong đơn vị"), url, "quiet"))
    return found


def scores_now(sheet: IndexSheet, actor: Actor) -> bool:
    """Whether the actor is of the unit and the unit may write."""
    return sheet.state is SheetState.SCORING and allows(actor, Permission.SHEET_SCORE, sheet)
