"""Broken lines become paragraphs, marks become a tree."""

from __future__ import annotations

import pytest

from tracker.reading.clause import Disposition, Level
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.lines import read_lines, read_paragraphs
from tracker.reading.markers import read_marker
from tracker.reading.raw_line import Place, RawLine, RawText


def _read(text: str) -> Reading:
    return read_directive(RawText(tuple(RawLine(line) for line in text.split("\n"))))


def _paragraphs(text: str) -> list[str]:
    raw = RawText(tuple(RawLine(line) for line in text.split("\n")))
    return [paragraph.text for paragraph in read_paragraphs(read_lines(raw))]


BROKEN = """1. Rà soát, sắp xếp tinh gọn tổ chức bộ máy và hoàn thành ban hành quy
định chức năng, nhiệm vụ của các cơ quan, đơn vị bảo đảm đúng quy
định của tỉnh1; báo cáo kết quả thực hiện về Ủy ban nhân dân huyện
1 Quyết định số 52/2017/QĐ-UBND ngày 22/11/2017 của UBND tỉnh về ban
hành quy định trách nhiệm thực hiện kỷ luật kỷ cương hành chính.
\f- 2 -
theo đúng thời gian quy định, không để xảy ra tình trạng chậm, muộn.
2. Phòng Văn hóa -
Thông tin tuyên truyền sâu rộng về các nội dung của Chỉ thị trên hệ
thống truyền thanh của huyện và các xã, thị trấn trên địa bàn huyện.
https://example.vn/van-ban/nghi-dinh
Trang 3/5
3. Các phòng, ban triển khai thực hiện."""


def test_page_numbers_footnotes_and_addresses_go_and_sentences_are_whole() -> None:
    paragraphs = _paragraphs(BROKEN)
    assert len(paragraphs) == 3
    assert "về Ủy ban nhân dân huyện theo đúng thời gian quy định" in paragraphs[0]
    assert "52/2017" not in " ".join(paragraphs)
    assert paragraphs[1].startswith("2. Phòng Văn hóa - Thông tin tuyên truyền")
    assert paragraphs[2] == "3. Các phòng, ban triển khai thực hiện."


def test_every_paragraph_knows_its_raw_lines() -> None:
    raw = RawText(tuple(RawLine(line) for line in BROKEN.split("\n")))
    for paragraph in read_paragraphs(read_lines(raw)):
        assert paragraph.lines == tuple(sorted(paragraph.lines))
        assert raw.lines[paragraph.lines[0]].text.strip()[:8] in paragraph.text


def test_a_hyphen_at_the_end_of_a_line_joins_a_number() -> None:
    text = "Thực hiện Nghị quyết giai đoạn 2021-\n2030 theo kế hoạch 12-\nNQ/TU của Tỉnh ủy."
    long = "\n".join(["Đây là một dòng chữ dài vừa đủ để thành một dòng in", "của trang giấy"] * 6)
    assert "2021-2030" in " ".join(_paragraphs(f"{long}\n{text}"))


def test_markdown_marks_go() -> None:
    assert _paragraphs("## KẾ HOẠCH\n**1. Phòng Nội vụ** (*qua Văn phòng*)") == [
        "KẾ HOẠCH",
        "1. Phòng Nội vụ (qua Văn phòng)",
    ]


def test_running_heads_and_feet_of_a_file_are_not_read() -> None:
    raw = RawText(
        (
            RawLine("Cổng thông tin", place=Place.HEADER),
            RawLine("1. Phòng Nội vụ rà soát biên chế.", whole=True),
            RawLine("Trang 1", place=Place.FOOTER),
        )
    )
    assert len(read_paragraphs(read_lines(raw))) == 1


@pytest.mark.parametrize(
    ("text", "level", "label"),
    [
        ("I- Khái quát", Level.ROMAN, "I-"),
        ("3.1- Tăng cường", Level.NUMBER, "3.1-"),
        ("2.2 Mục tiêu", Level.NUMBER, "2.2"),
        ("đ) Đổi mới", Level.LETTER, "đ)"),
        ("Điều 12. Giao Sở", Level.ARTICLE, "Điều 12."),
        ("Phần thứ hai", Level.PART, "Phần thứ hai"),
        ("+ Khảo sát", Level.PLUS, "+"),
        ("• Tổ chức", Level.BULLET, "•"),
        ("l. Tập trung", Level.NUMBER, "l."),
        ("l. MỤC ĐÍCH, YÊU CẦU", Level.ROMAN, "l."),
        ("(ii) Rà soát", Level.SMALL_ROMAN, "(ii)"),
    ],
)
def test_marks(text: str, level: Level, label: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.level, marker.label) == (level, label)


@pytest.mark.parametrize(
    "text",
    [
        "30/6/2024 là hạn cuối",
        "2021-2025 theo Đề án",
        "1.557 hồ sơ",
        "100% hồ sơ",
        "6 tháng đầu năm",
    ],
)
def test_numbers_that_are_no_marks(text: str) -> None:
    assert read_marker(text) is None


MIXED = """KẾ HOẠCH
Về cải cách hành chính năm 2024
II- NHIỆM VỤ
3- Nhiệm vụ cụ thể
3.1- Cải cách thể chế
a) Phòng Tư pháp:
- Rà soát văn bản;
+ Lập danh mục;
+ Trình phê duyệt;
đ) Thanh tra huyện kiểm tra việc thực hiện.
III- TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ theo dõi, đôn đốc."""


def test_any_mix_of_marks_becomes_a_tree() -> None:
    reading = _read(MIXED)
    paths = {clause.text: clause.path for clause in reading.clauses}
    assert paths["Cải cách thể chế"] == "II.3.1"
    assert paths["Lập danh mục;"] == "II.3.1.a.-1.+1"
    assert paths["Thanh tra huyện kiểm tra việc thực hiện."] == "II.3.1.đ"
    assert paths["Phòng Nội vụ theo dõi, đôn đốc."] == "III.1"


def test_the_nearest_heading_gives_the_lead() -> None:
    leads = {draft.path: [unit.text for unit in draft.lead] for draft in _read(MIXED).drafts}
    assert leads["II.3.1.a.-1.+1"] == ["Phòng Tư pháp"]
    assert leads["II.3.1.đ"] == ["Thanh tra huyện"]


SECTIONS = """KẾ HOẠCH
Về cải cách hành chính năm 2024
I. TÌNH HÌNH
Các phòng, ban triển khai còn chậm.
II. MỤC ĐÍCH, YÊU CẦU
- Các phòng, ban phải xác định đây là nhiệm vụ trọng tâm.
III. MỤC TIÊU
- Xây dựng nền hành chính hiện đại, phấn đấu đạt tối thiểu 80%.
IV. NHIỆM VỤ
- Rà soát thủ tục hành chính.
V. KINH PHÍ
Kinh phí thực hiện từ ngân sách huyện.
- Giao Phòng Tài chính - Kế hoạch tham mưu bố trí kinh phí."""


def test_sections_that_only_tell_hold_no_orders() -> None:
    reading = _read(SECTIONS)
    assert [draft.text for draft in reading.drafts] == [
        "Rà soát thủ tục hành chính.",
        "Giao Phòng Tài chính - Kế hoạch tham mưu bố trí kinh phí.",
    ]
    kinds = {clause.text: clause.disposition for clause in reading.clauses}
    assert kinds["Các phòng, ban triển khai còn chậm."] is Disposition.BACKGROUND
    assert all(clause.reason for clause in reading.clauses)


def test_a_word_table_with_line_breaks_in_cells() -> None:
    rows = (
        ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"),
        ("I", "THỂ CHẾ", "", "", ""),
        ("1", "Xây dựng quy chế", "Sở Nội vụ", "Sở Tài chính\nSở Tư pháp", "Quý II/2024"),
        ("2", "Rà soát quy trình", "", "nt", "nt"),
    )
    lines = tuple(
        RawLine(" | ".join(row), place=Place.TABLE, whole=True, table=1, cells=row) for row in rows
    )
    first, second = read_directive(RawText((RawLine("PHỤ LỤC", whole=True), *lines))).drafts
    assert [unit.text for unit in first.coordinating] == ["Sở Tài chính", "Sở Tư pháp"]
    assert first.due.value == second.due.value == "quarter:2024-Q2"
    assert [unit.text for unit in second.lead] == ["Sở Nội vụ"]
