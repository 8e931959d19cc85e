"""Looking at one sheet: three columns side by side, what is missing, what may be done."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from tracker.blueprints.downloads import send_kept
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_sheets.possible import possible_deeds
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.index_life import ScoreStage, SheetState
from tracker.models import IndexSheet
from tracker.permissions import Permission
from tracker.queries.index_sheets import sheet_events, sheet_view, signed_papers

bp = Blueprint("index_sheets", __name__, url_prefix="/index/sheets")

_UNITS_OWN = frozenset({SheetState.SCORING, SheetState.CHECKED})


@bp.get("/<int:sheet_id>")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def show(sheet: IndexSheet) -> str:
    """Phiếu chấm điểm."""
    session = db.session()
    view = sheet_view(session, sheet)
    return render_template(
        "index_sheets/show.html",
        sheet=sheet,
        view=view,
        total=view.latest(),
        columns_said=[(stage, view.totals[stage]) for stage in ScoreStage],
        under_way=sheet.state in _UNITS_OWN,
        deeds=possible_deeds(session, view, actor()),
        signed=signed_papers(session, sheet.id),
        entries=told(sheet_events(session, sheet.id)),
    )


@bp.get("/<int:sheet_id>/signed/<int:signed_id>")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def signed_paper(sheet: IndexSheet, signed_id: int) -> Response:
    """A signed sheet, as it was handed in at a locking."""
    for paper in signed_papers(db.session(), sheet.id):
        if paper.id == signed_id:
            return send_kept(paper.blob, paper.file_name)
    raise NotFound(NOT_THERE)
