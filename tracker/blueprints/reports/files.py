"""A report as files beside its paper: Excel, a page to print, a whole period for the archive."""

from __future__ import annotations

from urllib.parse import quote

from flask import render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.page import report_page
from tracker.blueprints.reports.views import bp, report_here, snapshot_n, too_long
from tracker.db import db
from tracker.documents.report_workbook import report_workbook
from tracker.domain.report_files import ReportFile, file_name, is_long
from tracker.domain.report_snapshot import from_json
from tracker.permissions import Permission
from tracker.queries.reports import snapshot_of, snapshots_of
from tracker.services.period_archive import frozen_characters, gather_period, stream_period
from tracker.surroundings import now, store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<int:report_id>/xlsx")
@requires(Permission.REPORT_VIEW)
def workbook(report_id: int) -> Response:
    """Every table of the report."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id, snapshot_n())
    if is_long(len(row.content)):
        return too_long(report.id, row.n)
    snapshot = from_json(row.content)
    return send_file(
        report_workbook(snapshot),
        mimetype=XLSX,
        as_attachment=True,
        download_name=file_name(snapshot, ReportFile.XLSX),
    )


@bp.get("/<int:report_id>/print")
@requires(Permission.REPORT_VIEW)
def sheet(report_id: int) -> str:
    """The figures on paper, straight from the browser."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id, snapshot_n())
    rows = snapshots_of(db.session(), report.id)
    return render_template("reports/print.html", **report_page(report, row, rows))


@bp.get("/<int:report_id>/period")
@requires(Permission.REPORT_VIEW)
def period_archive(report_id: int) -> Response:
    """All reports of this report's period and what proves them, as one file that streams."""
    report = report_here(report_id)
    session = db.session()
    if is_long(
        frozen_characters(session, report, actor=actor()),
        by_template=report.template_id is not None,
    ):
        return too_long(report.id, snapshot_of(session, report.id).n)
    period = gather_period(session, report, actor=actor())
    response = Response(stream_period(period, store(), at=now()), mimetype="application/zip")
    named = quote(_("Báo cáo %(period)s.zip", period=period.name).replace("/", "-"), safe="")
    told = f"filename=\"bao-cao-{report.period_key}.zip\"; filename*=UTF-8''{named}"
    response.headers["Content-Disposition"] = f"attachment; {told}"
    return response
