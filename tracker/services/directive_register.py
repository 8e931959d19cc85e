"""Correcting what the register says of a directive: number, date, issuer, summary, signer."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import SourceKind, Urgency
from tracker.models import Directive
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.intake import index_directive, refuse_future
from tracker.services.loading import for_change
from tracker.services.paper_links import link_papers


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """The register's columns as a person wants them; field names are the columns'."""

    kind: DirectiveKind
    source: SourceKind
    number: str | None
    issued_on: date | None
    received_on: date
    arrival_number: str | None
    issuer: str
    title: str
    signer: str | None
    urgency: Urgency
    restricted: bool
    note: str

    @classmethod
    def of(cls, directive: Directive) -> HeaderChange:
        """What the register says now."""
        return cls(**{column.name: getattr(directive, column.name) for column in fields(cls)})


def edit_header(
    session: Session,
    *,
    directive_id: int,
    version: int | None,
    header: HeaderChange,
    actor: Actor,
    now: datetime,
) -> Directive:
    """Save ``header`` and say in the history what changed.

    Raises Conflict for another version, InvalidInput for days that cannot be: after today, or
    a paper received before it was issued.
    """
    directive = for_change(session, Directive, directive_id, version=version)
    today = local_day(now)
    refuse_future(header.received_on, today, field="received_on")
    if header.issued_on is not None:
        refuse_future(header.issued_on, today, field="issued_on")
        if header.issued_on > header.received_on:
            raise InvalidInput(
                "Ngày ban hành sau ngày nhận văn bản. Hãy kiểm tra lại hai ngày này.",
                field="issued_on",
            )
    changed = {}
    for column in fields(header):
        before, after = getattr(directive, column.name), getattr(header, column.name)
        if before != after:
            changed[column.name] = [_plain(before), _plain(after)]
            setattr(directive, column.name, after)
    if changed:
        record(
            session,
            EventKind.DIRECTIVE_EDITED,
            actor=actor,
            now=now,
            directive=directive,
            changed=changed,
        )
        index_directive(session, directive)
        session.flush()
        link_papers(session, directive)
    session.flush()
    return directive


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
