"""Names of units as papers write them: where they end, and where a list is split."""

from __future__ import annotations

import pytest

from tracker.reading.attribute_lines import lead_and_others, units_of
from tracker.reading.unit_name import NameKind
from tracker.reading.unit_names import read_units

LISTS = [
    (
        "Trưởng các phòng, ban, ngành, đơn vị cấp huyện tập trung",
        ["Trưởng các phòng, ban, ngành, đơn vị cấp huyện"],
    ),
    (
        "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát",
        ["các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
    ),
    ("UBND xã Sơn Kim 1, UBND xã Sơn Kim 2 tổ chức", ["UBND xã Sơn Kim 1", "UBND xã Sơn Kim 2"]),
    (
        "Sở Kế hoạch và Đầu tư, Sở Tài chính và các đơn vị liên quan xây dựng",
        ["Sở Kế hoạch và Đầu tư", "Sở Tài chính", "các đơn vị liên quan"],
    ),
    ("Phòng Kinh tế, Hạ tầng và Đô thị chủ trì", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
    (
        "Phòng Nội vụ, Tư pháp, Tài chính - Kế hoạch rà soát",
        ["Phòng Nội vụ", "Tư pháp", "Tài chính - Kế hoạch"],
    ),
    (
        "các Sở: Tài chính, Xây dựng, Giáo dục và Đào tạo; UBND các huyện, thành phố",
        ["Tài chính", "Xây dựng", "Giáo dục và Đào tạo", "UBND các huyện, thành phố"],
    ),
    (
        "Văn phòng HĐND và UBND huyện, Phòng Lao động - Thương binh và Xã hội tham mưu",
        ["Văn phòng HĐND và UBND huyện", "Phòng Lao động - Thương binh và Xã hội"],
    ),
    (
        "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tiếp tục",
        ["Mặt trận Tổ quốc", "các đoàn thể chính trị - xã hội"],
    ),
    (
        "Các cơ quan, đơn vị có sử dụng ngân sách nhà nước thực hiện",
        ["Các cơ quan, đơn vị có sử dụng ngân sách nhà nước"],
    ),
    (
        "Công an huyện, Ban Chỉ huy Quân sự huyện tăng cường",
        ["Công an huyện", "Ban Chỉ huy Quân sự huyện"],
    ),
    (
        "phòng Cải cách hành chính, Sở Nội vụ Thành phố để",
        ["phòng Cải cách hành chính, Sở Nội vụ Thành phố"],
    ),
    (
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ chịu trách nhiệm",
        ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ"],
    ),
    (
        "Văn phòng thường trực Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh tổ chức",
        ["Văn phòng thường trực Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh"],
    ),
    (
        "Công ty Cổ phần Môi trường đô thị, Điện lực Hương Xuân bảo đảm",
        ["Công ty Cổ phần Môi trường đô thị", "Điện lực Hương Xuân"],
    ),
    ("Phòng, chống tham nhũng", []),
    ("Ban hành kế hoạch", []),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_of_units(text: str, names: list[str]) -> None:
    units, _ = read_units(text)
    assert [unit.text for unit in units] == names
    for unit in units:
        assert text[unit.start : unit.end] == unit.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Phòng Nội vụ", NameKind.NAMED),
        ("UBND các xã, thị trấn", NameKind.CLASS),
        ("các cơ quan, đơn vị", NameKind.CLASS),
        ("các đơn vị có liên quan", NameKind.OPEN),
        ("Chủ tịch UBND các xã", NameKind.PERSON),
        ("Đồng chí Bí thư cấp ủy", NameKind.PERSON),
    ],
)
def test_what_a_name_stands_for(text: str, kind: NameKind) -> None:
    assert read_units(text)[0][0].kind is kind


def test_an_ambiguous_abbreviation_is_left_to_a_person() -> None:
    (unit,), _ = read_units("Phòng TP")
    assert unit.candidates == ("Tư pháp", "Thành phố", "Trưởng phòng")


def test_a_shared_class_word_is_remembered() -> None:
    units, _ = read_units("các phòng: Tư pháp, Nội vụ")
    assert [unit.candidates for unit in units] == [("Phòng Tư pháp",), ("Phòng Nội vụ",)]


@pytest.mark.parametrize(
    ("line", "leads", "others"),
    [
        (
            "Sở Nội vụ chủ trì; Sở Tài chính, UBND các huyện triển khai",
            ["Sở Nội vụ"],
            ["Sở Tài chính", "UBND các huyện"],
        ),
        ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"], []),
        ("Phòng Kinh tế chủ trì, phối hợp với Công an xã", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Phòng Công chức, viên chức", ["Phòng Công chức, viên chức"], []),
    ],
)
def test_a_line_that_says_who(line: str, leads: list[str], others: list[str]) -> None:
    found, helping = lead_and_others(line)
    assert [unit.text for unit in found] == leads
    assert [unit.text for unit in helping] == others


def test_a_cell_keeps_names_that_no_rule_knows() -> None:
    names = [unit.text for unit in units_of("Các doanh nghiệp hạ tầng số; Vietlink; Công an xã")]
    assert names == ["Các doanh nghiệp hạ tầng số", "Vietlink", "Công an xã"]
