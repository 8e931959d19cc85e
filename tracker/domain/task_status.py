"""The life of a task as a table: (status, action) → status. The whole of it is here.

Design 2b in words: a task is assigned, acknowledged, worked on, handed in (submitted) and
then confirmed (completed) or returned. It can be refused by its unit, suspended, cancelled,
reopened, and recorded on a unit's behalf. Timeliness is no status (see ``deadlines``).
"""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.errors import Conflict


class TaskStatus(StrEnum):
    """Where a task stands. Nothing else about a task is a status."""

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class TaskAction(StrEnum):
    """What somebody does to a task. Every action leaves one event in its history."""

    ACKNOWLEDGE = "acknowledge"
    REPORT_PROGRESS = "report_progress"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    RETURN = "return"
    REFUSE = "refuse"
    ACCEPT_REFUSAL = "accept_refusal"
    REJECT_REFUSAL = "reject_refusal"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    REOPEN = "reopen"
    RECORD_RESULT = "record_result"


_S, _A = TaskStatus, TaskAction

_WITH_UNIT = (_S.ASSIGNED, _S.ACKNOWLEDGED, _S.IN_PROGRESS, _S.RETURNED)

TRANSITIONS: dict[tuple[TaskStatus, TaskAction], TaskStatus] = {
    (_S.ASSIGNED, _A.ACKNOWLEDGE): _S.ACKNOWLEDGED,
    **{(status, _A.REPORT_PROGRESS): _S.IN_PROGRESS for status in _WITH_UNIT},
    **{(status, _A.SUBMIT): _S.SUBMITTED for status in _WITH_UNIT},
    (_S.SUBMITTED, _A.WITHDRAW): _S.IN_PROGRESS,
    (_S.SUBMITTED, _A.CONFIRM): _S.COMPLETED,
    (_S.SUBMITTED, _A.RETURN): _S.RETURNED,
    (_S.ASSIGNED, _A.REFUSE): _S.REFUSED,
    (_S.ACKNOWLEDGED, _A.REFUSE): _S.REFUSED,
    (_S.REFUSED, _A.ACCEPT_REFUSAL): _S.ASSIGNED,
    (_S.REFUSED, _A.REJECT_REFUSAL): _S.ASSIGNED,
    **{(status, _A.SUSPEND): _S.SUSPENDED for status in _WITH_UNIT},
    (_S.SUSPENDED, _A.RESUME): _S.IN_PROGRESS,
    **{
        (status, _A.CANCEL): _S.CANCELLED
        for status in (*_WITH_UNIT, _S.SUBMITTED, _S.REFUSED, _S.SUSPENDED)
    },
    (_S.COMPLETED, _A.REOPEN): _S.IN_PROGRESS,
    (_S.CANCELLED, _A.REOPEN): _S.IN_PROGRESS,
    # Not from SUBMITTED: what was handed in is confirmed or returned, not recorded over.
    **{(status, _A.RECORD_RESULT): _S.COMPLETED for status in _WITH_UNIT},
}

#: The unit still owes something; reminders ask nobody else.
WITH_UNIT = frozenset(_WITH_UNIT)
#: Not yet over, wherever it lies.
OPEN = frozenset({*_WITH_UNIT, _S.SUBMITTED, _S.REFUSED, _S.SUSPENDED})
#: Over. A closed task keeps its evidence and its history.
CLOSED = frozenset({_S.COMPLETED, _S.CANCELLED})
#: Outside the four states of a report: shown below the table (design 2b, "total").
OUTSIDE_FIGURES = frozenset({_S.CANCELLED, _S.REFUSED})


def status_after(status: TaskStatus, action: TaskAction) -> TaskStatus:
    """The status that follows, or Conflict when this deed is not possible in this status."""
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise Conflict(
            "Không thực hiện được: nhiệm vụ đã chuyển sang trạng thái khác. "
            "Hãy mở lại trang nhiệm vụ để xem tình trạng hiện tại.",
            code="refused_transition",
        ) from None


def actions_from(status: TaskStatus) -> frozenset[TaskAction]:
    """Every action that this status admits, rights aside."""
    return frozenset(action for (at, action) in TRANSITIONS if at is status)
