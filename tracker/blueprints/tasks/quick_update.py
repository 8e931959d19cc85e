"""Cập nhật nhanh: from the list of tasks, and back to its place."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form
from tracker.blueprints.tasks.forms import QuickUpdateForm
from tracker.blueprints.tasks.views import bp
from tracker.blueprints.way_back import own_path
from tracker.domain.errors import InvalidInput
from tracker.domain.task_status import TaskAction
from tracker.models import Task
from tracker.permissions import Permission
from tracker.services import progress
from tracker.surroundings import today


@bp.route("/<int:task_id>/quick-update", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def quick_update(task: Task) -> Answer:
    """Milestone, words, a paper's number and day; ``?back=`` is the place in the list."""
    form = QuickUpdateForm(version=task.row_version, milestone=task.milestone)
    names = ("milestone", "text", "paper_number", "paper_on")
    report = from_form(progress.report, form, task, *names, obstacle="", proposal="")

    def deed() -> object:
        _check_paper(form)
        return report()

    place = own_path(request.args.get("back")) or url_for("tasks.index")
    return deed_page(
        task,
        form,
        deed,
        template="tasks/quick_update.html",
        said=_("Đã cập nhật tiến độ."),
        action=TaskAction.REPORT_PROGRESS,
        back=f"{place}#nv-{task.id}",
    )


def _check_paper(form: QuickUpdateForm) -> None:
    if form.paper_on.data is not None and form.paper_on.data > today():
        raise InvalidInput("Ngày văn bản không được sau hôm nay.", field="paper_on")
    if form.paper_on.data is not None and not form.paper_number.data:
        raise InvalidInput("Có ngày văn bản thì phải có số, ký hiệu.", field="paper_number")
