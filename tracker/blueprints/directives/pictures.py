"""The pages of a directive's original as pictures, to be compared with what was read of them."""

from __future__ import annotations

from flask import render_template, url_for
from werkzeug.wrappers import Response

from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.guards import requires
from tracker.blueprints.previews import kept_bytes
from tracker.blueprints.previews import page_picture as drawn
from tracker.db import db
from tracker.documents.paper_pages import page_count
from tracker.domain.errors import NotFound
from tracker.models import DirectiveFile
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.pictured_files import pictured_file


@bp.get("/<int:directive_id>/pages/<int:number>")
@requires(Permission.DIRECTIVE_LIST)
def page(directive_id: int, number: int) -> str:
    """One page in full size, with its neighbours."""
    directive = visible(directive_id)
    file = _file(directive_id)
    total = page_count(kept_bytes(file.blob, file.name), file.name)
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
    return drawn(file.blob, file.name, number)


def _file(directive_id: int) -> DirectiveFile:
    file = pictured_file(db.session(), directive_id)
    if file is None:
        raise NotFound("Văn bản này không có tệp nào xem được dưới dạng ảnh trang.")
    return file


def _no_page() -> NotFound:
    return NotFound("Văn bản không có trang này.")
