"""During the year: every unit of a round, what it would have today, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import ngettext

from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.index_outlook import Outlook
from tracker.models import IndexRound, IndexSheet
from tracker.permissions import Permission
from tracker.permissions.index_scope import sees_every_sheet
from tracker.queries.index_outlook import outlook
from tracker.queries.index_sheets import SheetView, sheet_view, sheets_of_round
from tracker.queries.paging import page_of
from tracker.surroundings import today


@dataclass(frozen=True, slots=True)
class UnitOutlook:
    """One unit's line: its sheet, the forecast, how much is not scored or not proved."""

    sheet: IndexSheet
    found: Outlook
    unscored: int
    unproved: int


@bp.get("/<int:round_id>/outlooks")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def outlooks(round: IndexRound) -> str:
    """Dự báo của các đơn vị, for whoever runs the index or sees all of it; fifty a page."""
    if not sees_every_sheet(actor()):
        raise NotFound(NOT_THERE)
    session = db.session()
    page = page_of(session, sheets_of_round(actor(), round.id), request.args.get("page"))
    rows = [_line(sheet, sheet_view(session, sheet)) for sheet in page.rows]
    behind = sum(1 for row in rows if row.unscored or row.unproved)
    return render_template(
        "index_rounds/outlooks.html",
        round=round,
        page=page,
        rows=sorted(rows, key=lambda row: (row.found.today, row.sheet.id)),
        heading=ngettext(
            "%(num)s đơn vị còn nội dung thiếu", "%(num)s đơn vị còn nội dung thiếu", behind
        ),
    )


def _line(sheet: IndexSheet, view: SheetView) -> UnitOutlook:
    found = outlook(db.session(), view, today())
    return UnitOutlook(sheet, found, len(view.unscored), len(view.unproved))
