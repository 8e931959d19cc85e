"""Numbers that Word counts by itself and that stand nowhere in the text."""

from __future__ import annotations

import pytest

from tests.documents.readers.word_file import (
    definition,
    level,
    listing,
    numbered,
    para,
    word_file,
)
from tracker.documents.read_file import read_file
from tracker.documents.word_numbers import bullet, shown


def texts(body: str, numbering: str, **parts: str) -> list[str]:
    raw = read_file(word_file(body, numbering=numbering, **parts), "ke-hoach.docx")
    return [line.text for line in raw.lines]


def test_levels_count_and_start_again_below_a_new_one() -> None:
    numbering = definition(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)"),
    ) + listing(1, 0)
    body = "".join(
        [
            numbered("Mục tiêu", 1),
            numbered("Nhiệm vụ", 1),
            numbered("Rà soát", 1, 1),
            numbered("thủ tục", 1, 2),
            numbered("hồ sơ", 1, 2),
            numbered("Công khai", 1, 1),
            numbered("trên cổng", 1, 2),
            numbered("Tổ chức", 1),
            numbered("Báo cáo", 1, 1),
        ]
    )
    assert texts(body, numbering) == [
        "I. Mục tiêu",
        "II. Nhiệm vụ",
        "1. Rà soát",
        "a) thủ tục",
        "b) hồ sơ",
        "2. Công khai",
        "a) trên cổng",
        "III. Tổ chức",
        "1. Báo cáo",
    ]


def test_a_number_shows_the_numbers_above_it() -> None:
    numbering = definition(
        0,
        level(0, "upperRoman", "Mục %1."),
        level(1, "decimal", "%1.%2."),
        level(2, "decimal", "%1.%2.%3.", more="<w:isLgl/>"),
    ) + listing(1, 0)
    body = numbered("A", 1) + numbered("B", 1, 1) + numbered("C", 1, 2) + numbered("D", 1, 2)
    assert texts(body, numbering) == ["Mục I. A", "I.1. B", "1.1.1. C", "1.1.2. D"]


def test_two_lists_of_one_definition_count_on_unless_one_overrides_the_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        definition(0, level(0, "decimal", "%1."))
        + listing(1, 0)
        + listing(2, 0)
        + listing(3, 0, override)
    )
    body = "".join(numbered(str(n), n) for n in (1, 1, 2, 3, 3, 1))
    assert texts(body, numbering) == ["1. 1", "2. 1", "3. 2", "1. 3", "2. 3", "3. 1"]


def test_a_level_that_never_restarts_counts_through() -> None:
    numbering = definition(
        0,
        level(0, "decimal", "Chương %1"),
        level(1, "decimal", "Điều %2.", more='<w:lvlRestart w:val="0"/>'),
    ) + listing(1, 0)
    body = (
        numbered("A", 1)
        + numbered("x", 1, 1)
        + numbered("y", 1, 1)
        + numbered("B", 1)
        + numbered("z", 1, 1)
    )
    assert texts(body, numbering) == [
        "Chương 1 A",
        "Điều 1. x",
        "Điều 2. y",
        "Chương 2 B",
        "Điều 3. z",
    ]


def test_a_list_may_override_the_look_of_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "(%1)")}</w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + listing(1, 0, own)
    assert texts(numbered("A", 1) + numbered("B", 1), numbering) == ["(i) A", "(ii) B"]


def test_numbers_that_come_with_a_style() -> None:
    numbering = definition(
        0,
        level(0, "decimal", "Điều %1.", more='<w:pStyle w:val="Dieu"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="Khoan"/>'),
    ) + listing(7, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="7"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = "".join(
        para(text, props=f'<w:pStyle w:val="{style}"/>')
        for style, text in [
            ("Dieu", "Phạm vi"),
            ("Khoan", "một"),
            ("Khoan", "hai"),
            ("Dieu", "Hiệu lực"),
            ("Khoan", "một"),
        ]
    )
    assert texts(body, numbering, styles=styles) == [
        "Điều 1. Phạm vi",
        "1. một",
        "2. hai",
        "Điều 2. Hiệu lực",
        "1. một",
    ]


def test_a_definition_may_live_in_a_numbering_style() -> None:
    numbering = (
        definition(0, level(0, "upperLetter", "%1."), more='<w:styleLink w:val="DanhSach"/>')
        + definition(1, more='<w:numStyleLink w:val="DanhSach"/>')
        + listing(1, 0)
        + listing(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="DanhSach"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert texts(numbered("x", 2) + numbered("y", 2), numbering, styles=styles) == [
        "A. x",
        "B. y",
    ]


def test_a_number_taken_away_from_a_styled_paragraph_stays_away() -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + listing(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="So"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    style = '<w:pStyle w:val="So"/>'
    body = (
        para("một", props=style)
        + para("không số", props=style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("hai", props=style)
    )
    assert texts(body, numbering, styles=styles) == ["1. một", "không số", "2. hai"]


def test_an_empty_numbered_paragraph_is_counted_but_not_a_line() -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + listing(1, 0)
    assert texts(numbered("A", 1) + numbered("", 1) + numbered("C", 1), numbering) == [
        "1. A",
        "3. C",
    ]


def test_a_letter_typed_by_hand_between_automatic_ones_stays_in_its_place() -> None:
    numbering = definition(0, level(0, "lowerLetter", "%1)", start=4)) + listing(1, 0)
    body = numbered("Phòng Nội vụ", 1) + para("đ) Phòng Tư pháp") + numbered("Thanh tra", 1)
    assert texts(body, numbering) == ["d) Phòng Nội vụ", "đ) Phòng Tư pháp", "e) Thanh tra"]


def test_bullets_are_dashes_and_the_plus_below_them_stays() -> None:
    numbering = definition(
        0,
        level(0, "bullet", "\uf0b7"),
        level(1, "bullet", "+"),
    ) + listing(1, 0)
    assert texts(numbered("A", 1) + numbered("B", 1, 1), numbering) == ["- A", "+ B"]


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (4000, "upperRoman", "4000"),
        (5, "lowerLetter", "e"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (3, "none", ""),
        (3, "bullet", ""),
        (3, "vietnameseCounting", "ba"),
        (15, "vietnameseCounting", "mười lăm"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (40, "vietnameseCounting", "bốn mươi"),
        (9, "chicago", "9"),
    ],
)
def test_number_formats(count: int, form: str, expected: str) -> None:
    assert shown(count, form) == expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("+", "+"), ("*", "*"), ("-", "-"), ("", "-"), ("o", "-"), ("\uf0a7", "-")],
)
def test_bullet_signs(sign: str, expected: str) -> None:
    assert bullet(sign) == expected
