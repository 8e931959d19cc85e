"""What Word shows and what it only keeps: fields, contents, watermarks, capitals, prompts."""

from __future__ import annotations

import pytest

from tests.documents.readers.word_file import (
    cell,
    level,
    listing,
    numbered,
    para,
    row,
    run,
    table,
    word_file,
)
from tests.documents.readers.word_file import definition as list_of
from tracker.documents.read_file import read_file
from tracker.documents.text_reader import OLD_ENCODING
from tracker.reading.raw_line import Place, RawText
from tracker.reading.secrecy import Secrecy, secrecy_mark


def read(body: str, **parts: str) -> RawText:
    return read_file(word_file(body, **parts), "van-ban.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines if line.text]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + said + mark("separate") + run(result) + mark("end")


def test_a_field_shows_its_result() -> None:
    body = para(run("Trước ngày ") + field(' DATE \\@ "dd/MM/yyyy" ', "15/12/2026") + run("."))
    assert texts(body) == ["Trước ngày 15/12/2026."]


def test_a_field_inside_an_instruction_is_part_of_the_instruction() -> None:
    inner = field(" MERGEFIELD Cap ", "huyện")
    outer = (
        mark("begin")
        + run("IF ")
        + inner
        + run(" = huyện Có Không ")
        + mark("separate")
        + run("UBND huyện")
        + mark("end")
    )
    assert texts(para(outer + run(" giao"))) == ["UBND huyện giao"]


def test_a_field_that_never_ends_hides_no_later_paragraph() -> None:
    assert texts(para(mark("begin") + run("PAGE")) + para("Giao Thanh tra")) == ["Giao Thanh tra"]


@pytest.mark.parametrize("name", ["toc 1", "TOC 2", "Contents 1", "table of figures"])
def test_a_table_of_contents_is_no_text(name: str) -> None:
    style = (
        f'<w:style w:type="paragraph" w:styleId="M"><w:name w:val="{name}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Nội dung"/></w:style>'
    )
    body = para("I. MỤC ĐÍCH 2", props='<w:pStyle w:val="M"/>')
    body += para("I. MỤC ĐÍCH", props='<w:pStyle w:val="N"/>')
    assert texts(body, styles=style) == ["I. MỤC ĐÍCH"]


def test_capitals_by_format_are_capitals() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = (
        para(run("Kế hoạch", "<w:caps/>"))
        + para("Chỉ thị", props='<w:pStyle w:val="T"/>')
        + para(run("của huyện", '<w:caps w:val="0"/>'), props='<w:pStyle w:val="T"/>')
        + para(run("điện", '<w:rStyle w:val="C"/>'))
    )
    assert texts(body, styles=styles) == ["KẾ HOẠCH", "CHỈ THỊ", "của huyện", "ĐIỆN"]


def test_letters_hidden_by_a_style_are_hidden() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = para(run("thấy") + run(" giấu", '<w:rStyle w:val="H"/>'))
    assert texts(body, styles=styles) == ["thấy"]


def test_a_prompt_of_a_content_control_is_no_text() -> None:
    prompt = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = para(
        run("Hạn: "),
        prompt.format("<w:showingPlcHdr/>", run("Click or tap to enter a date.")),
        prompt.format("", run("15/12/2026")),
    )
    assert texts(body) == ["Hạn: 15/12/2026"]


def test_a_paragraph_that_was_moved_away_is_gone_and_not_counted() -> None:
    numbering = list_of(0, level(0, "decimal", "%1.")) + listing(1, 0)
    moved = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        f"<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('đi')}</w:moveFrom></w:p>"
    )
    body = numbered("một", 1) + moved + numbered("hai", 1)
    assert texts(body, numbering=numbering) == ["1. một", "2. hai"]


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    deleted = para("Danh mục:", props="<w:rPr><w:del/></w:rPr>")
    body = deleted + table(row("TT", "Nội dung"), row("1", "Giao")) + para("Hết.")
    assert texts(body) == ["Danh mục:", "TT | Nội dung", "1 | Giao", "Hết."]


def test_a_deleted_cell_is_gone() -> None:
    gone = "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + para("cũ") + "</w:tc>"
    assert texts(table(row("TT", gone, "Nội dung", "Hạn"))) == ["TT | Nội dung | Hạn"]


def test_a_table_in_a_cell_stays_in_its_cell() -> None:
    inner = table(row("tháng 3", "10 hồ sơ"), row("tháng 4", "12 hồ sơ"))
    raw = read(table(row("1", cell("Chỉ tiêu:", inner), "UBND xã")))
    assert raw.lines[0].cells == (
        "1",
        "Chỉ tiêu:\ntháng 3 | 10 hồ sơ\ntháng 4 | 12 hồ sơ",
        "UBND xã",
    )


def test_signs_without_width_tear_no_word() -> None:
    assert texts(para("hành\u00ad chính", " Nội\u200b vụ", " 30\u20112020")) == [
        "hành chính Nội vụ 30-2020"
    ]


def test_old_letters_in_a_font_that_does_not_say_so() -> None:
    font = '<w:rFonts w:ascii="Times New Roman"/>'
    raw = read(
        para(run("Giao Phßng Néi vô chñ tr×, phèi hîp víi UBND x· vµ ®¬n vÞ", font))
        + table(row("1", "Thanh tra huyÖn", "tr\u00adíc ngµy 12"))
    )
    assert [line.text for line in raw.lines] == [
        "Giao Phòng Nội vụ chủ trì, phối hợp với UBND xã và đơn vị",
        "1 | Thanh tra huyện | trước ngày 12",
    ]
    assert raw.remarks == (OLD_ENCODING,)


def boxed(*paragraphs: str) -> str:
    inner = "".join(map(para, paragraphs))
    return (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
    )


def test_a_sentence_in_a_box_is_text_and_a_label_is_none() -> None:
    order = "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị liên quan báo cáo trước 15/12."
    raw = read(para("Kế hoạch " * 20, boxed("Số: 15/KH-UBND", order)))
    assert [line.place for line in raw.lines] == [Place.BODY, Place.TEXT_BOX, Place.BODY]


def test_a_paper_that_lies_in_boxes_is_read_from_them() -> None:
    raw = read(para(boxed("KẾ HOẠCH", "1. Giao Thanh tra huyện.")) + para("1"))
    assert [(line.text, line.place) for line in raw.lines] == [
        ("KẾ HOẠCH", Place.BODY),
        ("1. Giao Thanh tra huyện.", Place.BODY),
        ("1", Place.BODY),
    ]


WATERMARK = '<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", {"header": para("MẬT")}),
        ("", {"footer": para("MẬT")}),
        ("", {"header": para(boxed("MẬT"))}),
        (para(boxed("MẬT")), {}),
        ("", {"header": para(WATERMARK)}),
        (para(WATERMARK), {}),
    ],
    ids=["header", "footer", "box in header", "box", "watermark", "drawn in text"],
)
def test_a_secrecy_mark_is_seen_wherever_it_stands(body: str, parts: dict[str, str]) -> None:
    raw = read(para("Kế hoạch") * 80 + body + para("Giao Thanh tra") * 80, **parts)
    assert secrecy_mark(raw) in (Secrecy.MAT, Secrecy.TOI_MAT)


def test_two_tables_with_nothing_between_them_are_one() -> None:
    heads, order = row("TT", "Nội dung", "Hạn"), row("1", "Giao", "Quý I")
    beside = read(table(heads) + table(order) + para("") + table(order))
    assert [line.table for line in beside.lines if line.cells] == [1, 1, 2]
