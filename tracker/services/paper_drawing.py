"""The .docx of a paper: by the office's template where it was drafted with one, else ours."""

from __future__ import annotations

from tracker.documents import official_paper_docx
from tracker.documents.paper_template import fill
from tracker.documents.paper_values import PAPER, values
from tracker.domain.official_paper import PaperContent
from tracker.models import PaperTemplate
from tracker.storage import FileStore


def draw(content: PaperContent, template: bytes | None = None) -> bytes:
    """The paper; the same content gives the same paper."""
    if template is None:
        return official_paper_docx.render(content)
    return fill(template, values(content), PAPER)


def draw_by(template: PaperTemplate | None, content: PaperContent, store: FileStore) -> bytes:
    """The same by a kept template, read from the store."""
    return draw(content, kept_template(template, store))


def kept_template(template: PaperTemplate | None, store: FileStore) -> bytes | None:
    """The template's .docx as it was uploaded; None for our own layout.

    Raises NotFound when the store has lost it.
    """
    if template is None:
        return None
    with store.open(template.blob_sha256) as stream:
        return stream.read()
