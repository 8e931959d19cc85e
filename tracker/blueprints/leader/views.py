"""The leader's page, the published ranking, and publishing it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints import figure_tables as tables
from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.filters import Column, period_name
from tracker.blueprints.guards import requires
from tracker.blueprints.leader.pictures import heat_cells, trend_marks, unit_bars
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.reporting_periods import PeriodKind, period_containing, window
from tracker.domain.vietnamese import capitalised
from tracker.permissions import Actor, Permission, allows
from tracker.queries.dashboard import Overview, Totals, overview
from tracker.queries.leader_page import (
    Heat,
    Ranking,
    ToDecide,
    heat,
    published_ranking,
    to_decide,
    trend,
)
from tracker.queries.reports import report_of, tasks_behind
from tracker.services.ranking import publish
from tracker.surroundings import now, today

bp = Blueprint("leader", __name__, url_prefix="/leader")

#: So many units are drawn; all of them stand in the table.
DRAWN = 15

_DEEDS = {
    "extension": ("tasks.decide_extension", "task_id"),
    "dispute": ("tasks.decide_refusal", "task_id"),
    "obstacle": ("obstacles.answer", "obstacle_id"),
}


@bp.get("/")
@requires(Permission.FIGURES_VIEW)
def index() -> str:
    """Pictures of the running year, each with its table, and what waits for a decision."""
    who, day = actor(), today()
    key = period_containing(PeriodKind.YEAR, day) or str(day.year)
    days = window(PeriodKind.YEAR, key)
    found = overview(db.session(), office_id=who.office_id or 0, window=days, today=day)
    counted = found.counted
    waiting = to_decide(db.session(), actor=who, today=day)
    return render_template(
        "leader/index.html",
        heading=_heading(counted, waiting),
        as_of=day,
        period=period_name(key),
        waiting=[(each, *_deed_of(each)) for each in waiting],
        **_states(counted, key),
        **_trend(who),
        **_heat(heat(db.session(), office_id=who.office_id or 0, today=day)),
        **_worst(found, who),
        **_ranking(published_ranking(db.session(), who.office_id or 0)),
    )


@bp.get("/ranking")
@requires(Permission.TASK_LIST)
def ranking() -> str:
    """The ranking that was published to the units, with its rule."""
    found = published_ranking(db.session(), actor().office_id or 0)
    return render_template("leader/ranking.html", **_ranking(found))


@bp.route("/reports/<int:report_id>/publish", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def publish_ranking(report_id: int) -> Response | str | tuple[str, int]:
    """Show the units where they stand; from then on the leader's page shows it too."""
    report = report_of(db.session(), actor(), report_id)
    form, key = VersionedDeedForm(version=report.row_version), report.id
    back = url_for("reports.show", report_id=key)
    done = carry_out(
        form,
        lambda: publish(
            db.session(), report_id=key, version=form.version.data, actor=actor(), now=now()
        ),
        location=lambda _made: back,
        said=_("Đã công bố xếp hạng cho các đơn vị."),
    )
    if done is not None:
        return done
    if form.is_submitted():
        return redirect(back)
    return render_template(
        "leader/publish.html", form=form, report=report, name=period_name(report.period_key)
    )


def _heading(counted: Totals, waiting: list[ToDecide]) -> str:
    late = ngettext(
        "%(num)s lượt giao quá hạn", "%(num)s lượt giao quá hạn", counted.tasks.open_overdue
    )
    if waiting:
        n = ngettext("%(num)s việc cần quyết định", "%(num)s việc cần quyết định", len(waiting))
        return _("%(late)s, %(waiting)s", late=late, waiting=n)
    return _("%(late)s, không có việc chờ quyết định", late=late)


def _deed_of(one: ToDecide) -> tuple[str, str, str]:
    """Name of the kind, words of the deed, where it is done."""
    kinds = {
        "extension": (_("Đề nghị gia hạn"), _("Quyết định gia hạn")),
        "dispute": (_("Trả lại do không đúng chức năng"), _("Quyết định đơn vị thực hiện")),
        "obstacle": (_("Khó khăn, kiến nghị"), _("Trả lời")),
    }
    endpoint, name = _DEEDS[one.kind]
    values: dict[str, Any] = {name: one.key}
    return (*kinds[one.kind], url_for(endpoint, **values))


def _states(counted: Totals, key: str) -> dict[str, Any]:
    link = partial(url_for, "dashboard.rows", period=key)
    return {
        "bars": unit_bars(counted.units, DRAWN),
        "unit_columns": tables.unit_columns(),
        "unit_rows": tables.unit_rows(counted.units, counted.tasks, counted.duties, link),
    }


def _trend(who: Actor) -> dict[str, Any]:
    points = trend(db.session(), who.office_id or 0)
    names = [capitalised(period_name(point.key)) for point in points]
    marks = trend_marks(points, [f"{point.key[5:]}/{point.key[:4]}" for point in points])
    rows = [
        (
            name,
            tables.rate_words(point.tasks.completion_rate),
            tables.rate_words(point.tasks.on_time_rate),
            point.tasks.open_overdue,
            url_for("reports.show", report_id=point.report_id, n=point.n),
        )
        for name, point in zip(names, points, strict=True)
    ]
    return {"marks": marks, "trend_rows": rows}


def _heat(found: Heat) -> dict[str, Any]:
    """The picture, and the table in which every number leads to its tasks."""
    rows = []
    for unit_id, name, counts in found.rows:
        cells = []
        for n, value in enumerate(counts):
            span = _span(found, n)
            url = url_for("tasks.index", unit=unit_id, **span) if value else ""
            cells.append(tables.Cell(value, url))
        rows.append(tables.FigureRow(capitalised(name), tuple(cells)))
    return {
        "heat_cells": heat_cells(found),
        "heat_weeks": found.weeks,
        "heat_rows": rows,
        "heat_columns": [
            Column(_("Đơn vị")),
            Column(_("Đã quá hạn"), kind="number"),
            *(
                Column(_("Tuần từ %(day)s", day=f"{week:%d/%m}"), kind="number")
                for week in found.weeks
            ),
        ],
    }


def _span(found: Heat, n: int) -> dict[str, Any]:
    """The due days of a column, as the list of tasks asks for them."""
    if n == 0:
        return {"state": "open_overdue"}
    first = max(found.weeks[n - 1], today())
    last = found.weeks[n - 1] + timedelta(days=6)
    return {"state": "open", "from_on": f"{first:%d/%m/%Y}", "to_on": f"{last:%d/%m/%Y}"}


def _worst(found: Overview, who: Actor) -> dict[str, Any]:
    late = found.latest
    page = tasks_behind(db.session(), late, actor=who, day=found.counted.as_of, number=1)
    days = {row.task_id: row.late_days for row in late}
    return {"worst": [(row, days[row.task_id]) for row in page.rows]}


def _ranking(found: Ranking | None) -> dict[str, Any]:
    if found is None:
        return {"ranking": None, "ranked": []}
    ranked = [
        (
            place,
            capitalised(unit.unit),
            tables.rate_words(unit.tasks.on_time_rate),
            tables.rate_words(unit.tasks.completion_rate),
            unit.tasks.open_overdue,
        )
        for place, unit in enumerate(found.units, start=1)
    ]
    may_open = allows(actor(), Permission.REPORT_VIEW)
    url = url_for("reports.show", report_id=found.report_id, n=found.n) if may_open else ""
    return {"ranking": found, "ranked": ranked, "ranking_url": url}
