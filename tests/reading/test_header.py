"""The head and foot of a paper, and the mark that forbids to take it in."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.directive_reading import read_directive
from tracker.reading.header import DirectiveHeader, Urgency
from tracker.reading.raw_line import Place, RawLine, RawText
from tracker.reading.secrecy import Secrecy, is_restricted, secrecy_mark


def _raw(*lines: str) -> RawText:
    return RawText(tuple(RawLine(line) for line in lines))


def _header(*lines: str) -> DirectiveHeader:
    return read_directive(_raw(*lines)).header


BODY = "Thực hiện Kế hoạch năm, UBND huyện yêu cầu các phòng, ban thực hiện các nội dung sau:"


def test_a_letter_in_two_columns_run_together() -> None:
    header = _header(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HUYỆN TÂN LẬP Độc lập - Tự do - Hạnh phúc",
        "Số: 12/UBND-NV Tân Lập, ngày 05 tháng 02 năm 2024",
        "V/v rà soát biên chế",
        "năm 2024",
        "Kính gửi: Các phòng, ban thuộc huyện.",
        BODY,
        "1. Rà soát biên chế, báo cáo trước ngày 15/3/2024.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Mẫu",
    )
    assert header.kind is DirectiveKind.OFFICIAL_LETTER
    assert header.number == "12/UBND-NV"
    assert header.issued_on == date(2024, 2, 5)
    assert header.place == "Tân Lập"
    assert header.issuer == "Ủy ban nhân dân huyện Tân Lập"
    assert header.summary == "V/v rà soát biên chế năm 2024"
    assert header.addressed_to == ("Các phòng, ban thuộc huyện",)
    assert header.receivers == ("Như trên", "Lưu: VT, NV")
    assert (header.authority, header.signer_post) == ("KT.", "PHÓ CHỦ TỊCH")
    assert header.signer == "Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 05/CT-UBND", "05/CT-UBND"),
        ("Số 35-CTr/HU", "35-CTr/HU"),
        ("Số: 123/2024/QĐ-UBND", "123/2024/QĐ-UBND"),
        ("Số:      /KH-UBND", None),
        ("Số: ...../KH-UBND", None),
        ("Số: 58 /KH-UBND", "58/KH-UBND"),
    ],
)
def test_number_and_symbol(line: str, number: str | None) -> None:
    assert _header(line, "KẾ HOẠCH", "Về việc làm sạch dữ liệu", BODY).number == number


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tân Lập, ngày 13 tháng 01 năm 2017", date(2017, 1, 13)),
        ("Tân Lập, ngày     tháng     năm 2024", None),
        ("Tân Lập, ngày 31 tháng 02 năm 2024", None),
        ("Tân Lập, ngày .... tháng 5 năm 2024", None),
    ],
)
def test_day_of_issue(line: str, day: date | None) -> None:
    assert _header("Số: 05/KH-UBND", line, "KẾ HOẠCH", "Về dữ liệu", BODY).issued_on == day


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("CHỈ THỊ", DirectiveKind.INSTRUCTION),
        ("NGHỊ QUYẾT", DirectiveKind.RESOLUTION),
        ("CHƯƠNG TRÌNH", DirectiveKind.PROGRAMME),
        ("CÔNG ĐIỆN", DirectiveKind.TELEGRAM),
        ("THÔNG BÁO", DirectiveKind.ANNOUNCEMENT),
        ("HƯỚNG DẪN", DirectiveKind.GUIDANCE),
    ],
)
def test_kind_by_its_title(title: str, kind: DirectiveKind) -> None:
    assert _header(title, "Về cải cách hành chính", BODY).kind is kind


def test_kind_by_how_the_paper_speaks_of_itself() -> None:
    text = "1. Các phòng, ban tổ chức thực hiện Chỉ thị này; báo cáo việc thực hiện Chỉ thị này."
    assert _header(text).kind is DirectiveKind.INSTRUCTION


def test_a_head_table_of_a_word_file() -> None:
    rows = (
        ("UBND TỈNH BÌNH LÂM\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 7/KH-SNV", "Bình Lâm, ngày 02 tháng 5 năm 2024"),
    )
    lines = [
        RawLine(" | ".join(row), place=Place.TABLE, whole=True, table=1, cells=row) for row in rows
    ]
    lines += [
        RawLine(text, whole=True) for text in ("KẾ HOẠCH", "Bồi dưỡng công chức", "I. NHIỆM VỤ")
    ]
    header = read_directive(RawText(tuple(lines))).header
    assert header.number == "7/KH-SNV"
    assert header.issued_on == date(2024, 5, 2)
    assert header.issuer is not None
    assert "Sở Nội vụ" in header.issuer
    assert header.summary == "Bồi dưỡng công chức"


def test_urgency() -> None:
    assert _header("HỎA TỐC", "CÔNG ĐIỆN", "Về bão số 3", BODY).urgency is Urgency.FLASH
    assert _header("CÔNG ĐIỆN", "Về việc khẩn trương", BODY).urgency is Urgency.NORMAL


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (("MẬT",), Secrecy.MAT),
        (("TỐI MẬT",), Secrecy.TOI_MAT),
        (("UBND HUYỆN TÂN LẬP", "[ TUYỆT MẬT ]"), Secrecy.TUYET_MAT),
        (("M Ậ T",), Secrecy.MAT),
        (("Độ mật: Tối mật",), Secrecy.TOI_MAT),
        (("UBND HUYỆN TÂN LẬP   MẬT",), Secrecy.MAT),
        (("UBND HUYỆN TÂN LẬP | MẬT",), Secrecy.MAT),
        (("Gửi qua mạng các văn bản (trừ các văn bản mật) theo quy định;",), None),
        (("Bảo vệ bí mật nhà nước; không soạn thảo văn bản Mật trên máy nối mạng.",), None),
        (("BẢO VỆ BÍ MẬT NHÀ NƯỚC",), None),
        (("KẾ HOẠCH", "Về công tác bảo mật"), None),
        (("Mật ong rừng",), None),
    ],
)
def test_the_secrecy_mark_is_a_stamp_and_no_word(
    lines: tuple[str, ...], mark: Secrecy | None
) -> None:
    assert secrecy_mark(_raw(*lines)) is mark


def test_a_mark_far_down_on_a_stamp_counts_too() -> None:
    assert secrecy_mark(_raw(*["Một dòng."] * 300, "TỐI MẬT")) is Secrecy.TOI_MAT


@pytest.mark.parametrize(
    ("line", "restricted"),
    [
        ("LƯU HÀNH NỘI BỘ", True),
        ("(Tài liệu thu hồi)", True),
        ("Tài liệu này được lưu hành nội bộ trong ngành để tham khảo.", False),
    ],
)
def test_the_softer_mark(line: str, restricted: bool) -> None:
    assert is_restricted(_raw("KẾ HOẠCH", line)) is restricted
