"""The matrix of a directive: looking at it, and deeds on ticked cells."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from tracker.blueprints.bulk_outcome import outcome_answer
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.filters import address
from tracker.blueprints.guards import requires
from tracker.blueprints.matrix.forms import TicksForm, seen_words, ticked
from tracker.blueprints.matrix.page import MatrixPage
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.bulk_deeds import MOST, BulkDeed
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.models import Directive
from tracker.permissions import Permission, allows
from tracker.services.bulk_decisions import BulkOutcome, do_to_many
from tracker.surroundings import now

bp = Blueprint("matrix", __name__, url_prefix="/directives/<int:directive_id>/matrix")

Answer = Response | str | tuple[str, int]


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_LIST, directive=Directive)
def show(directive: Directive) -> Answer:
    """Units by duties; a POST does one deed to every ticked cell."""
    directive_id, form = directive.id, TicksForm()
    if request.method == "POST":
        if not allows(actor(), Permission.TASK_URGE, directive):
            raise NotAllowed("Bạn không có quyền thực hiện việc này.")
        answer = _decide(form)
        if answer is not None:
            return answer
    page = MatrixPage.of(db.session.get_one(Directive, directive_id))
    form.seen.data = seen_words(page.matrix.cells.values())
    text = render_template(
        "matrix/show.html",
        form=form,
        most=MOST,
        chosen={name: set(request.form.getlist(name)) for name in ("pick", "row", "col")},
        **page.values(),
    )
    return (text, 422) if form.errors or form.form_errors else text


def _decide(form: TicksForm) -> Answer | None:
    """Do the deed of the pressed button; None leaves the page to say what is wrong."""
    if (before := done_before(form)) is not None:
        return before
    deed = _deed()
    if not form.validate():
        return None
    picks, words = ticked(form, deed), form.remark.data or ""
    back = address()

    def do() -> BulkOutcome:
        try:
            return do_to_many(
                db.session(), deed=deed, picks=picks, words=words, actor=actor(), now=now()
            )
        except InvalidInput as error:
            error.field = "remark" if error.field == "words" else error.field
            raise

    outcome = perform(form, do, location=lambda _done: back)
    return None if outcome is None else outcome_answer(outcome, back=back)


def _deed() -> BulkDeed:
    """Which button was pressed; Enter in the form urges nobody and decides nothing by itself."""
    pressed = request.form.get("deed", "")
    if pressed not in set(BulkDeed):
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")
    return BulkDeed(pressed)
