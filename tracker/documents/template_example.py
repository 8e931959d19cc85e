"""A template to begin with: every way to fill in, in the office's own layout."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.documents.docx_markup import joined, paragraph
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_S = Style
_HEAD = (
    (_S.NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (_S.MOTTO, "Độc lập - Tự do - Hạnh phúc"),
    (_S.SUPERIOR, "{{ co_quan_chu_quan|upper }}"),
    (_S.ISSUER, "{{ co_quan_ban_hanh|upper }}"),
    (_S.NUMBER, "Số: {{ so_ky_hieu }}"),
    (_S.PLACE_DATE, "{{ dia_danh }}, {{ ngay_thang }}"),
    (_S.TITLE, "{{ loai_van_ban|upper }}"),
    (_S.SUBJECT, "{{ trich_yeu }}"),
    (_S.BODY, "{%p for noi in kinh_gui %}"),
    (_S.BODY, "Kính gửi: {{ noi }}"),
    (_S.BODY, "{%p endfor %}"),
    (_S.BODY, "{%p for d in doan %}"),
    (_S.BODY, "{{ d }}"),
    (_S.BODY, "{%p endfor %}"),
)
_FOOT = (
    (_S.BODY, "{{ ket_thuc }}./."),
    (_S.AUTHORITY, "{%p for dong_ky in quyen_han %}"),
    (_S.AUTHORITY, "{{ dong_ky|upper }}"),
    (_S.AUTHORITY, "{%p endfor %}"),
    (_S.AUTHORITY, "{{ chuc_vu|upper }}"),
    (_S.SIGNER, "{{ ho_ten }}"),
    (_S.RECEIVERS_LABEL, "Nơi nhận:"),
    (_S.RECEIVER, "{%p for noi in noi_nhan %}"),
    (_S.RECEIVER, "- {{ noi }};"),
    (_S.RECEIVER, "{%p endfor %}"),
    (_S.RECEIVER, "- Lưu: {{ luu }}."),
)
_COLUMNS = (
    Column("TT", 12),
    Column("Nội dung", 73),
    Column("Văn bản giao", 40),
    Column("Thời hạn", 40),
)


def example() -> bytes:
    """The .docx."""
    cells = tuple(f"{{{{ d.cot_{n} }}}}" for n in range(1, len(_COLUMNS) + 1))
    blank = ("",) * (len(_COLUMNS) - 1)
    rows = [Row(("{%tr for d in dong %}", *blank)), Row(cells), Row(("{%tr endfor %}", *blank))]
    content = joined([
        *[paragraph(style, text) for style, text in _HEAD],
        data_table(_COLUMNS, rows, title="Bảng"),
        *[paragraph(style, text) for style, text in _FOOT],
    ])  # fmt: skip
    properties = Properties("Mẫu văn bản", "Mẫu", "Mẫu văn bản", _MADE)
    return package([PaperSection(content)], properties)
