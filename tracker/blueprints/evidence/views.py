"""Fetching a version of a paper; adding a new one. Guessed numbers find nothing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import done_before, perform, refuse
from tracker.blueprints.downloads import send_kept
from tracker.blueprints.evidence.forms import RevisionForm
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.previews import Doors, page_picture, preview_page, send_inline
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.models import Evidence
from tracker.permissions import Permission
from tracker.queries.evidence import own_evidence, task_of_evidence, visible_revision
from tracker.services import evidence
from tracker.surroundings import now

bp = Blueprint("evidence", __name__, url_prefix="/evidence")


@bp.get("/revisions/<int:revision_id>")
@requires(Permission.EVIDENCE_VIEW)
def download(revision_id: int) -> Response:
    """One version under its own name."""
    found = visible_revision(db.session(), actor(), revision_id)
    return send_kept(found.blob, found.file_name)


@bp.get("/revisions/<int:revision_id>/view")
@requires(Permission.EVIDENCE_VIEW)
def preview(revision_id: int) -> str:
    """One version within a page."""
    found = visible_revision(db.session(), actor(), revision_id)
    return preview_page(
        found.blob,
        found.file_name,
        doors=Doors(
            page=url_for("evidence.preview", revision_id=revision_id),
            picture=lambda n: url_for("evidence.picture", revision_id=revision_id, number=n),
            content=url_for("evidence.content", revision_id=revision_id),
            download=url_for("evidence.download", revision_id=revision_id),
            back=_back(found.evidence),
        ),
        revision=found,
    )


@bp.get("/revisions/<int:revision_id>/content")
@requires(Permission.EVIDENCE_VIEW)
def content(revision_id: int) -> Response:
    """The bytes for the preview."""
    found = visible_revision(db.session(), actor(), revision_id)
    return send_inline(found.blob, found.file_name)


@bp.get("/revisions/<int:revision_id>/pictures/<int:number>")
@requires(Permission.EVIDENCE_VIEW)
def picture(revision_id: int, number: int) -> Response:
    """One page drawn."""
    found = visible_revision(db.session(), actor(), revision_id)
    return page_picture(found.blob, found.file_name, number)


@bp.route("/<int:evidence_id>/revise", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_VIEW)
def revise(evidence_id: int) -> Response | str | tuple[str, int]:
    """A new version; every earlier one stays."""
    paper = own_evidence(db.session(), actor(), evidence_id)
    back = _back(paper)
    form = RevisionForm(version=paper.revisions[-1].n, expires_on=paper.expires_on)
    if request.method == "POST":
        if (before := done_before(form)) is not None:
            return before
        if _revise(form, evidence_id, back):
            flash(_("Đã nộp bản mới."), "success")
            return redirect(back)
    page = render_template("evidence/revise.html", form=form, paper=paper, back=back)
    return (page, 422) if form.errors else page


def _revise(form: RevisionForm, evidence_id: int, back: str) -> bool:
    """Keep the file, then do the deed; False when the form must be shown again."""
    valid = form.validate()
    files = form.files.take_in(form)
    if files is None or not valid:
        return False
    if len(files) != 1:
        refuse(form, InvalidInput("Hãy chọn một tệp.", field="files"))
        return False
    done = perform(
        form,
        lambda: evidence.revise(
            db.session(),
            evidence_id=evidence_id,
            seen=form.version.data,
            file=files[0],
            note=form.note.data or "",
            expires_on=form.expires_on.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _done: back,
    )
    return done is not None


def _back(paper: Evidence) -> str:
    task_id = task_of_evidence(db.session(), actor(), paper.id)
    if task_id is None:
        return url_for("tasks.index")
    return url_for("tasks.show", task_id=task_id)
