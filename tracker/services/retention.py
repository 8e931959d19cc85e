"""For how long the dossier of an order is kept: chosen by a person, with the entry it rests on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.labels import label
from tracker.domain.retention import Retention
from tracker.domain.vietnamese import one_line
from tracker.models import Directive
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change


def set_retention(
    session: Session,
    *,
    directive_id: int,
    version: int | None,
    retention: Retention,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Directive:
    """Raises InvalidInput without a basis when an earlier choice is shortened or changed."""
    directive = for_change(session, Directive, directive_id, version=version)
    before = directive.retention
    if before is not None and before is not retention and not basis.strip():
        raise InvalidInput("Hồ sơ đã có thời hạn bảo quản. Hãy ghi căn cứ thay đổi.", field="basis")
    if (before, directive.retention_basis) == (retention, basis.strip()):
        return directive
    directive.retention, directive.retention_basis = retention, basis.strip()[:1000]
    record(
        session,
        EventKind.RETENTION_SET,
        actor=actor,
        now=now,
        directive=directive,
        basis=one_line(basis),
        note=f"{label(before)} → {label(retention)}" if before else label(retention),
        retention_before=before,
        retention_after=retention,
    )
    session.flush()
    return directive
