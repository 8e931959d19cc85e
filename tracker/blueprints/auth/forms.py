"""Forms of the entrance. Passwords are taken as typed: no trimming, no normalising here."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import AtMost, Filled
from tracker.blueprints.form_words import OfficeForm
from tracker.services.passwords import LONGEST


class SignInForm(OfficeForm):
    """One field for login or e-mail."""

    identity = StringField(
        _("Tên đăng nhập hoặc thư điện tử"),
        [Filled(_("Hãy nhập tên đăng nhập hoặc thư điện tử.")), AtMost(254)],
    )
    kept = HiddenField()
    """What was typed when the session ended, signed (blueprints/kept_forms)."""
    password = PasswordField(_("Mật khẩu"), [Filled(_("Hãy nhập mật khẩu.")), AtMost(LONGEST)])


class ChangePasswordForm(DeedForm):
    """The present password, and twice the new one."""

    present = PasswordField(
        _("Mật khẩu hiện tại"), [Filled(_("Hãy nhập mật khẩu hiện tại.")), AtMost(LONGEST)]
    )
    password = PasswordField(
        _("Mật khẩu mới"), [Filled(_("Hãy nhập mật khẩu mới.")), AtMost(LONGEST)]
    )
    repeated = PasswordField(
        _("Nhập lại mật khẩu mới"),
        [
            Filled(_("Hãy nhập lại mật khẩu mới.")),
            EqualTo("password", message=_("Hai lần nhập mật khẩu mới chưa giống nhau.")),
        ],
    )
