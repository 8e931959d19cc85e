"""The due days of a person's calendar feed: their own open tasks, and those of their units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotAllowed, NotFound
from tracker.domain.task_status import OPEN
from tracker.models import CalendarFeed, Deadline, Directive, Duty, Task
from tracker.permissions import Actor
from tracker.permissions.scope import gathered_tasks

MOST = 1000
"""Entries of one feed, the next due days first after the late ones."""

LATE_SHOWN = timedelta(days=180)
"""How long an overdue task stays in the calendar at its old day."""


def feed_tasks(session: Session, actor: Actor, today: date) -> Sequence[Row[Any]]:
    """id, due_on, updated_at, version (of the deadline), text, restricted; by due day.

    What a person leads with their units, has in hand, or follows for the lead office; a leader's
    and an auditor's whole office would fill a calendar with thousands of days.
    """
    mine = or_(
        Task.lead_unit_id.in_(sorted(actor.unit_ids)),
        Task.assignee_id.in_(sorted(actor.people)),
        Task.monitor_id.in_(sorted(actor.people)),
    )
    version = select(func.max(Deadline.version)).where(Deadline.task_id == Task.id).correlate(Task)
    return session.execute(
        select(
            Task.id,
            Task.due_on,
            Task.updated_at,
            version.scalar_subquery().label("version"),
            Duty.text,
            Directive.restricted,
        )
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(
            gathered_tasks(actor),
            mine,
            Task.status.in_(sorted(OPEN)),
            Task.due_on >= today - LATE_SHOWN,
        )
        .order_by(Task.due_on, Task.id)
        .limit(MOST)
    ).all()


def feed_of(session: Session, user_id: int, office_id: int | None) -> CalendarFeed | None:
    """The person's feed that is not revoked."""
    return session.scalar(
        select(CalendarFeed).where(
            CalendarFeed.user_id == user_id,
            CalendarFeed.office_id == office_id,
            CalendarFeed.revoked_at.is_(None),
        )
    )


def open_feed(session: Session, feed_id: int) -> CalendarFeed:
    """The feed behind an address. NotFound when it was revoked, NotAllowed for a locked account."""
    feed = session.get(CalendarFeed, feed_id)
    if feed is None or feed.revoked_at is not None:
        raise NotFound("Địa chỉ lịch này đã bị thu hồi.")
    if not feed.user.is_active:
        raise NotAllowed("Tài khoản của địa chỉ lịch này đã bị khóa.")
    return feed
