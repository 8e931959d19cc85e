"""Forms of extensions: the unit asks, whoever assigned decides."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedTextArea, VietnameseDateField
from tracker.blueprints.papers import PapersField, VouchedField


class ExtensionForm(VersionedDeedForm):
    """Đề nghị gia hạn."""

    wanted_on = VietnameseDateField(
        _("Đề nghị gia hạn đến ngày"), [Filled(_("Hãy ghi thời hạn đề nghị gia hạn đến."))]
    )
    reason = NormalisedTextArea(_("Lý do đề nghị gia hạn"), [Filled()], max_length=2000)


class ExtensionDecisionForm(VersionedDeedForm):
    """Quyết định đề nghị gia hạn; with ``leader_id`` a leader's decision entered for him."""

    decision = RadioField(
        _("Quyết định"),
        [Filled(_("Hãy chọn quyết định."))],
        choices=[
            SelectChoice("yes", _("Đồng ý gia hạn")),
            SelectChoice("no", _("Không đồng ý gia hạn")),
        ],
    )
    due_on = VietnameseDateField(_("Gia hạn đến ngày"))
    basis = NormalisedTextArea(_("Ý kiến, căn cứ"), max_length=1000)
    leader_id = SelectField(
        _("Nhập thay quyết định của lãnh đạo"), coerce=lambda value: int(value or 0), choices=[]
    )
    files = PapersField(_("Văn bản hoặc ảnh chụp ý kiến của lãnh đạo"))
    not_secret = VouchedField()
