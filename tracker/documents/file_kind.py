"""The kinds of file that are taken in, and where each may be used."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "txt"
    PNG = "png"
    JPEG = "jpeg"


IMAGE_KINDS = frozenset({FileKind.PNG, FileKind.JPEG})
"""Photos and scans of single sheets."""

DIRECTIVE_KINDS = frozenset({FileKind.DOCX, FileKind.PDF, FileKind.TEXT}) | IMAGE_KINDS
"""What a directive is read from."""

READABLE_KINDS = DIRECTIVE_KINDS | {FileKind.XLSX}
"""What text can be read from; an Excel list has a door of its own, with a look at every row."""

EVIDENCE_KINDS = frozenset(
    {FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.PNG, FileKind.JPEG}
)
"""What may prove a result: papers, sheets and photos, no bare text."""

EXTENSIONS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: ("pdf",),
    FileKind.DOCX: ("docx",),
    FileKind.XLSX: ("xlsx",),
    FileKind.TEXT: ("txt", "text", "md"),
    FileKind.PNG: ("png",),
    FileKind.JPEG: ("jpg", "jpeg"),
}
"""The endings a file of this kind may bear; the first is the usual one."""

MIME_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.TEXT: "text/plain; charset=utf-8",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
"""What a download is declared as; never taken from the uploader."""
