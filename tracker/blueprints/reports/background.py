"""What of a report is made in the background: asked for, followed, fetched, stopped."""

from __future__ import annotations

from flask import Response as JsonResponse
from flask import flash, jsonify, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.job_rows import job_row
from tracker.blueprints.reports.views import bp, report_here, snapshot_n
from tracker.db import db, writing
from tracker.domain.delivery import JobState
from tracker.domain.errors import NotFound
from tracker.domain.report_files import MAKE_REPORT_FILE, ReportFile
from tracker.models import Job
from tracker.permissions import Permission
from tracker.queries.report_jobs import report_job_of
from tracker.queries.reports import snapshot_of
from tracker.services import report_files
from tracker.services.report_making import fetched
from tracker.surroundings import now, store

TYPES = {
    ReportFile.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFile.PDF: "application/pdf",
    ReportFile.PERIOD: "application/zip",
}


def job_address(job: Job) -> str:
    """Where the job is followed."""
    return url_for("reports.job", job_id=job.id)


@bp.post("/<int:report_id>/make/<any(docx, xlsx, pdf, zip):file>")
@requires(Permission.REPORT_VIEW)
def make_file(report_id: int, file: str) -> Response:
    """Ask for a file of the snapshot."""
    key = report_here(report_id).id
    n = snapshot_of(db.session(), key, snapshot_n()).n
    form = DeedForm()
    done = carry_out(
        form,
        lambda: report_files.queue_file(
            db.session(), report_id=key, n=n, file=ReportFile(file), actor=actor(), now=now()
        ),
        location=job_address,
        said=_("Đang lập tệp."),
    )
    for refused in form.form_errors:
        flash(refused, "danger")
    return done or redirect(url_for("reports.show", report_id=key, n=n))


@bp.get("/jobs/<int:job_id>")
@requires(Permission.REPORT_VIEW)
def job(job_id: int) -> Response | str:
    """How far it is; a report that was counted is shown itself."""
    found = report_job_of(db.session(), actor(), job_id)
    if found.state is JobState.DONE and found.kind != MAKE_REPORT_FILE:
        return redirect(url_for("reports.show", report_id=(found.result or {})["report_id"]))
    return render_template("reports/job.html", row=job_row(found, now()))


@bp.get("/jobs/<int:job_id>/progress")
@requires(Permission.REPORT_VIEW)
def job_progress(job_id: int) -> JsonResponse:
    """The same in figures, for the script of that page."""
    row = job_row(report_job_of(db.session(), actor(), job_id), now())
    return jsonify(live=row.is_live, done=row.job.done, total=row.job.total, words=row.words)


@bp.get("/jobs/<int:job_id>/file")
@requires(Permission.REPORT_VIEW)
def made_file(job_id: int) -> Response:
    """What was made, while it lies ready; rights on the report are asked once more."""
    found = report_job_of(db.session(), actor(), job_id)
    made = found.result or {}
    if found.state is not JobState.DONE or "token" not in made:
        raise NotFound("Tệp này chưa lập xong.")
    report_here(made["report_id"])
    file = fetched(store(), found)
    return send_file(
        file.path,
        mimetype=TYPES[ReportFile(made["file"])],
        as_attachment=True,
        download_name=made["name"],
    )


@bp.post("/jobs/<int:job_id>/stop")
@requires(Permission.REPORT_VIEW)
def stop_job(job_id: int) -> Response:
    """Stop it; nothing of it is kept."""
    key = report_job_of(db.session(), actor(), job_id).id
    if DeedForm().validate_on_submit():
        with writing():
            report_files.stop(db.session(), job_id=key, now=now())
        flash(_("Đã dừng. Không có gì được lưu lại."), "success")
        return redirect(url_for("reports.index"))
    return redirect(url_for("reports.job", job_id=key))
