"""What the lead office decides about one period of a series: leave it out, or give it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import Occurrence
from tracker.domain.recurrence_periods import period_words
from tracker.domain.working_days import Calendar
from tracker.models import Series, SeriesSkip, Task
from tracker.permissions import Actor
from tracker.queries.series import plan_of
from tracker.services import series_notices
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.series_deeds import touch
from tracker.services.series_rolling import make_shares, shares_of_period

FURTHEST = timedelta(days=400)
"""How far ahead a period may be given by hand."""


def skip_period(
    session: Session,
    *,
    series_id: int,
    version: int | None,
    key: str,
    reason: str,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Series:
    """Leave a period out, with the reason. Conflict when units have its task already."""
    series = for_change(session, Series, series_id, version=version)
    owed_period(series, key, calendar)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do không giao nhiệm vụ của kỳ này.", field="reason")
    if key in plan_of(series).skipped:
        raise Conflict("Kỳ này đã được đánh dấu không giao.")
    if session.scalar(select(exists().where(Task.series_id == series.id, Task.period_key == key))):
        raise Conflict(
            "Nhiệm vụ của kỳ này đã giao cho đơn vị. Hãy dừng theo dõi hoặc thay đổi thời hạn "
            "ở trang của từng nhiệm vụ."
        )
    series.skips.append(
        SeriesSkip(
            period_key=key, reason=reason.strip(), skipped_by_id=actor.user_id, skipped_at=now
        )
    )
    touch(series)
    _record_period(
        session, EventKind.PERIOD_SKIPPED, series, key, actor=actor, now=now, note=reason.strip()
    )
    return series


def restore_period(
    session: Session,
    *,
    series_id: int,
    version: int | None,
    key: str,
    actor: Actor,
    now: datetime,
) -> Series:
    """Take a skipped period back; the rolling job makes it as if it had never been skipped."""
    series = for_change(session, Series, series_id, version=version)
    kept = [skip for skip in series.skips if skip.period_key == key]
    if not kept:
        raise Conflict("Kỳ này không bị đánh dấu không giao.")
    for skip in kept:
        series.skips.remove(skip)
        session.delete(skip)
    touch(series)
    _record_period(session, EventKind.PERIOD_RESTORED, series, key, actor=actor, now=now)
    return series


def give_period(
    session: Session,
    *,
    series_id: int,
    version: int | None,
    key: str,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Sequence[Task]:
    """Give a period's tasks at once: before their time, or of an old period that was missed.

    Units that have theirs get no second one. Raises Conflict when nobody lacks one.
    """
    series = for_change(session, Series, series_id, version=version)
    occurrence = owed_period(series, key, calendar)
    if occurrence.due_on > local_day(now) + FURTHEST:
        raise NotFound("Kỳ này còn quá xa để giao. Hãy chọn một kỳ gần hơn.")
    if key in plan_of(series).skipped:
        raise Conflict("Kỳ này đã được đánh dấu không giao.")
    shares = shares_of_period(session, series, occurrence, local_day(now))
    made, refused = make_shares(session, series, shares, calendar, actor=actor, now=now)
    tasks = [task for _share, task in made]
    if refused and not tasks:
        raise InvalidInput("Chưa giao được cho đơn vị nào. %(why)s", why=refused[0])
    if not tasks:
        raise Conflict("Các đơn vị đều đã được giao nhiệm vụ của kỳ này.")
    touch(series)
    _record_period(
        session, EventKind.PERIOD_GIVEN, series, key, actor=actor, now=now, tasks=len(tasks)
    )
    series_notices.tell_of_given(session, tasks, actor=actor, now=now)
    return tasks


def owed_period(series: Series, key: str, calendar: Calendar) -> Occurrence:
    """The period with this key. Raises NotFound when the series does not owe it."""
    found = plan_of(series).find(key, calendar)
    if found is None:
        raise NotFound("Nhiệm vụ định kỳ này không có kỳ được chọn.")
    return found


def _record_period(
    session: Session,
    kind: EventKind,
    series: Series,
    key: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    **data: Any,
) -> None:
    record(
        session,
        kind,
        actor=actor,
        now=now,
        duty=series.duty,
        note=note,
        series=series.id,
        period=key,
        period_words=str(period_words(key)),
        **data,
    )
    session.flush()
