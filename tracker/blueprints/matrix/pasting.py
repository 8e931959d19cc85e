"""The lead office enters results for units from rows of Excel: look first, then record them all."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm, carry_out, done_before, refuse
from tracker.blueprints.fields import Filled, NormalisedStringField, NormalisedTextArea
from tracker.blueprints.guards import requires
from tracker.blueprints.matrix.page import duty_words
from tracker.blueprints.matrix.views import Answer, bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.class_matrix import matrix_duties
from tracker.queries.directives import paper_words
from tracker.services.pasted_results import PastedRow, look_at_rows, record_rows, seen_words
from tracker.surroundings import now, today


class PasteForm(DeedForm):
    """Rows of Excel for one duty, and on what ground the lead office enters them."""

    duty_id = SelectField(_l("Nhiệm vụ"), coerce=int, choices=[])
    rows = NormalisedTextArea(
        _l("Các dòng: đơn vị, số ký hiệu, ngày văn bản"), [Filled()], max_length=20_000
    )
    basis = NormalisedStringField(_l("Căn cứ cập nhật thay"), [Filled()], max_length=1000)
    seen = HiddenField()


@bp.route("/paste", methods=["GET", "POST"])
@requires(Permission.TASK_RECORD, directive=Directive)
def paste(directive: Directive) -> Answer:
    """What each row would do; with the second button, done."""
    session, directive_id = db.session(), directive.id
    form = PasteForm()
    duties = matrix_duties(session, actor(), directive_id)
    form.duty_id.choices = [SelectChoice(duty.id, duty_words(duty, 120)) for duty, _n in duties]
    back = url_for("matrix.show", directive_id=directive_id)
    recording = request.form.get("step") == "record"
    if request.method == "POST":
        if (before := done_before(form)) is not None:
            return before
        if recording:
            answer = carry_out(form, lambda: _record(form), location=lambda _rows: back, said=_said)
            if answer is not None:
                return answer
    looked = _look(form) if form.is_submitted() else []
    page = render_template(
        "matrix/paste.html",
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        paper=paper_words(db.session.get_one(Directive, directive_id)),
        rows=looked,
        faulty=sum(bool(row.faults) for row in looked),
        back=back,
    )
    return (page, 422) if form.errors or form.form_errors else page


def _record(form: PasteForm) -> list[PastedRow]:
    return record_rows(
        db.session(),
        duty_id=form.duty_id.data,
        text=form.rows.data or "",
        basis=form.basis.data or "",
        seen=form.seen.data or "",
        actor=actor(),
        now=now(),
    )


def _said(rows: list[PastedRow]) -> str:
    return ngettext(
        "Đã cập nhật thay kết quả của %(num)s đơn vị.",
        "Đã cập nhật thay kết quả của %(num)s đơn vị.",
        len(rows),
    )


def _look(form: PasteForm) -> list[PastedRow]:
    """The rows as they stand now; what cannot be looked at is said at its field."""
    if not form.errors and not form.validate():
        return []
    try:
        looked = look_at_rows(
            db.session(),
            duty_id=form.duty_id.data,
            text=form.rows.data or "",
            actor=actor(),
            today=today(),
        )
    except InvalidInput as error:
        refuse(form, error)
        return []
    form.seen.data = seen_words(looked)
    return looked
