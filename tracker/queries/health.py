"""Whether the clock keeps its promises: the last plan of each office, the scheduler's lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tracker.domain.health_rules import calendars_missing, plan_is_late
from tracker.domain.local_time import local_day
from tracker.models import Lease, Office, PlanRun
from tracker.queries.working_calendar import working_calendar

SCHEDULER = "scheduler"
"""The lease of the clock (services/leases.CLOCK)."""

#: Put together once: every page of the lead office asks for it.
_LAST = (
    select(PlanRun.on_day, PlanRun.finished_at, PlanRun.planned_count)
    .where(PlanRun.office_id == bindparam("office"))
    .order_by(PlanRun.on_day.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one office. ``planned_on`` and ``finished_at``: the newest plan, None without any."""

    office_id: int
    planned_on: date | None
    finished_at: datetime | None
    planned_count: int
    late: bool
    missing_years: list[int]


@dataclass(frozen=True, slots=True)
class ClockHolder:
    """Which scheduler holds the lease, since when it was last heard, whether it still holds."""

    owner: str
    renewed_at: datetime
    alive: bool


def standing(session: Session, office_id: int, created_at: datetime, now: datetime) -> Standing:
    """How the clock stands with an office that began at ``created_at``."""
    last = session.execute(_LAST, {"office": office_id}).one_or_none()
    today = local_day(now)
    calendar = working_calendar(session, office_id)
    since = last.on_day if last else local_day(created_at)
    return Standing(
        office_id=office_id,
        planned_on=last.on_day if last else None,
        finished_at=last.finished_at if last else None,
        planned_count=last.planned_count if last else 0,
        late=plan_is_late(since, now, calendar),
        missing_years=calendars_missing(today, calendar),
    )


def plan_is_missing(session: Session, office_id: int, now: datetime) -> bool:
    """Whether the newest plan is too old: one look, the calendar only on days without a plan.

    An office that never planned is told on its health page, not on every page.
    """
    last = session.execute(_LAST, {"office": office_id}).one_or_none()
    if last is None or last.on_day >= local_day(now):
        return False
    return plan_is_late(last.on_day, now, working_calendar(session, office_id))


def standings(session: Session, now: datetime) -> list[Standing]:
    """Every office's."""
    offices = session.execute(select(Office.id, Office.created_at).order_by(Office.id))
    return [standing(session, row.id, row.created_at, now) for row in offices.all()]


def clock_holder(session: Session, now: datetime) -> ClockHolder | None:
    """The scheduler that was last heard; None when none is registered."""
    lease = session.get(Lease, SCHEDULER)
    if lease is None:
        return None
    return ClockHolder(lease.owner, lease.renewed_at, lease.expires_at > now)
