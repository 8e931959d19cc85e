"""The Vietnamese names of what the history tells (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.history import EventKind
from tracker.domain.history_chain import FaultKind
from tracker.domain.message_ids import N_

HISTORY_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    EventKind: {
        EventKind.DIRECTIVE_RECEIVED: N_("Tiếp nhận văn bản"),
        EventKind.DIRECTIVE_EDITED: N_("Sửa thông tin văn bản"),
        EventKind.DIRECTIVE_READ: N_("Đọc văn bản, đề xuất nhiệm vụ"),
        EventKind.DRAFT_EDITED: N_("Sửa nhiệm vụ đề xuất"),
        EventKind.DRAFT_SET_ASIDE: N_("Không theo dõi nội dung đề xuất"),
        EventKind.DRAFT_RESTORED: N_("Đưa lại nội dung đề xuất vào danh mục"),
        EventKind.DRAFTS_CONFIRMED: N_("Xác nhận danh mục nhiệm vụ"),
        EventKind.LIST_SHOWN: N_("Trình duyệt danh mục"),
        EventKind.LIST_DECIDED: N_("Ý kiến về danh mục"),
        EventKind.TASK_ASSIGNED: N_("Giao nhiệm vụ"),
        EventKind.TASK_ACKNOWLEDGED: N_("Tiếp nhận nhiệm vụ"),
        EventKind.PROGRESS_REPORTED: N_("Cập nhật tiến độ"),
        EventKind.TASK_SUBMITTED: N_("Báo cáo hoàn thành"),
        EventKind.TASK_WITHDRAWN: N_("Rút lại báo cáo hoàn thành"),
        EventKind.TASK_CONFIRMED: N_("Xác nhận hoàn thành"),
        EventKind.TASK_RETURNED: N_("Trả lại, yêu cầu bổ sung"),
        EventKind.TASK_REFUSED: N_("Trả lại do không đúng chức năng, nhiệm vụ"),
        EventKind.REFUSAL_DECIDED: N_("Quyết định về việc trả lại nhiệm vụ"),
        EventKind.TASK_SUSPENDED: N_("Tạm dừng nhiệm vụ"),
        EventKind.TASK_RESUMED: N_("Tiếp tục nhiệm vụ"),
        EventKind.TASK_CANCELLED: N_("Dừng theo dõi"),
        EventKind.TASK_REOPENED: N_("Mở lại nhiệm vụ"),
        EventKind.RESULT_RECORDED: N_("Cập nhật thay kết quả"),
        EventKind.DEADLINE_SET: N_("Xác định thời hạn"),
        EventKind.EXTENSION_ASKED: N_("Đề nghị gia hạn"),
        EventKind.EXTENSION_WITHDRAWN: N_("Rút đề nghị gia hạn"),
        EventKind.EXTENSION_GRANTED: N_("Đồng ý gia hạn"),
        EventKind.EXTENSION_REFUSED: N_("Không đồng ý gia hạn"),
        EventKind.EVIDENCE_ATTACHED: N_("Nộp văn bản, tài liệu"),
        EventKind.PART_ANSWERED: N_("Trả lời phối hợp"),
        EventKind.LEAD_MOVED: N_("Điều chuyển đơn vị chủ trì"),
        EventKind.OFFICER_NAMED: N_("Phân công công chức phụ trách"),
        EventKind.PERIOD_FILLED: N_("Ghi kết quả kỳ báo cáo"),
        EventKind.PERIOD_SUBMITTED: N_("Gửi báo cáo kỳ"),
        EventKind.REPORT_FROZEN: N_("Chốt số liệu báo cáo"),
        EventKind.REPORT_ISSUED: N_("Phát hành báo cáo"),
        EventKind.OFFICE_CREATED: N_("Khởi tạo cơ quan"),
        EventKind.UNIT_CREATED: N_("Thêm đơn vị"),
        EventKind.UNIT_CHANGED: N_("Sửa đơn vị"),
        EventKind.UNIT_DISSOLVED: N_("Giải thể, sáp nhập đơn vị"),
        EventKind.USER_CREATED: N_("Thêm người dùng"),
        EventKind.USER_CHANGED: N_("Sửa người dùng"),
        EventKind.USER_DEACTIVATED: N_("Khóa người dùng"),
        EventKind.PASSWORD_RESET: N_("Đặt lại mật khẩu"),
        EventKind.PASSWORD_CHANGED: N_("Đổi mật khẩu"),
        EventKind.SIGNED_IN: N_("Đăng nhập"),
        EventKind.SIGN_IN_FAILED: N_("Đăng nhập không thành công"),
        EventKind.MEMBERSHIP_CHANGED: N_("Thay đổi vị trí công tác"),
        EventKind.GRANT_CHANGED: N_("Thay đổi vai trò"),
        EventKind.SETTING_CHANGED: N_("Thay đổi quy định của cơ quan"),
        EventKind.CALENDAR_CHANGED: N_("Sửa lịch làm việc"),
        EventKind.UNITS_IMPORTED: N_("Nhập danh sách đơn vị"),
        EventKind.USERS_IMPORTED: N_("Nhập danh sách người dùng"),
    },
    FaultKind: {
        FaultKind.EDITED: N_("Nội dung đã bị sửa sau khi ghi"),
        FaultKind.DELETED: N_("Đã bị xóa khỏi nhật ký"),
        FaultKind.INSERTED: N_("Chèn thêm, không do hệ thống ghi"),
        FaultKind.CUT_OFF: N_("Phần cuối nhật ký đã bị cắt"),
        FaultKind.UNKNOWN_KEY: N_("Niêm phong bằng khóa khác, không kiểm chứng được"),
    },
}
