"""The WHERE that hides what an actor may not see: written once, used by every list and look-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, false, or_, select, true

from tracker.db import Base
from tracker.models import (
    Comment,
    Directive,
    Duty,
    DutyLine,
    DutyUnit,
    Event,
    Evidence,
    EvidenceRevision,
    EvidenceSheetItem,
    EvidenceTask,
    Explanation,
    ExplanationTask,
    IndexSheet,
    Instruction,
    Obstacle,
    OfficialPaper,
    Report,
    SavedFilter,
    Series,
    Submission,
    SubmissionRevision,
    Task,
    TaskPart,
    UnitStep,
)
from tracker.permissions.actor import Actor
from tracker.permissions.index_scope import INDEX_SCOPES, visible_sheets
from tracker.permissions.paper_scope import visible_papers
from tracker.permissions.readers import handles_papers, reads_whole_office


def open_paper(actor: Actor, directive_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """The directive behind ``directive_id`` is one whose words the actor may read.

    "Lưu hành nội bộ" and papers to be recalled are for those who handle them (design D9,
    decision 0011): the lead office, its clerks, the leaders. The units concerned see their own
    share of it by the WHERE of each list. No directive at all is open.
    """
    if handles_papers(actor):
        return true()
    restricted = select(Directive.id).where(
        Directive.office_id == actor.office_id, Directive.restricted
    )
    return or_(directive_id.is_(None), directive_id.not_in(restricted))


def _concerned(actor: Actor) -> Select[int]:
    """The directives under which the actor's units carry something."""
    carried = exists().where(
        DutyUnit.duty_id == Duty.id, DutyUnit.unit_id.in_(sorted(actor.unit_ids))
    )
    return select(Duty.directive_id).where(Duty.office_id == actor.office_id, carried)


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """Tasks of the actor's office: all for its readers, one's own and coordinated for a unit.

    For one task or a few: each row is tried by itself.
    """
    part = exists().where(TaskPart.task_id == Task.id, TaskPart.unit_id.in_(sorted(actor.unit_ids)))
    paper = select(Duty.directive_id).where(Duty.id == Task.duty_id).correlate(Task)
    return _tasks(
        actor,
        mine=or_(Task.lead_unit_id.in_(_led_or_decided(actor)), part),
        opened=open_paper(actor, paper.scalar_subquery()),
    )


def gathered_tasks(actor: Actor) -> ColumnElement[bool]:
    """The same as ``visible_tasks``, for lists over all of them.

    A unit's tasks are gathered from the unit's side once, not sought among everybody's.
    """
    if handles_papers(actor) and actor.office_id is not None:
        return Task.office_id == actor.office_id
    units = sorted(actor.unit_ids)
    led = (
        select(Task.id.label("id"))
        .where(Task.lead_unit_id.in_(_led_or_decided(actor)))
        .correlate(None)
    )
    parts = select(TaskPart.task_id).where(TaskPart.unit_id.in_(units)).correlate(None)
    closed = (
        select(Duty.id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(Directive.office_id == actor.office_id, Directive.restricted)
        .correlate(None)
    )
    mine = Task.id.in_(led.union(parts))
    return _tasks(actor, mine=mine, opened=Task.duty_id.not_in(closed))


def _led_or_decided(actor: Actor) -> list[int]:
    """The actor's units, and the lead office where one of them is named to decide its tasks."""
    decided = {actor.lead_unit_id} if actor.decides_own and actor.lead_unit_id else set()
    return sorted(actor.unit_ids | decided)


def _tasks(
    actor: Actor, *, mine: ColumnElement[bool], opened: ColumnElement[bool]
) -> ColumnElement[bool]:
    if actor.office_id is None:
        return false()
    here = Task.office_id == actor.office_id
    if not reads_whole_office(actor):
        return here & mine
    return here & opened if handles_papers(actor) else here & or_(opened, mine)


def visible_duties(actor: Actor) -> ColumnElement[bool]:
    """Duties that the actor's units carry; all of the office for its readers."""
    if actor.office_id is None:
        return false()
    here = Duty.office_id == actor.office_id
    carried = exists().where(
        DutyUnit.duty_id == Duty.id, DutyUnit.unit_id.in_(sorted(actor.unit_ids))
    )
    if reads_whole_office(actor):
        return here & or_(open_paper(actor, Duty.directive_id), carried)
    return here & carried


def visible_series(actor: Actor) -> ColumnElement[bool]:
    """Recurring duties go with the duty that recurs."""
    return Series.duty_id.in_(select(Duty.id).where(visible_duties(actor)))


def visible_directives(actor: Actor) -> ColumnElement[bool]:
    """Directives of the office; a unit sees those under which it carries something."""
    if actor.office_id is None:
        return false()
    here = Directive.office_id == actor.office_id
    mine = Directive.id.in_(_concerned(actor))
    if reads_whole_office(actor):
        return here & or_(open_paper(actor, Directive.id), mine)
    return here & mine


def visible_evidence(actor: Actor) -> ColumnElement[bool]:
    """Evidence of one's own units and of tasks that one may see."""
    if actor.office_id is None:
        return false()
    here = Evidence.office_id == actor.office_id
    linked = (
        exists()
        .where(EvidenceTask.evidence_id == Evidence.id)
        .where(EvidenceTask.task_id == Task.id)
        .where(visible_tasks(actor))
    )
    on_sheet = (
        exists()
        .where(EvidenceSheetItem.evidence_id == Evidence.id)
        .where(EvidenceSheetItem.sheet_id == IndexSheet.id)
        .where(visible_sheets(actor))
    )
    return here & or_(Evidence.unit_id.in_(sorted(actor.unit_ids)), linked, on_sheet)


def visible_revisions(actor: Actor) -> ColumnElement[bool]:
    """Versions of visible evidence, and what a hand-in of a visible task showed: that stays to
    be seen with it, also once the paper is no longer used for the task."""
    shown = (
        exists()
        .where(SubmissionRevision.revision_id == EvidenceRevision.id)
        .where(Submission.id == SubmissionRevision.submission_id)
        .where(Submission.task_id == Task.id)
        .where(visible_tasks(actor))
    )
    return or_(visible_evidence(actor), (Evidence.office_id == actor.office_id) & shown)


def visible_events(actor: Actor) -> ColumnElement[bool]:
    """The office's history without what happened to papers that the actor may not read."""
    if actor.office_id is None:
        return false()
    here = Event.office_id == actor.office_id
    return here & or_(
        open_paper(actor, Event.directive_id), Event.directive_id.in_(_concerned(actor))
    )


def visible_reports(actor: Actor) -> ColumnElement[bool]:
    """The office's reports; one on a single directive goes with that directive."""
    if actor.office_id is None:
        return false()
    here = Report.office_id == actor.office_id
    return here & or_(
        open_paper(actor, Report.directive_id), Report.directive_id.in_(_concerned(actor))
    )


def visible_explanations(actor: Actor) -> ColumnElement[bool]:
    """One's own units' explanations; all of the office for its readers, papers allowing."""
    if actor.office_id is None:
        return false()
    here = Explanation.office_id == actor.office_id
    mine = Explanation.unit_id.in_(sorted(actor.unit_ids))
    if not reads_whole_office(actor):
        return here & mine
    hidden = (
        select(ExplanationTask.explanation_id)
        .join(Task, Task.id == ExplanationTask.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(
            ExplanationTask.explanation_id == Explanation.id,
            ~open_paper(actor, Duty.directive_id),
        )
        .correlate(Explanation)
    )
    return here & or_(mine, ~hidden.exists())


def visible_filters(actor: Actor) -> ColumnElement[bool]:
    """One's own lists in this office, and those that the office shares."""
    if actor.office_id is None:
        return false()
    here = SavedFilter.office_id == actor.office_id
    return here & or_(SavedFilter.owner_id == actor.user_id, SavedFilter.shared)


def visible_obstacles(actor: Actor) -> ColumnElement[bool]:
    """Those that one's unit raised or that one has to answer, and those of tasks that one sees.

    Readers of the office see all others too, without what stands under papers that they may not
    read.
    """
    if actor.office_id is None:
        return false()
    here = Obstacle.office_id == actor.office_id
    units = sorted(actor.unit_ids)
    concerned = or_(
        Obstacle.unit_id.in_(units),
        Obstacle.owner_unit_id.in_(units),
        Obstacle.owner_user_id == actor.user_id,
        select(Task.id)  # asked of each obstacle's own task: gathering all tasks takes far longer
        .where(Task.id == Obstacle.task_id, visible_tasks(actor))
        .correlate(Obstacle)
        .exists(),
    )
    if not reads_whole_office(actor):
        return here & concerned
    paper = (
        select(Duty.directive_id)
        .join(DutyLine, DutyLine.duty_id == Duty.id)
        .where(DutyLine.id == Obstacle.duty_line_id)
        .correlate(Obstacle)
    )
    own_words = Obstacle.task_id.is_(None) & open_paper(actor, paper.scalar_subquery())
    return here & or_(concerned, own_words)


def visible_instructions(actor: Actor) -> ColumnElement[bool]:
    """Instructions go with their task."""
    return Instruction.task_id.in_(select(Task.id).where(visible_tasks(actor)))


def visible_comments(actor: Actor) -> ColumnElement[bool]:
    """Comments go with their task."""
    return Comment.task_id.in_(select(Task.id).where(visible_tasks(actor)))


def visible_steps(actor: Actor) -> ColumnElement[bool]:
    """Steps inside a unit are seen by the unit alone, of tasks that it still sees."""
    here = UnitStep.task_id.in_(select(Task.id).where(visible_tasks(actor)))
    return here & UnitStep.unit_id.in_(sorted(actor.unit_ids))


SCOPES: dict[type[Base], Callable[[Actor], ColumnElement[bool]]] = {
    Task: visible_tasks,
    Directive: visible_directives,
    Duty: visible_duties,
    Series: visible_series,
    Explanation: visible_explanations,
    SavedFilter: visible_filters,
    Obstacle: visible_obstacles,
    Instruction: visible_instructions,
    Comment: visible_comments,
    UnitStep: visible_steps,
    OfficialPaper: visible_papers,
    **INDEX_SCOPES,
}
"""What a door about one thing looks it up by: what one may not see is not there (404)."""
