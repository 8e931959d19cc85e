"""Storing what the reader made of a directive: reading, clauses, citations, targets, drafts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.working_days import Calendar
from tracker.models import Citation, Clause, Directive, Office, Reading, Target
from tracker.queries.office_rules import office_rules
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.reading.clause import Disposition
from tracker.reading.directive_reading import Reading as Read
from tracker.services.draft_proposals import propose

READER = "1"
"""Version of the reading room; a reading says which reader made it."""


def store_reading(
    session: Session,
    *,
    directive: Directive,
    office: Office,
    read: Read,
    calendar: Calendar,
    today: date,
    now: datetime,
) -> int:
    """Add the rows of the first reading of ``directive``; returns how many drafts there are."""
    reading = Reading(
        directive_id=directive.id,
        version=1,
        reader=READER,
        header=_plain(asdict(read.header)),
        remarks=list(read.remarks),
        created_at=now,
    )
    session.add(reading)
    session.flush()
    clauses = _store_clauses(session, reading, read)
    _store_finds(session, directive, reading, clauses, read)
    paper_day = directive.issued_on or directive.received_on
    lexicon = unit_lexicon(session, office)
    strict = office_rules(session, office.id, today).strict_before
    session.add_all(
        propose(
            draft,
            clauses,
            directive_id=directive.id,
            reading_id=reading.id,
            paper_day=paper_day,
            issued_on=directive.issued_on,
            today=today,
            lexicon=lexicon,
            calendar=calendar,
            strict=strict,
        )
        for draft in read.drafts
    )
    session.flush()
    return len(read.drafts)


def _store_clauses(session: Session, reading: Reading, read: Read) -> dict[int, Clause]:
    stored: dict[int, Clause] = {}
    depth: dict[int, int] = {}
    for clause in read.clauses:
        parent = stored.get(clause.parent) if clause.parent is not None else None
        depth[clause.ord] = 0 if clause.parent is None else depth.get(clause.parent, 0) + 1
        pages = [read.paragraphs[place].page for place in clause.paragraphs]
        row = Clause(
            reading_id=reading.id,
            parent_id=parent.id if parent else None,
            ord=clause.ord,
            level=depth[clause.ord],
            path=clause.path[:60],
            marker=clause.label[:30],
            text=clause.text,
            is_heading=clause.disposition is Disposition.HEADING,
            is_order=clause.disposition is Disposition.TASK,
            disposition=clause.disposition.value,
            reason=clause.reason,
            page=pages[0] if pages else None,
            doubts=[list(span) for span in clause.doubts] or None,
        )
        stored[clause.ord] = row
        session.add(row)
        session.flush()
    return stored


def _store_finds(
    session: Session,
    directive: Directive,
    reading: Reading,
    clauses: dict[int, Clause],
    read: Read,
) -> None:
    for cited in read.citations:
        number = cited.number[:60]
        session.add(
            Citation(
                directive_id=directive.id,
                kind=(cited.kind_words or "")[:40] or None,
                number=number,
                issued_on=cited.issued_on,
                issuer=(cited.issuer or "")[:200] or None,
                as_written=" … ".join(words.text for words in cited.words),
                cited_id=session.scalar(
                    select(Directive.id)
                    .where(Directive.office_id == directive.office_id, Directive.number == number)
                    .where(Directive.id != directive.id)
                    .order_by(Directive.id)
                    .limit(1)
                ),
            )
        )
    for target in read.targets:
        clause = clauses.get(target.words.clause)
        session.add(
            Target(
                reading_id=reading.id,
                clause_id=clause.id if clause else None,
                measure=target.measure,
                comparator=target.comparator.value,
                value=target.value[:30],
                unit=target.unit[:30],
                year=target.year,
            )
        )


def _plain(value: Any) -> Any:
    """A value as JSON keeps it: days in ISO, enum members by value."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
