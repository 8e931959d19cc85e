"""Extensions: the unit asks and may take it back; whoever assigned grants or refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page, papers_deed_page
from tracker.blueprints.tasks.extension_forms import ExtensionDecisionForm, ExtensionForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.people import Role
from tracker.models import ExtensionRequest, Task, User
from tracker.permissions import Permission
from tracker.queries.extension_requests import (
    extension_rules,
    granted_count,
    may_decide_extension,
    waiting_request,
)
from tracker.services import evidence, extension_requests
from tracker.services.evidence import KeptFile
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today


@bp.route("/<int:task_id>/extension/ask", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def ask_extension(task: Task) -> Answer:
    """Đề nghị gia hạn, before or (marked) after the due day."""
    form, task_id = ExtensionForm(version=task.row_version), task.id
    return deed_page(
        task,
        form,
        lambda: extension_requests.ask(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            wanted_on=form.wanted_on.data,
            reason=form.reason.data or "",
            actor=actor(),
            now=now(),
        ),
        template="tasks/ask_extension.html",
        said=_("Đã gửi đề nghị gia hạn."),
        rules=extension_rules(db.session(), task, today()),
        granted=granted_count(db.session(), task.id),
    )


@bp.route("/<int:task_id>/extension/withdraw", methods=["GET", "POST"])
@requires(Permission.TASK_WORK, task=Task)
def withdraw_extension(task: Task) -> Answer:
    """Take the request back before it is decided."""
    request = _waiting(task)
    form, request_id = VersionedDeedForm(version=request.row_version), request.id
    return deed_page(
        task,
        form,
        lambda: extension_requests.withdraw(
            db.session(),
            request_id=request_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
        ),
        template="tasks/withdraw_extension.html",
        said=_("Đã rút đề nghị gia hạn."),
        request=request,
    )


@bp.route("/<int:task_id>/extension/decide", methods=["GET", "POST"])
@requires(Permission.EXTENSION_DECIDE, task=Task)
def decide_extension(task: Task) -> Answer:
    """Agree, until a day, or not, with a reason; a leader's own word or entered for him."""
    request = _waiting(task)
    form = ExtensionDecisionForm(version=request.row_version, due_on=request.wanted_on)
    leaders = _offer_leaders(form, task)
    ids = (task.id, request.id)
    return papers_deed_page(
        task,
        form,
        lambda files: _decide(form, ids, leaders, files),
        template="tasks/decide_extension.html",
        said=_("Đã ghi nhận quyết định gia hạn."),
        request=request,
        granted=granted_count(db.session(), task.id),
        alone=may_decide_extension(db.session(), task, actor()),
    )


def _decide(
    form: ExtensionDecisionForm,
    ids: tuple[int, int],
    leaders: Sequence[User],
    files: Sequence[KeptFile],
) -> ExtensionRequest:
    """Keep the leader's paper as evidence of the lead office, then decide: one transaction."""
    task_id, request_id = ids
    leader = next((person for person in leaders if person.id == form.leader_id.data), None)
    words: dict[str, Any] = {
        "request_id": request_id,
        "version": form.version.data,
        "basis": form.basis.data or "",
        "leader": db.session.get(User, leader.id) if leader is not None else None,
        "paper_id": _keep(task_id, files),
        "actor": actor(),
        "now": now(),
    }
    if form.decision.data == "yes":
        return extension_requests.grant(db.session(), due_on=form.due_on.data, **words)
    return extension_requests.refuse(db.session(), **words)


def _keep(task_id: int, files: Sequence[KeptFile]) -> int | None:
    lead_unit_id = actor().lead_unit_id
    if not files or lead_unit_id is None:
        return None
    made = evidence.attach(
        db.session(),
        task_id=task_id,
        unit_id=lead_unit_id,
        files=files,
        title=_("Ý kiến của lãnh đạo về gia hạn") if len(files) == 1 else "",
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=actor(),
        now=now(),
    )
    return made[0].evidence_id


def _offer_leaders(form: ExtensionDecisionForm, task: Task) -> list[User]:
    """Nobody enters his own decision for himself: leaders decide on this very page."""
    me = actor()
    leaders = (
        []
        if me.has(Role.LEADER)
        else people_with_role(db.session(), task.office_id, Role.LEADER, on_day=today())
    )
    form.leader_id.choices = [
        SelectChoice("", _("Không, tôi tự quyết định")),
        *(SelectChoice(str(person.id), person.name) for person in leaders),
    ]
    return leaders


def _waiting(task: Task) -> ExtensionRequest:
    request = waiting_request(db.session(), task.id)
    if request is None:
        raise Conflict("Nhiệm vụ không có đề nghị gia hạn nào chờ quyết định.")
    return request
