"""The step inside a unit: its head sends out what an officer prepared, or gives it back."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form
from tracker.blueprints.tasks.forms import GiveBackForm, SendPreparedForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.models import PreparedResult, Task
from tracker.permissions import Permission
from tracker.queries.prepared_results import waiting_prepared
from tracker.queries.unit_heads import speaking_for
from tracker.services import prepared_results
from tracker.surroundings import today


@bp.route("/<int:task_id>/prepared/send", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def send_prepared(task: Task) -> Answer:
    """It becomes the unit's hand-in of today."""
    prepared = _prepared(task)
    form = SendPreparedForm(
        version=task.row_version,
        explanation=prepared.explanation if prepared else "",
        cause=prepared.cause if prepared else None,
    )
    return deed_page(
        task,
        form,
        from_form(prepared_results.send, form, task, "explanation", "cause"),
        template="tasks/send_prepared.html",
        said=_("Đã báo cáo hoàn thành. Đơn vị theo dõi sẽ xác nhận hoặc trả lại."),
        prepared=prepared,
        is_late=task.due_on is not None and today() > task.due_on,
    )


@bp.route("/<int:task_id>/prepared/give-back", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def give_back_prepared(task: Task) -> Answer:
    """With a word on what is missing."""
    prepared = _prepared(task)
    form = GiveBackForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(prepared_results.give_back, form, task, "note"),
        template="tasks/give_back_prepared.html",
        said=_("Đã trả lại người trình."),
        prepared=prepared,
    )


@bp.route("/<int:task_id>/prepared/take-back", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def take_back_prepared(task: Task) -> Answer:
    """By whoever prepared it."""
    form = VersionedDeedForm(version=task.row_version)
    prepared = waiting_prepared(db.session(), task)
    if prepared is not None and prepared_results.preparer(prepared, actor()) is None:
        raise NotAllowed("Chỉ người trình rút lại được báo cáo đang chờ duyệt.")
    return deed_page(
        task,
        form,
        from_form(prepared_results.take_back, form, task),
        template="tasks/take_back_prepared.html",
        said=_("Đã rút lại báo cáo đã trình."),
        prepared=prepared,
    )


def _prepared(task: Task) -> PreparedResult | None:
    """What waits, for whoever speaks for the unit; None where it was decided meanwhile."""
    if speaking_for(db.session(), task, actor()) is None:
        raise NotAllowed("Báo cáo này do thủ trưởng hoặc cấp phó của đơn vị duyệt.")
    return waiting_prepared(db.session(), task)
