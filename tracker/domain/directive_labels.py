"""The Vietnamese names of what a directive is and holds (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.cited_paper import CitationRole
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.message_ids import N_
from tracker.domain.target_value import Comparator

DIRECTIVE_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    DirectiveKind: {
        DirectiveKind.INSTRUCTION: N_("Chỉ thị"),
        DirectiveKind.RESOLUTION: N_("Nghị quyết"),
        DirectiveKind.PROGRAMME: N_("Chương trình"),
        DirectiveKind.PLAN: N_("Kế hoạch"),
        DirectiveKind.OFFICIAL_LETTER: N_("Công văn"),
        DirectiveKind.DECISION: N_("Quyết định"),
        DirectiveKind.TELEGRAM: N_("Công điện"),
        DirectiveKind.ANNOUNCEMENT: N_("Thông báo"),
        DirectiveKind.CONCLUSION: N_("Kết luận"),
        DirectiveKind.GUIDANCE: N_("Hướng dẫn"),
        DirectiveKind.SCHEME: N_("Đề án"),
        DirectiveKind.OPERATING_PLAN: N_("Phương án"),
        DirectiveKind.REGULATION: N_("Quy định"),
        DirectiveKind.INTERNAL_RULES: N_("Quy chế"),
        DirectiveKind.SUBMITTAL: N_("Tờ trình"),
        DirectiveKind.REPORT: N_("Báo cáo"),
        DirectiveKind.BULLETIN: N_("Thông tri"),
        DirectiveKind.MINUTES: N_("Biên bản"),
        DirectiveKind.OTHER: N_("Văn bản khác"),
    },
    CitationRole: {
        CitationRole.CARRIED_OUT: N_("Triển khai thực hiện"),
        CitationRole.BASIS: N_("Căn cứ"),
        CitationRole.MENTIONED: N_("Dẫn chiếu"),
    },
    Comparator: {
        Comparator.AT_LEAST: N_("tối thiểu"),
        Comparator.AT_MOST: N_("tối đa"),
        Comparator.MORE_THAN: N_("trên"),
        Comparator.LESS_THAN: N_("dưới"),
        Comparator.EQUAL: N_("đạt"),
        Comparator.BETWEEN: N_("trong khoảng"),
        Comparator.INCREASE: N_("tăng"),
        Comparator.DECREASE: N_("giảm"),
    },
}
