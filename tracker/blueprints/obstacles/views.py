"""Looking: the list of difficulties and proposals, the same for paper, one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.looks import Look
from tracker.blueprints.obstacles.forms import ObstacleFilterForm
from tracker.blueprints.obstacles.possible import possible_deeds
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.domain.labels import label
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.people import Role
from tracker.models import Obstacle
from tracker.permissions import Permission
from tracker.queries.obstacles import (
    ObstacleFilter,
    ObstacleFilters,
    ObstacleRow,
    obstacle_events,
    obstacle_list,
    rows_of,
)
from tracker.queries.paging import Page, page_of
from tracker.queries.units import choices_by_type, existing_units
from tracker.services.notices import people_with_role
from tracker.surroundings import today

bp = Blueprint("obstacles", __name__, url_prefix="/obstacles")

MOST_ON_PAPER = 1000


ASKED = ("state", "unit", "owner", "from_on", "to_on", "due_on")

_LOOKS: dict[ObstacleState, tuple[str, str]] = {
    ObstacleState.WAITING: ("waiting", "soon"),
    ObstacleState.PASSED_UP: ("up", "open"),
    ObstacleState.ANSWERED: ("comment", "done"),
    ObstacleState.CLOSED: ("check", "plain"),
}


@bp.app_template_filter()
def obstacle_look(row: ObstacleRow) -> Look:
    """Where it stands as word, icon and colour; a late answer is red."""
    if row.overdue and not row.answered_late:
        return Look(gettext("Quá hạn trả lời"), "over", "overdue", "")
    state = row.obstacle.state
    icon, tone = _LOOKS[state]
    return Look(gettext(label(state)), tone, icon, "")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter bar, and what it asks for."""

    bar: ObstacleFilterForm
    filters: ObstacleFilters


@bp.get("/")
@requires(Permission.OBSTACLE_VIEW)
def index() -> str:
    """Khó khăn, vướng mắc, kiến nghị: those that stand, the longest first."""
    asked = asked_list()
    query = obstacle_list(actor(), asked.filters, today())
    page = page_of(db.session(), query, request.args.get("page"))
    overdue = obstacle_list(actor(), ObstacleFilters(state=ObstacleFilter.OVERDUE), today())
    return render_template(
        "obstacles/index.html",
        bar=asked.bar,
        page=page,
        rows=rows_of(db.session(), actor(), page.rows, today()),
        applied=asked.bar.applied(asked.filters),
        heading=_heading(page, asked.filters),
        overdue=page_of(db.session(), overdue, 1).total,
        sheet_url=url_for("obstacles.sheet", **_in_address()),
    )


@bp.get("/sheet")
@requires(Permission.OBSTACLE_VIEW)
def sheet() -> str:
    """The same for a meeting: unit by unit, readable in grey, with room for conclusions."""
    asked = asked_list()
    query = obstacle_list(actor(), asked.filters, today()).limit(MOST_ON_PAPER)
    rows = rows_of(db.session(), actor(), db.session.scalars(query), today())
    units: dict[str, list[ObstacleRow]] = {}
    for row in rows:
        units.setdefault(row.obstacle.unit.name, []).append(row)
    return render_template(
        "obstacles/sheet.html",
        units=units,
        total=len(rows),
        applied=[words for words, _address in asked.bar.applied(asked.filters)],
        back=url_for("obstacles.index", **_in_address()),
    )


@bp.get("/<int:obstacle_id>")
@requires(Permission.OBSTACLE_VIEW, obstacle=Obstacle)
def show(obstacle: Obstacle) -> str:
    """One of them: where it stands, who owes what, everything that happened to it."""
    (row,) = rows_of(db.session(), actor(), [obstacle], today())
    return render_template(
        "obstacles/show.html",
        row=row,
        obstacle=obstacle,
        deeds=possible_deeds(obstacle, actor()),
        entries=told(obstacle_events(db.session(), obstacle.id)),
    )


def _in_address() -> dict[str, Any]:
    """What this address asks for, for another page of the same list."""
    return {name: request.args[name] for name in ASKED if name in request.args}


def asked_list() -> Asked:
    """The filter bar as it was sent, with what may be chosen in it."""
    session, who = db.session(), actor()
    bar = ObstacleFilterForm(request.args)
    units = existing_units(session, who.office_id or 0, today())
    bar.unit.offer(choices_by_type(units))
    leaders = people_with_role(session, who.office_id or 0, Role.LEADER, on_day=today())
    bar.owner.offer([(unit.id, unit.name) for unit in units], leaders, empty=_("Tất cả"))
    return Asked(bar, bar.asked())


def _heading(page: Page[Any], filters: ObstacleFilters) -> str:
    """The answer in words: how many, and in which state."""
    total = page.total
    if filters.state is ObstacleFilter.OVERDUE:
        return ngettext(
            "%(num)s khó khăn, kiến nghị quá hạn trả lời",
            "%(num)s khó khăn, kiến nghị quá hạn trả lời",
            total,
        )
    if filters.state is ObstacleFilter.OPEN:
        return ngettext(
            "%(num)s khó khăn, kiến nghị chưa kết thúc",
            "%(num)s khó khăn, kiến nghị chưa kết thúc",
            total,
        )
    return ngettext("%(num)s khó khăn, kiến nghị", "%(num)s khó khăn, kiến nghị", total)
