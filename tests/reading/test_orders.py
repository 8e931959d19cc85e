"""Who must do what: the 27 patterns of naming, and what is no order."""

from __future__ import annotations

import pytest

from tracker.reading.coordination import coordinating_units, report_destination
from tracker.reading.heading_units import enacting_units, heading_units
from tracker.reading.judging import is_formula
from tracker.reading.orders import find_actor, later_actor
from tracker.reading.second_orders import second_orders
from tracker.reading.subjects import LeadRule

PATTERNS: list[tuple[int, str, list[str], list[str]]] = [
    (
        1,
        "Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp, Phòng Kinh tế và các cơ quan, "
        "đơn vị có liên quan rà soát quy chế.",
        ["Phòng Nội vụ"],
        ["Phòng Tư pháp", "Phòng Kinh tế", "các cơ quan, đơn vị có liên quan"],
    ),
    (
        2,
        "Giao Phòng Nội vụ chủ trì, phối hợp với các phòng: Văn hóa - Thông tin, Tư pháp, Tài "
        "chính - Kế hoạch và Văn phòng HĐND-UBND huyện theo dõi.",
        ["Phòng Nội vụ"],
        ["Văn hóa - Thông tin", "Tư pháp", "Tài chính - Kế hoạch", "Văn phòng HĐND-UBND huyện"],
    ),
    (3, "Giao Thanh tra huyện kiểm tra việc thực hiện.", ["Thanh tra huyện"], []),
    (
        4,
        "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ thẩm định.",
        ["Sở Tài chính"],
        ["Sở Nội vụ"],
    ),
    (5, "Phòng Tư pháp có trách nhiệm tham mưu kế hoạch.", ["Phòng Tư pháp"], []),
    (6, "Văn phòng HĐND và UBND huyện: theo dõi, đôn đốc.", ["Văn phòng HĐND và UBND huyện"], []),
    (
        7,
        "Yêu cầu Thủ trưởng các phòng, ban, ngành; Chủ tịch UBND các xã, thị trấn báo cáo.",
        ["Thủ trưởng các phòng, ban, ngành", "Chủ tịch UBND các xã, thị trấn"],
        [],
    ),
    (
        8,
        "Giám đốc Sở yêu cầu trưởng các phòng chuyên môn, thủ trưởng đơn vị trực thuộc rà soát.",
        ["trưởng các phòng chuyên môn", "thủ trưởng đơn vị trực thuộc"],
        [],
    ),
    (
        9,
        "Đề nghị Ban Thường trực UBMTTQ huyện và các tổ chức đoàn thể tuyên truyền.",
        ["Ban Thường trực UBMTTQ huyện", "các tổ chức đoàn thể"],
        [],
    ),
    (10, "Đề nghị Thường trực HĐND huyện giám sát.", ["Thường trực HĐND huyện"], []),
    (11, "UBND các xã, thị trấn rà soát hộ nghèo.", ["UBND các xã, thị trấn"], []),
    (
        12,
        "Các cơ quan, đơn vị, địa phương theo chức năng, nhiệm vụ tổ chức thực hiện.",
        ["Các cơ quan, đơn vị, địa phương"],
        [],
    ),
    (
        13,
        "Thủ trưởng cơ quan, đơn vị chịu trách nhiệm trước Chủ tịch UBND huyện về kết quả.",
        ["Thủ trưởng cơ quan, đơn vị"],
        [],
    ),
    (
        14,
        "Giao đồng chí Phó Chủ tịch UBND huyện chỉ đạo.",
        ["đồng chí Phó Chủ tịch UBND huyện"],
        [],
    ),
    (15, "Phòng Kinh tế tham mưu UBND huyện ban hành quyết định.", ["Phòng Kinh tế"], []),
    (
        16,
        "Công an huyện phối hợp với Ban Chỉ huy Quân sự huyện tuần tra.",
        ["Công an huyện"],
        ["Ban Chỉ huy Quân sự huyện"],
    ),
    (
        17,
        "Thanh tra huyện phối hợp chặt chẽ với Phòng Nội vụ trong việc theo dõi, đôn đốc.",
        ["Thanh tra huyện"],
        ["Phòng Nội vụ"],
    ),
    (
        19,
        "Phòng Nội vụ là cơ quan thường trực giúp UBND huyện theo dõi.",
        ["Phòng Nội vụ"],
        [],
    ),
    (
        20,
        "Văn phòng Sở theo dõi, đôn đốc, kiểm tra việc thực hiện Chỉ thị này.",
        ["Văn phòng Sở"],
        [],
    ),
    (
        21,
        "Văn phòng Sở đôn đốc các đơn vị; định kỳ tổng hợp, tham mưu báo cáo.",
        ["Văn phòng Sở"],
        [],
    ),
    (
        23,
        "Văn phòng, Phòng Nội vụ và Phòng Tư pháp cùng chủ trì xây dựng quy chế.",
        ["Văn phòng", "Phòng Nội vụ", "Phòng Tư pháp"],
        [],
    ),
    (24, "Sở Tư pháp thẩm định dự thảo do Sở Nội vụ trình.", ["Sở Tư pháp"], []),
    (
        27,
        "Phòng Y tế và các đơn vị liên quan khác kiểm tra an toàn thực phẩm.",
        ["Phòng Y tế", "các đơn vị liên quan khác"],
        [],
    ),
]


@pytest.mark.parametrize(("number", "text", "leads", "others"), PATTERNS)
def test_pattern(number: int, text: str, leads: list[str], others: list[str]) -> None:
    actor = find_actor(text)
    assert actor is not None, number
    assert [unit.text for unit in actor.units] == leads, number
    assert [unit.text for unit in coordinating_units(text, actor.units)] == others, number
    for unit in actor.units:
        assert text[unit.start : unit.end] == unit.text


def test_a_mirrored_duty_inherits_its_lead_and_names_whom_it_joins() -> None:
    text = "Phối hợp với Văn phòng HĐND và UBND huyện công khai thủ tục hành chính."
    assert find_actor(text) is None
    assert [u.text for u in coordinating_units(text)] == ["Văn phòng HĐND và UBND huyện"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Báo cáo kết quả về UBND huyện (qua Phòng Nội vụ tổng hợp).", "Phòng Nội vụ"),
        ("Gửi Phòng Tư pháp để tổng hợp trước ngày 20.", "Phòng Tư pháp"),
        ("Rà soát các thủ tục hành chính.", None),
    ],
)
def test_where_results_go(text: str, unit: str | None) -> None:
    assert report_destination(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu Trưởng các phòng, ban; Chủ tịch UBND các xã triển khai thực hiện nghiêm túc./.",
        "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh về Phòng Nội vụ.",
        "Chỉ thị này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.",
        "Các phòng, đơn vị chịu trách nhiệm thực hiện Kế hoạch này.",
        "Thực hiện các nhiệm vụ cải cách hành chính khác có liên quan.",
        "Trên đây là Kế hoạch năm 2024, đề nghị các đơn vị nghiêm túc thực hiện.",
    ],
)
def test_closing_formulae_order_nothing(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu các phòng, ban xây dựng kế hoạch, gửi Phòng Nội vụ trước ngày 15/5/2024.",
        "Các phòng, ban xây dựng và tổ chức triển khai Kế hoạch tại cơ quan, đơn vị.",
    ],
)
def test_a_closing_with_a_product_or_a_date_is_an_order(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Trước ngày 15/12 hằng năm, UBND các xã gửi báo cáo.", ["UBND các xã"]),
        (
            "Trong quá trình thực hiện các cơ quan, đơn vị lưu ý, bám sát hướng dẫn.",
            ["các cơ quan, đơn vị"],
        ),
        (
            "Trên cơ sở Kế hoạch này yêu cầu Trưởng các phòng, ban; UBND các xã xây dựng kế hoạch.",
            ["Trưởng các phòng, ban", "UBND các xã"],
        ),
        (
            "Công tác tuyên truyền: Phòng Văn hóa và Thông tin chủ trì.",
            ["Phòng Văn hóa và Thông tin"],
        ),
        ("Việc thẩm định do Sở Tư pháp thực hiện.", ["Sở Tư pháp"]),
        (
            "Đồng ý tổ chức lễ hội; giao Phòng Văn hóa và Thông tin lập kế hoạch.",
            ["Phòng Văn hóa và Thông tin"],
        ),
        ("Phòng Quản lý thu - Sổ, thẻ có trách nhiệm tổng hợp.", ["Phòng Quản lý thu - Sổ, thẻ"]),
    ],
)
def test_other_ways_to_name_the_lead(text: str, leads: list[str]) -> None:
    actor = find_actor(text)
    assert actor is not None
    assert [unit.text for unit in actor.units] == leads


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức thực hiện nghiêm các quy định.",
        "Thanh tra, kiểm tra việc chấp hành pháp luật.",
        "Lãnh đạo ban hành cơ chế, chính sách.",
        "Phòng, chống tham nhũng, lãng phí.",
        "Ban hành kế hoạch năm 2024.",
        "Tham mưu UBND huyện ban hành quyết định.",
        "Báo cáo UBND huyện kết quả thực hiện.",
        "Chỉ đạo các xã phối hợp với Công an huyện.",
        "Đề nghị cấp có thẩm quyền xem xét.",
    ],
)
def test_what_names_no_lead(text: str) -> None:
    assert find_actor(text) is None


def test_whom_a_third_one_is_to_join_does_not_coordinate() -> None:
    assert coordinating_units("Chỉ đạo các xã phối hợp với Công an huyện tuần tra.") == ()
    assert coordinating_units("Bảo đảm phối hợp nhịp nhàng giữa các cơ quan, đơn vị.") == ()


def test_making_it_easy_for_the_front_is_working_with_it() -> None:
    units = coordinating_units(
        "Chủ động phối hợp, tạo điều kiện để Ủy ban Mặt trận Tổ quốc, các đoàn thể giám sát."
    )
    assert [unit.text for unit in units] == ["Ủy ban Mặt trận Tổ quốc", "các đoàn thể"]


@pytest.mark.parametrize(
    ("heading", "units"),
    [
        ("Phòng Nội vụ có trách nhiệm", ["Phòng Nội vụ"]),
        (
            "Trung tâm Văn hóa - Thông tin và thể thao huyện",
            ["Trung tâm Văn hóa - Thông tin và thể thao huyện"],
        ),
        ("Đối với UBND các xã:", ["UBND các xã"]),
        ("TỔ CHỨC THỰC HIỆN", []),
        ("Cải cách thể chế:", []),
        (
            "Trưởng các phòng, ban, ngành, Chủ tịch UBND các xã, thị trấn",
            ["Trưởng các phòng, ban, ngành", "Chủ tịch UBND các xã, thị trấn"],
        ),
    ],
)
def test_headings_that_charge_a_unit(heading: str, units: list[str]) -> None:
    assert [unit.text for unit in heading_units(heading)] == units


def test_the_enacting_sentence_addresses_everybody() -> None:
    units = enacting_units(
        "Để khắc phục, Chủ tịch UBND huyện yêu cầu Trưởng các phòng, ban; Chủ tịch UBND các xã "
        "thực hiện tốt các nội dung sau:"
    )
    assert [unit.text for unit in units] == ["Trưởng các phòng, ban", "Chủ tịch UBND các xã"]
    assert enacting_units("Thủ tướng Chính phủ yêu cầu:") == ()


def test_a_later_sentence_may_charge_somebody() -> None:
    actor = later_actor(
        "Tập trung bồi dưỡng cán bộ. Thủ trưởng cơ quan hành chính chịu trách nhiệm kiểm tra."
    )
    assert actor is not None
    assert actor.rule is LeadRule.LATER
    assert [unit.text for unit in actor.units] == ["Thủ trưởng cơ quan hành chính"]


def test_two_orders_to_two_units_in_one_paragraph() -> None:
    text = "Giao Phòng Nội vụ rà soát biên chế. Yêu cầu Phòng Tài chính - Kế hoạch bố trí kinh phí."
    first = find_actor(text)
    assert first is not None
    found = second_orders(text, first.units)
    assert [[u.text for u in actor.units] for _, _, actor in found] == [
        ["Phòng Tài chính - Kế hoạch"]
    ]
