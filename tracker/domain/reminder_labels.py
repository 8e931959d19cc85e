"""The Vietnamese names of what reminder rules speak of (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.message_ids import N_
from tracker.domain.reminder_ladder import Audience, RuleKind

REMINDER_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    RuleKind: {
        RuleKind.DEADLINE: N_("Thời hạn hoàn thành"),
        RuleKind.ACKNOWLEDGE: N_("Tiếp nhận nhiệm vụ đúng lúc"),
        RuleKind.UPDATE: N_("Cập nhật tiến độ trong kỳ"),
        RuleKind.APPROVAL: N_("Kết quả chờ xác nhận"),
        RuleKind.EXTENSION: N_("Đề nghị gia hạn chờ quyết định"),
        RuleKind.REPORT: N_("Báo cáo kỳ chưa gửi"),
        RuleKind.SERIES: N_("Nhiệm vụ định kỳ sắp được giao"),
        RuleKind.EVIDENCE: N_("Văn bản, tài liệu sắp hết hiệu lực"),
        RuleKind.SHEET: N_("Phiếu tự chấm điểm chưa chốt"),
        RuleKind.CHARGE: N_("Nội dung chấm điểm được phân công"),
        RuleKind.QUESTION: N_("Yêu cầu giải trình điểm chưa trả lời"),
    },
    Audience: {
        Audience.OFFICER: N_("Công chức phụ trách"),
        Audience.UNIT_HEAD: N_("Lãnh đạo đơn vị"),
        Audience.LEAD_OFFICE: N_("Đơn vị theo dõi, đôn đốc"),
        Audience.LEADER: N_("Lãnh đạo phụ trách"),
        Audience.CHAIRMAN: N_("Người đứng đầu cơ quan"),
    },
}
