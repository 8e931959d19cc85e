"""The .docx of a paper: by the office's template where it was drafted with one, else ours."""

from __future__ import annotations

from tracker.documents import official_paper_docx
from tracker.documents.paper_template import fill
from tracker.documents.template_values import values
from tracker.domain.official_paper import PaperContent
from tracker.models import PaperTemplate
from tracker.storage import FileStore


def draw(content: PaperContent, template: bytes | None = None) -> bytes:
    """The paper; the same content gives the same paper."""
    if template is None:
        return official_paper_docx.render(content)
    return fill(template, values(content))


def draw_by(template: PaperTemplate | None, content: PaperContent, store: FileStore) -> bytes:
    """The same by a kept template, read from the store."""
    if template is None:
        return draw(content)
    with store.open(template.blob_sha256) as stream:
        return draw(content, stream.read())
