"""The pages of recurring duties as ready values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.blueprints.filters import day, words
from tracker.blueprints.timeline import Told, told
from tracker.domain.day_explanations import explain_rule
from tracker.domain.recurrence import Occurrence, RecurrenceRule
from tracker.domain.recurrence_words import rule_words
from tracker.domain.series_plan import SeriesPlan
from tracker.domain.vietnamese import capitalised, one_line
from tracker.domain.working_days import Calendar
from tracker.models import Series, SeriesRule, Unit
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.series import (
    carriers,
    made,
    plan_of,
    series_history,
    series_of_office,
    unit_counts,
)
from tracker.queries.task_filters import TaskFilters
from tracker.queries.task_rows import TaskRow
from tracker.queries.tasks import task_list
from tracker.queries.working_calendar import working_calendar

UPCOMING = 5
#: Past periods without tasks that the page still offers to give.
PASSED = 6
TITLE = 140


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period: when it is due and why, when it is given, and what became of it."""

    key: str
    due_on: date
    given_on: date
    why: tuple[str, ...]
    units: int
    """Units that have its task."""
    lacking: int
    """Units that still lack it."""
    skipped: str | None
    """The reason for leaving it out."""


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Everything that series/show.html shows."""

    title: str
    source: str
    rule: str
    state: str
    running: bool
    upcoming: Sequence[PeriodRow]
    missed: Sequence[PeriodRow]
    made: Sequence[tuple[str, Sequence[TaskRow]]]
    """Tasks by period, newest first."""
    total: int
    rules: Sequence[tuple[SeriesRule, str]]
    gone: Sequence[Unit]
    timeline: list[Told]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list."""

    series: Series
    title: str
    source: str
    rule: str
    next: Occurrence | None
    units: int
    ended: bool


def series_page(session: Session, series: Series, actor: Actor, as_of: date) -> SeriesPage:
    """The page of one series, which the door has found and allowed."""
    calendar = working_calendar(session, series.office_id)
    plan = plan_of(series)
    units = carriers(session, series.duty, as_of)
    rows = _Rows(series, plan, calendar, made(session, series.id), units.leads, units.since)
    filters = TaskFilters(series_id=series.id, sort="-due")
    tasks = task_list(session, actor=actor, filters=filters, as_of=as_of)
    passed = plan.passed(as_of, calendar)[-PASSED:]
    missed = [row for row in map(rows.of, passed) if row.lacking or row.skipped is not None]
    return SeriesPage(
        title=short_title(series),
        source=paper_words(series.duty.directive),
        rule=said(plan.rule_on(as_of) or plan.last_rule),
        state=_state(plan, as_of),
        running=is_running(plan, as_of),
        upcoming=[rows.of(one) for one in plan.next_due(as_of, calendar, UPCOMING)],
        missed=list(reversed(missed)),
        made=_by_period(tasks.rows, plan, calendar),
        total=tasks.counted.count,
        rules=[
            (row, said(RecurrenceRule.from_json(row.rule)) if row.rule else _("Kết thúc"))
            for row in reversed(series.rules)
        ],
        gone=units.gone,
        timeline=told(series_history(session, series)),
    )


def list_rows(session: Session, actor: Actor, as_of: date) -> list[ListRow]:
    """Every series that the person may see, the next due one first."""
    calendar = working_calendar(session, actor.office_id or 0)
    found = series_of_office(session, actor)
    counts = unit_counts(session, [series.duty_id for series in found], as_of)
    rows = []
    for series in found:
        plan = plan_of(series)
        coming = plan.next_due(as_of, calendar, 1)
        rows.append(
            ListRow(
                series=series,
                title=short_title(series),
                source=paper_words(series.duty.directive),
                rule=said(plan.rule_on(as_of) or plan.last_rule),
                next=coming[0] if coming else None,
                units=counts.get(series.duty_id, 0),
                ended=not coming,
            )
        )
    return sorted(rows, key=lambda row: (row.next.due_on if row.next else as_of, row.series.id))


def short_title(series: Series) -> str:
    """The duty's words on one line, cut at a word."""
    text = capitalised(one_line(series.duty.text))
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + "…"


def said(rule: RecurrenceRule | None) -> str:
    """A rule in the reader's language; a dash for none."""
    return capitalised(words(rule_words(rule))) if rule is not None else "–"


def is_running(plan: SeriesPlan, as_of: date) -> bool:
    """Whether a rule holds today or will hold."""
    return bool(plan.spans) and (plan.spans[-1].rule is not None or plan.rule_on(as_of) is not None)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What every row of a period is told from."""

    series: Series
    plan: SeriesPlan
    calendar: Calendar
    exists: set[tuple[str, int]]
    leads: Sequence[Unit]
    since: dict[int, date]

    def of(self, one: Occurrence) -> PeriodRow:
        rule = self.plan.rule_of(one.key, self.calendar)
        steps = explain_rule(self.calendar, rule, one.key).steps if rule else ()
        lacking = [
            unit
            for unit in self.leads
            if (one.key, unit.id) not in self.exists and one.due_on >= self.since[unit.id]
        ]
        return PeriodRow(
            key=one.key,
            due_on=one.due_on,
            given_on=one.due_on - timedelta(days=self.plan.lead_days(one.due_on)),
            why=tuple(words(step) for step in steps),
            units=sum(key == one.key for key, _unit in self.exists),
            lacking=len(lacking),
            skipped=next(
                (skip.reason for skip in self.series.skips if skip.period_key == one.key), None
            ),
        )


def _by_period(
    rows: Sequence[TaskRow], plan: SeriesPlan, calendar: Calendar
) -> list[tuple[str, Sequence[TaskRow]]]:
    """Tasks by period, the period due last first; periods of the past keep their place."""
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.period_key or "", []).append(row)

    def due(key: str) -> date:
        occurrence = plan.find(key, calendar)
        return occurrence.due_on if occurrence else found[key][0].due_on or date.min

    return [(key, found[key]) for key in sorted(found, key=due, reverse=True)]


def _state(plan: SeriesPlan, as_of: date) -> str:
    """Whether it goes on, in words."""
    later = [span for span in plan.spans if span.from_on > as_of]
    if plan.rule_on(as_of) is None:
        if later and later[-1].rule is not None:
            return _("Bắt đầu từ ngày %(day)s.", day=day(later[-1].from_on))
        return _("Đã kết thúc từ ngày %(day)s.", day=day(plan.spans[-1].from_on))
    if not later:
        return _("Đang thực hiện.")
    if later[-1].rule is None:
        return _("Đang thực hiện, kết thúc từ ngày %(day)s.", day=day(later[-1].from_on))
    return _("Đang thực hiện, quy tắc thay đổi từ ngày %(day)s.", day=day(later[0].from_on))
