"""From what a person chose to the question of a report, and the moment by which it is owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.free_periods import free_key
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import FREE_KINDS, PeriodKind, Window, cut_off
from tracker.domain.reporting_regimes import from_json
from tracker.models import Directive
from tracker.queries.regimes import regime_of
from tracker.services.due_reports import owed_at
from tracker.services.report_content import Question


@dataclass(frozen=True, slots=True)
class AskedReport:
    """A question that can be answered, and the moment by which the office owes the report."""

    question: Question
    due_at: datetime | None = None


def asked_report(session: Session, wanted: Question, *, now: datetime) -> AskedReport:
    """The question as its regime turns it; ``wanted`` as typed.

    A regime on demand or over a directive's life makes the period from the days. InvalidInput for
    a period that the regime does not have, a life without a directive, days that have not begun.
    """
    regime = regime_of(session, wanted.office_id, wanted.regime_id)
    if regime is None:
        cut_off(wanted.days, local_day(now))
        return AskedReport(wanted)
    plan = from_json(regime.plan)
    kinds = [period.kind for period in plan.periods]
    free = next((kind for kind in kinds if kind in FREE_KINDS), None)
    if free is not None:
        days = _life(session, wanted) if free is PeriodKind.LIFE else wanted.days
        cut_off(days, local_day(now))
        due_at = now + timedelta(hours=plan.hours) if plan.hours else None
        return AskedReport(
            replace(
                wanted, kind=free, key=free_key(*days, life=free is PeriodKind.LIFE), days=days
            ),
            due_at,
        )
    period = plan.period(wanted.kind)
    if period is None:
        raise InvalidInput(
            "Chế độ “%(regime)s” không có loại kỳ này. Hãy chọn kỳ khác hoặc chế độ khác.",
            field="regime",
            regime=regime.name,
        )
    cut_off(wanted.days, local_day(now))
    return AskedReport(wanted, owed_at(session, wanted.office_id, period, wanted.days))


def _life(session: Session, wanted: Question) -> Window:
    """From the day the directive came in (or was issued, if that is known and earlier)."""
    key = wanted.scope.directive_id
    directive = session.get(Directive, key) if key is not None else None
    if key is None:
        raise InvalidInput(
            "Báo cáo sơ kết, tổng kết làm cho một văn bản: hãy chọn văn bản ở ô “Phạm vi”.",
            field="scope",
        )
    if directive is None or directive.office_id != wanted.office_id:
        raise NotFound("Không tìm thấy văn bản chỉ đạo này.")
    first = min(filter(None, [directive.received_on, directive.issued_on]))
    return Window(first, wanted.days.to_on)
