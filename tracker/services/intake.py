"""A directive comes into the register: one short transaction for all that was read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import ScanState
from tracker.domain.errors import InvalidInput, RefusedFile
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import FileRole, SourceKind, Urgency
from tracker.domain.vietnamese import day_words, one_line
from tracker.domain.working_days import Calendar
from tracker.models import (
    Blob,
    Directive,
    DirectiveFile,
    Office,
    SearchKind,
)
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.intake_reading import TakenIn
from tracker.services.loading import for_change
from tracker.services.reading_rows import READER, store_reading
from tracker.services.search_entries import index


@dataclass(frozen=True, slots=True)
class Received:
    """The register entry; ``is_new`` is False when this paper had been taken in before."""

    directive: Directive
    is_new: bool


def already_taken_in(session: Session, taken: TakenIn, office_id: int) -> Directive | None:
    """The first directive of this office with the same text, or the same file."""
    same_file = select(DirectiveFile.directive_id).where(
        DirectiveFile.blob_sha256 == taken.waiting.sha256
    )
    same: ColumnElement[bool] = Directive.id.in_(same_file)
    if taken.text_sha256 is not None:
        same = same | (Directive.text_sha256 == taken.text_sha256)
    return session.scalar(
        select(Directive)
        .where(Directive.office_id == office_id, same)
        .order_by(Directive.id)
        .limit(1)
    )


def receive(
    session: Session,
    *,
    taken: TakenIn,
    received_on: date,
    source: SourceKind,
    arrival_number: str,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Received:
    """Enter ``taken`` (whose bytes the store already keeps) with its reading and its drafts.

    The office's row is locked, so that the same paper sent twice at once is entered once.
    Raises InvalidInput for a received day that cannot be.
    """
    office = for_change(session, Office, actor.office_id)
    before = already_taken_in(session, taken, office.id)
    if before is not None:
        return Received(before, is_new=False)
    today = local_day(now)
    refuse_future(received_on, today, field="received_on")
    directive = _directive(
        taken,
        office_id=office.id,
        received_on=received_on,
        source=source,
        arrival_number=one_line(arrival_number)[:20],
        actor=actor,
        now=now,
    )
    session.add(directive)
    session.flush()
    keep_file(session, directive, taken, role=FileRole.ORIGINAL, actor=actor, now=now)
    record(session, EventKind.DIRECTIVE_RECEIVED, actor=actor, now=now, directive=directive)
    _read(session, directive, office, taken, calendar, actor=actor, now=now)
    index_directive(session, directive)
    session.flush()
    return Received(directive, is_new=True)


def _read(
    session: Session,
    directive: Directive,
    office: Office,
    taken: TakenIn,
    calendar: Calendar,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The first reading with its drafts, and the event that tells of it."""
    _reading, drafts = store_reading(
        session,
        directive=directive,
        office=office,
        read=taken.reading,
        version=1,
        calendar=calendar,
        today=local_day(now),
        now=now,
    )
    session.add_all(drafts)
    session.flush()
    record(
        session,
        EventKind.DIRECTIVE_READ,
        actor=actor,
        now=now,
        directive=directive,
        drafts=len(drafts),
        reader=READER,
    )


def refuse_future(day: date, today: date, *, field: str) -> None:
    """A paper cannot have come, or been signed, after today."""
    if day > today:
        raise InvalidInput(
            "Ngày %(day)s chưa tới. Hãy kiểm tra lại.", field=field, day=day_words(day)
        )


def index_directive(session: Session, directive: Directive, *, new: bool = False) -> None:
    """Make a directive findable by number, title, issuer and signer; ``new`` as in ``index``."""
    words = (directive.number, directive.title, directive.issuer, directive.signer)
    text = " ".join(filter(None, (*words, directive.arrival_number)))
    index(session, SearchKind.DIRECTIVE, directive.id, directive.office_id, text, new=new)


def _directive(
    taken: TakenIn,
    *,
    office_id: int,
    received_on: date,
    source: SourceKind,
    arrival_number: str,
    actor: Actor,
    now: datetime,
) -> Directive:
    header = taken.reading.header
    issued_on = header.issued_on
    return Directive(
        office_id=office_id,
        kind=header.kind,
        source=source,
        number=(header.number or "")[:60] or None,
        issued_on=issued_on if issued_on is None or issued_on <= received_on else None,
        received_on=received_on,
        arrival_number=arrival_number or None,
        issuer=(header.issuer or "")[:200],
        title=header.summary or _first_words(taken),
        signer=(header.signer or "")[:100] or None,
        urgency=Urgency(header.urgency.value),
        restricted=taken.restricted or header.restricted,
        note="",
        text_sha256=taken.text_sha256,
        created_at=now,
        created_by_id=actor.user_id,
    )


def _first_words(taken: TakenIn) -> str:
    """A paper without a summary goes by its file's name until somebody enters one."""
    return taken.name.rpartition(".")[0] or taken.name


def keep_file(
    session: Session,
    directive: Directive,
    taken: TakenIn,
    *,
    role: FileRole,
    actor: Actor,
    now: datetime,
) -> None:
    """Note the file of ``taken`` under the directive; the store keeps its bytes already."""
    sha256 = taken.waiting.sha256
    known = session.get(Blob, sha256)
    if known is not None and known.scan_state is ScanState.INFECTED:
        raise RefusedFile(
            "Tệp “%(name)s” có vi-rút nên không được nhận. Hãy kiểm tra máy đã tạo ra tệp.",
            name=taken.name,
        )
    if known is None:
        session.add(
            Blob(
                sha256=sha256,
                size=taken.waiting.size,
                media_type=taken.media_type,
                scan_state=ScanState.NOT_SCANNED,
                created_at=now,
            )
        )
        session.flush()
    session.add(
        DirectiveFile(
            directive_id=directive.id,
            blob_sha256=sha256,
            name=taken.name,
            role=role,
            created_at=now,
            created_by_id=actor.user_id,
        )
    )
