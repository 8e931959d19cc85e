"""Who may do what, in one table: a permission holds when all predicates of any row hold.

Visibility of lists is not here but in scope.py, as a WHERE; process rules (who may confirm
one's own work, what a status admits) are the services' and the domain's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tracker.permissions.actor import Actor
from tracker.permissions.permission import Permission
from tracker.permissions.predicates import (
    appraises_sheet,
    carries_series,
    coordinates_task,
    has_nobody,
    instruction_is_for_own_unit,
    is_administrator,
    is_auditor,
    is_clerk,
    is_lead_office,
    is_leader,
    is_named_decider,
    is_of_a_unit,
    is_open_paper,
    is_open_series,
    is_own_step,
    is_paper_of_office,
    is_paper_of_own_unit,
    is_task_of_open_paper,
    leads_task,
    owes_obstacle_answer,
    owns_filter,
    raised_obstacle,
    runs_index,
    same_office,
    scores_own_sheet,
    sits_on_council,
    wrote_comment,
)

Predicate = Callable[[Actor, Any], bool]
Rows = Sequence[Sequence[Predicate]]

_READERS: Rows = [[is_lead_office], [is_clerk], [is_leader], [is_auditor]]
_HANDLERS_HERE: Rows = [
    [is_lead_office, same_office],
    [is_clerk, same_office],
    [is_leader, same_office],
]
_LEAD_OFFICE_HERE: Rows = [[is_lead_office, same_office]]
_INTAKE_HERE: Rows = [[is_lead_office, same_office], [is_clerk, same_office]]
_UNITS_OF_TASK: Rows = [[leads_task, same_office], [coordinates_task, same_office]]
_SEES_TASK: Rows = [
    *_HANDLERS_HERE,
    [is_auditor, same_office, is_task_of_open_paper],
    *_UNITS_OF_TASK,
    [is_named_decider, same_office],
]

PERMISSION_MAP: dict[Permission, Rows] = {
    Permission.DIRECTIVE_LIST: [*_READERS, [is_of_a_unit]],
    Permission.DIRECTIVE_VIEW: [  # units see theirs by scope.visible_directives
        *_HANDLERS_HERE,
        [is_auditor, same_office, is_open_paper],
    ],
    Permission.DIRECTIVE_RECEIVE: [[is_lead_office], [is_clerk]],
    Permission.DIRECTIVE_EDIT: _INTAKE_HERE,
    Permission.DRAFT_REVIEW: _INTAKE_HERE,
    Permission.DRAFT_CONFIRM: _LEAD_OFFICE_HERE,
    Permission.LIST_DECIDE: [[is_leader, same_office]],
    Permission.TASK_LIST: [*_READERS, [is_of_a_unit]],
    Permission.FILTER_KEEP: [[owns_filter], [is_lead_office, same_office]],
    Permission.FILTER_SHARE: [[is_lead_office]],
    Permission.TASK_VIEW: _SEES_TASK,
    Permission.TASK_CREATE: [[is_lead_office]],
    Permission.TASK_WORK: [[leads_task, same_office]],
    Permission.TASK_ANSWER_PART: [[coordinates_task, same_office]],
    Permission.TASK_DECIDE: [
        [is_lead_office, same_office],
        [is_leader, same_office],
        [is_named_decider, same_office],
    ],
    Permission.EXTENSION_DECIDE: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.TASK_DECIDE_REFUSAL: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.TASK_URGE: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.TASK_RECORD: _LEAD_OFFICE_HERE,
    Permission.TASK_STEER: _LEAD_OFFICE_HERE,
    Permission.EXPLANATION_LIST: [*_READERS, [is_of_a_unit]],
    Permission.EXPLANATION_VIEW: [*_READERS, [is_of_a_unit]],  # which: scope.visible_explanations
    Permission.EXPLANATION_GIVE: [[is_of_a_unit]],
    Permission.EXPLANATION_CONFIRM: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.LEADER_DESK: _READERS,
    Permission.PAPER_ISSUE: [
        [is_lead_office, same_office],
        [is_clerk, same_office],
        [is_leader, same_office],
    ],
    Permission.TASK_MARK: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.TASK_JUDGE_PART: [[is_lead_office, same_office], [leads_task, same_office]],
    Permission.TASK_REMIND_PARTS: [[is_lead_office, same_office], [leads_task, same_office]],
    Permission.TASK_COMMENT: _SEES_TASK,
    Permission.COMMENT_CORRECT: [[wrote_comment, same_office]],
    Permission.TASK_STEPS: _UNITS_OF_TASK,
    Permission.STEP_KEEP: [[is_own_step]],
    Permission.OBSTACLE_VIEW: [*_READERS, [is_of_a_unit]],  # which: scope.visible_obstacles
    Permission.OBSTACLE_RAISE: [[is_of_a_unit]],
    Permission.OBSTACLE_RAISE_ON_TASK: _UNITS_OF_TASK,
    Permission.OBSTACLE_ANSWER: [
        [owes_obstacle_answer, same_office],
        [is_leader, same_office],
        [is_lead_office, same_office],
    ],
    Permission.OBSTACLE_STEER: [[is_lead_office, same_office], [is_leader, same_office]],
    Permission.OBSTACLE_FOLLOW: [[raised_obstacle, same_office], [is_lead_office, same_office]],
    Permission.INSTRUCTION_GIVE: [[is_leader, same_office], [is_lead_office, same_office]],
    Permission.INSTRUCTION_ANSWER: [
        [instruction_is_for_own_unit, same_office],
        [is_lead_office, same_office],
    ],
    Permission.INSTRUCTION_JUDGE: [[is_leader, same_office], [is_lead_office, same_office]],
    Permission.TASK_READ_PLAN: _INTAKE_HERE,
    Permission.SERIES_LIST: _READERS,
    Permission.SERIES_VIEW: [
        [is_lead_office, same_office],
        [is_clerk, same_office],
        [is_leader, same_office],
        [is_auditor, same_office, is_open_series],
        [carries_series, same_office],
    ],
    Permission.SERIES_STEER: _LEAD_OFFICE_HERE,
    Permission.EVIDENCE_VIEW: [*_READERS, [is_of_a_unit]],  # which: scope.visible_evidence
    Permission.EVIDENCE_ATTACH: [
        [leads_task, same_office],
        [coordinates_task, same_office],
        [is_lead_office, same_office],
    ],
    Permission.PERIOD_FILL: [[is_of_a_unit], [is_lead_office]],  # which: services.period_report
    Permission.PERIOD_OVERVIEW: _READERS,
    Permission.PERIOD_URGE: [[is_lead_office], [is_leader]],
    Permission.FIGURES_VIEW: _READERS,
    Permission.REPORT_VIEW: _READERS,
    Permission.REPORT_MAKE: [[is_lead_office]],
    Permission.OFFICIAL_PAPER_VIEW: [*_READERS, [is_of_a_unit]],  # which: scope.visible_papers
    Permission.OFFICIAL_PAPER_MAKE: [[is_lead_office]],
    Permission.OFFICIAL_PAPER_ASK: [[is_of_a_unit], [is_lead_office]],
    Permission.OFFICIAL_PAPER_EDIT: [
        [is_lead_office, same_office, is_paper_of_office],
        [is_paper_of_own_unit, same_office],
    ],
    Permission.OFFICIAL_PAPER_NUMBER: [
        [is_lead_office, same_office, is_paper_of_office],
        [is_clerk, same_office, is_paper_of_office],
        [is_paper_of_own_unit, same_office],
    ],
    Permission.MEETING_VIEW: [[is_lead_office], [is_leader]],
    Permission.MEETING_RUN: [[is_lead_office]],
    Permission.PAPER_REGISTER: _READERS,
    Permission.PAPER_REGISTER_ENTER: [[is_lead_office], [is_clerk]],
    Permission.PAPER_TEMPLATE_KEEP: [[is_lead_office], [is_administrator]],
    Permission.INDEX_VIEW: [*_READERS, [runs_index], [sits_on_council], [is_of_a_unit]],
    Permission.INDEX_RUN: [[runs_index]],
    Permission.SHEET_VIEW: [  # which: scope.visible_sheets
        *_READERS,
        [runs_index],
        [sits_on_council],
        [is_of_a_unit],
    ],
    Permission.SHEET_SCORE: [
        [scores_own_sheet, same_office],
        [runs_index, has_nobody, same_office],
    ],
    Permission.SHEET_LOCK: [  # who: services.sheet_deeds
        [scores_own_sheet, same_office],
        [runs_index, has_nobody, same_office],
    ],
    Permission.SHEET_APPRAISE: [[runs_index, same_office], [appraises_sheet, same_office]],
    Permission.SHEET_COUNCIL: [[sits_on_council, same_office], [runs_index, same_office]],
    Permission.HISTORY_VIEW: [[is_auditor], [is_lead_office], [is_administrator]],
    Permission.OUTBOX_VIEW: [[is_lead_office], [is_auditor], [is_administrator]],
    Permission.CHARGE_KEEP: [[is_lead_office], [is_administrator]],
    Permission.CALENDAR_EDIT: [[is_lead_office], [is_administrator]],
    Permission.REMINDER_RULES: [[is_lead_office]],
    Permission.REMINDER_LOOK: [[is_lead_office], [is_leader], [is_auditor], [is_administrator]],
    Permission.OFFICE_ADMINISTER: [[is_administrator]],
    Permission.SUBSTITUTION_OWN: [*_READERS, [is_of_a_unit], [is_administrator]],
    Permission.SUBSTITUTION_ENTER: [[is_lead_office], [is_administrator]],
}
