"""Nhiệm vụ cấp trên giao: papers of another office under which this office was given work."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import BooleanField

from tracker.blueprints.deeds import DeedForm, done_before, perform, refuse
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.permissions import Permission
from tracker.queries.orders_from_above import OrderFromAbove, order_from_above, orders_from_above
from tracker.queries.working_calendar import working_calendar
from tracker.services.intake import Received
from tracker.services.intake_reading import read_kept
from tracker.services.orders_from_above import original_of, receive_from_above
from tracker.surroundings import now, store


class TakeOrderForm(DeedForm):
    """Whether somebody has looked through a paper in which no text can be read."""

    not_secret = BooleanField(_l("Tôi đã xem: văn bản không mang dấu chỉ độ mật"))


@bp.get("/from-above")
@requires(Permission.DIRECTIVE_RECEIVE)
def from_above() -> str:
    """What other offices gave to this one, and what became of it here."""
    rows = orders_from_above(db.session(), actor())
    waiting = sum(row.child is None and row.open > 0 for row in rows)
    return render_template(
        "directives/from_above.html",
        rows=rows,
        heading=ngettext(
            "%(num)s văn bản cấp trên giao chưa tiếp nhận",
            "%(num)s văn bản cấp trên giao chưa tiếp nhận",
            waiting,
        ),
    )


@bp.route("/from-above/<int:directive_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_RECEIVE)
def take_from_above(directive_id: int) -> Response | str | tuple[str, int]:
    """Its tasks here; a POST reads the paper into this office's register as a child."""
    form = TakeOrderForm()
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    order = order_from_above(db.session(), actor(), directive_id)
    if order.child is None and form.validate_on_submit():
        received = _take(form, order)
        if received is not None:
            flash(_said(received), "success")
            return redirect(_place(received))
    text = render_template(
        "directives/take_from_above.html",
        form=form,
        order=order_from_above(db.session(), actor(), directive_id),
        back=url_for("directives.from_above"),
    )
    return (text, 422) if form.errors or form.form_errors else text


def _take(form: TakeOrderForm, order: OrderFromAbove) -> Received | None:
    """Read outside any transaction, write in one short one; None when the paper was refused."""
    directive_id = order.directive.id
    try:
        file = original_of(order.directive)
        taken = read_kept(
            store(), file.blob_sha256, file.name, not_secret=bool(form.not_secret.data)
        )
    except InvalidInput as error:
        refuse(form, error)
        return None
    store().keep(taken.waiting)
    calendar = working_calendar(db.session(), actor().office_id or 0)
    return perform(
        form,
        lambda: receive_from_above(
            db.session(),
            directive_id=directive_id,
            taken=taken,
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        location=_place,
    )


def _place(received: Received) -> str:
    return url_for("directives.show", directive_id=received.directive.id)


def _said(received: Received) -> str:
    if received.is_new:
        return _("Đã tiếp nhận văn bản vào sổ; các nhiệm vụ đề xuất đang chờ rà soát.")
    return _("Văn bản này đã có trong sổ; đã gắn với văn bản của cấp trên.")
