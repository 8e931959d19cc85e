"""What is not about one task: reports that units owe, recurring duties, papers that expire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Standing
from tracker.models import Evidence, Series
from tracker.queries.due_things import About, Due, Morning, Whose
from tracker.queries.missing_unit_reports import missing_unit_reports
from tracker.queries.period import Period, last_period_ended, period_of_day
from tracker.queries.series import carriers, plan_of, running_series


def due_to_report(session: Session, morning: Morning) -> Iterator[Due]:
    """Every unit that owes the report of a period: the one that runs, and the one before it."""
    for rule in morning.of_kind(RuleKind.REPORT):
        for period in _periods(session, morning):
            standing = rule.standing(period.due_on, morning.day, morning.calendar)
            if standing is None:
                continue
            missing = missing_unit_reports(
                session, office_id=morning.office_id, on_day=morning.day, period=period
            )
            for report in missing:
                yield Due(
                    subject=f"report:{report.unit_id}/{period.kind.value}:{period.key}",
                    rule=rule,
                    standing=standing,
                    target=period.due_on,
                    version=0,
                    about=About(unit_report_id=report.report_id, period_key=period.key),
                    whose=Whose(report.unit_id),
                )


def due_to_begin(session: Session, morning: Morning) -> Iterator[Due]:
    """Every recurring duty whose next task will soon be made."""
    rules = morning.of_kind(RuleKind.SERIES)
    if not rules:
        return
    for series_id in running_series(session, morning.office_id):
        series = session.get_one(Series, series_id)
        plan = plan_of(series)
        for occurrence in plan.next_due(morning.day, morning.calendar, 2):
            made_on = occurrence.due_on - timedelta(days=plan.lead_days(morning.day))
            if occurrence.key in plan.skipped or made_on < morning.day:
                continue
            units = [unit.id for unit in carriers(session, series.duty, morning.day).leads]
            for rule in rules:
                standing = rule.standing(made_on, morning.day, morning.calendar)
                if standing is not None:
                    begins = (occurrence.key, made_on)
                    yield from _series_due(series, begins, units, rule, standing)


def _series_due(
    series: Series,
    begins: tuple[str, date],
    unit_ids: list[int],
    rule: ReminderRule,
    standing: Standing,
) -> Iterator[Due]:
    period_key, made_on = begins
    for unit_id in unit_ids:
        yield Due(
            subject=f"series:{series.id}/{period_key}",
            rule=rule,
            standing=standing,
            target=made_on,
            version=0,
            about=About(
                directive_id=series.duty.directive_id, series_id=series.id, period_key=period_key
            ),
            whose=Whose(unit_id, None, series.duty.leader_id, series.duty.field_id),
        )


def due_to_renew(session: Session, morning: Morning) -> Iterator[Due]:
    """Every paper handed in as proof that will soon be out of force."""
    for rule in morning.of_kind(RuleKind.EVIDENCE):
        for span in rule.spans(morning.day, morning.calendar, made_up=morning.made_up):
            found = session.execute(
                select(
                    Evidence.id, Evidence.unit_id, Evidence.expires_on, Evidence.created_at
                ).where(
                    Evidence.office_id == morning.office_id,
                    Evidence.expires_on >= span.from_on,
                    Evidence.expires_on <= span.to_on,
                )
            )
            for evidence_id, unit_id, expires_on, created_at in found:
                if expires_on is None:
                    continue
                planned_on = span.rung.day(expires_on, morning.calendar, span.occurrence)
                if planned_on < local_day(created_at):
                    continue
                yield Due(
                    subject=f"evidence:{evidence_id}/{expires_on:%Y%m%d}",
                    rule=rule,
                    standing=Standing(span.rung, span.occurrence, planned_on),
                    target=expires_on,
                    version=0,
                    about=About(evidence_id=evidence_id),
                    whose=Whose(unit_id),
                )


def _periods(session: Session, morning: Morning) -> list[Period]:
    found = {
        period.key: period
        for period in (
            last_period_ended(session, morning.office_id, morning.day),
            period_of_day(session, morning.office_id, morning.day),
        )
    }
    return list(found.values())
