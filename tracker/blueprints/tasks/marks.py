"""Field, leader in charge and the star of a task's duty: decided on one page."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from tracker.blueprints.choice_fields import UnitField
from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.people import Role
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.charges import charge_of_task, fields_of_office
from tracker.services.duty_marks import seen_of, sort_duty
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today


class MarksForm(DeedForm):
    """Nothing chosen: as the tables of charges say."""

    seen = HiddenField()
    key_task = BooleanField(_l("Nhiệm vụ trọng tâm"))
    field_id = UnitField(_l("Lĩnh vực"), empty=_l("– Theo đơn vị chủ trì –"))
    leader = UnitField(_l("Lãnh đạo phụ trách"), empty=_l("– Theo bảng phân công –"))


@bp.route("/<int:task_id>/marks", methods=["GET", "POST"])
@requires(Permission.TASK_MARK, task=Task)
def mark(task: Task) -> Answer:
    """For the whole duty: other units' shares of it follow."""
    session, me, duty, task_id = db.session(), actor(), task.duty, task.id
    form = MarksForm(
        seen=seen_of(duty),
        key_task=duty.key_task,
        field_id=duty.field_id,
        leader=duty.leader_id,
    )
    fields = fields_of_office(session, task.office_id, on_day=today())
    own = charge_of_task(session, task, today())
    if own.field_is_own and own.field is not None and own.field not in fields:
        fields.append(own.field)
    form.field_id.offer([(row.id, row.name) for row in fields])
    leaders = people_with_role(session, task.office_id, Role.LEADER, on_day=today())
    form.leader.offer([(person.id, person.name) for person in leaders])
    back = url_for("tasks.show", task_id=task_id)
    done = carry_out(
        form,
        lambda: sort_duty(
            db.session(),
            task_id=task_id,
            seen=form.seen.data,
            field_id=form.field_id.data,
            leader_id=form.leader.data,
            key_task=bool(form.key_task.data),
            actor=me,
            now=now(),
        ),
        location=lambda _done: back,
        said=_("Đã ghi nhận."),
    )
    if done is not None:
        return done
    page = render_template("tasks/marks.html", task=task, form=form, back=back)
    return (page, 422) if form.errors else page
