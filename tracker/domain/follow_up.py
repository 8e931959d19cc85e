"""How a duty is followed (design D3)."""

from __future__ import annotations

from enum import StrEnum


class FollowUp(StrEnum):
    """The four ways; a class of units without a date is regular or noted, never per unit."""

    PER_UNIT = "per_unit"
    COLLECTED = "collected"
    REGULAR = "regular"
    NOTED = "noted"


#: How the reason of a draft begins that was merged into the one before it.
MERGED_INTO = "Đã gộp vào nội dung trước đó"

#: Follow-ups that create tasks with a life of their own.
TRACKED = frozenset({FollowUp.PER_UNIT, FollowUp.COLLECTED})


class UnitRole(StrEnum):
    """What a unit is to a draft, a duty or a task."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class DraftState(StrEnum):
    """Where a proposed task stands in the review."""

    PROPOSED = "proposed"
    READY = "ready"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


class DraftDeedKind(StrEnum):
    """What is done to drafts in the review; ``UNDONE`` takes another deed back."""

    ADDED = "added"
    EDITED = "edited"
    CHANGED = "changed"
    READY = "ready"
    SET_ASIDE = "set_aside"
    RESTORED = "restored"
    SPLIT = "split"
    MERGED = "merged"
    UNDONE = "undone"


class Milestone(StrEnum):
    """How far a unit has come, in the words of the trade instead of invented percentages."""

    NOT_STARTED = "not_started"
    DRAFTING = "drafting"
    SUBMITTED_UP = "submitted_up"
    ISSUED = "issued"
