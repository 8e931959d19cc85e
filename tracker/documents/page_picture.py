"""The picture of one PDF page: for the eye of a reader program, and for a person's."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from tracker.documents.pdf_file import PDFIUM
from tracker.domain.errors import RefusedFile

READING_DPI = 200
"""Dots an inch: letters of 13 points read as well as at 300, a third sooner (docs/reading.md)."""

LONGEST_SIDE = 3400
"""Pixels: A3 at ``READING_DPI``. A larger sheet is drawn smaller."""

IMAGE_LIMIT = 160_000_000
"""Bytes that the images of one page may unpack to."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey pixels, row by row, one byte each; ``scale`` is pixels to a point."""

    width: int
    height: int
    scale: float
    grey: bytes

    @property
    def dpi(self) -> int:
        return max(70, round(self.scale * 72))

    def as_pgm(self) -> bytes:
        """As the simplest of picture files."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grey

    def as_png(self) -> bytes:
        """As browsers show it: sixteen greys, which keeps a scanned sheet small."""
        halves = self.grey.translate(_HALF)
        step = self.width
        if step % 2:
            halves = b"".join(
                halves[at : at + step] + b"\x0f" for at in range(0, len(halves), step)
            )
            step += 1
        # Two pixels to a byte: the even ones in the upper half.
        packed = (
            (int.from_bytes(halves[0::2], "little") << 4) | int.from_bytes(halves[1::2], "little")
        ).to_bytes(len(halves) // 2, "little")
        wide = step // 2
        rows = b"".join(b"\0" + packed[at : at + wide] for at in range(0, len(packed), wide))
        head = struct.pack(">IIBBBBB", self.width, self.height, 4, 0, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(mark, part) for mark, part in chunks)


_HALF = bytes(grey >> 4 for grey in range(256))
_UPPER = bytes(grey & 0xF0 for grey in range(256))
_REDDER = 4
"""Sixteenths by which the red of red ink surpasses its green."""

_IS_RED = bytes(0 if (both >> 4) - (both & 15) >= _REDDER else 255 for both in range(256))


def draw_page(
    document: Any,
    number: int,
    name: str,
    *,
    dpi: int = READING_DPI,
    turn: int = 0,
    only_red: bool = False,
) -> Picture:
    """Page ``number`` (from 0) as it is seen, ``turn`` degrees clockwise.

    ``only_red``: red ink in black and all else in white, so that a stamp stands free of the text
    that it was put across. Raises ``RefusedFile`` when its images would unpack to more than
    ``IMAGE_LIMIT``, and for a page that cannot be drawn.
    """
    with PDFIUM:
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise _refused(name, number) from error
        try:
            _refuse_bomb(page, name, number)
            scale = min(dpi / 72, LONGEST_SIDE / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, rotation=turn, grayscale=not only_red)
            try:
                return (_red if only_red else _picture)(bitmap, scale)
            finally:
                bitmap.close()
        except pdfium.PdfiumError as error:
            raise _refused(name, number) from error
        finally:
            page.close()


def _picture(bitmap: Any, scale: float) -> Picture:
    pixels = bytes(bitmap.buffer)
    wide, high, step = bitmap.width, bitmap.height, bitmap.stride
    if step != wide:
        pixels = b"".join(pixels[at : at + wide] for at in range(0, step * high, step))
    return Picture(wide, high, scale, pixels)


def _red(bitmap: Any, scale: float) -> Picture:
    """The upper halves of red and green side by side in one byte say how red a pixel is."""
    pixels = bytes(bitmap.buffer)
    wide, high, step = bitmap.width, bitmap.height, bitmap.stride
    if step != wide * bitmap.n_channels:
        row = wide * bitmap.n_channels
        pixels = b"".join(pixels[at : at + row] for at in range(0, step * high, step))
    green, red = (pixels[at :: bitmap.n_channels] for at in (1, 2))
    both = int.from_bytes(red.translate(_UPPER), "little") | int.from_bytes(
        green.translate(_HALF), "little"
    )
    return Picture(wide, high, scale, both.to_bytes(len(red), "little").translate(_IS_RED))


def _refuse_bomb(page: Any, name: str, number: int) -> None:
    weight = 0
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        about = thing.get_metadata()
        weight += math.ceil(about.width * about.height * max(about.bits_per_pixel, 1) / 8)
        if weight > IMAGE_LIMIT:
            raise RefusedFile(
                "Trang %(page)s của tệp “%(name)s” chứa ảnh quá lớn nên không đọc được. "
                "Hãy quét lại ở 200 đến 300 dpi rồi tải lên lại.",
                name=name,
                page=number + 1,
            )


def _refused(name: str, number: int) -> RefusedFile:
    return RefusedFile(
        "Không vẽ được trang %(page)s của tệp “%(name)s”. Hãy kiểm tra tệp gốc.",
        name=name,
        page=number + 1,
    )


def _chunk(mark: bytes, part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + mark + part + struct.pack(">I", zlib.crc32(mark + part))
