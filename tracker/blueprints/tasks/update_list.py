"""Updates from the exported list: every row is looked at first, then reported in one deed.

Between the two steps the rows travel in the form, signed, so that no file waits on the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField

from tracker.blueprints.deeds import DeedForm, carry_out, refuse
from tracker.blueprints.fields import Filled, UploadField
from tracker.blueprints.filters import words
from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import send_sheet
from tracker.blueprints.present import actor
from tracker.blueprints.signed import loaded, packed
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.documents.sheet_reader import SheetRow
from tracker.domain.errors import InvalidInput
from tracker.permissions import Permission
from tracker.services import update_sheet
from tracker.services.import_plan import Fate
from tracker.services.task_export import UPDATES
from tracker.services.update_sheet import UpdateRow
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]
PURPOSE = "task-updates"


class UpdateFileForm(DeedForm):
    """The exported list, filled in."""

    file = UploadField(
        _l("Tệp Excel"),
        [Filled(_l("Hãy chọn tệp Excel."))],
        kinds=("xlsx",),
        max_size=update_sheet.MAX_FILE,
        multiple=False,
    )


class UpdateRowsForm(DeedForm):
    """What was looked at, signed."""

    rows = HiddenField()
    only_good = BooleanField(_l("Chỉ cập nhật các dòng đúng, để lại các dòng có lỗi"))


@bp.route("/updates", methods=["GET", "POST"])
@requires(Permission.TASK_LIST)
def update_list() -> Answer:
    """Ask for the file and look at it; nothing is written."""
    form = UpdateFileForm()
    if form.validate_on_submit():
        file = form.file.data[0]
        try:
            rows = update_sheet.read_updates(file.stream.read(), file.filename or "")
            return _preview(UpdateRowsForm(formdata=None), rows)
        except InvalidInput as error:
            error.field = "file"
            refuse(form, error)
    page = render_template("tasks/update_list.html", form=form)
    return (page, 422) if form.is_submitted() else page


@bp.post("/updates/faults")
@requires(Permission.TASK_LIST)
def faulty_updates() -> Response:
    """The faulty rows with what is wrong, to correct and send again."""
    planned = _planned(_rows(UpdateRowsForm()))
    data = update_sheet.faulty_rows(planned, {row.number: _faults(row) for row in planned})
    return send_sheet(BytesIO(data), "Cập nhật - dòng có lỗi.xlsx")


@bp.post("/updates/confirm")
@requires(Permission.TASK_LIST)
def confirm_updates() -> Answer:
    """Report what every row says, or only the good ones where the person chose that."""
    form = UpdateRowsForm()
    rows = _rows(form)
    done = carry_out(
        form,
        lambda: update_sheet.carry_out(
            db.session(), rows=rows, only_good=bool(form.only_good.data), actor=actor(), now=now()
        ),
        location=lambda _tasks: url_for("tasks.index"),
        said=lambda tasks: ngettext(
            "Đã cập nhật %(num)s nhiệm vụ.", "Đã cập nhật %(num)s nhiệm vụ.", len(tasks)
        ),
    )
    if done is None and not form.errors:
        return redirect(url_for("tasks.update_list"))
    return done or _preview(form, rows)


def _preview(form: UpdateRowsForm, rows: Sequence[SheetRow]) -> Answer:
    form.rows.data = packed([asdict(row) for row in rows], PURPOSE, actor())
    planned = _planned(rows)
    page = render_template(
        "tasks/update_preview.html",
        form=form,
        rows=[(row, _says(row), _faults(row)) for row in planned if row.fate is not Fate.SKIPPED],
        to_do=_number(planned, Fate.ADD),
        faulty=_number(planned, Fate.FAULTY),
        skipped=_number(planned, Fate.SKIPPED),
    )
    return (page, 422) if form.errors else page


def _number(planned: Sequence[UpdateRow], fate: Fate) -> int:
    return sum(row.fate is fate for row in planned)


def _says(row: UpdateRow) -> list[tuple[str, str]]:
    """What a row reports, by heading."""
    typed = row.values or {}
    return [(heading, typed[name]) for name, heading in UPDATES.items() if typed.get(name)]


def _faults(row: UpdateRow) -> str:
    return "; ".join(
        _("Cột %(column)s: %(why)s", column=fault.column, why=words(fault.why))
        for fault in row.faults
    )


def _planned(rows: Sequence[SheetRow]) -> list[UpdateRow]:
    return update_sheet.plan(db.session(), rows=rows, actor=actor(), today=today())


def _rows(form: UpdateRowsForm) -> list[SheetRow]:
    found = loaded(form.rows.data or "", PURPOSE, actor())
    return [SheetRow(int(row["number"]), dict(row["values"])) for row in found]
