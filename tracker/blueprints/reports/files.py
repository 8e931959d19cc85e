"""A report as files beside its paper: Excel, a page to print, a whole period for the archive."""

from __future__ import annotations

from urllib.parse import quote

from flask import render_template, send_file
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.page import file_name, report_name, report_page
from tracker.blueprints.reports.views import bp, report_here, snapshot_n
from tracker.db import db
from tracker.documents.report_workbook import report_workbook
from tracker.domain.counted_tasks import FigureColumn, behind
from tracker.domain.report_snapshot import from_json
from tracker.models import Report
from tracker.permissions import Permission
from tracker.permissions.scope import visible_reports
from tracker.queries.period_evidence import proving_files
from tracker.queries.reports import snapshot_of, snapshots_of
from tracker.services.period_archive import ArchivedReport, stream_period
from tracker.surroundings import now, store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<int:report_id>/xlsx")
@requires(Permission.REPORT_VIEW)
def workbook(report_id: int) -> Response:
    """Every table of the report."""
    report = report_here(report_id)
    snapshot = from_json(snapshot_of(db.session(), report.id, snapshot_n()).content)
    return send_file(
        report_workbook(snapshot),
        mimetype=XLSX,
        as_attachment=True,
        download_name=file_name(snapshot).replace(".docx", ".xlsx"),
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
    session, who, moment = db.session(), actor(), now()
    found = session.scalars(
        select(Report)
        .where(
            visible_reports(who),
            Report.period_key == report.period_key,
            Report.from_on == report.from_on,
            Report.to_on == report.to_on,
        )
        .order_by(Report.id)
    ).all()
    kept, task_ids = [], set()
    for each in found:
        row = snapshot_of(session, each.id)
        snapshot = from_json(row.content)
        done = behind(snapshot.counted or (), FigureColumn.COMPLETED)
        task_ids |= {counted.task_id for counted in done}
        folder = f"{each.id}-{report_name(snapshot)}".replace("/", "-")
        kept.append(ArchivedReport(folder, row.content, row.sha256))
    evidence = list(proving_files(session, sorted(task_ids), actor=who, day=report.to_on))
    name = from_json(snapshot_of(session, report.id).content).period
    response = Response(
        stream_period(kept, evidence, store(), period=name, at=moment),
        mimetype="application/zip",
    )
    named = quote(_("Báo cáo %(period)s.zip", period=name).replace("/", "-"), safe="")
    told = f"filename=\"bao-cao-{report.period_key}.zip\"; filename*=UTF-8''{named}"
    response.headers["Content-Disposition"] = f"attachment; {told}"
    return response
