"""Asking for what the paper left blank: number, date, issuer. Right after it came in, or later."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import done_before, perform, refuse
from tracker.blueprints.directives.forms import BLANKS, CompleteForm
from tracker.blueprints.directives.page import missing_words
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict, InvalidInput
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.working_calendar import working_calendar
from tracker.services.header_completion import complete_header, read_with_day
from tracker.surroundings import now, store


@bp.route("/<int:directive_id>/complete", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def complete(directive: Directive) -> Response | str | tuple[str, int]:
    """Ask only for what is missing."""
    back = url_for("directives.show", directive_id=directive.id)
    form = CompleteForm(version=directive.row_version)
    form.ask_for([name for name in BLANKS if not getattr(directive, name)])
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = _save(form, directive, back)
        except Conflict as error:
            again = url_for("directives.complete", directive_id=directive.id)
            return conflict_page(error, back_url=again, differences=[])
        if done is not None:
            flash(_("Đã lưu thông tin văn bản."), "success")
            return redirect(back)
    page = render_template(
        "directives/complete.html",
        form=form,
        directive=directive,
        missing=missing_words(directive),
        back=back,
    )
    return (page, 422) if form.is_submitted() else page


def _save(form: CompleteForm, directive: Directive, back: str) -> Directive | None:
    """The completed entry; None when the form has to be shown again."""
    issued_on = form.value("issued_on") or directive.issued_on
    try:
        read = read_with_day(store(), directive, issued_on)
    except InvalidInput as error:
        refuse(form, error)
        return None
    calendar = working_calendar(db.session(), directive.office_id)
    return perform(
        form,
        lambda: complete_header(
            db.session(),
            directive=directive,
            version=form.version.data,
            number=form.value("number") or directive.number,
            issued_on=issued_on,
            issuer=form.value("issuer") or directive.issuer,
            read=read,
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        location=lambda _done: back,
    )
