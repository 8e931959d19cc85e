"""The matrix on paper and as an Excel file: the same rows and totals as on the screen."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.filters import day, label
from tracker.blueprints.guards import requires
from tracker.blueprints.matrix.page import MatrixPage, duty_words, tally_words
from tracker.blueprints.matrix.views import bp
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.domain.restricted_papers import outward
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.class_matrix import Cell
from tracker.surroundings import today


@bp.get("/print")
@requires(Permission.DIRECTIVE_LIST, directive=Directive)
def print_view(directive: Directive) -> str:
    """For paper: states are words, so that they read in grey."""
    return render_template("matrix/print.html", **MatrixPage.of(directive).values())


@bp.get("/sheet")
@requires(Permission.DIRECTIVE_LIST, directive=Directive)
def sheet(directive: Directive) -> Response:
    """As .xlsx: three columns for each duty."""
    page = MatrixPage.of(directive)
    data = workbook([_plan(page)])
    return send_file(
        BytesIO(data),
        mimetype=MIME_TYPES[FileKind.XLSX],
        as_attachment=True,
        download_name=_("Bảng theo dõi đơn vị.xlsx"),
    )


def _plan(page: MatrixPage) -> SheetPlan:
    matrix = page.matrix
    columns = [Column(_("Đơn vị"), 30)]
    for number, duty in enumerate(matrix.duties, start=1):
        words = outward(duty_words(duty, 120), restricted=page.directive.restricted)
        columns += [
            Column(f"{number}. {words}", 30),
            Column(_("%(n)s. Số, ký hiệu", n=number), 18),
            Column(_("%(n)s. Ngày", n=number), 12),
        ]
    columns.append(Column(_("Cộng"), 34))
    rows = [
        [row.unit, *(text for cell in row.cells for text in _texts(cell)), tally_words(row.tally)]
        for row in matrix.rows
    ]
    total = [_("Cộng %(n)s đơn vị", n=matrix.units)]
    for count in matrix.columns:
        total += [tally_words(count), "", ""]
    title = _("%(paper)s. Số liệu tại ngày %(day)s.", paper=page.paper, day=day(today()))
    return SheetPlan(
        _("Theo dõi theo đơn vị"), columns, [*rows, [*total, tally_words(matrix.total)]], title
    )


def _texts(cell: Cell | None) -> tuple[str, str, str]:
    if cell is None:
        return ("", "", "")
    state = label(cell.state)
    if cell.due_on is not None and cell.is_missing:
        state = _("%(state)s (hạn %(day)s)", state=state, day=day(cell.due_on))
    return (state, cell.paper_number or "", day(cell.paper_on) if cell.paper_on else "")
