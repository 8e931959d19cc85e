"""Addresses that are the same in every request: the menu's, the style sheets', the icons'.

Building one takes as long as a small query, and a page with icons needs a hundred.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, has_request_context, request, url_for

_KEY = "steady urls"


def steady_url(endpoint: str, **values: Any) -> str:
    """``url_for`` for an address that depends on nothing but ``values``; remembered.

    Only for values out of our own code: what a visitor types would fill the memory.
    """
    if not has_request_context():
        return url_for(endpoint, **values)
    known: dict[tuple[object, ...], str] = current_app.extensions.setdefault(_KEY, {})
    asked = (request.root_path, endpoint, *values.items())
    found = known.get(asked)
    if found is None:
        found = known[asked] = url_for(endpoint, **values)
    return found
