"""The kinds of file that are taken in, and where each may be used."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XLSX = "xlsx"
    TEXT = "txt"
    PNG = "png"
    JPEG = "jpeg"


IMAGE_KINDS = frozenset({FileKind.PNG, FileKind.JPEG})
"""Photos and scans of single sheets."""

CONVERTED_KINDS = frozenset({FileKind.DOC, FileKind.ODT, FileKind.RTF})
"""What LibreOffice has to turn into a .docx before it can be read."""

DIRECTIVE_KINDS = (
    frozenset({FileKind.DOCX, FileKind.PDF, FileKind.TEXT}) | CONVERTED_KINDS | IMAGE_KINDS
)
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
    FileKind.DOC: ("doc",),
    FileKind.ODT: ("odt",),
    FileKind.RTF: ("rtf", "doc"),
    FileKind.XLSX: ("xlsx",),
    FileKind.TEXT: ("txt", "text", "md"),
    FileKind.PNG: ("png",),
    FileKind.JPEG: ("jpg", "jpeg"),
}
"""The endings a file of this kind may bear; the first is the usual one. Word has always opened
an RTF that is named .doc, so many bear that name."""

MIME_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.DOC: "application/msword",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.RTF: "application/rtf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.TEXT: "text/plain; charset=utf-8",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
"""What a download is declared as; never taken from the uploader."""
