"""Storing what the reader made of a directive: reading, clauses, what it found, drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.follow_up import UnitRole
from tracker.domain.working_days import Calendar
from tracker.models import Clause, Directive, Office, Reading, TaskDraft
from tracker.queries.office_rules import office_rules
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.reading.clause import Disposition
from tracker.reading.directive_reading import Reading as Read
from tracker.services.draft_proposals import propose
from tracker.services.paper_links import link_papers
from tracker.services.reading_finds import store_citations, store_events, store_targets

READER = "2"
"""Version of the reading room; a reading says which reader made it."""


def store_reading(
    session: Session,
    *,
    directive: Directive,
    office: Office,
    read: Read,
    version: int,
    calendar: Calendar,
    today: date,
    now: datetime,
) -> tuple[Reading, list[TaskDraft]]:
    """Add reading ``version`` with its clauses and finds; returns its drafts, not yet added."""
    reading = Reading(
        directive_id=directive.id,
        version=version,
        reader=READER,
        header=_plain(asdict(read.header)),
        remarks=list(read.remarks),
        created_at=now,
    )
    session.add(reading)
    session.flush()
    clauses = _store_clauses(session, reading, read)
    store_citations(session, directive, read)
    link_papers(session, directive)
    store_targets(session, directive, reading, clauses, read)
    events = store_events(session, directive, read)
    paper_day = directive.issued_on or directive.received_on
    lexicon = unit_lexicon(session, office)
    strict = office_rules(session, office.id, today).strict_before
    drafts = [
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
            events=events,
        )
        for draft in read.drafts
    ]
    reading.proposals = proposals_of(drafts)
    return reading, drafts


def proposals_of(drafts: Sequence[TaskDraft]) -> list[Any]:
    """The drafts as plain values: what a reading proposed, for good."""
    return [
        {
            "path": draft.path,
            "text": draft.text,
            "lead": [row.as_written for row in draft.units if row.role is UnitRole.LEAD],
            "coordinating": [
                row.as_written for row in draft.units if row.role is UnitRole.COORDINATING
            ],
            "due_phrase": draft.due_phrase,
            "due_on": draft.due_on.isoformat() if draft.due_on else None,
            "follow_up": draft.follow_up.value,
        }
        for draft in drafts
    ]


def _store_clauses(session: Session, reading: Reading, read: Read) -> dict[int, Clause]:
    stored: dict[int, Clause] = {}
    depth: dict[int, int] = {}
    for clause in read.clauses:
        parent = stored.get(clause.parent) if clause.parent is not None else None
        if parent is not None and parent in session.new:
            session.flush()  # only then has it a key; the rows of a long table go in together
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


def _plain(value: Any) -> Any:
    """A value as JSON keeps it: days in ISO, enum members by value."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
