"""When more time may be asked for and who decides (gia hạn): the office's numbers, pure rules.

No decree fixes them for all offices; each locality's own regulation does (design D10). A due
day moves only when the request is granted, as a deadline version with cause ``extension``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.domain.vietnamese import day_words


class ExtensionState(StrEnum):
    """Where a request stands; only one of a task waits at a time."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ExtensionRules:
    """``most``: how many a task may get, 0 for no limit. ``longest_days``: calendar days from the
    current due day, 0 for no limit. ``leader_from``: from the so-manieth extension on a leader
    decides, not the lead office; 0 for never."""

    most: int = 0
    longest_days: int = 0
    leader_from: int = 3


def check_request(
    rules: ExtensionRules,
    *,
    status: TaskStatus,
    due_on: date | None,
    wanted_on: date | None,
    granted: int,
    today: date,
) -> None:
    """Raise when this request cannot be made: Conflict for the task's state, else InvalidInput.

    Asking after the due day is possible; it is marked (``is_late``). ``granted``: extensions
    that the task has had.
    """
    if status not in WITH_UNIT:
        raise Conflict("Chỉ đề nghị gia hạn được khi nhiệm vụ đang do đơn vị thực hiện.")
    if due_on is None:
        raise Conflict("Nhiệm vụ không có thời hạn nên không cần gia hạn.")
    if rules.most and granted >= rules.most:
        raise Conflict(
            "Nhiệm vụ đã được gia hạn %(count)s lần, là số lần nhiều nhất theo quy định.",
            count=granted,
        )
    check_day(rules, due_on=due_on, wanted_on=wanted_on, today=today, field="wanted_on")


def check_day(
    rules: ExtensionRules, *, due_on: date, wanted_on: date | None, today: date, field: str
) -> None:
    """Raise InvalidInput at ``field`` for a day that is no extension of ``due_on``."""
    if wanted_on is None:
        raise InvalidInput("Hãy ghi thời hạn đề nghị gia hạn đến.", field=field)
    if wanted_on <= due_on:
        raise InvalidInput(
            "Thời hạn mới phải sau thời hạn hiện tại (%(due)s).", field=field, due=day_words(due_on)
        )
    if wanted_on < today:
        raise InvalidInput("Thời hạn mới phải từ hôm nay trở đi.", field=field)
    if rules.longest_days and (wanted_on - due_on).days > rules.longest_days:
        raise InvalidInput(
            "Mỗi lần gia hạn không quá %(days)s ngày theo quy định của cơ quan.",
            field=field,
            days=rules.longest_days,
        )


def is_late(asked_on: date, due_on: date) -> bool:
    """Asked for when the due day was already over."""
    return asked_on > due_on


def leader_decides(rules: ExtensionRules, granted: int) -> bool:
    """Whether the next extension, after ``granted`` ones, is a leader's to decide."""
    return bool(rules.leader_from) and granted + 1 >= rules.leader_from
