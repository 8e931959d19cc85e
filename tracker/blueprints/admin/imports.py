"""Lists from Excel: look at every row first, then all of it or nothing.

Between the two steps the rows travel in the form, signed, so that no file waits on the server
and any web node can take the second step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField

from tracker.blueprints.admin.door import Answer, bp, here, page, tabs
from tracker.blueprints.deeds import DeedForm, done_before, perform, refuse
from tracker.blueprints.fields import Filled
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.signed import loaded, packed
from tracker.blueprints.upload_field import UploadField
from tracker.db import db
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.documents.sheet_reader import SheetRow, read_rows
from tracker.domain.errors import InvalidInput, NotFound
from tracker.models import User
from tracker.permissions import Actor, Permission
from tracker.services import import_sheets, passwords, people_import, units_import
from tracker.services.import_plan import FATE_WORDS, Fate, PlannedRow
from tracker.surroundings import config, now, today

UNITS, PEOPLE = "units", "users"
MAX_FILE = 5 * 1024 * 1024


class ImportForm(DeedForm):
    """The file to look at."""

    file = UploadField(
        lazy_gettext("Tệp Excel"),
        [Filled(lazy_gettext("Hãy chọn tệp Excel."))],
        kinds=("xlsx",),
        max_size=MAX_FILE,
        multiple=False,
    )


class ConfirmForm(DeedForm):
    """The rows that were looked at."""

    rows = HiddenField()


@bp.get("/imports")
@requires(Permission.OFFICE_ADMINISTER)
def imports() -> str:
    """What can be imported, and the templates."""
    return render_template("admin/imports.html", tabs=tabs())


@bp.get("/imports/<kind>/template")
@requires(Permission.OFFICE_ADMINISTER)
def import_template(kind: str) -> FlaskResponse:
    """The file to fill in, with this office's own lists in it."""
    if _kind(kind) == UNITS:
        data = import_sheets.units_template(db.session(), office_id=here().id)
        return _file(data, "Mẫu danh sách đơn vị.xlsx")
    data = import_sheets.people_template(db.session(), office=here(), on_day=today())
    return _file(data, "Mẫu danh sách người dùng.xlsx")


@bp.route("/imports/<kind>", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def import_list(kind: str) -> Answer:
    """First step: nothing is written, every row says its fate."""
    kind, form = _kind(kind), ImportForm()
    if form.validate_on_submit():
        file = form.file.data[0]
        rules = units_import if kind == UNITS else people_import
        try:
            rows = read_rows(
                file.stream.read(), file.filename or "", rules.HEADINGS, needed=rules.NEEDED
            )
            if not rows:
                raise InvalidInput("Bảng không có dòng nào dưới dòng tiêu đề.", field="file")
            return _preview(kind, rows)
        except InvalidInput as error:
            error.field = "file"
            refuse(form, error)
    heading = _("Nhập danh sách đơn vị") if kind == UNITS else _("Nhập danh sách người dùng")
    return page("admin/import_list.html", form, kind=kind, heading=heading)


@bp.post("/imports/<kind>/confirm")
@requires(Permission.OFFICE_ADMINISTER)
def confirm_import(kind: str) -> Answer:
    """Second step: all rows or none; one-time passwords are shown once."""
    kind, form, me = _kind(kind), ConfirmForm(), actor()
    if not form.validate():
        return redirect(url_for("admin.import_list", kind=kind))
    if (before := done_before(form)) is not None:
        return before
    rows = _unpacked(form.rows.data or "", kind, me)
    if kind == UNITS:
        made = perform(
            form,
            lambda: units_import.carry_out(db.session(), rows=rows, actor=me, now=now()),
            location=lambda _made: url_for("admin.units"),
        )
        if made is None:
            return _preview(kind, rows, form)
        flash(_("Đã nhập %(n)s đơn vị.", n=len(made)), "success")
        return redirect(url_for("admin.units"))
    return _enter_people(form, rows, me)


@bp.post("/imports/passwords")
@requires(Permission.OFFICE_ADMINISTER)
def password_list() -> FlaskResponse:
    """The list that the result page just showed, as a file; the server keeps nothing of it."""
    people = loaded(request.form.get("people", ""), "passwords", actor())
    data = import_sheets.password_list([(str(n), str(login), str(pw)) for n, login, pw in people])
    return _file(data, "Mật khẩu một lần.xlsx")


def _enter_people(form: ConfirmForm, rows: Sequence[SheetRow], me: Actor) -> Answer:
    """Passwords are made and hashed before the writing transaction."""
    planned = people_import.plan(db.session(), rows=rows, actor=me)
    secrets = {login: passwords.one_time() for login in people_import.new_logins(planned)}
    hashes = {login: passwords.hashed_one_time(secret) for login, secret in secrets.items()}
    made: list[User] | None = perform(
        form,
        lambda: people_import.carry_out(
            db.session(), rows=rows, hashes=hashes, actor=me, now=now()
        ),
        location=lambda _made: url_for("admin.users"),
    )
    if made is None:
        return _preview(PEOPLE, rows, form)
    if not made:
        flash(_("Đã bổ sung vị trí, vai trò; không có người dùng mới."), "success")
        return redirect(url_for("admin.users"))
    people = [(person, secrets[person.login]) for person in made]
    return render_template(
        "admin/password_slip.html",
        people=people,
        until=made[0].one_time_until,
        address=config().base_url,
        packed=packed([(p.name, p.login, secret) for p, secret in people], "passwords", me),
    )


def _preview(kind: str, rows: Sequence[SheetRow], refused: ConfirmForm | None = None) -> Answer:
    """Every row with its fate; the button only when there is no fault."""
    me = actor()
    planned: list[PlannedRow]
    if kind == UNITS:
        planned = [*units_import.plan(db.session(), rows=rows, actor=me)]
    else:
        planned = [*people_import.plan(db.session(), rows=rows, actor=me)]
    counts = {fate: sum(row.fate is fate for row in planned) for fate in Fate}
    form = refused or ConfirmForm(formdata=None)
    form.rows.data = packed([asdict(row) for row in rows], kind, me)
    text = render_template(
        "admin/import_preview.html",
        kind=kind,
        form=form,
        rows=[(row, _(FATE_WORDS[row.fate])) for row in planned],
        counts=[(_(FATE_WORDS[fate]), n) for fate, n in counts.items() if n],
        faulty=counts[Fate.FAULTY],
        to_do=counts[Fate.ADD] + counts[Fate.EXTEND],
    )
    return (text, 422) if counts[Fate.FAULTY] or refused is not None else text


def _kind(kind: str) -> str:
    if kind not in (UNITS, PEOPLE):
        raise NotFound("Không có danh sách này.")
    return kind


def _unpacked(text: str, kind: str, me: Actor) -> list[SheetRow]:
    rows: list[dict[str, object]] = [dict(row) for row in loaded(text, kind, me)]
    return [SheetRow(int(str(row["number"])), dict(row["values"])) for row in rows]  # type: ignore[call-overload]


def _file(data: bytes, name: str) -> FlaskResponse:
    mime = MIME_TYPES[FileKind.XLSX]
    return send_file(BytesIO(data), mimetype=mime, as_attachment=True, download_name=name)
