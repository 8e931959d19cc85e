"""Drafts that the clock makes when the window of a regime's period has closed, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.report_scope import ReportScope
from tracker.domain.reporting_periods import FREE_KINDS, Window, label
from tracker.domain.reporting_regimes import Level, RegimePeriod, from_json
from tracker.domain.vietnamese import capitalised, day_words
from tracker.models import Office, Report, ReportingRegime
from tracker.permissions import Actor, actor_of
from tracker.queries.regimes import regimes_of
from tracker.queries.users import the_system
from tracker.queries.working_calendar import working_calendar
from tracker.services.loading import for_change
from tracker.services.notices import people_with_role, tell
from tracker.services.regimes import ensure_regimes
from tracker.services.reporting import freeze


@dataclass(frozen=True, slots=True)
class DueReports:
    """What a round made: keys of reports, in the order of their regimes."""

    office_id: int
    made: tuple[int, ...] = ()


def make_due_reports(session: Session, *, office_id: int, now: datetime) -> DueReports:
    """A draft for the newest period of every automatic regime whose last day is over.

    Run as often as one likes: a regime's report of a period and scope is made once (unique key),
    and never for windows that ended before the regime was switched on. Whoever has the role of
    the lead office is told, once a report.
    """
    system = the_system(session)
    if system is None:
        return DueReports(office_id)
    office = for_change(session, Office, office_id)  # two clocks at once make each draft once
    today = local_day(now)
    actor = actor_of(system, office=office, on_day=today)
    ensure_regimes(session, office_id=office_id, actor=actor, now=now)
    made = []
    for regime in regimes_of(session, office_id):
        if not regime.automatic or (regime.off_on is not None and regime.off_on <= today):
            continue
        for period in from_json(regime.plan).periods:
            report = _make(session, regime, period, actor=actor, now=now)
            if report is not None:
                _tell(session, regime, report, actor=actor, now=now)
                made.append(report.id)
    return DueReports(office_id, tuple(made))


def _make(
    session: Session, regime: ReportingRegime, period: RegimePeriod, *, actor: Actor, now: datetime
) -> Report | None:
    ended = None if period.kind in FREE_KINDS else period.last_ended(local_day(now))
    if ended is None or ended[1].to_on < regime.from_on:
        return None
    key, days = ended
    scope = ReportScope(regime.directive_id, regime.field_id, regime.unit_id)
    known = session.scalar(
        select(Report.id).where(
            Report.office_id == regime.office_id,
            Report.regime_id == regime.id,
            Report.period_key == key,
            Report.scope_key == scope.key,
        )
    )
    if known is not None:
        return None
    try:
        with session.begin_nested():
            return freeze(
                session,
                office_id=regime.office_id,
                kind=period.kind,
                key=key,
                from_on=days.from_on,
                to_on=days.to_on,
                directive_id=scope.directive_id,
                field_id=scope.field_id,
                unit_id=scope.unit_id,
                regime_id=regime.id,
                due_at=owed_at(session, regime.office_id, period, days),
                actor=actor,
                now=now,
            )
    except IntegrityError:  # made by hand in this very moment
        return None


def owed_at(
    session: Session, office_id: int, period: RegimePeriod, days: Window
) -> datetime | None:
    """The end of the day by which the office owes the report; None where the regime is silent."""
    due = period.due.get(Level.OFFICE)
    if due is None:
        return None
    day = due.due_on(days, working_calendar(session, office_id))
    return datetime.combine(day, time(23, 59), VIETNAM)


def _tell(
    session: Session, regime: ReportingRegime, report: Report, *, actor: Actor, now: datetime
) -> None:
    period = label(report.period_kind, report.period_key)
    by = f" Hạn gửi: {day_words(local_day(report.due_at))}." if report.due_at else ""
    tell(
        session,
        recipients=people_with_role(
            session, regime.office_id, Role.LEAD_OFFICE, on_day=local_day(now)
        ),
        kind=MessageKind.REPORT_MADE,
        deed=f"report:{report.id}",
        subject=f"Dự thảo báo cáo {period}",
        text=(
            f"{capitalised(regime.name)} {period} đã được dự thảo từ số liệu chốt đến hết ngày "
            f"{day_words(report.to_on)}.{by} Đề nghị đọc lại, bổ sung lời văn và phát hành."
        ),
        link=f"/reports/{report.id}",
        actor=actor,
        now=now,
    )
