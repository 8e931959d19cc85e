"""Names of folders in an archive of evidence: by item code, readable on any system."""

from __future__ import annotations

from tracker.documents.file_names import clean_name

_LONGEST = 60
"""Characters of a folder's words: Windows refuses paths beyond 260."""


def item_folder(code: str, name: str) -> str:
    """ "1.1.1 Ban hành kế hoạch": the code first, so that folders sort as the set does."""
    return f"{code} {_cut(name)}".strip(". ")


def unit_folder(name: str) -> str:
    """One unit's folder in the archive of a round, with its slash."""
    return f"{_cut(name)}/"


def _cut(name: str) -> str:
    """At the end of a word; no slash of a name makes a folder of its own."""
    words = clean_name(name.replace("/", "-").replace("\\", "-"), "khong-ten")
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rpartition(" ")[0].rstrip(" ,;.-") or words[:_LONGEST]
