"""The deeds on instructions; each leads back to the task on whose page they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out, done_before
from tracker.blueprints.guards import requires
from tracker.blueprints.instruction_items import instruction_look
from tracker.blueprints.instructions.forms import (
    AcceptForm,
    AnswerForm,
    AskAgainForm,
    GiveForLeaderForm,
    GiveForm,
    WithdrawForm,
)
from tracker.blueprints.present import actor
from tracker.blueprints.versioned_deeds import Answer, asked, versioned_deed
from tracker.db import db
from tracker.domain.instruction_rules import InstructionDeedKind, state_after
from tracker.domain.people import Role
from tracker.models import Instruction, Task
from tracker.permissions import Permission
from tracker.queries.instructions import siblings_of
from tracker.services import directive_instructions, evidence, instructions
from tracker.services.evidence import KeptFile
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today

bp = Blueprint("instructions", __name__, url_prefix="/instructions")
bp.add_app_template_filter(instruction_look)


@bp.route("/tasks/<int:task_id>/new", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_GIVE, task=Task)
def give(task: Task) -> Answer:
    """A leader writes; the lead office enters what a leader said, with its paper or photo."""
    if actor().has(Role.LEADER):
        form = GiveForm()
        return _give(task, form, dict, own=True)
    form = GiveForLeaderForm()
    offer_leaders(form, task.office_id)
    files: list[KeptFile] | None = []
    if request.method == "POST" and done_before(form) is None:
        valid = form.validate()
        files = form.files.take_in(form)
        if files is None or not valid:
            return _shown("instructions/give.html", task, form, own=False)
    task_id = task.id
    return _give(
        task,
        form,
        lambda: {
            "leader_id": form.leader_id.data or None,
            "paper_id": keep_paper(task_id, files or []),
        },
        own=False,
    )


def _give(task: Task, form: GiveForm, more: Callable[[], dict[str, Any]], *, own: bool) -> Answer:
    """``more``: for whom, with which paper; kept in the deed's own transaction."""
    task_id, back = task.id, _place(task.id)
    done = carry_out(
        form,
        lambda: instructions.give(
            db.session(),
            task_id=task_id,
            text=form.text.data or "",
            due_on=form.due_on.data,
            actor=actor(),
            now=now(),
            **more(),
        ),
        location=lambda _made: back,
        said=_("Đã gửi ý kiến chỉ đạo. Đơn vị được thông báo."),
    )
    return done or _shown("instructions/give.html", task, form, own=own)


@bp.route("/<int:instruction_id>/answer", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_ANSWER, instruction=Instruction)
def answer(instruction: Instruction) -> Answer:
    """The unit answers; until the leader has accepted it, it may answer better."""
    form = AnswerForm(version=instruction.row_version, text=instruction.answer, for_all=True)
    others = len(siblings_of(db.session(), instruction))
    if not others:
        del form.for_all
    for_all = bool(others and form.for_all.data)
    return _deed(
        instruction,
        form,
        directive_instructions.answer_for_all if for_all else instructions.answer,
        InstructionDeedKind.ANSWER,
        said=_("Đã trả lời ý kiến chỉ đạo."),
        values=lambda: {"text": form.text.data or ""},
        others=others,
    )


@bp.route("/<int:instruction_id>/accept", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_JUDGE, instruction=Instruction)
def accept(instruction: Instruction) -> Answer:
    """The leader is content: one tap on the task's page; the lead office says on what it rests."""
    form = AcceptForm(version=instruction.row_version)
    return _deed(
        instruction,
        form,
        instructions.accept,
        InstructionDeedKind.ACCEPT,
        said=_("Đã chấp nhận câu trả lời."),
        values=lambda: {"note": form.note.data or ""},
    )


@bp.route("/<int:instruction_id>/ask-again", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_JUDGE, instruction=Instruction)
def ask_again(instruction: Instruction) -> Answer:
    """The answer does not do: what is missing, until when."""
    form = AskAgainForm(version=instruction.row_version)
    return _deed(
        instruction,
        form,
        instructions.ask_again,
        InstructionDeedKind.ASK_AGAIN,
        said=_("Đã yêu cầu trả lời lại."),
        values=lambda: {"note": form.note.data or "", "due_on": form.due_on.data},
    )


@bp.route("/<int:instruction_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_JUDGE, instruction=Instruction)
def withdraw(instruction: Instruction) -> Answer:
    """Taken back."""
    form = WithdrawForm(version=instruction.row_version)
    return _deed(
        instruction,
        form,
        instructions.withdraw,
        InstructionDeedKind.WITHDRAW,
        said=_("Đã rút ý kiến chỉ đạo."),
        values=lambda: {"note": form.note.data or ""},
    )


def _deed(
    instruction: Instruction,
    form: VersionedDeedForm,
    service: Callable[..., Instruction],
    kind: InstructionDeedKind,
    *,
    said: str,
    values: Callable[[], dict[str, Any]],
    **context: Any,
) -> Answer:
    """Ask (GET), do once (POST). Raises Conflict where its state does not admit the deed."""

    def page() -> str:
        state_after(instruction.state, kind)
        template = f"instructions/{kind.value}.html"
        return _page(template, instruction.task, form, instruction=instruction, **context)

    return versioned_deed(
        form,
        service,
        instruction_id=instruction.id,
        values=values,
        back=_place(instruction.task_id),
        said=said,
        page=page,
    )


def _shown(template: str, task: Task, form: DeedForm, **context: Any) -> Answer:
    return asked(form, lambda: _page(template, task, form, **context))


def _page(template: str, task: Task, form: DeedForm, **context: Any) -> str:
    return render_template(template, task=task, form=form, back=_place(task.id), **context)


def _place(task_id: int) -> str:
    return url_for("tasks.show", task_id=task_id, _anchor="chi-dao")


def offer_leaders(form: GiveForLeaderForm, office_id: int) -> None:
    """The leaders of the day, whose words may be entered."""
    leaders = people_with_role(db.session(), office_id, Role.LEADER, on_day=today())
    form.leader_id.choices = [
        SelectChoice("", _("– Chọn lãnh đạo –")),
        *(SelectChoice(str(person.id), person.name) for person in leaders),
    ]


def keep_paper(task_id: int, files: Sequence[KeptFile]) -> int | None:
    """The leader's paper as evidence of the lead office."""
    lead_unit_id = actor().lead_unit_id
    if not files or lead_unit_id is None:
        return None
    made = evidence.attach(
        db.session(),
        task_id=task_id,
        unit_id=lead_unit_id,
        files=files,
        title=_("Ý kiến chỉ đạo của lãnh đạo") if len(files) == 1 else "",
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=actor(),
        now=now(),
    )
    return made[0].evidence_id
