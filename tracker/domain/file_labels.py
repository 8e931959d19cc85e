"""The Vietnamese names of what is said of files and dossiers (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.delivery import FileFaultKind, ScanState
from tracker.domain.message_ids import N_
from tracker.domain.retention import Retention

FILE_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    ScanState: {
        ScanState.NOT_SCANNED: N_("Chưa quét vi-rút"),
        ScanState.PENDING: N_("Chờ quét vi-rút"),
        ScanState.CLEAN: N_("Không có vi-rút"),
        ScanState.INFECTED: N_("Có vi-rút"),
        ScanState.UNSCANNABLE: N_("Không quét được"),
    },
    FileFaultKind: {
        FileFaultKind.MISSING: N_("Tệp không còn trong kho lưu trữ"),
        FileFaultKind.CHANGED: N_("Nội dung tệp đã bị thay đổi"),
        FileFaultKind.WITHOUT_ROW: N_("Tệp thừa, không văn bản nào dùng"),
        FileFaultKind.UNUSED_ROW: N_("Có ghi trong sổ tệp nhưng không văn bản nào dùng"),
    },
    Retention: {
        Retention.PERMANENT: N_("Vĩnh viễn"),
        Retention.YEARS_70: N_("70 năm"),
        Retention.YEARS_50: N_("50 năm"),
        Retention.YEARS_20: N_("20 năm"),
        Retention.YEARS_10: N_("10 năm"),
        Retention.YEARS_5: N_("05 năm"),
        Retention.YEARS_2: N_("02 năm"),
        Retention.UNTIL_VOID: N_("Đến khi văn bản hết hiệu lực thi hành"),
    },
}
