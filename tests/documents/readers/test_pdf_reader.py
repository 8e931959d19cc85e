"""PDF text by where its letters stand on the page."""

from __future__ import annotations

import pytest

from tests.documents.readers.pdf_file_writer import A4, PdfPage, pdf_file
from tracker.documents.pdf_reader import GARBLED, PARTLY_SCAN, SCAN
from tracker.documents.read_file import read_file
from tracker.documents.text_reader import OLD_ENCODING
from tracker.reading.raw_line import Place, RawText
from tracker.reading.secrecy import Secrecy, secrecy_mark

FULL = "Giao Phòng Nội vụ chủ trì, phối hợp với các phòng, ban, đơn vị"


def read(*pages: PdfPage, signed_at: str = "", contents: bytes = b"") -> RawText:
    return read_file(pdf_file(*pages, signed_at=signed_at, contents=contents), "van-ban.pdf")


def texts(raw: RawText, place: Place = Place.BODY) -> list[str]:
    return [line.text.strip() for line in raw.lines if line.place is place and line.text]


def test_lines_come_from_top_to_bottom_whatever_the_drawing_order() -> None:
    page = PdfPage().text(85, 140, "thứ hai").text(85, 100, "thứ nhất").text(85, 180, "thứ ba")
    raw = read(page)
    assert texts(raw) == ["thứ nhất", "thứ hai", "thứ ba"]
    assert raw.page_count == 1
    assert {line.page for line in raw.lines} == {1}


def test_indentation_is_kept_and_a_wide_gap_is_an_empty_line() -> None:
    page = PdfPage().lines(FULL, FULL, FULL, FULL).text(120, 190, "Đoạn mới")
    lines = read(page).lines
    assert [line.text for line in lines[-2:]] == ["", " " * 10 + "Đoạn mới"]
    assert "" not in [line.text for line in lines[:4]]


def test_bold_and_centred() -> None:
    page = PdfPage().lines(*[FULL] * 3)
    middle = (85 + 85 + len(FULL) * 7) / 2
    page.text(middle - 28, 70, "KẾ HOẠCH", bold=True)
    first = read(page).lines[0]
    assert (first.text.strip(), first.bold, first.centred) == ("KẾ HOẠCH", True, True)


def test_the_head_of_a_paper_is_read_column_by_column() -> None:
    page = PdfPage().text(90, 80, "UBND TỈNH", 12).text(90, 95, "SỞ NỘI VỤ", 12)
    page.text(330, 80, "CỘNG HÒA XÃ HỘI", 12).text(330, 95, "Độc lập - Tự do", 12)
    page.text(90, 115, "Số: 12/KH-SNV", 12).text(330, 115, "ngày 05 tháng 02", 12)
    page.text(240, 150, "KẾ HOẠCH CÔNG TÁC").lines(FULL, y=180)
    assert texts(read(page)) == [
        "UBND TỈNH",
        "SỞ NỘI VỤ",
        "Số: 12/KH-SNV",
        "CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do",
        "ngày 05 tháng 02",
        "KẾ HOẠCH CÔNG TÁC",
        FULL,
    ]


def test_receivers_stand_before_the_signature() -> None:
    page = PdfPage().lines(FULL, FULL)
    page.text(90, 160, "Nơi nhận:", 11).text(350, 160, "CHỦ TỊCH")
    page.text(90, 175, "- Như trên;", 11).text(90, 190, "- Lưu: VT.", 11)
    page.text(350, 205, "Nguyễn Văn Mẫu")
    assert texts(read(page))[2:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ]


def test_a_signature_a_little_higher_than_the_receivers() -> None:
    page = PdfPage().lines(FULL, FULL).text(350, 158, "CHỦ TỊCH").text(90, 165, "Nơi nhận:", 11)
    page.text(90, 180, "- Như trên;", 11).text(350, 195, "Nguyễn Văn Mẫu")
    page.text(90, 206, "- Lưu: VT.", 11)
    assert texts(read(page))[2:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ]


def test_one_short_line_at_the_right_is_no_column() -> None:
    page = PdfPage().text(350, 80, "Mẫu số 01").text(90, 100, "I. MỤC TIÊU").lines(FULL, y=130)
    assert texts(read(page)) == ["Mẫu số 01", "I. MỤC TIÊU", FULL]


def test_a_heading_after_the_head_stays_after_it() -> None:
    page = PdfPage().text(90, 80, "SỞ NỘI VỤ", 12).text(330, 80, "CỘNG HÒA XÃ HỘI", 12)
    page.text(330, 95, "Độc lập - Tự do", 12).text(90, 135, "I. MỤC TIÊU", 12).lines(FULL, y=160)
    assert texts(read(page)) == [
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do",
        "I. MỤC TIÊU",
        FULL,
    ]


def test_a_number_left_blank_does_not_break_its_line() -> None:
    page = PdfPage().text(90, 80, "Số:").text(135, 80, "/KH-UBND")
    assert texts(read(page)) == ["Số: /KH-UBND"]


def test_page_numbers_and_running_heads_are_no_text() -> None:
    pages = [
        PdfPage()
        .text(290, 40, str(number), 13)
        .text(85, 60, "UBND huyện An Hòa", 10)
        .lines(f"Đoạn {number}", FULL)
        .text(85, 810, f"Trang {number}/3", 10)
        for number in (1, 2, 3)
    ]
    raw = read(*pages)
    assert texts(raw) == ["Đoạn 1", FULL, "Đoạn 2", FULL, "Đoạn 3", FULL]
    assert texts(raw, Place.HEADER) == [
        "1",
        "UBND huyện An Hòa",
        "2",
        "UBND huyện An Hòa",
        "3",
        "UBND huyện An Hòa",
    ]
    assert texts(raw, Place.FOOTER) == ["Trang 1/3", "Trang 2/3", "Trang 3/3"]


def test_a_year_alone_on_its_line_in_the_text_is_text() -> None:
    assert texts(read(PdfPage().lines(FULL, "2026", FULL)))[1] == "2026"


def test_footnotes_and_the_numbers_that_call_them() -> None:
    page = PdfPage().lines(*[FULL] * 5)
    page.text(85, 220, "Thực hiện Kế hoạch số 12").text(85 + 24 * 7, 214, "1", 8)
    page.text(85 + 25 * 7, 220, "của tỉnh")
    page.text(85, 700, "1", 6).text(90, 704, "Ban hành năm 2026 của", 10)
    page.text(85, 716, "UBND tỉnh.", 10)
    raw = read(page)
    assert texts(raw)[5] == "Thực hiện Kế hoạch số 12 của tỉnh"
    assert texts(raw, Place.FOOTNOTE) == ["1 Ban hành năm 2026 của", "UBND tỉnh."]


def test_footnotes_under_a_ruled_line_need_not_be_small() -> None:
    page = PdfPage().lines(*[FULL] * 5).text(85, 700, "1 Ban hành năm 2026").text(85, 720, FULL)
    page.rules.append((85, 680, 230, 680))
    assert texts(read(page), Place.FOOTNOTE) == ["1 Ban hành năm 2026", FULL]


def test_the_comma_after_a_footnote_call_stays_at_its_word() -> None:
    page = PdfPage().lines(FULL, FULL).text(85, 160, "theo Kế hoạch")
    page.text(85 + 13 * 7, 154, "1", 8).text(85 + 13 * 7 + 4, 160, ", báo cáo")
    assert texts(read(page))[2] == "theo Kế hoạch, báo cáo"


def test_square_metres_are_no_footnote() -> None:
    page = PdfPage().lines(FULL, FULL).text(85, 160, "diện tích 100 m")
    page.text(85 + 15 * 7, 154, "2", 8)
    assert texts(read(page))[2] == "diện tích 100 m2"


def ruled(number: str, *more: tuple[float, str]) -> PdfPage:
    page = PdfPage().grid([80, 120, 300, 420, 520], [100, 130, 190, 220])
    names = ("TT", "Nội dung", "Chủ trì", "Hạn")
    for x, text in zip((85.0, 125.0, 305.0, 425.0), names, strict=True):
        page.text(x, 120, text, 12)
    page.text(85, 150, number, 12).text(125, 150, "Rà soát thủ tục", 12)
    page.text(125, 166, "- Báo cáo kết quả", 12).text(305, 150, "Phòng Nội vụ", 12)
    page.text(425, 150, "Quý II", 12)
    for x, text in more:
        page.text(x, 210, text, 12)
    return page


def test_a_ruled_table_gives_rows_with_cells() -> None:
    raw = read(ruled("1", (85, "2")).text(85, 80, "PHỤ LỤC").text(85, 260, "Sau bảng"))
    rows = [line for line in raw.lines if line.cells]
    assert [line.cells for line in rows] == [
        ("TT", "Nội dung", "Chủ trì", "Hạn"),
        ("1", "Rà soát thủ tục\n- Báo cáo kết quả", "Phòng Nội vụ", "Quý II"),
        ("2", "", "", ""),
    ]
    assert {(line.table, line.place, line.whole) for line in rows} == {(1, Place.TABLE, True)}
    assert texts(raw) == ["PHỤ LỤC", "Sau bảng"]
    assert next(line.text for line in raw.lines if line.text) == "PHỤ LỤC"


def test_a_table_over_two_pages_is_one_with_its_heading_once() -> None:
    raw = read(ruled("1"), ruled("2"))
    assert [(line.table, line.cells[0], line.page) for line in raw.lines if line.cells] == [
        (1, "TT", 1),
        (1, "1", 1),
        (1, "2", 2),
    ]


def test_a_row_that_breaks_over_the_page_is_whole_again() -> None:
    second = PdfPage().grid([80, 120, 300, 420, 520], [60, 90, 120])
    second.text(125, 80, "theo quy định", 12).text(85, 110, "2", 12)
    raw = read(ruled("1", (85, "9"), (125, "Công khai thủ tục")), second)
    assert [line.cells[:2] for line in raw.lines if line.cells][2:] == [
        ("9", "Công khai thủ tục theo quy định"),
        ("2", ""),
    ]


def test_cells_merged_in_a_ruled_table() -> None:
    page = PdfPage()
    page.rules += [(80, y, 500, y) for y in (100, 130, 190)]
    page.rules += [(80, 160, 300, 160), (400, 160, 500, 160)]  # the third column is merged
    page.rules += [(x, 100, x, 190) for x in (80, 500)]
    page.rules += [(x, 130, x, 190) for x in (120, 300, 400)]  # the first row is merged across
    page.text(85, 120, "I. Thể chế", 12)
    for y, number in ((150, "1"), (180, "2")):
        page.text(85, y, number, 12).text(125, y, f"Việc {number}", 12).text(405, y, "Quý I", 12)
    page.text(305, 165, "Tư pháp", 12)
    raw = read(page)
    assert [line.cells for line in raw.lines if line.cells] == [
        ("I. Thể chế", "", "", ""),
        ("1", "Việc 1", "Tư pháp", "Quý I"),
        ("2", "Việc 2", "Tư pháp", "Quý I"),
    ]


def test_a_line_under_a_title_makes_no_table() -> None:
    page = PdfPage().lines(FULL, FULL)
    page.rules += [(200, 105, 300, 105), (85, 130, 250, 130)]
    assert not any(line.cells for line in read(page).lines)


def test_what_was_stamped_at_signing_is_read_as_a_stamp() -> None:
    page = PdfPage().lines(FULL)
    page.stamps += [("Stamp", "Số: 15/KH-UBND"), ("Widget", "Ký bởi: UBND huyện")]
    raw = read(page)
    stamps = " ".join(texts(raw, Place.STAMP))
    assert "Số: 15/KH-UBND" in stamps
    assert "Ký bởi: UBND huyện" in stamps
    assert texts(raw) == [FULL]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("D:20260205162807+07'00'", "05/02/2026 16:28:07"),
        ("D:20260205182807Z", "06/02/2026 01:28:07"),
        ("D:20260205232807-02'30'", "06/02/2026 08:58:07"),
        ("D:20260205162807", "05/02/2026 16:28:07"),
        ("D:20260231", ""),
        ("D:2026", ""),
    ],
)
def test_the_signing_time_is_read_in_the_time_of_vietnam(said: str, shown: str) -> None:
    raw = read(PdfPage().lines(FULL), signed_at=said)
    assert texts(raw, Place.STAMP) == ([f"Thời gian ký: {shown}"] if shown else [])


def test_a_signing_time_inside_the_signature_is_read() -> None:
    attribute = bytes.fromhex("06092a864886f70d010905310f170d") + b"260205182807Z"
    raw = read(PdfPage().lines(FULL), contents=b"\x30\x80" + attribute + b"\0\0")
    assert texts(raw, Place.STAMP) == ["Thời gian ký: 06/02/2026 01:28:07"]


def test_a_number_and_a_day_stamped_into_their_gaps_stand_in_their_lines() -> None:
    wide = " " * 8
    page = PdfPage()
    page.text(85, 100, f"Số:{wide}/KH-UBND", 12).text(300, 100, f"Hòa Bình, ngày{wide}tháng", 12)
    page.lines(FULL, y=160)
    page.placed += [(85 + 4 * 6, 101, "15"), (300 + 15 * 6, 99, "05"), (85, 170, "7")]
    raw = read(page)
    assert [text.strip() for text in texts(raw)] == [
        "Số: 15 /KH-UBND",
        "Hòa Bình, ngày 05 tháng",
        FULL,
    ]
    assert texts(raw, Place.STAMP) == ["7"]


def test_a_wide_gap_for_a_number_is_no_column() -> None:
    page = PdfPage().text(85, 100, "Số:          /KH-UBND", 12).lines(FULL, y=160)
    assert texts(read(page))[0] == "Số: /KH-UBND"


def test_a_watermark_across_the_page_is_a_stamp() -> None:
    page = PdfPage().lines(FULL, FULL)
    page.aslant.append("MẬT")
    raw = read(page)
    assert texts(raw, Place.STAMP)[0].replace(" ", "") == "MẬT"
    assert texts(raw) == [FULL, FULL]


def test_a_landscape_page_turned_by_the_viewer_reads_the_same() -> None:
    upright = read(PdfPage(size=(A4[1], A4[0])).lines(FULL, FULL))
    turned = PdfPage(turn=90).lines(FULL, FULL)
    assert texts(read(turned)) == texts(upright)


def test_a_scan_has_no_lines_and_says_what_to_do() -> None:
    raw = read(PdfPage(), PdfPage())
    assert (raw.lines, raw.page_count, raw.remarks) == ((), 2, (SCAN,))


def test_a_scanned_page_among_others_is_told() -> None:
    raw = read(PdfPage().lines(FULL), PdfPage())
    assert raw.remarks == (PARTLY_SCAN,)
    assert raw.page_count == 2


def test_fonts_without_unicode_are_converted() -> None:
    raw = read(PdfPage().lines("Uû ban nh©n d©n huyÖn", "giao Phßng Néi vô chñ tr×"))
    assert texts(raw) == ["Uỷ ban nhân dân huyện", "giao Phòng Nội vụ chủ trì"]
    assert raw.remarks == (OLD_ENCODING,)


def test_letters_that_mean_nothing_are_told() -> None:
    raw = read(PdfPage().lines(*["qñz xßk wœœ gþþ ¥¥k"] * 12))
    assert raw.remarks == (GARBLED,)


@pytest.mark.parametrize("subtype", ["Stamp", "FreeText", "Widget", "Watermark"])
def test_a_secrecy_mark_is_seen_wherever_it_was_put(subtype: str) -> None:
    page = PdfPage().lines(*[FULL] * 20)
    page.stamps.append((subtype, "TỐI MẬT"))
    assert secrecy_mark(read(*[PdfPage().lines(*[FULL] * 20)] * 6, page)) is Secrecy.TOI_MAT
