"""The Vietnamese names of the index: rules, states, stages (part of ``labels.LABELS``)."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.emulation import EmulationFigure
from tracker.domain.index_life import RoundState, ScoreStage, SetState, SheetDeedKind, SheetState
from tracker.domain.index_outlook import Risk
from tracker.domain.index_ranking import TieRule
from tracker.domain.index_rule import Measure, ScoringKind
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_survey import RespondentGroup
from tracker.domain.index_tree import Method, Side
from tracker.domain.message_ids import N_
from tracker.domain.survey_sheet import SipasFactor, SurveyState

INDEX_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    EmulationFigure: {
        EmulationFigure.ON_TIME: N_("Tỷ lệ đúng hạn"),
        EmulationFigure.DONE: N_("Tỷ lệ hoàn thành"),
        EmulationFigure.UPDATED: N_("Tỷ lệ có cập nhật"),
        EmulationFigure.OVERDUE: N_("Quá hạn chưa xong"),
        EmulationFigure.INDEX: N_("Chỉ số CCHC"),
    },
    ScoringKind: {
        ScoringKind.YES_NO: N_("Có hoặc không"),
        ScoringKind.BANDS: N_("Theo mức"),
        ScoringKind.PROPORTION: N_("Theo tỷ lệ"),
        ScoringKind.TICKS: N_("Cộng từng nội dung đạt"),
        ScoringKind.PENALTY: N_("Trừ theo trường hợp"),
        ScoringKind.CHOICE: N_("Chọn một mức"),
        ScoringKind.FORMULA: N_("Công thức"),
        ScoringKind.SURVEY: N_("Kết quả điều tra"),
        ScoringKind.TRACKING: N_("Số liệu theo dõi nhiệm vụ"),
    },
    Measure: {
        Measure.ON_TIME_RATE: N_("Tỷ lệ nhiệm vụ hoàn thành đúng hạn"),
        Measure.DONE_RATE: N_("Tỷ lệ nhiệm vụ đã hoàn thành"),
        Measure.REPORTS_IN_TIME: N_("Tỷ lệ báo cáo kỳ gửi đúng hạn"),
        Measure.UPDATE_RATE: N_("Tỷ lệ nhiệm vụ được cập nhật tiến độ"),
        Measure.OVERDUE_COUNT: N_("Số nhiệm vụ quá hạn chưa hoàn thành"),
    },
    NotApplicable: {
        NotApplicable.REFUSED: N_("Áp dụng cho mọi đơn vị"),
        NotApplicable.FULL_POINTS: N_("Không phát sinh: được điểm tối đa"),
        NotApplicable.LEFT_OUT: N_("Không phát sinh: loại khỏi tổng điểm"),
    },
    Risk: {
        Risk.OVERDUE: N_("Quá hạn chuẩn bị, chưa chấm"),
        Risk.UNPROVED: N_("Đã chấm, chưa có tài liệu hoặc giải trình"),
        Risk.TASKS_OVERDUE: N_("Đơn vị có nhiệm vụ quá hạn"),
        Risk.ESTIMATED: N_("Ước theo điều tra năm trước"),
        Risk.NOT_SCORED: N_("Chưa chấm"),
    },
    RespondentGroup: {
        RespondentGroup.DEPUTIES: N_("Đại biểu Hội đồng nhân dân"),
        RespondentGroup.SUPERIORS: N_("Lãnh đạo cơ quan cấp trên"),
        RespondentGroup.DEPARTMENTS: N_("Thủ trưởng phòng chuyên môn"),
        RespondentGroup.COMMUNES: N_("Chủ tịch UBND cấp xã"),
        RespondentGroup.FIRMS: N_("Doanh nghiệp, tổ chức"),
        RespondentGroup.CITIZENS: N_("Người dân"),
    },
    SurveyState: {
        SurveyState.DRAFT: N_("Đang soạn"),
        SurveyState.OPEN: N_("Đang lấy ý kiến"),
        SurveyState.CLOSED: N_("Đã đóng"),
    },
    SipasFactor: {
        SipasFactor.ACCESS: N_("Tiếp cận dịch vụ"),
        SipasFactor.PROCEDURE: N_("Thủ tục hành chính"),
        SipasFactor.OFFICIALS: N_("Công chức trực tiếp giải quyết công việc"),
        SipasFactor.RESULT: N_("Kết quả dịch vụ"),
        SipasFactor.FEEDBACK: N_("Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị"),
    },
    Side: {
        Side.SCALE: N_("Trong thang điểm"),
        Side.BONUS: N_("Điểm cộng"),
        Side.DEDUCTION: N_("Điểm trừ"),
    },
    Method: {
        Method.SELF: N_("Tự chấm điểm"),
        Method.SURVEY: N_("Điều tra xã hội học"),
    },
    TieRule: {
        TieRule.SHARED: N_("Đồng hạng, bỏ qua hạng kế tiếp"),
        TieRule.SELF_PART: N_("Ưu tiên điểm phần tự chấm"),
        TieRule.SURVEY_PART: N_("Ưu tiên điểm điều tra xã hội học"),
    },
    SetState: {
        SetState.DRAFT: N_("Đang soạn"),
        SetState.IN_USE: N_("Đang áp dụng"),
        SetState.SUPERSEDED: N_("Đã thay thế"),
    },
    RoundState: {
        RoundState.OPEN: N_("Đang tự chấm"),
        RoundState.CLOSED: N_("Đang thẩm định"),
        RoundState.PUBLISHED: N_("Đã công bố"),
        RoundState.SEALED: N_("Đã niêm phong"),
    },
    SheetState: {
        SheetState.SCORING: N_("Đơn vị đang chấm"),
        SheetState.CHECKED: N_("Đã kiểm tra, chờ chốt"),
        SheetState.LOCKED: N_("Đã chốt, chờ thẩm định"),
        SheetState.EXPLAINING: N_("Chờ đơn vị giải trình"),
        SheetState.APPRAISED: N_("Đã thẩm định, chờ hội đồng"),
        SheetState.DECIDED: N_("Hội đồng đã quyết định"),
    },
    ScoreStage: {
        ScoreStage.SELF: N_("Điểm tự chấm"),
        ScoreStage.APPRAISAL: N_("Điểm thẩm định"),
        ScoreStage.FINAL: N_("Điểm hội đồng quyết định"),
    },
    SheetDeedKind: {
        SheetDeedKind.CHECK: N_("Kiểm tra xong, trình lãnh đạo chốt"),
        SheetDeedKind.GIVE_BACK: N_("Trả lại để chấm tiếp"),
        SheetDeedKind.LOCK: N_("Chốt phiếu tự chấm"),
        SheetDeedKind.REOPEN: N_("Mở lại phiếu tự chấm"),
        SheetDeedKind.ASK: N_("Yêu cầu giải trình"),
        SheetDeedKind.EXPLAIN: N_("Gửi giải trình"),
        SheetDeedKind.PASS_TO_COUNCIL: N_("Trình hội đồng"),
        SheetDeedKind.RETURN_TO_APPRAISAL: N_("Chuyển lại thẩm định"),
        SheetDeedKind.DECIDE: N_("Hội đồng quyết định"),
        SheetDeedKind.UNDECIDE: N_("Xem xét lại quyết định"),
    },
}
