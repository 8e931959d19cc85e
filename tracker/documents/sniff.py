"""What a file really is. The name is only a claim; the bytes decide, and both must agree."""

from __future__ import annotations

import re
from collections.abc import Collection

from tracker.documents.compound_file import SIGN, BadCompoundFile, CompoundFile
from tracker.documents.file_kind import CONVERTED_KINDS, EXTENSIONS, FileKind
from tracker.documents.file_names import extension
from tracker.documents.office_package import OfficePackage
from tracker.documents.pdf_file import open_pdf
from tracker.documents.text_decoding import is_text
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_
from tracker.domain.vietnamese import number_words

FILE_LIMIT = 50 * 1024 * 1024
"""Bytes of one uploaded file, unless the caller names another limit."""

_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OTHER_BINARY = (b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\x00\x00\x01\x00", b"ID3")
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|\?xml|svg|script)", re.IGNORECASE)

_OURS = frozenset(ending for endings in EXTENSIONS.values() for ending in endings)
_FOREIGN = frozenset(
    {
        "7z",
        "bat",
        "bmp",
        "cmd",
        "com",
        "csv",
        "dll",
        "docm",
        "dot",
        "dotx",
        "exe",
        "gif",
        "hta",
        "htm",
        "html",
        "jar",
        "js",
        "lnk",
        "msi",
        "ods",
        "ps1",
        "py",
        "rar",
        "scr",
        "sh",
        "svg",
        "tif",
        "tiff",
        "vbs",
        "xls",
        "xlsm",
        "xml",
        "zip",
    }
)
"""Endings of other kinds: bytes that are none of ours must not come in under them."""

_ADVICE: dict[str, str] = {
    "doc": N_(
        "Tệp “%(name)s” là tệp Word đời cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, "
        "chọn Lưu thành… .docx rồi tải lên lại."
    ),
    "xls": N_(
        "Tệp “%(name)s” là tệp Excel đời cũ (.xls). Hãy mở bằng Excel hoặc LibreOffice, "
        "chọn Lưu thành… .xlsx rồi tải lên lại."
    ),
    "odt": N_(
        "Tệp “%(name)s” là tệp LibreOffice (.odt). Hãy chọn Lưu thành… .docx rồi tải lên lại."
    ),
    "ods": N_(
        "Tệp “%(name)s” là bảng tính hoặc trình chiếu của LibreOffice (.ods, .odp). "
        "Hãy chọn Lưu thành… .docx, .xlsx hoặc .pdf rồi tải lên lại."
    ),
    "rtf": N_(
        "Tệp “%(name)s” là tệp RTF. Hãy mở bằng Word, chọn Lưu thành… .docx rồi tải lên lại."
    ),
    "locked": N_(
        "Tệp “%(name)s” được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lên lại."
    ),
    "macro": N_(
        "Tệp “%(name)s” có chứa macro nên không được nhận. "
        "Hãy chọn Lưu thành… .docx hoặc .xlsx (loại không có macro) rồi tải lên lại."
    ),
    "template": N_(
        "Tệp “%(name)s” là tệp mẫu của Word hoặc Excel. "
        "Hãy chọn Lưu thành… .docx hoặc .xlsx rồi tải lên lại."
    ),
    "object": N_(
        "Tệp RTF “%(name)s” có đối tượng nhúng bên trong nên không được nhận. "
        "Hãy mở bằng Word, bỏ đối tượng đó, chọn Lưu thành… .docx rồi tải lên lại."
    ),
    "archive": N_("Tệp “%(name)s” là tệp nén. Hãy giải nén rồi tải lên từng tệp bên trong."),
    "program": N_(
        "Tệp “%(name)s” là chương trình chạy được, không phải văn bản, nên không được nhận. "
        "Nếu không rõ tệp này từ đâu đến, đừng mở và hãy báo người quản trị hệ thống."
    ),
    "markup": N_(
        "Tệp “%(name)s” là trang web hoặc tệp mã, không phải văn bản. Hãy mở ra, "
        "sao chép phần nội dung và dán vào ô nhập văn bản."
    ),
    "broken": N_(
        "Tệp “%(name)s” bị hỏng hoặc không đúng loại như tên tệp. Hãy mở tệp gốc, "
        "lưu lại thành tệp mới rồi tải lên lại."
    ),
    "other": N_(
        "Không nhận ra loại của tệp “%(name)s”. Hãy tải lên tệp thuộc một trong các loại: "
        "%(kinds)s."
    ),
}
"""What is not taken in, and what to do instead."""


def recognise(
    data: bytes,
    name: str,
    *,
    allowed: Collection[FileKind] = tuple(FileKind),
    limit: int = FILE_LIMIT,
) -> FileKind:
    """The kind of a file that is sound as far as can be known without reading its text.

    ``limit`` is in bytes. Raises ``RefusedFile`` when the file is empty, too large, not of an
    ``allowed`` kind, named as another kind, locked, broken, or unpacks to more than it should.
    """
    if not data:
        raise RefusedFile(
            "Tệp “%(name)s” trống, không có nội dung. Hãy kiểm tra tệp gốc rồi tải lên lại.",
            name=name,
        )
    if len(data) > limit:
        raise RefusedFile(
            "Tệp “%(name)s” nặng %(size)s MB, vượt mức %(limit)s MB cho phép. "
            "Hãy giảm dung lượng hoặc tách thành nhiều tệp rồi tải lên lại.",
            name=name,
            size=_megabytes(len(data)),
            limit=_megabytes(limit),
        )
    kind = _kind(data, name, allowed)
    _refuse_wrong_kind(kind, name, allowed)
    _refuse_wrong_name(kind, name)
    return kind


def _kind(data: bytes, name: str, allowed: Collection[FileKind]) -> FileKind:
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_kind(data, name, allowed)
    if b"%PDF-" in head and not head.startswith(_PROGRAMS):
        open_pdf(data, name).close()
        return FileKind.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head.startswith(SIGN):
        return _compound_kind(data, name, allowed)
    if head.startswith(b"{\\rtf"):
        return _rich_text(data, name, allowed)
    if (refused := _refused_kind(head)) is not None:
        raise _advice(refused, name, allowed)
    if not is_text(data):
        raise _advice("broken" if extension(name) in _OURS else "other", name, allowed)
    return FileKind.TEXT


def _zipped_kind(data: bytes, name: str, allowed: Collection[FileKind]) -> FileKind:
    package = OfficePackage(data, name)
    if package.kind in ("docx", "xlsx"):
        package.check_whole()
        return FileKind(package.kind)
    if package.kind in ("macro", "template"):
        raise _advice(package.kind, name, allowed)
    if package.open_document:
        return _open_document(package, name, allowed)
    if extension(name) in ("docx", "xlsx"):
        raise RefusedFile(
            "Tệp “%(name)s” mang đuôi của Word hoặc Excel nhưng bên trong không phải. "
            "Hãy mở tệp gốc, lưu lại rồi tải lên lại.",
            name=name,
        )
    raise _advice("archive", name, allowed)


def _open_document(package: OfficePackage, name: str, allowed: Collection[FileKind]) -> FileKind:
    kind = package.open_document
    if kind == "text-template":
        raise _advice("template", name, allowed)
    if kind not in ("text", "text-master"):
        raise _advice("ods", name, allowed)
    if package.is_locked:
        raise _advice("locked", name, allowed)
    if package.has_folder("Basic", "Scripts"):
        raise _advice("macro", name, allowed)
    package.check_whole()
    return FileKind.ODT


def _compound_kind(data: bytes, name: str, allowed: Collection[FileKind]) -> FileKind:
    """Word's old files are taken in, those of other programs not."""
    try:
        file = CompoundFile(data)
    except BadCompoundFile as error:
        raise _advice("broken", name, allowed) from error
    if file.is_locked:
        raise _advice("locked", name, allowed)
    if not file.has("WordDocument"):
        raise _advice("xls" if file.has("Workbook", "Book") else "other", name, allowed)
    if file.has("_VBA_PROJECT", "Macros"):
        raise _advice("macro", name, allowed)
    return FileKind.DOC


def _rich_text(data: bytes, name: str, allowed: Collection[FileKind]) -> FileKind:
    """What is embedded in an RTF may be any program, and opens with it."""
    if b"\\objdata" in data or b"\\objupdate" in data:
        raise _advice("object", name, allowed)
    return FileKind.RTF


def _refused_kind(head: bytes) -> str | None:
    if head.startswith(_PROGRAMS) and (b"\0" in head or head.startswith(b"#!")):
        return "program"
    if head.startswith(_ARCHIVES):
        return "archive"
    if head.startswith(_OTHER_BINARY) and b"\0" in head:
        return "other"
    return "markup" if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _refuse_wrong_kind(kind: FileKind, name: str, allowed: Collection[FileKind]) -> None:
    if kind in allowed:
        return
    if kind in CONVERTED_KINDS:
        raise _advice(kind.value, name, allowed)
    raise RefusedFile(
        "Tệp “%(name)s” thuộc loại .%(kind)s, không dùng được ở đây. "
        "Hãy tải lên tệp thuộc một trong các loại: %(kinds)s.",
        name=name,
        kind=kind.value,
        kinds=_listed(allowed),
    )


def _refuse_wrong_name(kind: FileKind, name: str) -> None:
    """A known ending must fit; "Kế hoạch 05.2024" ends in nothing that we know and is let pass."""
    ending = extension(name)
    if ending in _OURS | _FOREIGN and ending not in EXTENSIONS[kind]:
        raise RefusedFile(
            "Tệp “%(name)s” mang đuôi .%(ending)s nhưng nội dung là loại .%(kind)s. "
            "Hãy kiểm tra lại tệp, đổi đuôi cho đúng rồi tải lên lại.",
            name=name,
            ending=ending,
            kind=kind.value,
        )


def _advice(refused: str, name: str, allowed: Collection[FileKind]) -> RefusedFile:
    return RefusedFile(_ADVICE[refused], name=name, kinds=_listed(allowed))


def _listed(kinds: Collection[FileKind]) -> str:
    return ", ".join(f".{kind.value}" for kind in FileKind if kind in kinds)


def _megabytes(size: int) -> str:
    return number_words(size / (1024 * 1024), 1)
