"""What a reading found beside the orders: cited papers, targets, events that deadlines wait for.

They belong to the directive. A later reading adds what is new and takes back what only the
machine had said; what a person linked, edited or dated stays.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.paper_number import number_key
from tracker.domain.vietnamese import fold, one_line
from tracker.models import Citation, Clause, Directive, NamedEvent, Reading, Target, TargetDuty
from tracker.reading.directive_reading import Reading as Read
from tracker.reading.targets import Target as Found


def store_citations(session: Session, directive: Directive, read: Read) -> None:
    """Keep every cited paper once; a known one gains what it lacked."""
    known = {
        row.number_key: row
        for row in session.scalars(select(Citation).where(Citation.directive_id == directive.id))
    }
    found = set()
    for cited in read.citations:
        key = number_key(cited.number)
        found.add(key)
        row = known.get(key)
        if row is None:
            row = known[key] = Citation(directive_id=directive.id, number_key=key)
            session.add(row)
        row.number = cited.number[:60]
        row.kind = (cited.kind_words or "")[:40] or None
        row.issued_on = cited.issued_on
        row.issuer = (cited.issuer or "")[:200] or None
        row.role = cited.role
        row.as_written = " … ".join(words.text for words in cited.words)
    for key, row in known.items():
        if key not in found and row.decided_by_id is None:
            session.delete(row)
    session.flush()


def store_targets(
    session: Session, directive: Directive, reading: Reading, clauses: dict[int, Clause], read: Read
) -> None:
    """Targets of this reading in the place of those that nobody touched."""
    kept: set[tuple[str, str, str]] = set()
    mine = select(Target).where(Target.directive_id == directive.id)
    linked = set(
        session.scalars(
            select(TargetDuty.target_id).where(
                TargetDuty.target_id.in_(mine.with_only_columns(Target.id))
            )
        )
    )
    for row in session.scalars(mine).all():
        if row.edited_by_id is not None or row.removed_at is not None or row.id in linked:
            kept.add(_sense(row))
        else:
            session.delete(row)
    for target in read.targets:
        if _sense(target) in kept:
            continue
        clause = clauses.get(target.words.clause)
        session.add(
            Target(
                directive_id=directive.id,
                reading_id=reading.id,
                clause_id=clause.id if clause else None,
                measure=target.measure,
                comparator=target.comparator,
                value=target.value[:30],
                upper=target.upper,
                unit=target.unit[:30],
                year=target.year,
            )
        )
    session.flush()


def _sense(target: Target | Found) -> tuple[str, str, str]:
    return fold(target.measure), target.value, target.unit


def store_events(session: Session, directive: Directive, read: Read) -> dict[str, NamedEvent]:
    """The events on which deadlines of this reading wait, by their folded names."""
    events = events_of(session, directive.id)
    for draft in read.drafts:
        name = one_line(draft.due.event or "")
        if name and fold(name) not in events:
            event = NamedEvent(directive_id=directive.id, name=name, basis="")
            session.add(event)
            events[fold(name)] = event
    session.flush()
    return events


def events_of(session: Session, directive_id: int) -> dict[str, NamedEvent]:
    """The directive's events by their folded names."""
    rows = session.scalars(select(NamedEvent).where(NamedEvent.directive_id == directive_id))
    return {fold(row.name): row for row in rows}
