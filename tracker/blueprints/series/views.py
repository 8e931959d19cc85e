"""Looking: every recurring duty of the office, and one with its rule, its periods, its history."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.series.page import list_rows, series_page
from tracker.db import db
from tracker.models import Series
from tracker.permissions import Permission
from tracker.surroundings import today

bp = Blueprint("series", __name__, url_prefix="/series")


@bp.get("/")
@requires(Permission.SERIES_LIST)
def index() -> str:
    """Nhiệm vụ định kỳ: the next due day first, the ended ones folded."""
    rows = list_rows(db.session(), actor(), today())
    running = [row for row in rows if not row.ended]
    return render_template(
        "series/index.html",
        running=running,
        ended=[row for row in rows if row.ended],
        heading=ngettext(
            "%(num)s nhiệm vụ định kỳ đang thực hiện",
            "%(num)s nhiệm vụ định kỳ đang thực hiện",
            len(running),
        ),
    )


@bp.get("/<int:series_id>")
@requires(Permission.SERIES_VIEW, series=Series)
def show(series: Series) -> str:
    """One recurring duty."""
    page = series_page(db.session(), series, actor(), today())
    return render_template("series/show.html", page=page, series=series)
