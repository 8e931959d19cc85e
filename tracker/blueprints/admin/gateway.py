"""The office's gateway for text messages: where it listens, its secret, a message to try it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField

from tracker.blueprints.admin.door import Answer, bp, here, page, tabs
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out
from tracker.blueprints.fields import AtMost, Filled, NormalisedStringField
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_user
from tracker.db import db, writing
from tracker.domain.delivery import MailState
from tracker.domain.errors import Conflict
from tracker.domain.message_ids import N_
from tracker.models import MessageGateway
from tracker.permissions import Permission
from tracker.services import gateways
from tracker.services.live_mail import mail_of
from tracker.surroundings import config, now


class GatewayForm(VersionedDeedForm):
    """Where text messages go. The secret is never shown again."""

    url = NormalisedStringField(_l("Địa chỉ cổng tin nhắn"), [Filled()], max_length=500)
    secret = PasswordField(_l("Khóa bí mật"), [AtMost(gateways.LONGEST_SECRET)])
    private_allowed = BooleanField(_l("Cho phép địa chỉ nội bộ"))
    notices = BooleanField(_l("Gửi tin tức thời"), default=True)
    digests = BooleanField(_l("Gửi dòng đầu của bản nhắc buổi sáng"))
    active = BooleanField(_l("Đang dùng"))


class TryForm(DeedForm):
    """A message to somebody's own telephone."""

    number = NormalisedStringField(
        _l("Số điện thoại nhận tin thử"), [Filled(_l("Hãy nhập số điện thoại."))], max_length=20
    )


NOT_LIVE = N_(
    "Chưa gửi thử được: cổng chưa được bật, hoặc máy này không phải là máy vận hành chính thức "
    "(xem Tình trạng vận hành)."
)


@bp.route("/gateway", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def gateway() -> Answer:
    """Shows the gateway as it is set, and takes a new setting."""
    row, me = _row(), actor()
    form = GatewayForm(obj=row, version=row.row_version if row else 0)
    done = carry_out(
        form,
        lambda: gateways.set_gateway(db.session(), **_typed(form), actor=me, now=now()),
        location=lambda _row: url_for("admin.gateway"),
        said=_("Đã ghi cổng tin nhắn."),
    )
    return done or page("admin/gateway.html", form, row=row, tabs=tabs(), trying=_trying())


@bp.post("/gateway/try")
@requires(Permission.OFFICE_ADMINISTER)
def try_gateway() -> Answer:
    """“Gửi thử”: one message now, from the machine that may send."""
    trying, row = TryForm(), _row()
    if not trying.validate_on_submit():
        form = GatewayForm(None, obj=row, version=row.row_version if row else 0)
        values = {"form": form, "row": row, "tabs": tabs(), "trying": trying}
        return render_template("admin/gateway.html", **values), 422
    taken, answer = _tried(trying.number.data or "")
    with writing():
        gateways.note_try(db.session(), taken=taken, answer=answer, actor=actor(), now=now())
    flash(*_told(taken, answer))
    return redirect(url_for("admin.gateway"))


def _row() -> MessageGateway | None:
    return db.session.get(MessageGateway, here().id)


def _trying() -> TryForm:
    user = present_user()
    return TryForm(None, number=(user.phone if user else "") or "")


def _typed(form: GatewayForm) -> dict[str, Any]:
    return {
        "url": form.url.data or "",
        "secret": form.secret.data or "",
        "active": bool(form.active.data),
        "private_allowed": bool(form.private_allowed.data),
        "notices": bool(form.notices.data),
        "digests": bool(form.digests.data),
        "version": form.version.data,
    }


def _tried(number: str) -> tuple[bool, str]:
    """Send with no transaction open. Raises Conflict where nothing may leave."""
    office = here()
    way = gateways.way_of(db.session(), office.id)
    if way is None or mail_of(db.session(), config()) is not MailState.LIVE:
        raise Conflict(NOT_LIVE)
    test = gateways.a_test(
        number=number, name=actor().name, office=office, base_url=config().base_url, now=now()
    )
    db.session.rollback()
    return gateways.tried(way.send, test)


def _told(taken: bool, answer: str) -> tuple[str, str]:
    if taken:
        return _("Cổng đã nhận tin thử: %(answer)s", answer=answer), "success"
    return _("Cổng chưa nhận tin thử: %(answer)s", answer=answer), "danger"
