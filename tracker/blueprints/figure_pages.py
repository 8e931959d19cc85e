"""The list behind a number: the counted rows themselves, fifty a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext, npgettext

from tracker.blueprints.filters import label
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.counted_tasks import (
    CountedTask,
    FigureColumn,
    RegularLine,
    RegularState,
    as_duties,
    behind,
)
from tracker.domain.errors import NotFound
from tracker.domain.measured_tasks import MeasureColumn, measured
from tracker.domain.vietnamese import day_words
from tracker.queries.paging import page_number
from tracker.queries.report_figures import unit_names_on
from tracker.queries.reports import lines_behind, tasks_behind

E = TypeVar("E", FigureColumn, RegularState, MeasureColumn)


def behind_page(
    rows: Sequence[CountedTask],
    lines: Sequence[RegularLine],
    *,
    day: date,
    of: str,
    crumbs: Sequence[tuple[str, str]],
) -> str:
    """The page asked for by ``unit`` (``field``, ``directive``), ``column`` or ``measure``.

    With ``count`` of duties; of regular ones by ``regular``.

    ``day``: the as-of day of the figures; ``of``: what they are figures of, in words; NotFound
    for a unit or a column that is not there.
    """
    unit_id = _number("unit")
    if "regular" in request.args:
        return _regular_page(lines, unit_id, day=day, of=of, crumbs=crumbs)
    duties = request.args.get("count") == "duties"
    own = _own(rows, unit_id)
    column, chosen = _chosen(as_duties(own) if duties else own)
    found = sorted(
        chosen,
        key=lambda row: (row.due_on or date.max, row.unit_id, row.task_id),
    )
    number = page_number(request.args.get("page"))
    count = (
        npgettext("theo văn bản", "%(num)s nhiệm vụ", "%(num)s nhiệm vụ", len(found))
        if duties
        else ngettext("%(num)s lượt giao", "%(num)s lượt giao", len(found))
    )
    return render_template(
        "figures/tasks_behind.html",
        heading=_heading(count, label(column), unit_id, day),
        page=tasks_behind(db.session(), found, actor=actor(), day=day, number=number),
        duties=duties,
        of=of,
        as_of=day_words(day),
        crumbs=crumbs,
    )


def _regular_page(
    lines: Sequence[RegularLine],
    unit_id: int | None,
    *,
    day: date,
    of: str,
    crumbs: Sequence[tuple[str, str]],
) -> str:
    asked = request.args["regular"]
    state = None if asked == "all" else _member(RegularState, asked)
    found = [
        line
        for line in lines
        if (unit_id is None or line.unit_id == unit_id) and state in (None, line.state)
    ]
    count = ngettext(
        "%(num)s lượt nhiệm vụ thường xuyên", "%(num)s lượt nhiệm vụ thường xuyên", len(found)
    )
    number = page_number(request.args.get("page"))
    return render_template(
        "figures/lines_behind.html",
        heading=_heading(count, label(state) if state else _("Tổng số"), unit_id, day),
        page=lines_behind(db.session(), found, actor=actor(), day=day, number=number),
        of=of,
        crumbs=crumbs,
    )


def _heading(count: str, what: str, unit_id: int | None, day: date) -> str:
    """ "5 lượt giao: Chưa hoàn thành, quá hạn – Phòng Kinh tế"."""
    if unit_id is None:
        return f"{count}: {what}"
    names = unit_names_on(db.session(), [unit_id], day)
    if unit_id not in names:
        raise NotFound("Không tìm thấy đơn vị này.")
    return f"{count}: {what} – {names[unit_id]}"


def _own(rows: Sequence[CountedTask], unit_id: int | None) -> list[CountedTask]:
    """The rows of one unit, field or directive; 0 is what belongs to no field."""
    field_id, directive_id = _number("field"), _number("directive")
    return [
        row
        for row in rows
        if unit_id in (None, row.unit_id)
        and field_id in (None, row.field_id)
        and directive_id in (None, row.directive_id)
    ]


def _chosen(
    rows: Sequence[CountedTask],
) -> tuple[FigureColumn | MeasureColumn, tuple[CountedTask, ...]]:
    """The column that the address names, and its rows."""
    measure = request.args.get("measure")
    if measure is not None:
        found = _member(MeasureColumn, measure)
        return found, measured(rows, found)
    column = _member(FigureColumn, request.args.get("column", FigureColumn.TOTAL.value))
    return column, behind(rows, column)


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound("Không tìm thấy đơn vị này.")
    return int(text)


def _member(kind: type[E], value: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise NotFound("Không có cột số liệu này.") from None
