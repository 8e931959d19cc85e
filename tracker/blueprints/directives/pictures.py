"""The pages of a directive's original as pictures, to be compared with what was read of them."""

from __future__ import annotations

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.guards import requires
from tracker.db import db
from tracker.documents.paper_pages import draw, page_count
from tracker.domain.errors import NotFound
from tracker.models import DirectiveFile
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.pictured_files import pictured_file
from tracker.surroundings import store

SCREEN_DPI = 130


@bp.get("/<int:directive_id>/pages/<int:number>")
@requires(Permission.DIRECTIVE_LIST)
def page(directive_id: int, number: int) -> str:
    """One page in full size, with its neighbours."""
    directive = visible(directive_id)
    file = _file(directive_id)
    total = page_count(_bytes(file), file.name)
    if not 1 <= number <= total:
        raise _no_page()
    return render_template(
        "directives/page.html",
        directive=directive,
        paper=paper_words(directive),
        number=number,
        total=total,
        before=number - 1 if number > 1 else None,
        after=number + 1 if number < total else None,
        back=url_for("directives.show", directive_id=directive_id),
    )


@bp.get("/<int:directive_id>/pages/<int:number>/picture")
@requires(Permission.DIRECTIVE_LIST)
def page_picture(directive_id: int, number: int) -> Response:
    """The picture itself. Drawn on request and kept nowhere here; the browser asks each time
    whether it may show its copy again, so that rights are asked each time too."""
    visible(directive_id)
    file = _file(directive_id)
    response = make_response()
    response.set_etag(f"{file.blob_sha256}-{number}-{SCREEN_DPI}")
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    if response.status_code == 304:
        return response
    picture = draw(_bytes(file), file.name, number, dpi=SCREEN_DPI)
    if picture is None:
        raise _no_page()
    response.set_data(picture.as_png())
    response.mimetype = "image/png"
    return response


def _file(directive_id: int) -> DirectiveFile:
    file = pictured_file(db.session(), directive_id)
    if file is None:
        raise NotFound("Văn bản này không có tệp nào xem được dưới dạng ảnh trang.")
    return file


def _bytes(file: DirectiveFile) -> bytes:
    with store().open(file.blob_sha256) as stream:
        return stream.read()


def _no_page() -> NotFound:
    return NotFound("Văn bản không có trang này.")
