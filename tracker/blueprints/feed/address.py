"""The key in a feed's address: its number with our signature, good until the feed is revoked.

Calendar programs cannot sign in (lessons 3.10): whoever knows the address reads titles and days.
"""

from __future__ import annotations

import hashlib

from flask import current_app, request, url_for
from itsdangerous import BadSignature, Signer

from tracker.blueprints.guards import NOT_THERE
from tracker.domain.errors import NotFound
from tracker.models import CalendarFeed
from tracker.surroundings import config


def address_of(feed: CalendarFeed, *, kind: str | None = None) -> str:
    """What a person copies into the calendar program."""
    token = _signer().sign(str(feed.id)).decode()
    return config().base_url + url_for("feed.calendar", token=token, kind=kind)


def feed_id_in(token: str) -> int:
    """The number of the feed. Raises NotFound for a token that is not ours."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        raise NotFound(NOT_THERE) from None


def counted_as() -> str:
    """Under which name the limiter counts: never the key itself."""
    token = str((request.view_args or {}).get("token", ""))
    return hashlib.sha256(token.encode()).hexdigest()[:24]


def _signer() -> Signer:
    key = current_app.secret_key or ""
    return Signer(key, salt="calendar-feed", digest_method=hashlib.sha256)
