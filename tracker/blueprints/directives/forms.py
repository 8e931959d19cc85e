"""Forms of the register."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    UploadField,
    VietnameseDateField,
)
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.unit_choices import Offer, UnitOrGroupField, UnitsOrGroupsField
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.source import SourceKind, Urgency
from tracker.surroundings import today


def not_after_today(_form: Any, field: Any) -> None:
    """A paper cannot have come tomorrow."""
    if field.data is not None and field.data > today():
        raise ValidationError(_("Ngày này chưa tới. Hãy kiểm tra lại."))


#: Text files in any of our encodings come as .txt; scans as .pdf or as single pictures.
KINDS = ("docx", "doc", "pdf", "odt", "rtf", "txt", "png", "jpg", "jpeg")


class ReceiveForm(DeedForm):
    """A paper comes in: a file, or its text pasted."""

    file = UploadField(_("Tệp văn bản"), kinds=KINDS, multiple=False)
    text = NormalisedTextArea(_("Hoặc dán nội dung văn bản"), max_length=1_000_000)
    received_on = VietnameseDateField(_("Ngày nhận"), [Filled(), not_after_today])
    arrival_number = NormalisedStringField(_("Số đến"), max_length=20)
    source = EnumField(_("Nguồn chỉ đạo"), [Filled()], enum=SourceKind, default=SourceKind.DOCUMENT)
    not_secret = BooleanField(_("Tôi đã xem: văn bản không mang dấu chỉ độ mật"))

    def validate_text(self, field: Any) -> None:
        """Exactly one of the two ways."""
        chosen = bool(self.file.data)
        if not chosen and not field.data and not self.file.errors:
            raise ValidationError(_("Hãy chọn một tệp hoặc dán nội dung văn bản."))
        if chosen and field.data:
            raise ValidationError(_("Chỉ chọn một cách: tải tệp lên, hoặc dán nội dung."))


class HeaderForm(VersionedDeedForm):
    """What the register says of a paper."""

    kind = EnumField(_("Loại văn bản"), [Filled()], enum=DirectiveKind)
    number = NormalisedStringField(_("Số, ký hiệu"), max_length=60)
    issued_on = VietnameseDateField(_("Ngày ban hành"), [not_after_today])
    issuer = NormalisedStringField(_("Cơ quan ban hành"), max_length=200)
    title = NormalisedTextArea(_("Trích yếu"), [Filled()], max_length=2000)
    signer = NormalisedStringField(_("Người ký"), max_length=100)
    received_on = VietnameseDateField(_("Ngày nhận"), [Filled(), not_after_today])
    arrival_number = NormalisedStringField(_("Số đến"), max_length=20)
    source = EnumField(_("Nguồn chỉ đạo"), [Filled()], enum=SourceKind)
    urgency = EnumField(_("Độ khẩn"), [Filled()], enum=Urgency)
    restricted = BooleanField(_("Lưu hành nội bộ, tài liệu thu hồi"))
    note = NormalisedTextArea(_("Ghi chú"), max_length=2000)


BLANKS = ("number", "issued_on", "issuer")
"""What a paper may have left blank, by the names of fields and columns alike."""


class CompleteForm(VersionedDeedForm):
    """What the paper left blank; only what is missing is asked for."""

    number = NormalisedStringField(_("Số, ký hiệu"), max_length=60)
    issued_on = VietnameseDateField(_("Ngày ban hành"), [not_after_today])
    issuer = NormalisedStringField(_("Cơ quan ban hành"), max_length=200)

    def ask_for(self, missing: Collection[str]) -> None:
        """Leave out the fields of everything else."""
        for name in BLANKS:
            if name not in missing:
                delattr(self, name)

    def value(self, name: str) -> Any:
        """What was entered; None where nothing was, or nothing was asked."""
        return self[name].data or None if name in self else None


class QuickForm(DeedForm):
    """One task by hand."""

    text = NormalisedTextArea(
        _("Nội dung nhiệm vụ"), [Filled(_("Hãy nhập nội dung nhiệm vụ."))], max_length=4000
    )
    lead = UnitOrGroupField(_("Đơn vị chủ trì"), [Filled(_("Hãy chọn đơn vị chủ trì."))])
    more_leads = UnitsOrGroupsField(_("Giao thêm cho các đơn vị"))
    coordinating = UnitsOrGroupsField(_("Đơn vị phối hợp"))
    regular = BooleanField(_("Thường xuyên: không có thời hạn, báo cáo theo kỳ"))
    due_on = VietnameseDateField(_("Hạn hoàn thành"))
    basis = NormalisedStringField(_("Căn cứ của thời hạn"), max_length=500)
    product = NormalisedStringField(_("Sản phẩm, kết quả phải có"), max_length=500)
    key_task = BooleanField(_("Nhiệm vụ trọng tâm"))
    source = EnumField(_("Nguồn chỉ đạo"), [Filled()], enum=SourceKind, default=SourceKind.LETTER)
    number = NormalisedStringField(_("Số, ký hiệu văn bản"), max_length=60)
    issued_on = VietnameseDateField(_("Ngày văn bản, ngày chỉ đạo"), [not_after_today])
    issuer = NormalisedStringField(_("Nơi ban hành, nơi kiến nghị"), max_length=200)
    given_by = NormalisedStringField(_("Người giao"), max_length=100)
    arrival_number = NormalisedStringField(_("Số đến"), max_length=20)
    received_on = VietnameseDateField(_("Ngày nhận"), [not_after_today])

    def offer(self, offer: Offer) -> None:
        """Set the units that may be chosen."""
        self.lead.offer(offer)
        self.more_leads.offer(offer)
        self.coordinating.offer(offer)


class RegisterFilterForm(FilterForm):
    """The filter bar; what cannot be read narrows nothing."""

    SPAN = ("received_from", "received_to")

    q = NormalisedStringField(_("Tìm theo số, trích yếu, nơi ban hành"), max_length=200)
    kind = EnumField(_("Loại văn bản"), enum=DirectiveKind, empty=_("Tất cả"))
    source = EnumField(_("Nguồn"), enum=SourceKind, empty=_("Tất cả"))
    received_from = VietnameseDateField(_("Nhận từ ngày"))
    received_to = VietnameseDateField(_("Đến ngày"))
    waiting = SelectField(
        _("Rà soát"),
        choices=[SelectChoice("", _("Tất cả")), SelectChoice("1", _("Còn nội dung chờ rà soát"))],
        validate_choice=False,
    )
