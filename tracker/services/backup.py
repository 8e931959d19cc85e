"""One file that holds an office: its database, its papers, and the hashes of everything.

SQLite is copied by its own online backup, PostgreSQL row by row (table_rows.py); either can be
restored into either. Not in the file: the secret key (sessions end after a restore), the key
that seals the history (it must not lie beside what it seals) and uploads that still waited in
quarantine. These functions write files, not rows of the office.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, cast

from sqlalchemy import Engine, create_engine

from tracker.domain.errors import Conflict
from tracker.services.backup_file import (
    FILES_FOLDER,
    KEPT_BESIDE,
    MANIFEST,
    ROWS_FOLDER,
    SQLITE_MEMBER,
    STEP,
    Manifest,
    manifest_of,
    opened,
)
from tracker.services.table_rows import counts_of, fill, revisions_of, rows_of, tables_of
from tracker.storage import FileStore


def create(
    engine: Engine, store: FileStore, *, data_dir: Path, target: Path, now: datetime
) -> Manifest:
    """Write the backup to ``target`` (an .zip that must not exist yet) and return its manifest.

    The database comes first: every paper that its rows name is then in the store. A backup cut
    short leaves nothing under the name of a whole one.
    """
    if target.exists():
        raise Conflict("Đã có tệp “%(name)s”.", name=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        with TemporaryDirectory(dir=target.parent) as folder, zipfile.ZipFile(part, "w") as archive:
            members: dict[str, tuple[str, int]] = {}
            if engine.dialect.name == "sqlite":
                kind, revisions, tables = _copy_sqlite(archive, engine, Path(folder), members)
            else:
                kind, revisions, tables = _copy_rows(archive, engine, members)
            _copy_files(archive, store, data_dir, members)
            manifest = Manifest(now.isoformat(), kind, revisions, tables, members)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def refuse_filled(into: Path) -> None:
    """Raise Conflict when the folder holds an office: a restore never overwrites."""
    filled = [
        path
        for path in (into.rglob("*") if into.is_dir() else ())
        if path.is_file()
        and path.name not in ("secret_key", "history_key", "installation")
        and path.stat().st_size > 0
    ]
    if filled or (into.exists() and not into.is_dir()):
        raise Conflict(
            "Thư mục “%(folder)s” đã có dữ liệu. Hãy chọn thư mục trống để khôi phục.",
            folder=into.name,
        )


def unpack_files(path: Path, *, into: Path, store: FileStore) -> int:
    """Papers into the store and the small files into the folder; returns how many papers."""
    into.mkdir(parents=True, exist_ok=True)
    count = 0
    with zipfile.ZipFile(path) as archive:
        for name in manifest_of(path).members:
            if name.startswith(f"{FILES_FOLDER}/"):
                with archive.open(name) as stream:
                    store.keep(store.quarantine(cast(BinaryIO, stream)))
                count += 1
            elif name in KEPT_BESIDE:
                (into / name).write_bytes(archive.read(name))
    return count


def load_rows(path: Path, engine: Engine) -> dict[str, int]:
    """All rows of a backup into the empty tables of ``engine``; returns table → rows.

    Raises Conflict when a table has rows already; then, and after any error, nothing is written.
    """
    with opened(path) as source, engine.begin() as connection:
        if any(counts_of(connection).values()):
            raise Conflict("Cơ sở dữ liệu đích đã có dữ liệu. Hãy dùng một cơ sở dữ liệu trống.")
        return {
            table.name: fill(connection, table, source.rows(table.name))
            for table in tables_of(connection)
        }


def _copy_files(
    archive: zipfile.ZipFile, store: FileStore, data_dir: Path, members: dict[str, tuple[str, int]]
) -> None:
    for sha in store.all_hashes():
        with store.open(sha) as stream:
            _add(archive, f"{FILES_FOLDER}/{sha}", stream, members, pack=False)
    for name in KEPT_BESIDE:
        with suppress(FileNotFoundError), (data_dir / name).open("rb") as stream:
            _add(archive, name, stream, members)


def _copy_sqlite(
    archive: zipfile.ZipFile, engine: Engine, folder: Path, members: dict[str, tuple[str, int]]
) -> tuple[str, list[str], dict[str, int]]:
    """The online backup: people go on working meanwhile."""
    copy = folder / SQLITE_MEMBER
    with (
        closing(sqlite3.connect(engine.url.database or "")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    plain = create_engine(f"sqlite:///{copy.as_posix()}")
    with plain.connect() as connection:
        revisions, tables = revisions_of(connection), counts_of(connection)
    plain.dispose()
    with copy.open("rb") as stream:
        _add(archive, SQLITE_MEMBER, stream, members)
    return "sqlite", revisions, tables


def _copy_rows(
    archive: zipfile.ZipFile, engine: Engine, members: dict[str, tuple[str, int]]
) -> tuple[str, list[str], dict[str, int]]:
    """One reading transaction sees one moment of all tables."""
    tables: dict[str, int] = {}
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        for table in tables_of(connection):
            name = f"{ROWS_FOLDER}/{table.name}.jsonl"
            digest, size, count = hashlib.sha256(), 0, 0
            with archive.open(_entry(name), "w") as member:
                for row in rows_of(connection, table):
                    line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
                    member.write(line)
                    digest.update(line)
                    size, count = size + len(line), count + 1
            members[name] = (digest.hexdigest(), size)
            tables[table.name] = count
        return "rows", revisions_of(connection), tables


def _add(
    archive: zipfile.ZipFile,
    name: str,
    stream: IO[bytes],
    members: dict[str, tuple[str, int]],
    *,
    pack: bool = True,
) -> None:
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(name, pack=pack), "w", force_zip64=True) as member:
        for piece in iter(lambda: stream.read(STEP), b""):
            member.write(piece)
            digest.update(piece)
            size += len(piece)
    members[name] = (digest.hexdigest(), size)


def _entry(name: str, *, pack: bool = True) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
    return entry
