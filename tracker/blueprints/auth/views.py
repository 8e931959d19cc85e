"""Coming in and going out. The cookie holds a key that changes with the password."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from tracker.blueprints.auth.demo import offered
from tracker.blueprints.auth.forms import ChangePasswordForm, SignInForm
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.guards import public, signed_in
from tracker.blueprints.kept_forms import Typed, address_of, keep, typed_before, what_was_typed
from tracker.blueprints.present import actor, present_user
from tracker.blueprints.way_back import own_path
from tracker.db import db, writing
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.vietnamese import day_words
from tracker.extensions import limiter
from tracker.models import User
from tracker.queries.offices import any_office
from tracker.services import accounts, passwords
from tracker.surroundings import config, now, today

bp = Blueprint("auth", __name__)

TRIES = "10 per minute; 60 per hour"
"""Passwords that one address may try; each account has its own lock besides."""


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(TRIES, methods=["POST"], exempt_when=lambda: config().demo)
def sign_in() -> Response | str | tuple[str, int]:
    """One field for login or e-mail; the same sentence whatever was wrong."""
    if present_user() is not None:
        return redirect(url_for("dashboard.home"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form)
    proof = accounts.prove(
        db.session(),
        identity=form.identity.data or "",
        password=form.password.data or "",
        cheap=config().testing,
    )
    with writing():
        entry = accounts.attempt(db.session(), proof=proof, now=now())
    if entry.user is not None:
        return _enter(entry.user, typed_before(form.kept.data))
    form.form_errors = [_refusal(entry)]
    return _sign_in_page(form)


def _refusal(entry: accounts.Entry) -> str:
    """The same sentence whatever was wrong; the end of a one-time password is said to its owner."""
    if entry.expired is not None:
        return _(
            "Mật khẩu một lần đã hết hiệu lực từ sau ngày %(day)s. "
            "Hãy đề nghị người quản trị của cơ quan cấp mật khẩu mới.",
            day=day_words(entry.expired),
        )
    return _(
        "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. "
        "Nhập sai nhiều lần liên tiếp thì tài khoản bị tạm khóa một thời gian; "
        "nếu quên mật khẩu, hãy liên hệ người quản trị của cơ quan."
    )


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Ends every session of the person: a copied cookie is worth nothing afterwards."""
    who = actor()
    with writing():
        accounts.sign_out(db.session(), actor=who, now=now())
    logout_user()
    session.clear()
    flash(_("Đã đăng xuất."), "success")
    return redirect(url_for("auth.sign_in"))


@bp.route("/password", methods=["GET", "POST"])
@signed_in
@limiter.limit(TRIES, methods=["POST"])
def change_password() -> Response | str | tuple[str, int]:
    """A person's own password; all other sessions end, this one goes on."""
    form, user = ChangePasswordForm(), _user()
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        changed = _change(form, user)
        if changed is not None:
            target = own_path(session.get("next")) or url_for("dashboard.home")
            _begin_session(changed)
            flash(_("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."), "success")
            return redirect(target)
    page = render_template(
        "auth/change_password.html",
        one_time_until=user.one_time_until,
        form=form,
        must_change=user.must_change_password,
        shortest=accounts.rules_of(db.session(), user, now()).password_min,
    )
    return (page, 422) if form.is_submitted() else page


@bp.post("/language")
@public
def language() -> Response:
    """The language of the screens: the person's own, or this browser's before signing in."""
    chosen, user = request.form.get("language", ""), present_user()
    if chosen not in accounts.LANGUAGES:
        raise InvalidInput("Phần mềm chưa có ngôn ngữ này.")
    if user is None:
        session["language"] = chosen
    else:
        user_id = user.id
        with writing():
            accounts.choose_language(db.session(), user_id=user_id, language=chosen)
    refresh()
    return _back()


@bp.post("/theme")
@public
def theme() -> Response:
    """Light or dark: the person's own, or this browser's before signing in."""
    chosen, user = request.form.get("theme", ""), present_user()
    if chosen not in accounts.THEMES:
        raise InvalidInput("Không có giao diện này.")
    answer = _back()
    if user is None:
        answer.set_cookie("theme", chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    else:
        user_id = user.id
        with writing():
            accounts.choose_theme(db.session(), user_id=user_id, theme=chosen)
    return answer


def _say_kept(typed: Typed) -> None:
    said = _("Nội dung bạn nhập khi phiên đăng nhập đã hết được giữ lại. Hãy kiểm tra rồi gửi.")
    files = _("Tệp đính kèm phải chọn lại.")
    flash(f"{said} {files}" if typed.had_files else said, "info")


def _sign_in_page(form: SignInForm, *, again: bool = False) -> str | tuple[str, int]:
    office = any_office(db.session())
    shown = office is not None and office.is_demo and config().demo
    page = render_template(
        "auth/sign_in.html",
        form=form,
        again=again,
        office=office,
        accounts=offered(db.session(), office, today()) if office and shown else [],
        demo_password=passwords.DEMO_PASSWORD if shown else "",
    )
    return (page, 422) if form.is_submitted() and not again else page


def sign_in_again() -> tuple[str, int]:
    """The entrance for somebody whose form came too late; what they typed waits in it."""
    form = SignInForm(formdata=None, kept=what_was_typed())
    return str(_sign_in_page(form, again=True)), HTTPStatus.UNAUTHORIZED


def _enter(user: User, typed: Typed | None) -> Response:
    """Begin a new session: nothing of the earlier one stays but the page that was asked for.

    What was typed when the earlier one ended stands in its form again.
    """
    target = own_path(session.get("next"))
    if typed is not None:
        with writing():
            keep(user, typed, at=now())
        target = address_of(typed) or url_for("auth.kept")
    _begin_session(user)
    if typed is not None:
        _say_kept(typed)
    if user.must_change_password:
        if target:
            session["next"] = target
        return redirect(url_for("auth.change_password"))
    return redirect(target or url_for("dashboard.home"))


def _begin_session(user: User) -> None:
    session.clear()
    login_user(user)
    session.permanent = True


def _change(form: ChangePasswordForm, user: User) -> User | None:
    """Compare and hash first, then one short writing transaction."""
    cheap, new_password = config().testing, form.password.data or ""
    user_id, here = user.id, actor()
    matches = passwords.matches(user.password_hash, form.present.data or "", cheap=cheap)
    new_hash = passwords.hashed(new_password, cheap=cheap)
    return perform(
        form,
        lambda: accounts.change_password(
            db.session(),
            user_id=user_id,
            present_matches=matches,
            new_password=new_password,
            new_hash=new_hash,
            actor=here,
            now=now(),
        ),
        location=lambda _user: url_for("dashboard.home"),
    )


def _user() -> User:
    user = present_user()
    if user is None:
        raise NotAllowed("Bạn cần đăng nhập để tiếp tục.")
    return user


def _back() -> Response:
    return redirect(own_path(request.form.get("next")) or url_for("dashboard.home"))
