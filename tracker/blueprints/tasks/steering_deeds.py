"""The lead office steers: deadlines, suspension, cancelling, reopening."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form
from tracker.blueprints.tasks.forms import BasisForm, DeadlineForm, DueForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.task_status import TaskAction
from tracker.models import Task
from tracker.permissions import Permission
from tracker.services import steering
from tracker.surroundings import today


@bp.route("/<int:task_id>/deadline", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def change_deadline(task: Task) -> Answer:
    """Another due day on a stated basis."""
    form = DeadlineForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(steering.change_deadline, form, task, "basis", "due_on"),
        template="tasks/deadline.html",
        said=_("Đã thay đổi thời hạn."),
    )


@bp.route("/<int:task_id>/suspend", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def suspend(task: Task) -> Answer:
    """No timeliness until it goes on."""
    form = BasisForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(steering.suspend, form, task, "basis"),
        template="tasks/suspend.html",
        said=_("Đã tạm dừng nhiệm vụ."),
        action=TaskAction.SUSPEND,
    )


@bp.route("/<int:task_id>/resume", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def resume(task: Task) -> Answer:
    """Go on, with what was left of the time."""
    proposed = steering.due_after_resume(db.session(), task, today())
    form = DueForm(version=task.row_version, due_on=proposed)
    return deed_page(
        task,
        form,
        from_form(steering.resume, form, task, "basis", "due_on"),
        template="tasks/resume.html",
        said=_("Đã tiếp tục nhiệm vụ."),
        action=TaskAction.RESUME,
        proposed=proposed,
    )


@bp.route("/<int:task_id>/cancel", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def cancel(task: Task) -> Answer:
    """Dừng theo dõi."""
    form = BasisForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(steering.cancel, form, task, "basis"),
        template="tasks/cancel.html",
        said=_("Đã dừng theo dõi nhiệm vụ."),
        action=TaskAction.CANCEL,
    )


@bp.route("/<int:task_id>/reopen", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def reopen(task: Task) -> Answer:
    """Undo a completion or a cancelling."""
    form = DueForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(steering.reopen, form, task, "basis", "due_on"),
        template="tasks/reopen.html",
        said=_("Đã mở lại nhiệm vụ."),
        action=TaskAction.REOPEN,
    )
