"""A Word or Excel file as what it is: a zip of XML parts, opened without trusting its word.

A zip may claim small sizes and unpack to gigabytes, hold the same bytes many times over, or
carry XML whose entities multiply. Everything here is checked before anything is parsed, and
only parts that are asked for stay in memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from tracker.documents.safe_xml import BadXml, parse_xml
from tracker.domain.errors import RefusedFile

UNPACKED_LIMIT = 300 * 1024 * 1024
"""Bytes of all entries together; a scan-laden report of 100 pages stays far below."""

PART_LIMIT = 16 * 1024 * 1024
"""Bytes of one XML part that we parse: about 1500 pages of text."""

TAG_LIMIT = 1_500_000
"""Tags of one part: a tree of elements takes far more memory than its text."""

ENTRY_LIMIT = 5000
_LOCAL_HEADER = 30
_STEP = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    OverflowError,
)

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

OfficeKind = Literal["docx", "xlsx", "macro", "template", "other"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one part to another: its kind (last word of the type) and the target part."""

    kind: str
    target: str


class OfficePackage:
    """The parts of one package by name ("word/document.xml")."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ``RefusedFile`` when the zip is broken, encrypted or a bomb."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise self._broken() from error
        if any(entry.flag_bits & 1 for entry in entries):
            raise RefusedFile(
                "Tệp “%(name)s” được đặt mật khẩu nên không đọc được. "
                "Hãy bỏ mật khẩu rồi tải lên lại.",
                name=name,
            )
        self._refuse_declared_bomb(entries, len(data))
        self._parts = {entry.filename.lstrip("/").lower(): entry for entry in entries}
        self.kind, self.main_part = self._kind_and_main_part()

    @property
    def is_locked(self) -> bool:
        """Whether a LibreOffice file is encrypted: its list of parts says so."""
        return b"encryption-data" in self._start("META-INF/manifest.xml", PART_LIMIT)

    @property
    def open_document(self) -> str:
        """What kind of LibreOffice file this is ("text", "spreadsheet"); "" for all others."""
        said = self._start("mimetype", 200).decode("ascii", "replace").strip()
        return said.removeprefix(_OPEN_DOCUMENT) if said.startswith(_OPEN_DOCUMENT) else ""

    def check_whole(self) -> None:
        """Unpack every entry once, keeping nothing: sizes and checksums are what they claim."""
        total = 0
        for entry in self._zip.infolist():
            try:
                with self._zip.open(entry) as stream:
                    while chunk := stream.read(_STEP):
                        total += len(chunk)
                        if total > UNPACKED_LIMIT:
                            raise self._bomb()
            except _BROKEN as error:
                raise self._broken() from error

    def xml_size(self) -> int:
        """Bytes of all XML within, unpacked, as its entries claim."""
        return sum(
            entry.file_size
            for part, entry in self._parts.items()
            if part.endswith((".xml", ".rels"))
        )

    def has(self, part: str) -> bool:
        """Whether there is a part of this name, in whatever case."""
        return part.lower() in self._parts

    def has_folder(self, *names: str) -> bool:
        """Whether any part lies in one of these folders at the top."""
        return any(part.startswith(f"{name.lower()}/") for part in self._parts for name in names)

    def xml(self, part: str) -> Element | None:
        """The parsed part, or None when the package has none of this name."""
        entry = self._parts.get(part.lower())
        if entry is None:
            return None
        if entry.file_size > PART_LIMIT:
            raise self._bomb()
        try:
            with self._zip.open(entry) as stream:
                raw = stream.read(PART_LIMIT + 1)
        except _BROKEN as error:
            raise self._broken() from error
        if len(raw) > PART_LIMIT or raw.count(b"<") > TAG_LIMIT:
            raise self._bomb()
        try:
            return parse_xml(raw)
        except BadXml as error:
            raise self._broken() from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Where a part's relation ids lead inside the package; outside targets are left out."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for node in root.iter(f"{_RELATIONS}Relationship") if root is not None else ():
            if node.get("TargetMode") == "External":
                continue
            target = unquote(node.get("Target", ""))
            full = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = node.get("Type", "").rpartition("/")[2]
            found[node.get("Id", "")] = Relation(kind, posixpath.normpath(full).lstrip("/"))
        return found

    def _start(self, part: str, limit: int) -> bytes:
        """The first bytes of a part; b"" when there is none of this name."""
        entry = self._parts.get(part.lower())
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as stream:
                return stream.read(limit)
        except _BROKEN as error:
            raise self._broken() from error

    def _kind_and_main_part(self) -> tuple[OfficeKind, str]:
        types = self.xml("[Content_Types].xml")
        if types is None:
            return "other", ""
        names = {
            node.get("ContentType", ""): node.get("PartName", "").lstrip("/")
            for node in types.iter(f"{_TYPES}Override")
        }
        if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in names):
            return "macro", ""
        if any(re.search(r"(^|/)vbaproject\.bin$", part) for part in self._parts):
            return "macro", ""
        for kind, content_type in (("docx", _WORD), ("xlsx", _SHEET)):
            if self.has(names.get(content_type, "\0")):
                return ("docx" if kind == "docx" else "xlsx"), names[content_type]
        if any(".template.main+xml" in kind for kind in names):
            return "template", ""
        return "other", ""

    def _refuse_declared_bomb(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        if len(entries) > ENTRY_LIMIT or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
            raise self._bomb()
        end = 0
        for entry in sorted(entries, key=lambda e: e.header_offset):
            if entry.header_offset < end:  # entries that share bytes: a bomb, or a torn file
                raise self._broken()
            end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
        if end > size:
            raise self._broken()

    def _bomb(self) -> RefusedFile:
        return RefusedFile(
            "Tệp “%(name)s” khi giải nén lớn hơn mức cho phép nên không được nhận. "
            "Hãy bỏ bớt hình ảnh, tách thành nhiều tệp hoặc lưu dưới dạng PDF rồi tải lên lại.",
            name=self.name,
        )

    def _broken(self) -> RefusedFile:
        return RefusedFile(
            "Tệp “%(name)s” bị hỏng, không mở được. Hãy mở tệp gốc bằng Word hoặc Excel, "
            "lưu lại thành tệp mới rồi tải lên lại.",
            name=self.name,
        )
