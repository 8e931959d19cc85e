"""Own templates: the list of versions, adding one, trying it, choosing one; every placeholder."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out, done_before, refuse
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.official_papers.forms import TemplateForm
from tracker.blueprints.official_papers.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.documents.docx_package import DOCX
from tracker.documents.file_kind import FileKind
from tracker.documents.sniff import recognise
from tracker.documents.text_preview import text_page
from tracker.domain.errors import InvalidInput, NotFound, RefusedFile
from tracker.models import PaperTemplate
from tracker.permissions import Permission
from tracker.queries.paging import page_number
from tracker.queries.paper_templates import templates_of
from tracker.services import paper_templates
from tracker.services.evidence import KeptFile
from tracker.services.paper_drawing import kept_template
from tracker.services.paper_keeping import keep_paper
from tracker.services.paper_series import REPORT
from tracker.services.papers import KINDS
from tracker.services.template_kinds import TEMPLATE_KINDS, template_kind
from tracker.surroundings import config, now, store

Answer = Response | str | tuple[str, int]


@bp.get("/templates")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def templates() -> str:
    """All versions by kind; a kind without one in use is drawn in our own layout."""
    found = templates_of(db.session(), actor().office_id or 0)
    names = {code: _(kind.name) for code, kind in TEMPLATE_KINDS.items()}
    rows = [{"template": each, "kind": names.get(each.kind, each.kind)} for each in found]
    return render_template("official_papers/templates.html", rows=rows)


@bp.get("/templates/placeholders")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def placeholders() -> str:
    """Every placeholder with its meaning, and how lists are repeated; papers share theirs."""
    chosen = template_kind(request.args.get("kind", REPORT.code))
    of_reports = chosen.code == REPORT.code
    return render_template(
        "official_papers/placeholders.html",
        kind=chosen,
        catalogues=[
            {"code": REPORT.code, "name": _("Báo cáo"), "chosen": of_reports},
            {"code": next(iter(KINDS)), "name": _("Văn bản, phiếu"), "chosen": not of_reports},
        ],
        placeholders=chosen.catalogue.placeholders,
    )


@bp.get("/templates/example")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def template_example() -> Response:
    """A template of the kind to begin with."""
    chosen = template_kind(request.args.get("kind", REPORT.code))
    return send_file(
        BytesIO(chosen.example()), mimetype=DOCX, as_attachment=True,
        download_name=_("Mẫu ví dụ - %(kind)s.docx", kind=_(chosen.name)),
    )  # fmt: skip


@bp.route("/templates/new", methods=["GET", "POST"])
@requires(Permission.PAPER_TEMPLATE_KEEP)
def add_template() -> Answer:
    """Upload: what is not clean leaves nothing behind."""
    form = TemplateForm(kind=request.args.get("kind"))
    form.kind.choices = [(kind.code, _(kind.name)) for kind in TEMPLATE_KINDS.values()]
    if request.method == "POST" and done_before(form) is None and form.validate():
        file = _taken(form)
        if file is not None:
            done = carry_out(
                form,
                lambda: paper_templates.add(
                    db.session(), code=form.kind.data, file=file, actor=actor(), now=now()
                ),
                location=lambda kept: url_for("official_papers.try_template", template_id=kept.id),
                said=_("Đã nhận mẫu. Hãy xem bản điền thử rồi chọn sử dụng."),
            )
            if done is not None:
                return done
    page = render_template("official_papers/add_template.html", form=form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.get("/templates/<int:template_id>")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def try_template(template_id: int) -> str:
    """What this version makes of the sample, as text; the file shows the layout."""
    found = _here(template_id)
    return render_template(
        "official_papers/try_template.html",
        template=found,
        kind=_(template_kind(found.kind).name),
        text=text_page(_sample(found), found.name, number=page_number(request.args.get("page"))),
    )


@bp.get("/templates/<int:template_id>/sample")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def template_sample(template_id: int) -> Response:
    """The sample as this version draws it."""
    found = _here(template_id)
    return send_file(
        BytesIO(_sample(found)), mimetype=DOCX, as_attachment=True,
        download_name=_("Điền thử - %(name)s", name=found.name),
    )  # fmt: skip


@bp.post("/templates/<int:template_id>/use")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def use_template(template_id: int) -> Response:
    """New drafts of its kind are drawn by this version."""
    found = _here(template_id)
    return _choose(found.kind, found.version)


@bp.post("/templates/<int:template_id>/stop")
@requires(Permission.PAPER_TEMPLATE_KEEP)
def stop_template(template_id: int) -> Response:
    """Our own layout again."""
    return _choose(_here(template_id).kind, None)


def _choose(code: str, version: int | None) -> Response:
    back = url_for("official_papers.templates")
    done = carry_out(
        DeedForm(),
        lambda: paper_templates.choose(
            db.session(), code=code, version=version, actor=actor(), now=now()
        ),
        location=lambda _all: back,
        said=_("Đã lưu. Dự thảo lập từ nay theo lựa chọn này; dự thảo cũ giữ nguyên."),
    )
    return done if done is not None else redirect(back)


def _sample(template: PaperTemplate) -> bytes:
    return paper_templates.tried(kept_template(template, store()) or b"", template.kind)


def _here(template_id: int) -> PaperTemplate:
    found = db.session.get(PaperTemplate, template_id)
    if found is None or found.office_id != actor().office_id:
        raise NotFound(NOT_THERE)
    return found


def _taken(form: TemplateForm) -> KeptFile | None:
    """The chosen file, tried and kept; None when it was refused, with the sentence at its field."""
    (chosen, *_more) = form.files.data
    data, name = chosen.stream.read(), chosen.filename or ""
    try:
        recognise(data, name, allowed={FileKind.DOCX}, limit=config().max_upload)
        paper_templates.tried(data, form.kind.data)
        return keep_paper(store(), BytesIO(data), name, limit=config().max_upload, not_secret=False)
    except (InvalidInput, RefusedFile) as error:
        error.field = "files"
        refuse(form, error)
        return None
