"""The page “Cách nhận nhắc việc”: what one gets, when, and what of it can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.guards import signed_in
from tracker.blueprints.present import actor
from tracker.blueprints.telling.forms import ChoiceForm, PauseForm
from tracker.db import db, writing
from tracker.domain.office_rules import OfficeRules
from tracker.domain.telling_choices import MORNING, clock_words
from tracker.models import User
from tracker.queries.office_rules import office_rules
from tracker.services.telling import choose, end_pause, pause
from tracker.surroundings import now, today

bp = Blueprint("telling", __name__, url_prefix="/my-reminders")

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What the person gets, as the page says it."""

    hour: str
    address: str
    mail_fails: bool
    mail_off: bool
    paused: tuple[date, date] | None


@bp.route("/", methods=["GET", "POST"])
@signed_in
def index() -> Answer:
    """What one gets; the hour and the way of the digest."""
    me, rules = _me(), _rules()
    shown = min(me.digest_at or MORNING, rules.digest_latest_hour * 60)
    form = ChoiceForm(digest_at=max(shown, MORNING), mail_off=me.mail_off_at is not None)
    form.offer(rules.digest_latest_hour)
    done = carry_out(
        form,
        lambda: choose(
            db.session(),
            digest_at=form.digest_at.data,
            mail_off=bool(form.mail_off.data),
            actor=actor(),
            now=now(),
        ),
        location=_back,
        said=_("Đã lưu cách nhận nhắc việc."),
    )
    return done or _page(form, PauseForm(formdata=None), sent=form)


@bp.post("/pause")
@signed_in
def pause_mail() -> Answer:
    """No digest by mail on some days."""
    form = PauseForm()
    done = carry_out(
        form,
        lambda: pause(
            db.session(),
            from_on=form.from_on.data or today(),
            to_on=form.to_on.data or today(),
            reason=form.reason.data or "",
            actor=actor(),
            now=now(),
        ),
        location=_back,
        said=_("Đã tạm dừng thư nhắc việc trong những ngày này."),
    )
    choice = ChoiceForm(formdata=None).offer(_rules().digest_latest_hour)
    return done or _page(choice, form, sent=form)


@bp.post("/resume")
@signed_in
def resume_mail() -> Response:
    """Mail again."""
    if DeedForm().validate_on_submit():
        with writing():
            end_pause(db.session(), actor=actor(), now=now())
        flash(_("Thư nhắc việc được gửi trở lại từ sáng làm việc tới."), "success")
    return redirect(url_for("telling.index"))


def _page(choice: ChoiceForm, days: PauseForm, *, sent: DeedForm) -> Answer:
    me, rules = _me(), _rules()
    minute = max(min(me.digest_at or MORNING, rules.digest_latest_hour * 60), MORNING)
    coming = me.paused_from and me.paused_to and me.paused_to >= today()
    said = Said(
        hour=clock_words(minute),
        address=me.email or "",
        mail_fails=me.mail_failing,
        mail_off=me.mail_off_at is not None and rules.digest_mail_optional,
        paused=(me.paused_from, me.paused_to)
        if coming and me.paused_from and me.paused_to
        else None,
    )
    text = render_template("telling/index.html", said=said, rules=rules, form=choice, days=days)
    return (text, 422) if sent.is_submitted() else text


def _me() -> User:
    return db.session.get_one(User, actor().user_id)


def _rules() -> OfficeRules:
    return office_rules(db.session(), actor().office_id or 0, today())


def _back(_me: User) -> str:
    return url_for("telling.index")
