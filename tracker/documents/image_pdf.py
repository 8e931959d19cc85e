"""A .png or .jpg as a PDF of one page around the same bytes: pictures are then read one way only.

Nothing is unpacked or pressed anew here: a PDF holds the data of a JPEG, and the rows of a PNG,
as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tracker.documents.file_kind import FileKind
from tracker.documents.image_header import ImageHeader, broken, jpeg_header, png_header
from tracker.domain.errors import RefusedFile

LONG_SIDE = 842.0
"""Points: a picture is taken for a sheet of A4."""

_NAMES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}


def image_pdf(data: bytes, name: str, kind: FileKind) -> bytes:
    """The page. Raises ``RefusedFile`` when the picture is broken or too large."""
    if kind is FileKind.JPEG:
        header = jpeg_header(data, name)
        colours = _NAMES.get(header.colours)
        if colours is None:
            raise broken(name)
        looks = b"/Filter /DCTDecode /ColorSpace " + colours
        if header.colours == 4:
            looks += b" /Decode [1 0 1 0 1 0 1 0]"
        return _page(header, looks, data)
    header = png_header(data, name)
    if header.interlaced:
        raise RefusedFile(
            "Ảnh “%(name)s” được lưu kiểu hiện dần (interlaced) nên không đọc được. "
            "Hãy lưu lại thành .png thường, .jpg hoặc .pdf rồi tải lên lại.",
            name=name,
        )
    rows = b"".join(part for mark, part in _chunks(data) if mark == b"IDAT")
    palette = next((part for mark, part in _chunks(data) if mark == b"PLTE"), b"")
    if not rows or (header.colour_type == 3 and not palette):
        raise broken(name)
    looks = (
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d"
        b" /Columns %d >> /ColorSpace %b"
        % (header.colours, header.bits, header.width, _png_colours(header, palette))
    )
    return _page(header, looks, rows)


def _png_colours(header: ImageHeader, palette: bytes) -> bytes:
    """A palette, plain colours, or colours with their opacity, which is taken off."""
    if header.colour_type == 3:
        return b"[/Indexed /DeviceRGB %d <%b>]" % (len(palette) // 3 - 1, palette.hex().encode())
    if header.colour_type == 4:
        return b"[/DeviceN [/Grey /Opacity] /DeviceGray 6 0 R]"
    if header.colour_type == 6:
        return b"[/DeviceN [/Red /Green /Blue /Opacity] /DeviceRGB 6 0 R]"
    return _NAMES[header.colours]


def _page(header: ImageHeader, looks: bytes, stream: bytes) -> bytes:
    scale = LONG_SIDE / max(header.width, header.height)
    wide, high = header.width * scale, header.height * scale
    drawn = b"%.3f 0 0 %.3f 0 0 cm /Im Do" % (wide, high)
    ranges = b"0 1 " * header.colours
    shown = b"0 1 " * (header.colours - 1)
    things = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f] /Rotate %d /Contents 4 0 R"
        b" /Resources << /XObject << /Im 5 0 R >> >> >>" % (wide, high, header.turn),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d %b"
        b" /Length %d >>\nstream\n%b\nendstream"
        % (header.width, header.height, header.bits, looks, len(stream), stream),
        b"<< /FunctionType 4 /Domain [%b] /Range [%b] /Length 5 >>\nstream\n{pop}\nendstream"
        % (ranges, shown),
    ]
    pieces, places, at = [b"%PDF-1.5\n"], [], 9
    for number, thing in enumerate(things, start=1):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, thing)
        places.append(at)
        pieces.append(piece)
        at += len(piece)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(things) + 1
    pieces.append(
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (count, table, count, at)
    )
    return b"".join(pieces)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, mark = struct.unpack(">I4s", data[at : at + 8])
        yield mark, data[at + 8 : at + 8 + length]
        at += 12 + length
