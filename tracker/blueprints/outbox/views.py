"""The outbox: what went out, what waits or is held, what failed, and why each was written."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.ledger_words import rule_words, rung_words
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.delivery import DeliveryState, MailState
from tracker.permissions import Permission
from tracker.queries.keyset import placed_page
from tracker.queries.outbox import (
    OUTGOING_ORDER,
    last_plan,
    outgoing,
    outgoing_message,
    waiting_count,
)
from tracker.services.live_mail import mail_of
from tracker.services.outbox import state_of
from tracker.surroundings import config

bp = Blueprint("outbox", __name__, url_prefix="/outbox")

SHOWN = (
    DeliveryState.WAITING,
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.NEEDLESS,
)


@bp.get("/")
@requires(Permission.OUTBOX_VIEW)
def index() -> str:
    """Mails of the office, newest first; the answer first: do they leave at all?"""
    office_id = actor().office_id or 0
    wanted = request.args.get("state", "")
    state = DeliveryState(wanted) if wanted in {item.value for item in SHOWN} else None
    waiting = waiting_count(db.session(), office_id)
    mail = mail_of(db.session(), config())
    live = mail is MailState.LIVE
    heading = _heading(waiting, live=live)
    page = placed_page(
        db.session(), outgoing(office_id, state), OUTGOING_ORDER, request.args.get("page")
    )
    return render_template(
        "outbox/index.html",
        page=page,
        rows=[(row, state_of(row, mail_live=live)) for row in page.rows],
        heading=heading,
        live=live,
        mail=mail,
        run=last_plan(db.session(), office_id),
        tabs=_tabs(state),
    )


def _heading(waiting: int, *, live: bool) -> str:
    if live:
        return ngettext("%(num)s thư đang chờ gửi", "%(num)s thư đang chờ gửi", waiting)
    if not waiting:
        return _("Chưa bật gửi thư, không có thư nào được giữ lại")
    return ngettext(
        "Chưa bật gửi thư: %(num)s thư được giữ lại",
        "Chưa bật gửi thư: %(num)s thư được giữ lại",
        waiting,
    )


@bp.get("/<int:message_id>")
@requires(Permission.OUTBOX_VIEW)
def show(message_id: int) -> str:
    """One message: its text, its fate, and every reason behind it."""
    message = outgoing_message(db.session(), actor().office_id or 0, message_id)
    live = mail_of(db.session(), config()) is MailState.LIVE
    return render_template(
        "outbox/show.html",
        message=message,
        state=state_of(message, mail_live=live),
        rule_words=rule_words,
        rung_words=rung_words,
    )


def _tabs(current: DeliveryState | None) -> list[dict[str, object]]:
    labels: list[tuple[DeliveryState | None, str]] = [
        (None, _("Tất cả")),
        (DeliveryState.WAITING, _("Chờ gửi")),
        (DeliveryState.SENT, _("Đã gửi")),
        (DeliveryState.FAILED, _("Không gửi được")),
        (DeliveryState.NEEDLESS, _("Không còn cần gửi")),
    ]
    return [
        {
            "label": label,
            "url": f"?state={state.value}" if state else "?",
            "current": state is current,
            "count": None,
        }
        for state, label in labels
    ]
