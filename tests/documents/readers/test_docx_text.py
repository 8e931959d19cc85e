"""What a Word document says, as its reader on paper would see it."""

from __future__ import annotations

import io

import docx
import pytest

from tests.documents.readers.word_file import (
    NAMESPACES,
    cell,
    package,
    para,
    row,
    run,
    table,
    word_file,
)
from tracker.documents.read_file import read_file
from tracker.reading.raw_line import Place, RawLine, RawText


def read(body: str, **parts: str) -> RawText:
    return read_file(word_file(body, **parts), "van-ban.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines]


def one(body: str, **parts: str) -> RawLine:
    (line,) = read(body, **parts).lines
    return line


def test_paragraphs_are_whole_lines_in_order() -> None:
    lines = read(para("Giao Phòng ", "Nội vụ") + para() + para("  Giao Thanh tra ")).lines
    assert lines == (
        RawLine("Giao Phòng Nội vụ", whole=True),
        RawLine("Giao Thanh tra", whole=True),
    )


def test_decomposed_letters_and_odd_blanks_are_made_plain() -> None:
    line = one(para("Ủy ban\u00a0nhân dân", "\u200b", "\u00d0ăk"))
    assert line.text == "Ủy ban nhân dânĐăk"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<w:ins>{run('mới')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "mới"),
        (f"<w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>", "đến"),
        (run("thấy") + run("giấu", "<w:vanish/>"), "thấy"),
        (f"<w:hyperlink>{run('Nghị định 30')}</w:hyperlink>", "Nghị định 30"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ô nhập')}</w:sdtContent></w:sdt>", "ô nhập"),
        (f"<w:fldSimple>{run('15/12')}</w:fldSimple>", "15/12"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("trang"), "trang"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a-b c"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" dấu chấm"), "- dấu chấm"),
        (run("trước") + '<w:r><w:br w:type="page"/></w:r>' + run(" sau"), "trước sau"),
        ("<w:r><w:drawing/></w:r>" + run("cạnh ảnh"), "cạnh ảnh"),
    ],
    ids=[
        "changes",
        "moves",
        "hidden",
        "link",
        "control",
        "field",
        "instruction",
        "signs",
        "symbol",
        "page break",
        "picture",
    ],
)
def test_what_counts_as_text(inner: str, expected: str) -> None:
    assert one(f"<w:p>{inner}</w:p>").text == expected


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(para("Giao Phòng", props=mark) + para(" Tư pháp")) == ["Giao Phòng Tư pháp"]


def test_soft_line_breaks_give_lines_that_may_be_joined() -> None:
    body = f"<w:p>{run('CHỈ THỊ')}<w:r><w:br/></w:r>{run('Về cải cách hành chính')}</w:p>"
    assert [(line.text, line.whole) for line in read(body).lines] == [
        ("CHỈ THỊ", False),
        ("Về cải cách hành chính", False),
    ]


def test_bold_and_centred_by_hand_and_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Ten"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    body = (
        para(run("KẾ HOẠCH", "<w:b/>") + run(" ", ""), props='<w:jc w:val="center"/>')
        + para("Theo kiểu", props='<w:pStyle w:val="Ten"/>')
        + para(run("không đậm", '<w:b w:val="0"/>'), props='<w:pStyle w:val="Ten"/>')
        + para(run("Một phần", "<w:b/>"), run(" đậm"))
    )
    assert [(line.bold, line.centred) for line in read(body, styles=styles).lines] == [
        (True, True),
        (True, True),
        (False, True),
        (False, False),
    ]


def test_text_of_old_fonts_becomes_unicode() -> None:
    abc = '<w:rFonts w:ascii=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH"/>'
    vni = '<w:rFonts w:ascii="VNI-Times"/>'
    body = (
        para(run("Giao Phßng Néi vô", abc))
        + para(run("chØ thÞ", capitals))
        + para(run("UÛy ban nhaân daân", vni))
        + para("phòng Nội vụ")
    )
    assert texts(body) == ["Giao Phòng Nội vụ", "CHỈ THỊ", "Ủy ban nhân dân", "phòng Nội vụ"]


def test_text_boxes_once_though_written_twice() -> None:
    box = f"<w:txbxContent>{para('MẬT')}</w:txbxContent>"
    body = para(
        run("Văn bản"),
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert [(line.text, line.place) for line in read(body).lines] == [
        ("Văn bản", Place.BODY),
        ("MẬT", Place.TEXT_BOX),
    ]


def test_footnotes_that_are_called_and_margins() -> None:
    note = '<w:footnote w:id="{0}">' + para("{1}") + "</w:footnote>"
    body = para(run("Theo Kế hoạch 12"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."))
    raw = read(
        body,
        header=para("UBND huyện An Hòa"),
        footer=para("trang"),
        footnotes=note.format(1, "không ai gọi") + note.format(2, "Ban hành năm 2026"),
    )
    assert [(line.text, line.place) for line in raw.lines] == [
        ("UBND huyện An Hòa", Place.HEADER),
        ("Theo Kế hoạch 12.", Place.BODY),
        ("Ban hành năm 2026", Place.FOOTNOTE),
        ("trang", Place.FOOTER),
    ]


def test_a_table_row_is_one_line_with_its_cells() -> None:
    raw = read(
        para("Phụ lục")
        + table(
            row("TT", "Nội dung", "Chủ trì", "Thời hạn"),
            row("1", cell("Rà soát", "- Báo cáo"), "Phòng Nội vụ", "Quý II"),
        )
        + para("")
        + table(row("a", "b", "c", "d"))
    )
    assert [(line.table, line.cells) for line in raw.lines if line.cells] == [
        (1, ("TT", "Nội dung", "Chủ trì", "Thời hạn")),
        (1, ("1", "Rà soát\n- Báo cáo", "Phòng Nội vụ", "Quý II")),
        (2, ("a", "b", "c", "d")),
    ]
    assert raw.lines[2].text == "1 | Rà soát - Báo cáo | Phòng Nội vụ | Quý II"
    assert raw.lines[2].place is Place.TABLE
    assert raw.lines[2].whole


def test_merged_cells_keep_the_columns() -> None:
    raw = read(
        table(
            row("TT", "Nội dung", "Chủ trì", "Hạn"),
            row(cell("I. Thể chế", span=4)),
            row("1", "Ban hành", cell("Phòng Tư pháp", merge="restart"), "Quý I"),
            row("2", "Báo cáo", cell(merge="continue"), "Quý II"),
        )
    )
    assert [line.cells for line in raw.lines] == [
        ("TT", "Nội dung", "Chủ trì", "Hạn"),
        ("I. Thể chế", "", "", ""),
        ("1", "Ban hành", "Phòng Tư pháp", "Quý I"),
        ("2", "Báo cáo", "Phòng Tư pháp", "Quý II"),
    ]


def test_a_heading_row_that_was_copied_into_the_table_is_left_out() -> None:
    heading = row("TT", "Nội dung", "Chủ trì", "Hạn")
    raw = read(table(heading, row("1", "a", "b", "c"), heading, row("2", "a", "b", "c")))
    assert [line.cells[0] for line in raw.lines] == ["TT", "1", "2"]


def test_a_deleted_row_is_gone() -> None:
    raw = read(table(row("1", "a", "b", "c"), row("2", "a", "b", "c", props="<w:del/>")))
    assert [line.cells[0] for line in raw.lines] == ["1"]


def test_the_tt_column_may_number_itself() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    tt = cell(para(props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
    raw = read(table(row(tt, "a", "b", "c"), row(tt, "d", "e", "f")), numbering=numbering)
    assert [line.cells[:2] for line in raw.lines] == [("1", "a"), ("2", "d")]


def test_the_head_and_the_signature_of_a_paper_are_lines_not_tables() -> None:
    head = table(
        row(
            cell("UBND HUYỆN AN HÒA", "Số: 12/KH-UBND"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        ),
        ruled=False,
    )
    foot = table(row(cell("Nơi nhận:", "- Lưu: VT."), cell("CHỦ TỊCH")), ruled=True)
    lines = read(head + foot).lines
    assert [line.text for line in lines] == [
        "UBND HUYỆN AN HÒA",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
    ]
    assert not any(line.cells for line in lines)


def test_a_frame_of_one_cell_is_text() -> None:
    assert [(line.text, line.table) for line in read(table(row("Lưu ý"))).lines] == [
        ("Lưu ý", None),
    ]


def test_a_document_without_letters_says_so() -> None:
    raw = read(para("<w:r><w:drawing/></w:r>"))
    assert raw.lines == ()
    assert "không có chữ nào" in raw.remarks[0]


def test_a_document_of_the_usual_library_reads_back() -> None:
    paper = docx.Document()
    paper.add_heading("KẾ HOẠCH", 1)
    paper.add_paragraph("Giao Phòng Nội vụ chủ trì.", style="List Number")
    paper.add_paragraph("Giao Thanh tra huyện.", style="List Number")
    paper.add_paragraph("Các xã, thị trấn", style="List Bullet")
    target = io.BytesIO()
    paper.save(target)
    assert [line.text for line in read_file(target.getvalue(), "a.docx").lines] == [
        "KẾ HOẠCH",
        "1. Giao Phòng Nội vụ chủ trì.",
        "2. Giao Thanh tra huyện.",
        "- Các xã, thị trấn",
    ]


def test_strict_open_xml_reads_the_same() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:document {NAMESPACES}><w:body>{para('Giao Phòng Nội vụ')}</w:body></w:document>"
    raw = read_file(package({"word/document.xml": body.replace(usual, strict)}), "a.docx")
    assert [line.text for line in raw.lines] == ["Giao Phòng Nội vụ"]
