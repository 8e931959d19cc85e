"""The files of a directive."""

from __future__ import annotations

from flask import url_for
from werkzeug.wrappers import Response

from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.downloads import send_kept
from tracker.blueprints.guards import requires
from tracker.blueprints.previews import Doors, page_picture, preview_page, send_inline
from tracker.domain.errors import NotFound
from tracker.models import DirectiveFile
from tracker.permissions import Permission


@bp.get("/<int:directive_id>/files/<int:file_id>")
@requires(Permission.DIRECTIVE_LIST)
def download(directive_id: int, file_id: int) -> Response:
    """A file as it came in, for whoever may see the directive."""
    file = _file(directive_id, file_id)
    return send_kept(file.blob, file.name)


@bp.get("/<int:directive_id>/files/<int:file_id>/view")
@requires(Permission.DIRECTIVE_LIST)
def file_preview(directive_id: int, file_id: int) -> str:
    """The file within a page."""
    file = _file(directive_id, file_id)
    return preview_page(
        file.blob,
        file.name,
        doors=Doors(
            page=url_for("directives.file_preview", directive_id=directive_id, file_id=file_id),
            picture=lambda n: url_for(
                "directives.file_picture", number=n, directive_id=directive_id, file_id=file_id
            ),
            content=url_for("directives.file_content", directive_id=directive_id, file_id=file_id),
            download=url_for("directives.download", directive_id=directive_id, file_id=file_id),
            back=url_for("directives.show", directive_id=directive_id),
        ),
    )


@bp.get("/<int:directive_id>/files/<int:file_id>/content")
@requires(Permission.DIRECTIVE_LIST)
def file_content(directive_id: int, file_id: int) -> Response:
    """The bytes for the preview."""
    file = _file(directive_id, file_id)
    return send_inline(file.blob, file.name)


@bp.get("/<int:directive_id>/files/<int:file_id>/pictures/<int:number>")
@requires(Permission.DIRECTIVE_LIST)
def file_picture(directive_id: int, file_id: int, number: int) -> Response:
    """One page drawn."""
    file = _file(directive_id, file_id)
    return page_picture(file.blob, file.name, number)


def _file(directive_id: int, file_id: int) -> DirectiveFile:
    for file in visible(directive_id).files:
        if file.id == file_id:
            return file
    raise NotFound("Không tìm thấy tệp này.")
