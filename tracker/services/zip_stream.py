"""A zip that leaves while it is made: nothing of it lies on a disk, memory holds one piece."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from tracker.domain.dossier import DossierFile
from tracker.domain.errors import NotFound
from tracker.domain.local_time import local_moment
from tracker.storage import FileStore

_STEP = 256 * 1024


class _Pipe(io.RawIOBase):
    """What was written and not taken yet. Cannot seek, so the zip does without."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._held += data
        return len(data)

    def take(self) -> bytes:
        """All of it; empty afterwards."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


class ZipStream:
    """Members are added one after the other; each deed yields what is ready to leave.

    ``lines``: the manifest in the form of ``sha256sum``, so that anyone can check the archive.
    """

    def __init__(self, store: FileStore, *, at: datetime) -> None:
        """``at`` (aware): the moment that every member bears, as clocks here show it."""
        self._store = store
        self._at = local_moment(at).timetuple()[:6]
        self._pipe = _Pipe()
        self._zip = zipfile.ZipFile(self._pipe, "w", zipfile.ZIP_DEFLATED)
        self.lines: list[str] = []

    def put(self, path: str, content: bytes, *, listed: bool = True) -> Iterator[bytes]:
        """A member made here."""
        self._zip.writestr(self._entry(path), content)
        if listed:
            self.lines.append(f"{hashlib.sha256(content).hexdigest()}  {path}")
        yield self._pipe.take()

    def copy(self, file: DossierFile) -> Iterator[bytes]:
        """A kept file; one that is withheld or lost is only named in the manifest."""
        if file.withheld:
            self.lines.append(f"# không kèm tệp ({file.withheld}): {file.sha256}  {file.path}")
            return
        try:
            source = self._store.open(file.sha256)
        except NotFound:
            self.lines.append(f"# không còn trong kho lưu trữ: {file.sha256}  {file.path}")
            return
        with source, self._zip.open(self._entry(file.path), "w", force_zip64=True) as member:
            while piece := source.read(_STEP):
                member.write(piece)
                yield self._pipe.take()
        self.lines.append(f"{file.sha256}  {file.path}")
        yield self._pipe.take()

    def _entry(self, path: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(path, date_time=self._at)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry

    def close(self) -> Iterator[bytes]:
        """The end of the archive."""
        self._zip.close()
        yield self._pipe.take()
