"""WHERE FILES LIE. Content-addressed: a file's name is the SHA-256 of its bytes, written once.

An upload first waits in quarantine. Only ``keep`` makes it one of the files; ``discard`` leaves
nothing of it (a secret paper must not stay on the machine). The rows that point here are
written after ``keep``: a file without a row is harmless, a row without a file is not.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from tracker.domain.errors import NotFound, RefusedFile

_STEP = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WAITING = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An upload that waits: where it lies, what it is, how many bytes it has."""

    path: Path
    sha256: str
    size: int

    @property
    def token(self) -> str:
        """What it is called while it waits: random letters that say nothing of it."""
        return self.path.name

    def read(self) -> bytes:
        """All bytes, for the readers."""
        return self.path.read_bytes()


class FileStore(Protocol):
    """What the system asks of a place for files; small enough for a bucket in the cloud."""

    def quarantine(self, source: BinaryIO | bytes, *, limit: int | None = None) -> Quarantined:
        """Take in an upload; more than ``limit`` bytes is a ``RefusedFile``, leaving nothing."""
        ...

    def waiting(self, key: str) -> Quarantined:
        """An upload that waits, by the name of its path. Raises ``NotFound``."""
        ...

    def keep(self, quarantined: Quarantined) -> str:
        """Make it a file for good and return its hash. The same content twice is one file."""
        ...

    def discard(self, quarantined: Quarantined) -> None:
        """Leave nothing of an upload. Twice is once."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The bytes to read. Raises ``NotFound``."""
        ...

    def exists(self, sha256: str) -> bool:
        """Whether a file of this hash is kept."""
        ...

    def verify(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still have this hash."""
        ...

    def all_hashes(self) -> Iterator[str]:
        """Every kept file, in order."""
        ...

    def sweep_quarantine(self, older_than: datetime, *, spared: Collection[str] = ()) -> int:
        """Remove uploads that nobody came back for, save the tokens ``spared``; how many."""
        ...


class FolderStore:
    """Files under one folder: ``files/ab/cdef…`` and ``quarantine/``, on one disk."""

    def __init__(self, root: Path) -> None:
        self._files = root / "files"
        self._waiting = root / "quarantine"

    def quarantine(self, source: BinaryIO | bytes, *, limit: int | None = None) -> Quarantined:
        """See ``FileStore``. The stream is read once, in pieces, and not closed."""
        self._waiting.mkdir(parents=True, exist_ok=True)
        path = self._waiting / secrets.token_hex(16)
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        digest = hashlib.sha256()
        size = 0
        try:
            with path.open("xb") as target:
                while piece := stream.read(_STEP):
                    size += len(piece)
                    if limit is not None and size > limit:
                        raise RefusedFile(
                            "Tệp vượt mức dung lượng cho phép (%(limit)s MB). Hãy giảm dung lượng "
                            "hoặc tách thành nhiều tệp rồi tải lên lại.",
                            limit=limit // (1024 * 1024),
                        )
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Quarantined(path, digest.hexdigest(), size)

    def waiting(self, key: str) -> Quarantined:
        """See ``FileStore``."""
        if not _WAITING.fullmatch(key):
            raise _gone()
        path = self._waiting / key
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Quarantined(path, digest, path.stat().st_size)
        except FileNotFoundError as error:
            raise _gone() from error

    def keep(self, quarantined: Quarantined) -> str:
        """See ``FileStore``. Raises ``NotFound`` when it was discarded or swept meanwhile."""
        target = self.path(quarantined.sha256)
        if target.exists() and self.verify(quarantined.sha256):
            self.discard(quarantined)
            return quarantined.sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            quarantined.path.replace(target)
        except FileNotFoundError as error:
            if target.exists():
                return quarantined.sha256
            raise _missing() from error
        _settle(target.parent)
        return quarantined.sha256

    def discard(self, quarantined: Quarantined) -> None:
        """See ``FileStore``."""
        quarantined.path.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """See ``FileStore``."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise _missing() from error

    def path(self, sha256: str) -> Path:
        """Where the file of this hash lies or would lie. Raises ``NotFound`` for no hash at all."""
        if not _SHA256.fullmatch(sha256):
            raise _missing()
        return self._files / sha256[:2] / sha256[2:]

    def exists(self, sha256: str) -> bool:
        """See ``FileStore``."""
        return self.path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """See ``FileStore``."""
        try:
            with self.path(sha256).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def all_hashes(self) -> Iterator[str]:
        """See ``FileStore``. What does not look like ours is passed over."""
        for folder in sorted(self._files.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(folder.iterdir()):
                if _SHA256.fullmatch(folder.name + file.name):
                    yield folder.name + file.name

    def sweep_quarantine(self, older_than: datetime, *, spared: Collection[str] = ()) -> int:
        """See ``FileStore``. ``older_than`` is an aware time; a file in use on Windows is left."""
        swept = 0
        for path in self._waiting.glob("*"):
            if path.name in spared:
                continue
            with suppress(FileNotFoundError, PermissionError):
                if path.stat().st_mtime < older_than.timestamp():
                    path.unlink()
                    swept += 1
        return swept


def _settle(folder: Path) -> None:
    """Write the folder entry itself to disk, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _gone() -> NotFound:
    return NotFound("Tệp chờ nhập không còn nữa. Hãy tải tệp lên lại.")


def _missing() -> NotFound:
    return NotFound("Không tìm thấy tệp trong kho lưu trữ. Hãy báo người quản trị hệ thống.")
