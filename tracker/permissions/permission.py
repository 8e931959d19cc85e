"""What may be done, as ``resource:action``; who may is said in permission_map.py."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One member per kind of deed or page."""

    DIRECTIVE_LIST = "directive:list"
    DIRECTIVE_VIEW = "directive:view"
    DIRECTIVE_RECEIVE = "directive:receive"
    DIRECTIVE_EDIT = "directive:edit"
    DRAFT_REVIEW = "draft:review"
    DRAFT_CONFIRM = "draft:confirm"
    LIST_DECIDE = "list:decide"

    TASK_LIST = "task:list"
    TASK_VIEW = "task:view"
    TASK_CREATE = "task:create"
    TASK_WORK = "task:work"
    """Acknowledge, report, hand in, withdraw, refuse: the lead unit's own deeds."""
    TASK_ANSWER_PART = "task:answer_part"
    TASK_DECIDE = "task:decide"
    """Confirm or return what was handed in."""
    TASK_URGE = "task:urge"
    """Press a unit for what it owes (đôn đốc)."""
    TASK_RECORD = "task:record"
    """Record a result on a unit's behalf ("cập nhật thay")."""
    TASK_STEER = "task:steer"
    """Change a deadline, suspend, resume, cancel, reopen, decide a refusal, transfer."""

    TASK_READ_PLAN = "task:read_plan"
    """Take a unit's plan into the register as a child of the directive that demanded it."""

    SERIES_LIST = "series:list"
    SERIES_VIEW = "series:view"
    SERIES_STEER = "series:steer"
    """Begin, change and end a recurring duty; skip or give a period."""

    EVIDENCE_VIEW = "evidence:view"
    EVIDENCE_ATTACH = "evidence:attach"

    PERIOD_FILL = "period:fill"
    PERIOD_OVERVIEW = "period:overview"
    PERIOD_URGE = "period:urge"

    FIGURES_VIEW = "figures:view"
    REPORT_VIEW = "report:view"
    REPORT_MAKE = "report:make"

    HISTORY_VIEW = "history:view"
    OUTBOX_VIEW = "outbox:view"
    CALENDAR_EDIT = "calendar:edit"
    OFFICE_ADMINISTER = "office:administer"
