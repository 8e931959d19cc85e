"""Number and date that came onto the paper after it was written, and those that did not."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.reading.directive_reading import NO_DATE, NO_NUMBER, Reading, read_directive
from tracker.reading.raw_line import Place, RawLine, RawText
from tracker.reading.stamped import DATE_BY_SIGNATURE, DATE_BY_STAMP, NUMBER_BY_STAMP

BLANK = ("Số:       /KH-UBND", "Sơn Hạ, ngày     tháng     năm 2026")


def paper(*stamps: str, head: tuple[str, str] = BLANK, place: Place = Place.STAMP) -> Reading:
    lines = [
        RawLine("ỦY BAN NHÂN DÂN"),
        RawLine("HUYỆN SƠN HẠ"),
        *map(RawLine, head),
        RawLine("KẾ HOẠCH", centred=True),
        RawLine("Triển khai chuyển đổi số năm 2026", centred=True),
        RawLine(""),
        RawLine("1. Giao Phòng Nội vụ báo cáo trước ngày 15/12.", whole=True),
        *(RawLine(text, place) for text in stamps),
    ]
    return read_directive(RawText(tuple(lines)))


@pytest.mark.parametrize("place", [Place.STAMP, Place.TEXT_BOX])
def test_number_and_date_of_a_stamp_or_a_box(place: Place) -> None:
    read = paper("Số: 15/KH-UBND", "Ngày 05 tháng 02 năm 2026", place=place)
    assert (read.header.number, read.header.issued_on) == ("15/KH-UBND", date(2026, 2, 5))
    assert read.remarks == (NUMBER_BY_STAMP, DATE_BY_STAMP)


def test_bare_digits_take_the_printed_symbol() -> None:
    read = paper("Số: 15", "Ngày: 05/02/2026")
    assert (read.header.number, read.header.issued_on) == ("15/KH-UBND", date(2026, 2, 5))


def test_the_last_signature_gives_the_day() -> None:
    read = paper("Thời gian ký: 04/02/2026 10:00:00", "Ngày ký: 05/02/2026 16:28:07 +07:00")
    assert read.header.issued_on == date(2026, 2, 5)
    assert read.remarks == (DATE_BY_SIGNATURE, NO_NUMBER)


def test_a_signing_day_that_contradicts_the_print_is_left_to_a_person() -> None:
    head = (BLANK[0], "Sơn Hạ, ngày     tháng 3 năm 2026")
    read = paper("Thời gian ký: 05/02/2026 16:28:07", head=head)
    assert read.header.issued_on is None
    assert read.remarks == (NO_NUMBER, NO_DATE)


@pytest.mark.parametrize(
    "stamps",
    [
        ("ĐẾN", "Số: 214", "Ngày: 09/02/2026"),
        ("CÔNG VĂN ĐẾN", "Số: 214"),
        ("ĐẾN Số: 214 Ngày: 09/02/2026",),
        ("Số: 99/BC-STP",),
        ("Số 15 đường Trần Phú",),
        ("Số: 7", "Ngày 31 tháng 02 năm 2026", "Văn bản đến"),
    ],
    ids=["arrival", "incoming", "one line", "another paper", "address", "no such day"],
)
def test_what_is_not_the_papers_own(stamps: tuple[str, ...]) -> None:
    read = paper(*stamps)
    assert (read.header.number, read.header.issued_on) == (None, None)
    assert read.remarks == (NO_NUMBER, NO_DATE)


def test_what_is_printed_goes_before_what_is_stamped() -> None:
    head = ("Số: 12/KH-UBND", "Sơn Hạ, ngày 03 tháng 02 năm 2026")
    read = paper("Số: 15/KH-UBND", "Thời gian ký: 05/02/2026 16:28:07", head=head)
    assert (read.header.number, read.header.issued_on) == ("12/KH-UBND", date(2026, 2, 3))
    assert read.remarks == ()
