"""The lead office steers: deadlines, suspension, cancelling, reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page
from tracker.blueprints.tasks.forms import BasisForm, DeadlineForm, DueForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.task_status import TaskAction
from tracker.models import Task
from tracker.permissions import Permission
from tracker.services import steering
from tracker.surroundings import now, today


@bp.route("/<int:task_id>/deadline", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def change_deadline(task: Task) -> Answer:
    """Another due day on a stated basis."""
    form = DeadlineForm(version=task.row_version)
    return deed_page(
        task,
        form,
        _deed(steering.change_deadline, form, task.id, with_due=True),
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
        _deed(steering.suspend, form, task.id),
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
        _deed(steering.resume, form, task.id, with_due=True),
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
        _deed(steering.cancel, form, task.id),
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
        _deed(steering.reopen, form, task.id, with_due=True),
        template="tasks/reopen.html",
        said=_("Đã mở lại nhiệm vụ."),
        action=TaskAction.REOPEN,
    )


def _deed(
    service: Callable[..., Task], form: Any, task_id: int, *, with_due: bool = False
) -> Callable[[], Task]:
    """The service with the form's basis (and due day), called when the transaction is open."""

    def deed() -> Task:
        due = {"due_on": form.due_on.data} if with_due else {}
        return service(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
            **due,
        )

    return deed
