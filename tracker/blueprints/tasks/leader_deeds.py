""" "Tham mưu, trình": the drafts that lie with the leaders, and the paper that came of one."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form
from tracker.blueprints.tasks.forms import BasisForm, IssuedForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.leader_desk import leader_desk
from tracker.queries.working_calendar import working_calendar
from tracker.services import leader_part
from tracker.surroundings import today


@bp.get("/leader-desk")
@requires(Permission.LEADER_DESK)
def desk() -> str:
    """Văn bản chờ lãnh đạo ban hành, the oldest first."""
    calendar = working_calendar(db.session(), actor().office_id or 0)
    rows = leader_desk(db.session(), actor=actor(), as_of=today(), calendar=calendar)
    return render_template(
        "tasks/leader_desk.html",
        rows=rows,
        heading=ngettext(
            "%(num)s văn bản chờ lãnh đạo ban hành",
            "%(num)s văn bản chờ lãnh đạo ban hành",
            len(rows),
        ),
    )


@bp.route("/<int:task_id>/issued", methods=["GET", "POST"])
@requires(Permission.PAPER_ISSUE, task=Task)
def issued(task: Task) -> Answer:
    """The leader issued what the unit had drafted."""
    before = leader_part.issued_for(db.session(), task.id)
    form = IssuedForm(
        version=task.row_version,
        paper_number=before.paper_number if before else "",
        issued_on=before.issued_on if before else None,
        note=before.note if before else "",
    )
    return deed_page(
        task,
        form,
        from_form(leader_part.enter_issued, form, task, "paper_number", "issued_on", "note"),
        template="tasks/issued.html",
        said=_("Đã ghi nhận văn bản được ban hành."),
    )


@bp.route("/<int:task_id>/leader-part", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def leader_part_of(task: Task) -> Answer:
    """Whether a leader issues what the unit drafts."""
    form = BasisForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(leader_part.set_leader_part, form, task, "basis"),
        template="tasks/leader_part.html",
        said=_("Đã ghi nhận."),
    )
