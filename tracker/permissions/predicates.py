"""(actor, thing) → bool, one line each. The map puts them together."""

from __future__ import annotations

from typing import Any

from tracker.domain.people import Module, Role
from tracker.models import (
    Comment,
    Directive,
    Duty,
    Evidence,
    IndexItem,
    IndexRound,
    IndexSet,
    IndexSheet,
    Instruction,
    Obstacle,
    OfficialPaper,
    Report,
    SavedFilter,
    Series,
    Task,
    UnitReport,
    UnitStep,
)
from tracker.permissions.actor import Actor


def is_lead_office(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.LEAD_OFFICE)


def is_clerk(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.CLERK)


def is_leader(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.LEADER)


def is_auditor(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.AUDITOR)


def is_administrator(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.ADMINISTRATOR, Module.OFFICE)


def is_of_a_unit(actor: Actor, _thing: Any) -> bool:
    return bool(actor.unit_ids)


def same_office(
    actor: Actor,
    thing: Task
    | Directive
    | Duty
    | Series
    | Evidence
    | Report
    | UnitReport
    | SavedFilter
    | Obstacle
    | Instruction
    | Comment
    | OfficialPaper
    | IndexSet
    | IndexItem
    | IndexRound
    | IndexSheet,
) -> bool:
    return thing.office_id == actor.office_id


def runs_index(actor: Actor, _thing: Any) -> bool:
    """The unit that runs the index; where nobody was named for it, whoever follows tasks."""
    return actor.has(Role.LEAD_OFFICE, Module.INDEX) or actor.has(Role.LEAD_OFFICE)


def sits_on_council(actor: Actor, _thing: Any) -> bool:
    return actor.has(Role.LEADER, Module.INDEX) or actor.has(Role.LEADER)


def scores_own_sheet(actor: Actor, sheet: IndexSheet) -> bool:
    return sheet.unit_id in actor.unit_ids


def has_nobody(actor: Actor, sheet: IndexSheet) -> bool:
    """Nobody who can sign in holds a post in the scored unit: somebody else enters its paper."""
    return not any(post.holds_on(actor.on_day) and post.user.active for post in sheet.unit.posts)


def appraises_sheet(actor: Actor, sheet: IndexSheet) -> bool:
    """A unit named in the set appraises its items in every sheet but its own."""
    named = {item.appraiser_unit_id for item in sheet.round.index_set.items}
    return sheet.unit_id not in actor.unit_ids and bool(named & actor.unit_ids)


def is_open_paper(_actor: Actor, directive: Directive) -> bool:
    return not directive.restricted


def is_task_of_open_paper(_actor: Actor, task: Task) -> bool:
    return not task.duty.directive.restricted


def is_open_series(_actor: Actor, series: Series) -> bool:
    return not series.duty.directive.restricted


def carries_series(actor: Actor, series: Series) -> bool:
    return any(row.unit_id in actor.unit_ids for row in series.duty.units)


def leads_task(actor: Actor, task: Task) -> bool:
    return task.lead_unit_id in actor.unit_ids


def is_named_decider(actor: Actor, task: Task) -> bool:
    return actor.decides_own and task.lead_unit_id == actor.lead_unit_id


def coordinates_task(actor: Actor, task: Task) -> bool:
    return any(part.unit_id in actor.unit_ids for part in task.parts)


def owns_filter(actor: Actor, kept: SavedFilter) -> bool:
    return kept.owner_id == actor.user_id


def raised_obstacle(actor: Actor, obstacle: Obstacle) -> bool:
    return obstacle.unit_id in actor.unit_ids


def owes_obstacle_answer(actor: Actor, obstacle: Obstacle) -> bool:
    return obstacle.owner_user_id == actor.user_id or obstacle.owner_unit_id in actor.unit_ids


def instruction_is_for_own_unit(actor: Actor, instruction: Instruction) -> bool:
    return instruction.task.lead_unit_id in actor.unit_ids


def wrote_comment(actor: Actor, comment: Comment) -> bool:
    return comment.author_id == actor.user_id


def is_own_step(actor: Actor, step: UnitStep) -> bool:
    return step.unit_id in actor.unit_ids


def is_paper_of_office(_actor: Actor, paper: OfficialPaper) -> bool:
    return paper.issuer_id is None


def is_paper_of_own_unit(actor: Actor, paper: OfficialPaper) -> bool:
    return paper.issuer_id in actor.unit_ids
