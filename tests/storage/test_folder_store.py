"""Uploads wait in quarantine, are kept once under their hash, or leave nothing."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.domain.errors import NotFound, RefusedFile
from tracker.storage import FileStore, FolderStore

PAPER = "Quyết định số 15".encode()
HASH = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "kho")


def files_under(path: Path) -> list[Path]:
    return [file for file in path.rglob("*") if file.is_file()]


def test_a_folder_is_a_file_store(tmp_path: Path) -> None:
    store: FileStore = FolderStore(tmp_path)
    assert list(store.all_hashes()) == []


@pytest.mark.parametrize("source", [PAPER, io.BytesIO(PAPER)], ids=["bytes", "stream"])
def test_an_upload_waits_and_is_kept(store: FolderStore, source: bytes | io.BytesIO) -> None:
    waiting = store.quarantine(source)
    assert (waiting.sha256, waiting.size, waiting.read()) == (HASH, len(PAPER), PAPER)
    assert not store.exists(HASH)
    assert store.keep(waiting) == HASH
    assert not waiting.path.exists()
    with store.open(HASH) as stream:
        assert stream.read() == PAPER
    assert store.path(HASH).parts[-2:] == (HASH[:2], HASH[2:])


def test_the_same_content_twice_is_one_file(store: FolderStore) -> None:
    first, second = store.quarantine(PAPER), store.quarantine(PAPER)
    assert first.path != second.path
    assert store.keep(first) == store.keep(second) == HASH
    assert list(store.all_hashes()) == [HASH]
    assert not second.path.exists()


def test_what_is_discarded_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    waiting = store.quarantine(PAPER)
    store.discard(waiting)
    store.discard(waiting)
    assert files_under(tmp_path) == []
    with pytest.raises(NotFound):
        store.keep(waiting)


def test_keeping_twice_is_keeping_once(store: FolderStore) -> None:
    waiting = store.quarantine(PAPER)
    assert store.keep(waiting) == store.keep(waiting) == HASH


def test_too_large_an_upload_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="vượt mức dung lượng cho phép"):
        store.quarantine(io.BytesIO(b"a" * 3_000_000), limit=2_000_000)
    assert files_under(tmp_path) == []
    assert store.quarantine(b"a" * 10, limit=10).size == 10


def test_an_upload_that_breaks_off_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(3)

    with pytest.raises(ConnectionResetError):
        store.quarantine(Broken(PAPER))
    assert files_under(tmp_path) == []


def test_a_damaged_file_is_found_and_mended_by_the_next_upload(store: FolderStore) -> None:
    store.keep(store.quarantine(PAPER))
    assert store.verify(HASH)
    store.path(HASH).write_bytes(b"khac")
    assert store.exists(HASH)
    assert not store.verify(HASH)
    store.keep(store.quarantine(PAPER))
    assert store.verify(HASH)


def test_a_missing_file_is_not_found(store: FolderStore) -> None:
    assert not store.exists(HASH)
    assert not store.verify(HASH)
    with pytest.raises(NotFound):
        store.open(HASH)


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", HASH.upper(), HASH[:-1], HASH + "0", f"{HASH}\n"]
)
def test_only_hashes_are_asked_for(store: FolderStore, name: str) -> None:
    with pytest.raises(NotFound):
        store.path(name)
    with pytest.raises(NotFound):
        store.open(name)


def test_all_hashes_pass_over_what_is_not_ours(store: FolderStore) -> None:
    kept = sorted(store.keep(store.quarantine(bytes([n]))) for n in range(20))
    folder = store.path(kept[0]).parent
    (folder / "Thumbs.db").write_bytes(b"x")
    assert list(store.all_hashes()) == kept


def test_old_uploads_are_swept(store: FolderStore) -> None:
    now = datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert store.sweep_quarantine(now) == 0
    old, fresh = store.quarantine(b"old"), store.quarantine(b"fresh")
    for waiting, hours in ((old, 25), (fresh, 1)):
        at = (now - timedelta(hours=hours)).timestamp()
        os.utime(waiting.path, (at, at))
    assert store.sweep_quarantine(now - timedelta(hours=24)) == 1
    assert not old.path.exists()
    assert fresh.path.exists()
