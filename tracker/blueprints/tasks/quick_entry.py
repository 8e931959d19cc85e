"""A unit's quick entry into its cell of a matrix: number, day, file, and it is handed in."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.tasks.deed_page import Answer, papers_deed_page
from tracker.blueprints.tasks.forms import EnterForm
from tracker.blueprints.tasks.results import hand_in, offer_evidence
from tracker.blueprints.tasks.views import bp
from tracker.domain.task_status import TaskAction
from tracker.models import Task
from tracker.permissions import Permission
from tracker.services.approval import submit
from tracker.services.submissions import result_words
from tracker.surroundings import today


@bp.route("/<int:task_id>/enter", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def enter(task: Task) -> Answer:
    """Báo cáo hoàn thành with the result paper alone; words are made of number and day."""
    form = EnterForm(version=task.row_version)
    offer_evidence(form, task)
    if form.is_submitted() and not form.summary.data and form.paper_on.data is not None:
        form.summary.data = result_words(form.paper_number.data or "", form.paper_on.data)
    task_id, unit_id, directive_id = task.id, task.lead_unit_id, task.duty.directive_id
    back = (
        url_for("matrix.show", directive_id=directive_id)
        if request.args.get("matrix")
        else url_for("tasks.show", task_id=task_id)
    )
    return papers_deed_page(
        task,
        form,
        lambda files: hand_in(
            submit,
            form,
            files,
            task_id=task_id,
            unit_id=unit_id,
            explanation=form.explanation.data or "",
        ),
        template="tasks/enter.html",
        said=_("Đã nộp kết quả. Đơn vị theo dõi sẽ xác nhận hoặc trả lại."),
        action=TaskAction.SUBMIT,
        is_late=task.due_on is not None and today() > task.due_on,
        back=back,
    )
