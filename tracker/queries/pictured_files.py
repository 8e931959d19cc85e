"""Which file of a directive can be looked at page by page."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.paper_pages import PICTURED_TYPES
from tracker.domain.source import FileRole
from tracker.models import Blob, DirectiveFile


def pictured_file(session: Session, directive_id: int) -> DirectiveFile | None:
    """The original, when it is a PDF or a picture; None for text files and spoken orders."""
    return session.scalar(
        select(DirectiveFile)
        .join(Blob, Blob.sha256 == DirectiveFile.blob_sha256)
        .where(
            DirectiveFile.directive_id == directive_id,
            DirectiveFile.role == FileRole.ORIGINAL,
            Blob.media_type.in_(sorted(PICTURED_TYPES)),
        )
        .order_by(DirectiveFile.id)
        .limit(1)
    )
