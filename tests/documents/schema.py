"""Whether Word opens a .docx without repair: the Open XML schema and a zip of single names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

from openxml_audit import OpenXmlValidator


def schema_faults(content: bytes, folder: Path) -> list[str]:
    """Every fault with its part and path."""
    path = folder / "paper.docx"
    path.write_bytes(content)
    with ZipFile(path) as package:
        names = Counter(info.filename.casefold() for info in package.infolist())
    found = OpenXmlValidator().validate(path).errors
    twice = [f"duplicate part {name}" for name, count in names.items() if count > 1]
    return twice + [f"{each.part_uri} {each.path}: {each.description}" for each in found]
