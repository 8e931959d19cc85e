"""A dossier as one file: the paper, every version of every paper, and the hash of each."""

from __future__ import annotations

import hashlib
import zipfile
from typing import IO

from tracker.documents.dossier_docx import render
from tracker.domain.dossier import Dossier
from tracker.domain.errors import NotFound
from tracker.storage import FileStore

PAPER = "ho-so.docx"
MANIFEST = "MA-BAM-SHA256.txt"
_STEP = 1024 * 1024


def write_dossier(dossier: Dossier, store: FileStore, target: IO[bytes]) -> None:
    """Write the archive to ``target``. A paper that the store has lost, or whose bytes are
    withheld, is named in the manifest.

    The manifest has the form of ``sha256sum``: anyone can check the archive without us.
    """
    lines: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        paper = render(dossier)
        archive.writestr(PAPER, paper)
        lines.append(f"{hashlib.sha256(paper).hexdigest()}  {PAPER}")
        for file in dossier.files:
            if file.withheld:
                lines.append(f"# không kèm tệp ({file.withheld}): {file.sha256}  {file.path}")
                continue
            try:
                source = store.open(file.sha256)
            except NotFound:
                lines.append(f"# không còn trong kho lưu trữ: {file.sha256}  {file.path}")
                continue
            with source, archive.open(file.path, "w") as member:
                while piece := source.read(_STEP):
                    member.write(piece)
            lines.append(f"{file.sha256}  {file.path}")
        archive.writestr(MANIFEST, "\n".join(lines) + "\n")
