"""The Vietnamese names of what official papers go through (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.message_ids import N_
from tracker.domain.official_paper import PaperState
from tracker.domain.report_files import ReportFile
from tracker.domain.signature_block import SigningAuthority

PAPER_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    PaperState: {
        PaperState.DRAFT: N_("Dự thảo"),
        PaperState.NUMBERED: N_("Đã cấp số"),
        PaperState.ISSUED: N_("Đã phát hành"),
        PaperState.DROPPED: N_("Không sử dụng"),
    },
    ReportFile: {
        ReportFile.DOCX: N_("Lập báo cáo (.docx)"),
        ReportFile.XLSX: N_("Lập bảng số liệu (.xlsx)"),
        ReportFile.PDF: N_("Lập bản .pdf của báo cáo"),
        ReportFile.PERIOD: N_("Lập bộ lưu trữ cả kỳ (.zip)"),
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
