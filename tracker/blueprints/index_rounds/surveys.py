"""Survey results of a round: what was found, and the file that brings more."""

from __future__ import annotations

from io import BytesIO

from flask import Response as FlaskResponse
from flask import render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import BooleanField

from tracker.blueprints.deeds import DeedForm, carry_out, refuse
from tracker.blueprints.fields import Filled, UploadField
from tracker.blueprints.guards import requires
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.errors import InvalidInput
from tracker.domain.index_survey import LEAST_ANSWERS
from tracker.models import IndexRound
from tracker.permissions import Permission
from tracker.queries.survey_results import survey_lines
from tracker.queries.surveys import questionnaires_of
from tracker.services import survey_import
from tracker.surroundings import now

MAX_FILE = 5 * 1024 * 1024


class SurveyFileForm(DeedForm):
    """The file with the results."""

    file = UploadField(
        lazy_gettext("Tệp Excel"), [Filled(lazy_gettext("Hãy chọn tệp Excel."))], kinds=("xlsx",),
        max_size=MAX_FILE, multiple=False,
    )  # fmt: skip
    only_look = BooleanField(lazy_gettext("Chỉ xem trước, chưa nhập"))


@bp.route("/<int:round_id>/survey", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, round=IndexRound)
def survey(round: IndexRound) -> Response | str | tuple[str, int]:
    """Kết quả điều tra: the table, and a file that is taken over only without a fault."""
    form, round_id = SurveyFileForm(), round.id
    faults: list[survey_import.SurveyFault] = []
    looked = ""
    if form.validate_on_submit():
        file = form.file.data[0]
        try:
            rows, faults = survey_import.read_survey(
                db.session(), round, file.stream.read(), file.filename or ""
            )
        except InvalidInput as error:
            error.field = "file"
            refuse(form, error)
            rows = []
        if not faults and not form.errors and form.only_look.data:
            looked = _("%(n)s dòng sẽ được nhập.", n=len(rows))
        elif not faults and not form.errors:
            done = carry_out(
                form,
                lambda: survey_import.keep(
                    db.session(), round_id=round_id, rows=rows, actor=actor(), now=now()
                ),
                location=lambda _round: url_for("index_rounds.survey", round_id=round_id),
                said=_("Đã nhập %(n)s dòng kết quả điều tra.", n=len(rows)),
            )
            if done is not None:
                return done
    fresh = db.session.get_one(IndexRound, round_id)
    page = render_template(
        "index_rounds/survey.html", round=fresh, form=form, faults=faults, least=LEAST_ANSWERS,
        lines=survey_lines(db.session(), fresh), looked=looked,
        questionnaires=questionnaires_of(db.session(), round_id),
    )  # fmt: skip
    return (page, 422) if faults or form.errors else page


@bp.get("/<int:round_id>/survey/template")
@requires(Permission.INDEX_RUN, round=IndexRound)
def survey_template(round: IndexRound) -> FlaskResponse:
    """The file to fill in."""
    return send_file(
        BytesIO(survey_import.template(db.session(), round)),
        mimetype=MIME_TYPES[FileKind.XLSX],
        as_attachment=True,
        download_name=_("Mẫu kết quả điều tra.xlsx"),
    )
