"""What can happen, as one catalogue: every deed leaves one event of one of these kinds."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """Past tense, grouped by what the event is about."""

    DIRECTIVE_RECEIVED = "directive_received"
    DIRECTIVE_EDITED = "directive_edited"
    DIRECTIVE_READ = "directive_read"
    DIRECTIVE_REREAD = "directive_reread"
    CITATION_LINKED = "citation_linked"
    PARENT_SET = "parent_set"
    TARGET_CHANGED = "target_changed"
    EVENT_DATED = "event_dated"
    NAME_SETTLED = "name_settled"
    DRAFT_EDITED = "draft_edited"
    DRAFT_SET_ASIDE = "draft_set_aside"
    DRAFT_RESTORED = "draft_restored"
    RESULT_SHARED = "result_shared"
    RESULT_UNSHARED = "result_unshared"
    DRAFTS_READY = "drafts_ready"
    DRAFTS_CONFIRMED = "drafts_confirmed"
    LIST_SHOWN = "list_shown"
    LIST_DECIDED = "list_decided"

    TASK_ASSIGNED = "task_assigned"
    TASK_ACKNOWLEDGED = "task_acknowledged"
    PROGRESS_REPORTED = "progress_reported"
    TASK_SUBMITTED = "task_submitted"
    TASK_WITHDRAWN = "task_withdrawn"
    TASK_CONFIRMED = "task_confirmed"
    TASK_RETURNED = "task_returned"
    TASK_REFUSED = "task_refused"
    REFUSAL_DECIDED = "refusal_decided"
    TASK_SUSPENDED = "task_suspended"
    TASK_RESUMED = "task_resumed"
    TASK_CANCELLED = "task_cancelled"
    TASK_REOPENED = "task_reopened"
    TASK_URGED = "task_urged"
    RESULT_RECORDED = "result_recorded"
    DEADLINE_SET = "deadline_set"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_WITHDRAWN = "extension_withdrawn"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EVIDENCE_ATTACHED = "evidence_attached"
    PART_ANSWERED = "part_answered"
    PLAN_READ = "plan_read"
    LEAD_MOVED = "lead_moved"
    OFFICER_NAMED = "officer_named"

    PERIOD_KEPT = "period_kept"
    SERIES_STARTED = "series_started"
    SERIES_CHANGED = "series_changed"
    SERIES_ENDED = "series_ended"
    PERIOD_SKIPPED = "period_skipped"
    PERIOD_RESTORED = "period_restored"
    PERIOD_GIVEN = "period_given"

    PERIOD_FILLED = "period_filled"
    PERIOD_URGED = "period_urged"
    PERIOD_SUBMITTED = "period_submitted"

    REPORT_FROZEN = "report_frozen"
    REPORT_ISSUED = "report_issued"

    OFFICE_CREATED = "office_created"
    UNIT_CREATED = "unit_created"
    UNIT_CHANGED = "unit_changed"
    UNIT_DISSOLVED = "unit_dissolved"
    USER_CREATED = "user_created"
    USER_CHANGED = "user_changed"
    USER_DEACTIVATED = "user_deactivated"
    PASSWORD_RESET = "password_reset"  # noqa: S105 — a kind of event, not a secret
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    MEMBERSHIP_CHANGED = "membership_changed"
    GRANT_CHANGED = "grant_changed"
    SETTING_CHANGED = "setting_changed"
    CALENDAR_CHANGED = "calendar_changed"
    UNITS_IMPORTED = "units_imported"
    USERS_IMPORTED = "users_imported"


class ExplainedChange(StrEnum):
    """Why a change stands among those that an inspector asks about (design D18)."""

    DEADLINE = "deadline"
    ON_BEHALF = "on_behalf"
    REOPENED = "reopened"
    SAME_UNIT = "same_unit"
    FOR_LEADER = "for_leader"
