"""A dossier (hồ sơ): everything about one task as a frozen value, for whoever asks later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DossierTable:
    """A table of the dossier: column names with their widths in millimetres, rows of text."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DossierPart:
    """A numbered part: facts in sentences, then a table; without either it says that in words."""

    name: str
    lines: tuple[str, ...] = ()
    table: DossierTable | None = None

    @property
    def is_empty(self) -> bool:
        return not self.lines and (self.table is None or not self.table.rows)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A paper that goes along: its hash in the store, its path in the archive.

    ``withheld``: why its bytes stay behind (a virus, not looked at yet); "" when they go along.
    """

    sha256: str
    path: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was known at ``made_at`` (aware). ``seal``: the end of the history's chain then."""

    office: str
    subject: str
    made_at: datetime
    made_by: str
    seal: str
    parts: tuple[DossierPart, ...]
    files: tuple[DossierFile, ...]
    kind: str = "Hồ sơ theo dõi nhiệm vụ"


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A line of the table of contents (mục lục văn bản, tài liệu); ``file`` None: no bytes."""

    number: str
    day: str
    title: str
    author: str
    file: DossierFile | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DirectiveDossier:
    """The dossier of an order: its story, what lies in it, the tasks whose dossiers follow.

    ``folders``: task key → folder in the archive; each task's own dossier is asked for when its
    turn comes, so that a class duty of 300 units does not lie in memory at once.
    """

    story: Dossier
    listed: tuple[ListedPaper, ...]
    folders: tuple[tuple[int, str], ...]
