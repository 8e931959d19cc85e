"""Giving a kept file back: under its own name, as a download, never shown inside our pages."""

from __future__ import annotations

from flask import request, send_file
from werkzeug.wrappers import Response

from tracker.surroundings import store


def send_kept(sha256: str, name: str, media_type: str, *, size: int | None = None) -> Response:
    """The kept file as an attachment named ``name`` (RFC 6266, letters with marks included).

    With its ``size`` in bytes, a download that broke off goes on where it stopped (ranges).
    Raises NotFound when the store has lost it.
    """
    response = send_file(
        store().open(sha256),
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
        etag=sha256,
        conditional=False,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if size is not None:
        response.content_length = size
        response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response
