"""The period pages as ready values: a unit's grid, the matrix of units and periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.blueprints.filters import day, moment, period_name
from tracker.blueprints.period.forms import GridRow, PeriodForm, stored
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.reporting_periods import following, previous
from tracker.domain.vietnamese import capitalised, one_line
from tracker.models import Task, Unit, UnitReport
from tracker.queries.directives import paper_words
from tracker.queries.period import Period, unit_period
from tracker.queries.period_rows import (
    Answered,
    DutyRow,
    UnitAnswer,
    how_answered,
    open_tasks,
    regular_duties,
    unit_report,
)
from tracker.queries.unit_report_draft import UnitDraft, unit_draft
from tracker.queries.working_calendar import working_calendar
from tracker.surroundings import today

OVERVIEW_PERIODS = 4

#: Word, tone and icon of each state.
ANSWERED: dict[Answered, tuple[Any, str, str]] = {
    Answered.IN_TIME: (lazy_gettext("Đúng hạn"), "done", "done"),
    Answered.LATE: (lazy_gettext("Báo cáo muộn"), "late", "late"),
    Answered.WAITING: (lazy_gettext("Chưa báo cáo, trong hạn"), "open", "clock"),
    Answered.MISSING: (lazy_gettext("Chưa báo cáo, quá hạn"), "over", "overdue"),
}


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A unit's page of one period."""

    unit_id: int
    unit: str
    period: Period
    report: UnitReport | None
    duties: Sequence[DutyRow]
    tasks: Sequence[Task]
    on_behalf: bool
    draft: UnitDraft
    """What the system can say for the unit."""

    @classmethod
    def of(cls, unit: Unit, period: Period) -> PeriodPage:
        """Everything that the page shows, as it stands now."""
        session, who = db.session(), actor()
        office_id = who.office_id or 0
        return cls(
            unit_id=unit.id,
            unit=unit.name,
            period=period,
            report=unit_report(session, office_id, unit.id, period),
            duties=regular_duties(session, office_id, unit.id, period),
            tasks=open_tasks(session, unit.id, who),
            on_behalf=unit.id not in who.unit_ids,
            draft=unit_draft(
                session, office_id=office_id, unit_id=unit.id, period=period, today=today()
            ),
        )

    @property
    def stored(self) -> dict[str, Any]:
        data = stored(self.report, self.duties, self.tasks)
        return data if self.report is not None else self.with_draft(data)

    def with_draft(self, data: dict[str, Any]) -> dict[str, Any]:
        """The page with the system's words where the unit has none."""
        return data | {
            "results": data["results"] or self.draft.results,
            "next_work": data["next_work"] or self.draft.next_work,
        }

    def with_words_before(self) -> dict[str, Any]:
        """The page with the words of the period before in every line that says nothing yet."""
        data = self.stored
        before = {row.duty_id: row.before for row in self.duties}
        for line in data["lines"]:
            if not line["result"] and not line["no_change"]:
                line["result"] = before[line["duty_id"]]
        return data

    @property
    def has_words_before(self) -> bool:
        return any(row.before for row in self.duties)

    @property
    def name(self) -> str:
        return period_name(self.period.key)

    @property
    def state(self) -> Answered:
        submitted_at = self.report.submitted_at if self.report else None
        return how_answered(submitted_at, self.period, today())

    @property
    def state_words(self) -> tuple[Any, str, str]:
        """Word, tone, icon."""
        return ANSWERED[self.state]

    @property
    def heading(self) -> str:
        """The answer in words."""
        if self.report is not None and self.report.submitted_at is not None:
            sent = moment(self.report.submitted_at)
            return _("Đã gửi báo cáo %(period)s lúc %(sent)s", period=self.name, sent=sent)
        return _("Báo cáo %(period)s chưa gửi", period=self.name)

    @property
    def others(self) -> list[tuple[str, str]]:
        """Ways to the period before and after: words, address."""
        found = []
        for turn, words in ((previous, _("Kỳ trước")), (following, _("Kỳ sau"))):
            key = turn(self.period.kind, self.period.key)
            there = unit_period(
                self.period.kind, key, working_calendar(db.session(), actor().office_id or 0)
            )
            if there.days.from_on <= today():
                found.append((words, url_for("period.fill", unit_id=self.unit_id, key=key)))
        return found

    def align(self, form: PeriodForm) -> None:
        """Duties that came or went since the page was opened: only those owed now are shown."""
        owed = {str(row.duty_id) for row in self.duties}
        form.lines.entries = [e for e in form.lines.entries if str(e.form.duty_id.data) in owed]
        known = {str(task.id) for task in self.tasks}
        form.tasks.entries = [e for e in form.tasks.entries if str(e.form.task_id.data) in known]

    def rows(self, form: PeriodForm) -> list[GridRow]:
        """The fields of the form beside what they are about: regular duties, then open tasks."""
        duties = {str(row.duty_id): row for row in self.duties}
        tasks = {str(task.id): task for task in self.tasks}
        lines = [
            self._duty_row(entry.form, duties[str(entry.form.duty_id.data)]) for entry in form.lines
        ]
        others = [
            self._task_row(entry.form, tasks[str(entry.form.task_id.data)]) for entry in form.tasks
        ]
        return [
            *_headed(lines, _("Nhiệm vụ thường xuyên")),
            *_headed(others, _("Nhiệm vụ đang thực hiện")),
        ]

    def _duty_row(self, form: Any, row: DutyRow) -> GridRow:
        hint = _("Kỳ trước: %(words)s", words=one_line(row.before)) if row.before else ""
        return GridRow(
            form.duty_id,
            form.result,
            form,
            one_line(row.text),
            row.source,
            hint=hint,
            before=row.before,
        )

    def _task_row(self, form: Any, task: Task) -> GridRow:
        source = paper_words(task.duty.directive)
        if task.period_key is not None:
            period = _("Kỳ %(period)s", period=period_name(task.period_key))
            source = f"{period} · {source}"
        return GridRow(
            form.task_id,
            form.text,
            form,
            one_line(task.duty.text),
            source,
            url=url_for("tasks.show", task_id=task.id),
            due=task.due_on,
        )


def _headed(rows: list[GridRow], words: str) -> list[GridRow]:
    """The rows with the words above the first."""
    return [replace(row, heading=words) for row in rows[:1]] + rows[1:]


def period_tabs(newest: Period, count: int) -> list[Period]:
    """``newest`` and the periods before it, newest first."""
    calendar = working_calendar(db.session(), actor().office_id or 0)
    periods = [newest]
    while len(periods) < count:
        last = periods[-1]
        periods.append(unit_period(last.kind, previous(last.kind, last.key), calendar))
    return periods


def overview_values(
    found: Mapping[str, Sequence[UnitAnswer]], periods: Sequence[Period], newest: Period
) -> dict[str, Any]:
    """The matrix: one row per unit, one cell per period, and the way to other periods."""
    by_unit: dict[int, dict[str, UnitAnswer]] = {}
    for key, cells in found.items():
        for cell in cells:
            by_unit.setdefault(cell.unit_id, {})[key] = cell
    names = {cell.unit_id: cell.unit for cells in found.values() for cell in cells}
    order = [cell.unit_id for cell in found[newest.key]]
    order += [unit_id for unit_id in by_unit if unit_id not in set(order)]
    return {
        "periods": [(capitalised(period_name(period.key)), period) for period in periods],
        "matrix": [
            (unit_id, names[unit_id], [by_unit[unit_id].get(p.key) for p in periods])
            for unit_id in order
        ],
        "words": ANSWERED,
        "newest": newest,
        "newest_name": period_name(newest.key),
        "window": _(
            "%(first)s đến %(last)s", first=day(newest.days.from_on), last=day(newest.days.to_on)
        ),
        "before": url_for("period.overview", key=previous(newest.kind, newest.key)),
        "after": url_for("period.overview", key=following(newest.kind, newest.key)),
    }
