"""When a unit may say that a task is not its function, and who decides a dispute about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar


class RefusalDecider(StrEnum):
    """Who decides whether a unit keeps a task that it gave back."""

    LEAD_OFFICE = "lead_office"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class RefusalStanding:
    """What the history says of a task's refusals.

    ``since_on``: the day on which the unit got the task, or on which its refusal was last
    rejected. ``insisted``: a refusal of this unit was rejected before.
    ``concerns_lead_office``: the lead office is the unit that refuses or that is named instead.
    """

    since_on: date
    insisted: bool = False
    concerns_lead_office: bool = False


def last_day(since_on: date, working_days: int, calendar: Calendar) -> date | None:
    """The last day (inclusive) for a refusal; None where the office sets no limit (0)."""
    return calendar.add(since_on, working_days) if working_days > 0 else None


def check_in_time(standing: RefusalStanding, today: date, days: int, calendar: Calendar) -> None:
    """Raise InvalidInput when the time for a refusal is over."""
    last = last_day(standing.since_on, days, calendar)
    if last is not None and today > last:
        raise InvalidInput(
            "Đã quá thời gian trả lại nhiệm vụ không đúng chức năng (%(days)s ngày làm việc, đến "
            "hết ngày %(last)s). Hãy trao đổi với đơn vị theo dõi để điều chuyển.",
            days=days,
            last=day_words(last),
        )


def who_decides(rule: RefusalDecider, standing: RefusalStanding) -> RefusalDecider:
    """A leader decides where the lead office is itself concerned or the unit insists."""
    if standing.insisted or standing.concerns_lead_office:
        return RefusalDecider.LEADER
    return rule
