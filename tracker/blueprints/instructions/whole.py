"""A leader's instruction on a whole directive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask_babel import ngettext

from tracker.blueprints.deeds import carry_out, done_before
from tracker.blueprints.guards import requires
from tracker.blueprints.instructions.deeds import bp, keep_paper, offer_leaders
from tracker.blueprints.instructions.forms import GiveForLeaderForm, GiveForm
from tracker.blueprints.present import actor
from tracker.blueprints.versioned_deeds import Answer
from tracker.db import db
from tracker.domain.people import Role
from tracker.models import Directive, Instruction
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.instructions import open_tasks_of
from tracker.services import directive_instructions
from tracker.services.evidence import KeptFile
from tracker.surroundings import now


@bp.route("/directives/<int:directive_id>/new", methods=["GET", "POST"])
@requires(Permission.INSTRUCTION_GIVE, directive=Directive)
def give_all(directive: Directive) -> Answer:
    """On the whole paper: every open task gets it, each unit answers for itself."""
    own = actor().has(Role.LEADER)
    form = GiveForm() if own else GiveForLeaderForm()
    files: list[KeptFile] | None = []
    if isinstance(form, GiveForLeaderForm):
        offer_leaders(form, directive.office_id)
        if request.method == "POST" and done_before(form) is None:
            valid = form.validate()
            files = form.files.take_in(form)
            if files is None or not valid:
                return _shown_whole(directive, form, own=own)
    directive_id, back = directive.id, _place_of(directive.id)
    done = carry_out(
        form,
        lambda: _give_all(form, directive_id, files or []),
        location=lambda _made: back,
        said=lambda made: ngettext(
            "Đã gửi ý kiến chỉ đạo đến %(num)s nhiệm vụ.",
            "Đã gửi ý kiến chỉ đạo đến %(num)s nhiệm vụ.",
            len(made),
        ),
    )
    return done or _shown_whole(db.session.get_one(Directive, directive_id), form, own=own)


def _give_all(form: GiveForm, directive_id: int, files: Sequence[KeptFile]) -> list[Instruction]:
    session = db.session()
    tasks = open_tasks_of(session, directive_id)
    entered: dict[str, Any] = {}
    if isinstance(form, GiveForLeaderForm):
        paper_id = keep_paper(tasks[0].id, files) if tasks else None
        entered = {"leader_id": form.leader_id.data or None, "paper_id": paper_id}
    return directive_instructions.give_on_directive(
        session,
        directive_id=directive_id,
        text=form.text.data or "",
        due_on=form.due_on.data,
        actor=actor(),
        now=now(),
        **entered,
    )


def _shown_whole(directive: Directive, form: GiveForm, *, own: bool) -> Answer:
    page = render_template(
        "instructions/give_all.html",
        directive=directive,
        paper=paper_words(directive),
        count=len(open_tasks_of(db.session(), directive.id)),
        form=form,
        own=own,
        back=_place_of(directive.id),
    )
    return (page, 422) if form.errors or form.form_errors else page


def _place_of(directive_id: int) -> str:
    return url_for("directives.show", directive_id=directive_id, _anchor="chi-dao")
