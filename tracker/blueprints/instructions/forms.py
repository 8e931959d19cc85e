"""Forms of instructions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedTextArea, VietnameseDateField
from tracker.blueprints.papers import PapersField, VouchedField

LONGEST = 4000


class GiveForm(DeedForm):
    """Ý kiến chỉ đạo of the leader who sends it."""

    text = NormalisedTextArea(
        _("Nội dung ý kiến chỉ đạo"),
        [Filled(_("Hãy ghi nội dung ý kiến chỉ đạo."))],
        max_length=LONGEST,
    )
    due_on = VietnameseDateField(_("Hạn trả lời"))


class GiveForLeaderForm(GiveForm):
    """A leader's, entered for him with the paper or photo that bears it."""

    leader_id = SelectField(
        _("Lãnh đạo cho ý kiến"), coerce=lambda value: int(value or 0), choices=[]
    )
    files = PapersField(_("Văn bản hoặc ảnh chụp ý kiến của lãnh đạo"))
    not_secret = VouchedField()


class AnswerForm(VersionedDeedForm):
    """Trả lời ý kiến chỉ đạo."""

    text = NormalisedTextArea(
        _("Nội dung trả lời"), [Filled(_("Hãy ghi nội dung trả lời."))], max_length=LONGEST
    )
    for_all = BooleanField(_("Trả lời chung cho các nhiệm vụ khác của đơn vị theo văn bản này"))
    """Only where the leader spoke of a whole paper of which the unit has several tasks."""


class AcceptForm(VersionedDeedForm):
    """Chấp nhận câu trả lời."""

    note = NormalisedTextArea(_("Ý kiến kèm theo"), max_length=1000)


class AskAgainForm(VersionedDeedForm):
    """Yêu cầu trả lời lại."""

    note = NormalisedTextArea(
        _("Nội dung cần trả lời thêm"),
        [Filled(_("Hãy ghi nội dung cần trả lời thêm."))],
        max_length=2000,
    )
    due_on = VietnameseDateField(_("Hạn trả lời"))


class WithdrawForm(VersionedDeedForm):
    """Rút ý kiến."""

    note = NormalisedTextArea(
        _("Lý do rút"), [Filled(_("Hãy ghi lý do rút ý kiến chỉ đạo."))], max_length=1000
    )
