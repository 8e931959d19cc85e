"""The grid of a period: one row per regular duty, one per open task, a few words for the unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField
from wtforms.validators import ValidationError

from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import (
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.keys import key_in
from tracker.domain.follow_up import Milestone
from tracker.models import Task, UnitReport
from tracker.queries.period_rows import DutyRow
from tracker.services.period_input import LineInput, ReportInput, TaskInput
from tracker.surroundings import today

_l = lazy_gettext


class RowForm(Form):
    """What a row of the grid answers, whether it is about a regular duty or an open task."""

    paper_number = NormalisedStringField(_l("Số, ký hiệu"), max_length=60)
    paper_on = VietnameseDateField(_l("Ngày văn bản"))
    obstacle = NormalisedTextArea(_l("Vướng mắc"), max_length=4000)
    no_change = BooleanField(_l("Không thay đổi"))

    def validate_paper_on(self, field: Any) -> None:
        """A paper has a number, and none comes from tomorrow."""
        if field.data is None:
            return
        if field.data > today():
            raise ValidationError(gettext("Ngày này chưa tới. Hãy kiểm tra lại."))
        if not self.paper_number.data:
            raise ValidationError(gettext("Hãy ghi cả số, ký hiệu của văn bản."))


class LineForm(RowForm):
    """One regular duty."""

    duty_id = HiddenField()
    result = NormalisedTextArea(_l("Kết quả trong kỳ"), max_length=4000)
    milestone = EnumField(_l("Mốc thực hiện"), enum=Milestone, empty="–")


class TaskLineForm(RowForm):
    """One open task."""

    task_id = HiddenField()
    text = NormalisedTextArea(_l("Kết quả trong kỳ"), max_length=4000)
    milestone = EnumField(_l("Mốc thực hiện"), enum=Milestone)


class PeriodForm(VersionedDeedForm):
    """The whole page; ``deed`` tells whether it is kept or sent."""

    lines = FieldList(FormField(LineForm))
    tasks = FieldList(FormField(TaskLineForm))
    rest_unchanged = BooleanField(_l("Các dòng còn trống: không thay đổi so với kỳ trước"))
    results = NormalisedTextArea(_l("Kết quả chung của đơn vị"), max_length=10_000)
    obstacles = NormalisedTextArea(_l("Khó khăn, vướng mắc chung"), max_length=4000)
    proposals = NormalisedTextArea(_l("Kiến nghị, đề xuất"), max_length=4000)

    next_work = NormalisedTextArea(_l("Công việc kỳ tới"), max_length=10_000)

    def typed(self) -> ReportInput:
        """What was typed, as a value."""
        lines = [_line(entry.form, self.rest_unchanged.data) for entry in self.lines]
        tasks = [_task(entry.form, self.rest_unchanged.data) for entry in self.tasks]
        return ReportInput(
            lines=[line for line in lines if line is not None],
            tasks=[row for row in tasks if row is not None],
            results=self.results.data or "",
            obstacles=self.obstacles.data or "",
            proposals=self.proposals.data or "",
            next_work=self.next_work.data or "",
        )


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: the fields in the order of its columns, and what stands before them.

    ``heading``: the words above the row where a group of rows begins.
    """

    key: Any
    result: Any
    form: Any
    text: str
    source: str
    url: str = ""
    hint: str = ""
    before: str = ""
    """The words of the period before, as they would be taken over."""
    due: Any = None
    heading: str = ""


def stored(
    report: UnitReport | None, duties: Sequence[DutyRow], tasks: Sequence[Task]
) -> dict[str, Any]:
    """The page as it was last kept, as data for the form."""
    lines = {line.duty_id: line for line in report.lines} if report else {}
    drafts: dict[str, Any] = (report.task_rows or {}) if report else {}
    return {
        "version": report.row_version if report else 0,
        "lines": [_line_data(row.duty_id, lines.get(row.duty_id)) for row in duties],
        "tasks": [_task_data(task, drafts.get(str(task.id), {})) for task in tasks],
        "results": report.results if report else "",
        "obstacles": report.obstacles if report else "",
        "proposals": report.proposals if report else "",
        "next_work": report.next_work if report else "",
    }


def words_of(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Every typed text of the page by a name, for showing two versions side by side."""
    for number, line in enumerate(data["lines"], start=1):
        name = gettext("Nhiệm vụ thường xuyên %(number)s", number=number)
        yield name, "\n".join(filter(None, (line["result"], line["obstacle"])))
    for number, row in enumerate(data["tasks"], start=1):
        name = gettext("Nhiệm vụ có thời hạn %(number)s", number=number)
        yield name, "\n".join(filter(None, (row["text"], row["obstacle"])))
    yield gettext("Kết quả chung của đơn vị"), data["results"] or ""
    yield gettext("Khó khăn, vướng mắc chung"), data["obstacles"] or ""
    yield gettext("Kiến nghị, đề xuất"), data["proposals"] or ""
    yield gettext("Công việc kỳ tới"), data["next_work"] or ""


def _line_data(duty_id: int, line: Any) -> dict[str, Any]:
    return {
        "duty_id": duty_id,
        "result": line.result if line else "",
        "paper_number": (line.paper_number or "") if line else "",
        "paper_on": line.paper_on if line else None,
        "obstacle": line.obstacle if line else "",
        "milestone": line.milestone if line else None,
        "no_change": line.no_change if line else False,
    }


def _task_data(task: Task, kept: dict[str, Any]) -> dict[str, Any]:
    paper_on = kept.get("paper_on")
    return {
        "task_id": task.id,
        "milestone": Milestone(kept.get("milestone", task.milestone)),
        "text": kept.get("text", ""),
        "paper_number": kept.get("paper_number", ""),
        "paper_on": date.fromisoformat(paper_on) if paper_on else None,
        "obstacle": kept.get("obstacle", ""),
        "no_change": kept.get("no_change", False),
    }


def _line(form: Any, rest_unchanged: bool) -> LineInput | None:
    key = key_in(str(form.duty_id.data or ""))
    if key is None:
        return None
    line = LineInput(
        duty_id=key,
        result=form.result.data or "",
        paper_number=form.paper_number.data or "",
        paper_on=form.paper_on.data,
        obstacle=form.obstacle.data or "",
        milestone=form.milestone.data,
        no_change=form.no_change.data,
    )
    if rest_unchanged and not line.answered:
        return LineInput(duty_id=line.duty_id, no_change=True)
    return line


def _task(form: Any, rest_unchanged: bool) -> TaskInput | None:
    key = key_in(str(form.task_id.data or ""))
    if key is None:
        return None
    row = TaskInput(
        task_id=key,
        milestone=Milestone(form.milestone.data),
        text=form.text.data or "",
        paper_number=form.paper_number.data or "",
        paper_on=form.paper_on.data,
        obstacle=form.obstacle.data or "",
        no_change=form.no_change.data,
    )
    return replace(row, no_change=True) if rest_unchanged and not row.said else row
