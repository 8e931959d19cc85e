"""Forms for task lists from Excel."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.directives.forms import not_after_today
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    UploadField,
    VietnameseDateField,
)
from tracker.domain.source import SourceKind
from tracker.services.task_sheet import MAX_FILE


class SheetForm(DeedForm):
    """A list under a paper that is known already."""

    file = UploadField(
        _("Tệp Excel"),
        [Filled(_("Hãy chọn tệp Excel."))],
        kinds=("xlsx",),
        max_size=MAX_FILE,
        multiple=False,
    )


class ListForm(SheetForm):
    """A list without a covering paper: it becomes an entry of the register."""

    source = EnumField(_("Nguồn chỉ đạo"), [Filled()], enum=SourceKind, default=SourceKind.DOCUMENT)
    number = NormalisedStringField(_("Số, ký hiệu văn bản"), max_length=60)
    issued_on = VietnameseDateField(_("Ngày văn bản, ngày chỉ đạo"), [not_after_today])
    issuer = NormalisedStringField(_("Nơi ban hành, nơi kiến nghị"), max_length=200)
    given_by = NormalisedStringField(_("Người giao"), max_length=100)
    title = NormalisedStringField(_("Trích yếu"), max_length=500)
    arrival_number = NormalisedStringField(_("Số đến"), max_length=20)
    received_on = VietnameseDateField(_("Ngày nhận"), [not_after_today])


class LookedAtForm(DeedForm):
    """What was looked at, signed; ``sheet`` asks for another sheet of the same file."""

    looked_at = HiddenField()
    only_good = BooleanField(_("Chỉ nhập các dòng đúng, để lại các dòng có lỗi"))
    sheet = SelectField(_("Trang tính"), validate_choice=False)
