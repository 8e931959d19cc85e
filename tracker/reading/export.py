"""A reading as the plain document that other programs and the scoring scripts understand."""

from __future__ import annotations

from tracker.domain.directive_kind import MAIN_KINDS, DirectiveKind
from tracker.reading.directive_reading import Reading
from tracker.reading.drafts import TaskDraft
from tracker.reading.header import DirectiveHeader


def as_document(doc_name: str, reading: Reading) -> dict[str, object]:
    """``{"doc", "header", "tasks"}``; units as written, deadlines in the notation of ``due``."""
    return {
        "doc": doc_name,
        "header": _header(reading.header),
        "tasks": [_task(draft) for draft in reading.drafts],
    }


def _header(header: DirectiveHeader) -> dict[str, str | None]:
    kind = header.kind if header.kind in MAIN_KINDS else DirectiveKind.OTHER
    return {
        "kind": kind.value,
        "number": header.number,
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "issuer": header.issuer,
        "title": header.summary,
    }


def _task(draft: TaskDraft) -> dict[str, object]:
    return {
        "path": draft.path,
        "text": draft.text,
        "lead": [unit.text for unit in draft.lead],
        "coordinating": [unit.text for unit in draft.coordinating],
        "due": {"kind": draft.due.kind.value, "value": draft.due.value, "text": draft.due.text},
    }
