"""Forms of a task's deeds. Field names are those that the services name when they refuse."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.check_fields import ChecksField
from tracker.blueprints.choice_fields import EnumRadioField, UnitField
from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.papers import PapersField, VouchedField
from tracker.domain.explanation_rules import LateCause
from tracker.domain.follow_up import Milestone


class ProgressForm(VersionedDeedForm):
    """Cập nhật tiến độ."""

    milestone = EnumRadioField(
        _("Mốc thực hiện"), [Filled(_("Hãy chọn mốc thực hiện."))], enum=Milestone
    )
    text = NormalisedTextArea(_("Kết quả đến nay"), max_length=4000)
    obstacle = NormalisedTextArea(_("Khó khăn, vướng mắc"), max_length=4000)
    proposal = NormalisedTextArea(_("Kiến nghị, đề xuất"), max_length=4000)


class QuickUpdateForm(VersionedDeedForm):
    """Cập nhật nhanh, from the list and back to it."""

    milestone = EnumRadioField(
        _("Mốc thực hiện"), [Filled(_("Hãy chọn mốc thực hiện."))], enum=Milestone
    )
    text = NormalisedTextArea(_("Kết quả đến nay"), max_length=4000)
    paper_number = NormalisedStringField(_("Số, ký hiệu văn bản"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản"))


class ResultForm(VersionedDeedForm):
    """What a hand-in carries: words, the result paper, files chosen now or attached before."""

    summary = NormalisedTextArea(_("Tóm tắt kết quả thực hiện"), [Filled()], max_length=4000)
    paper_number = NormalisedStringField(_("Số, ký hiệu văn bản kết quả"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản kết quả"))
    files = PapersField(_("Tệp văn bản, sản phẩm kết quả"))
    not_secret = VouchedField()
    evidence = ChecksField(_("Tài liệu đã nộp, gửi kèm báo cáo"))


class SubmitForm(ResultForm):
    """Báo cáo hoàn thành."""

    explanation = NormalisedTextArea(_("Giải trình lý do chậm"), max_length=4000)
    cause = EnumRadioField(_("Nguyên nhân chậm"), enum=LateCause)


class SendPreparedForm(VersionedDeedForm):
    """The head sends out what was prepared; only the explanation may still change."""

    explanation = NormalisedTextArea(_("Giải trình lý do chậm"), max_length=4000)
    cause = EnumRadioField(_("Nguyên nhân chậm"), enum=LateCause)


class GiveBackForm(VersionedDeedForm):
    """Trả lại người trình."""

    note = NormalisedTextArea(_("Nội dung cần sửa, bổ sung"), [Filled()], max_length=2000)


class EnterForm(SubmitForm):
    """A result paper and no more: number and day are needed, words are not."""

    summary = NormalisedTextArea(_("Tóm tắt kết quả thực hiện"), max_length=4000)
    paper_number = NormalisedStringField(
        _("Số, ký hiệu văn bản kết quả"), [Filled()], max_length=60
    )
    paper_on = VietnameseDateField(_("Ngày văn bản kết quả"), [Filled()])


class RecordForm(ResultForm):
    """Cập nhật thay."""

    basis = NormalisedTextArea(_("Căn cứ cập nhật thay"), [Filled()], max_length=1000)


class WithdrawForm(VersionedDeedForm):
    """Rút lại báo cáo hoàn thành."""

    note = NormalisedTextArea(_("Lý do rút lại"), max_length=1000)


class ConfirmForm(VersionedDeedForm):
    """Xác nhận hoàn thành."""

    note = NormalisedTextArea(_("Ý kiến"), max_length=1000)


class ReturnForm(VersionedDeedForm):
    """Trả lại, yêu cầu bổ sung."""

    reason = NormalisedTextArea(
        _("Lý do trả lại, nội dung cần bổ sung"), [Filled()], max_length=2000
    )
    due_on = VietnameseDateField(_("Thời hạn bổ sung"))


class AnswerForm(VersionedDeedForm):
    """A coordinating unit's answer; ``unit_id`` only for people of several coordinating units."""

    unit_id = SelectField(_("Đơn vị phối hợp"), coerce=int, choices=[])
    answer = NormalisedTextArea(_("Nội dung phối hợp"), [Filled()], max_length=4000)
    paper_number = NormalisedStringField(_("Số, ký hiệu văn bản phối hợp"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản phối hợp"))
    files = PapersField(_("Tệp văn bản phối hợp"))
    not_secret = VouchedField()


class JudgePartForm(VersionedDeedForm):
    """The lead's word on a coordinating unit's answer."""

    verdict = RadioField(
        _("Ý kiến của đơn vị chủ trì"),
        [Filled(_("Hãy chọn xác nhận hoặc đề nghị trả lời lại."))],
        choices=[
            SelectChoice("good", _("Xác nhận nội dung phối hợp")),
            SelectChoice("again", _("Đề nghị trả lời phối hợp lại")),
        ],
    )
    reason = NormalisedTextArea(_("Nội dung cần trả lời lại, bổ sung"), max_length=2000)


class RefuseForm(VersionedDeedForm):
    """Trả lại do không đúng chức năng, nhiệm vụ."""

    instead_id = UnitField(
        _("Đơn vị có chức năng thực hiện"), [Filled(_("Hãy chọn đơn vị có chức năng thực hiện."))]
    )
    reason = NormalisedTextArea(_("Lý do"), [Filled()], max_length=2000)


class RefusalForm(VersionedDeedForm):
    """The lead office decides a refusal."""

    accept = RadioField(
        _("Quyết định"),
        [Filled(_("Hãy chọn quyết định."))],
        choices=[
            SelectChoice("yes", _("Đồng ý chuyển đơn vị")),
            SelectChoice("no", _("Không đồng ý, giữ nguyên đơn vị")),
        ],
    )
    basis = NormalisedTextArea(_("Căn cứ"), [Filled()], max_length=1000)
    due_on = VietnameseDateField(_("Thời hạn mới"))


class BasisForm(VersionedDeedForm):
    """A deed that needs nothing but its basis: suspend, cancel."""

    basis = NormalisedTextArea(
        _("Căn cứ (văn bản hoặc ý kiến của lãnh đạo)"), [Filled()], max_length=1000
    )


class DueForm(BasisForm):
    """A basis and a due day that may be left out: reopen, resume."""

    due_on = VietnameseDateField(_("Thời hạn mới"))


class DeadlineForm(BasisForm):
    """Another due day."""

    due_on = VietnameseDateField(_("Thời hạn mới"), [Filled(_("Hãy ghi thời hạn mới."))])


class TransferForm(BasisForm):
    """Another lead unit."""

    unit_id = UnitField(_("Đơn vị chủ trì mới"), [Filled(_("Hãy chọn đơn vị chủ trì mới."))])


class OfficerForm(VersionedDeedForm):
    """Phân công công chức phụ trách."""

    user_id = SelectField(_("Công chức phụ trách"), coerce=lambda value: int(value or 0))


class EvidenceForm(VersionedDeedForm):
    """Nộp văn bản, tài liệu."""

    files = PapersField(_("Tệp"))
    not_secret = VouchedField()
    title = NormalisedStringField(_("Tên văn bản, tài liệu"), max_length=500)
    is_result_paper = BooleanField(_("Là văn bản, sản phẩm kết quả"))
    paper_number = NormalisedStringField(_("Số, ký hiệu"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản"))
    expires_on = VietnameseDateField(_("Ngày hết hiệu lực"))
    place = NormalisedStringField(_("Trang, mục chứng minh"), max_length=200)
    note = NormalisedTextArea(_("Ghi chú"), max_length=1000)


class IssuedForm(VersionedDeedForm):
    """The paper that a leader issued upon the unit's draft."""

    paper_number = NormalisedStringField(
        _("Số, ký hiệu văn bản đã ban hành"), [Filled()], max_length=60
    )
    issued_on = VietnameseDateField(
        _("Ngày ban hành"), [Filled(_("Hãy ghi ngày ban hành văn bản."))]
    )
    note = NormalisedTextArea(_("Ghi chú"), max_length=1000)
