"""Looking at reports: the list, one with its figures, the tasks behind a number, the paper."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.figure_pages import behind_page
from tracker.blueprints.filters import period_name
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.job_rows import job_row
from tracker.blueprints.reports.page import report_page
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.report_files import file_name, is_long, report_name
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import from_json_to_list
from tracker.domain.reporting_periods import Window, cut_off
from tracker.domain.vietnamese import capitalised
from tracker.models import Report
from tracker.permissions import Permission
from tracker.queries.directives import paper_words, visible_directive
from tracker.queries.paging import page_of
from tracker.queries.regimes import scope_name
from tracker.queries.report_figures import count
from tracker.queries.report_jobs import report_jobs_of
from tracker.queries.reports import report_of, reports_of, snapshot_of, snapshots_of
from tracker.services.paper_drawing import kept_template
from tracker.services.report_drawing import draw
from tracker.services.report_files import is_big
from tracker.services.report_marks import marks_on_annexes
from tracker.services.report_numbers import drawn_snapshot
from tracker.surroundings import now, store, today

bp = Blueprint("reports", __name__, url_prefix="/reports")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_here(report_id: int) -> Report:
    """The report of the present person's office; NotFound otherwise."""
    return report_of(db.session(), actor(), report_id)


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def index() -> str:
    """All reports, the newest period first."""
    found = page_of(db.session(), reports_of(actor()), request.args.get("page"))
    return render_template(
        "reports/index.html",
        page=found,
        jobs=[job_row(job, now()) for job in report_jobs_of(db.session(), actor(), now())],
        rows=[
            {
                "report": report,
                "name": capitalised(period_name(report.period_key)),
                "scope": _scope_words(report),
            }
            for report in found.rows
        ],
        heading=ngettext("%(num)s báo cáo", "%(num)s báo cáo", found.total),
    )


@bp.get("/<int:report_id>")
@requires(Permission.REPORT_VIEW)
def show(report_id: int) -> str:
    """One report on the screen, as its newest snapshot (or the one asked for) has it."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id, snapshot_n())
    rows = snapshots_of(db.session(), report.id)
    return render_template("reports/show.html", **report_page(report, row, rows))


@bp.get("/<int:report_id>/rows")
@requires(Permission.REPORT_VIEW)
def rows(report_id: int) -> str:
    """The list behind a number of the report, as it was counted."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id, snapshot_n())
    snapshot = from_json_to_list(row.content)
    name = report_name(snapshot)
    back = url_for("reports.show", report_id=report.id, n=row.n)
    return behind_page(
        snapshot.counted or (),
        snapshot.lines or (),
        day=snapshot.as_of,
        of=_("%(report)s, số liệu chốt lần %(n)s", report=name, n=row.n),
        crumbs=[(_("Báo cáo"), url_for("reports.index")), (name, back)],
    )


@bp.get("/preview/rows")
@requires(Permission.REPORT_VIEW)
def preview_rows() -> Response | str:
    """The list behind a number that is not frozen: of a preview, of an earlier period.

    In a big office it would be counted while somebody waits: a report of that period is asked
    for instead, which is counted in the background (decision 0031).
    """
    key = request.args.get("period", "")
    days = Window(_day("from_on"), _day("to_on"))
    scope = ReportScope.of(request.args.get("scope", "all"))
    as_of = cut_off(days, today())
    session, office_id = db.session(), actor().office_id or 0
    if is_big(session, office_id):
        flash(
            _(
                "Cơ quan có nhiều nhiệm vụ nên danh sách phía sau số liệu chưa chốt không đếm ngay "
                "được. Hãy chốt số liệu báo cáo của kỳ này (ở chế độ nền) rồi xem danh sách."
            ),
            "warning",
        )
        return redirect(url_for("reports.new", period=key, scope=scope.key))
    name = scope_name(session, office_id, scope, as_of)
    if scope.directive_id is not None:
        _see_directive(scope.directive_id)
    found = count(
        session,
        office_id=office_id,
        window=days,
        as_of=as_of,
        directive_id=scope.directive_id,
        field_id=scope.field_id,
        unit_id=scope.unit_id,
        reported_by=today(),
    )
    return behind_page(
        found.rows,
        found.lines,
        day=as_of,
        of=" – ".join(filter(None, [_("Số liệu %(period)s", period=period_name(key)), name])),
        crumbs=[(_("Báo cáo"), url_for("reports.index"))],
    )


@bp.get("/<int:report_id>/docx")
@requires(Permission.REPORT_VIEW)
def download(report_id: int) -> Response:
    """The paper, drawn anew from the snapshot: the same letters every time."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id, snapshot_n())
    if is_long(len(row.content), by_template=report.template_id is not None):
        return too_long(report.id, row.n)
    snapshot = drawn_snapshot(db.session(), report, row.n)
    template = kept_template(report.template, store())
    return send_file(
        BytesIO(draw(snapshot, template, marks=marks_on_annexes(db.session(), report, row))),
        mimetype=DOCX,
        as_attachment=True,
        download_name=file_name(snapshot),
    )


def too_long(report_id: int, n: int) -> Response:
    """Back to the page whose button makes the file in the background."""
    flash(_("Báo cáo này dài nên tệp được lập ở chế độ nền. Hãy bấm nút lập tệp."), "warning")
    return redirect(url_for("reports.show", report_id=report_id, n=n))


def _scope_words(report: Report) -> str | None:
    if report.directive:
        return paper_words(report.directive)
    if report.unit:
        return str(report.unit.name)
    return _("Lĩnh vực %(name)s", name=report.field.name) if report.field else None


def _see_directive(directive_id: int) -> None:
    if visible_directive(db.session(), actor(), directive_id) is None:
        raise NotFound("Không tìm thấy văn bản chỉ đạo này.")


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        raise InvalidInput("Ngày của kỳ báo cáo không hợp lệ.", field=name) from None


def snapshot_n() -> int | None:
    """Which snapshot is asked for; None is the newest."""
    text = request.args.get("n", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
