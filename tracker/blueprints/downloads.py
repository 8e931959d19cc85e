"""Giving a kept file out: under its own name, as a download or shown, never as a page of ours."""

from __future__ import annotations

from http import HTTPStatus

from flask import request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response

from tracker.blueprints.scan_words import policy
from tracker.domain.scanning import refusal
from tracker.models import Blob
from tracker.surroundings import store

_LOCKED = "default-src 'none'; frame-ancestors 'self'; sandbox"
_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""Of a shown PDF: browsers refuse their viewer to a sandboxed answer. It may load nothing."""


def check_served(blob: Blob, name: str) -> None:
    """Raises NotAllowed for a file with a virus, or one that still waits to be looked at."""
    refused = refusal(blob.scan_state, policy(), name)
    if refused is not None:
        raise refused


def send_kept(blob: Blob, name: str, *, inline: bool = False) -> Response:
    """The kept file named ``name`` (RFC 6266, letters with marks included).

    A download that broke off goes on where it stopped (ranges). ``inline``: shown within one of
    our pages; only for kinds that run nothing (PDF, PNG, JPEG). Raises NotFound when the store
    has lost it, NotAllowed as ``check_served``.
    """
    check_served(blob, name)
    stream = store().open(blob.sha256)
    response = send_file(
        stream,
        mimetype=blob.media_type,
        as_attachment=not inline,
        download_name=name,
        etag=blob.sha256,
        conditional=False,
    )
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    shown_by_viewer = inline and blob.media_type == "application/pdf"
    headers["Content-Security-Policy"] = _VIEWER if shown_by_viewer else _LOCKED
    headers["X-Frame-Options"] = "SAMEORIGIN" if inline else "DENY"
    response.content_length = blob.size
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=blob.size)
    except RequestedRangeNotSatisfiable:
        stream.close()
        raise
    if request.method == "HEAD" or response.status_code == HTTPStatus.NOT_MODIFIED:
        stream.close()  # nobody will read it, and so nobody would close it
    return response
