"""The register by which the handling of incoming papers is followed (decree 30/2020, annex IV)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Decision
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, Duty, Submission, Task
from tracker.queries.report_figures import unit_names_on

#: So many keys go into one IN (...).
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class IncomingPaper:
    """A paper that came in. ``units``: who leads its tasks; ``due_on``: the last due day.

    ``done`` of ``given`` tasks are completed; ``answers`` are numbers of accepted result papers.
    """

    directive: Directive
    units: tuple[str, ...]
    due_on: date | None
    given: int
    done: int
    answers: tuple[str, ...]


def incoming_papers(
    session: Session, *, office_id: int, from_on: date, to_on: date, on_day: date
) -> list[IncomingPaper]:
    """What came in on these days (both inside), in the order of arrival."""
    directives = session.scalars(
        select(Directive)
        .where(
            Directive.office_id == office_id,
            Directive.received_on >= from_on,
            Directive.received_on <= to_on,
        )
        .order_by(Directive.received_on, Directive.id)
    ).all()
    keys = [directive.id for directive in directives]
    tasks = _tasks(session, keys)
    answers = _answers(session, keys)
    names = unit_names_on(session, {row[0] for rows in tasks.values() for row in rows}, on_day)
    return [
        _paper(directive, tasks[directive.id], answers[directive.id], names)
        for directive in directives
    ]


def _paper(
    directive: Directive,
    rows: list[tuple[int, TaskStatus, date | None]],
    answers: list[str],
    names: Mapping[int, str],
) -> IncomingPaper:
    units = dict.fromkeys(unit_id for unit_id, _status, _due in rows)
    return IncomingPaper(
        directive=directive,
        units=tuple(name for unit_id, name in names.items() if unit_id in units),
        due_on=max((due for _unit, _status, due in rows if due), default=None),
        given=len(rows),
        done=sum(1 for _unit, status, _due in rows if status is TaskStatus.COMPLETED),
        answers=tuple(dict.fromkeys(answers)),
    )


def _tasks(
    session: Session, keys: list[int]
) -> dict[int, list[tuple[int, TaskStatus, date | None]]]:
    found: dict[int, list[tuple[int, TaskStatus, date | None]]] = defaultdict(list)
    for batch in _batches(keys):
        query = (
            select(Duty.directive_id, Task.lead_unit_id, Task.status, Task.due_on)
            .join(Duty, Duty.id == Task.duty_id)
            .where(
                Duty.directive_id.in_(batch),
                Task.status.not_in([TaskStatus.CANCELLED, TaskStatus.REFUSED]),
            )
            .order_by(Task.id)
        )
        for directive_id, unit_id, status, due_on in session.execute(query):
            found[directive_id].append((unit_id, status, due_on))
    return found


def _answers(session: Session, keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for batch in _batches(keys):
        query = (
            select(Duty.directive_id, Submission.paper_number)
            .join(Task, Task.id == Submission.task_id)
            .join(Duty, Duty.id == Task.duty_id)
            .where(
                Duty.directive_id.in_(batch),
                Submission.decision == Decision.ACCEPTED,
                func.coalesce(Submission.paper_number, "") != "",
            )
            .order_by(Submission.id)
        )
        for directive_id, number in session.execute(query):
            found[directive_id].append(number or "")
    return found


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
