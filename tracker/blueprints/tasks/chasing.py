"""The chasing text of a unit, ready to be copied into the office's chat group."""

from __future__ import annotations

from flask import render_template

from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.chasing_text import MOST, chasing_text
from tracker.domain.errors import NotFound
from tracker.permissions import Permission
from tracker.queries.chased_tasks import chased_tasks
from tracker.queries.task_question import TaskQuestion
from tracker.surroundings import today


@bp.get("/overdue/<int:unit_id>/text")
@requires(Permission.TASK_LIST)
def chasing(unit_id: int) -> str:
    """One text for one unit, about what the person may see; nothing is sent from here."""
    session, as_of = db.session(), today()
    chased = chased_tasks(session, TaskQuestion.of(session, actor(), as_of), unit_id)
    if chased is None:
        raise NotFound(NOT_THERE)
    text = chasing_text(unit=chased.unit, as_of=as_of, tasks=chased.tasks, total=chased.total)
    return render_template("tasks/chasing.html", chased=chased, text=text, most=MOST)
