"""Looking: the meetings, one of them with its units, one unit's list in big letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.meetings.forms import DecisionForm
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.vietnamese import capitalised
from tracker.models import Meeting
from tracker.permissions import Permission, allows
from tracker.queries.meetings import (
    AgendaUnit,
    agenda,
    meeting_events,
    meeting_of,
    meetings_of,
    projected,
)
from tracker.queries.paging import page_of
from tracker.queries.paper_tasks import PaperTask
from tracker.queries.unit_choices import unit_choices
from tracker.surroundings import today

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
bp.add_app_template_filter(projected)
LONGEST = 90


@bp.get("/")
@requires(Permission.MEETING_VIEW)
def index() -> str:
    """All meetings of the office, the newest first."""
    found = page_of(db.session(), meetings_of(actor()), request.args.get("page"))
    return render_template(
        "meetings/index.html",
        page=found,
        heading=ngettext("%(num)s cuộc họp giao ban", "%(num)s cuộc họp giao ban", found.total),
    )


@bp.get("/<int:meeting_id>")
@requires(Permission.MEETING_VIEW)
def show(meeting_id: int) -> str:
    """The units to go through, what was decided so far, its history."""
    meeting = meeting_of(db.session(), actor(), meeting_id)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        units=agenda(db.session(), meeting, today()),
        events=meeting_events(db.session(), meeting),
        runs=allows(actor(), Permission.MEETING_RUN),
    )


@bp.get("/<int:meeting_id>/units/<int:unit_id>")
@requires(Permission.MEETING_VIEW)
def walk(meeting_id: int, unit_id: int) -> str:
    """One unit's list, as large as a room needs it."""
    meeting = meeting_of(db.session(), actor(), meeting_id)
    return walk_page(meeting, unit_id, decision_form(meeting, unit_id))


def decision_form(meeting: Meeting, unit_id: int, **values: Any) -> DecisionForm:
    """The form under a unit's list: its tasks can be chosen, and every unit."""
    row, _before, _after = _place(agenda(db.session(), meeting, today()), unit_id)
    form = DecisionForm(unit=unit_id, **values)
    shown: Sequence[PaperTask] = (*row.overdue, *row.waiting) if row else ()
    form.offer_tasks((task.id, _cut(projected(task))) for task in shown)
    form.unit.offer(unit_choices(db.session(), meeting.office_id, today()))
    return form


def walk_page(meeting: Meeting, unit_id: int, form: DecisionForm) -> str:
    """The page of one unit; a unit that is not on the list shows an empty one."""
    row, before, after = _place(agenda(db.session(), meeting, today()), unit_id)
    return render_template(
        "meetings/walk.html",
        meeting=meeting,
        row=row,
        name=capitalised(row.name) if row else _("Đơn vị không có trong danh sách"),
        before=_step(meeting, before),
        after=_step(meeting, after),
        form=form,
        runs=allows(actor(), Permission.MEETING_RUN) and meeting.conclusion_id is None,
        decisions=[each for each in meeting.decisions if each.unit_id == unit_id],
    )


def _place(
    units: Sequence[AgendaUnit], unit_id: int
) -> tuple[AgendaUnit | None, AgendaUnit | None, AgendaUnit | None]:
    """The unit, the one before it and the one after."""
    for at, unit in enumerate(units):
        if unit.unit_id == unit_id:
            before = units[at - 1] if at else None
            return unit, before, next(iter(units[at + 1 :]), None)
    return None, None, None


def _step(meeting: Meeting, unit: AgendaUnit | None) -> dict[str, str] | None:
    if unit is None:
        return None
    url = url_for("meetings.walk", meeting_id=meeting.id, unit_id=unit.unit_id)
    return {"name": capitalised(unit.name), "url": url}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
