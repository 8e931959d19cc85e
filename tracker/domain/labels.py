"""The Vietnamese name of every enum member that a person reads: the only place.

Message ids are these sentences; doors pass them through gettext, papers use them as they are.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.calendar_rows import DayKind
from tracker.domain.class_matrix import CellState
from tracker.domain.completeness import Clarity
from tracker.domain.deadlines import DeadlineCause, Timeliness
from tracker.domain.delivery import (
    Channel,
    Decision,
    DeliveryState,
    JobState,
    MailState,
    ReportState,
)
from tracker.domain.directive_labels import DIRECTIVE_LABELS
from tracker.domain.draft_labels import DRAFT_LABELS
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.figure_labels import FIGURE_LABELS
from tracker.domain.file_labels import FILE_LABELS
from tracker.domain.follow_up import FollowUp, Milestone, UnitRole
from tracker.domain.history_labels import HISTORY_LABELS
from tracker.domain.index_labels import INDEX_LABELS
from tracker.domain.life_labels import LIFE_LABELS
from tracker.domain.message_groups import MessageGroup
from tracker.domain.message_ids import N_
from tracker.domain.messages import MessageKind
from tracker.domain.office_rules import Accent
from tracker.domain.paper_labels import PAPER_LABELS
from tracker.domain.people import Module, Post, Role
from tracker.domain.reminder_labels import REMINDER_LABELS
from tracker.domain.reporting_periods import PeriodKind
from tracker.domain.source import FileRole, SourceKind, Urgency
from tracker.domain.talk_labels import TALK_LABELS
from tracker.domain.task_status import TaskAction, TaskStatus

__all__ = ["LABELS", "N_", "label"]

#: By class first: members of two enums with the same value are equal as dictionary keys.
LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    TaskStatus: {
        TaskStatus.ASSIGNED: N_("Đã giao"),
        TaskStatus.ACKNOWLEDGED: N_("Đã tiếp nhận"),
        TaskStatus.IN_PROGRESS: N_("Đang thực hiện"),
        TaskStatus.SUBMITTED: N_("Chờ xác nhận"),
        TaskStatus.RETURNED: N_("Trả lại, yêu cầu bổ sung"),
        TaskStatus.REFUSED: N_("Đơn vị trả lại do không đúng chức năng"),
        TaskStatus.SUSPENDED: N_("Tạm dừng"),
        TaskStatus.COMPLETED: N_("Hoàn thành"),
        TaskStatus.CANCELLED: N_("Dừng theo dõi"),
    },
    TaskAction: {
        TaskAction.ACKNOWLEDGE: N_("Tiếp nhận nhiệm vụ"),
        TaskAction.REPORT_PROGRESS: N_("Cập nhật tiến độ"),
        TaskAction.SUBMIT: N_("Báo cáo hoàn thành"),
        TaskAction.WITHDRAW: N_("Rút lại báo cáo hoàn thành"),
        TaskAction.CONFIRM: N_("Xác nhận hoàn thành"),
        TaskAction.RETURN: N_("Trả lại, yêu cầu bổ sung"),
        TaskAction.REFUSE: N_("Trả lại do không đúng chức năng, nhiệm vụ"),
        TaskAction.ACCEPT_REFUSAL: N_("Đồng ý chuyển đơn vị"),
        TaskAction.REJECT_REFUSAL: N_("Không đồng ý, giữ nguyên đơn vị"),
        TaskAction.SUSPEND: N_("Tạm dừng nhiệm vụ"),
        TaskAction.RESUME: N_("Tiếp tục nhiệm vụ"),
        TaskAction.CANCEL: N_("Dừng theo dõi"),
        TaskAction.REOPEN: N_("Mở lại nhiệm vụ"),
        TaskAction.RECORD_RESULT: N_("Cập nhật thay kết quả"),
    },
    Timeliness: {
        Timeliness.COMPLETED_ON_TIME: N_("Hoàn thành đúng hạn"),
        Timeliness.COMPLETED_LATE: N_("Hoàn thành quá hạn"),
        Timeliness.OPEN_IN_TIME: N_("Chưa hoàn thành, trong hạn"),
        Timeliness.OPEN_OVERDUE: N_("Chưa hoàn thành, quá hạn"),
        Timeliness.UNDATED_OPEN: N_("Không có thời hạn, chưa hoàn thành"),
        Timeliness.UNDATED_DONE: N_("Không có thời hạn, đã hoàn thành"),
        Timeliness.SUSPENDED: N_("Tạm dừng"),
        Timeliness.NOT_COUNTED: N_("Không tính vào số liệu"),
    },
    DeadlineCause: {
        DeadlineCause.DIRECTIVE: N_("Theo văn bản"),
        DeadlineCause.LEAD_OFFICE: N_("Đơn vị theo dõi đề xuất"),
        DeadlineCause.EXTENSION: N_("Gia hạn"),
        DeadlineCause.RETURN: N_("Trả lại, yêu cầu bổ sung"),
        DeadlineCause.RESUME: N_("Tiếp tục sau tạm dừng"),
        DeadlineCause.CORRECTION: N_("Điều chỉnh thời hạn"),
        DeadlineCause.SERIES: N_("Theo kỳ"),
        DeadlineCause.CALENDAR: N_("Lịch làm việc thay đổi"),
    },
    ExtensionState: {
        ExtensionState.WAITING: N_("Chờ quyết định"),
        ExtensionState.GRANTED: N_("Đồng ý gia hạn"),
        ExtensionState.REFUSED: N_("Không đồng ý gia hạn"),
        ExtensionState.WITHDRAWN: N_("Đã rút lại"),
    },
    FollowUp: {
        FollowUp.PER_UNIT: N_("Từng đơn vị"),
        FollowUp.COLLECTED: N_("Một đầu mối tổng hợp"),
        FollowUp.REGULAR: N_("Thường xuyên (báo cáo theo kỳ)"),
        FollowUp.NOTED: N_("Quán triệt"),
    },
    UnitRole: {
        UnitRole.LEAD: N_("Đơn vị chủ trì"),
        UnitRole.COORDINATING: N_("Đơn vị phối hợp"),
    },
    Milestone: {
        Milestone.NOT_STARTED: N_("Chưa triển khai"),
        Milestone.DRAFTING: N_("Đang tham mưu"),
        Milestone.SUBMITTED_UP: N_("Đã trình"),
        Milestone.ISSUED: N_("Đã ban hành"),
    },
    SourceKind: {
        SourceKind.DOCUMENT: N_("Văn bản chỉ đạo"),
        SourceKind.LETTER: N_("Công văn"),
        SourceKind.LEADER_NOTE: N_("Bút phê"),
        SourceKind.MEETING_CONCLUSION: N_("Kết luận họp"),
        SourceKind.SPOKEN_ORDER: N_("Chỉ đạo trực tiếp"),
        SourceKind.PETITION: N_("Kiến nghị"),
        SourceKind.INSPECTION_CONCLUSION: N_("Kết luận thanh tra"),
    },
    Urgency: {
        Urgency.NORMAL: N_("Thường"),
        Urgency.URGENT: N_("Khẩn"),
        Urgency.VERY_URGENT: N_("Thượng khẩn"),
        Urgency.FLASH: N_("Hỏa tốc"),
    },
    FileRole: {
        FileRole.ORIGINAL: N_("Văn bản gốc"),
        FileRole.ATTACHMENT: N_("Tệp kèm theo"),
    },
    Role: {
        Role.ADMINISTRATOR: N_("Quản trị"),
        Role.LEAD_OFFICE: N_("Đơn vị theo dõi, đôn đốc"),
        Role.CLERK: N_("Văn thư"),
        Role.LEADER: N_("Lãnh đạo"),
        Role.AUDITOR: N_("Kiểm tra, giám sát"),
    },
    Module: {
        Module.TRACKING: N_("Theo dõi nhiệm vụ"),
        Module.INDEX: N_("Chỉ số cải cách hành chính"),
        Module.OFFICE: N_("Quản trị cơ quan"),
    },
    Post: {
        Post.HEAD: N_("Người đứng đầu"),
        Post.DEPUTY: N_("Cấp phó"),
        Post.OFFICER: N_("Công chức"),
        Post.CLERK: N_("Văn thư"),
    },
    Channel: {
        Channel.IN_APP: N_("Trong phần mềm"),
        Channel.EMAIL: N_("Thư điện tử"),
        Channel.WEBHOOK: N_("Tin nhắn qua cổng"),
    },
    CellState: {
        CellState.NOT_ISSUED: N_("Chưa ban hành"),
        CellState.OVERDUE: N_("Chưa ban hành, quá hạn"),
        CellState.RETURNED: N_("Trả lại, chờ bổ sung"),
        CellState.HANDED_IN: N_("Đã nộp, chờ xác nhận"),
        CellState.CONFIRMED: N_("Đã xác nhận"),
        CellState.ANSWERED: N_("Đã trả lời phối hợp"),
        CellState.REFUSED: N_("Đơn vị trả lại nhiệm vụ"),
        CellState.SUSPENDED: N_("Tạm dừng"),
        CellState.STOPPED: N_("Dừng theo dõi"),
    },
    MessageGroup: {
        MessageGroup.REMINDERS: N_("Nhắc việc, đôn đốc"),
        MessageGroup.ASSIGNMENTS: N_("Giao, thay đổi nhiệm vụ"),
        MessageGroup.DECISIONS: N_("Quyết định, ý kiến chỉ đạo"),
        MessageGroup.REQUESTS: N_("Đề nghị, báo cáo"),
        MessageGroup.TALK: N_("Trao đổi"),
        MessageGroup.OTHER: N_("Tin khác"),
    },
    MessageKind: {
        MessageKind.EXTENSION_ASKED: N_("Đề nghị gia hạn"),
        MessageKind.EXTENSION_DECIDED: N_("Quyết định về gia hạn"),
        MessageKind.DIGEST: N_("Nhắc việc trong ngày"),
        MessageKind.ASSIGNED: N_("Giao nhiệm vụ"),
        MessageKind.RETURNED: N_("Trả lại, yêu cầu bổ sung"),
        MessageKind.CONFIRMED: N_("Xác nhận hoàn thành"),
        MessageKind.SUBMITTED: N_("Báo cáo hoàn thành"),
        MessageKind.CANCELLED: N_("Dừng theo dõi"),
        MessageKind.DEADLINE_CHANGED: N_("Thay đổi thời hạn"),
        MessageKind.REFUSED: N_("Trả lại do không đúng chức năng"),
        MessageKind.STEERED: N_("Thay đổi về nhiệm vụ"),
        MessageKind.LIST_SHOWN: N_("Trình duyệt danh mục"),
        MessageKind.PREPARED: N_("Trình lãnh đạo đơn vị"),
        MessageKind.SUBSTITUTION: N_("Phân công xử lý thay"),
        MessageKind.FILE_INFECTED: N_("Tệp có vi-rút"),
        MessageKind.URGED: N_("Đôn đốc thực hiện"),
        MessageKind.ESCALATED: N_("Đôn đốc lên cấp trên"),
        MessageKind.SUCCEEDED: N_("Tiếp nhận nhiệm vụ của đơn vị khác"),
        MessageKind.PART_REMINDED: N_("Nhắc trả lời phối hợp"),
        MessageKind.OBSTACLE_RAISED: N_("Khó khăn, kiến nghị của đơn vị"),
        MessageKind.OBSTACLE_ANSWERED: N_("Trả lời khó khăn, kiến nghị"),
        MessageKind.INSTRUCTION_GIVEN: N_("Ý kiến chỉ đạo"),
        MessageKind.INSTRUCTION_ANSWERED: N_("Trả lời ý kiến chỉ đạo"),
        MessageKind.MENTIONED: N_("Nhắc tới trong trao đổi"),
        MessageKind.REPORT_MADE: N_("Dự thảo báo cáo đến kỳ"),
        MessageKind.RANKING: N_("Công bố xếp hạng"),
        MessageKind.TEST: N_("Thư thử"),
    },
    DeliveryState: {
        DeliveryState.WAITING: N_("Chờ gửi"),
        DeliveryState.HELD: N_("Giữ lại, chưa bật gửi thư"),
        DeliveryState.SENT: N_("Đã gửi"),
        DeliveryState.FAILED: N_("Không gửi được"),
        DeliveryState.NEEDLESS: N_("Không còn cần gửi"),
    },
    MailState: {
        MailState.LIVE: N_("Thư đang được gửi đi từ máy này"),
        MailState.OFF: N_("Chưa bật gửi thư"),
        MailState.UNSET: N_("Đã bật gửi thư nhưng chưa khai máy chủ thư và địa chỉ gửi"),
        MailState.NOT_LIVE_YET: N_("Máy này chưa được đưa vào vận hành chính thức"),
        MailState.COPY: N_("Đây là bản sao dữ liệu: thư chỉ được gửi từ máy vận hành chính thức"),
    },
    JobState: {
        JobState.WAITING: N_("Đang chờ"),
        JobState.RUNNING: N_("Đang chạy"),
        JobState.DONE: N_("Đã xong"),
        JobState.FAILED: N_("Có lỗi"),
        JobState.CANCELLED: N_("Đã hủy"),
    },
    ReportState: {
        ReportState.DRAFT: N_("Dự thảo"),
        ReportState.ISSUED: N_("Đã phát hành"),
    },
    Decision: {
        Decision.ACCEPTED: N_("Xác nhận hoàn thành"),
        Decision.RETURNED: N_("Trả lại, yêu cầu bổ sung"),
    },
    PeriodKind: {
        PeriodKind.WEEK: N_("Tuần"),
        PeriodKind.MONTH: N_("Tháng"),
        PeriodKind.QUARTER: N_("Quý"),
        PeriodKind.HALF_YEAR: N_("6 tháng"),
        PeriodKind.NINE_MONTHS: N_("9 tháng"),
        PeriodKind.YEAR: N_("Năm"),
        PeriodKind.SPAN: N_("Đột xuất"),
        PeriodKind.LIFE: N_("Sơ kết, tổng kết"),
    },
    Clarity: {
        Clarity.PERSON: N_("Rõ người"),
        Clarity.WORK: N_("Rõ việc"),
        Clarity.TIME: N_("Rõ thời gian"),
        Clarity.RESULT: N_("Rõ kết quả"),
        Clarity.RESPONSIBILITY: N_("Rõ trách nhiệm"),
        Clarity.AUTHORITY: N_("Rõ thẩm quyền"),
    },
    Accent: {
        Accent.JADE: N_("Ngọc"),
        Accent.INDIGO: N_("Chàm"),
        Accent.PLUM: N_("Mận"),
        Accent.MOSS: N_("Rêu"),
        Accent.BROWN: N_("Nâu"),
        Accent.CHARCOAL: N_("Than"),
    },
    DayKind: {
        DayKind.HOLIDAY: N_("Nghỉ lễ, Tết"),
        DayKind.COMPENSATORY: N_("Nghỉ bù"),
        DayKind.SWAP_OFF: N_("Nghỉ hoán đổi"),
        DayKind.SWAP_WORK: N_("Làm bù"),
    },
    **DIRECTIVE_LABELS,
    **DRAFT_LABELS,
    **FIGURE_LABELS,
    **FILE_LABELS,
    **HISTORY_LABELS,
    **INDEX_LABELS,
    **LIFE_LABELS,
    **PAPER_LABELS,
    **REMINDER_LABELS,
    **TALK_LABELS,
}


def label(member: StrEnum) -> str:
    """The Vietnamese name of ``member`` (a message id)."""
    return LABELS[type(member)][member]
