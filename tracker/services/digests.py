"""The words of one person's morning, composed from ledger entries.

Composed when the morning is planned, and again at sending when something was done meanwhile:
the ledger is what was decided, the words are drawn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.documents.message_text import DigestRow, Text, digest_text
from tracker.domain.messages import Digest, DigestLine, digest
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.domain.sentences import Sentence
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Duty, LedgerEntry, Office, Task, User
from tracker.queries.office_rules import office_rules

TITLE_LENGTH = 160


def compose(
    session: Session,
    *,
    person: User,
    office: Office,
    on_day: date,
    entries: Sequence[LedgerEntry],
    base_url: str,
) -> Text | None:
    """Subject, plain text and HTML of the digest, or None when no entry is left to speak of."""
    tasks = _tasks(session, entries)
    lines = [_line(entry, tasks[entry.task_id], on_day) for entry in entries if entry.task_id]
    shown = digest(lines, shown=office_rules(session, office.id, on_day).digest_rows)
    if shown is None:
        return None
    by_subject = {f"task:{task.id}": task for task in tasks.values()}
    return digest_text(
        recipient=person.name,
        office=office.name,
        day=day_words(on_day),
        subject=str(shown.subject),
        rows=_rows(shown, by_subject, base_url),
        rest=str(shown.rest) if shown.rest else "",
        url=f"{base_url}/",
    )


def _tasks(session: Session, entries: Sequence[LedgerEntry]) -> dict[int, Task]:
    ids = sorted({entry.task_id for entry in entries if entry.task_id is not None})
    found: dict[int, Task] = {}
    for start in range(0, len(ids), 500):
        statement = (
            select(Task)
            .where(Task.id.in_(ids[start : start + 500]))
            .options(joinedload(Task.duty).joinedload(Duty.directive), joinedload(Task.lead_unit))
        )
        found.update((task.id, task) for task in session.scalars(statement).unique())
    return found


def _line(entry: LedgerEntry, task: Task, on_day: date) -> DigestLine:
    dated = entry.deadline_version > 0 and task.due_on is not None
    restricted = task.duty.directive.restricted
    return DigestLine(
        subject=f"task:{task.id}",
        title=_title(outward(task.duty.text, restricted=restricted)),
        reason=Sentence(entry.cause),
        days_late=(on_day - task.due_on).days if dated and task.due_on else None,
    )


def _rows(shown: Digest, by_subject: dict[str, Task], base_url: str) -> list[DigestRow]:
    return [
        DigestRow(
            title=line.title,
            reason=str(line.reason),
            unit=by_subject[line.subject].lead_unit.name,
            directive=_directive(by_subject[line.subject]),
            url=f"{base_url}/tasks/{by_subject[line.subject].id}",
            overdue=(line.days_late or 0) > 0,
        )
        for line in shown.lines
    ]


def _directive(task: Task) -> str:
    paper = task.duty.directive
    title = outward(paper.title, restricted=paper.restricted, instead=WITHHELD_TITLE)
    return _title(paper.number or title)


def _title(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
