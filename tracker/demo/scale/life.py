"""One generated task from its assignment to its end, deed by deed by the rules of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tracker.db import Base
from tracker.demo.scale import words
from tracker.demo.scale.table_writer import Sheet
from tracker.demo.scale.world import World, moment
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Decision
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskAction, TaskStatus, status_after
from tracker.models import (
    Deadline,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    ExtensionRequest,
    Obstacle,
    ProgressUpdate,
    SearchKind,
    Submission,
    SubmissionRevision,
    Suspension,
    Task,
    TaskLead,
    TaskPart,
)
from tracker.services.life import EVENT_OF

OBSTACLE_DAYS = 60
"""Older obstacles have been answered."""
WITH_FILE = 0.85
"""The share of hand-ins that carry a file."""
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
        self.status = TaskStatus.ASSIGNED
        self.moved_on: date | None = None
        """The day on which another unit took over."""
        self._at = duty.paper.given
        self._last_report = duty.paper.given
        self._deeds = 1
        self._milestone = Milestone.NOT_STARTED
        self._done_on: date | None = None
        self._refused_for: int | None = None
        self._assignee: int | None = None
        self._versions = self._hand_ins = 0
        self._papers = list(world.papers)
        self._submission: dict[str, Any] | None = None
        """The newest hand-in, written when nothing more can be decided about it."""
        self._lead: tuple[datetime, str] = (duty.paper.given, duty.paper.basis)
        self.id = self._sheet(Task).take_key()
        self._deadline(
            due_on, DeadlineCause.DIRECTIVE, duty.paper.basis, duty.paper.given, told=False
        )
        self._tell(
            EventKind.TASK_ASSIGNED,
            world.society.people["theodoi"],
            duty.paper.given,
            unit_id=unit_id,
            status_after=self.status,
            basis=duty.paper.basis,
            data={"due_on": due_on.isoformat() if due_on else None},
        )

    @property
    def today(self) -> date:
        """The day of the last deed."""
        return self._at.date()

    def acknowledge(self, day: date) -> None:
        self._act(TaskAction.ACKNOWLEDGE, self._head, self._moment(day))
        if self.world.dice.random() < 0.5:
            self._assignee = self.world.society.officers[self.unit_id]

    def report(self, day: date) -> None:
        dice, at, by = self.world.dice, self._moment(day), self._officer
        self._milestone = dice.choice((Milestone.DRAFTING, Milestone.SUBMITTED_UP))
        said = dice.choice(words.ANSWERS)
        self._sheet(ProgressUpdate).add(
            task_id=self.id,
            unit_id=self.unit_id,
            by_id=by,
            at=at,
            milestone=self._milestone,
            text=said,
        )
        if dice.random() < 0.06:
            self._obstacle(at, by)
        data = {"milestone": self._milestone.value}
        self._act(TaskAction.REPORT_PROGRESS, by, at, note=said, data=data)
        self._last_report = at

    def hand_in(self, day: date) -> None:
        """Report completion with a paper and mostly a file."""
        dice = self.world.dice
        at, by, revision = self._moment(day), self._officer, None
        day = at.date()
        in_time = self.due_on is None or day <= self.due_on
        written = day - timedelta(days=dice.randint(0, 2)) if in_time else day
        paper_on = max(self.duty.paper.ordered_on, written)
        number = f"{dice.randint(1, 2400)}/BC"
        if dice.random() < WITH_FILE:
            revision = self._attach(number, paper_on, at, by)
            at = self._moment(day)
        self._write_submission()
        self._hand_ins += 1
        summary = f"Đã hoàn thành; kết quả tại văn bản số {number}."
        self._submission = {
            "id": self._sheet(Submission).take_key(),
            "task_id": self.id,
            "n": self._hand_ins,
            "submitted_at": at,
            "submitted_on": day,
            "submitted_by_id": by,
            "summary": summary,
            "paper_number": number,
            "paper_on": paper_on,
            "done_on": paper_on,
            "explanation": "" if in_time else dice.choice(words.REASONS),
        }
        if revision is not None:
            self._sheet(SubmissionRevision).add(
                submission_id=self._submission["id"], revision_id=revision
            )
        self._paper_on = paper_on
        data = {"submission": self._hand_ins, "done_on": paper_on.isoformat()}
        self._act(TaskAction.SUBMIT, by, at, note=summary, data=data)
        self._last_report = at

    def confirm(self, day: date) -> None:
        at, by = self._moment(day), self._decider
        self._decide(Decision.ACCEPTED, "", at, by)
        self._done_on = self._paper_on
        self._milestone = Milestone.ISSUED
        data = {
            "submission": self._hand_ins,
            "done_on": self._paper_on.isoformat(),
            "alone": False,
            "same_unit": self.unit_id == self.world.society.lead_unit_id,
        }
        self._act(TaskAction.CONFIRM, by, at, data=data)

    def return_(self, day: date) -> None:
        """Send the hand-in back; the due day moves when it is nearer than five working days."""
        at, by = self._moment(day), self._decider
        reason = self.world.dice.choice(words.RETURNS)
        self._decide(Decision.RETURNED, reason, at, by)
        self._act(TaskAction.RETURN, by, at, note=reason, data={"submission": self._hand_ins})
        if self.due_on is None:
            return
        new_due = max(self.due_on, self.world.calendar.add(day, 5))
        if new_due != self.due_on:
            basis = f"Trả lại, yêu cầu bổ sung: {reason}"
            self._deadline(new_due, DeadlineCause.RETURN, basis, at, by=by)

    def ask_for_time(self, day: date, wanted_on: date, *, granted_on_day: date | None) -> None:
        """Ask until ``wanted_on``; granted on that day, or still waiting."""
        if self.due_on is None:
            raise ValueError("an undated task asks for no time")
        at, by, due = self._moment(day), self._head, self.due_on
        day = at.date()
        late = day > due
        asked = {"request": 1, "due_before": due.isoformat(), "due_after": wanted_on.isoformat()}
        self._tell(
            EventKind.EXTENSION_ASKED, by, at, note=words.MORE_TIME, data=asked | {"late": late}
        )
        closed: dict[str, Any] = {}
        if granted_on_day is not None:
            closed_at, decider = self._moment(granted_on_day), self._decider
            granted_on_day = closed_at.date()
            closed = {
                "state": ExtensionState.GRANTED,
                "granted_on": wanted_on,
                "decision_basis": words.WORD_OF_LEADER,
                "closed_at": closed_at,
                "closed_on": granted_on_day,
                "closed_by_id": decider,
            }
        self._sheet(ExtensionRequest).add(
            office_id=self.world.society.office_id,
            task_id=self.id,
            unit_id=self.unit_id,
            n=1,
            reason=words.MORE_TIME,
            due_on=due,
            wanted_on=wanted_on,
            asked_at=at,
            asked_on=day,
            asked_by_id=by,
            **closed,
        )
        if granted_on_day is not None:
            basis, cause = words.WORD_OF_LEADER, DeadlineCause.EXTENSION
            self._deadline(wanted_on, cause, basis, closed_at, by=decider)
            granted = {"wanted_on": wanted_on.isoformat(), "granted_on": wanted_on.isoformat()}
            data = {"request": 1} | granted
            self._tell(EventKind.EXTENSION_GRANTED, decider, closed_at, basis=basis, data=data)

    def refuse(self, day: date, instead: int) -> None:
        """The unit says that it is another one's."""
        self._refused_for = instead
        data = {"instead": instead, "instead_name": self.world.society.names[instead]}
        at = self._moment(day)
        self._act(TaskAction.REFUSE, self._head, at, note=words.NOT_OURS, data=data)

    def move(self, day: date) -> None:
        """The refusal is accepted: the named unit leads from now on."""
        at, by, before = self._moment(day), self._decider, self.unit_id
        to_unit = self._refused_for or before
        basis, names = words.WORD_OF_LEADER, self.world.society.names
        self._act(TaskAction.ACCEPT_REFUSAL, by, at, basis=basis, data={"accept": True})
        self._end_lead(at)
        self.moved_on = at.date()
        self.unit_id, self._refused_for, self._assignee = to_unit, None, None
        self._lead = (at, basis)
        self._tell(
            EventKind.LEAD_MOVED,
            by,
            at,
            unit_id=to_unit,
            status_before=self.status,
            status_after=self.status,
            basis=basis,
            data={
                "unit_before": before,
                "name_before": names[before],
                "name_after": names[to_unit],
            },
        )

    def suspend(self, day: date) -> None:
        at, basis = self._moment(day), words.WORD_OF_LEADER
        self._sheet(Suspension).add(task_id=self.id, from_on=at.date(), basis=basis)
        self._act(TaskAction.SUSPEND, self._decider, at, basis=basis)

    def cancel(self, day: date) -> None:
        at = self._moment(day)
        self._act(TaskAction.CANCEL, self._decider, at, basis=words.WORD_OF_LEADER)

    def parts(self, unit_ids: Sequence[int], *, answered: bool) -> None:
        """Units that coordinate; all but the last have answered, or none."""
        people = self.world.society.heads
        for place, unit_id in enumerate(unit_ids):
            answer: dict[str, Any] = {}
            if answered and place < max(1, len(unit_ids) - 1):
                at = self._moment(self.today)
                said = "Thống nhất với dự thảo; không có ý kiến khác."
                answer = {"answer": said, "answered_at": at, "answered_by_id": people[unit_id]}
                self._tell(EventKind.PART_ANSWERED, people[unit_id], at, unit_id=unit_id, note=said)
            self._sheet(TaskPart).add(
                task_id=self.id, unit_id=unit_id, due_on=self.due_on, **answer
            )

    def write(self) -> None:
        """The task's own row and its open span; nothing may follow."""
        society = self.world.society
        self._write_submission()
        self._end_lead(None)
        self._sheet(Task).add(
            id=self.id,
            office_id=society.office_id,
            duty_id=self.duty.id,
            lead_unit_id=self.unit_id,
            status=self.status,
            due_on=self.due_on,
            done_on=self._done_on,
            milestone=self._milestone,
            assignee_id=self._assignee,
            refused_for_id=self._refused_for,
            assigned_at=self.duty.paper.given,
            updated_at=self._last_report,
            row_version=self._deeds,
        )
        unit = society.names[self.unit_id]
        pieces = (*self.duty.pieces, unit)
        self.world.find(SearchKind.TASK, self.id, words.written(pieces), words.found_by(pieces))

    @property
    def _head(self) -> int:
        return self.world.society.heads[self.unit_id]

    @property
    def _officer(self) -> int:
        return self._assignee or self._head

    @property
    def _decider(self) -> int:
        """The lead office, a leader for the lead office's own."""
        society = self.world.society
        own = self.unit_id == society.lead_unit_id
        return society.people["phochutich" if own else "theodoi"]

    def _sheet(self, model: type[Base]) -> Sheet:
        return self.world.writer.sheet(model)

    def _moment(self, day: date) -> datetime:
        """The next moment, on ``day`` or, when that is over, later on the day of the last deed."""
        if day > self._at.date():
            self._at = moment(day, self.world.dice.randint(0, 180))
        else:
            self._at += timedelta(minutes=_STEP)
        return self._at

    def _tell(self, kind: EventKind, by: int, at: datetime, **values: Any) -> None:
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

    def _act(self, action: TaskAction, by: int, at: datetime, **values: Any) -> None:
        before, self.status = self.status, status_after(self.status, action)
        self._tell(
            EVENT_OF[action], by, at, status_before=before, status_after=self.status, **values
        )

    def _deadline(
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
        self._sheet(Deadline).add(
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
            self._tell(EventKind.DEADLINE_SET, by, at, basis=basis, data=data)

    def _end_lead(self, at: datetime | None) -> None:
        from_at, basis = self._lead
        self._sheet(TaskLead).add(
            task_id=self.id, unit_id=self.unit_id, from_at=from_at, to_at=at, basis=basis
        )

    def _decide(self, decision: Decision, note: str, at: datetime, by: int) -> None:
        if self._submission is None:
            raise ValueError("nothing was handed in")
        self._submission |= {
            "decision": decision,
            "decision_note": note,
            "decided_at": at,
            "decided_on": at.date(),
            "decided_by_id": by,
        }

    def _write_submission(self) -> None:
        if self._submission is not None:
            self._sheet(Submission).add(**self._submission)
            self._submission = None

    def _obstacle(self, at: datetime, by: int) -> None:
        """A difficulty; the older ones have been answered and are closed."""
        over = (self.world.today - at.date()).days > OBSTACLE_DAYS
        closed: dict[str, Any] = {}
        if over:
            closed_at = at + timedelta(days=7)
            closed = {
                "answer": "Đã có văn bản hướng dẫn, đề nghị đơn vị thực hiện.",
                "answered_at": closed_at,
                "answered_by_id": self._decider,
                "closed_on": closed_at.date(),
            }
        self._sheet(Obstacle).add(
            office_id=self.world.society.office_id,
            unit_id=self.unit_id,
            task_id=self.id,
            text=self.world.dice.choice(words.OBSTACLES),
            raised_at=at,
            raised_on=at.date(),
            raised_by_id=by,
            **closed,
        )

    def _attach(self, number: str, paper_on: date, at: datetime, by: int) -> int:
        """A file from the store as evidence, each file once per task; returns its revision."""
        world, office_id = self.world, self.world.society.office_id
        paper = self._papers.pop(world.dice.randrange(len(self._papers)))
        unit = world.society.names[self.unit_id]
        pieces = ("Báo cáo số", number, "của", unit)
        title = words.written(pieces)
        evidence_id = self._sheet(Evidence).add(
            office_id=office_id,
            unit_id=self.unit_id,
            title=title,
            is_result_paper=True,
            paper_number=number,
            paper_on=paper_on,
            created_at=at,
            created_by_id=by,
        )
        revision_id = self._sheet(EvidenceRevision).add(
            evidence_id=evidence_id,
            n=1,
            blob_sha256=paper.sha256,
            file_name=paper.name,
            uploaded_at=at,
            uploaded_by_id=by,
        )
        self._sheet(EvidenceTask).add(
            evidence_id=evidence_id, task_id=self.id, linked_at=at, linked_by_id=by
        )
        text = (*pieces, number, paper.name)
        world.find(SearchKind.EVIDENCE, evidence_id, words.written(text), words.found_by(text))
        self._tell(
            EventKind.EVIDENCE_ATTACHED,
            by,
            at,
            note=paper.name,
            data={"sha256": [paper.sha256]},
        )
        return revision_id
