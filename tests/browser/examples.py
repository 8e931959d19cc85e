"""One example of everything that an address may name, taken from the demonstration.

A page about a task is shown with a task for which its deed is possible, of Phòng Tư pháp where
there is one; so the page stands for what people see, not for a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tracker.demo.cast import PEOPLE
from tracker.domain.delivery import Channel
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.follow_up import DraftState, FollowUp
from tracker.domain.instruction_rules import InstructionState
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.models import (
    CalendarDay,
    Comment,
    DirectiveFile,
    Duty,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Explanation,
    ExtensionRequest,
    IndexItem,
    IndexRound,
    IndexSheet,
    Instruction,
    LeaderCharge,
    Meeting,
    MeetingDecision,
    Membership,
    NamedEvent,
    Obstacle,
    OutboxMessage,
    Questionnaire,
    Report,
    ReportingRegime,
    RoleGrant,
    SavedFilter,
    SeriesRule,
    Substitution,
    Target,
    Task,
    TaskDraft,
    TaskPart,
    UnitAlias,
    UnitGroup,
    UnitName,
    UnitStep,
    User,
    WorkField,
)
from tracker.queries.offices import any_office
from tracker.queries.period import period_of_day

UNIT = "Phòng Tư pháp"
SOMEBODY = PEOPLE[-1].login

#: Where a page is only possible in one step of a task's life.
STEP = {
    "tasks.confirm": TaskStatus.SUBMITTED,
    "tasks.send_back": TaskStatus.SUBMITTED,
    "tasks.withdraw": TaskStatus.SUBMITTED,
    "tasks.decide_refusal": TaskStatus.REFUSED,
    "tasks.refuse": TaskStatus.ASSIGNED,
    "tasks.resume": TaskStatus.SUSPENDED,
    "tasks.reopen": TaskStatus.COMPLETED,
}

#: The directive whose duties most units carry.
CLASS_DIRECTIVE = (
    select(Duty.directive_id)
    .join(Task, Task.duty_id == Duty.id)
    .where(Task.series_id.is_(None))
    .group_by(Duty.directive_id)
    .order_by(func.count(Task.id).desc())
    .limit(1)
)
#: An answer on which nobody has said the lead's word yet.
ANSWERED_PART = (
    select(TaskPart)
    .join(Task, Task.id == TaskPart.task_id)
    .where(
        Task.status.in_(sorted(OPEN)),
        TaskPart.answered_at.is_not(None),
        TaskPart.confirmed_at.is_(None),
        TaskPart.returned_at.is_(None),
        TaskPart.closed_at.is_(None),
    )
)
#: Where a page is only possible in one state of what it is about.
OBSTACLE_STATE = {"obstacles.ask_again": ObstacleState.ANSWERED}
INSTRUCTION_STATE = {
    "instructions.accept": InstructionState.ANSWERED,
    "instructions.ask_again": InstructionState.ANSWERED,
}

#: Scans have a test of their own: the demonstration is all text.
FIXED: dict[str, Any] = {
    "file_id": 0, "job_id": 0, "number": 0, "kind": "units", "token": "x", "code": "chasing-letter",
}  # fmt: skip
#: The demonstration has none of these; their pages are opened in tests/pages.
NONE_SHOWN = {"paper_id", "planned_id", "rule_id", "signed_id", "template_id"}
TALK = {"obstacle_id", "instruction_id", "comment_id", "step_id"}

#: Name in an address -> which of the kind.
ROWS: dict[str, Select[Any]] = {
    "alias_id": select(UnitAlias.id),
    "charge_id": select(LeaderCharge.id),
    "explanation_id": select(Explanation.id)
    .join(UnitName, UnitName.unit_id == Explanation.unit_id)
    .order_by((UnitName.name == UNIT).desc(), Explanation.id),
    "field_id": select(WorkField.id),
    "event_id": select(NamedEvent.id),
    "filter_id": select(SavedFilter.id),
    "duty_id": select(Duty.id).where(Duty.follow_up == FollowUp.PER_UNIT),
    "evidence_id": select(Evidence.id).join(UnitName, UnitName.unit_id == Evidence.unit_id).where(
        UnitName.name == UNIT
    ),
    "grant_id": select(RoleGrant.id).order_by(RoleGrant.id.desc()),
    "group_id": select(UnitGroup.id),
    "membership_id": select(Membership.id).order_by(Membership.id.desc()),
    "on_day": select(CalendarDay.on_day).where(CalendarDay.on_day >= date(2026, 1, 1)),
    "index_set_id": select(IndexRound.set_id),
    "item_id": select(IndexItem.id)
    .join(IndexRound, IndexRound.set_id == IndexItem.set_id)
    .where(IndexItem.rule.is_not(None))
    .order_by(IndexItem.id),
    "decision_id": select(MeetingDecision.id),
    "meeting_id": select(Meeting.id),
    "questionnaire_id": select(Questionnaire.id),
    "report_id": select(Report.id),
    "round_id": select(IndexRound.id),
    "sheet_id": select(IndexSheet.id)
    .join(UnitName, UnitName.unit_id == IndexSheet.unit_id)
    .order_by((UnitName.name == UNIT).desc(), IndexSheet.id),
    "regime_id": select(ReportingRegime.id),
    "revision_id": select(EvidenceRevision.id),
    "target_id": select(Target.id),
    "substitution_id": select(Substitution.id),
    "series_id": select(SeriesRule.series_id).where(
        SeriesRule.rule["every"].as_string() == "monthly"
    ),
    "unit_id": select(UnitName.unit_id).where(UnitName.name == UNIT),
    "user_id": select(User.id).where(User.login == SOMEBODY),
}  # fmt: skip


@dataclass
class Examples:
    """Values for the names in addresses, as ``login`` would meet them on ``day``."""

    session: Session
    login: str
    day: date

    def address(self, rule: Rule) -> str:
        """The path of ``rule`` with its examples."""
        built = rule.build(self.values(rule), append_unknown=False)
        assert built is not None, rule
        return built[1]

    def values(self, rule: Rule) -> dict[str, Any]:
        """Name in the address -> example."""
        values = {name: self._value(name, rule.endpoint) for name in rule.arguments}
        if {"directive_id", "file_id"} <= values.keys():
            file = self.session.scalars(select(DirectiveFile)).first()
            assert file is not None
            values.update(directive_id=file.directive_id, file_id=file.id)
        if {"task_id", "evidence_id"} <= values.keys():
            link = self.session.scalars(
                select(EvidenceTask).where(EvidenceTask.evidence_id == values["evidence_id"])
            ).first()
            assert link is not None
            values["task_id"] = link.task_id
        if {"task_id", "unit_id"} <= values.keys():
            part = self.session.scalars(ANSWERED_PART).first()
            assert part is not None
            values.update(task_id=part.task_id, unit_id=part.unit_id)
        own: dict[str, type[Target] | type[NamedEvent]] = {
            "target_id": Target,
            "event_id": NamedEvent,
        }
        for name, model in own.items():
            if name in values:
                query = select(model.directive_id).where(model.id == values[name])
                values["directive_id"] = self.session.scalar(query)
        missing = [name for name, value in values.items() if value is None]
        assert not missing, f"{rule}: the demonstration has no {missing}"
        return values

    def _value(self, name: str, endpoint: str) -> Any:
        if name == "task_id":
            return self._task(endpoint)
        if name in ("draft_id", "directive_id"):
            return self._paper(name, endpoint)
        if name == "clause_id":
            return self._heading(self._draft())
        if name == "message_id":
            channel = Channel.EMAIL if endpoint.startswith("outbox.") else Channel.IN_APP
            return self.session.scalar(
                select(OutboxMessage.id)
                .join(User, User.id == OutboxMessage.recipient_id)
                .where(OutboxMessage.channel == channel)
                .order_by((User.login == self.login).desc(), OutboxMessage.id)
            )
        if name == "key":
            office = any_office(self.session)
            assert office is not None
            return period_of_day(self.session, office.id, self.day).key
        if name in FIXED or name in NONE_SHOWN:
            ladder = name == "kind" and endpoint.startswith("reminders.")
            return RuleKind.DEADLINE.value if ladder else FIXED.get(name, 0)
        if name in TALK:
            return self._talk(name, endpoint)
        return self.session.scalar(ROWS[name])

    def _paper(self, name: str, endpoint: str) -> int | None:
        """A draft that waits, its directive; for the matrix one whose duties many units carry."""
        if endpoint.startswith("matrix."):
            return self.session.scalar(CLASS_DIRECTIVE)
        draft = self._draft()
        return draft.id if name == "draft_id" else draft.directive_id

    def _talk(self, name: str, endpoint: str) -> int | None:
        """What is said around tasks, in the state in which the page is possible."""
        if name == "obstacle_id":
            stands = OBSTACLE_STATE.get(endpoint, ObstacleState.WAITING)
            return self.session.scalar(select(Obstacle.id).where(Obstacle.state == stands))
        if name == "instruction_id":
            given = INSTRUCTION_STATE.get(endpoint, InstructionState.WAITING)
            return self.session.scalar(select(Instruction.id).where(Instruction.state == given))
        own = User.login == self.login
        if name == "comment_id":
            query = select(Comment.id).join(User, User.id == Comment.author_id)
            return self.session.scalar(query.order_by(own.desc(), Comment.id))
        return self.session.scalar(
            select(UnitStep.id)
            .join(User, User.id == UnitStep.officer_id)
            .order_by(own.desc(), UnitStep.id)
        )

    def _task(self, endpoint: str) -> int | None:
        unit = self.session.scalar(ROWS["unit_id"])
        if endpoint == "tasks.answer":
            parts = (
                select(TaskPart.task_id)
                .join(Task, Task.id == TaskPart.task_id)
                .where(Task.status.in_(sorted(OPEN)), TaskPart.answered_at.is_(None))
            )
            return self.session.scalar(parts.order_by((TaskPart.unit_id == unit).desc()))
        if endpoint in ("tasks.decide_extension", "tasks.withdraw_extension"):
            asked = ExtensionRequest.state == ExtensionState.WAITING
            return self.session.scalar(select(ExtensionRequest.task_id).where(asked))
        return self.session.scalar(
            select(Task.id)
            .where(Task.status == STEP.get(endpoint, TaskStatus.IN_PROGRESS))
            .order_by((Task.lead_unit_id == unit).desc(), Task.id)
        )

    def _heading(self, draft: TaskDraft) -> int | None:
        """The heading above a draft, else its own paragraph."""
        clause = draft.clauses[0]
        return clause.parent_id or clause.id

    def _draft(self) -> TaskDraft:
        waiting = select(TaskDraft).where(TaskDraft.state == DraftState.PROPOSED)
        found = self.session.scalars(waiting.order_by(TaskDraft.id)).first()
        assert found is not None, "the demonstration has no draft that waits"
        return found
