"""Deciding: a unit explains, whoever assigned confirms the cause."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import carry_out, done_before
from tracker.blueprints.explanations.forms import CauseForm, ExplanationForm
from tracker.blueprints.explanations.views import bp
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotAllowed, NotFound
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Explanation
from tracker.permissions import Permission
from tracker.queries.explanations import LateTask, late_tasks
from tracker.queries.units import unit_of_office
from tracker.services import explanations
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]
LONGEST = 160


@bp.route("/new/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.EXPLANATION_GIVE)
def give(unit_id: int) -> Answer:
    """One explanation for several late tasks of one's unit."""
    unit = unit_of_office(db.session(), actor().office_id or 0, unit_id)
    if unit is None:
        raise NotFound(NOT_THERE)
    if unit_id not in actor().unit_ids:
        raise NotAllowed("Bạn chỉ giải trình cho đơn vị của mình.")
    late = late_tasks(
        db.session(), office_id=actor().office_id or 0, unit_id=unit_id, as_of=today()
    )
    form = ExplanationForm(tasks=_wanted())
    form.tasks.choices = [SelectChoice(row.id, _line(row)) for row in late]
    back = url_for("explanations.index")
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    done = carry_out(
        form,
        lambda: explanations.give(
            db.session(),
            unit_id=unit_id,
            task_ids=form.tasks.data or [],
            text=form.explanation.data or "",
            cause=form.cause.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda kept: url_for("explanations.show", explanation_id=kept.id),
        said=_("Đã gửi giải trình."),
    )
    if done is not None:
        return done
    unit = unit_of_office(db.session(), actor().office_id or 0, unit_id)
    page = render_template("explanations/give.html", form=form, late=late, unit=unit, back=back)
    return (page, 422) if form.errors else page


@bp.route("/<int:explanation_id>/cause", methods=["GET", "POST"])
@requires(Permission.EXPLANATION_CONFIRM, explanation=Explanation)
def confirm_cause(explanation: Explanation) -> Answer:
    """Xác nhận nguyên nhân, as stated or otherwise."""
    explanations.check_confirmer(explanation, actor())
    form = CauseForm(
        version=explanation.row_version, cause=explanation.confirmed_cause or explanation.cause
    )
    explanation_id = explanation.id
    back = url_for("explanations.show", explanation_id=explanation_id)
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    done = carry_out(
        form,
        lambda: explanations.confirm_cause(
            db.session(),
            explanation_id=explanation_id,
            version=form.version.data,
            cause=form.cause.data,
            note=form.note.data or "",
            actor=actor(),
            now=now(),
        ),
        location=lambda _kept: back,
        said=_("Đã xác nhận nguyên nhân chậm."),
    )
    if done is not None:
        return done
    page = render_template("explanations/cause.html", form=form, explanation=explanation, back=back)
    return (page, 422) if form.errors else page


def _wanted() -> list[int]:
    """The tasks that the address names (from a task's page), else none."""
    return [int(text) for text in request.args.getlist("task") if text.isdigit()]


def _line(row: LateTask) -> str:
    """ "Rà soát … (hạn 15/10/2026, hoàn thành 20/10/2026)"."""
    words = one_line(row.text)
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + "…"
    facts = [_("hạn %(day)s", day=day_words(row.due_on) if row.due_on else "–")]
    if row.done_on:
        facts.append(_("hoàn thành ngày %(day)s", day=day_words(row.done_on)))
    if row.explained:
        facts.append(_("đã giải trình"))
    return f"{words} ({', '.join(facts)})"
