"""Forms of the review."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    EnumField,
    EnumRadioField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.unit_choices import Offer, UnitOrGroupField, UnitsOrGroupsField
from tracker.domain.follow_up import FollowUp
from tracker.domain.recurrence import LAST_DAY, RecurrenceRule
from tracker.domain.recurrence_periods import Every

RHYTHMS = (
    (Every.WEEK, _("Hằng tuần")),
    (Every.MONTH, _("Hằng tháng")),
    (Every.QUARTER, _("Hằng quý")),
    (Every.HALF_YEAR, _("6 tháng một lần")),
    (Every.YEAR, _("Hằng năm")),
)
KEEP_RULE = "keep"
WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"))


class UnitRow(OfficeForm):
    """One name of the paper and the unit that it means."""

    class Meta(OfficeForm.Meta):
        """The form around it carries the token."""

        csrf = False

    as_written = HiddenField()
    unit = UnitOrGroupField(_("Là đơn vị"), empty=_("– Chưa xác định –"))
    remember = BooleanField(_("Ghi nhớ cách viết này"))
    drop = BooleanField(_("Bỏ"))


class DraftForm(VersionedDeedForm):
    """Everything that a person decides about one draft."""

    text = NormalisedTextArea(
        _("Nội dung nhiệm vụ"), [Filled(_("Hãy nhập nội dung nhiệm vụ."))], max_length=10_000
    )
    product = NormalisedStringField(_("Sản phẩm, kết quả phải có"), max_length=500)
    follow_up = EnumRadioField(_("Cách theo dõi"), [Filled()], enum=FollowUp)
    leads = FieldList(FormField(UnitRow))
    add_leads = UnitsOrGroupsField(_("Thêm đơn vị chủ trì"))
    coordinating = FieldList(FormField(UnitRow))
    add_coordinating = UnitsOrGroupsField(_("Thêm đơn vị phối hợp"))
    due_on = VietnameseDateField(_("Hạn hoàn thành"))
    due_basis = NormalisedStringField(_("Căn cứ của thời hạn"), max_length=500)
    every = SelectField(
        _("Lặp lại"),
        choices=[
            SelectChoice("", _("Không lặp lại")),
            *(SelectChoice(every.value, name) for every, name in RHYTHMS),
        ],
    )
    day = IntegerField(
        _("Ngày đến hạn trong tháng (bỏ trống: ngày cuối kỳ)"), [Optional(), NumberRange(1, 31)]
    )
    weekday = SelectField(
        _("Thứ (nếu hằng tuần)"),
        choices=[SelectChoice(str(place), name) for place, name in enumerate(WEEKDAYS, start=1)],
        default="5",
    )
    month = IntegerField(_("Tháng (nếu hằng năm)"), [Optional(), NumberRange(1, 12)])
    following = BooleanField(_("Vào kỳ sau (ví dụ ngày 05 của tháng sau)"))
    key_task = BooleanField(_("Nhiệm vụ trọng tâm"))

    def offer(self, offer: Offer) -> None:
        """Set the units that may be chosen."""
        for row in (*self.leads, *self.coordinating):
            row.form.unit.offer(offer, first=getattr(row.form, "suggested", ()))
        self.add_leads.offer(offer)
        self.add_coordinating.offer(offer)

    def fill_rule(self, rule: RecurrenceRule | None) -> None:
        """Show a stored rule; one that these fields cannot say may be kept as it is."""
        if rule is None:
            return
        if rule.every is Every.DATES or rule.working_day is not None or rule.before:
            self.every.choices = [
                *self.every.choices,
                SelectChoice(KEEP_RULE, _("Theo quy tắc đã đọc")),
            ]
            self.every.data = KEEP_RULE
            return
        self.every.data = rule.every.value
        self.day.data = None if rule.day == LAST_DAY else rule.day
        self.weekday.data = str(rule.weekday or 5)
        self.month.data = rule.month
        self.following.data = rule.following

    def rule(self, stored: RecurrenceRule | None) -> RecurrenceRule | None:
        """The rule that was chosen. InvalidInput at “recurrence” when it cannot be."""
        if not self.every.data:
            return None
        if self.every.data == KEEP_RULE:
            return stored
        every = Every(self.every.data)
        if every is Every.WEEK:
            return RecurrenceRule(
                every=every, weekday=int(self.weekday.data), following=bool(self.following.data)
            )
        return RecurrenceRule(
            every=every,
            day=self.day.data or LAST_DAY,
            month=self.month.data if every is Every.YEAR else None,
            following=bool(self.following.data),
        )


class BulkForm(DeedForm):
    """The deeds on ticked drafts; what is ticked comes as ``picks``."""

    follow_up = EnumField(_("Cách theo dõi"), enum=FollowUp, empty=_("– Giữ nguyên –"))
    lead = UnitOrGroupField(_("Đơn vị chủ trì"), empty=_("– Giữ nguyên –"))
    coordinating = UnitsOrGroupsField(_("Đơn vị phối hợp"))
    how = SelectField(
        _("Với đơn vị phối hợp đang có"),
        choices=[
            SelectChoice("add", _("Giữ và thêm các đơn vị đã chọn")),
            SelectChoice("replace", _("Thay bằng các đơn vị đã chọn (không chọn: bỏ hết)")),
        ],
        default="add",
    )
    due_on = VietnameseDateField(_("Hạn hoàn thành"))
    due_basis = NormalisedStringField(_("Căn cứ của thời hạn"), max_length=500)
    reason = NormalisedStringField(_("Lý do không theo dõi"), max_length=500)

    def offer(self, offer: Offer) -> None:
        """Set the units that may be chosen."""
        self.lead.offer(offer)
        self.coordinating.offer(offer)


class ReasonForm(VersionedDeedForm):
    """Why a draft is set aside."""

    reason = NormalisedStringField(_("Lý do không theo dõi"), max_length=500)


class CutsField(SelectMultipleField):
    """Places between sentences, each a check of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SplitForm(VersionedDeedForm):
    """Where to cut: before one sentence or several, or at marks typed into the text."""

    at = CutsField(_("Tách ở đây"), choices=[], validate_choice=False)
    marked = NormalisedTextArea(_("Hoặc đặt dấu || vào chỗ cần tách"), max_length=12_000)


class ConfirmForm(DeedForm):
    """Carries what the page has shown."""

    seen = HiddenField()


class ShowForm(DeedForm):
    """To whom the list is shown."""

    leader = SelectField(_("Lãnh đạo duyệt"), coerce=int, choices=[])
    note = NormalisedTextArea(_("Nội dung trình"), max_length=2000)

    def offer(self, leaders: Iterable[tuple[int, str]]) -> None:
        self.leader.choices = [SelectChoice(key, name) for key, name in leaders]


class DecideForm(DeedForm):
    """The leader's decision, or its entry on the leader's behalf."""

    approved = RadioField(
        _("Ý kiến"),
        [Filled(_("Hãy chọn ý kiến."))],
        choices=[
            SelectChoice("yes", _("Đồng ý danh mục")),
            SelectChoice("no", _("Yêu cầu chỉnh sửa, trình lại")),
        ],
    )
    note = NormalisedTextArea(_("Nội dung ý kiến"), max_length=2000)
