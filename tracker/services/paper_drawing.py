"""The .docx of a paper: our own layout (an office's template takes its place where it has one)."""

from __future__ import annotations

from tracker.documents import official_paper_docx
from tracker.domain.official_paper import PaperContent


def draw(content: PaperContent) -> bytes:
    """The paper; the same content gives the same bytes."""
    return official_paper_docx.render(content)
