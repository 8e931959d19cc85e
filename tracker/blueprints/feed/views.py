"""The page of one's calendar address, and the calendar behind it."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.feed.address import address_of, counted_as, feed_id_in
from tracker.blueprints.guards import public, signed_in
from tracker.blueprints.present import actor
from tracker.db import db, writing
from tracker.documents.calendar_feed import DueEntry, calendar_file
from tracker.domain.errors import NotAllowed
from tracker.domain.restricted_papers import outward
from tracker.domain.vietnamese import capitalised, one_line
from tracker.extensions import limiter
from tracker.queries.feed_tasks import feed_of, feed_tasks, open_feed
from tracker.queries.present_people import present
from tracker.services.calendar_feeds import make_feed, revoke_feed
from tracker.surroundings import config, now, today

bp = Blueprint("feed", __name__, url_prefix="/calendar-feed")

ASKS = "60 per hour"
"""How often one address may be read; programs ask a few times a day."""

_TITLE = 160


@bp.get("/")
@signed_in
def index() -> str:
    """The address, how to use it, and the way to a new one."""
    me = actor()
    feed = feed_of(db.session(), me.user_id, me.office_id)
    return render_template(
        "feed/index.html",
        feed=feed,
        address=address_of(feed) if feed else "",
        todo_address=address_of(feed, kind="todo") if feed else "",
        form=DeedForm(),
    )


@bp.post("/new")
@signed_in
def make() -> Answer:
    """A new address; the old one opens nothing any more."""
    if DeedForm().validate_on_submit():
        with writing():
            make_feed(db.session(), actor=actor(), now=now())
        flash(_("Đã tạo địa chỉ lịch. Địa chỉ cũ, nếu có, không dùng được nữa."), "success")
    return redirect(url_for("feed.index"))


@bp.post("/revoke")
@signed_in
def revoke() -> Answer:
    """No address at all."""
    if DeedForm().validate_on_submit():
        with writing():
            revoke_feed(db.session(), actor=actor(), now=now())
        flash(_("Đã thu hồi địa chỉ lịch."), "success")
    return redirect(url_for("feed.index"))


@bp.get("/<token>.ics")
@public
@limiter.limit(ASKS, key_func=counted_as)
def calendar(token: str) -> Response:
    """Days and titles that the owner may see today; papers for internal use say no words."""
    feed = open_feed(db.session(), feed_id_in(token))
    me = present(db.session(), feed.user, today()).actor
    if me.office_id != feed.office_id:
        raise NotAllowed("Người dùng không còn thuộc cơ quan của địa chỉ lịch này.")
    host = config().base_url
    entries = [
        DueEntry(
            uid=f"task-{row.id}-{feed.office_id}@{host.partition('://')[2] or 'tracker'}",
            version=row.version or 1,
            changed_at=row.updated_at,
            due_on=row.due_on,
            title=capitalised(one_line(outward(row.text, restricted=row.restricted)))[:_TITLE],
            url=f"{host}{url_for('tasks.show', task_id=row.id)}",
        )
        for row in feed_tasks(db.session(), me, today())
    ]
    as_todo = request.args.get("kind") == "todo"
    body = calendar_file(_("Hạn nhiệm vụ"), entries, as_todo=as_todo)
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return Response(body, mimetype="text/calendar", headers=headers)
