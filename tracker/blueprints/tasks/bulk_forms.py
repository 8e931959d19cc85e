"""Forms of a deed on many tasks: what is the same for each of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import Filled, NormalisedTextArea, VietnameseDateField
from tracker.domain.bulk_deeds import BulkDeed


class BulkForm(DeedForm):
    """``deed`` and ``back`` travel with it; the picked tasks stand beside it as ``pick``."""

    deed = HiddenField()
    back = HiddenField()


class BulkUrgeForm(BulkForm):
    """Đôn đốc thực hiện."""

    words = NormalisedTextArea(_("Nội dung đôn đốc"), max_length=1000, id="bulk-words")


class BulkConfirmForm(BulkForm):
    """Xác nhận hoàn thành."""

    words = NormalisedTextArea(_("Ý kiến"), max_length=1000, id="bulk-words")


class BulkReturnForm(BulkForm):
    """Trả lại, yêu cầu bổ sung."""

    words = NormalisedTextArea(
        _("Lý do trả lại, nội dung cần bổ sung"), [Filled()], max_length=2000, id="bulk-words"
    )


class BulkRedateForm(BulkForm):
    """Thay đổi thời hạn: one new day for all of them."""

    due_on = VietnameseDateField(_("Thời hạn mới"), [Filled(_("Hãy ghi thời hạn mới."))])
    words = NormalisedTextArea(
        _("Căn cứ"),
        [Filled(_("Hãy ghi căn cứ (văn bản hoặc ý kiến của lãnh đạo)."))],
        max_length=1000,
        id="bulk-words",
    )


class BulkCancelForm(BulkForm):
    """Dừng theo dõi."""

    words = NormalisedTextArea(
        _("Căn cứ"),
        [Filled(_("Hãy ghi căn cứ (văn bản hoặc ý kiến của lãnh đạo)."))],
        max_length=1000,
        id="bulk-words",
    )


class BulkOfficerForm(BulkForm):
    """Phân công người phụ trách; the door offers the unit's people."""

    officer = SelectField(
        _("Người phụ trách"), coerce=lambda value: int(value or 0), choices=[], validate_choice=True
    )


FORMS: dict[BulkDeed, type[BulkForm]] = {
    BulkDeed.URGE: BulkUrgeForm,
    BulkDeed.CONFIRM: BulkConfirmForm,
    BulkDeed.RETURN: BulkReturnForm,
    BulkDeed.REDATE: BulkRedateForm,
    BulkDeed.CANCEL: BulkCancelForm,
    BulkDeed.OFFICER: BulkOfficerForm,
}
