"""Looking at rounds: the list with one's own sheets, and how far one round has come."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.domain.index_life import OVER, RoundState, SheetState
from tracker.domain.labels import label
from tracker.models import IndexRound, IndexSheet
from tracker.permissions import Permission
from tracker.permissions.index_scope import sees_every_sheet
from tracker.queries.index_results import grades_of
from tracker.queries.index_rounds import round_events, round_list, round_progress
from tracker.queries.index_sheets import own_sheets, sheets_of_round

bp = Blueprint("index_rounds", __name__, url_prefix="/index/rounds")


@bp.get("/")
@requires(Permission.INDEX_VIEW)
def index() -> str:
    """Chỉ số CCHC: rounds, and what waits for one's own unit."""
    session = db.session()
    rounds = session.scalars(round_list(actor())).all()
    mine = session.scalars(own_sheets(actor())).all()
    waiting = [sheet for sheet in mine if _waits_for_unit(sheet)]
    return render_template(
        "index_rounds/index.html",
        rounds=rounds,
        progress=round_progress(session, actor().office_id or 0),
        mine=mine,
        sees_all=sees_every_sheet(actor()),
        heading=_heading(len(waiting), len(rounds)),
    )


@bp.get("/<int:round_id>")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def show(round: IndexRound) -> str:
    """One round: whose sheet lies where."""
    session = db.session()
    sheets = session.scalars(sheets_of_round(actor(), round.id)).all()
    counts = Counter(sheet.state for sheet in sheets)
    whole = sees_every_sheet(actor())
    return render_template(
        "index_rounds/show.html",
        round=round,
        sheets=sheets,
        counts=[(_(label(state)), counts[state]) for state in SheetState if counts[state]],
        grades=grades_of(round),
        may_see_results=whole or round.state in OVER,
        may_see_all=whole and round.state not in OVER,
        deeds=_deeds(round),
        entries=told(round_events(session, round.id)) if whole else [],
    )


def _waits_for_unit(sheet: IndexSheet) -> bool:
    """Whether the unit itself has to do something with its sheet."""
    if sheet.round.state in OVER:
        return False
    return sheet.state in (SheetState.SCORING, SheetState.CHECKED, SheetState.EXPLAINING)


def _heading(waiting: int, rounds: int) -> str:
    if waiting:
        return ngettext(
            "%(num)s phiếu chấm điểm chờ đơn vị bạn",
            "%(num)s phiếu chấm điểm chờ đơn vị bạn",
            waiting,
        )
    return ngettext("%(num)s đợt đánh giá Chỉ số CCHC", "%(num)s đợt đánh giá Chỉ số CCHC", rounds)


def _deeds(round_: IndexRound) -> list[tuple[str, str]]:
    """(endpoint, words) of what may be done next by whoever runs the index."""
    return {
        RoundState.OPEN: [("index_rounds.close", _("Kết thúc tự chấm"))],
        RoundState.CLOSED: [("index_rounds.publish", _("Công bố kết quả"))],
        RoundState.PUBLISHED: [("index_rounds.seal", _("Niêm phong"))],
        RoundState.SEALED: [],
    }[round_.state]
