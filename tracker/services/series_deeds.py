"""What the lead office decides about a series: begin, another rule, end, begin again.

Nothing that was made changes; a decision holds from a day on, today at the earliest, and leaves
its basis and one history row.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.follow_up import TRACKED
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_words import rule_words
from tracker.domain.series_plan import RuleSpan
from tracker.models import Duty, Series, SeriesRule
from tracker.permissions import Actor
from tracker.queries.series import plan_of
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.steering import need_basis
from tracker.services.task_making import make_series

DAYS_BEFORE_MOST = 120


def start_series(
    session: Session,
    *,
    duty_id: int,
    rule: RecurrenceRule,
    from_on: date,
    last_day: date | None,
    days_before: int,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Series:
    """A duty begins to recur; its first task is made by the rolling job (or given by hand).

    ``last_day``: periods that end after it are not owed. Raises InvalidInput for a duty that is
    not tracked by tasks, a day in the past, an end before the beginning.
    """
    duty = for_change(session, Duty, duty_id)
    if duty.follow_up not in TRACKED:
        raise InvalidInput(
            "Nhiệm vụ này được báo cáo theo kỳ hoặc chỉ quán triệt, không giao thành lượt nên "
            "không lập được lịch định kỳ."
        )
    need_basis(basis)
    _check_day(from_on, now)
    _check_days_before(days_before)
    spans = [RuleSpan(from_on, rule)]
    if last_day is not None:
        if last_day < from_on:
            raise InvalidInput("Ngày kết thúc phải sau ngày bắt đầu.", field="last_day")
        spans.append(RuleSpan(last_day + timedelta(days=1), None))
    return make_series(
        session,
        duty,
        spans,
        basis=basis.strip(),
        actor=actor,
        now=now,
        days_before=days_before,
    )


def change_rule(
    session: Session,
    *,
    series_id: int,
    version: int | None,
    rule: RecurrenceRule,
    from_on: date,
    days_before: int,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Series:
    """Another rule for the periods that end on or after ``from_on``; also begins again.

    What was decided for that day or later falls away; tasks that exist keep their due days.
    """
    series = for_change(session, Series, series_id, version=version)
    need_basis(basis)
    _check_day(from_on, now)
    _check_days_before(days_before)
    before = plan_of(series).rule_on(from_on)
    if before == rule and series.days_before == days_before:
        raise InvalidInput("Quy tắc mới trùng với quy tắc hiện tại.", field="every")
    _decide(series, from_on, rule, basis=basis, actor=actor, now=now)
    series.days_before = days_before
    record(
        session,
        EventKind.SERIES_CHANGED,
        actor=actor,
        now=now,
        duty=series.duty,
        basis=basis.strip(),
        series=series.id,
        from_on=from_on.isoformat(),
        rule_before=str(rule_words(before)) if before else "",
        rule_after=str(rule_words(rule)),
    )
    session.flush()
    return series


def end_series(
    session: Session,
    *,
    series_id: int,
    version: int | None,
    from_on: date,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Series:
    """Periods that end on or after ``from_on`` are owed no longer; tasks that exist go on."""
    series = for_change(session, Series, series_id, version=version)
    need_basis(basis)
    _check_day(from_on, now)
    before = plan_of(series).rule_on(from_on)
    if before is None:
        raise Conflict("Nhiệm vụ định kỳ này đã kết thúc trước ngày được chọn.")
    _decide(series, from_on, None, basis=basis, actor=actor, now=now)
    record(
        session,
        EventKind.SERIES_ENDED,
        actor=actor,
        now=now,
        duty=series.duty,
        basis=basis.strip(),
        series=series.id,
        from_on=from_on.isoformat(),
        rule_before=str(rule_words(before)),
        rule_after="",
    )
    session.flush()
    return series


def _decide(
    series: Series,
    from_on: date,
    rule: RecurrenceRule | None,
    *,
    basis: str,
    actor: Actor,
    now: datetime,
) -> None:
    for row in series.rules:
        row.replaced = row.replaced or row.from_on >= from_on
    series.rules.append(
        SeriesRule(
            n=len(series.rules) + 1,
            from_on=from_on,
            rule=rule.to_json() if rule else None,
            basis=basis.strip(),
            set_by_id=actor.user_id,
            set_at=now,
        )
    )
    touch(series)


def touch(series: Series) -> None:
    """A decision beside the row makes a new version of it: open forms of others grow old."""
    series.row_version += 1


def _check_day(from_on: date, now: datetime) -> None:
    if from_on < local_day(now):
        raise InvalidInput(
            "Ngày áp dụng phải từ hôm nay trở đi; các kỳ trước giữ nguyên.", field="from_on"
        )


def _check_days_before(days: int) -> None:
    if not 0 <= days <= DAYS_BEFORE_MOST:
        raise InvalidInput(
            "Số ngày giao trước hạn phải từ 0 đến %(most)s.",
            field="days_before",
            most=DAYS_BEFORE_MOST,
        )
