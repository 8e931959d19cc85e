"""Forms of a sheet's deeds: reasons, the signed file, questions and answers, papers, charges."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.papers import PapersField, VouchedField

LONGEST = 2000


class ReasonForm(VersionedDeedForm):
    """A deed that needs its reason."""

    reason = NormalisedTextArea(_("Lý do"), [Filled(_("Hãy ghi lý do."))], max_length=LONGEST)


class ReopenForm(ReasonForm):
    """Mở lại phiếu, until a day."""

    until = VietnameseDateField(
        _("Được chấm lại đến hết ngày"), [Filled(_("Hãy ghi ngày cuối được chấm lại."))]
    )


class LockForm(VersionedDeedForm):
    """Chốt phiếu with the signed file."""

    files = PapersField(_("Phiếu tự chấm điểm đã ký"))
    not_secret = VouchedField()


class AskForm(VersionedDeedForm):
    """Yêu cầu giải trình."""

    question = NormalisedTextArea(
        _("Nội dung cần giải trình"),
        [Filled(_("Hãy ghi nội dung cần giải trình."))],
        max_length=LONGEST,
    )


class AgreeForm(VersionedDeedForm):
    """Hội đồng thông qua phiếu."""

    basis = NormalisedStringField(
        _("Căn cứ"), [Filled(_("Hãy ghi căn cứ: biên bản họp hội đồng (số, ngày)."))],
        max_length=300,
    )  # fmt: skip


class _Checks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ItemPapersForm(DeedForm):
    """Papers for one item: new files, or those that the unit has handed in before."""

    evidence_ids = _Checks(_("Tài liệu đã có của đơn vị"), coerce=int, choices=[])
    files = PapersField(_("Tệp mới"))
    not_secret = VouchedField()
    title = NormalisedStringField(_("Tên tài liệu"), max_length=300)
    paper_number = NormalisedStringField(_("Số, ký hiệu"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản"))
    place = NormalisedStringField(_("Trang, mục chứng minh"), max_length=200)


class ChargeForm(DeedForm):
    """Phân công trong đơn vị."""

    items = _Checks(_("Nội dung"), coerce=int, choices=[])
    user = SelectField(_("Người chuẩn bị"), coerce=int, choices=[], default=0)
    due_on = VietnameseDateField(_("Hạn chuẩn bị"))
