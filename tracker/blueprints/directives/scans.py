"""A scan while it is read: how far it is, stopping it, and where it led."""

from __future__ import annotations

from typing import Any

from flask import Response as JsonResponse
from flask import flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.directives.scan_rows import scan_heading, scan_row
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db, writing
from tracker.domain.delivery import JobState
from tracker.permissions import Permission
from tracker.queries.scans import scan_of_office
from tracker.services import scan_queue
from tracker.surroundings import now, store


@bp.get("/scans/<int:job_id>")
@requires(Permission.DIRECTIVE_RECEIVE)
def scan(job_id: int) -> Response | str:
    """How far the reading is; once it is done, the directive."""
    job = scan_of_office(db.session(), actor(), job_id)
    if job.state is JobState.DONE and job.result is not None:
        _say_what_was_found(job.result)
        return redirect(url_for("directives.show", directive_id=job.result["directive_id"]))
    return render_template("directives/scan.html", row=scan_row(job), heading=scan_heading(job))


@bp.get("/scans/<int:job_id>/progress")
@requires(Permission.DIRECTIVE_RECEIVE)
def scan_progress(job_id: int) -> JsonResponse:
    """The same in figures, for the script of that page."""
    job = scan_of_office(db.session(), actor(), job_id)
    row = scan_row(job)
    return jsonify(live=row.is_live, done=job.done, total=job.total, words=row.words)


@bp.post("/scans/<int:job_id>/stop")
@requires(Permission.DIRECTIVE_RECEIVE)
def stop_scan(job_id: int) -> Response:
    """Stop the reading; nothing of the scan is kept."""
    job = scan_of_office(db.session(), actor(), job_id)
    if DeedForm().validate_on_submit():
        with writing():
            tokens = scan_queue.stop(db.session(), job_id=job.id, now=now())
        scan_queue.drop(store(), tokens)
        flash(_("Đã dừng đọc. Tệp đã bị xóa, không có gì được tiếp nhận."), "success")
        return redirect(url_for("directives.index"))
    return redirect(url_for("directives.scan", job_id=job_id))


def _say_what_was_found(result: dict[str, Any]) -> None:
    found = result.get("drafts", 0)
    if not result.get("is_new", True):
        flash(
            _("Văn bản này đã được tiếp nhận trước đó. Đây là bản đã có; không tạo bản thứ hai."),
            "warning",
        )
    elif found:
        flash(_("Đã đọc bản quét và đề xuất %(n)s nội dung để rà soát.", n=found), "success")
    else:
        flash(
            _(
                "Đã đọc bản quét. Không tìm thấy nội dung giao việc nào trong văn bản; "
                "có thể thêm nhiệm vụ bằng tay."
            ),
            "warning",
        )
