"""What was typed outlives the session: kept while one signs in again, then in its form again.

A form that comes without a session travels, signed, through the page of signing in; only then is
it kept, one a person, and the address of its page says ``kept``. Its fields are filled from there
(form_words.OfficeForm), nothing is sent by itself. Files cannot be kept: that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import delete
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from tracker.blueprints.filters import from_our_pages
from tracker.blueprints.present import present_user
from tracker.blueprints.way_back import own_path
from tracker.db import db
from tracker.models import KeptForm, User
from tracker.surroundings import now

MARK = "kept"
"""The name in an address that asks for what was kept."""
LONGEST = 1024 * 1024
VALID_FOR = timedelta(hours=12)
_OWN = {"csrf_token", MARK}


class SessionOver(Exception):
    """A form came, but nobody is signed in any more; the entrance answers."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as the browser sent it, and the address that it was sent to."""

    address: str
    fields: list[tuple[str, str]]
    had_files: bool


def what_was_typed() -> str:
    """The present request's form for a hidden field; "" when there is nothing to keep.

    Another site's form is not carried into this one's pages.
    """
    if request.method != "POST" or not _ours():
        return ""
    fields = [
        (name, value)
        for name, values in request.form.lists()
        if name not in _OWN and "password" not in name and name != "secret"
        for value in values
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return ""
    files = any(file.filename for file in request.files.values())
    return _signer().dumps([_bare_address(request.full_path), fields, files])


def typed_before(text: str | None) -> Typed | None:
    """What ``what_was_typed`` gave out; None for anything else or what is too old."""
    try:
        address, fields, had_files = _signer().loads(
            text or "", max_age=int(VALID_FOR.total_seconds())
        )
    except (BadData, ValueError, TypeError):
        return None
    if own_path(address) is None or len(address) > 900:
        return None
    return Typed(address, [(str(name), str(value)) for name, value in fields], bool(had_files))


def keep(user: User, typed: Typed, *, at: datetime) -> None:
    """Keep the form for ``user`` in the open transaction, in the place of an earlier one."""
    db.session.execute(delete(KeptForm).where(KeptForm.user_id == user.id))
    db.session.add(
        KeptForm(
            user_id=user.id,
            address=typed.address,
            fields=[list(pair) for pair in typed.fields],
            had_files=typed.had_files,
            kept_at=at,
        )
    )


def address_of(typed: Typed) -> str | None:
    """The page of the form, which then shows what was typed; None for a door without a page."""
    parts = urlsplit(typed.address)
    try:
        current_app.url_map.bind("").match(parts.path, method="GET")
    except HTTPException:
        return None
    query = urlencode([*parse_qsl(parts.query), (MARK, "1")])
    return f"{parts.path}?{query}"


def kept_form(address: str | None = None) -> KeptForm | None:
    """What the present person had typed into the form of ``address`` (None: any form)."""
    user = present_user()
    found = db.session.get(KeptForm, user.id) if user is not None else None
    if found is None or found.kept_at < now() - VALID_FOR:
        return None
    return found if address is None or found.address == address else None


def kept_values(form: Any) -> MultiDict[str, str] | None:
    """What was typed into ``form`` before the session ended, when its page asks for it."""
    if request.method != "GET" or MARK not in request.args or "receipt" not in form:
        return None
    found = kept_form(_bare_address(request.full_path))
    if found is None:
        return None
    names = {str(name) for name, _value in found.fields}
    known = {name for name in names if name.partition("-")[0] in form or name in form}
    said = known - {"receipt", "version", "opened"}
    return MultiDict(found.fields) if said and len(names - known) <= 2 else None


def forget_kept_form() -> None:
    """Its form was sent: nothing is kept any longer. Called in the deed's own transaction."""
    user = present_user()
    if MARK in request.args and user is not None:
        db.session.execute(delete(KeptForm).where(KeptForm.user_id == user.id))


def _bare_address(full_path: str) -> str:
    parts = urlsplit(full_path)
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] != MARK])
    return f"{parts.path}?{query}" if query else parts.path


def _ours() -> bool:
    """Whether the form stood on a page of ours, by what the browser says of it."""
    if "Sec-Fetch-Site" in request.headers:
        return from_our_pages()
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(told).netloc == request.host


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", "typed-before-signing-in")
