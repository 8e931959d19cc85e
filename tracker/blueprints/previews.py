"""A kept file within one of our pages: pages of a PDF drawn here, pictures, text of Word and Excel.

Pages of a PDF are drawn by the server: they look the same on a phone, and nothing in the file
runs. The browser's own viewer, which can search and copy, is one link away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from tracker.blueprints.downloads import check_served, send_kept
from tracker.blueprints.errors import sentence
from tracker.documents.file_kind import IMAGE_KINDS, MIME_TYPES, FileKind
from tracker.documents.paper_pages import draw, page_count
from tracker.documents.text_preview import GRID_TYPE, TEXT_TYPES, grid_page, text_page
from tracker.domain.errors import NotFound, RefusedFile
from tracker.models import Blob, EvidenceRevision
from tracker.queries.paging import page_number
from tracker.surroundings import store

SCREEN_DPI = 130
PDF = MIME_TYPES[FileKind.PDF]
IMAGES = frozenset(MIME_TYPES[kind] for kind in IMAGE_KINDS)
INLINE = IMAGES | {PDF}


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a file's preview leads: its own page, one page's picture, bytes, download, back."""

    page: str
    picture: Callable[[int], str]
    content: str
    download: str
    back: str


def preview_page(
    blob: Blob, name: str, *, doors: Doors, revision: EvidenceRevision | None = None
) -> str:
    """The page about one file. What cannot be shown is said there; the download stays.

    Raises NotFound when the store has lost the file, NotAllowed for a virus.
    """
    data = kept_bytes(blob, name)
    shown: dict[str, Any] = {"kind": "none", "fault": ""}
    try:
        shown.update(_shown(blob, data, name, doors))
    except RefusedFile as error:
        shown.update(kind="none", fault=sentence(error))
    return render_template(
        "previews/show.html", blob=blob, name=name, doors=doors, revision=revision, **shown
    )


def _shown(blob: Blob, data: bytes, name: str, doors: Doors) -> dict[str, Any]:
    number = page_number(request.args.get("page"))
    if blob.media_type == PDF:
        total = page_count(data, name)
        if request.args.get("viewer"):
            return {"kind": "viewer", "total": total}
        number = min(number, total)
        return {"kind": "pages", "total": total, "number": number, "picture": doors.picture(number)}
    if blob.media_type in IMAGES:
        return {"kind": "image"}
    if blob.media_type in TEXT_TYPES:
        return {"kind": "text", "text": text_page(data, name, number=number)}
    if blob.media_type == GRID_TYPE:
        sheet = page_number(request.args.get("sheet"))
        return {"kind": "grid", "grid": grid_page(data, name, sheet=sheet, number=number)}
    return {}


def send_inline(blob: Blob, name: str) -> Response:
    """The bytes for an <img> or the viewer's frame. Kinds that might run are not shown (404)."""
    if blob.media_type not in INLINE:
        raise NotFound("Loại tệp này không xem trực tiếp được. Hãy tải về.")
    return send_kept(blob, name, inline=True)


def page_picture(blob: Blob, name: str, number: int) -> Response:
    """Page ``number`` as a picture. Drawn on request and kept nowhere here; the browser asks each
    time whether it may show its copy again, so that rights are asked each time too."""
    check_served(blob, name)
    if blob.media_type not in INLINE:
        raise NotFound("Loại tệp này không có ảnh trang.")
    response = make_response()
    response.set_etag(f"{blob.sha256}-{number}-{SCREEN_DPI}")
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    if response.status_code == 304:
        return response
    picture = draw(kept_bytes(blob, name), name, number, dpi=SCREEN_DPI)
    if picture is None:
        raise NotFound("Văn bản không có trang này.")
    response.set_data(picture.as_png())
    response.mimetype = "image/png"
    return response


def kept_bytes(blob: Blob, name: str) -> bytes:
    """All bytes of a file that may be shown."""
    check_served(blob, name)
    with store().open(blob.sha256) as stream:
        return stream.read()
