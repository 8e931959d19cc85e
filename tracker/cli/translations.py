"""Compile the catalogues: only .po files are kept in the repository."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.cli import AppGroup

from tracker.config import ROOT

CATALOGUES = ROOT / "tracker" / "translations"

group = AppGroup("translations", help="The English catalogue of the screens.")


@group.command("compile")
def compile_command() -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for path in compile_catalogues():
        print(path.relative_to(ROOT))


def compile_catalogues(folder: Path = CATALOGUES) -> list[Path]:
    """Write the .mo beside each .po that changed since; returns what was written.

    ``folder`` holds <locale>/LC_MESSAGES/<domain>.po. Raises OSError where it may not be written.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        fresh = target.with_suffix(".mo.new")
        fresh.write_bytes(compiled.getvalue())
        fresh.replace(target)  # another process may be reading
        written.append(target)
    return written
