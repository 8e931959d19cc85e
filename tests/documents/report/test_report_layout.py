"""The form of decree 30/2020/NĐ-CP, annex I, row by row, read from the paper's own XML."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.documents.report.paper import Paper, W, millimetres, value
from tracker.documents.docx_metrics import balanced_lines, text_width_mm

BLACK = "000000"


# 1.1 Page


def test_paper_is_a4_with_the_margins_of_the_decree(month: Paper) -> None:
    body, annex = month.sections
    sizes = [
        (value(s.find(f"{W}pgSz"), "w"), value(s.find(f"{W}pgSz"), "h")) for s in (body, annex)
    ]
    assert [(millimetres(w), millimetres(h)) for w, h in sizes] == [(210, 297), (297, 210)]
    assert value(annex.find(f"{W}pgSz"), "orient") == "landscape"
    for section in (body, annex):
        margins = section.find(f"{W}pgMar")
        sides = [millimetres(value(margins, side)) for side in ("top", "bottom", "left", "right")]
        assert sides == [20, 20, 30, 15]


def test_everything_is_black_times_new_roman(month: Paper) -> None:
    styles = month.xml("word/styles.xml")
    fonts = styles.findall(f".//{W}rFonts")
    assert [set(one.attrib.values()) for one in fonts] == [{"Times New Roman"}]
    assert [value(one, "val") for one in styles.findall(f".//{W}color")] == [BLACK]
    assert not month.body.findall(f".//{W}rFonts")
    faces = re.findall(r'latin typeface="([^"]*)"', month.parts["word/theme/theme1.xml"].decode())
    assert set(faces) == {"Times New Roman"}


def test_page_number_stands_centred_in_the_top_margin_but_not_on_page_one(numbered: Paper) -> None:
    number = numbered.xml("word/header1.xml")
    assert value(number.find(f".//{W}fldSimple"), "instr").strip() == "PAGE"
    assert value(number.find(f".//{W}pStyle"), "val") == "Header"
    look = numbered.styles["Header"]
    assert value(look.find(f"{W}pPr/{W}jc"), "val") == "center"
    assert value(look.find(f"{W}rPr/{W}sz"), "val") in ("26", "28")
    assert not numbered.xml("word/header2.xml").findall(f".//{W}r")


def test_every_annex_counts_its_own_pages_from_one(numbered: Paper) -> None:
    assert len(numbered.sections) == 3
    for section in numbered.sections:
        assert section.find(f"{W}titlePg") is not None
        assert value(section.find(f"{W}pgNumType"), "start") == "1"
        kinds = {value(ref, "type") for ref in section.findall(f"{W}headerReference")}
        assert kinds == {"default", "first"}
        assert int(value(section.find(f"{W}pgMar"), "header")) < int(
            value(section.find(f"{W}pgMar"), "top")
        )


# 1.2 Elements

ELEMENTS = [
    ("1 Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"size": 12, "bold": True}),
    ("1 Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", {"size": 13, "bold": True}),
    ("2 Cơ quan chủ quản", "ỦY BAN NHÂN DÂN\nHUYỆN AN BÌNH", {"size": 12, "bold": False}),
    ("2 Cơ quan ban hành", "PHÒNG NỘI VỤ", {"size": 12, "bold": True}),
    ("3 Số, ký hiệu", "Số: 05/BC-NV", {"size": 13, "bold": False, "italic": False}),
    ("4 Địa danh", "An Bình, ngày 05 tháng 02 năm 2026", {"size": 13, "italic": True}),
    ("5a Tên loại", "BÁO CÁO", {"size": 14, "bold": True}),
    ("5a Trích yếu", "Kết quả thực hiện Chỉ thị số 08/CT-UBND về tăng cường\n",
     {"size": 14, "bold": True}),
    ("7a Chức vụ", "TRƯỞNG PHÒNG", {"size": 14, "bold": True}),
    ("7b Họ tên", "Lê Quang Hải", {"size": 14, "bold": True, "italic": False}),
    ("Phụ lục", "Phụ lục I", {"size": 14, "bold": True}),
    ("Tên phụ lục", "DANH SÁCH NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH", {"size": 14, "bold": True}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "look"), [e[1:] for e in ELEMENTS], ids=[e[0] for e in ELEMENTS])
def test_element_has_the_size_and_style_of_the_decree(
    numbered: Paper, text: str, look: dict[str, Any]
) -> None:
    found = numbered.one(text).look
    assert {name: getattr(found, name) for name in look} == look
    assert found.align == "center"
    assert found.line == 1.0


@pytest.mark.parametrize(
    "text", ["Nơi nhận:", "- Như trên;", "- Lãnh đạo phòng;", "- Lưu: VT, NV.03."]
)
def test_receivers_stand_at_the_left_margin(numbered: Paper, text: str) -> None:
    look = numbered.one(text).look
    label = text == "Nơi nhận:"
    assert (look.size, look.bold, look.italic) == (
        (12, True, True) if label else (11, False, False)
    )
    assert (look.align, look.left, look.first_line) == ("left", 0, 0)


def test_receivers_end_with_semicolons_and_the_archive_line_with_a_full_stop(month: Paper) -> None:
    lines = [p.text for p in month.styled("Receiver")]
    assert lines[-1] == "- Lưu: VT, NV.03."
    assert all(line.startswith("- ") and line.endswith(";") for line in lines[:-1])


def test_head_and_foot_are_tables_of_two_cells_without_any_line(numbered: Paper) -> None:
    tables = numbered.body.findall(f"{W}tbl")
    bare = [t for t in tables if value(t.find(f"{W}tblPr/{W}tblStyle"), "val") == "BareTable"]
    assert len(bare) == 2
    for table in bare:
        assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {2}
        assert not table.findall(f".//{W}tblBorders") + table.findall(f".//{W}tcBorders")
        width = sum(int(value(column, "w")) for column in table.findall(f".//{W}gridCol"))
        assert millimetres(str(width)) == 165
    assert numbered.styles["BareTable"].find(f".//{W}tblBorders") is None


def test_number_and_date_stand_level_under_issuer_and_motto(numbered: Paper) -> None:
    issuer, number = numbered.tables[0]
    assert issuer[0].endswith("PHÒNG NỘI VỤ\n")
    assert issuer[1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    assert number == ["Số: 05/BC-NV", "An Bình, ngày 05 tháng 02 năm 2026"]


def test_an_open_number_and_date_leave_room_for_the_clerk(month: Paper) -> None:
    blank = "\u00a0" * 6
    assert month.tables[0][1] == [
        f"Số: {blank}/BC-UBND",
        f"An Bình, ngày {blank} tháng {blank} năm 2026",
    ]


def rule_length(paper: Paper, below: str, within: float) -> float:
    look = paper.rule_after(below).look
    assert look.left == pytest.approx(look.right, abs=0.2), "the line is not centred"
    return within - look.left - look.right


def test_line_below_the_motto_is_as_long_as_the_motto(month: Paper) -> None:
    assert rule_length(month, "Độc lập - Tự do - Hạnh phúc", 98) == pytest.approx(56.1, abs=1)


@pytest.mark.parametrize(
    ("text", "size", "within"),
    [
        ("ỦY BAN NHÂN DÂN\nHUYỆN AN BÌNH", 12, 67),
        ("Tình hình, kết quả thực hiện nhiệm vụ\nđược giao tháng 11 năm 2026", 14, 165),
    ],
)
def test_line_below_issuer_and_subject_is_a_third_to_a_half_of_the_text(
    month: Paper, text: str, size: float, within: float
) -> None:
    width = max(text_width_mm(line, size, bold=True) for line in text.split("\n"))
    assert 1 / 3 <= rule_length(month, text, within) / width <= 1 / 2


def test_text_widths_are_those_of_the_typeface() -> None:
    """Measured in a font file with the metrics of Times New Roman: 88.3, 56.1 and 74.1 mm."""
    assert text_width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) == pytest.approx(
        88.3, abs=0.5
    )
    assert text_width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True) == pytest.approx(
        56.1, abs=0.5
    )
    assert text_width_mm("ỦY BAN NHÂN DÂN HUYỆN MÊ LINH", 12) == pytest.approx(74.1, abs=0.5)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("PHÒNG NỘI VỤ", ["PHÒNG NỘI VỤ"]),
        ("ỦY BAN NHÂN DÂN HUYỆN MÊ LINH", ["ỦY BAN NHÂN DÂN", "HUYỆN MÊ LINH"]),
        ("PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", ["PHÒNG KINH TẾ,", "HẠ TẦNG VÀ ĐÔ THỊ"]),
        ("VĂN PHÒNG\nHĐND VÀ UBND", ["VĂN PHÒNG", "HĐND VÀ UBND"]),
        ("X" * 90, ["X" * 90]),
        ("", [""]),
    ],
)
def test_long_names_break_at_their_sense(name: str, lines: list[str]) -> None:
    assert balanced_lines(name, 12, 65, bold=True) == lines


@pytest.mark.parametrize("style", ["BodyText", "LegalBasis", "Heading1", "Heading2"])
def test_body_is_justified_indented_and_spaced(numbered: Paper, style: str) -> None:
    found = numbered.styled(style)
    assert found
    for paragraph in found:
        look = paragraph.look
        assert look.size == 14
        assert look.align == "both"
        assert look.first_line in (10, 12.7)
        assert max(look.before, look.after) >= 6
        assert 1.0 <= look.line <= 1.5
        assert look.bold == style.startswith("Heading")
        assert look.italic == (style == "LegalBasis")


def test_headings_are_numbered_as_in_the_decrees_samples(month: Paper) -> None:
    firsts = [p.text for p in month.styled("Heading1")]
    assert [text.split(". ")[0] for text in firsts] == ["I", "II", "III", "IV", "V"]
    assert all(text == text.upper() for text in firsts)
    results = [p.text for p in month.styled("Heading2")][:4]
    assert [text.split(". ")[0] for text in results] == ["1", "2", "3", "4"]


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop(numbered: Paper) -> None:
    first, second = (p.text for p in numbered.styled("LegalBasis"))
    assert first.endswith("hành chính nhà nước;")
    assert second.endswith("Chủ tịch UBND huyện.")


def test_several_addressees_stand_on_their_own_lines(numbered: Paper, hostile: Paper) -> None:
    (several,) = numbered.styled("Addressee")
    assert several.text == "Kính gửi:\n- Ủy ban nhân dân huyện;\n- Sở Nội vụ."
    assert several.look.size == 14
    assert not several.look.bold
    (single,) = hostile.styled("Addressee")
    assert single.text.startswith("Kính gửi: Ban A & B <2026>")
    assert "\n" not in single.text


def test_the_text_ends_with_the_end_mark_right_before_the_signature(content: bytes) -> None:
    paper = Paper(content)
    ends = [p for p in paper.styled("BodyText") if p.text.endswith("./.")]
    assert ends == paper.styled("BodyText")[-1:]
    assert ends[0].element.find(f"{W}pPr/{W}keepNext") is not None


def test_signature_block_names_authority_post_and_person(month: Paper) -> None:
    assert [p.text for p in month.styled("SignerAuthority")] == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]
    (name,) = month.styled("SignerName")
    assert name.text == "Trần Thị Hòa"
    assert name.look.before >= 50, "room for the signature and the seal"


def test_annex_says_what_it_is_attached_to(numbered: Paper, month: Paper) -> None:
    assert [p.text for p in numbered.styled("AnnexLabel")] == ["Phụ lục I", "Phụ lục II"]
    assert [p.text for p in month.styled("AnnexLabel")] == ["Phụ lục"]
    for note in numbered.styled("AnnexNote"):
        assert (
            note.text == "(Kèm theo Báo cáo số 05/BC-NV ngày 05 tháng 02 năm 2026 của Phòng Nội vụ)"
        )
        assert (note.look.size, note.look.italic, note.look.align) == (14, True, "center")
    for name in numbered.styled("AnnexTitle"):
        assert name.text == name.text.upper()


# What the decree leaves to good work


def test_data_tables_repeat_their_heads_and_keep_their_rows_whole(numbered: Paper) -> None:
    tables = [
        table
        for table in numbered.body.findall(f"{W}tbl")
        if value(table.find(f"{W}tblPr/{W}tblStyle"), "val") == "PaperTable"
    ]
    assert len(tables) == 5
    for table in tables:
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads[0]
        assert heads == sorted(heads, reverse=True)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        assert value(table.find(f"{W}tblPr/{W}tblCaption"), "val")


def test_every_table_is_as_wide_as_the_text(numbered: Paper) -> None:
    widths = [
        round(
            sum(int(value(column, "w")) for column in table.findall(f".//{W}gridCol")) * 25.4 / 1440
        )
        for table in numbered.body.findall(f"{W}tbl")
    ]
    assert widths == [165, 165, 165, 165, 165, 252, 252]


def test_every_row_fills_the_grid_of_its_table(content: bytes) -> None:
    for table in Paper(content).body.findall(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [
                int(value(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1)
                for cell in row.findall(f"{W}tc")
            ]
            assert sum(spans) == columns


def test_paragraphs_wear_named_styles_and_nothing_else(content: bytes) -> None:
    """Only lengths that depend on the text, and what binds pages, may stand in a paragraph."""
    paper = Paper(content)
    assert not paper.body.findall(f".//{W}rPr")
    allowed = {"ShortRule": {"ind", "keepNext"}, "SectionJoint": {"spacing", "sectPr"}}
    for paragraph in paper.paragraphs:
        properties = paragraph.element.find(f"{W}pPr")
        assert properties is not None
        direct = {child.tag.removeprefix(W) for child in properties} - {"pStyle"}
        assert direct <= allowed.get(paragraph.style, {"keepNext"}), paragraph
        assert paragraph.style in paper.styles


def test_styles_have_names_that_word_shows_to_a_clerk(month: Paper) -> None:
    names = {key: value(style.find(f"{W}name"), "val") for key, style in month.styles.items()}
    assert names["Nation"] == "VB Quốc hiệu"
    assert names["Heading1"] == "heading 1"
    assert len(set(names.values())) == len(names)


def test_document_speaks_vietnamese(month: Paper) -> None:
    (language,) = month.xml("word/styles.xml").findall(f".//{W}lang")
    assert value(language, "val") == "vi-VN"
    assert value(month.xml("word/settings.xml").find(f"{W}themeFontLang"), "val") == "vi-VN"
