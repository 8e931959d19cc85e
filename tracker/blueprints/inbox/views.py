"""The inbox: read what was told; opening is an access mark, no deed."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.filters import label
from tracker.blueprints.guards import signed_in
from tracker.blueprints.present import actor
from tracker.db import db, writing
from tracker.domain.message_groups import MessageGroup
from tracker.queries.inbox import MESSAGES_ORDER, message_of, messages_of, unread_by_group
from tracker.queries.keyset import placed_page
from tracker.services.inbox import mark_all_read, mark_read
from tracker.surroundings import now

bp = Blueprint("inbox", __name__, url_prefix="/inbox")

UNREAD = "unread"


@bp.get("/")
@signed_in
def index() -> str:
    """Newest first; a tab for what is unread, and one per group of kinds."""
    session, me, tab = db.session(), actor().user_id, request.args.get("tab", "")
    group = _group(tab)
    page = placed_page(
        session,
        messages_of(me, group=group, unread=tab == UNREAD),
        MESSAGES_ORDER,
        request.args.get("page"),
    )
    waiting = unread_by_group(session, me)
    unread = waiting.total()
    return render_template(
        "inbox/index.html",
        page=page,
        unread=waiting[group] if group else unread,
        tab=group.value if group else "",
        tabs=_tabs(tab, waiting),
        heading=ngettext("%(num)s tin chưa đọc", "%(num)s tin chưa đọc", unread),
    )


@bp.get("/<int:message_id>")
@signed_in
def show(message_id: int) -> str:
    """One message; it counts as read from now on."""
    message = message_of(db.session(), actor().user_id, message_id)
    html = render_template("inbox/show.html", message=message)
    with writing():
        mark_read(db.session(), message_id=message_id, now=now())
    return html


@bp.post("/read")
@signed_in
def read_all() -> Response:
    """Mark everything as read, or everything under a tab."""
    group = _group(request.form.get("tab", ""))
    if DeedForm().validate_on_submit():
        with writing():
            mark_all_read(db.session(), user_id=actor().user_id, now=now(), group=group)
    return redirect(url_for("inbox.index", tab=group.value if group else None))


def _group(tab: str) -> MessageGroup | None:
    return MessageGroup(tab) if tab in {group.value for group in MessageGroup} else None


def _tabs(current: str, waiting: Counter[MessageGroup]) -> list[dict[str, object]]:
    """All, unread, and the groups; the number is of what is unread."""
    named: list[tuple[str, str, int | None]] = [
        ("", _("Tất cả"), None),
        (UNREAD, _("Chưa đọc"), waiting.total() or None),
        *((group.value, label(group), waiting[group] or None) for group in MessageGroup),
    ]
    known = current if current in {value for value, _words, _number in named} else ""
    return [
        {
            "label": words,
            "url": url_for("inbox.index", tab=value or None),
            "current": value == known,
            "count": number,
        }
        for value, words, number in named
    ]
