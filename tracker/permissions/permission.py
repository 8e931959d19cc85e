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
    FILTER_KEEP = "filter:keep"
    """Rename and remove a saved list."""
    FILTER_SHARE = "filter:share"
    """Share a saved list with the office."""
    TASK_VIEW = "task:view"
    TASK_CREATE = "task:create"
    TASK_WORK = "task:work"
    """Acknowledge, report, hand in, withdraw, refuse: the lead unit's own deeds."""
    TASK_ANSWER_PART = "task:answer_part"
    TASK_DECIDE = "task:decide"
    """Confirm or return what was handed in."""
    TASK_DECIDE_REFUSAL = "task:decide_refusal"
    """Whose the task is, when its unit says that it is not its function."""
    TASK_URGE = "task:urge"
    """Press a unit for what it owes (đôn đốc)."""
    TASK_RECORD = "task:record"
    """Record a result on a unit's behalf ("cập nhật thay")."""
    TASK_STEER = "task:steer"
    """Change a deadline, suspend, resume, cancel, reopen, decide a refusal, transfer."""

    EXPLANATION_LIST = "explanation:list"
    EXPLANATION_VIEW = "explanation:view"
    EXPLANATION_GIVE = "explanation:give"
    EXPLANATION_CONFIRM = "explanation:confirm"
    """Say whose cause a lateness was."""
    LEADER_DESK = "leader_desk:view"
    """Drafts that wait for a leader's signature ("tham mưu, trình")."""
    PAPER_ISSUE = "paper:issue"
    """Enter the paper that a leader issued upon a draft."""
    TASK_MARK = "task:mark"
    """Decide its field, its leader in charge, and whether it bears the star."""
    TASK_REMIND_PARTS = "task:remind_parts"
    """Ask coordinating units for the answers that they owe."""

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
    CHARGE_KEEP = "charge:keep"
    """Fields of work, and which leader is in charge of what."""
    CALENDAR_EDIT = "calendar:edit"
    OFFICE_ADMINISTER = "office:administer"

    SUBSTITUTION_OWN = "substitution:own"
    """See whom one stands in for and who stands in; name a deputy for oneself."""
    SUBSTITUTION_ENTER = "substitution:enter"
    """Enter it for somebody else, on a basis."""
