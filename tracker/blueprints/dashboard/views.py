"""Home by role: figures for who reads the whole office, one's own work for a unit."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.dashboard.page import figures_page
from tracker.blueprints.dashboard.units_part import units_page
from tracker.blueprints.figure_pages import behind_page
from tracker.blueprints.filters import period_name
from tracker.blueprints.guards import requires, signed_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.period_choice import OfferedPeriod, chosen
from tracker.domain.reporting_periods import PeriodKind, cut_off, period_containing
from tracker.permissions import Permission, allows
from tracker.queries.dashboard import Overview, overview
from tracker.queries.report_figures import count
from tracker.surroundings import today

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@signed_in
def home() -> Response | str:
    """Everybody's first page."""
    who = actor()
    if allows(who, Permission.FIGURES_VIEW):
        period = _period()
        found, link = _counted(period)
        return render_template(
            "dashboard/figures.html", **figures_page(found, period, who, today(), link)
        )
    if who.unit_ids:
        return redirect(url_for("tasks.waiting"))
    return render_template("dashboard/doors.html")


@bp.get("/figures/units")
@requires(Permission.FIGURES_VIEW)
def units() -> str:
    """Every unit's figures, for an office with more units than the first page shows."""
    period = _period()
    found, link = _counted(period)
    return render_template("dashboard/units.html", **units_page(found, period, link))


@bp.get("/figures")
@requires(Permission.FIGURES_VIEW)
def rows() -> str:
    """The list behind a number of the first page."""
    period = _period()
    found = count(
        db.session(),
        office_id=actor().office_id or 0,
        window=period.days,
        as_of=cut_off(period.days, today()),
        reported_by=today(),
    )
    back = url_for("dashboard.home", period=period.key)
    return behind_page(
        found.rows,
        found.lines,
        day=found.as_of,
        of=_("Số liệu %(period)s", period=period_name(period.key)),
        crumbs=[(_("Trang chính"), back)],
    )


def _counted(period: OfferedPeriod) -> tuple[Overview, Callable[..., str]]:
    """The figures of ``period`` and where their numbers lead."""
    found = overview(
        db.session(), office_id=actor().office_id or 0, window=period.days, today=today()
    )
    rows_url = url_for("dashboard.rows", period=period.key)

    def link(**asked: str | int | None) -> str:
        """Some hundred numbers lead to their rows: the router is asked once."""
        given = {name: value for name, value in asked.items() if value is not None}
        return f"{rows_url}&{urlencode(given)}"

    return found, link


def _period() -> OfferedPeriod:
    """The period that the address asks for, else the running year. InvalidInput for nonsense."""
    key = request.args.get("period", "").strip()
    day = today()
    return chosen(key or period_containing(PeriodKind.YEAR, day) or str(day.year), day)
