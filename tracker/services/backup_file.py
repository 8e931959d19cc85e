"""A backup as a file: what it says about itself, whether it is whole, and the rows in it."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine

from tracker.domain.errors import InvalidInput
from tracker.services.table_rows import counts_of, rows_of, tables_of

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE_MEMBER = "database.db"
ROWS_FOLDER = "tables"
FILES_FOLDER = "files"
KEPT_BESIDE = ("office.json",)
"""Small files of the data folder that belong to the office."""

STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says about itself. ``members``: name → (SHA-256, bytes)."""

    made_at: str
    database: str
    """"sqlite" (a database file) or "rows" (a file of rows per table)."""
    revisions: list[str]
    tables: dict[str, int]
    members: dict[str, tuple[str, int]] = field(default_factory=dict)
    format: int = FORMAT


def manifest_of(path: Path) -> Manifest:
    """What the file says about itself. Raises InvalidInput for what is no backup of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            raw: dict[str, Any] = json.loads(archive.read(MANIFEST))
        members = {name: (str(sha), int(size)) for name, (sha, size) in raw["members"].items()}
        found = Manifest(**(raw | {"members": members}))
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise InvalidInput("“%(name)s” không phải là tệp sao lưu.", name=path.name) from error
    if found.format > FORMAT:
        raise InvalidInput("Tệp sao lưu thuộc một phiên bản mới hơn của phần mềm.")
    return found


def faults_of(path: Path) -> list[str]:
    """Everything that is wrong with a backup, in Vietnamese; empty for a good one.

    Reads every byte: each member has its hash, nothing is missing or added, the database is
    whole, has the rows that the manifest counts, and every paper that it names is there.
    """
    manifest = manifest_of(path)
    faults: list[str] = []
    with zipfile.ZipFile(path) as archive:
        present = {info.filename for info in archive.infolist()} - {MANIFEST}
        faults += [f"thiếu {name}" for name in sorted(manifest.members.keys() - present)]
        faults += [f"thừa {name}" for name in sorted(present - manifest.members.keys())]
        for name in sorted(present & manifest.members.keys()):
            if _digest(archive, name) != manifest.members[name]:
                faults.append(f"nội dung của {name} đã bị thay đổi")
    if faults:
        return faults
    with opened(path) as source:
        faults += source.faults()
        named = {row["sha256"] for row in source.rows("blob")}
    files = {name.rpartition("/")[2] for name in manifest.members if name.startswith(FILES_FOLDER)}
    return faults + [f"thiếu văn bản có mã {sha[:12]}" for sha in sorted(named - files)]


def unpack_database(path: Path, *, target: Path) -> None:
    """The SQLite file of a backup that has one, as it was."""
    part = target.with_name(f"{target.name}.part")
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(SQLITE_MEMBER) as source,
        part.open("wb") as file,
    ):
        for piece in iter(lambda: source.read(STEP), b""):
            file.write(piece)
    os.replace(part, target)


@dataclass(frozen=True, slots=True)
class Source:
    """The database of a backup, whichever form it has."""

    rows: Callable[[str], Iterator[dict[str, Any]]]
    faults: Callable[[], list[str]]


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Read the rows of a backup."""
    manifest = manifest_of(path)
    with TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        if manifest.database == "rows":
            yield _rows_source(archive, manifest)
            return
        copy = Path(folder) / SQLITE_MEMBER
        unpack_database(path, target=copy)
        engine = create_engine(f"sqlite:///{copy.as_posix()}")
        try:
            with engine.connect() as connection:
                by_name = {table.name: table for table in tables_of(connection)}

                def rows(name: str) -> Iterator[dict[str, Any]]:
                    return rows_of(connection, by_name[name]) if name in by_name else iter(())

                yield Source(rows, lambda: _sqlite_faults(copy, counts_of(connection), manifest))
        finally:
            engine.dispose()


def _rows_source(archive: zipfile.ZipFile, manifest: Manifest) -> Source:
    def rows(name: str) -> Iterator[dict[str, Any]]:
        member = f"{ROWS_FOLDER}/{name}.jsonl"
        if member not in manifest.members:
            return
        with archive.open(member) as stream:
            for line in stream:
                yield json.loads(line)

    def faults() -> list[str]:
        counted = {name: sum(1 for _row in rows(name)) for name in manifest.tables}
        return _count_faults(counted, manifest)

    return Source(rows, faults)


def _sqlite_faults(file: Path, counted: dict[str, int], manifest: Manifest) -> list[str]:
    with closing(sqlite3.connect(file)) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        broken = raw.execute("PRAGMA foreign_key_check").fetchone()
    faults = [] if whole else ["cơ sở dữ liệu bị hỏng"]
    faults += [f"dữ liệu của bảng {broken[0]} trỏ đến dòng không có"] if broken else []
    return faults + _count_faults(counted, manifest)


def _count_faults(counted: dict[str, int], manifest: Manifest) -> list[str]:
    return [
        f"bảng {name} có {counted.get(name, 0)} dòng thay vì {count}"
        for name, count in manifest.tables.items()
        if counted.get(name, 0) != count
    ]


def _digest(archive: zipfile.ZipFile, name: str) -> tuple[str, int]:
    """Hash and size; of a member that cannot be read, nothing that any manifest says."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as stream:
            for piece in iter(lambda: stream.read(STEP), b""):
                digest.update(piece)
                size += len(piece)
    except zipfile.BadZipFile:
        return "", -1
    return digest.hexdigest(), size
