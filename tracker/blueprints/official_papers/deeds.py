"""Deeds on a paper: correcting its frame, numbering, taking in the signed one, giving it up."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import VersionedDeedForm, carry_out, done_before
from tracker.blueprints.guards import requires
from tracker.blueprints.official_papers.forms import DropForm, FrameForm, IssueForm, NumberForm
from tracker.blueprints.official_papers.page import paper_name
from tracker.blueprints.official_papers.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.official_paper import from_json
from tracker.domain.signature_block import SigningAuthority, signature_block
from tracker.models import OfficialPaper
from tracker.permissions import Permission
from tracker.services import official_papers
from tracker.services.evidence import KeptFile
from tracker.services.official_papers import PaperFrame
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.route("/<int:paper_id>/edit", methods=["GET", "POST"])
@requires(Permission.OFFICIAL_PAPER_EDIT, paper=OfficialPaper)
def edit(paper: OfficialPaper) -> Answer:
    """The frame: subject, receivers, signature. The figures stay as they were counted."""
    form = FrameForm.showing(from_json(paper.content), version=paper.row_version)
    return _deed(
        paper,
        form,
        lambda key, known: official_papers.correct(
            db.session(), frame=_frame(form), paper_id=key, **known
        ),
        template="official_papers/edit.html",
        said=_("Đã lưu dự thảo."),
    )


@bp.route("/<int:paper_id>/number", methods=["GET", "POST"])
@requires(Permission.OFFICIAL_PAPER_NUMBER, paper=OfficialPaper)
def number(paper: OfficialPaper) -> Answer:
    """Cấp số, ngày."""
    form = NumberForm(version=paper.row_version, signed_on=today())
    return _deed(
        paper,
        form,
        lambda key, known: official_papers.give_number(
            db.session(), number=form.number.data, signed_on=form.signed_on.data, paper_id=key,
            **known,
        ),
        template="official_papers/number.html",
        said=lambda done: _(
            "Đã cấp số %(number)s. Hãy tải văn bản, in và trình ký.", number=f"{done.number:02d}"
        ),
    )  # fmt: skip


@bp.route("/<int:paper_id>/issue", methods=["GET", "POST"])
@requires(Permission.OFFICIAL_PAPER_NUMBER, paper=OfficialPaper)
def issue(paper: OfficialPaper) -> Answer:
    """Đã phát hành: the signed paper comes back, and nothing changes any more."""
    form = IssueForm(version=paper.row_version)
    files: list[KeptFile] = []
    if request.method == "POST" and done_before(form) is None:
        valid, taken = form.validate(), form.files.take_in(form)
        if taken is None or not valid:
            return _page("official_papers/issue.html", paper, form)
        files = taken
    return _deed(
        paper,
        form,
        lambda key, known: official_papers.issue(
            db.session(), file=files[0] if files else None, paper_id=key, **known
        ),
        template="official_papers/issue.html",
        said=_("Đã phát hành văn bản."),
    )


@bp.route("/<int:paper_id>/drop", methods=["GET", "POST"])
@requires(Permission.OFFICIAL_PAPER_EDIT, paper=OfficialPaper)
def drop(paper: OfficialPaper) -> Answer:
    """Không sử dụng dự thảo này."""
    form = DropForm(version=paper.row_version)
    return _deed(
        paper,
        form,
        lambda key, known: official_papers.drop(
            db.session(), note=form.note.data or "", paper_id=key, **known
        ),
        template="official_papers/drop.html",
        said=_("Đã bỏ dự thảo."),
    )


Deed = Callable[[int, dict[str, Any]], OfficialPaper]


def _deed(
    paper: OfficialPaper,
    form: VersionedDeedForm,
    deed: Deed,
    *,
    template: str,
    said: Callable[[OfficialPaper], str] | str,
) -> Answer:
    """``deed`` gets the paper's key, and version, actor and moment as its service wants them."""
    key = paper.id
    done = carry_out(
        form,
        lambda: deed(key, {"version": form.version.data, "actor": actor(), "now": now()}),
        location=lambda kept: url_for("official_papers.show", paper_id=kept.id),
        said=said,
    )
    return (
        done if done is not None else _page(template, db.session.get_one(OfficialPaper, key), form)
    )


def _page(template: str, paper: OfficialPaper, form: VersionedDeedForm) -> Answer:
    back = url_for("official_papers.show", paper_id=paper.id)
    page = render_template(template, paper=paper, form=form, back=back, name=paper_name(paper))
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


def _frame(form: FrameForm) -> PaperFrame:
    """Raises InvalidInput for a signature that its authority does not allow."""
    return PaperFrame(
        subject=form.subject.data or "",
        symbol=form.symbol.data or "",
        addressees=_lines(form.addressees.data),
        receivers=_lines(form.receivers.data),
        archive=form.archive.data or "",
        signer=signature_block(
            form.authority.data or SigningAuthority.OWN,
            body=form.body.data or "",
            head_post=form.head_post.data or "",
            post=form.post.data or "",
            name=form.name.data or "",
        ),
    )


def _lines(typed: str | None) -> tuple[str, ...]:
    bare = (line.strip().lstrip("-– ").rstrip(";. ") for line in (typed or "").splitlines())
    return tuple(line for line in bare if line)
