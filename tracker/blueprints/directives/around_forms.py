"""Forms about what surrounds a directive: targets, events, names."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.directives.forms import not_after_today
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.unit_choices import UnitOrGroupField
from tracker.domain.target_value import Comparator


class TargetForm(VersionedDeedForm):
    """What is to be reached, how much of it, by when."""

    measure = NormalisedTextArea(
        _("Nội dung chỉ tiêu"), [Filled(_("Hãy nhập nội dung chỉ tiêu."))], max_length=500
    )
    comparator = EnumField(
        _("Mức so sánh"), [Filled()], enum=Comparator, default=Comparator.AT_LEAST
    )
    value = NormalisedStringField(
        _("Giá trị"), [Filled(_("Hãy nhập một số, ví dụ 80 hoặc 84,6."))], max_length=20
    )
    upper = NormalisedStringField(_("Đến (nếu là một khoảng)"), max_length=20)
    unit = NormalisedStringField(_("Đơn vị tính"), [Filled()], max_length=30)
    year = NormalisedStringField(_("Năm"), max_length=4)


class ServingForm(DeedForm):
    """Which other duty serves the target."""

    duty = SelectField(_("Nhiệm vụ khác phục vụ chỉ tiêu này"), [Filled()], coerce=str)

    def offer(self, duties: Iterable[tuple[int, str]]) -> None:
        """Set the duties that may be chosen."""
        self.duty.choices = [
            SelectChoice("", _("– Chọn nhiệm vụ –")),
            *(SelectChoice(str(key), name) for key, name in duties),
        ]


class EventForm(VersionedDeedForm):
    """When the event happened."""

    happened_on = VietnameseDateField(_("Ngày diễn ra"), [not_after_today])
    basis = NormalisedStringField(_("Căn cứ (văn bản, nguồn tin)"), max_length=500)


class WaitingRow(OfficeForm):
    """One task that waits for the event, with the day that is proposed for it."""

    class Meta(OfficeForm.Meta):
        """The form around it carries the token."""

        csrf = False

    task_id = IntegerField(widget=HiddenInput())
    version = IntegerField(widget=HiddenInput())
    take = BooleanField(_("Xác định thời hạn"))
    due_on = VietnameseDateField(_("Thời hạn mới"))


class WaitingForm(DeedForm):
    """The tasks that wait, each with its day."""

    rows = FieldList(FormField(WaitingRow))


class NameForm(DeedForm):
    """What a written name means."""

    as_written = HiddenField()
    unit = UnitOrGroupField(_("Là đơn vị"), [Filled(_("Hãy chọn đơn vị hoặc nhóm đơn vị."))])
    remember = BooleanField(_("Ghi nhớ cách viết này cho các văn bản sau"), default=True)
