"""The Vietnamese names of what official papers go through (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.message_ids import N_
from tracker.domain.official_paper import PaperState
from tracker.domain.signature_block import SigningAuthority

PAPER_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    PaperState: {
        PaperState.DRAFT: N_("Dự thảo"),
        PaperState.NUMBERED: N_("Đã cấp số"),
        PaperState.ISSUED: N_("Đã phát hành"),
        PaperState.DROPPED: N_("Không sử dụng"),
    },
    SigningAuthority: {
        SigningAuthority.OWN: N_("Người đứng đầu ký"),
        SigningAuthority.BODY: N_("Thay mặt tập thể (TM.)"),
        SigningAuthority.BODY_BY_DEPUTY: N_("Thay mặt tập thể, cấp phó ký thay (TM., KT.)"),
        SigningAuthority.DEPUTY: N_("Cấp phó ký thay (KT.)"),
        SigningAuthority.ORDER: N_("Thừa lệnh (TL.)"),
        SigningAuthority.MANDATE: N_("Thừa ủy quyền (TUQ.)"),
    },
}
