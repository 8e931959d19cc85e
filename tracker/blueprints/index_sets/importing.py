"""A set from Excel: every row is looked at first, then all of it or nothing.

Between the two steps the rows travel in the form, signed; no file waits on the server.
"""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import carry_out, refuse
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sets.deeds import Answer, offer_groups, shown
from tracker.blueprints.index_sets.forms import SetConfirmForm, SetFileForm
from tracker.blueprints.index_sets.views import bp
from tracker.blueprints.present import actor
from tracker.blueprints.signed import loaded, packed
from tracker.db import db
from tracker.documents.sheet_reader import SheetRow
from tracker.domain.errors import InvalidInput
from tracker.models import IndexSet
from tracker.permissions import Permission
from tracker.services import index_sets
from tracker.services.index_files import RawSet, SetFile, raw_set, take_in, understand
from tracker.surroundings import now, today

KIND = "index-set"


@bp.route("/import", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN)
def look() -> Answer:
    """First step: nothing is written, every fault is named with its row and column."""
    form = SetFileForm()
    if form.validate_on_submit():
        file = form.file.data[0]
        try:
            return _preview(raw_set(file.stream.read(), file.filename or ""))
        except InvalidInput as error:
            error.field = "file"
            refuse(form, error)
    page = render_template("index_sets/import.html", form=form)
    return (page, 422) if form.errors else page


@bp.post("/import/confirm")
@requires(Permission.INDEX_RUN)
def confirm_import() -> Answer:
    """Second step: the whole set as a draft."""
    form = SetConfirmForm()
    if not form.rows.data:
        return redirect(url_for("index_sets.look"))
    raw = _unpacked(form.rows.data)
    offer_groups(form)
    done = carry_out(
        form,
        lambda: _enter(form, raw),
        location=shown,
        said=_("Đã nhập bộ chỉ số, đang soạn. Hãy xem lại rồi đưa vào áp dụng."),
    )
    return done if done is not None else _preview(raw, form)


def _enter(form: SetConfirmForm, raw: RawSet) -> IndexSet:
    found = understand(raw, form.head(is_sample=form.sample.data == "1"))
    head = take_in(found)
    made = index_sets.create(db.session(), head=head, actor=actor(), now=now())
    return index_sets.replace_items(
        db.session(), set_id=made.id, lines=found.lines, actor=actor(), now=now()
    )


def _preview(raw: RawSet, refused: SetConfirmForm | None = None) -> Answer:
    """Every row as it was understood; the button only when there is no fault."""
    found = understand(raw)
    form = refused or _begun(found)
    offer_groups(form)
    form.rows.data = packed(
        [dict(raw.facts), [[row.number, dict(row.values)] for row in raw.rows]], KIND, actor()
    )
    page = render_template("index_sets/preview.html", form=form, found=found, rows=raw.rows)
    return (page, 422) if found.faults or refused is not None else page


def _begun(found: SetFile) -> SetConfirmForm:
    """The form as the file fills it."""
    head = found.head
    if head is None:
        return SetConfirmForm(formdata=None, year=today().year)
    return SetConfirmForm(
        formdata=None,
        name=head.name,
        year=head.year,
        group_name=head.group_name,
        total=str(head.total),
        basis=head.basis,
        sample="1" if head.is_sample else "",
    )


def _unpacked(text: str) -> RawSet:
    facts, rows = loaded(text, KIND, actor())
    return RawSet(
        tuple(SheetRow(int(number), dict(values)) for number, values in rows), dict(facts)
    )
