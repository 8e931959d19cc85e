"""An office's own templates: tried before they are kept, kept as versions, chosen by a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.paper_template import fill
from tracker.domain.errors import NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.models import Office, PaperTemplate
from tracker.permissions import Actor
from tracker.queries.paper_templates import newest_version
from tracker.services.evidence import KeptFile, keep_blob
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.template_kinds import template_kind


def tried(template: bytes, code: str) -> bytes:
    """The kind's sample drawn by the template. Raises InvalidInput for one that must not be kept,
    NotFound for a kind that there is not."""
    kind = template_kind(code)
    return fill(template, kind.sample(), kind.catalogue)


def add(
    session: Session, *, code: str, file: KeptFile, actor: Actor, now: datetime
) -> PaperTemplate:
    """Keep a template that was ``tried``, as the newest version of its kind; not in use yet."""
    office_id = _office(actor)
    kind = template_kind(code)
    for_change(session, Office, office_id)
    template = PaperTemplate(
        office_id=office_id,
        kind=kind.code,
        version=newest_version(session, office_id, kind.code) + 1,
        name=file.name[:255],
        blob_sha256=keep_blob(session, file, now=now).sha256,
        uploaded_at=now,
        uploaded_by_id=actor.user_id,
    )
    session.add(template)
    session.flush()
    record(
        session, EventKind.PAPER_TEMPLATE_ADDED, actor=actor, now=now,
        paper_kind=kind.code, version=template.version, file=file.told, sha256=file.sha256,
    )  # fmt: skip
    return template


def choose(
    session: Session, *, code: str, version: int | None, actor: Actor, now: datetime
) -> list[PaperTemplate]:
    """Use this version for new drafts; without ``version`` our own layout again.

    Drafts keep the template that they were made with. Returns all versions of the kind. Raises
    NotFound for no such version.
    """
    office_id = _office(actor)
    for_change(session, Office, office_id)
    found = session.scalars(
        select(PaperTemplate).where(
            PaperTemplate.office_id == office_id, PaperTemplate.kind == code
        )
    ).all()
    chosen = next((row for row in found if row.version == version), None)
    if version is not None and chosen is None:
        raise NotFound("Không tìm thấy bản mẫu này.")
    for row in found:
        row.in_use = False
    session.flush()
    if chosen is not None:
        chosen.in_use = True
    record(
        session, EventKind.PAPER_TEMPLATE_CHOSEN, actor=actor, now=now,
        paper_kind=code, version=version,
    )  # fmt: skip
    session.flush()
    return list(found)


def _office(actor: Actor) -> int:
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    return actor.office_id
