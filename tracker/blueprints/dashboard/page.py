"""Everything that the page of figures shows, ready for its template."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints import figure_tables as tables
from tracker.blueprints.dashboard.charge_part import charge_parts
from tracker.blueprints.dashboard.requests_part import requests_part
from tracker.blueprints.dashboard.units_part import units_part
from tracker.blueprints.filters import label as words
from tracker.blueprints.filters import period_name
from tracker.db import db
from tracker.db.watch import unchanged
from tracker.domain.counted_tasks import FigureColumn, RegularState
from tracker.domain.figures import RegularFigures
from tracker.domain.period_choice import OfferedPeriod, offered
from tracker.domain.reporting_periods import PeriodKind
from tracker.domain.vietnamese import capitalised
from tracker.permissions import Actor
from tracker.queries.dashboard import Overview
from tracker.queries.keyset import PlacedPage
from tracker.queries.reports import tasks_behind
from tracker.queries.task_counts import TaskCounts, task_counts
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.task_rows import TaskRow
from tracker.queries.tasks import task_list

#: So many rows of a list stand on the first page; the rest is one click away.
FIRST_ROWS = 10


def figures_page(
    found: Overview, period: OfferedPeriod, who: Actor, today: date, link: Callable[..., str]
) -> dict[str, Any]:
    """The values of dashboard/figures.html."""
    counted = found.counted
    live = counted.as_of == today
    waiting = _waiting(who, today)
    return {
        "heading": _heading(found),
        "period": period,
        "periods": _tabs(period, today),
        "counted": counted,
        "cards": _cards(found, _soon(who, today) if live else None, link, waiting),
        "requests": requests_part(counted),
        "charge": charge_parts(who, today) if live else [],
        "bar": tables.bar_parts(counted.tasks),
        **units_part(found, period, link),
        "regular_period": counted.period,
        "regular_cards": _regular_cards(counted.regular, link),
        "regular_name": period_name(counted.period.key),
        "update_period": found.period,
        "overdue": tasks_behind(
            db.session(), found.late, actor=who, day=counted.as_of, number=1
        ).rows,
        "overdue_total": counted.tasks.open_overdue,
        "overdue_url": link(column=FigureColumn.OPEN_OVERDUE.value),
        "by_unit_url": url_for("tasks.overdue") if live else "",
        "waiting": waiting.rows,
        "waiting_total": waiting.counted.count,
        "waiting_url": url_for("tasks.index", state=TaskState.AWAITING.value),
        "is_empty": found.is_empty,
    }


def _tabs(period: OfferedPeriod, today: date) -> list[dict[str, Any]]:
    """The periods that leaders ask for; the one shown is marked."""
    asked = (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
    found = [each for kind in asked for each in offered(today) if each.kind is kind]
    if period.key not in {each.key for each in found}:
        found.append(period)
    return [
        {
            "label": capitalised(period_name(each.key)),
            "url": url_for("dashboard.home", period=each.key),
            "current": each.key == period.key,
        }
        for each in found
    ]


def _heading(found: Overview) -> str:
    """The answer in words."""
    tasks, worst = found.counted.tasks, found.worst
    if worst is None:
        if not tasks.total:
            return _("Chưa có lượt giao nào trong kỳ")
        return _("Không có lượt giao nào quá hạn trong %(n)s lượt giao", n=tasks.total)
    if worst.tasks.open_overdue == tasks.open_overdue:
        return _("%(n)s lượt giao quá hạn, đều của %(unit)s", n=tasks.open_overdue, unit=worst.unit)
    return _(
        "%(n)s lượt giao quá hạn, %(m)s của %(unit)s",
        n=tasks.open_overdue,
        m=worst.tasks.open_overdue,
        unit=worst.unit,
    )


def _waiting(who: Actor, today: date) -> PlacedPage[TaskRow]:
    filters = TaskFilters(state=TaskState.AWAITING, sort="updated")
    session = db.session()
    return unchanged(
        session.connection(),
        ("first that wait", who, today),
        lambda: task_list(session, actor=who, filters=filters, as_of=today, size=FIRST_ROWS),
    )


def _soon(who: Actor, today: date) -> TaskCounts:
    return task_counts(
        db.session(), actor=who, filters=TaskFilters(state=TaskState.DUE_SOON), as_of=today
    )


def _cards(
    found: Overview, soon: TaskCounts | None, link: Callable[..., str], waiting: PlacedPage[TaskRow]
) -> list[dict[str, Any]]:
    """Value, label, where it leads, tone, of what: late and soon first, side by side."""
    tasks = found.counted.tasks
    of = _("trong %(n)s lượt giao", n=tasks.total)
    shown = [
        (FigureColumn.OPEN_IN_TIME, _("Trong hạn"), "open"),
        (FigureColumn.COMPLETED_ON_TIME, _("Hoàn thành đúng hạn"), "done"),
        (FigureColumn.COMPLETED_LATE, _("Hoàn thành quá hạn"), "late"),
        (FigureColumn.UNDATED_OPEN, _("Không có thời hạn, đang làm"), "none"),
    ]
    cards = [_card(tasks.open_overdue, _("Quá hạn"), tone="over", of=of)]
    cards[0]["url"] = link(column=FigureColumn.OPEN_OVERDUE.value) if tasks.open_overdue else ""
    if soon is not None:
        late = _("chưa kể %(n)s đã quá hạn", n=tasks.open_overdue)
        handed_in = _("đơn vị đã báo cáo hoàn thành")
        cards += [
            _card(soon.due_soon, _("Sắp đến hạn"), tone="soon", of=late, state=TaskState.DUE_SOON),
            _card(
                waiting.counted.count, _("Chờ xác nhận"), tone="wait", of=handed_in,
                state=TaskState.AWAITING,
            ),
        ]  # fmt: skip
    for column, name, tone in shown:
        card = _card(getattr(tasks, column.value), name, tone=tone, of=of)
        card["url"] = link(column=column.value) if card["value"] else ""
        cards.append(card)
    return cards


def _regular_cards(regular: RegularFigures, link: Callable[..., str]) -> list[dict[str, Any]]:
    """Who has answered of those who owe an answer; the rest is the period's own page."""
    of = _("trong %(n)s lượt nhiệm vụ", n=regular.duties)
    tones = {
        RegularState.NOT_REPORTED: "over",
        RegularState.REPORTED_LATE: "late",
        RegularState.REPORTED: "done",
    }
    return [
        _card(value := getattr(regular, state.value), words(state), tone=tone, of=of)
        | {"url": link(regular=state.value) if value else ""}
        for state, tone in tones.items()
    ]


def _card(
    value: int, name: str, *, tone: str, of: str, state: TaskState | None = None
) -> dict[str, Any]:
    url = url_for("tasks.index", state=state.value) if state is not None and value else ""
    return {"value": value, "label": name, "url": url, "tone": tone, "of": of}
