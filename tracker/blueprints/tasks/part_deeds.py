"""The lead's word on what a coordinating unit answered."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form
from tracker.blueprints.tasks.forms import JudgePartForm
from tracker.blueprints.tasks.views import bp
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Task, TaskPart
from tracker.permissions import Permission
from tracker.services.part_answers import confirm_part, return_part


@bp.route("/<int:task_id>/parts/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.TASK_JUDGE_PART, task=Task)
def judge_part(task: Task, unit_id: int) -> Answer:
    """Confirm the answer, or ask for another one with the reason."""
    part = next((part for part in task.parts if part.unit_id == unit_id), None)
    if part is None:
        raise NotFound(NOT_THERE)
    form = JudgePartForm(version=task.row_version)
    if not part.is_answered and not form.is_submitted():
        raise Conflict("Không có nội dung phối hợp nào đang chờ xem xét.")
    confirm = from_form(confirm_part, form, task, unit_id=unit_id)
    again = from_form(return_part, form, task, "reason", unit_id=unit_id)
    deed = again if form.verdict.data == "again" else confirm
    return deed_page(task, form, deed, template="tasks/judge_part.html", said=_said, part=part)


def _said(part: TaskPart) -> str:
    if part.returned_at is not None:
        return _("Đã đề nghị trả lời phối hợp lại. Đơn vị được thông báo.")
    return _("Đã xác nhận nội dung phối hợp.")
