"""The words of one person's morning, composed from ledger entries.

Composed when the morning is planned, and again at sending when something was done meanwhile:
the ledger is what was decided, the words are drawn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from tracker.documents.message_text import DigestRow, Text, digest_text
from tracker.domain.messages import Digest, DigestLine, digest
from tracker.domain.sentences import say
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Office, User
from tracker.queries.ledger_subjects import (
    Entry,
    SubjectLine,
    due_days,
    subject_lines,
    subject_of,
)
from tracker.queries.office_rules import office_rules

TITLE_LENGTH = 160

_NOT_DATED = 10**6


class Reason(Entry, Protocol):
    """What a digest asks of a ledger entry, planned or kept."""

    @property
    def cause(self) -> str: ...
    @property
    def deadline_version(self) -> int: ...


def compose(
    session: Session,
    *,
    person: User,
    office: Office,
    on_day: date,
    entries: Sequence[Reason],
    base_url: str,
) -> Text | None:
    """Subject, plain text and HTML of the digest, or None when no entry is left to speak of."""
    most = office_rules(session, office.id, on_day).digest_rows
    late = _days_late(session, entries, on_day)
    named = subject_lines(session, _worst(entries, late, most))
    shown = digest(
        [
            DigestLine(
                subject=(subject := subject_of(entry)),
                title=_short(named[subject].title) if subject in named else "",
                reason=say("%(cause)s", cause=entry.cause),
                days_late=days,
            )
            for entry, days in zip(entries, late, strict=True)
        ],
        shown=most,
    )
    if shown is None:
        return None
    return digest_text(
        recipient=person.name,
        office=office.name,
        day=day_words(on_day),
        subject=str(shown.subject),
        rows=_rows(shown, named, base_url),
        rest=str(shown.rest) if shown.rest else "",
        url=f"{base_url}/",
    )


def _days_late(session: Session, entries: Sequence[Reason], on_day: date) -> list[int | None]:
    """Calendar days past the due day, for entries that are about one."""
    due_on = due_days(
        session,
        (entry.task_id for entry in entries if entry.task_id and entry.deadline_version > 0),
    )
    return [
        (on_day - due_on[entry.task_id]).days
        if entry.deadline_version > 0 and entry.task_id in due_on
        else None
        for entry in entries
    ]


def _worst(entries: Sequence[Reason], late: Sequence[int | None], most: int) -> list[Reason]:
    """Those that can be among the ``most`` shown: only their words are looked up."""
    pains = [_NOT_DATED if days is None else -days for days in late]
    first = sorted({subject_of(entry): pain for entry, pain in _by_pain(entries, pains)}.values())
    border = first[most - 1] if len(first) > most else _NOT_DATED
    return [entry for entry, pain in zip(entries, pains, strict=True) if pain <= border]


def _by_pain(entries: Sequence[Reason], pains: Sequence[int]) -> list[tuple[Reason, int]]:
    """The most painful last, so that it is the one that stays of a thing."""
    return sorted(zip(entries, pains, strict=True), key=lambda pair: -pair[1])


def _rows(shown: Digest, named: dict[str, SubjectLine], base_url: str) -> list[DigestRow]:
    return [
        DigestRow(
            title=line.title,
            reason=str(line.reason),
            unit=named[line.subject].unit,
            directive=_short(named[line.subject].paper),
            url=f"{base_url}{named[line.subject].path}",
            overdue=(line.days_late or 0) > 0,
        )
        for line in shown.lines
        if line.subject in named
    ]


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
