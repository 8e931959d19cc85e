"""Looking: the list, one paper on the screen, its .docx, the signed one."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.downloads import send_kept
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.official_papers.page import file_name, kind_name, paper_page
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.documents.docx_package import DOCX
from tracker.domain.errors import NotFound
from tracker.models import OfficialPaper
from tracker.permissions import Permission, allows
from tracker.queries.official_papers import PaperHeap, papers_of
from tracker.queries.paging import page_of
from tracker.services.official_papers import drawn_content
from tracker.services.paper_drawing import draw_by
from tracker.services.papers import KINDS
from tracker.surroundings import store

bp = Blueprint("official_papers", __name__, url_prefix="/papers")


@bp.get("/")
@requires(Permission.OFFICIAL_PAPER_VIEW)
def index() -> str:
    """Papers that wait for their number or signature; those issued and those given up."""
    heap = _heap(request.args.get("heap", ""))
    code = request.args.get("kind", "")
    found = page_of(
        db.session(), papers_of(actor(), heap, code if code in KINDS else None),
        request.args.get("page"),
    )  # fmt: skip
    return render_template(
        "official_papers/index.html",
        page=found,
        rows=[{"paper": paper, "kind": kind_name(paper)} for paper in found.rows],
        heap=heap,
        tabs=[_tab(each, heap) for each in PaperHeap],
        heading=_heading(heap, found.total),
        makes=allows(actor(), Permission.OFFICIAL_PAPER_ASK),
        urges=allows(actor(), Permission.OFFICIAL_PAPER_MAKE),
    )


@bp.get("/<int:paper_id>")
@requires(Permission.OFFICIAL_PAPER_VIEW, paper=OfficialPaper)
def show(paper: OfficialPaper) -> str:
    """One paper as it will be printed, with what may be done with it."""
    return render_template("official_papers/show.html", **paper_page(db.session(), paper, actor()))


@bp.get("/<int:paper_id>/docx")
@requires(Permission.OFFICIAL_PAPER_VIEW, paper=OfficialPaper)
def download(paper: OfficialPaper) -> Response:
    """The paper for Word, drawn anew from its frozen content."""
    return send_file(
        BytesIO(draw_by(paper.template, drawn_content(paper), store())),
        mimetype=DOCX,
        as_attachment=True,
        download_name=file_name(paper),
    )


@bp.get("/<int:paper_id>/signed")
@requires(Permission.OFFICIAL_PAPER_VIEW, paper=OfficialPaper)
def signed(paper: OfficialPaper) -> Response:
    """The signed paper as it came back."""
    if paper.signed is None:
        raise NotFound(NOT_THERE)
    return send_kept(paper.signed, paper.signed_name or file_name(paper))


def _heap(asked: str) -> PaperHeap:
    return PaperHeap(asked) if asked in set(PaperHeap) else PaperHeap.WAITING


def _tab(each: PaperHeap, here: PaperHeap) -> dict[str, object]:
    words = {
        PaperHeap.WAITING: _("Chờ cấp số, chờ ký"),
        PaperHeap.ISSUED: _("Đã phát hành"),
        PaperHeap.DROPPED: _("Không sử dụng"),
    }
    url = url_for("official_papers.index", heap=each.value)
    return {"label": words[each], "url": url, "current": each is here}


def _heading(heap: PaperHeap, total: int) -> str:
    if heap is PaperHeap.WAITING:
        return ngettext(
            "%(num)s văn bản chờ cấp số, chờ ký", "%(num)s văn bản chờ cấp số, chờ ký", total
        )
    if heap is PaperHeap.ISSUED:
        return ngettext("%(num)s văn bản đã phát hành", "%(num)s văn bản đã phát hành", total)
    return ngettext("%(num)s dự thảo không sử dụng", "%(num)s dự thảo không sử dụng", total)
