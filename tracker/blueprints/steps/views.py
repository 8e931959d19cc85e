"""A unit's own steps: the list with a form for one more, a click to tick, small deeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import Task, Unit, UnitStep
from tracker.permissions import Permission
from tracker.queries.task_page import people_of
from tracker.queries.unit_steps import own_steps
from tracker.services import unit_steps
from tracker.services.unit_steps import LONGEST
from tracker.surroundings import now, today

bp = Blueprint("steps", __name__, url_prefix="/steps")

Answer = Response | str | tuple[str, int]


class _StepFields:
    text = NormalisedStringField(
        lazy_gettext("Nội dung bước"),
        [Filled(lazy_gettext("Hãy ghi nội dung của bước."))],
        max_length=LONGEST,
    )
    officer_id = SelectField(
        lazy_gettext("Người thực hiện"), coerce=lambda value: int(value or 0), choices=[]
    )
    due_on = VietnameseDateField(lazy_gettext("Hạn nội bộ"))


class AddStepForm(_StepFields, DeedForm):
    """One more step, of which of the person's units."""

    unit_id = SelectField(lazy_gettext("Đơn vị"), coerce=int, choices=[])


class ChangeStepForm(_StepFields, VersionedDeedForm):
    """Other words, officer, day."""


@bp.route("/tasks/<int:task_id>", methods=["GET", "POST"])
@requires(Permission.TASK_STEPS, task=Task)
def of_task(task: Task) -> Answer:
    """Các bước thực hiện nội bộ."""
    form, task_id = AddStepForm(), task.id
    units = [task.lead_unit, *(part.unit for part in task.parts)]
    own = [unit for unit in units if unit.id in actor().unit_ids]
    form.unit_id.choices = [SelectChoice(unit.id, unit.name) for unit in own]
    _offer_people(form.officer_id, own)
    done = carry_out(
        form,
        lambda: unit_steps.add(
            db.session(),
            task_id=task_id,
            unit_id=form.unit_id.data,
            text=form.text.data or "",
            officer_id=form.officer_id.data or None,
            due_on=form.due_on.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: url_for("steps.of_task", task_id=task_id),
        said=_("Đã thêm bước."),
    )
    if done is not None:
        return done
    page = render_template(
        "steps/of_task.html",
        task=task,
        form=form,
        steps=own_steps(db.session(), task.id, actor()),
        back=url_for("tasks.show", task_id=task.id),
    )
    return (page, 422) if form.errors else page


@bp.route("/<int:step_id>/change", methods=["GET", "POST"])
@requires(Permission.STEP_KEEP, step=UnitStep)
def change(step: UnitStep) -> Answer:
    """Sửa bước."""
    form = ChangeStepForm(
        version=step.row_version,
        text=step.text,
        officer_id=step.officer_id or 0,
        due_on=step.due_on,
    )
    _offer_people(form.officer_id, [db.session.get_one(Unit, step.unit_id)])
    step_id, back = step.id, url_for("steps.of_task", task_id=step.task_id)
    done = carry_out(
        form,
        lambda: unit_steps.change(
            db.session(),
            step_id=step_id,
            version=form.version.data,
            text=form.text.data or "",
            officer_id=form.officer_id.data or None,
            due_on=form.due_on.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: back,
        said=_("Đã sửa bước."),
    )
    if done is not None:
        return done
    page = render_template("steps/change.html", task=step.task, form=form, back=back)
    return (page, 422) if form.errors else page


@bp.post("/<int:step_id>/tick")
@requires(Permission.STEP_KEEP, step=UnitStep)
def tick(step: UnitStep) -> Answer:
    """One click; back to the task's page."""
    place = url_for("tasks.show", task_id=step.task_id, _anchor="cac-buoc")
    return _at_once(step, unit_steps.tick, _("Đã cập nhật bước."), place)


@bp.post("/<int:step_id>/up")
@requires(Permission.STEP_KEEP, step=UnitStep)
def move_up(step: UnitStep) -> Answer:
    """One place up."""
    place = url_for("steps.of_task", task_id=step.task_id)
    return _at_once(step, unit_steps.move_up, _("Đã đổi thứ tự."), place)


@bp.post("/<int:step_id>/remove")
@requires(Permission.STEP_KEEP, step=UnitStep)
def remove(step: UnitStep) -> Answer:
    """Taken away."""
    place = url_for("steps.of_task", task_id=step.task_id)
    return _at_once(step, unit_steps.remove, _("Đã bỏ bước."), place)


def _at_once(step: UnitStep, service: Callable[..., Any], said: str, place: str) -> Answer:
    """A deed without questions; a form that nobody of ours gave out goes back to the list."""
    form, step_id = VersionedDeedForm(), step.id
    done = carry_out(
        form,
        lambda: service(
            db.session(), step_id=step_id, version=form.version.data, actor=actor(), now=now()
        ),
        location=lambda _done: place,
        said=said,
    )
    return done or render_template(
        "steps/of_task.html",
        task=step.task,
        form=form,
        steps=own_steps(db.session(), step.task_id, actor()),
        back=place,
    )


def _offer_people(field: SelectField, units: list[Unit]) -> None:
    people = {
        one.id: one.name for unit in units for one in people_of(db.session(), unit.id, today())
    }
    field.choices = [
        SelectChoice("", _("– Chưa phân công –")),
        *(SelectChoice(str(key), name) for key, name in people.items()),
    ]
