"""The Vietnamese names in tables of figures and reports (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.counted_tasks import FigureColumn, RegularState
from tracker.domain.measured_tasks import MeasureColumn
from tracker.domain.message_ids import N_
from tracker.domain.report_snapshot import RemarkKind, Section
from tracker.domain.reporting_regimes import Annex, Level

FIGURE_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    FigureColumn: {
        FigureColumn.TOTAL: N_("Tổng số"),
        FigureColumn.CARRIED_OVER: N_("Kỳ trước chuyển sang"),
        FigureColumn.ASSIGNED: N_("Giao trong kỳ"),
        FigureColumn.COMPLETED: N_("Đã hoàn thành"),
        FigureColumn.COMPLETED_ON_TIME: N_("Hoàn thành đúng hạn"),
        FigureColumn.COMPLETED_LATE: N_("Hoàn thành quá hạn"),
        FigureColumn.UNDATED_DONE: N_("Hoàn thành, không có thời hạn"),
        FigureColumn.STILL_OPEN: N_("Chưa hoàn thành"),
        FigureColumn.OPEN_IN_TIME: N_("Chưa hoàn thành, trong hạn"),
        FigureColumn.OPEN_OVERDUE: N_("Chưa hoàn thành, quá hạn"),
        FigureColumn.UNDATED_OPEN: N_("Chưa hoàn thành, không có thời hạn"),
        FigureColumn.SUSPENDED: N_("Tạm dừng"),
        FigureColumn.CANCELLED: N_("Dừng theo dõi"),
        FigureColumn.REFUSED: N_("Đơn vị trả lại"),
    },
    MeasureColumn: {
        MeasureColumn.TIMELY_FIRST: N_("Đúng thời hạn ban đầu"),
        MeasureColumn.JUDGED_FIRST: N_("Đã đến lúc xét theo thời hạn ban đầu"),
        MeasureColumn.STILL_OPEN: N_("Chưa hoàn thành"),
        MeasureColumn.UPDATED: N_("Chưa hoàn thành, có cập nhật trong kỳ"),
        MeasureColumn.EXTENDED: N_("Được gia hạn trong kỳ"),
        MeasureColumn.RETURNED: N_("Bị trả lại, yêu cầu bổ sung trong kỳ"),
        MeasureColumn.LATE: N_("Hoàn thành quá hạn hoặc đang quá hạn"),
    },
    Level: {
        Level.COMMUNE: N_("Cấp xã"),
        Level.DEPARTMENT: N_("Phòng, ban"),
        Level.OFFICE: N_("Cơ quan"),
        Level.PROVINCE: N_("Cấp tỉnh"),
    },
    Annex: {
        Annex.OVERDUE: N_("Danh sách quá hạn chưa hoàn thành"),
        Annex.COMPLETED: N_("Danh sách đã hoàn thành trong kỳ"),
    },
    RegularState: {
        RegularState.REPORTED: N_("Đã báo cáo đúng hạn"),
        RegularState.REPORTED_LATE: N_("Báo cáo muộn"),
        RegularState.NOT_REPORTED: N_("Chưa báo cáo"),
    },
    Section: {
        Section.DIRECTION: N_("Công tác chỉ đạo, điều hành"),
        Section.RESULTS: N_("Kết quả thực hiện"),
        Section.STRENGTHS: N_("Ưu điểm"),
        Section.WEAKNESSES: N_("Tồn tại, hạn chế"),
        Section.CAUSES: N_("Nguyên nhân"),
        Section.NEXT: N_("Phương hướng, nhiệm vụ kỳ tới"),
        Section.PROPOSALS: N_("Đề xuất, kiến nghị"),
    },
    RemarkKind: {
        RemarkKind.OBSTACLE: N_("Khó khăn, vướng mắc"),
        RemarkKind.PROPOSAL: N_("Kiến nghị"),
    },
}
