"""Putting one report together: counted once, with its lists, its frame and its words.

Reads only. What comes out is a value that no later deed changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain import report_frame
from tracker.domain.counted_tasks import figures
from tracker.domain.errors import NotFound
from tracker.domain.local_time import local_day
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import ReportSnapshot, Section, SectionWords, check
from tracker.domain.report_words import said
from tracker.domain.reporting_periods import (
    DECREE_09,
    FREE_KINDS,
    PeriodKind,
    Window,
    cut_off,
    label,
)
from tracker.domain.reporting_regimes import Annex, from_json
from tracker.models import Directive, Office
from tracker.queries.office_rules import office_rules
from tracker.queries.regimes import regime_of, scope_name
from tracker.queries.report_figures import Counted, count
from tracker.queries.report_remarks import (
    directives_taken_in,
    raised_between,
    remarks,
    scope_row,
)
from tracker.queries.report_rows import completed_rows, overdue_rows
from tracker.queries.working_calendar import working_calendar
from tracker.services.report_comparison import Asked, comparisons


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked: whose, over which days, on what, by which regime (if any)."""

    office_id: int
    kind: PeriodKind
    key: str
    days: Window
    scope: ReportScope = field(default_factory=ReportScope)
    regime_id: int | None = None

    @property
    def directive_id(self) -> int | None:
        return self.scope.directive_id


def compose(
    session: Session, question: Question, *, now: datetime, last: ReportSnapshot | None = None
) -> ReportSnapshot:
    """The answer, as of the window's end or of today inside it.

    ``last`` is the report's snapshot before this one: what a clerk wrote in it is kept, what
    its figures had said is said anew. Raises InvalidInput for a window that has no day or has
    not begun, NotFound for a directive of another office, Conflict when numbers disagree.
    """
    today = local_day(now)
    as_of = cut_off(question.days, today)
    directive = _directive(session, question)
    name = scope_name(session, question.office_id, question.scope, as_of)
    counted = count(
        session,
        office_id=question.office_id,
        window=question.days,
        as_of=as_of,
        directive_id=question.directive_id,
        field_id=question.scope.field_id,
        unit_id=question.scope.unit_id,
        reported_by=today,
        groups=True,
    )
    bare = _framed(session, question, directive, counted, now)
    ruled = _by_regime(session, question, replace(bare, scope_name=name))
    full = _with_lists(session, question, ruled, counted)
    before, last_year = comparisons(session, _asked(session, question))
    full = replace(full, before=before, last_year=last_year)
    written = replace(full, words=_words(full, last))
    check(written)
    return written


def _framed(
    session: Session,
    question: Question,
    directive: Directive | None,
    counted: Counted,
    now: datetime,
) -> ReportSnapshot:
    """Figures in the frame of the office's papers; the subject comes with the regime."""
    today = local_day(now)
    rules = office_rules(session, question.office_id, today)
    unit = session.get_one(Office, question.office_id).root_unit.name_on(today)
    period = label(question.kind, question.key)
    scope = scope_row(directive) if directive is not None else None
    receivers = report_frame.receivers(rules.receivers)
    return ReportSnapshot(
        letterhead=report_frame.letterhead(
            rules, name=unit.name, short_name=unit.short or unit.name
        ),
        number=report_frame.paper_number(rules),
        subject="",
        measures=counted.measures,
        fields=counted.fields,
        sources=() if directive is not None else counted.sources,
        period=period,
        from_on=question.days.from_on,
        to_on=question.days.to_on,
        as_of=counted.as_of,
        made_at=now,
        signer=report_frame.signer(rules),
        tasks=counted.tasks,
        duties=counted.duties,
        regular=counted.regular,
        units=counted.units,
        scope=scope,
        bases=tuple(rules.legal_bases),
        receivers=receivers.lines,
        archive=receivers.archive,
        regular_period=label(counted.period.kind, counted.period.key),
        counted=counted.rows,
        lines=counted.lines,
        requests=figures(counted.requests) if counted.requests else None,
    )


def _with_lists(
    session: Session, question: Question, bare: ReportSnapshot, counted: Counted
) -> ReportSnapshot:
    """The lists beside the figures. A report on one directive also shows what was completed."""
    days = raised_between(question.days, working_calendar(session, question.office_id))
    told = Window(days.from_on, min(days.to_on, local_day(bare.made_at)))
    office_id, one = question.office_id, question.directive_id is not None
    completed = one or Annex.COMPLETED.value in bare.annexes
    narrow = question.scope != ReportScope()
    return replace(
        bare,
        overdue=overdue_rows(session, counted, told.to_on, of_one_paper=one),
        completed=completed_rows(session, counted) if completed else None,
        remarks=remarks(
            session,
            office_id=office_id,
            days=told,
            directive_id=question.directive_id,
            unit_ids=_units_of(question, counted),
        ),
        directives=() if narrow else directives_taken_in(session, office_id, counted),
    )


def _asked(session: Session, question: Question) -> Asked:
    """The question for earlier periods, by the windows of its regime."""
    rules = DECREE_09
    regime = regime_of(session, question.office_id, question.regime_id)
    if regime is not None:
        period = from_json(regime.plan).period(question.kind)
        rules = period.rules if period is not None else rules
    return Asked(
        office_id=question.office_id,
        kind=question.kind,
        key=question.key,
        scope=question.scope,
        rules=rules,
    )


def _units_of(question: Question, counted: Counted) -> frozenset[int] | None:
    """Whose remarks belong to the report; None: everybody's."""
    if question.scope.unit_id is not None:
        return frozenset({question.scope.unit_id})
    if question.scope.field_id is not None:
        return frozenset(unit.unit_id for unit in counted.units)
    return None


def _by_regime(session: Session, question: Question, bare: ReportSnapshot) -> ReportSnapshot:
    """What the regime fixes: its name, the outline, the annexes; the subject, also on a part."""
    regime = regime_of(session, question.office_id, question.regime_id)
    periodic = regime is not None and question.kind not in FREE_KINDS
    subject = report_frame.subject(
        bare.period, bare.scope, regime.name if regime is not None and periodic else ""
    )
    if bare.scope_name:
        joint = "thuộc" if question.scope.field_id is not None else "của"
        subject = f"{subject} {joint} {bare.scope_name}"
    if regime is None:
        return replace(bare, subject=subject)
    plan = from_json(regime.plan)
    return replace(
        bare,
        subject=subject,
        regime=regime.name,
        outline=plan.outline,
        annexes=tuple(annex.value for annex in plan.annexes),
    )


def _words(snapshot: ReportSnapshot, last: ReportSnapshot | None) -> tuple[SectionWords, ...]:
    """What the figures say, with the clerk's own words over it."""
    if last is None:
        return said(snapshot)
    theirs = {words.section: words.text for words in said(last)}
    written = {
        words.section: words for words in last.words if words.text != theirs.get(words.section)
    }
    anew = {words.section: words for words in said(snapshot)} | written
    wanted = snapshot.outline or tuple(Section)
    return tuple(anew[section] for section in Section if section in anew and section in wanted)


def _directive(session: Session, question: Question) -> Directive | None:
    if question.directive_id is None:
        return None
    found = session.get(Directive, question.directive_id)
    if found is None or found.office_id != question.office_id:
        raise NotFound("Không tìm thấy văn bản chỉ đạo này.")
    return found
