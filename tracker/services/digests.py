"""The words of one person's morning, composed from ledger entries.

Composed when the morning is planned, and again at sending when something was done meanwhile:
the ledger is what was decided, the words are drawn from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from tracker.documents.message_text import DigestRow, Text, digest_text
from tracker.domain.messages import Digest, DigestLine, digest
from tracker.domain.notice_mail import escalates
from tracker.domain.sentences import say
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Office, User
from tracker.queries.ledger_subjects import (
    Entry,
    SubjectLine,
    Subjects,
    subject_of,
)
from tracker.queries.office_rules import office_rules

TITLE_LENGTH = 160
NEWS_SHOWN = 20
"""How many notices of the days before a digest tells."""

OWN, DECISIONS, NEWS = "Việc của bạn", "Chờ bạn xử lý", "Tin mới"
"""Headings; what else there is stands under the name of its unit."""
UNITS = "Việc của các đơn vị"
"""Units with one thing each: a heading for every line would hide the lines."""

_NOT_DATED = 10**6


class Reason(Entry, Protocol):
    """What a digest asks of a ledger entry, planned or kept."""

    @property
    def cause(self) -> str: ...
    @property
    def deadline_version(self) -> int: ...
    @property
    def is_news(self) -> bool: ...
    @property
    def awaits_decision(self) -> bool: ...
    @property
    def directive_id(self) -> int | None: ...
    @property
    def on_day(self) -> date | None: ...
    @property
    def level(self) -> int: ...


def compose(
    session: Session,
    *,
    person: User,
    office: Office,
    on_day: date,
    entries: Sequence[Reason],
    base_url: str,
    subjects: Subjects | None = None,
    shown: int | None = None,
) -> Text | None:
    """Subject, plain text and HTML of the digest, or None when no entry is left to speak of.

    ``subjects`` and ``shown`` (the office's rule of how many lines) are what a whole morning
    looks up once.
    """
    subjects = subjects or Subjects(session)
    most = shown or office_rules(session, office.id, on_day).digest_rows
    news = [entry for entry in entries if entry.is_news]
    entries = [entry for entry in entries if not entry.is_news]
    late = _days_late(subjects, entries, on_day)
    named = subjects.lines(_worst(entries, late, most))
    morning = digest(
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
    if morning is None and not news:
        return None
    decisions = {subject_of(entry) for entry in entries if entry.awaits_decision}
    rows = _rows(morning, named, person, decisions, base_url) if morning else []
    headline = morning.subject if morning else say("%(n)s tin mới", n=len(news))
    highest = max((entry.level for entry in entries), default=0)
    if escalates(highest):
        headline = say("Đôn đốc cấp %(n)s: %(subject)s", n=highest, subject=headline)
    rest = [morning.rest] if morning and morning.rest else []
    if len(news) > NEWS_SHOWN:
        rest.append(say("và còn %(n)s tin nữa", n=len(news) - NEWS_SHOWN))
    return digest_text(
        recipient=person.name,
        office=office.name,
        day=day_words(on_day),
        subject=str(headline),
        rows=[*rows, *(_news_row(entry, base_url) for entry in news[:NEWS_SHOWN])],
        rest=", ".join(str(left) for left in rest),
        url=f"{base_url}/",
    )


def _days_late(subjects: Subjects, entries: Sequence[Reason], on_day: date) -> list[int | None]:
    """Calendar days past the due day, for entries that are about one."""
    dated = [entry.task_id if entry.deadline_version > 0 else None for entry in entries]
    due_on = subjects.due_days(task_id for task_id in dated if task_id is not None)
    days = [due_on[task_id] if task_id is not None else None for task_id in dated]
    return [(on_day - day).days if day is not None else None for day in days]


def _worst(entries: Sequence[Reason], late: Sequence[int | None], most: int) -> list[Reason]:
    """Those that can be among the ``most`` shown: only their words are looked up."""
    pains = [_NOT_DATED if days is None else -days for days in late]
    first = sorted({subject_of(entry): pain for entry, pain in _by_pain(entries, pains)}.values())
    border = first[most - 1] if len(first) > most else _NOT_DATED
    return [entry for entry, pain in zip(entries, pains, strict=True) if pain <= border]


def _by_pain(entries: Sequence[Reason], pains: Sequence[int]) -> list[tuple[Reason, int]]:
    """The most painful last, so that it is the one that stays of a thing."""
    return sorted(zip(entries, pains, strict=True), key=lambda pair: -pair[1])


def _rows(
    morning: Digest,
    named: dict[str, SubjectLine],
    person: User,
    decisions: Collection[str],
    base_url: str,
) -> list[DigestRow]:
    """The person's own work first, what waits for their decision, then unit by unit.

    Within a heading, and among the units, the most painful stands first. One heading alone says
    nothing and is left out.
    """
    rows = [
        DigestRow(
            title=line.title,
            reason=str(line.reason),
            unit=subject.unit,
            directive=_short(subject.paper),
            url=f"{base_url}{subject.path}",
            overdue=(line.days_late or 0) > 0,
            group=_group(subject, person, decides=line.subject in decisions),
        )
        for line in morning.lines
        if (subject := named.get(line.subject)) is not None
    ]
    rows = _singles_together(rows)
    places = {name: place for place, name in enumerate((OWN, DECISIONS))}
    for row in rows:
        places.setdefault(row.group, len(places))
    rows.sort(key=lambda row: places[row.group])
    if len({row.group for row in rows}) == 1:
        return [replace(row, group="") for row in rows]
    return rows


def _singles_together(rows: list[DigestRow]) -> list[DigestRow]:
    sizes = Counter(row.group for row in rows)
    alone = {group for group, size in sizes.items() if size == 1} - {OWN, DECISIONS}
    if len(alone) == 1:
        return rows
    return [replace(row, group=UNITS) if row.group in alone else row for row in rows]


def _group(subject: SubjectLine, person: User, *, decides: bool) -> str:
    if decides:
        return DECISIONS
    return OWN if subject.officer_id == person.id else f"Việc của {subject.unit or person.name}"


def _news_row(entry: Reason, base_url: str) -> DigestRow:
    """What happened, in the words of its notice; opened where it happened."""
    path = "/inbox/"
    if entry.task_id is not None:
        path = f"/tasks/{entry.task_id}"
    elif entry.directive_id is not None:
        path = f"/directives/{entry.directive_id}"
    return DigestRow(
        title=_short(entry.cause),
        reason=f"Tin ngày {day_words(entry.on_day)}" if entry.on_day else "",
        unit="",
        directive="",
        url=f"{base_url}{path}",
        group=NEWS,
    )


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
