"""Orders that come one at a time: letters, notes, spoken orders, and the daily habit."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.source import SourceKind


@dataclass(frozen=True, slots=True)
class SingleOrder:
    """An order typed by hand. Days are relative to the demonstration's; ``due`` None: regular."""

    day: int
    due: int | None
    units: tuple[str, ...]
    text: str
    source: SourceKind
    helpers: tuple[str, ...] = ()
    key_task: bool = False


_L, _N, _M, _S = (
    SourceKind.LETTER,
    SourceKind.LEADER_NOTE,
    SourceKind.MEETING_CONCLUSION,
    SourceKind.SPOKEN_ORDER,
)
_I, _P = SourceKind.INSPECTION_CONCLUSION, SourceKind.PETITION

DATED = (
    SingleOrder(
        -285,
        -262,
        ("finance",),
        "Báo cáo tình hình phân bổ dự toán chi thường xuyên của các phòng, ban.",
        _L,
    ),
    SingleOrder(
        -262,
        -240,
        ("education", "health"),
        "Rà soát nhu cầu sửa chữa cơ sở vật chất, đề xuất danh mục ưu tiên.",
        _N,
    ),
    SingleOrder(
        -250,
        -231,
        ("environment",),
        "Kiểm tra phản ánh của cử tri về ô nhiễm tại cụm tiểu thủ công nghiệp, báo cáo kết quả.",
        _P,
        ("health",),
    ),
    SingleOrder(
        -233,
        -210,
        ("justice",),
        "Tham mưu văn bản trả lời kiến nghị về chứng thực bản sao tại các xã.",
        _L,
    ),
    SingleOrder(
        -221,
        -200,
        ("labour",),
        "Tổng hợp danh sách người có công được hỗ trợ nhà ở.",
        _L,
        ("finance",),
    ),
    SingleOrder(
        -205,
        -180,
        ("projects",),
        "Lập hồ sơ điều chỉnh thiết kế tuyến đường liên xã.",
        _M,
        ("finance", "urban"),
        key_task=True,
    ),
    SingleOrder(
        -196,
        -170,
        ("inspectorate",),
        "Thực hiện kết luận thanh tra về quản lý thu, chi tại các trường học.",
        _I,
        ("education",),
    ),
    SingleOrder(
        -188, -165, ("agriculture",), "Xây dựng phương án phòng, chống thiên tai năm nay.", _L
    ),
    SingleOrder(
        -171,
        -150,
        ("culture",),
        "Đề xuất phương án tổ chức ngày hội văn hóa, thể thao của huyện.",
        _N,
        ("culture_centre",),
    ),
    SingleOrder(
        -152, -130, ("economy",), "Rà soát chợ tạm, đề xuất phương án sắp xếp.", _S, ("urban",)
    ),
    SingleOrder(
        -140,
        -118,
        ("home_affairs",),
        "Rà soát, đề nghị khen thưởng tập thể, cá nhân có thành tích trong cải cách hành chính.",
        _L,
    ),
    SingleOrder(
        -128,
        -100,
        ("urban",),
        "Lập danh mục công trình vi phạm trật tự xây dựng, đề xuất xử lý.",
        _N,
        ("inspectorate",),
        key_task=True,
    ),
    SingleOrder(-115, -92, ("finance",), "Báo cáo tình hình nợ xây dựng cơ bản của các xã.", _L),
    SingleOrder(
        -102,
        -80,
        ("ha_luong", "ngoc_khe", "an_trach_ha"),
        "Báo cáo kết quả rà soát đất công ích đang cho thuê.",
        _L,
        ("environment",),
    ),
    SingleOrder(-90, -66, ("health",), "Kiểm tra hành nghề y, dược tư nhân trên địa bàn.", _M),
    SingleOrder(-81, -55, ("justice",), "Xây dựng kế hoạch tuyên truyền Ngày Pháp luật.", _L),
    SingleOrder(
        -70,
        -45,
        ("office",),
        "Rà soát quy trình nội bộ giải quyết thủ tục hành chính liên thông.",
        _M,
        ("justice",),
    ),
    SingleOrder(
        -61,
        -33,
        ("education",),
        "Báo cáo việc thu các khoản ngoài học phí đầu năm học.",
        _P,
        ("inspectorate",),
    ),
    SingleOrder(
        -50,
        -25,
        ("agriculture", "economy"),
        "Báo cáo tiến độ thực hiện chương trình mỗi xã một sản phẩm.",
        _L,
    ),
    SingleOrder(
        -44,
        -15,
        ("environment",),
        "Tham mưu xử lý bãi tập kết vật liệu ven sông không phép.",
        _N,
        ("urban", "police"),
        key_task=True,
    ),
    SingleOrder(-36, -8, ("labour",), "Tổng hợp nhu cầu đào tạo nghề cho lao động nông thôn.", _L),
    SingleOrder(
        -30,
        -3,
        ("home_affairs",),
        "Trình phương án bố trí công chức địa chính còn thiếu ở các xã.",
        _S,
    ),
    SingleOrder(
        -26,
        3,
        ("finance",),
        "Thẩm định dự toán sửa chữa trụ sở, trình UBND huyện.",
        _L,
        ("projects",),
    ),
    SingleOrder(
        -21, 5, ("culture",), "Xây dựng kịch bản lễ công bố sản phẩm tiêu biểu của huyện.", _N
    ),
    SingleOrder(
        -18, 6, ("justice",), "Góp ý dự thảo quy chế phối hợp tiếp công dân.", _L, ("inspectorate",)
    ),
    SingleOrder(
        -14, 9, ("education",), "Báo cáo kết quả kiểm tra bếp ăn bán trú.", _M, ("health",)
    ),
    SingleOrder(
        -12, 12, ("urban",), "Đề xuất điều chỉnh điểm đấu nối giao thông tại thị trấn Đông Lâm.", _P
    ),
    SingleOrder(
        -9,
        16,
        ("town_dong_lam",),
        "Bàn giao mặt bằng đoạn tuyến trung tâm thị trấn.",
        _M,
        ("land_fund",),
        key_task=True,
    ),
    SingleOrder(
        -7, 21, ("inspectorate",), "Báo cáo việc thực hiện kết luận thanh tra năm trước.", _I
    ),
    SingleOrder(
        -5, 26, ("home_affairs", "justice"), "Báo cáo tổng kết công tác năm của phòng.", _L
    ),
    SingleOrder(-3, 18, ("economy",), "Rà soát tình hình hàng hóa phục vụ Tết.", _S),
    SingleOrder(-2, 30, ("office",), "Chuẩn bị nội dung, tài liệu hội nghị tổng kết năm.", _M),
)

REGULAR = (
    SingleOrder(
        -290, None, ("office",), "Công khai lịch công tác tuần của lãnh đạo UBND huyện.", _S
    ),
    SingleOrder(
        -288,
        None,
        ("home_affairs",),
        "Theo dõi, cập nhật cơ sở dữ liệu cán bộ, công chức, viên chức.",
        _L,
    ),
    SingleOrder(-287, None, ("justice",), "Duy trì trợ giúp pháp lý, hòa giải ở cơ sở.", _L),
    SingleOrder(
        -286, None, ("finance",), "Đôn đốc thu hồi tạm ứng, quyết toán dự án hoàn thành.", _L
    ),
    SingleOrder(-284, None, ("economy",), "Theo dõi giá cả thị trường các mặt hàng thiết yếu.", _L),
    SingleOrder(-283, None, ("urban",), "Kiểm tra trật tự xây dựng, vỉa hè, lòng đường.", _N),
    SingleOrder(
        -282, None, ("agriculture",), "Theo dõi tình hình dịch bệnh trên cây trồng, vật nuôi.", _L
    ),
    SingleOrder(
        -281, None, ("environment",), "Kiểm tra, xử lý vi phạm trong khai thác cát, sỏi.", _L
    ),
    SingleOrder(-280, None, ("culture",), "Quản lý hoạt động quảng cáo, dịch vụ văn hóa.", _L),
    SingleOrder(-279, None, ("education",), "Duy trì phổ cập giáo dục, xóa mù chữ.", _L),
    SingleOrder(-278, None, ("labour",), "Chi trả kịp thời trợ cấp bảo trợ xã hội.", _L),
    SingleOrder(-277, None, ("health",), "Giám sát dịch bệnh, an toàn thực phẩm.", _L),
    SingleOrder(
        -276, None, ("inspectorate",), "Tiếp công dân, xử lý đơn thư khiếu nại, tố cáo.", _L
    ),
    SingleOrder(
        -275, None, ("culture_centre",), "Duy trì thời lượng phát thanh, tuyên truyền cơ sở.", _L
    ),
    SingleOrder(-274, None, ("projects",), "Cập nhật tiến độ giải ngân từng dự án.", _M),
)
"""What is done all the time and answered once per period."""
