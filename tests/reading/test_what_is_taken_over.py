"""What an item takes over from those around it, and what closes a paper without ordering."""

from __future__ import annotations

import pytest

from tracker.reading.clause import Disposition
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.products import guess_product
from tracker.reading.raw_line import RawLine, RawText
from tracker.reading.unit_names import read_units


def _read(*lines: str) -> Reading:
    return read_directive(RawText(tuple(RawLine(line) for line in lines)))


_HEAD = ("UBND HUYỆN TÂN LẬP", "I. NHIỆM VỤ")
_DATED = "1. Phòng Tư pháp kiểm tra hồ sơ, hoàn thành trước ngày 20/12/2025."


@pytest.mark.parametrize(
    "closing",
    [
        "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.",
        "Yêu cầu các phòng, ban khẩn trương triển khai thực hiện./.",
        "Văn phòng HĐND và UBND huyện thông báo để các cơ quan, đơn vị biết, thực hiện./.",
        "Trên đây là Kế hoạch năm, UBND huyện yêu cầu các xã nghiêm túc triển khai thực hiện./.",
    ],
)
def test_a_closing_sentence_is_no_duty(closing: str) -> None:
    reading = _read(*_HEAD, _DATED, closing)
    assert [draft.path for draft in reading.drafts] == ["I.1"]
    assert reading.clauses[-1].disposition is Disposition.FORMULA


def test_a_closing_order_does_not_take_the_deadline_of_the_item_above() -> None:
    reading = _read(
        *_HEAD,
        _DATED,
        "Thời gian hoàn thành: trước ngày 20/12/2025.",
        "Giao Văn phòng HĐND và UBND huyện theo dõi, đôn đốc việc thực hiện./.",
    )
    last = reading.drafts[-1]
    assert [unit.text for unit in last.lead] == ["Văn phòng HĐND và UBND huyện"]
    assert last.due.value is None


@pytest.mark.parametrize(
    "heading", ["I. MỤC ĐÍCH, YÊU CẦU", "I. QUAN ĐIỂM", "I. MỤC TIÊU", "I. TÌNH HÌNH"]
)
def test_items_of_a_telling_section_are_no_duties_whatever_they_begin_with(heading: str) -> None:
    reading = _read(
        "UBND HUYỆN TÂN LẬP",
        heading,
        "1. Nâng cao nhận thức của cán bộ, công chức.",
        "2. Phân công nhiệm vụ cụ thể, gắn trách nhiệm của người đứng đầu.",
        "II. NHIỆM VỤ",
        _DATED,
    )
    assert [draft.path for draft in reading.drafts] == ["II.1"]
    assert reading.header.issuer == "UBND huyện Tân Lập"


def test_units_that_a_heading_names_beside_the_lead_work_along_on_its_items() -> None:
    reading = _read(
        *_HEAD,
        "1. Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp thực hiện các nội dung sau:",
        "a) Xây dựng kế hoạch kiểm tra, trình trước ngày 20/12/2025.",
        "b) Chủ trì, phối hợp với Công an huyện kiểm tra đột xuất.",
    )
    names = [[unit.text for unit in draft.coordinating] for draft in reading.drafts]
    assert names == [["Phòng Tư pháp"], ["Công an huyện"]]


def test_a_unit_charged_behind_a_semicolon_leads() -> None:
    reading = _read(
        *_HEAD,
        "1. Rà soát quỹ đất công; giao Phòng Kinh tế lập danh mục trước ngày 20/12/2025.",
        "2. Duy trì chợ phiên; Hội Nông dân xã chủ trì vận động hội viên tham gia.",
    )
    leads = [[unit.text for unit in draft.lead] for draft in reading.drafts]
    assert leads == [["Phòng Kinh tế"], ["Hội Nông dân xã"]]


def test_a_decision_that_charges_nobody_is_no_duty() -> None:
    reading = _read(
        *_HEAD,
        "1. Thống nhất chủ trương điều chỉnh ranh dự án theo đề xuất của Sở Xây dựng.",
        "2. Đồng ý phương án; giao Phòng Kinh tế hoàn thiện trước ngày 20/12/2025.",
    )
    assert [draft.path for draft in reading.drafts] == ["I.2"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công an tỉnh phân luồng giao thông", "Công an tỉnh"),
        ("Đoàn Thanh niên xã hỗ trợ người dân", "Đoàn Thanh niên xã"),
        ("Thanh tra huyện kết luận các cuộc thanh tra", "Thanh tra huyện"),
        ("Công an xã, phường nắm tình hình", "Công an xã, phường"),
        (
            "Chi cục Chất lượng, Chế biến và Phát triển thị trường kiểm tra",
            "Chi cục Chất lượng, Chế biến và Phát triển thị trường",
        ),
        ("Phòng Quản lý Doanh nghiệp, Lao động rà soát", "Phòng Quản lý Doanh nghiệp, Lao động"),
        (
            "đồng chí Lò Văn Mẫu, Phó Chủ tịch UBND xã trực tiếp chỉ đạo",
            "đồng chí Lò Văn Mẫu, Phó Chủ tịch UBND xã",
        ),
        ("Trưởng các khoa, phòng nộp kế hoạch", "Trưởng các khoa, phòng"),
        (
            "UBND các tỉnh, thành phố trực thuộc Trung ương rà soát",
            "UBND các tỉnh, thành phố trực thuộc Trung ương",
        ),
    ],
)
def test_how_far_a_name_reaches(text: str, name: str) -> None:
    units, _ = read_units(text)
    assert [unit.text for unit in units] == [name]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("1. Quý I/2026: Kiểm tra 15 doanh nghiệp.", "quarter:2026-Q1"),
        ("1. Phấn đấu đến 30/11/2025 giải ngân trên 85% vốn.", "2025-11-30"),
        ("1. Hoàn thành kế hoạch năm 2026 trước ngày 15/12/2025.", "2025-12-15"),
        ("1. Tổ chức tuần lễ học tập vào tuần 1 tháng 10 hằng năm.", "yearly"),
        ("1. Phòng Nội vụ theo dõi; hằng năm tổng hợp, báo cáo UBND huyện.", "yearly"),
        ("1. Phòng Nội vụ rà soát hồ sơ: Kiểm tra các xã.", None),
    ],
)
def test_times_in_an_item(text: str, due: str | None) -> None:
    assert [draft.due.value for draft in _read(*_HEAD, text).drafts] == [due]


def test_a_letter_drafted_by_the_office_is_the_committees() -> None:
    head = ("UBND HUYỆN TÂN LẬP", "VĂN PHÒNG", "Số: 96/UBND-TNMT", "V/v thu gom rác thải")
    assert _read(*head, "Kính gửi: UBND các xã.", _DATED).header.issuer == "UBND huyện Tân Lập"
    own = ("UBND HUYỆN TÂN LẬP", "VĂN PHÒNG", "Số: 96/VP-TH", "V/v thu gom rác thải")
    assert _read(*own, "Kính gửi: UBND các xã.", _DATED).header.issuer == "Văn phòng"


def test_the_type_of_paper_ends_the_name_of_the_issuer() -> None:
    header = _read("HUYỆN ỦY TÂN LẬP", "Số 12-CTr/HU", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "Về số hóa").header
    assert (header.issuer, header.summary) == ("Huyện ủy Tân Lập", "Về số hóa")


def test_two_units_behind_one_comma_stay_two() -> None:
    units, _ = read_units("Phòng Nội vụ, VNPT Tân Lập, Chi cục Thuế khu vực I rà soát")
    assert [unit.text for unit in units] == [
        "Phòng Nội vụ",
        "VNPT Tân Lập",
        "Chi cục Thuế khu vực I",
    ]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("UBND huyện tổ chức thực hiện Nghị quyết.", None),
        ("Nâng cao chất lượng kiểm tra văn bản.", None),
        ("Xây dựng đề án vị trí việc làm của các phòng, ban, hoàn thành trong quý II.",
         "đề án vị trí việc làm của các phòng, ban"),
        ("Rà soát hộ nghèo, báo cáo kết quả trước ngày 05/12.", "báo cáo kết quả"),
    ],
)  # fmt: skip
def test_a_product_is_what_is_made(text: str, product: str | None) -> None:
    assert guess_product(text) == product
