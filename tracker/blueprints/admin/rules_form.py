"""The office's rules in plain words: one field per setting key (domain/office_rules.py)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from tracker.blueprints.choice_fields import UnitsField
from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.domain.labels import LABELS
from tracker.domain.office_rules import Accent, OfficeRules
from tracker.domain.refusal_rules import RefusalDecider
from tracker.domain.vietnamese import day_words
from tracker.services.settings import RANGES

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Thời hạn"),
        ("strict_before", "return_working_days", "due_soon_working_days", "series_days_before"),
    ),
    (_("Gia hạn"), ("extensions_most", "extension_days", "extension_leader_from")),
    (
        _("Xác nhận hoàn thành"),
        (
            "head_approves",
            "head_approves_units",
            "confirm_working_days",
            "own_tasks_decided_by",
            "head_confirms_alone",
        ),
    ),
    (
        _("Trả lại nhiệm vụ không đúng chức năng"),
        ("refuse_working_days", "refusals_decided_by"),
    ),
    (
        _("Khó khăn, kiến nghị và trao đổi"),
        ("obstacle_answer_working_days", "comment_correct_minutes"),
    ),
    (_("Hồ sơ nhiệm vụ, hồ sơ văn bản"), ("dossier_instructions", "dossier_comments")),
    (
        _("Kỳ báo cáo và nhắc việc"),
        (
            "period_kind",
            "digest_rows",
            "digest_latest_hour",
            "digest_mail_optional",
            "pause_most_days",
            "lead_office_word",
        ),
    ),
    (
        _("Thể thức văn bản"),
        (
            "heading_superior",
            "heading_name",
            "place",
            "symbol",
            "drafting_symbol",
            "paper_series",
            "chasing_answer_working_days",
            "signer_authority",
            "signer_post",
            "signer_name",
            "receivers",
            "legal_bases",
            "report_marks_on_annexes",
        ),
    ),
    (_("Đăng nhập"), ("password_min", "lock_after", "lock_minutes", "one_time_days")),
    (_("Nhận diện"), ("crest_text", "accent")),
)
"""Every key, in the order of the page, under the name of its group."""

LINES = ("receivers", "legal_bases", "paper_series")
"""Keys whose value is a list, typed one a line."""

EMPTY_IS_NONE = ("heading_superior", "heading_name")


def _number(words: Any, key: str) -> IntegerField:
    return IntegerField(words, [InputRequired(), NumberRange(*RANGES[key])])


class RulesForm(DeedForm):
    """All rules at once; only what differs is written."""

    seen = HiddenField()
    strict_before = RadioField(
        _("“Trước ngày 15/12” nghĩa là hạn cuối cùng"),
        choices=[
            SelectChoice("no", _("đến hết chính ngày đó (15/12)")),
            SelectChoice("yes", _("đến hết ngày liền trước (14/12)")),
        ],
    )
    return_working_days = _number(
        _("Khi trả lại sau hạn, cho thêm (ngày làm việc)"), "return_working_days"
    )
    due_soon_working_days = _number(
        _("Coi là sắp đến hạn khi còn (ngày làm việc)"), "due_soon_working_days"
    )
    series_days_before = _number(
        _("Nhiệm vụ định kỳ của kỳ tới được giao trước hạn (ngày)"), "series_days_before"
    )
    extensions_most = _number(
        _("Mỗi nhiệm vụ được gia hạn nhiều nhất (lần; 0 là không giới hạn)"), "extensions_most"
    )
    extension_days = _number(
        _("Mỗi lần gia hạn không quá (ngày; 0 là không giới hạn)"), "extension_days"
    )
    extension_leader_from = _number(
        _("Lãnh đạo quyết định từ lần gia hạn thứ (0 là không bao giờ)"), "extension_leader_from"
    )
    confirm_working_days = _number(
        _("Xem xét báo cáo hoàn thành trong (ngày làm việc; 0 là không quy định)"),
        "confirm_working_days",
    )
    refuse_working_days = _number(
        _("Đơn vị được trả lại trong (ngày làm việc từ ngày giao; 0 là không giới hạn)"),
        "refuse_working_days",
    )
    refusals_decided_by = SelectField(
        _("Ai quyết định việc trả lại"),
        choices=[
            SelectChoice(decider.value, LABELS[RefusalDecider][decider])
            for decider in RefusalDecider
        ],
    )
    own_tasks_decided_by = SelectField(
        _("Ai xác nhận nhiệm vụ của chính đơn vị theo dõi, đôn đốc"), choices=[]
    )
    head_confirms_alone = BooleanField(
        _("Nơi không có người thứ hai, người đứng đầu tự xác nhận (được liệt kê để giải trình)")
    )
    head_approves = BooleanField(
        _("Báo cáo hoàn thành của công chức phải qua lãnh đạo đơn vị duyệt trước khi gửi")
    )
    head_approves_units = UnitsField(
        _("Chỉ áp dụng bước duyệt này cho các đơn vị (không chọn: mọi đơn vị)")
    )
    obstacle_answer_working_days = _number(
        _("Trả lời khó khăn, vướng mắc, kiến nghị trong (ngày làm việc)"),
        "obstacle_answer_working_days",
    )
    comment_correct_minutes = _number(
        _("Người viết được sửa nội dung trao đổi trong (phút)"), "comment_correct_minutes"
    )
    dossier_instructions = BooleanField(_("Kèm ý kiến chỉ đạo của lãnh đạo và trả lời"))
    report_marks_on_annexes = BooleanField(
        _("In mã bản chốt số liệu ở cuối mỗi phụ lục báo cáo (bản lưu trữ luôn có)")
    )
    dossier_comments = BooleanField(_("Kèm nội dung trao đổi"))
    period_kind = SelectField(
        _("Kỳ báo cáo của các đơn vị"),
        choices=[
            SelectChoice("month", _("Hằng tháng")),
            SelectChoice("quarter", _("Hằng quý")),
            SelectChoice("half_year", _("6 tháng")),
            SelectChoice("year", _("Hằng năm")),
        ],
    )
    digest_rows = _number(_("Thư nhắc việc nêu nhiều nhất (nhiệm vụ)"), "digest_rows")
    digest_latest_hour = _number(
        _("Người dùng được chọn nhận thư nhắc việc muộn nhất lúc (giờ)"), "digest_latest_hour"
    )
    digest_mail_optional = BooleanField(_("Người dùng được tắt thư nhắc việc hằng ngày"))
    pause_most_days = _number(
        _("Mỗi lần được tạm dừng thư nhắc việc nhiều nhất (ngày; 0 là không được)"),
        "pause_most_days",
    )
    lead_office_word = NormalisedStringField(
        _("Cách gọi đơn vị theo dõi, đôn đốc"), [Filled()], max_length=100
    )
    heading_superior = NormalisedStringField(_("Dòng cơ quan chủ quản"), max_length=150)
    heading_name = NormalisedStringField(_("Dòng tên cơ quan ban hành"), max_length=150)
    place = NormalisedStringField(_("Địa danh ghi trên văn bản"), max_length=80)
    symbol = NormalisedStringField(_("Ký hiệu cơ quan trên số văn bản"), max_length=40)
    signer_authority = NormalisedStringField(_("Quyền hạn ký (TM., KT., TL.)"), max_length=120)
    signer_post = NormalisedStringField(_("Chức vụ người ký"), max_length=120)
    signer_name = NormalisedStringField(_("Họ và tên người ký"), max_length=120)
    drafting_symbol = NormalisedStringField(
        _("Ký hiệu đơn vị soạn thảo trên số công văn"), max_length=20
    )
    paper_series = NormalisedTextArea(_("Hệ thống số văn bản"), max_length=2000)
    chasing_answer_working_days = _number(
        _("Công văn đôn đốc yêu cầu báo cáo trong (ngày làm việc)"), "chasing_answer_working_days"
    )
    receivers = NormalisedTextArea(_("Nơi nhận"), max_length=2000)
    legal_bases = NormalisedTextArea(_("Căn cứ pháp lý thường dùng"), max_length=4000)
    password_min = _number(_("Mật khẩu dài ít nhất (ký tự)"), "password_min")
    lock_after = _number(_("Tạm khóa sau số lần đăng nhập sai liên tiếp"), "lock_after")
    lock_minutes = _number(_("Thời gian tạm khóa (phút)"), "lock_minutes")
    one_time_days = _number(_("Mật khẩu một lần có hiệu lực (ngày)"), "one_time_days")
    crest_text = NormalisedStringField(_("Tên ngắn trên đầu trang"), max_length=60)
    accent = SelectField(
        _("Màu nhấn"),
        choices=[SelectChoice(colour.value, LABELS[Accent][colour]) for colour in Accent],
    )

    from_on = VietnameseDateField(_("Có hiệu lực từ ngày"), [Filled()])
    basis = NormalisedStringField(_("Căn cứ"), max_length=300)

    @classmethod
    def showing(cls, rules: OfficeRules, **values: Any) -> RulesForm:
        """The form with ``rules`` in it (when nothing was sent)."""
        shown = {key: _shown(key, getattr(rules, key)) for key in OfficeRules.names()}
        return cls(**(shown | values))

    def values(self) -> dict[str, Any]:
        """Setting key → value as the service takes it."""
        return {key: self._value(key) for _title, keys in GROUPS for key in keys}

    def _value(self, key: str) -> Any:
        typed = self[key].data
        if key == "strict_before":
            return typed == "yes"
        if key in LINES:
            return [line for line in (typed or "").splitlines() if line]
        if key == "own_tasks_decided_by":
            return typed if typed == "leader" else int(typed or 0)
        if key == "head_approves_units":
            return sorted(typed or [])
        if key in EMPTY_IS_NONE:
            return typed or None
        return typed if typed is not None else ""


def _shown(key: str, value: Any) -> Any:
    if key == "strict_before":
        return "yes" if value else "no"
    if key in LINES:
        return "\n".join(value)
    return str(value) if key == "own_tasks_decided_by" else value


def said(key: str, value: Any) -> str:
    """A stored value in words, for the list of earlier rules."""
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, list):
        return "; ".join(str(item) for item in value) or "–"
    if key == "refusals_decided_by":
        return gettext(LABELS[RefusalDecider][RefusalDecider(value)])
    if value == "leader":
        return gettext("lãnh đạo")
    periods = {"month": gettext("Hằng tháng"), "quarter": gettext("Hằng quý"),
               "half_year": gettext("6 tháng"), "year": gettext("Hằng năm")}  # fmt: skip
    if key == "period_kind":
        return str(periods.get(value, value))
    return str(value) if value not in (None, "") else "–"


def day_said(day: Any) -> str:
    """A rule of the preset holds from before any paper."""
    return gettext("từ đầu") if day.year <= 2000 else day_words(day)
