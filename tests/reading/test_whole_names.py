"""Names of units to their end: doing words inside them, clauses that say which, posts alone."""

from __future__ import annotations

import pytest

from tracker.reading.coordination import coordinating_units
from tracker.reading.heading_units import heading_units
from tracker.reading.orders import find_actor, later_actor

DOING_WORDS_INSIDE = [
    ("Ủy ban bầu cử huyện niêm yết danh sách.", ["Ủy ban bầu cử huyện"]),
    ("Ban Quản lý rừng đặc dụng Cúc Sơn tuần tra.", ["Ban Quản lý rừng đặc dụng Cúc Sơn"]),
    (
        "Ban Quản lý các khu công nghiệp, khu chế xuất yêu cầu chủ đầu tư hạ tầng nối nước.",
        ["Ban Quản lý các khu công nghiệp, khu chế xuất"],
    ),
    ("Trung tâm Khuyến nông hướng dẫn nông dân gieo mạ.", ["Trung tâm Khuyến nông"]),
    (
        "Trung tâm Kiểm nghiệm thuốc, mỹ phẩm lấy mẫu.",
        ["Trung tâm Kiểm nghiệm thuốc, mỹ phẩm"],
    ),
    ("Cục Xúc tiến thương mại tổ chức hội chợ.", ["Cục Xúc tiến thương mại"]),
    ("Phòng Quản lý đào tạo xây dựng thời khóa biểu.", ["Phòng Quản lý đào tạo"]),
    ("Khoa Kiểm soát nhiễm khuẩn giám sát vệ sinh tay.", ["Khoa Kiểm soát nhiễm khuẩn"]),
    (
        "Bệnh viện Phục hồi chức năng tỉnh triển khai khám lưu động.",
        ["Bệnh viện Phục hồi chức năng tỉnh"],
    ),
    (
        "Công ty TNHH MTV Khai thác công trình thủy lợi Nam sông Thử vận hành hồ chứa.",
        ["Công ty TNHH MTV Khai thác công trình thủy lợi Nam sông Thử"],
    ),
    (
        "Chi cục Tiêu chuẩn Đo lường Chất lượng kiểm định cân đối chứng.",
        ["Chi cục Tiêu chuẩn Đo lường Chất lượng"],
    ),
    ("Hội Bảo trợ người khuyết tật tỉnh khảo sát.", ["Hội Bảo trợ người khuyết tật tỉnh"]),
    ("Tổng Liên đoàn Lao động Việt Nam vận động.", ["Tổng Liên đoàn Lao động Việt Nam"]),
]

CLAUSES = [
    (
        "Các doanh nghiệp được hỗ trợ lãi suất báo cáo kết quả sử dụng vốn.",
        ["Các doanh nghiệp được hỗ trợ lãi suất"],
    ),
    (
        "Các đơn vị được thanh tra năm 2024 nghiêm túc thực hiện kiến nghị.",
        ["Các đơn vị được thanh tra năm 2024"],
    ),
    (
        "Các trường có học sinh bán trú tổ chức kiểm thực ba bước.",
        ["Các trường có học sinh bán trú"],
    ),
    ("Các địa phương có rừng chủ động lập phương án.", ["Các địa phương có rừng"]),
    (
        "Các cơ quan, đơn vị được giao chủ trì soạn thảo đề án phải trình đúng hạn.",
        ["Các cơ quan, đơn vị được giao chủ trì soạn thảo đề án"],
    ),
    (
        "UBND các xã không thuộc vùng dự án: tự cân đối nguồn vốn.",
        ["UBND các xã không thuộc vùng dự án"],
    ),
    (
        "Các hộ kinh doanh thuộc diện di dời ký cam kết.",
        ["Các hộ kinh doanh thuộc diện di dời"],
    ),
    (
        "Các sở, ngành có người tham gia Tổ khảo sát: gửi danh sách trước ngày 12/6.",
        ["Các sở, ngành có người tham gia Tổ khảo sát"],
    ),
    (
        "Các chủ đầu tư đã được giao vốn nhưng chưa giải ngân phải báo cáo nguyên nhân.",
        ["Các chủ đầu tư đã được giao vốn nhưng chưa giải ngân"],
    ),
]

DEEDS_THAT_LOOK_LIKE_NAMES = [
    ("UBND các xã bảo vệ rừng tận gốc.", ["UBND các xã"]),
    ("UBND các xã mở rộng diện tích vụ đông.", ["UBND các xã"]),
    ("Sở Công Thương xúc tiến thương mại tại các tỉnh bạn.", ["Sở Công Thương"]),
    ("UBND huyện giải phóng mặt bằng dự án trước 30/6.", ["UBND huyện"]),
    ("Công an tỉnh trực ban 24/24 giờ.", ["Công an tỉnh"]),
    ("Các bệnh viện chăm sóc sức khỏe cho người cao tuổi.", ["Các bệnh viện"]),
    ("Hội Nông dân huyện hỗ trợ nông dân vay vốn.", ["Hội Nông dân huyện"]),
    ("Phòng Tư pháp trợ giúp pháp lý lưu động.", ["Phòng Tư pháp"]),
]

NO_CLAUSE = [
    ("Các xã có kế hoạch ứng phó cụ thể.", ["Các xã"]),
    ("Các đơn vị có trách nhiệm bảo mật.", ["Các đơn vị"]),
    ("Các phòng có báo cáo hằng tuần.", ["Các phòng"]),
]

POSTS_AND_BODIES = [
    ("Đoàn số 3 làm việc với UBND thị xã Hồng Lạc.", ["Đoàn số 3"]),
    ("Tổ công tác số 2 khảo sát hiện trường.", ["Tổ công tác số 2"]),
    ("Trưởng đoàn báo cáo tiến độ hằng ngày.", ["Trưởng đoàn"]),
    ("Phó Trưởng ban Thường trực điều hành cuộc họp.", ["Phó Trưởng ban Thường trực"]),
    ("Tổ trưởng Tổ công tác phân công nhiệm vụ cho các thành viên.", ["Tổ trưởng Tổ công tác"]),
    ("Cấp ủy, chính quyền các cấp tập trung lãnh đạo.", ["Cấp ủy, chính quyền các cấp"]),
    (
        "Các thị ủy, thành ủy, đảng ủy trực thuộc xây dựng kế hoạch.",
        ["Các thị ủy, thành ủy, đảng ủy trực thuộc"],
    ),
    (
        "Các Ban xây dựng Đảng, Văn phòng Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy hướng dẫn.",
        ["Các Ban xây dựng Đảng", "Văn phòng Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"],
    ),
    (
        "Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh, Giám đốc các sở báo cáo.",
        ["Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Giám đốc các sở"],
    ),
    (
        "Các trường học, Ban Quản lý chợ Đông Mẫu lắp thùng rác.",
        ["Các trường học", "Ban Quản lý chợ Đông Mẫu"],
    ),
    (
        "Đảng đoàn Hội Nông dân tỉnh, đảng đoàn các hội quần chúng tỉnh lãnh đạo vận động.",
        ["Đảng đoàn Hội Nông dân tỉnh", "đảng đoàn các hội quần chúng tỉnh"],
    ),
]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        *DOING_WORDS_INSIDE,
        *CLAUSES,
        *NO_CLAUSE,
        *DEEDS_THAT_LOOK_LIKE_NAMES,
        *POSTS_AND_BODIES,
    ],
)
def test_the_subject_is_named_whole(text: str, leads: list[str]) -> None:
    actor = find_actor(text)
    assert actor is not None
    assert [unit.text for unit in actor.units] == leads
    for unit in actor.units:
        assert text[unit.start : unit.end] == unit.text


@pytest.mark.parametrize(
    ("heading", "units"),
    [
        ("ĐỐI VỚI PHÒNG Y TẾ CÁC HUYỆN", ["PHÒNG Y TẾ CÁC HUYỆN"]),
        ("TRÁCH NHIỆM CỦA SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        ("B:", []),
        ("12/CT", []),
        ("Kiến nghị Chủ tịch UBND huyện Đông Mẫu", ["Chủ tịch UBND huyện Đông Mẫu"]),
        (
            "Giám đốc Ban Quản lý dự án các công trình huyện",
            ["Giám đốc Ban Quản lý dự án các công trình huyện"],
        ),
        ("Các thành viên phụ trách cụm xã", ["Các thành viên phụ trách cụm xã"]),
    ],
)
def test_a_heading_names_its_unit_whole(heading: str, units: list[str]) -> None:
    found = heading_units(heading)
    assert [unit.text for unit in found] == units
    for unit in found:
        assert heading[unit.start : unit.end] == unit.text


@pytest.mark.parametrize(
    ("text", "leads", "others"),
    [
        (
            "Sửa chữa cống Bà Thử (Sở Xây dựng chủ trì; UBND huyện Đông Mẫu phối hợp; xong "
            "trước 15/5/2025).",
            ["Sở Xây dựng"],
            ["UBND huyện Đông Mẫu"],
        ),
        (
            "Phòng Y tế phối hợp với ngành Giáo dục khám mắt học đường.",
            ["Phòng Y tế"],
            ["ngành Giáo dục"],
        ),
        ("Đối với các xã có dịch: UBND xã lập chốt kiểm soát.", ["UBND xã"], []),
    ],
)
def test_who_does_it_and_with_whom(text: str, leads: list[str], others: list[str]) -> None:
    actor = find_actor(text)
    assert actor is not None
    assert [unit.text for unit in actor.units] == leads
    assert [unit.text for unit in coordinating_units(text, actor.units)] == others


def test_a_short_last_sentence_says_who_does_it() -> None:
    actor = later_actor("Thu bản sao giấy tờ tại nhà văn hóa thôn. Các Tổ công tác thực hiện.")
    assert actor is not None
    assert [unit.text for unit in actor.units] == ["Các Tổ công tác"]
