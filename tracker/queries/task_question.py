"""Who asks for which tasks, as of when: what every statement of one page shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from tracker.domain.working_days import Calendar
from tracker.permissions import Actor
from tracker.permissions.scope import gathered_tasks, visible_tasks
from tracker.queries.office_rules import office_rules
from tracker.queries.task_filters import DueSoon, TaskFilters, TaskState, of_the_person, where
from tracker.queries.task_rows import TaskRow, task_rows
from tracker.queries.timeliness_sql import TaskKnown, current, known_on
from tracker.queries.working_calendar import working_calendar


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """Who asks for what, as of when: what every statement of one page shares."""

    actor: Actor
    as_of: date
    calendar: Calendar
    soon: DueSoon
    known: TaskKnown
    dialect: str
    past: bool = False
    """As it was known in the evening of ``as_of``, whatever happened later."""

    @classmethod
    def of(
        cls, session: Session, actor: Actor, as_of: date, *, past: date | None = None
    ) -> TaskQuestion:
        """In two statements; a page that shows several lists asks once. ``past``: see there."""
        as_of = past or as_of
        calendar = working_calendar(session, actor.office_id or 0)
        rules = office_rules(session, actor.office_id or 0, as_of)
        return cls(
            actor=actor,
            as_of=as_of,
            calendar=calendar,
            soon=DueSoon.around(as_of, calendar, rules.due_soon_working_days),
            known=known_on(past) if past is not None else current(as_of),
            dialect=session.get_bind().dialect.name,
            past=past is not None,
        )

    def found_by(self, filters: TaskFilters) -> ColumnElement[bool]:
        """What the actor may see of what was asked."""
        found = found_by(self.actor, filters, self.known, self.soon, self.dialect)
        return and_(found, self.known.status.is_not(None)) if self.past else found

    def rows(self, session: Session, ids: list[int]) -> list[TaskRow]:
        return task_rows(session, ids, known=self.known, soon=self.soon, calendar=self.calendar)


def found_by(
    actor: Actor, filters: TaskFilters, known: TaskKnown, soon: DueSoon, dialect: str
) -> ColumnElement[bool]:
    """What ``actor`` may see of what was asked, of all tasks that ever were.

    What somebody has in hand is little: each is tried by itself, not sought among all that the
    person's units ever had.
    """
    asked = where(filters, known, soon, dialect, actor.office_id)
    seen = visible_tasks if filters.state is TaskState.MINE else gathered_tasks
    return and_(seen(actor), asked, of_the_person(actor, filters))
