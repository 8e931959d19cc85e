"""Pictures of sheets: what they claim, what they unpack to, and that they become one page."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.file_kind import FileKind
from tracker.documents.image_header import ImageHeader, jpeg_header, png_header
from tracker.documents.image_pdf import image_pdf
from tracker.documents.page_picture import Picture, draw_page
from tracker.documents.pdf_file import open_pdf
from tracker.documents.read_file import read_file
from tracker.domain.errors import RefusedFile


def chunk(mark: bytes, part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + mark + part + struct.pack(">I", zlib.crc32(mark + part))


def png(
    width: int, height: int, kind: int, rows: bytes, *, palette: bytes = b"", interlace: int = 0
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, interlace)
    colours = chunk(b"PLTE", palette) if palette else b""
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + colours + body + chunk(b"IEND", b"")


def jpeg_start(width: int, height: int, *, exif: bytes = b"") -> bytes:
    """As far as the size stands: enough for whoever looks at the header only."""
    part = b"Exif\0\0" + exif
    about = b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part if exif else b""
    size = struct.pack(">BHHB", 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + about + b"\xff\xc0" + struct.pack(">H", len(size) + 2) + size


def turned(order: str, orientation: int) -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "IHHHIHH", 8, 1, 0x0112, 3, 1, orientation, 0)


def drawn(data: bytes, kind: FileKind) -> Picture:
    document = open_pdf(image_pdf(data, "a", kind), "a")
    try:
        return draw_page(document, 0, "a", dpi=36)
    finally:
        document.close()


HALVES = (b"\0" + b"\0" * 20 + b"\xff" * 20) * 40  # grey: left black, right white

INDEXED = (b"\0" + b"\1" * 20 + b"\0" * 20) * 40  # black is the second colour of the palette

PICTURES = {
    "grey": png(40, 40, 0, HALVES),
    "colour": png(40, 40, 2, (b"\0" + b"\0" * 60 + b"\xff" * 60) * 40),
    "palette": png(40, 40, 3, INDEXED, palette=b"\xff" * 3 + b"\0" * 3),
    "grey with opacity": png(40, 40, 4, (b"\0" + b"\0\xff" * 20 + b"\xff\xff" * 20) * 40),
    "colour with opacity": png(
        40, 40, 6, (b"\0" + b"\0\0\0\xff" * 20 + b"\xff\xff\xff\xff" * 20) * 40
    ),
}


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
def test_every_kind_of_png_is_seen_as_it_is(data: bytes) -> None:
    picture = drawn(data, FileKind.PNG)
    middle = picture.height // 2 * picture.width
    assert picture.grey[middle + picture.width // 4] < 20
    assert picture.grey[middle + picture.width * 3 // 4] > 235


def test_a_drawn_page_is_a_png_that_reads_back() -> None:
    picture = drawn(PICTURES["grey"], FileKind.PNG)
    data = picture.as_png()
    header = png_header(data, "a")
    assert (header.width, header.height, header.bits) == (picture.width, picture.height, 4)
    again = drawn(data, FileKind.PNG)
    middle = again.height // 2 * again.width
    assert again.grey[middle] < 20
    assert again.grey[middle + again.width - 1] > 235


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(40_000, 40_000, 0, b""), "quá lớn"),
        (jpeg_start(60_000, 60_000), "quá lớn"),
        (png(0, 10, 0, b""), "bị hỏng"),
        (jpeg_start(0, 10), "bị hỏng"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "bị hỏng"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "bị hỏng"),
    ],
    ids=["huge png", "huge jpeg", "no width", "no size", "empty png", "empty jpeg"],
)
def test_a_picture_is_judged_by_its_claim_before_it_is_unpacked(data: bytes, said: str) -> None:
    name = "a.png" if data.startswith(b"\x89") else "a.jpg"
    with pytest.raises(RefusedFile, match=said):
        read_file(data, name)


def test_an_interlaced_picture_is_refused_with_a_way_out() -> None:
    with pytest.raises(RefusedFile, match="lưu lại thành"):
        image_pdf(png(40, 40, 0, HALVES, interlace=1), "a.png", FileKind.PNG)


@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270), (9, 0)])
@pytest.mark.parametrize("order", ["<", ">"])
def test_the_way_a_camera_was_held(order: str, orientation: int, turn: int) -> None:
    header = jpeg_header(jpeg_start(400, 300, exif=turned(order, orientation)), "a.jpg")
    assert header == ImageHeader(400, 300, 8, 3, turn)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_mangled_pictures_are_refused_and_nothing_else(rest: bytes, start: bytes) -> None:
    kind = FileKind.JPEG if start[0] == 0xFF else FileKind.PNG
    with suppress(RefusedFile):
        image_pdf(start + rest, "a", kind)
