"""The files of a directive."""

from __future__ import annotations

from werkzeug.wrappers import Response

from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.downloads import send_kept
from tracker.blueprints.guards import requires
from tracker.domain.errors import NotFound
from tracker.permissions import Permission


@bp.get("/<int:directive_id>/files/<int:file_id>")
@requires(Permission.DIRECTIVE_LIST)
def download(directive_id: int, file_id: int) -> Response:
    """A file as it came in, for whoever may see the directive."""
    for file in visible(directive_id).files:
        if file.id == file_id:
            blob = file.blob
            return send_kept(blob.sha256, file.name, blob.media_type, size=blob.size)
    raise NotFound("Không tìm thấy tệp này.")
