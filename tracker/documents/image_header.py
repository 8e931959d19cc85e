"""What a picture says of itself in its first bytes: size, colours, which side is up.

Read before anything is unpacked, so that a small file that unpacks to a huge picture is
refused by its claim.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import number_words

PIXEL_LIMIT = 50_000_000
"""A sheet of A4 at 600 dots an inch has 35 million."""

_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PLAIN = frozenset({0xC0, 0xC1, 0xC2})
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Pixels, bits of one colour, how many colours; ``turn``: degrees clockwise to stand upright.

    ``colour_type`` and ``interlaced`` are a PNG's own words for it.
    """

    width: int
    height: int
    bits: int
    colours: int
    turn: int = 0
    colour_type: int = 2
    interlaced: bool = False


def png_header(data: bytes, name: str) -> ImageHeader:
    """Raises ``RefusedFile`` when the file is broken or claims too many pixels."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise broken(name)
    width, height, bits, kind, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    colours = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(kind)
    if colours is None or bits not in (1, 2, 4, 8, 16):
        raise broken(name)
    header = ImageHeader(width, height, bits, colours, 0, kind, bool(interlace))
    return _in_bounds(header, name)


def jpeg_header(data: bytes, name: str) -> ImageHeader:
    """Raises ``RefusedFile`` when the file is broken or claims too many pixels."""
    at, turn = 2, 0
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        mark = data[at + 1]
        if mark == 0xFF or mark in _BARE:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        part = data[at + 4 : at + 2 + length]
        if mark == 0xE1 and part.startswith(_EXIF):
            turn = _turn_of(part[len(_EXIF) :])
        elif mark in _SIZES:
            if mark not in _PLAIN or len(part) < 6:
                break
            bits, height, width, colours = struct.unpack(">BHHB", part[:6])
            return _in_bounds(ImageHeader(width, height, bits, colours, turn), name)
        at += 2 + max(length, 2)
    raise broken(name)


def broken(name: str) -> RefusedFile:
    """The refusal of a picture that cannot be opened."""
    return RefusedFile(
        "Ảnh “%(name)s” bị hỏng hoặc thuộc loại hiếm gặp, không mở được. "
        "Hãy quét hoặc chụp lại, lưu thành .jpg, .png hoặc .pdf rồi tải lên lại.",
        name=name,
    )


def _in_bounds(header: ImageHeader, name: str) -> ImageHeader:
    pixels = header.width * header.height
    if pixels == 0:
        raise broken(name)
    if pixels > PIXEL_LIMIT:
        raise RefusedFile(
            "Ảnh “%(name)s” quá lớn (%(size)s triệu điểm ảnh, mức cho phép là %(limit)s triệu). "
            "Hãy quét ở 200 đến 300 dpi rồi tải lên lại.",
            name=name,
            size=number_words(pixels / 1_000_000),
            limit=PIXEL_LIMIT // 1_000_000,
        )
    return header


def _turn_of(tiff: bytes) -> int:
    """How far a camera was turned, from the first list of tags; 0 where nothing is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 0
    (at,) = struct.unpack(order + "I", tiff[4:8])
    if at + 2 > len(tiff):
        return 0
    (count,) = struct.unpack(order + "H", tiff[at : at + 2])
    for place in range(at + 2, min(at + 2 + count * 12, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack(order + "HHIH", tiff[place : place + 10])
        if tag == _ORIENTATION:
            return _TURNS.get(value, 0)
    return 0
