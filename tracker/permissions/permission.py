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
    TASK_RECORD = "task:record"
    """Record a result on a unit's behalf ("cập nhật thay")."""
    TASK_STEER = "task:steer"
    """Change a deadline, suspend, resume, cancel, reopen, decide a refusal, transfer."""

    TASK_COMMENT = "task:comment"
    """Say something on a task's page: whoever may see it."""
    COMMENT_CORRECT = "comment:correct"
    """Correct or withdraw what one wrote oneself."""
    TASK_STEPS = "task:steps"
    """See and keep the own unit's steps, which nobody else sees."""

    STEP_KEEP = "step:keep"
    """Tick, change, move, take away a step of the own unit."""

    OBSTACLE_VIEW = "obstacle:view"
    OBSTACLE_RAISE = "obstacle:raise"
    OBSTACLE_RAISE_ON_TASK = "obstacle:raise_on_task"
    OBSTACLE_ANSWER = "obstacle:answer"
    """By its owner, a leader, or the lead office with the paper that answers."""
    OBSTACLE_STEER = "obstacle:steer"
    """Say who owes the answer; pass it upward."""
    OBSTACLE_FOLLOW = "obstacle:follow"
    """Close it, or ask for another answer: the unit that raised it, or the lead office."""

    INSTRUCTION_GIVE = "instruction:give"
    INSTRUCTION_ANSWER = "instruction:answer"
    INSTRUCTION_JUDGE = "instruction:judge"
    """Accept an answer, ask again, withdraw: a leader, or the lead office for him."""

    SERIES_LIST = "series:list"
    SERIES_VIEW = "series:view"
    SERIES_STEER = "series:steer"
    """Begin, change and end a recurring duty; skip or give a period."""

    EVIDENCE_VIEW = "evidence:view"
    EVIDENCE_ATTACH = "evidence:attach"

    PERIOD_FILL = "period:fill"
    PERIOD_OVERVIEW = "period:overview"

    FIGURES_VIEW = "figures:view"
    REPORT_VIEW = "report:view"
    REPORT_MAKE = "report:make"

    HISTORY_VIEW = "history:view"
    OUTBOX_VIEW = "outbox:view"
    CALENDAR_EDIT = "calendar:edit"
    OFFICE_ADMINISTER = "office:administer"
