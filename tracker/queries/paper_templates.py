"""An office's templates: which versions there are, which one is in use."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tracker.models import PaperTemplate


def template_in_use(session: Session, office_id: int, code: str) -> int | None:
    """The template with which papers of a kind are drawn; None: our own layout."""
    return session.scalar(
        select(PaperTemplate.id).where(
            PaperTemplate.office_id == office_id,
            PaperTemplate.kind == code,
            PaperTemplate.in_use,
        )
    )


def templates_of(session: Session, office_id: int) -> Sequence[PaperTemplate]:
    """All versions, by kind, the newest first."""
    return session.scalars(
        select(PaperTemplate)
        .where(PaperTemplate.office_id == office_id)
        .options(joinedload(PaperTemplate.uploaded_by))
        .order_by(PaperTemplate.kind, PaperTemplate.version.desc())
    ).all()


def newest_version(session: Session, office_id: int, code: str) -> int:
    """The highest version of a kind; 0 without any."""
    return (
        session.scalar(
            select(func.max(PaperTemplate.version)).where(
                PaperTemplate.office_id == office_id, PaperTemplate.kind == code
            )
        )
        or 0
    )
