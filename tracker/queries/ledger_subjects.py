"""What ledger entries are about, as a message may say it: title, whose it is, where it opens.

The one place that knows every kind of subject. Columns only, and only for as many subjects as
are asked for: a morning may name thousands, a digest shows some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from tracker.domain.recurrence_periods import period_words
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.domain.sentences import say
from tracker.models import Directive, Duty, Evidence, EvidenceRevision, EvidenceTask, Series, Task
from tracker.queries.sheet_subjects import sheet_lines, sheet_subject
from tracker.queries.task_rows import unit_names

_SOME = 500


class Entry(Protocol):
    """What is asked of a ledger entry, planned or kept."""

    @property
    def task_id(self) -> int | None: ...
    @property
    def series_id(self) -> int | None: ...
    @property
    def evidence_id(self) -> int | None: ...
    @property
    def period_key(self) -> str | None: ...
    @property
    def sheet_id(self) -> int | None: ...
    @property
    def item_id(self) -> int | None: ...
    @property
    def question_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One thing in words that may leave the house. ``path`` opens it in the application."""

    title: str
    unit: str
    paper: str
    path: str
    officer_id: int | None = None


def subject_of(entry: Entry) -> str:
    """The name under which a digest gathers what is said of one thing."""
    if entry.task_id is not None:
        return f"task:{entry.task_id}"
    if entry.series_id is not None:
        return f"series:{entry.series_id}/{entry.period_key}"
    if entry.evidence_id is not None:
        return f"evidence:{entry.evidence_id}"
    if entry.sheet_id is not None:
        return sheet_subject(entry.sheet_id, entry.item_id, entry.question_id)
    return f"report:{entry.unit_id}/{entry.period_key}"


class Subjects:
    """What was looked up of subjects already: a whole morning asks for each of them once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._due_on: dict[int, date | None] = {}
        self._lines: dict[str, SubjectLine] = {}
        self._units: dict[int, str] = {}

    def known_due(self, task_id: int, due_on: date) -> None:
        """The due day of a task, as whoever asks knows it already."""
        self._due_on[task_id] = due_on

    def due_days(self, task_ids: Iterable[int]) -> dict[int, date | None]:
        """The due day of every task among these; None where it has none."""
        wanted = set(task_ids)
        known = self._due_on  # asked key by key: a difference of sets would walk the whole morning
        for some in _chunks(sorted(task_id for task_id in wanted if task_id not in known)):
            rows = self._session.execute(select(Task.id, Task.due_on).where(Task.id.in_(some)))
            self._due_on.update((row.id, row.due_on) for row in rows)
        return {task_id: self._due_on.get(task_id) for task_id in wanted}

    def lines(self, entries: Sequence[Entry]) -> dict[str, SubjectLine]:
        """The words of everything that these entries are about, by ``subject_of``."""
        new = [entry for entry in entries if subject_of(entry) not in self._lines]
        tasks = _tasks(self._session, {entry.task_id for entry in new if entry.task_id is not None})
        self._name_units({entry.unit_id for entry in new if entry.unit_id is not None})
        self._name_units({unit_id for unit_id, _line in tasks.values()})
        for subject, (unit_id, line) in tasks.items():
            self._lines[subject] = replace(line, unit=self._units.get(unit_id, ""))
        self._lines |= _reports(new, self._units)
        self._lines |= _series(self._session, new, self._units)
        self._lines |= _papers(self._session, new, self._units)
        of_sheets = [entry for entry in new if entry.sheet_id is not None]
        self._lines |= {
            subject: SubjectLine(title=title, unit=unit, paper="", path=path)
            for subject, (title, unit, path) in sheet_lines(
                self._session,
                [(entry.sheet_id or 0, entry.item_id, entry.question_id) for entry in of_sheets],
            ).items()
        }
        subjects = {subject_of(entry) for entry in entries}
        return {subject: self._lines[subject] for subject in subjects & self._lines.keys()}

    def _name_units(self, unit_ids: set[int]) -> None:
        if missing := unit_ids - self._units.keys():
            self._units |= unit_names(self._session, missing)


_TASK_LINES = (
    select(
        Task.id,
        Task.lead_unit_id,
        Task.assignee_id,
        Task.period_key,
        Duty.text,
        Directive.number,
        Directive.title,
        Directive.restricted,
    )
    .join(Duty, Duty.id == Task.duty_id)
    .join(Directive, Directive.id == Duty.directive_id)
    .where(Task.id.in_(bindparam("ids", expanding=True)))
)
"""Put together once: a morning asks it for a thousand messages."""


def _tasks(session: Session, task_ids: set[int]) -> dict[str, tuple[int, SubjectLine]]:
    """By subject: the lead unit's key, and the line without its name."""
    rows = [
        row
        for some in _chunks(sorted(task_ids))
        for row in session.execute(_TASK_LINES, {"ids": some})
    ]
    return {
        f"task:{row.id}": (
            row.lead_unit_id,
            SubjectLine(
                title=outward(row.text, restricted=row.restricted),
                unit="",
                paper=_with_period(
                    row.number
                    or outward(row.title, restricted=row.restricted, instead=WITHHELD_TITLE),
                    row.period_key,
                ),
                path=f"/tasks/{row.id}",
                officer_id=row.assignee_id,
            ),
        )
        for row in rows
    }


def _with_period(paper: str, period_key: str | None) -> str:
    """Two periods of one recurring duty differ in nothing else that a line shows."""
    return f"{paper}, {period_words(period_key)}" if period_key else paper


def _reports(entries: Sequence[Entry], units: dict[int, str]) -> dict[str, SubjectLine]:
    return {
        subject_of(entry): SubjectLine(
            title=str(say("Gửi báo cáo %(period)s", period=period_words(entry.period_key))),
            unit=units.get(entry.unit_id or 0, ""),
            paper="",
            path=f"/period/{entry.unit_id}/{entry.period_key}",
        )
        for entry in entries
        if entry.period_key
        and entry.task_id is None
        and entry.series_id is None
        and entry.evidence_id is None
        and entry.sheet_id is None
    }


def _series(
    session: Session, entries: Sequence[Entry], units: dict[int, str]
) -> dict[str, SubjectLine]:
    wanted = {entry.series_id: entry for entry in entries if entry.series_id is not None}
    if not wanted:
        return {}
    rows = session.execute(
        select(Series.id, Series.name, Directive.number, Directive.title, Directive.restricted)
        .join(Duty, Duty.id == Series.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(Series.id.in_(list(wanted)))
    )
    return {
        subject_of(wanted[row.id]): SubjectLine(
            title=outward(row.name, restricted=row.restricted),
            unit=units.get(wanted[row.id].unit_id or 0, ""),
            paper=row.number
            or outward(row.title, restricted=row.restricted, instead=WITHHELD_TITLE),
            path=f"/series/{row.id}",
        )
        for row in rows
    }


def _papers(
    session: Session, entries: Sequence[Entry], units: dict[int, str]
) -> dict[str, SubjectLine]:
    ids = sorted({entry.evidence_id for entry in entries if entry.evidence_id is not None})
    if not ids:
        return {}
    closed = exists().where(
        EvidenceTask.evidence_id == Evidence.id,
        Task.id == EvidenceTask.task_id,
        Duty.id == Task.duty_id,
        Directive.id == Duty.directive_id,
        Directive.restricted,
    )
    rows = session.execute(
        select(
            Evidence.id,
            Evidence.title,
            Evidence.paper_number,
            Evidence.unit_id,
            func.max(EvidenceRevision.id).label("newest"),
            closed.label("restricted"),
        )
        .outerjoin(EvidenceRevision, EvidenceRevision.evidence_id == Evidence.id)
        .where(Evidence.id.in_(ids))
        .group_by(Evidence.id)
    )
    return {
        f"evidence:{row.id}": SubjectLine(
            title=outward(row.title, restricted=row.restricted),
            unit=units.get(row.unit_id, ""),
            paper=row.paper_number or "",
            path=f"/evidence/revisions/{row.newest}/view" if row.newest else "/tasks/",
        )
        for row in rows
    }


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _SOME] for start in range(0, len(ids), _SOME))
