"""A template of official papers to begin with: every way to fill in, in the decree's layout."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.documents import template_parts as parts
from tracker.documents.docx_markup import joined
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_COLUMNS = (
    Column("TT", 12),
    Column("Nội dung", 73),
    Column("Văn bản giao", 40),
    Column("Thời hạn", 40),
)


def example() -> bytes:
    """The .docx."""
    cells = [f"cot_{n}" for n in range(1, len(_COLUMNS) + 1)]
    content = joined([
        parts.head(),
        parts.title(),
        parts.each("d", "doan", Style.BODY, "{{ d }}"),
        parts.when("dong", parts.repeated(_COLUMNS, "dong", cells, "Bảng", groups=True)),
        parts.foot(),
    ])  # fmt: skip
    properties = Properties("Mẫu văn bản", "Mẫu", "Mẫu văn bản", _MADE)
    return package([PaperSection(content)], properties)
