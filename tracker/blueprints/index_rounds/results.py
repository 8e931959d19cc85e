"""Results of a round: places, bands, what was lost; the same as an Excel file."""

from __future__ import annotations

from io import BytesIO

from flask import Response as FlaskResponse
from flask import render_template, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.documents import index_decision_docx
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.errors import NotFound
from tracker.domain.index_life import OVER
from tracker.models import IndexRound
from tracker.permissions import Permission
from tracker.permissions.index_scope import sees_every_sheet
from tracker.queries.index_losses import losses_by_item, losses_by_unit
from tracker.queries.index_results import grades_of, results
from tracker.services import index_sealing
from tracker.services.index_publication import decision_of, earlier_round
from tracker.services.index_result_file import write_results
from tracker.surroundings import now


@bp.get("/<int:round_id>/results")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def ranking(round: IndexRound) -> str:
    """Kết quả, xếp hạng: to units only once it is published."""
    _check_open(round)
    session = db.session()
    rows = results(session, round)
    earlier = earlier_round(session, round)
    before = {row.unit_id: row for row in results(session, earlier)} if earlier else {}
    return render_template(
        "index_rounds/results.html",
        round=round,
        rows=rows,
        fields=[item for item in round.index_set.items if "." not in item.code],
        grades=grades_of(round),
        before=before,
        losses=losses_by_item(session, round)[:10],
        unit_losses=losses_by_unit(session, round, 3),
        faults=index_sealing.verify(session, round),
        heading=ngettext("Kết quả của %(num)s đơn vị", "Kết quả của %(num)s đơn vị", len(rows)),
    )


@bp.get("/<int:round_id>/results/file")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def result_file(round: IndexRound) -> FlaskResponse:
    """The same table as .xlsx."""
    _check_open(round)
    return send_file(
        BytesIO(write_results(db.session(), round)),
        mimetype=MIME_TYPES[FileKind.XLSX],
        as_attachment=True,
        download_name=_("Kết quả %(name)s.xlsx", name=round.name.replace("/", "-")),
    )


@bp.get("/<int:round_id>/results/decision")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def decision_file(round: IndexRound) -> FlaskResponse:
    """The decision with its annex as .docx."""
    _check_open(round)
    return send_file(
        BytesIO(index_decision_docx.render(decision_of(db.session(), round, now=now()))),
        mimetype=MIME_TYPES[FileKind.DOCX],
        as_attachment=True,
        download_name=_("Quyết định công bố %(name)s.docx", name=round.name.replace("/", "-")),
    )


def _check_open(round_: IndexRound) -> None:
    """A unit sees nobody's result before it is published: its address is not there."""
    if round_.state not in OVER and not sees_every_sheet(actor()):
        raise NotFound(NOT_THERE)
