"""A .png or .jpg without a look at the letters in it: one page that is a picture."""

from __future__ import annotations

from tracker.documents.image_header import jpeg_header, png_header
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import RawText

PHOTO = N_(
    "Tệp là ảnh chụp trang giấy nên chưa đọc được chữ. Hãy tải lên tệp .docx hoặc PDF xuất từ "
    "Word, hoặc dán nội dung văn bản."
)


def read_image(data: bytes, name: str) -> RawText:
    """No lines yet. Raises ``RefusedFile`` when the picture is broken or too large."""
    is_png = data.startswith(b"\x89PNG")
    (png_header if is_png else jpeg_header)(data, name)
    return RawText((), 1, (PHOTO,), pictures=(1,))
