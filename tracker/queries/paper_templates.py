"""An office's templates: which versions there are, which one is in use."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, true
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


def template_of_version(
    session: Session, office_id: int, code: str, version: int
) -> PaperTemplate | None:
    """That version of the kind's templates."""
    return session.scalar(
        select(PaperTemplate).where(
            PaperTemplate.office_id == office_id,
            PaperTemplate.kind == code,
            PaperTemplate.version == version,
        )
    )


def templates_of(
    session: Session, office_id: int, code: str | None = None
) -> Sequence[PaperTemplate]:
    """All versions, by kind, the newest first; of one kind only with its code."""
    of_kind = true() if code is None else PaperTemplate.kind == code
    return session.scalars(
        select(PaperTemplate)
        .where(PaperTemplate.office_id == office_id, of_kind)
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
