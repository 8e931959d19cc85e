"""The lead office decides: confirm, return, record on a unit's behalf, decide a refusal, move."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form, papers_deed_page
from tracker.blueprints.tasks.forms import (
    ConfirmForm,
    RecordForm,
    RefusalForm,
    ReturnForm,
    TransferForm,
)
from tracker.blueprints.tasks.results import hand_in, offer_evidence
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.domain.task_status import TaskAction
from tracker.models import Task, Unit
from tracker.permissions import Permission
from tracker.queries.instructions import unanswered
from tracker.queries.units import choices_by_type, orderable_units
from tracker.services import approval, lead_units, recording
from tracker.surroundings import today


@bp.route("/<int:task_id>/confirm", methods=["GET", "POST"])
@requires(Permission.TASK_DECIDE, task=Task)
def confirm(task: Task) -> Answer:
    """Accept what was handed in."""
    form = ConfirmForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(approval.confirm, form, task, "note"),
        template="tasks/confirm.html",
        said=_("Đã xác nhận hoàn thành."),
        action=TaskAction.CONFIRM,
        submission=task.submissions[-1] if task.submissions else None,
    )


@bp.route("/<int:task_id>/return", methods=["GET", "POST"])
@requires(Permission.TASK_DECIDE, task=Task)
def send_back(task: Task) -> Answer:
    """Return with a reason; the proposed due day stands in the form."""
    proposed = approval.due_after_return(db.session(), task, today())
    form = ReturnForm(version=task.row_version, due_on=proposed)
    return deed_page(
        task,
        form,
        from_form(approval.return_, form, task, "reason", "due_on"),
        template="tasks/return.html",
        said=_("Đã trả lại, yêu cầu bổ sung."),
        action=TaskAction.RETURN,
        submission=task.submissions[-1] if task.submissions else None,
        proposed=proposed,
    )


@bp.route("/<int:task_id>/record", methods=["GET", "POST"])
@requires(Permission.TASK_RECORD, task=Task)
def record(task: Task) -> Answer:
    """Cập nhật thay: the unit's result with the paper that shows it."""
    if task.lead_unit_id in actor().unit_ids:
        raise NotAllowed("Không cập nhật thay nhiệm vụ của chính đơn vị mình.")
    form = RecordForm(version=task.row_version)
    offer_evidence(form, task)
    task_id, unit_id = task.id, task.lead_unit_id
    return papers_deed_page(
        task,
        form,
        lambda files: hand_in(
            recording.record_result,
            form,
            files,
            task_id=task_id,
            unit_id=unit_id,
            explanation="",
            basis=form.basis.data or "",
        ),
        template="tasks/record.html",
        said=_("Đã cập nhật thay kết quả của đơn vị."),
        action=TaskAction.RECORD_RESULT,
        unanswered=unanswered(db.session(), task_id),
    )


@bp.route("/<int:task_id>/refusal", methods=["GET", "POST"])
@requires(Permission.TASK_DECIDE_REFUSAL, task=Task)
def decide_refusal(task: Task) -> Answer:
    """Move a refused task to the unit that was named, or leave it."""
    form = RefusalForm(version=task.row_version, due_on=task.due_on)
    instead = db.session.get(Unit, task.refused_for_id) if task.refused_for_id else None
    return deed_page(
        task,
        form,
        from_form(
            lead_units.decide_refusal,
            form,
            task,
            "basis",
            "due_on",
            accept=form.accept.data == "yes",
        ),
        template="tasks/refusal.html",
        said=_("Đã ghi nhận quyết định."),
        action=TaskAction.ACCEPT_REFUSAL,
        instead=instead,
    )


@bp.route("/<int:task_id>/transfer", methods=["GET", "POST"])
@requires(Permission.TASK_STEER, task=Task)
def transfer(task: Task) -> Answer:
    """Another lead unit."""
    form = TransferForm(version=task.row_version)
    if (office := present_office()) is not None:
        units = orderable_units(db.session(), office, today())
        form.unit_id.offer(choices_by_type(u for u in units if u.id != task.lead_unit_id))
    return deed_page(
        task,
        form,
        from_form(lead_units.transfer, form, task, "unit_id", "basis"),
        template="tasks/transfer.html",
        said=_("Đã điều chuyển đơn vị chủ trì."),
    )
