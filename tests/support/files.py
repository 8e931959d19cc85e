"""A store of files in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.storage import FolderStore


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")
