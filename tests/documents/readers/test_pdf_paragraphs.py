"""Broken lines of a PDF become paragraphs where indents and full lines decide it."""

from __future__ import annotations

import pytest

from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tracker.documents.read_file import read_file
from tracker.reading.raw_line import Place, RawLine

LETTERS = 50
"""How many letters of 7 points fill a line of these pages."""

LEFT, INDENT, PITCH = 85.0, 28.0, 20.0


def set_text(paragraphs: list[str], *, indent: float, letters: int = LETTERS) -> list[PdfPage]:
    """Justified pages of ten lines each: every line but the last of a paragraph is full."""
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        at, line = LEFT + indent, ""
        room = letters - int(indent / 7)
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > room:
                lines.append((at, spread(line, room)))
                at, line, room = LEFT, "", letters
            line = f"{line} {word}".strip()
        lines.append((at, line))
    pages: list[PdfPage] = []
    for place, (at, line) in enumerate(lines):
        if place % 10 == 0:
            pages.append(PdfPage().text(290, 40, str(len(pages) + 1), 12))
        pages[-1].text(at, 100 + place % 10 * PITCH, line)
    return pages


def spread(line: str, room: int) -> str:
    """The words of a line with more blanks between them, to its full length."""
    words = line.split(" ")
    missing = room - len(line)
    for place in range(missing):
        words[place % (len(words) - 1)] += " "
    return " ".join(words)


def body(pages: list[PdfPage]) -> list[RawLine]:
    raw = read_file(pdf_file(*pages), "a.pdf")
    return [line for line in raw.lines if line.place is Place.BODY and line.text]


ORDERS = [
    "1. Giao Phòng Nội vụ chủ trì, phối hợp với các phòng, ban tham mưu kế hoạch trước ngày "
    "15/12/2026 và báo cáo Ủy ban nhân dân huyện.",
    "2. Giao Thanh tra huyện kiểm tra việc thực hiện của các xã, thị trấn trong quý. Kết quả "
    "gửi Phòng Nội vụ tổng hợp.",
    "3. Các xã, thị trấn rà soát danh mục thủ tục, niêm yết công khai tại nơi tiếp nhận hồ sơ.",
    "4. Báo cáo.",
    "Các đơn vị báo cáo kết quả thực hiện về Phòng Nội vụ, cơ quan thường trực, trước ngày 20 "
    "tháng cuối quý, cùng với đề xuất của đơn vị, nếu có, để tổng hợp báo cáo huyện.",
    "5. Phòng Tài chính - Kế hoạch bố trí kinh phí cho các nhiệm vụ được giao theo quy định.",
]


@pytest.mark.parametrize("indent", [INDENT, 0.0], ids=["indented", "block"])
def test_paragraphs_are_whole_also_over_the_end_of_a_page(indent: float) -> None:
    pages = set_text(ORDERS, indent=indent)
    assert len(pages) == 2
    found = body(pages)
    assert [" ".join(line.text.split()) for line in found] == ORDERS
    assert all(line.whole for line in found)
    assert {line.page for line in found} == {1, 2}


def test_lines_that_keep_to_no_rule_stay_broken() -> None:
    lines = [
        "1. Giao Phòng Nội vụ chủ trì,",
        "phối hợp với các đơn vị liên quan thực hiện",
        "việc rà soát;",
        "2. Thanh tra huyện kiểm tra",
        "việc thực hiện của các xã, thị trấn và",
        "báo cáo.",
        "3. Các xã",
        "niêm yết công khai tại nơi tiếp nhận",
    ]
    page = PdfPage()
    for place, line in enumerate(lines):
        page.text(LEFT + 9 * (place % 3), 100 + place * PITCH, line)
    found = body([page])
    assert [line.text.strip() for line in found] == lines
    assert not any(line.whole for line in found)


def test_a_centred_title_is_no_first_line() -> None:
    pages = set_text(ORDERS, indent=INDENT)
    pages[0].text(LEFT + 70, 70, "TRIỂN KHAI NHIỆM VỤ NĂM 2026")
    first = body(pages)[0]
    assert (first.text.strip(), first.whole, first.centred) == (
        "TRIỂN KHAI NHIỆM VỤ NĂM 2026",
        False,
        True,
    )


def test_the_first_line_is_told_by_the_margin_though_most_paragraphs_are_short() -> None:
    short = [f"{n}. Giao đơn vị thứ {n} làm việc của mình và báo cáo." for n in range(6, 20)]
    found = body(set_text([*ORDERS, *short], indent=INDENT))
    assert [" ".join(line.text.split()) for line in found] == [*ORDERS, *short]
    assert all(line.text.startswith("   ") for line in found)
