"""Names of the states of a draft and of the deeds of the review (part of ``labels``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.follow_up import DraftDeedKind, DraftState
from tracker.domain.message_ids import N_

DRAFT_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    DraftState: {
        DraftState.PROPOSED: N_("Chờ rà soát"),
        DraftState.READY: N_("Đã rà soát"),
        DraftState.CONFIRMED: N_("Đã giao"),
        DraftState.SET_ASIDE: N_("Không theo dõi"),
    },
    DraftDeedKind: {
        DraftDeedKind.ADDED: N_("Thêm nội dung"),
        DraftDeedKind.EDITED: N_("Sửa nội dung"),
        DraftDeedKind.CHANGED: N_("Sửa cùng lúc"),
        DraftDeedKind.READY: N_("Đánh dấu đã rà soát"),
        DraftDeedKind.SET_ASIDE: N_("Chuyển sang không theo dõi"),
        DraftDeedKind.RESTORED: N_("Đưa lại để rà soát"),
        DraftDeedKind.SPLIT: N_("Tách nội dung"),
        DraftDeedKind.MERGED: N_("Gộp nội dung"),
        DraftDeedKind.UNDONE: N_("Hoàn tác"),
    },
}
