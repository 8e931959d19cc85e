"""What of a planned message is still true: asked again in the moment before it leaves.

A task finished at 07:29 is not chased at 07:30, whatever was planned at 07:15; nor is the due
day that was moved at 07:29. One question for each kind of subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.models import (
    Deadline,
    Evidence,
    ExtensionRequest,
    LedgerEntry,
    Series,
    Submission,
    Task,
    UnitReport,
)
from tracker.queries.due_sheets import owed_subjects

_SOME = 500


def still_owed(session: Session, entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries whose subject still waits for somebody's deed, in their order.

    Of a rule that is none of the kinds the task itself is asked.
    """
    owed = {id(entry) for entry in entries if entry.is_news}
    for start in range(0, len(entries), _SOME):
        some = entries[start : start + _SOME]
        by_rule: dict[str, list[LedgerEntry]] = {}
        for entry in some:
            by_rule.setdefault(entry.rule, []).append(entry)
        for rule, of_rule in by_rule.items():
            asked = _QUESTIONS.get(rule, _with_unit)
            owed.update(id(entry) for entry in asked(session, of_rule))
    return [entry for entry in entries if id(entry) in owed]


def _with_unit(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The task lies with its unit, and its due day is the one that was spoken of."""
    version = (
        select(func.max(Deadline.version)).where(Deadline.task_id == Task.id).scalar_subquery()
    )
    rows = session.execute(
        select(Task.id, version.label("version")).where(
            Task.id.in_({entry.task_id for entry in entries}), Task.status.in_(sorted(WITH_UNIT))
        )
    )
    now = {row.id: row.version for row in rows}
    for entry in entries:
        if entry.task_id in now and entry.deadline_version in (0, now[entry.task_id]):
            yield entry


def _not_acknowledged(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    waiting = set(
        session.scalars(
            select(Task.id).where(
                Task.id.in_({entry.task_id for entry in entries}),
                Task.status == TaskStatus.ASSIGNED,
            )
        )
    )
    yield from (entry for entry in entries if entry.task_id in waiting)


def _not_updated(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The unit has said nothing since it was planned to be asked."""
    rows = session.execute(
        select(Task.id, Task.updated_at).where(
            Task.id.in_({entry.task_id for entry in entries}), Task.status.in_(sorted(WITH_UNIT))
        )
    )
    now = {row.id: row.updated_at for row in rows}
    for entry in entries:
        if entry.task_id in now and now[entry.task_id] < entry.planned_at:
            yield entry


def _not_confirmed(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    waiting = set(
        session.scalars(
            select(Submission.id)
            .join(Task, Task.id == Submission.task_id)
            .where(
                Submission.id.in_({entry.submission_id for entry in entries}),
                Submission.decided_at.is_(None),
                Submission.withdrawn_at.is_(None),
                Task.status == TaskStatus.SUBMITTED,
            )
        )
    )
    yield from (entry for entry in entries if entry.submission_id in waiting)


def _not_decided(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    waiting = set(
        session.scalars(
            select(ExtensionRequest.id).where(
                ExtensionRequest.id.in_({entry.extension_request_id for entry in entries}),
                ExtensionRequest.state == ExtensionState.WAITING,
            )
        )
    )
    yield from (entry for entry in entries if entry.extension_request_id in waiting)


def _not_reported(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    sent = {
        (row.unit_id, row.period_key)
        for row in session.execute(
            select(UnitReport.unit_id, UnitReport.period_key).where(
                UnitReport.unit_id.in_({entry.unit_id for entry in entries}),
                UnitReport.period_key.in_({entry.period_key for entry in entries}),
                UnitReport.submitted_at.is_not(None),
            )
        )
    }
    yield from (entry for entry in entries if (entry.unit_id, entry.period_key) not in sent)


def _not_begun(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The period's task was not made yet."""
    made = {
        (row.series_id, row.period_key)
        for row in session.execute(
            select(Task.series_id, Task.period_key)
            .join(Series, Series.id == Task.series_id)
            .where(
                Task.series_id.in_({entry.series_id for entry in entries}),
                Task.period_key.in_({entry.period_key for entry in entries}),
            )
        )
    }
    yield from (entry for entry in entries if (entry.series_id, entry.period_key) not in made)


def _not_renewed(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The paper still ends on the day that was spoken of."""
    rows = session.execute(
        select(Evidence.id, Evidence.expires_on).where(
            and_(
                Evidence.id.in_({entry.evidence_id for entry in entries}),
                Evidence.expires_on.is_not(None),
            )
        )
    )
    ends = {row.id: f"evidence:{row.id}/{row.expires_on:%Y%m%d}" for row in rows}
    for entry in entries:
        if entry.dedupe_key.partition("|")[0] == ends.get(entry.evidence_id or 0):
            yield entry


def _of_sheets(session: Session, entries: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The sheet, the officer's items or the question still wait, until the day that was named."""
    waiting = owed_subjects(session, {entry.sheet_id or 0 for entry in entries})
    for entry in entries:
        if entry.dedupe_key.partition("|")[0] in waiting:
            yield entry


_QUESTIONS: dict[str, Callable[[Session, Sequence[LedgerEntry]], Iterator[LedgerEntry]]] = {
    RuleKind.DEADLINE: _with_unit,
    RuleKind.ACKNOWLEDGE: _not_acknowledged,
    RuleKind.UPDATE: _not_updated,
    RuleKind.APPROVAL: _not_confirmed,
    RuleKind.EXTENSION: _not_decided,
    RuleKind.REPORT: _not_reported,
    RuleKind.SERIES: _not_begun,
    RuleKind.EVIDENCE: _not_renewed,
    RuleKind.SHEET: _of_sheets,
    RuleKind.CHARGE: _of_sheets,
    RuleKind.QUESTION: _of_sheets,
}
