"""The deeds of units: acknowledge, report, hand in, withdraw, refuse, answer, name an officer."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form, papers_deed_page
from tracker.blueprints.tasks.forms import (
    EvidenceForm,
    OfficerForm,
    ProgressForm,
    RefuseForm,
    SubmitForm,
    WithdrawForm,
)
from tracker.blueprints.tasks.paper_deeds import attached, warn_of_expired
from tracker.blueprints.tasks.results import hand_in, offer_evidence
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.domain.refusal_rules import last_day
from tracker.domain.task_status import TaskAction
from tracker.models import Submission, Task
from tracker.permissions import Permission
from tracker.queries.instructions import unanswered
from tracker.queries.office_rules import office_rules
from tracker.queries.prepared_results import needs_head
from tracker.queries.refusals import refusal_standing
from tracker.queries.task_page import people_of
from tracker.queries.unit_heads import speaking_for
from tracker.queries.units import choices_by_type, orderable_units
from tracker.queries.working_calendar import working_calendar
from tracker.services import evidence, lead_units, progress
from tracker.services.approval import submit as submit_result
from tracker.services.approval import withdraw as withdraw_result
from tracker.services.prepared_results import prepare
from tracker.surroundings import now, today


@bp.post("/<int:task_id>/acknowledge")
@requires(Permission.TASK_WORK, task=Task)
def acknowledge(task: Task) -> Answer:
    """One tap."""
    form = VersionedDeedForm()
    return deed_page(
        task,
        form,
        from_form(progress.acknowledge, form, task),
        template="tasks/acknowledge.html",
        said=_("Đã tiếp nhận nhiệm vụ."),
    )


@bp.route("/<int:task_id>/progress", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def update(task: Task) -> Answer:
    """Cập nhật tiến độ."""
    form = ProgressForm(version=task.row_version, milestone=task.milestone)
    return deed_page(
        task,
        form,
        from_form(progress.report, form, task, "milestone", "text", "obstacle", "proposal"),
        template="tasks/progress.html",
        said=_("Đã cập nhật tiến độ."),
        action=TaskAction.REPORT_PROGRESS,
    )


@bp.route("/<int:task_id>/submit", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def submit(task: Task) -> Answer:
    """Báo cáo hoàn thành, with files chosen right there."""
    form = SubmitForm(version=task.row_version)
    offer_evidence(form, task)
    to_head = needs_head(db.session(), task, actor())
    task_id, unit_id = task.id, task.lead_unit_id
    return papers_deed_page(
        task,
        form,
        lambda files: hand_in(
            prepare if to_head else submit_result,
            form,
            files,
            task_id=task_id,
            unit_id=unit_id,
            explanation=form.explanation.data or "",
            cause=form.cause.data,
        ),
        template="tasks/submit.html",
        said=_("Đã trình lãnh đạo đơn vị duyệt.") if to_head else _handed_in,
        action=TaskAction.SUBMIT,
        is_late=task.due_on is not None and today() > task.due_on,
        explained=task.explanations[-1] if task.explanations else None,
        to_head=to_head,
        unanswered=unanswered(db.session(), task_id),
    )


def _handed_in(submission: Submission) -> str:
    warn_of_expired(submission)
    return _("Đã báo cáo hoàn thành. Đơn vị theo dõi sẽ xác nhận hoặc trả lại.")


@bp.route("/<int:task_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def withdraw(task: Task) -> Answer:
    """Take a hand-in back before it is decided."""
    form = WithdrawForm(version=task.row_version)
    return deed_page(
        task,
        form,
        from_form(withdraw_result, form, task, "note"),
        template="tasks/withdraw.html",
        said=_("Đã rút lại báo cáo hoàn thành."),
        action=TaskAction.WITHDRAW,
    )


@bp.route("/<int:task_id>/refuse", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def refuse(task: Task) -> Answer:
    """Not our function: whose it is instead."""
    form = RefuseForm(version=task.row_version)
    if (office := present_office()) is not None:
        units = orderable_units(db.session(), office, today())
        form.instead_id.offer(choices_by_type(u for u in units if u.id != task.lead_unit_id))
    return deed_page(
        task,
        form,
        from_form(lead_units.refuse, form, task, "instead_id", "reason"),
        template="tasks/refuse.html",
        last_day=_last_refusal_day(task),
        said=_("Đã trả lại nhiệm vụ. Đơn vị theo dõi sẽ xem xét, quyết định."),
        action=TaskAction.REFUSE,
    )


def _last_refusal_day(task: Task) -> date | None:
    """The last day on which the unit may refuse; None without a limit."""
    days = office_rules(db.session(), task.office_id, today()).refuse_working_days
    calendar = working_calendar(db.session(), task.office_id)
    return last_day(refusal_standing(db.session(), task).since_on, days, calendar)


@bp.route("/<int:task_id>/officer", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def name_officer(task: Task) -> Answer:
    """Hand the task to an officer of the unit, or take it back."""
    if speaking_for(db.session(), task, actor()) is None:
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")
    form = OfficerForm(version=task.row_version, user_id=task.assignee_id or 0)
    people = people_of(db.session(), task.lead_unit_id, today())
    form.user_id.choices = [
        SelectChoice(0, _("– Chưa phân công –")),
        *(SelectChoice(one.id, one.name) for one in people),
    ]
    return deed_page(
        task,
        form,
        from_form(progress.name_officer, form, task, user_id=form.user_id.data or None),
        template="tasks/officer.html",
        said=_("Đã phân công công chức phụ trách."),
    )


@bp.route("/<int:task_id>/papers", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_ATTACH, task=Task)
def attach(task: Task) -> Answer:
    """Nộp văn bản, tài liệu: several files at once."""
    form = EvidenceForm(version=task.row_version)
    task_id, unit_id = task.id, _paper_unit(task)
    return papers_deed_page(
        task,
        form,
        lambda files: evidence.attach(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            unit_id=unit_id,
            files=files,
            title=form.title.data or "",
            is_result_paper=form.is_result_paper.data,
            paper_number=form.paper_number.data,
            paper_on=form.paper_on.data,
            note=form.note.data or "",
            place=form.place.data or "",
            expires_on=form.expires_on.data,
            actor=actor(),
            now=now(),
        ),
        template="tasks/attach.html",
        said=attached,
    )


def _paper_unit(task: Task) -> int:
    """Whose paper it is: the person's own unit in this task, else (on behalf) the lead unit's."""
    own = actor().unit_ids
    if task.lead_unit_id in own:
        return task.lead_unit_id
    return next((part.unit_id for part in task.parts if part.unit_id in own), task.lead_unit_id)
