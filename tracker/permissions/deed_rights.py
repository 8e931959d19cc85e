"""In whose right a deed was done: the one place that knows which right is behind which event.

Whoever stands in for somebody does in their own right what they may do themselves; only what
they could not do otherwise is done, and written down, for the principal. A service whose rule
is finer than the right of its door says so by handing over the actor in one right
(``Actor.in_right``); then nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.models import Unit
from tracker.permissions.actor import Actor
from tracker.permissions.permission import Permission
from tracker.permissions.permission_map import PERMISSION_MAP

_K, _P = EventKind, Permission


def _of(
    permission: Permission | tuple[Permission, ...], *kinds: EventKind
) -> dict[EventKind, tuple[Permission, ...]]:
    rights = permission if isinstance(permission, tuple) else (permission,)
    return dict.fromkeys(kinds, rights)


#: Any of these rights is enough for the deed of which the event tells.
RIGHT_BEHIND: Mapping[EventKind, tuple[Permission, ...]] = {
    **_of(_P.DIRECTIVE_RECEIVE, _K.DIRECTIVE_RECEIVED),
    **_of(_P.DIRECTIVE_EDIT, _K.DIRECTIVE_EDITED, _K.DIRECTIVE_READ, _K.CITATION_LINKED,
          _K.PARENT_SET, _K.TARGET_CHANGED, _K.EVENT_DATED, _K.RETENTION_SET),
    **_of(_P.DRAFT_REVIEW, _K.DIRECTIVE_REREAD, _K.NAME_SETTLED, _K.DRAFT_EDITED,
          _K.DRAFT_SET_ASIDE, _K.DRAFT_RESTORED, _K.RESULT_SHARED, _K.RESULT_UNSHARED,
          _K.DRAFTS_READY),
    **_of(_P.DRAFT_CONFIRM, _K.DRAFTS_CONFIRMED, _K.LIST_SHOWN),
    **_of((_P.DRAFT_CONFIRM, _P.LIST_DECIDE), _K.LIST_DECIDED),
    **_of(_P.TASK_DECIDE_REFUSAL, _K.REFUSAL_DECIDED),
    **_of(_P.EXPLANATION_CONFIRM, _K.CAUSE_CONFIRMED),
    **_of(_P.PAPER_ISSUE, _K.PAPER_ISSUED),
    **_of(_P.TASK_STEER, _K.TASK_ASSIGNED, _K.LEADER_PART_SET, _K.TASK_SUSPENDED,
          _K.TASK_RESUMED, _K.TASK_CANCELLED, _K.TASK_REOPENED, _K.LEAD_MOVED,
          _K.MONITOR_NAMED),
    **_of((_P.TASK_STEER, _P.TASK_DECIDE), _K.DEADLINE_SET),
    **_of(_P.TASK_WORK, _K.TASK_ACKNOWLEDGED, _K.TASK_SUBMITTED, _K.TASK_WITHDRAWN,
          _K.TASK_REFUSED, _K.EXTENSION_ASKED, _K.EXTENSION_WITHDRAWN, _K.OFFICER_NAMED,
          _K.RESULT_PREPARED, _K.RESULT_GIVEN_BACK, _K.RESULT_TAKEN_BACK,
          _K.RESULT_PASSED_ON),
    **_of((_P.TASK_WORK, _P.TASK_RECORD), _K.PROGRESS_REPORTED, _K.EXPLANATION_GIVEN),
    **_of(_P.TASK_DECIDE, _K.TASK_CONFIRMED, _K.TASK_RETURNED),
    **_of(_P.EXTENSION_DECIDE, _K.EXTENSION_GRANTED, _K.EXTENSION_REFUSED),
    **_of(_P.TASK_RECORD, _K.RESULT_RECORDED),
    **_of(_P.EVIDENCE_ATTACH, _K.EVIDENCE_ATTACHED, _K.EVIDENCE_LINKED,
          _K.EVIDENCE_UNLINKED),
    **_of(_P.TASK_ANSWER_PART, _K.PART_ANSWERED),
    **_of((_P.TASK_STEER, _P.TASK_WORK), _K.PART_ASKED, _K.PART_CLOSED),
    **_of(_P.TASK_REMIND_PARTS, _K.PARTS_REMINDED),
    **_of(_P.TASK_JUDGE_PART, _K.PART_CONFIRMED, _K.PART_RETURNED),
    **_of(_P.TASK_MARK, _K.DUTY_SORTED, _K.KEY_MARKED, _K.KEY_UNMARKED),
    **_of(_P.TASK_URGE, _K.TASK_URGED),
    **_of(_P.TASK_READ_PLAN, _K.PLAN_READ),
    **_of(_P.FILTER_SHARE, _K.FILTER_SHARED, _K.FILTER_UNSHARED),
    **_of(_P.TASK_COMMENT, _K.COMMENTED),
    **_of(_P.SERIES_STEER, _K.SERIES_STARTED, _K.SERIES_CHANGED, _K.SERIES_ENDED,
          _K.PERIOD_SKIPPED, _K.PERIOD_RESTORED, _K.PERIOD_GIVEN),
    **_of(_P.PERIOD_FILL, _K.PERIOD_KEPT, _K.PERIOD_FILLED, _K.PERIOD_SUBMITTED),
    **_of(_P.PERIOD_URGE, _K.PERIOD_URGED),
    **_of((_P.OFFICIAL_PAPER_MAKE, _P.OFFICIAL_PAPER_ASK), _K.OFFICIAL_PAPER_DRAFTED),
    **_of(_P.OFFICIAL_PAPER_EDIT, _K.OFFICIAL_PAPER_EDITED, _K.OFFICIAL_PAPER_DROPPED),
    **_of(_P.OFFICIAL_PAPER_NUMBER, _K.OFFICIAL_PAPER_NUMBERED, _K.OFFICIAL_PAPER_ISSUED),
    **_of(_P.PAPER_REGISTER_ENTER, _K.PAPER_NUMBER_ENTERED),
    **_of(_P.PAPER_TEMPLATE_KEEP, _K.PAPER_TEMPLATE_ADDED, _K.PAPER_TEMPLATE_CHOSEN),
    **_of(_P.INDEX_RUN, _K.INDEX_SET_CREATED, _K.INDEX_SET_CHANGED, _K.INDEX_SET_ISSUED,
          _K.INDEX_ROUND_OPENED, _K.INDEX_ROUND_CLOSED, _K.INDEX_ROUND_PUBLISHED,
          _K.INDEX_ROUND_SEALED, _K.SHEET_REOPENED, _K.SURVEY_ENTERED,
          _K.OUTSIDE_INDEX_ENTERED, _K.EMULATION_FORMULA_SET, _K.QUESTIONNAIRE_CHANGED,
          _K.QUESTIONNAIRE_OPENED, _K.QUESTIONNAIRE_CLOSED, _K.SURVEY_LINKS_MADE),
    **_of(_P.REPORT_MAKE, _K.REPORT_FROZEN, _K.REPORT_ISSUED, _K.REPORT_WRITTEN,
          _K.REPORT_NUMBERED, _K.REPORT_SIGNED, _K.REPORT_LAYOUT_CHOSEN,
          _K.RANKING_PUBLISHED, _K.REGIME_CHANGED),
    **_of(_P.MEETING_RUN, _K.MEETING_OPENED, _K.MEETING_DECIDED, _K.MEETING_DECISION_WITHDRAWN,
          _K.MEETING_CONCLUDED, _K.MEETING_MATCHED),
    **_of(_P.CALENDAR_EDIT, _K.CALENDAR_CHANGED),
    **_of(_P.REMINDER_RULES, _K.REMINDER_RULE_CHANGED),
}  # fmt: skip

#: Done as nobody but oneself: signing in, and what administrators do (never handed over).
ALWAYS_OWN = frozenset({
    _K.OFFICE_CREATED, _K.UNIT_CREATED, _K.UNIT_CHANGED, _K.UNIT_DISSOLVED, _K.USER_CREATED,
    _K.USER_CHANGED, _K.USER_DEACTIVATED, _K.PASSWORD_RESET, _K.PASSWORD_CHANGED, _K.SIGNED_IN,
    _K.SIGN_IN_FAILED, _K.FILE_INFECTED, _K.UNIT_SUCCEEDED, _K.FIELD_CHANGED, _K.CHARGE_CHANGED,
    _K.COMMENT_CORRECTED, _K.COMMENT_WITHDRAWN, _K.SIGNED_OUT, _K.MEMBERSHIP_CHANGED,
    _K.GRANT_CHANGED,
    _K.SUCCESSION_PLANNED, _K.SUCCESSION_WITHDRAWN,
    _K.SETTING_CHANGED, _K.UNITS_IMPORTED, _K.USERS_IMPORTED, _K.SUBSTITUTION_SET,
    _K.GATEWAY_SET, _K.GATEWAY_TRIED,
    _K.SUBSTITUTION_CHANGED, _K.SUBSTITUTION_REVOKED, _K.FEED_CHANGED, _K.TELLING_CHOSEN,
})  # fmt: skip

#: Around a task or beside any: done for the unit that the event names or that leads the task,
#: else in the role of a leader or of the lead office.
FOR_UNIT_OR_ROLE = frozenset({
    _K.OBSTACLE_RAISED, _K.OBSTACLE_CORRECTED, _K.OBSTACLE_ANSWERED, _K.OBSTACLE_HANDED_ON,
    _K.OBSTACLE_PASSED_UP, _K.OBSTACLE_ASKED_AGAIN, _K.OBSTACLE_CLOSED, _K.INSTRUCTION_GIVEN,
    _K.INSTRUCTION_ANSWERED, _K.INSTRUCTION_ACCEPTED, _K.INSTRUCTION_ASKED_AGAIN,
    _K.INSTRUCTION_WITHDRAWN, _K.STEPS_CHANGED, _K.SHEET_SCORED, _K.SHEET_CHARGED,
    _K.SHEET_PAPER_LINKED, _K.SHEET_PAPER_UNLINKED, _K.SHEET_CHECKED, _K.SHEET_GIVEN_BACK,
    _K.SHEET_LOCKED, _K.SHEET_APPRAISED, _K.SHEET_ASKED, _K.SHEET_EXPLAINED, _K.SHEET_PASSED,
    _K.SHEET_RETURNED, _K.COUNCIL_SCORED, _K.SHEET_DECIDED, _K.SHEET_UNDECIDED,
})  # fmt: skip

_OF_ONE_UNIT = frozenset({_P.PERIOD_FILL, _P.TASK_ANSWER_PART})
"""Rights that a person has by a post in the very unit of which the event tells."""


def acts_for(actor: Actor, kind: EventKind, things: Iterable[Any], unit: Unit | None) -> int | None:
    """The principal for whom ``actor`` does this to ``things``; None for one's own deed."""
    if not actor.stands_in or kind in ALWAYS_OWN:
        return actor.acts_for
    rights, thing = RIGHT_BEHIND.get(kind, ()), next(iter(things), None)
    if kind in FOR_UNIT_OR_ROLE:
        units = {unit.id if unit else None, getattr(thing, "lead_unit_id", None)}
        view = actor.in_right(lambda own: bool(units & own.unit_ids)) or actor.in_right(
            lambda own: own.has(Role.LEADER) or own.has(Role.LEAD_OFFICE)
        )
    else:
        view = actor.in_right(lambda own: any(_holds(own, right, thing, unit) for right in rights))
    return view.acts_for if view is not None else None


def _holds(view: Actor, right: Permission, thing: Any, unit: Unit | None) -> bool:
    if right in _OF_ONE_UNIT and unit is not None and unit.id in view.unit_ids:
        return True
    if right is Permission.PERIOD_FILL:  # the lead office fills in for units without users
        return any(role(view, None) for role in _LEAD_OFFICE)
    if right is Permission.TASK_ANSWER_PART:
        return False
    return any(all(predicate(view, thing) for predicate in row) for row in PERMISSION_MAP[right])


_LEAD_OFFICE = [row[0] for row in PERMISSION_MAP[Permission.TASK_CREATE]]
