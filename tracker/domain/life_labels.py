"""The Vietnamese names of what a task's life is made of (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.bulk_deeds import BulkDeed
from tracker.domain.charge import ChargeGround
from tracker.domain.class_matrix import MatrixView
from tracker.domain.coordination import PartState
from tracker.domain.explanation_rules import ExplanationState, LateCause
from tracker.domain.message_ids import N_
from tracker.domain.open_work import WorkKind
from tracker.domain.prepared_state import PreparedState
from tracker.domain.refusal_rules import RefusalDecider
from tracker.domain.unit_handover import PeopleFate

LIFE_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    ExplanationState: {
        ExplanationState.WAITING: N_("Chờ xác nhận nguyên nhân"),
        ExplanationState.CONFIRMED: N_("Đã xác nhận nguyên nhân"),
    },
    LateCause: {
        LateCause.OBJECTIVE: N_("Khách quan"),
        LateCause.SUBJECTIVE: N_("Chủ quan"),
    },
    RefusalDecider: {
        RefusalDecider.LEAD_OFFICE: N_("Đơn vị theo dõi"),
        RefusalDecider.LEADER: N_("Lãnh đạo"),
    },
    PartState: {
        PartState.IN_TIME: N_("Trả lời đúng hạn"),
        PartState.LATE: N_("Trả lời muộn"),
        PartState.SILENT: N_("Quá hạn, im lặng"),
        PartState.WAITING: N_("Chưa đến hạn trả lời"),
    },
    ChargeGround: {
        ChargeGround.DUTY: N_("theo quyết định riêng cho nhiệm vụ"),
        ChargeGround.FIELD: N_("theo lĩnh vực"),
        ChargeGround.UNIT: N_("theo đơn vị chủ trì"),
    },
    PeopleFate: {
        PeopleFate.SAME_POST: N_("Chuyển sang đơn vị kế thừa, giữ nguyên vị trí"),
        PeopleFate.OFFICERS: N_("Chuyển sang đơn vị kế thừa với vị trí công chức"),
        PeopleFate.ENDED: N_("Kết thúc vị trí tại đơn vị cũ, cấp vị trí mới sau"),
    },
    BulkDeed: {
        BulkDeed.CONFIRM: N_("Xác nhận hoàn thành"),
        BulkDeed.RETURN: N_("Trả lại, yêu cầu bổ sung"),
        BulkDeed.URGE: N_("Đôn đốc thực hiện"),
        BulkDeed.REDATE: N_("Thay đổi thời hạn"),
        BulkDeed.CANCEL: N_("Dừng theo dõi"),
        BulkDeed.OFFICER: N_("Phân công người phụ trách"),
    },
    WorkKind: {
        WorkKind.ONLY_HEAD: N_("Thủ trưởng duy nhất của đơn vị"),
        WorkKind.ONLY_LEAD_OFFICE: N_("Người duy nhất có vai trò theo dõi, đôn đốc"),
        WorkKind.ASSIGNED: N_("Nhiệm vụ đang phụ trách"),
        WorkKind.MONITORED: N_("Nhiệm vụ đang theo dõi"),
        WorkKind.PREPARED: N_("Báo cáo đang trình lãnh đạo đơn vị"),
        WorkKind.STANDS_IN: N_("Đang xử lý thay người khác"),
    },
    PreparedState: {
        PreparedState.WAITING: N_("Chờ lãnh đạo đơn vị duyệt"),
        PreparedState.SENT: N_("Đã gửi đi"),
        PreparedState.GIVEN_BACK: N_("Lãnh đạo đơn vị trả lại"),
        PreparedState.TAKEN_BACK: N_("Người trình rút lại"),
        PreparedState.LAPSED: N_("Không còn hiệu lực do điều chuyển"),
    },
    MatrixView: {
        MatrixView.ALL: N_("Tất cả đơn vị"),
        MatrixView.MISSING: N_("Còn thiếu"),
        MatrixView.WAITING: N_("Có kết quả chờ xác nhận"),
        MatrixView.OVERDUE: N_("Có việc quá hạn"),
    },
}
