"""The dossier of an order as one file that leaves while it is made (docs/decisions/0020).

``muc-luc.docx`` and the manifest come last: by then it is known how many pages each paper has and
which of them the store has lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tracker.documents.dossier_docx import render
from tracker.documents.paper_pages import page_count
from tracker.domain.dossier import (
    DirectiveDossier,
    Dossier,
    DossierFile,
    DossierPart,
    DossierTable,
    ListedPaper,
)
from tracker.domain.errors import NotFound, RefusedFile
from tracker.queries.directive_dossier import CONTENTS
from tracker.services.dossier_archive import MANIFEST, PAPER
from tracker.services.zip_stream import ZipStream
from tracker.storage import FileStore

TABLE_OF_CONTENTS = "muc-luc.docx"
_COUNTED_LIMIT = 40 * 1024 * 1024
"""Bytes of a file whose pages are counted."""

_COLUMNS = (
    ("Số, ký hiệu", 30), ("Ngày", 22), ("Tên loại, trích yếu nội dung", 70), ("Tác giả", 40),
    ("Số trang", 14), ("Tệp trong hồ sơ", 66),
)  # fmt: skip


def stream_dossier(
    found: DirectiveDossier, store: FileStore, task_dossier: Callable[[int], Dossier | None]
) -> Iterator[bytes]:
    """The archive, piece by piece. ``task_dossier`` gives a task's own when its turn comes; None
    for one that is no longer to be seen."""
    out = ZipStream(store, at=found.story.made_at)
    for file in found.story.files:
        yield from out.copy(file)
    for task_id, folder in found.folders:
        dossier = task_dossier(task_id)
        if dossier is not None:
            yield from out.put(f"{folder}/{PAPER}", render(dossier))
    yield from out.put(TABLE_OF_CONTENTS, render(with_contents(found, store)))
    yield from out.put(MANIFEST, ("\n".join(out.lines) + "\n").encode(), listed=False)
    yield from out.close()


def with_contents(found: DirectiveDossier, store: FileStore) -> Dossier:
    """The story with the table of contents behind the facts of the order."""
    rows = tuple(_row(paper, store) for paper in found.listed)
    part = DossierPart(CONTENTS, _total(found.listed, rows), DossierTable(_COLUMNS, rows))
    first, *others = found.story.parts
    return replace(found.story, parts=(first, part, *others))


def _row(paper: ListedPaper, store: FileStore) -> tuple[str, ...]:
    pages = pages_of(paper.file, store) if paper.file is not None else None
    return (
        paper.number,
        paper.day,
        paper.title,
        paper.author,
        str(pages) if pages else "",
        ". ".join(filter(None, (_where(paper.file, store), paper.note))),
    )


def _where(file: DossierFile | None, store: FileStore) -> str:
    if file is None:
        return ""
    if file.withheld:
        return f"Không kèm tệp: {file.withheld}"
    return file.path if store.exists(file.sha256) else "Tệp không còn trong kho lưu trữ"


def pages_of(file: DossierFile, store: FileStore) -> int | None:
    """Pages of a PDF, one of a picture; None where nobody knows."""
    if file.withheld or not file.path.lower().endswith((".pdf", ".png", ".jpg", ".jpeg")):
        return None
    if not file.path.lower().endswith(".pdf"):
        return 1
    try:
        with store.open(file.sha256) as source:
            data = source.read(_COUNTED_LIMIT + 1)
        return page_count(data, file.path) if len(data) <= _COUNTED_LIMIT else None
    except (NotFound, RefusedFile):
        return None


def _total(listed: Sequence[ListedPaper], rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counted = [int(row[4]) for row in rows if row[4]]
    unknown = len(rows) - len(counted)
    words = f"{len(listed)} văn bản, tài liệu"
    if counted:
        words += f"; {sum(counted)} trang"
    if counted and unknown:
        words += f" (chưa kể {unknown} tệp không đếm được số trang)"
    return (f"{words}.",)
