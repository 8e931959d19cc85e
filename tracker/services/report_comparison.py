"""The previous period and the same one of last year beside a report: frozen figures go first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import ReportState
from tracker.domain.errors import InvalidInput
from tracker.domain.figures import Comparison, Figures, Measures
from tracker.domain.frozen_values import part_from_json
from tracker.domain.report_scope import ReportScope
from tracker.domain.reporting_periods import (
    FREE_KINDS,
    PeriodKind,
    Rules,
    label,
    previous,
    same_period_last_year,
    window,
)
from tracker.models import Report, ReportSnapshotRow
from tracker.queries.report_figures import totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose report, of which period, on what; ``rules``: by which windows."""

    office_id: int
    kind: PeriodKind
    key: str
    scope: ReportScope
    rules: Rules


def comparisons(session: Session, asked: Asked) -> tuple[Comparison | None, Comparison | None]:
    """The previous period and the same one of last year; None where nothing was owed then.

    Figures that were frozen for that period are taken as they were reported, those of an issued
    report first; only without any it is counted, as known at the end of that period.
    """
    if asked.kind in FREE_KINDS:
        return None, None
    return _of(session, asked, previous), _of(session, asked, same_period_last_year)


def _of(
    session: Session, asked: Asked, turn: Callable[[PeriodKind, str], str]
) -> Comparison | None:
    try:
        earlier = replace(asked, key=turn(asked.kind, asked.key))
    except InvalidInput:  # before the first year that can be reported on
        return None
    return _reported(session, earlier) or _counted(session, earlier)


def _reported(session: Session, asked: Asked) -> Comparison | None:
    row = session.execute(
        select(Report, ReportSnapshotRow)
        .join(ReportSnapshotRow, ReportSnapshotRow.report_id == Report.id)
        .where(
            Report.office_id == asked.office_id,
            Report.period_kind == asked.kind,
            Report.period_key == asked.key,
            Report.scope_key == asked.scope.key,
            ReportSnapshotRow.as_of == Report.to_on,
        )
        .order_by(
            case((Report.state == ReportState.ISSUED, 0), else_=1),
            ReportSnapshotRow.id.desc(),
        )
        .limit(1)
    ).first()
    if row is None:
        return None
    report, kept = row
    tasks = part_from_json(Figures, kept.content, "tasks")
    return Comparison(
        key=asked.key,
        period=label(asked.kind, asked.key),
        from_on=report.from_on,
        to_on=report.to_on,
        tasks=tasks or Figures(),
        measures=part_from_json(Measures, kept.content, "measures") or Measures(),
        report_id=report.id,
        n=kept.n,
    )


def _counted(session: Session, asked: Asked) -> Comparison | None:
    days = window(asked.kind, asked.key, asked.rules)
    found = totals(
        session, office_id=asked.office_id, window=days, as_of=days.to_on, scope=asked.scope
    )
    if found is None:
        return None
    tasks, beside = found
    return Comparison(
        key=asked.key,
        period=label(asked.kind, asked.key),
        from_on=days.from_on,
        to_on=days.to_on,
        tasks=tasks,
        measures=beside,
    )
