"""Reports as frozen values: count once and keep, refresh while it is a draft, issue (design D8).

A snapshot row is never changed. Refreshing adds the next one, issuing closes the row of them;
the hash stands in the row and in the history, so that neither can change without the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.delivery import ReportState
from tracker.domain.errors import Conflict
from tracker.domain.history import EventKind
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import (
    ReportSnapshot,
    from_json_to_show,
    sha256,
    to_json,
)
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.models import Report, ReportSnapshotRow
from tracker.permissions import Actor
from tracker.queries.paper_templates import template_in_use
from tracker.queries.reports import snapshot_of
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.paper_series import REPORT
from tracker.services.report_content import Question, compose


def freeze(
    session: Session,
    *,
    office_id: int,
    kind: PeriodKind,
    key: str,
    from_on: date,
    to_on: date,
    directive_id: int | None = None,
    field_id: int | None = None,
    unit_id: int | None = None,
    regime_id: int | None = None,
    due_at: datetime | None = None,
    counted: CountedAhead | None = None,
    actor: Actor,
    now: datetime,
) -> Report:
    """Count now and keep the snapshot in a report of its own; both days are inside.

    ``counted``: what ``count_ahead`` has counted a moment ago, instead of counting now. A draft on
    the same question is refreshed instead of doubled. Raises InvalidInput for days that cannot be
    reported on, NotFound for a directive, unit or field of another office.
    """
    scope = ReportScope(directive_id, field_id, unit_id)
    question = Question(office_id, kind, key, Window(from_on, to_on), scope, regime_id)
    draft = _same_question(session, question)
    if draft is not None and counted is not None and counted.draft == draft:
        return _keep_counted(session, counted, actor=actor, now=now)
    if draft is not None:
        return refresh(session, report_id=draft, version=None, actor=actor, now=now)
    if regime_id is not None and _made(session, question):
        question = replace(question, regime_id=None)
    ahead = counted is not None and counted.question == question
    snapshot = counted.snapshot if counted and ahead else compose(session, question, now=now)
    report = Report(
        office_id=question.office_id,
        period_kind=question.kind,
        period_key=question.key,
        from_on=question.days.from_on,
        to_on=question.days.to_on,
        directive_id=scope.directive_id,
        field_id=scope.field_id,
        unit_id=scope.unit_id,
        regime_id=question.regime_id,
        scope_key=scope.key,
        due_at=due_at,
        template_id=template_in_use(session, question.office_id, REPORT.code),
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(report)
    session.flush()
    keep_snapshot(session, report, snapshot, n=1, actor=actor, now=now)
    return report


@dataclass(frozen=True, slots=True)
class CountedAhead:
    """A snapshot that was counted before the writing began; ``draft`` is what it will refresh."""

    question: Question
    snapshot: ReportSnapshot
    draft: int | None
    n: int
    """The number of the draft's last snapshot whose words it kept; 0 without one."""


def count_ahead(session: Session, question: Question, *, now: datetime) -> CountedAhead:
    """Do the long part of ``freeze`` in a reading transaction. Raises as ``freeze`` does."""
    draft = _same_question(session, question)
    if draft is None and question.regime_id is not None and _made(session, question):
        question = replace(question, regime_id=None)
        draft = None
    if draft is None:
        return CountedAhead(question, compose(session, question, now=now), None, 0)
    last = snapshot_of(session, draft)
    snapshot = compose(session, question, now=now, last=from_json_to_show(last.content))
    return CountedAhead(question, snapshot, draft, last.n)


def _keep_counted(
    session: Session, counted: CountedAhead, *, actor: Actor, now: datetime
) -> Report:
    """The draft's next snapshot; counted again when somebody wrote in the draft meanwhile."""
    report = draft_of(session, counted.draft or 0, None)
    if snapshot_of(session, report.id).n != counted.n:
        return refresh(session, report_id=report.id, version=None, actor=actor, now=now)
    keep_snapshot(session, report, counted.snapshot, n=counted.n + 1, actor=actor, now=now)
    return report


def question_of(report: Report) -> Question:
    """What the report was asked when it was made."""
    return Question(
        office_id=report.office_id,
        kind=report.period_kind,
        key=report.period_key,
        days=Window(report.from_on, report.to_on),
        scope=ReportScope(report.directive_id, report.field_id, report.unit_id),
        regime_id=report.regime_id,
    )


def refresh(
    session: Session, *, report_id: int, version: int | None, actor: Actor, now: datetime
) -> Report:
    """Count again over the same days: a new snapshot, the earlier ones stay.

    Words that a clerk wrote are kept. Conflict for a report that was issued.
    """
    report = draft_of(session, report_id, version)
    last = snapshot_of(session, report.id)
    snapshot = compose(session, question_of(report), now=now, last=from_json_to_show(last.content))
    keep_snapshot(session, report, snapshot, n=last.n + 1, actor=actor, now=now)
    return report


def issue(
    session: Session,
    *,
    report_id: int,
    version: int | None,
    snapshot_n: int,
    actor: Actor,
    now: datetime,
) -> Report:
    """Close the report on the snapshot that the person saw: nothing in it changes afterwards.

    Conflict when it was issued or refreshed meanwhile.
    """
    report = draft_of(session, report_id, version)
    last = snapshot_of(session, report.id)
    if last.n != snapshot_n:
        raise Conflict(
            "Số liệu báo cáo vừa được chốt lại. Hãy xem số liệu mới rồi phát hành.",
            code="stale_version",
        )
    report.state = ReportState.ISSUED
    record(
        session,
        EventKind.REPORT_ISSUED,
        actor=actor,
        now=now,
        report=report,
        n=last.n,
        sha256=last.sha256,
    )
    return report


def _same_question(session: Session, question: Question) -> int | None:
    """The draft that answers it already."""
    return session.scalar(
        select(Report.id).where(
            Report.office_id == question.office_id,
            Report.period_kind == question.kind,
            Report.period_key == question.key,
            Report.from_on == question.days.from_on,
            Report.to_on == question.days.to_on,
            Report.scope_key == question.scope.key,
            Report.regime_id.is_not_distinct_from(question.regime_id),
            Report.state == ReportState.DRAFT,
        )
    )


def _made(session: Session, question: Question) -> bool:
    """Whether the regime's report of this period and scope was made before (and issued)."""
    found = session.scalar(
        select(Report.id).where(
            Report.office_id == question.office_id,
            Report.regime_id == question.regime_id,
            Report.period_key == question.key,
            Report.scope_key == question.scope.key,
        )
    )
    return found is not None


def draft_of(session: Session, report_id: int, version: int | None) -> Report:
    """The report under a lock; Conflict once it was issued, or changed since it was seen."""
    report = for_change(session, Report, report_id, version=version)
    if report.state is ReportState.ISSUED:
        raise Conflict(
            "Báo cáo đã phát hành nên số liệu và nội dung không thay đổi được nữa. "
            "Cần số liệu mới, hãy lập báo cáo khác.",
            code="report_issued",
        )
    return report


def keep_snapshot(
    session: Session,
    report: Report,
    snapshot: ReportSnapshot,
    *,
    n: int,
    actor: Actor,
    now: datetime,
) -> ReportSnapshotRow:
    """Add the n-th snapshot with its hash, in the row and in the history."""
    content = to_json(snapshot)
    row = ReportSnapshotRow(
        report_id=report.id,
        n=n,
        as_of=snapshot.as_of,
        content=content,
        sha256=sha256(content),
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(row)
    session.flush()
    record(
        session,
        EventKind.REPORT_FROZEN,
        actor=actor,
        now=now,
        report=report,
        n=n,
        as_of=snapshot.as_of.isoformat(),
        sha256=row.sha256,
    )
    return row
