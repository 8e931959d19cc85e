"""The register of directives as an Excel file, as it is filtered."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.directives.forms import RegisterFilterForm
from tracker.blueprints.directives.views import applied_words, bp, chosen_of
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import Shown, list_file, refuse_faulty, whole_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.directives import DirectiveCounts, counts_of, register, register_order

Row = tuple[Directive, DirectiveCounts]


@bp.get("/export")
@requires(Permission.DIRECTIVE_LIST)
def export() -> Response:
    """One line a paper, with what came of it."""
    bar = RegisterFilterForm(request.args)
    bar.validate()
    refuse_faulty(bar.errors)
    session, who, chosen = db.session(), actor(), chosen_of(bar)
    papers = whole_in(session, register(session, who, chosen), register_order(chosen.sort))
    counts = counts_of(session, who, [paper.id for paper in papers])
    rows = [(paper, counts[paper.id]) for paper in papers]
    return list_file(_("Văn bản chỉ đạo"), _columns(), rows, applied=applied_words(chosen))


def _columns() -> list[Shown[Row]]:
    return [
        Shown(_("Loại văn bản"), 16, lambda row: label(row[0].kind)),
        Shown(_("Số, ký hiệu"), 16, lambda row: row[0].number),
        Shown(_("Ngày ban hành"), 12, lambda row: row[0].issued_on),
        Shown(_("Cơ quan ban hành"), 28, lambda row: row[0].issuer),
        Shown(_("Trích yếu"), 60, lambda row: _title(row[0])),
        Shown(_("Người ký"), 22, lambda row: row[0].signer),
        Shown(_("Ngày đến"), 12, lambda row: row[0].received_on),
        Shown(_("Số đến"), 10, lambda row: row[0].arrival_number),
        Shown(_("Nhiệm vụ theo văn bản"), 10, lambda row: row[1].duties),
        Shown(_("Lượt giao"), 10, lambda row: row[1].tasks),
        Shown(_("Hoàn thành"), 10, lambda row: row[1].tasks_done),
        Shown(_("Chờ xác nhận"), 10, lambda row: row[1].tasks_submitted),
        Shown(_("Chờ rà soát"), 10, lambda row: row[1].drafts_waiting),
    ]


def _title(paper: Directive) -> str:
    return outward(paper.title, restricted=paper.restricted, instead=_(WITHHELD_TITLE))
