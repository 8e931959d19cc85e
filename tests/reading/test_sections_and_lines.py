"""Lines that say who and when, sections that turn from telling to ordering, and what is none."""

from __future__ import annotations

import pytest

from tracker.reading.clause import Disposition
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.drafts import TaskDraft
from tracker.reading.judging import is_formula
from tracker.reading.raw_line import RawLine, RawText

HEAD = """UBND HUYỆN ĐÔNG MẪU
Số: 21/KH-UBND
Đông Mẫu, ngày 10 tháng 3 năm 2025
KẾ HOẠCH
Phòng, chống hạn hán năm 2025
"""


def _read(body: str) -> Reading:
    return read_directive(RawText(tuple(RawLine(line) for line in (HEAD + body).split("\n"))))


def _short(draft: TaskDraft) -> tuple[list[str], list[str], str | None]:
    return (
        [unit.text for unit in draft.lead],
        [unit.text for unit in draft.coordinating],
        draft.due.value,
    )


@pytest.mark.parametrize(
    "lines",
    [
        "ĐVCT: Phòng Y tế; ĐVPH: các xã; TG: tháng 5/2025.",
        "Đơn vị thực hiện: Phòng Y tế (chủ trì), các xã (phối hợp).\nThời gian: tháng 5/2025.",
        "* Chủ trì: Phòng Y tế - Phối hợp: các xã\n* Hoàn thành trong tháng 5/2025",
        "Phân công: Phòng Y tế chủ trì; các xã phối hợp.\nThời gian thực hiện: tháng 5/2025.",
        "(Chủ trì: Phòng Y tế; Phối hợp: các xã; Thời gian: tháng 5/2025)",
    ],
)
def test_who_and_when_in_lines_below_an_item(lines: str) -> None:
    body = f"I. NHIỆM VỤ\n1. Xử lý nguồn nước sinh hoạt\n{lines}\n2. Công an huyện tuần tra."
    first, _ = _read(body).drafts
    assert _short(first) == (["Phòng Y tế"], ["các xã"], "month:2025-05")


def test_a_line_of_its_own_does_not_join_the_full_line_above() -> None:
    body = (
        "I. NHIỆM VỤ\n"
        "1. Tuyên truyền, ký cam kết\n"
        "- Tuyên truyền lưu động bằng tiếng dân tộc tại các thôn, làng, buôn của huyện;\n"
        "- Tổ chức cho các hộ gia đình sống gần rừng ký cam kết bảo vệ rừng mùa khô.\n"
        "Phân công: UBND các xã chủ trì.\n"
        "Thời gian thực hiện: Quý II/2025.\n"
        "2. Phòng Kinh tế theo dõi, tổng hợp tình hình thực hiện Kế hoạch này trên địa bàn\n"
        "huyện, báo cáo UBND huyện.\n"
    )
    assert [_short(d) for d in _read(body).drafts[:2]] == [
        (["UBND các xã"], [], "quarter:2025-Q2")
    ] * 2


def test_what_is_forecast_is_work_where_a_line_says_who() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Dự báo nguồn nước các hồ chứa\nPhân công: Đài Khí tượng thủy văn tỉnh.\n"
        "Thời gian: hằng tuần.\n2. Phòng Kinh tế tổng hợp.\n"
    )
    assert _short(_read(body).drafts[0]) == (["Đài Khí tượng thủy văn tỉnh"], [], "weekly")


def test_an_item_keeps_its_own_line_before_a_later_one() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Lập bản đồ hạn hán\n- Đơn vị chủ trì: Phòng Kinh tế\n"
        "2. Lắp trạm đo mặn\n- Đơn vị chủ trì: Phòng Y tế\n"
        "3. Đơn vị thực hiện: Công an huyện.\n"
    )
    leads = [[unit.text for unit in draft.lead] for draft in _read(body).drafts]
    assert leads == [["Phòng Kinh tế"], ["Phòng Y tế"]]


def test_a_telling_section_turns_where_somebody_is_charged() -> None:
    body = (
        "1. Về tình hình sản xuất quý I năm 2025\n"
        "Sản lượng tăng 4%; một số xã còn thiếu nước.\n"
        "UBND huyện yêu cầu Trưởng các phòng, ban, Chủ tịch UBND các xã thực hiện các nhiệm vụ "
        "sau:\n"
        "a) Về thủy lợi:\n"
        "- Trưởng phòng Kinh tế, Giám đốc Trung tâm Khuyến nông: Rà soát lịch tưới.\n"
        "- Nạo vét kênh nội đồng trước ngày 15/4/2025.\n"
        "2. Về tình hình thu ngân sách\n"
        "- Tổng thu đạt 25% dự toán.\n"
    )
    drafts = _read(body).drafts
    assert [_short(draft) for draft in drafts] == [
        (["Trưởng phòng Kinh tế", "Giám đốc Trung tâm Khuyến nông"], [], None),
        (["Trưởng các phòng, ban", "Chủ tịch UBND các xã"], [], "2025-04-15"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Phấn đấu đến 31/12/2025 tỷ lệ giải ngân đạt trên 95%.",
        "Đánh giá cao Phòng Y tế đã chuẩn bị tài liệu chu đáo.",
        "UBND huyện không thống nhất ban hành quy định thu phí trong năm 2025.",
        "Thời kỳ kiểm tra: Từ ngày 01/01/2024 đến ngày 31/12/2024.",
    ],
)
def test_items_that_order_nothing(line: str) -> None:
    reading = _read(f"I. NỘI DUNG\n1. {line}\n2. Công an huyện tuần tra ban đêm.\n")
    assert [draft.text for draft in reading.drafts] == ["Công an huyện tuần tra ban đêm."]


@pytest.mark.parametrize(
    "closing",
    [
        "Hướng dẫn này thay thế Hướng dẫn số 81/HD-UBND ngày 02/02/2024 của UBND huyện.",
        "Quy chế này có hiệu lực sau 15 ngày kể từ ngày ký. Những quy định trước đây bị bãi bỏ.",
        "Ủy ban nhân dân huyện trân trọng cảm ơn sự phối hợp của quý cơ quan.",
        "UBND huyện kêu gọi nhân dân tiết kiệm nước trong tháng 4/2025.",
    ],
)
def test_closings_order_nothing_whatever_dates_they_hold(closing: str) -> None:
    assert is_formula(closing)


@pytest.mark.parametrize(
    "order",
    [
        "Kêu gọi đầu tư vào cụm công nghiệp trước ngày 30/6/2025.",
        "Phòng Y tế kêu gọi các tổ chức tài trợ thuốc.",
        "Ghi nhận, tổng hợp ý kiến phản ánh của cử tri.",
    ],
)
def test_orders_that_begin_like_an_appeal_or_praise(order: str) -> None:
    reading = _read(f"I. NHIỆM VỤ\n1. {order}\n")
    assert [draft.text for draft in reading.drafts] == [order]


@pytest.mark.parametrize(
    ("item", "lead", "due"),
    [
        ("Bước 1: Khảo sát nguồn nước, xong trước ngày 20/3/2025.", [], "2025-03-20"),
        ("Thứ hai, UBND các xã tuyên truyền tiết kiệm nước.", ["UBND các xã"], None),
        ("Một là, rà soát giếng khoan trong tháng 4/2025.", [], "month:2025-04"),
        ("Cuối tháng 4/2025: Khảo sát tại 12 xã.", [], "month:2025-04"),
        ("Mỗi năm tổ chức ít nhất 02 đợt kiểm tra tại các hồ chứa.", [], "yearly"),
    ],
)
def test_orders_without_a_mark_that_begin_otherwise(
    item: str, lead: list[str], due: str | None
) -> None:
    (draft,) = _read(f"I. NHIỆM VỤ\n{item}\n").drafts
    assert ([unit.text for unit in draft.lead], draft.due.value) == (lead, due)


def test_a_caption_and_the_outline_of_a_report_are_no_orders() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Công an huyện tuần tra.\n"
        "Phân công phụ trách cụm xã\n"
        "Trưởng phòng Y tế Xã Thử, xã Mẫu\n"
        "Trưởng phòng Kinh tế Xã Đông, xã Đoài\n"
        "\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Thử\n\n"
        "ĐỀ CƯƠNG BÁO CÁO\n(Kèm theo Kế hoạch số 21/KH-UBND)\n"
        "I. KIẾN NGHỊ\n1. Hoàn thiện chính sách hỗ trợ nông dân\n"
    )
    reading = _read(body)
    assert [draft.text for draft in reading.drafts] == ["Công an huyện tuần tra."]
    outline = [c for c in reading.clauses if c.text.startswith("Hoàn thiện chính sách")]
    assert [c.disposition for c in outline] == [Disposition.BACKGROUND]


def test_under_a_party_body_to_lead_is_its_deed() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Ban cán sự đảng UBND huyện\n"
        "- Lãnh đạo UBND huyện xây dựng kế hoạch.\n"
        "2. Các huyện ủy, thành ủy\n- Mỗi chi bộ đăng ký một việc làm cụ thể.\n"
    )
    leads = [[unit.text for unit in draft.lead] for draft in _read(body).drafts]
    assert leads == [["Ban cán sự đảng UBND huyện"], ["Các huyện ủy, thành ủy"]]


def test_the_time_of_what_was_agreed_is_not_that_of_the_order() -> None:
    body = (
        "I. NỘI DUNG\n1. Thống nhất gia hạn dự án đến hết quý II/2026 theo đề nghị của Ban Quản "
        "lý. Giao Phòng Tài chính - Kế hoạch trình hồ sơ trước ngày 15/4/2025.\n"
    )
    (draft,) = _read(body).drafts
    assert _short(draft) == (["Phòng Tài chính - Kế hoạch"], [], "2025-04-15")


def test_a_star_above_dashes_heads_them() -> None:
    body = (
        "I. PHÂN CÔNG\n- Phòng Y tế: giám sát chất lượng nước.\n"
        "* UBND cấp xã\n- Lập danh sách hộ thiếu nước.\n- Niêm yết công khai.\n"
    )
    leads = [[unit.text for unit in draft.lead] for draft in _read(body).drafts]
    assert leads == [["Phòng Y tế"], ["UBND cấp xã"], ["UBND cấp xã"]]


def test_sentences_under_a_bare_name_are_its_orders() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n"
        "Là cơ quan đầu mối, chủ trì, phối hợp với các xã triển khai Kế hoạch.\n"
        "Đối chiếu số liệu với Chi cục Thuế trước ngày 10/12/2025.\n"
        "2. Các cơ quan truyền thông trên địa bàn: Đưa tin, bài.\n"
    )
    assert [_short(draft) for draft in _read(body).drafts] == [
        (["Phòng Kinh tế"], ["các xã"], None),
        (["Phòng Kinh tế"], [], "2025-12-10"),
        (["Các cơ quan truyền thông trên địa bàn"], [], None),
    ]


def test_what_must_be_is_an_order_too() -> None:
    body = "I. NHIỆM VỤ\n1. Việc cấp phép khai thác phải đúng quy hoạch.\n2. Công an tuần tra.\n"
    assert _read(body).drafts[0].text.startswith("Việc cấp phép")
