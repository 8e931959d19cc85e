"""Samples as files: read one, and compare it with the labels beside it."""

from __future__ import annotations

import json
from pathlib import Path

from tracker.domain.vietnamese import nfc
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.export import as_document
from tracker.reading.raw_line import RawLine, RawText
from tracker.reading.scoring import Score, compare

__all__ = ["Score", "read_file", "score"]


def read_file(path: Path) -> Reading:
    """Read a .txt sample as the text reader would hand it over."""
    text = nfc(path.read_text(encoding="utf-8"))
    return read_directive(RawText(tuple(RawLine(line) for line in text.split("\n"))))


def score(text_path: Path, labels_path: Path) -> Score:
    """Compare the reading of one document with its labels."""
    labels = json.loads(labels_path.read_text(encoding="utf-8"))
    return compare(as_document(text_path.stem, read_file(text_path)), labels)
