"""A unit raises a difficulty or proposal: on a task, or on nothing in particular."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.obstacles.forms import OwnerField, RaiseForm
from tracker.blueprints.obstacles.views import bp
from tracker.blueprints.present import actor
from tracker.blueprints.versioned_deeds import Answer
from tracker.db import db
from tracker.domain.people import Role
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.office_rules import office_rules
from tracker.queries.units import existing_units
from tracker.services import obstacles
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_RAISE)
def raise_new() -> Answer:
    """Without a task."""
    return _raise(None)


@bp.route("/tasks/<int:task_id>/new", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_RAISE_ON_TASK, task=Task)
def raise_on_task(task: Task) -> Answer:
    """On a task that one's unit leads or coordinates."""
    return _raise(task)


def offer_owners(field: OwnerField, *, without: int | None = None) -> None:
    """Every unit but the one that raises, and the leaders."""
    session, who = db.session(), actor()
    units = existing_units(session, who.office_id or 0, today())
    field.offer(
        [(unit.id, unit.name) for unit in units if unit.id != without],
        people_with_role(session, who.office_id or 0, Role.LEADER, on_day=today()),
        empty=_("Đơn vị theo dõi, đôn đốc"),
    )


def _raise(task: Task | None) -> Answer:
    session, who = db.session(), actor()
    form = RaiseForm()
    own = [
        unit
        for unit in existing_units(session, who.office_id or 0, today())
        if unit.id in (who.unit_ids & _units_of(task) if task is not None else who.unit_ids)
    ]
    form.unit_id.choices = [SelectChoice(unit.id, unit.name) for unit in own]
    offer_owners(form.owner)
    task_id = task.id if task is not None else None
    done = carry_out(
        form,
        lambda: obstacles.raise_and_tell(
            db.session(),
            unit_id=form.unit_id.data,
            text=form.text.data or "",
            is_proposal=form.kind.data == "proposal",
            task=db.session.get(Task, task_id) if task_id is not None else None,
            owner=form.owner.owner,
            actor=actor(),
            now=now(),
        ),
        location=lambda made: url_for("obstacles.show", obstacle_id=made.id),
        said=_("Đã gửi. Người trả lời được thông báo."),
    )
    if done is not None:
        return done
    page = render_template(
        "obstacles/raise.html",
        form=form,
        task=task,
        days=office_rules(session, who.office_id or 0, today()).obstacle_answer_working_days,
        back=url_for("tasks.show", task_id=task.id) if task else url_for("obstacles.index"),
    )
    return (page, 422) if form.errors else page


def _units_of(task: Task) -> set[int]:
    return {task.lead_unit_id, *(part.unit_id for part in task.parts)}
