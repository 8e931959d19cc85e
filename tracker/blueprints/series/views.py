"""Looking: every recurring duty of the office, and one with its rule, its periods, its history."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.filters import period_name
from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import Shown, list_file
from tracker.blueprints.present import actor
from tracker.blueprints.series.page import ListRow, list_rows, series_page
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


@bp.get("/export")
@requires(Permission.SERIES_LIST)
def export() -> Response:
    """The same list as an Excel file, the ended ones too."""
    columns: list[Shown[ListRow]] = [
        Shown(_("Nhiệm vụ định kỳ"), 60, lambda row: row.title),
        Shown(_("Văn bản chỉ đạo"), 36, lambda row: row.source),
        Shown(_("Quy tắc"), 36, lambda row: row.rule),
        Shown(_("Hạn kỳ tới"), 12, lambda row: row.next.due_on if row.next else None),
        Shown(_("Kỳ"), 18, lambda row: period_name(row.next.key) if row.next else ""),
        Shown(_("Số đơn vị"), 10, lambda row: row.units),
        Shown(_("Đã kết thúc"), 10, lambda row: "x" if row.ended else None),
    ]
    rows = list_rows(db.session(), actor(), today())
    return list_file(_("Nhiệm vụ định kỳ"), columns, rows)


@bp.get("/<int:series_id>")
@requires(Permission.SERIES_VIEW, series=Series)
def show(series: Series) -> str:
    """One recurring duty."""
    page = series_page(db.session(), series, actor(), today())
    return render_template("series/show.html", page=page, series=series)
