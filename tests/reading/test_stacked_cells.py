"""Tables on end whose cells are broken over lines, with headings printed again on each page."""

from __future__ import annotations

from tracker.reading.attribute_words import Attribute
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.raw_line import RawLine, RawText
from tracker.reading.stacked_cells import part

HEAD = """UBND TỈNH THỬ NGHIỆM
Số: 12/CTr-UBND
Thử Nghiệm, ngày 05 tháng 01 năm 2025
CHƯƠNG TRÌNH CÔNG TÁC
NĂM 2025
A. DANH MỤC
"""
HEADINGS = """TT
Nội dung
Cơ quan chủ
trì
Cơ quan phối
hợp
Cấp trình
Thời gian
trình
"""
TABLE = f"""{HEADINGS}I
LĨNH VỰC KINH TẾ
1
Đề án phát triển làng nghề
truyền thống
Sở Công
Thương
Liên minh Hợp
tác xã tỉnh
UBND tỉnh
Quý II
2
Báo cáo tình hình giải ngân
Sở Tài chính
HĐND tỉnh
Tháng 11
 3
{HEADINGS}3
Kế hoạch phòng, chống hạn
Sở Nông nghiệp và
Môi trường
Văn phòng
UBND tỉnh
UBND tỉnh
Trước 15/4
B. TỔ CHỨC THỰC HIỆN
1. Văn phòng UBND tỉnh theo dõi việc thực hiện.
"""


def _read(body: str) -> Reading:
    return read_directive(RawText(tuple(RawLine(line) for line in (HEAD + body).split("\n"))))


def test_rows_over_a_page_break() -> None:
    drafts = _read(TABLE).drafts
    assert [
        (d.text, [u.text for u in d.lead], [u.text for u in d.coordinating], d.due.value)
        for d in drafts
    ] == [
        (
            "Đề án phát triển làng nghề truyền thống",
            ["Sở Công Thương"],
            ["Liên minh Hợp tác xã tỉnh"],
            "quarter:2025-Q2",
        ),
        ("Báo cáo tình hình giải ngân", ["Sở Tài chính"], [], "month:2025-11"),
        (
            "Kế hoạch phòng, chống hạn",
            ["Sở Nông nghiệp và Môi trường"],
            ["Văn phòng UBND tỉnh"],
            "2025-04-15",
        ),
        ("Văn phòng UBND tỉnh theo dõi việc thực hiện.", ["Văn phòng UBND tỉnh"], [], None),
    ]


def test_lines_are_parted_where_units_and_times_are_whole() -> None:
    columns = (Attribute.CONTENT, Attribute.LEAD, Attribute.TIME)
    lines = ["Điều tra, khảo sát nhu cầu", "nhà ở", "Sở Xây dựng;", "UBND các huyện", "6 tháng đầu"]
    cells, _ = part([*lines, "năm"], columns)
    assert cells == [
        "Điều tra, khảo sát nhu cầu nhà ở",
        "Sở Xây dựng; UBND các huyện",
        "6 tháng đầu năm",
    ]


def test_a_table_that_tabs_part_keeps_its_empty_cells() -> None:
    body = (
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"
        "1\tIn tờ rơi\tSở Y tế\t\tTháng 3/2025\n"
        "2\tPhát tờ rơi\t\tHội Nông dân tỉnh\tTháng 4/2025\n"
    )
    first, second = _read(body).drafts
    assert ([u.text for u in first.lead], first.coordinating) == (["Sở Y tế"], ())
    assert [u.text for u in second.lead] == ["Sở Y tế"]
    assert [u.text for u in second.coordinating] == ["Hội Nông dân tỉnh"]
    assert (first.due.value, second.due.value) == ("month:2025-03", "month:2025-04")


def test_of_a_beginning_and_an_end_the_end_counts() -> None:
    body = (
        "| Nội dung | Người phụ trách | Thời gian bắt đầu | Thời gian kết thúc |\n"
        "|---|---|---|---|\n"
        "| Họp dân các thôn | Trưởng phòng Nội vụ | 01/4/2025 | 30/4/2025 |\n"
    )
    (draft,) = _read(body).drafts
    assert ([u.text for u in draft.lead], draft.due.value) == (
        ["Trưởng phòng Nội vụ"],
        "2025-04-30",
    )
