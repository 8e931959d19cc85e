"""The Vietnamese names of what is said around a task (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.instruction_rules import InstructionDeedKind, InstructionState
from tracker.domain.message_ids import N_
from tracker.domain.obstacle_rules import ObstacleDeedKind, ObstacleState
from tracker.domain.request_state import RequestState

TALK_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    ObstacleState: {
        ObstacleState.WAITING: N_("Chưa trả lời"),
        ObstacleState.PASSED_UP: N_("Đã chuyển cấp trên, chờ trả lời"),
        ObstacleState.ANSWERED: N_("Đã trả lời"),
        ObstacleState.CLOSED: N_("Đã kết thúc"),
    },
    ObstacleDeedKind: {
        ObstacleDeedKind.ANSWER: N_("Trả lời"),
        ObstacleDeedKind.HAND_ON: N_("Chuyển người trả lời"),
        ObstacleDeedKind.PASS_UP: N_("Chuyển cấp trên"),
        ObstacleDeedKind.ASK_AGAIN: N_("Đề nghị trả lời lại"),
        ObstacleDeedKind.CLOSE: N_("Kết thúc"),
    },
    RequestState: {
        RequestState.WAITING: N_("Chờ trả lời"),
        RequestState.UNANSWERED: N_("Chưa có trả lời"),
        RequestState.ANSWERED: N_("Đã có trả lời"),
    },
    InstructionState: {
        InstructionState.WAITING: N_("Chưa trả lời"),
        InstructionState.ANSWERED: N_("Đã trả lời, chờ lãnh đạo xem"),
        InstructionState.ACCEPTED: N_("Lãnh đạo đã chấp nhận"),
        InstructionState.WITHDRAWN: N_("Đã rút"),
    },
    InstructionDeedKind: {
        InstructionDeedKind.ANSWER: N_("Trả lời ý kiến chỉ đạo"),
        InstructionDeedKind.ACCEPT: N_("Chấp nhận câu trả lời"),
        InstructionDeedKind.ASK_AGAIN: N_("Yêu cầu trả lời lại"),
        InstructionDeedKind.WITHDRAW: N_("Rút ý kiến"),
    },
}
