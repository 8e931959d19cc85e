"""The inbox: read what was told; opening is an access mark, no deed."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.guards import signed_in
from tracker.blueprints.present import actor
from tracker.db import db, writing
from tracker.queries.inbox import MESSAGES_ORDER, message_of, messages_of, unread_count
from tracker.queries.keyset import placed_page
from tracker.services.inbox import mark_all_read, mark_read
from tracker.surroundings import now

bp = Blueprint("inbox", __name__, url_prefix="/inbox")


@bp.get("/")
@signed_in
def index() -> str:
    """Newest first."""
    page = placed_page(
        db.session(), messages_of(actor().user_id), MESSAGES_ORDER, request.args.get("page")
    )
    unread = unread_count(db.session(), actor().user_id)
    return render_template(
        "inbox/index.html",
        page=page,
        form=DeedForm(),
        unread=unread,
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
    """Mark everything as read."""
    if DeedForm().validate_on_submit():
        with writing():
            mark_all_read(db.session(), user_id=actor().user_id, now=now())
    return redirect(url_for("inbox.index"))
