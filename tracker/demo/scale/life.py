"""One generated task from its assignment to its end, deed by deed by the rules of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tracker.db import Base
from tracker.demo.scale import words
from tracker.demo.scale.table_writer import Sheet
from tracker.demo.scale.world import World, moment
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskAction, TaskStatus, status_after
from tracker.models import (
    Deadline,
    ProgressUpdate,
    SearchKind,
    Submission,
    Suspension,
    Task,
    TaskLead,
)
from tracker.services.life import EVENT_OF

_STEP = 40
"""Minutes between two deeds of one day."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A directive as its tasks know it: ``given`` is when they were assigned."""

    id: int
    basis: str
    given: datetime
    ordered_on: date


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What a task knows of its duty."""

    id: int
    pieces: tuple[str, ...]
    paper: Paper


class Life:
    """A task being lived. Every deed takes its day; a day never lies before the deed before."""

    def __init__(self, world: World, duty: DutyFacts, unit_id: int, due_on: date | None) -> None:
        self.world, self.duty = world, duty
        self.unit_id, self.due_on = unit_id, due_on
        self.stands = TaskStatus.ASSIGNED
        self.moved_on: date | None = None
        """The day on which another unit took over."""
        self._at = duty.paper.given
        self.last_report = duty.paper.given
        self._deeds = 1
        self.milestone = Milestone.NOT_STARTED
        self.done_on: date | None = None
        self._refused_for: int | None = None
        self._assignee: int | None = None
        self._versions = self.hand_ins = 0
        self.papers = list(world.papers)
        self.submission: dict[str, Any] | None = None
        """The newest hand-in, written when nothing more can be decided about it."""
        self._lead: tuple[datetime, str] = (duty.paper.given, duty.paper.basis)
        self.id = self.sheet(Task).take_key()
        self.set_deadline(
            due_on, DeadlineCause.DIRECTIVE, duty.paper.basis, duty.paper.given, told=False
        )
        self.tell(
            EventKind.TASK_ASSIGNED,
            world.society.people["theodoi"],
            duty.paper.given,
            unit_id=unit_id,
            status_after=self.stands,
            basis=duty.paper.basis,
            data={"due_on": due_on.isoformat() if due_on else None},
        )

    @property
    def today(self) -> date:
        """The day of the last deed."""
        return self._at.date()

    def acknowledge(self, day: date) -> None:
        self.act(TaskAction.ACKNOWLEDGE, self.head, self.next_moment(day))
        if self.world.dice.random() < 0.5:
            self._assignee = self.world.society.officers[self.unit_id]

    def report(self, day: date) -> None:
        dice, at, by = self.world.dice, self.next_moment(day), self.officer
        self.milestone = dice.choice((Milestone.DRAFTING, Milestone.SUBMITTED_UP))
        said = dice.choice(words.ANSWERS)
        self.sheet(ProgressUpdate).add(
            task_id=self.id,
            unit_id=self.unit_id,
            by_id=by,
            at=at,
            milestone=self.milestone,
            text=said,
        )
        data = {"milestone": self.milestone.value}
        self.act(TaskAction.REPORT_PROGRESS, by, at, note=said, data=data)
        self.last_report = at

    def refuse(self, day: date, instead: int) -> None:
        """The unit says that it is another one's."""
        self._refused_for = instead
        data = {"instead": instead, "instead_name": self.world.society.names[instead]}
        at = self.next_moment(day)
        self.act(TaskAction.REFUSE, self.head, at, note=words.NOT_OURS, data=data)

    def move(self, day: date) -> None:
        """The refusal is accepted: the named unit leads from now on."""
        at, by, before = self.next_moment(day), self.decider, self.unit_id
        to_unit = self._refused_for or before
        basis, names = words.WORD_OF_LEADER, self.world.society.names
        self.act(TaskAction.ACCEPT_REFUSAL, by, at, basis=basis, data={"accept": True})
        self._end_lead(at)
        self.moved_on = at.date()
        self.unit_id, self._refused_for, self._assignee = to_unit, None, None
        self._lead = (at, basis)
        self.tell(
            EventKind.LEAD_MOVED,
            by,
            at,
            unit_id=to_unit,
            status_before=self.stands,
            status_after=self.stands,
            basis=basis,
            data={
                "unit_before": before,
                "name_before": names[before],
                "name_after": names[to_unit],
            },
        )

    def suspend(self, day: date) -> None:
        at, basis = self.next_moment(day), words.WORD_OF_LEADER
        self.sheet(Suspension).add(task_id=self.id, from_on=at.date(), basis=basis)
        self.act(TaskAction.SUSPEND, self.decider, at, basis=basis)

    def cancel(self, day: date) -> None:
        at = self.next_moment(day)
        self.act(TaskAction.CANCEL, self.decider, at, basis=words.WORD_OF_LEADER)

    def write(self) -> None:
        """The task's own row and its open span; nothing may follow."""
        society = self.world.society
        self.write_submission()
        self._end_lead(None)
        self.sheet(Task).add(
            id=self.id,
            office_id=society.office_id,
            duty_id=self.duty.id,
            lead_unit_id=self.unit_id,
            status=self.stands,
            due_on=self.due_on,
            done_on=self.done_on,
            milestone=self.milestone,
            assignee_id=self._assignee,
            refused_for_id=self._refused_for,
            assigned_at=self.duty.paper.given,
            updated_at=self.last_report,
            row_version=self._deeds,
        )
        unit = society.names[self.unit_id]
        pieces = (*self.duty.pieces, unit)
        self.world.find(SearchKind.TASK, self.id, words.written(pieces), words.found_by(pieces))

    @property
    def head(self) -> int:
        return self.world.society.heads[self.unit_id]

    @property
    def officer(self) -> int:
        return self._assignee or self.head

    @property
    def decider(self) -> int:
        """The lead office, a leader for the lead office's own."""
        society = self.world.society
        own = self.unit_id == society.lead_unit_id
        return society.people["phochutich" if own else "theodoi"]

    def sheet(self, model: type[Base]) -> Sheet:
        return self.world.writer.sheet(model)

    def next_moment(self, day: date) -> datetime:
        """The next moment, on ``day`` or, when that is over, later on the day of the last deed."""
        if day > self._at.date():
            self._at = moment(day, self.world.dice.randint(0, 180))
        else:
            self._at += timedelta(minutes=_STEP)
        return self._at

    def tell(self, kind: EventKind, by: int, at: datetime, **values: Any) -> None:
        self._deeds += 1
        self.world.chronicle.add(
            kind,
            at,
            by,
            task_id=self.id,
            duty_id=self.duty.id,
            directive_id=self.duty.paper.id,
            **values,
        )

    def act(self, action: TaskAction, by: int, at: datetime, **values: Any) -> None:
        before, self.stands = self.stands, status_after(self.stands, action)
        self.tell(
            EVENT_OF[action], by, at, status_before=before, status_after=self.stands, **values
        )

    def set_deadline(
        self,
        due_on: date | None,
        cause: DeadlineCause,
        basis: str,
        at: datetime,
        *,
        by: int = 0,
        told: bool = True,
    ) -> None:
        before, self.due_on = self.due_on, due_on
        self._versions += 1
        self.sheet(Deadline).add(
            task_id=self.id,
            version=self._versions,
            due_on=due_on,
            cause=cause,
            basis=basis,
            set_by_id=by or self.world.society.people["theodoi"],
            set_at=at,
        )
        if told:
            data = {
                "cause": cause.value,
                "version": self._versions,
                "due_before": before.isoformat() if before else None,
                "due_after": due_on.isoformat() if due_on else None,
            }
            self.tell(EventKind.DEADLINE_SET, by, at, basis=basis, data=data)

    def _end_lead(self, at: datetime | None) -> None:
        from_at, basis = self._lead
        self.sheet(TaskLead).add(
            task_id=self.id, unit_id=self.unit_id, from_at=from_at, to_at=at, basis=basis
        )

    def write_submission(self) -> None:
        if self.submission is not None:
            self.sheet(Submission).add(**self.submission)
            self.submission = None
