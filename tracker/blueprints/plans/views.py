"""Reading a unit's plan from the task whose result it is: asks once, then it is in the register."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField

from tracker.blueprints.deeds import DeedForm, done_before, perform, refuse
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.models import Evidence, Task
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.unit_plans import origin_of_paper, paper_of_task
from tracker.queries.working_calendar import working_calendar
from tracker.services.intake_reading import TakenIn, read_kept
from tracker.services.plan_reading import ReadPlan, read_plan
from tracker.surroundings import now, store

bp = Blueprint("plans", __name__, url_prefix="/tasks/<int:task_id>/plans")


class PlanForm(DeedForm):
    """Whether somebody has looked through a paper in which no text can be read."""

    not_secret = BooleanField(_l("Tôi đã xem: kế hoạch không mang dấu chỉ độ mật"))


@bp.route("/<int:evidence_id>", methods=["GET", "POST"])
@requires(Permission.TASK_READ_PLAN, task=Task)
def read(task: Task, evidence_id: int) -> Response | str | tuple[str, int]:
    """Đọc kế hoạch này thành văn bản con; what was read before only shows the way there."""
    form = PlanForm()
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    paper = paper_of_task(db.session(), task, evidence_id)
    first = origin_of_paper(db.session(), paper.id)
    if first is None and form.validate_on_submit():
        done = _read(form, task.id, paper)
        if done is not None:
            flash(_said(done), "success")
            return redirect(url_for("directives.show", directive_id=done.directive.id))
    text = render_template(
        "plans/read.html",
        form=form,
        task=db.session.get_one(Task, task.id),
        paper=paper_of_task(db.session(), task, evidence_id),
        parent=paper_words(task.duty.directive),
        first=first.directive if first is not None else None,
        first_words=paper_words(first.directive) if first is not None else "",
        back=url_for("tasks.show", task_id=task.id),
    )
    if first is not None and request.method == "POST":
        return text, 409
    return (text, 422) if form.errors or form.form_errors else text


def _read(form: PlanForm, task_id: int, paper: Evidence) -> ReadPlan | None:
    """Read outside any transaction, write in one short one; None when the paper was refused."""
    newest, evidence_id = paper.revisions[-1], paper.id
    revision_id = newest.id
    try:
        taken: TakenIn = read_kept(
            store(), newest.blob_sha256, newest.file_name, not_secret=bool(form.not_secret.data)
        )
    except InvalidInput as error:
        refuse(form, error)
        return None
    store().keep(taken.waiting)
    calendar = working_calendar(db.session(), actor().office_id or 0)
    return perform(
        form,
        lambda: read_plan(
            db.session(),
            task_id=task_id,
            evidence_id=evidence_id,
            revision_id=revision_id,
            taken=taken,
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        location=lambda done: url_for("directives.show", directive_id=done.directive.id),
    )


def _said(done: ReadPlan) -> str:
    if done.is_new:
        return _("Đã đọc kế hoạch thành văn bản con; các nhiệm vụ đề xuất đang chờ rà soát.")
    return _("Kế hoạch này đã có trong sổ văn bản; đã gắn với nhiệm vụ và văn bản được triển khai.")
