"""Units: the tree, one unit, adding, correcting. How they end: succession.py."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.admin.door import Answer, bp, here, page, tabs
from tracker.blueprints.admin.unit_forms import AddUnitForm, UnitFacts
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.vietnamese import day_words, fold
from tracker.models import Unit
from tracker.permissions import Permission
from tracker.queries.paging import ROWS, Page, page_number
from tracker.queries.units import (
    TreeRow,
    aliases_of,
    choices_by_type,
    count_open_tasks,
    existing_units,
    groups_with,
    posts_in,
    predecessors_of,
    successors_of,
    tree_rows,
    unit_of_office,
    unit_types,
)
from tracker.services import organisation
from tracker.surroundings import now, today


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of the tree."""

    unit: Unit
    below: str
    """Drawn before the name: how deep it hangs."""
    exists: bool


@bp.get("/units")
@requires(Permission.OFFICE_ADMINISTER)
def units() -> str:
    """The tree of the office; dissolved units on request."""
    words, gone = request.args.get("q", ""), request.args.get("gone") == "1"
    rows = [
        row
        for row in tree_rows(db.session(), here().id)
        if (gone or row.unit.exists_on(today())) and _called(row, words)
    ]
    wanted = min(page_number(request.args.get("page")), max(1, -(-len(rows) // ROWS)))
    shown = [_row(row) for row in rows[(wanted - 1) * ROWS : wanted * ROWS]]
    return render_template(
        "admin/units.html",
        page=Page(rows=shown, number=wanted, total=len(rows)),
        words=words,
        gone=gone,
        tabs=tabs(),
    )


@bp.get("/units/<int:unit_id>")
@requires(Permission.OFFICE_ADMINISTER)
def unit(unit_id: int) -> str:
    """One unit: names, ways of writing, people, classes, what it leads, who followed whom."""
    found = unit_here(unit_id)
    session = db.session()
    return render_template(
        "admin/unit.html",
        unit=found,
        exists=found.exists_on(today()),
        lifetime=_lifetime(found),
        aliases=aliases_of(session, unit_id),
        posts=posts_in(session, unit_id, today()),
        groups=groups_with(session, unit_id, today()),
        successors=successors_of(session, unit_id),
        predecessors=predecessors_of(session, unit_id),
        open_tasks=count_open_tasks(session, unit_id),
        is_root=found.id == here().root_unit_id,
        is_lead=found.id == here().lead_unit_id,
    )


@bp.route("/units/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_unit() -> Answer:
    """A new unit."""
    form = AddUnitForm()
    _offer(form)
    if not form.is_submitted():
        form.parent.data = here().root_unit_id
    me = actor()
    done = carry_out(
        form,
        lambda: organisation.add_unit(
            db.session(),
            name=form.name.data or "",
            short=form.short.data or "",
            type_code=form.type_code.data or "",
            parent_id=form.parent.data or 0,
            outside=bool(form.outside.data),
            identifier=form.identifier.data or "",
            email=form.email.data or "",
            from_on=form.from_on.data,
            aliases=(form.aliases.data or "").splitlines(),
            actor=me,
            now=now(),
        ),
        location=lambda made: url_for("admin.unit", unit_id=made.id),
        said=_("Đã thêm đơn vị."),
    )
    return done or page("admin/add_unit.html", form)


@bp.route("/units/<int:unit_id>/change", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def change_unit(unit_id: int) -> Answer:
    """Everything but the name."""
    found = unit_here(unit_id)
    form = UnitFacts(
        version=found.row_version,
        type_code=found.type_code,
        parent=found.parent_id,
        outside=found.outside,
        identifier=found.identifier or "",
        email=found.email or "",
        ord=found.ord,
    )
    _offer(form)
    me, is_root = actor(), found.id == here().root_unit_id
    done = carry_out(
        form,
        lambda: organisation.change_unit(
            db.session(),
            unit_id=unit_id,
            version=form.version.data,
            type_code=form.type_code.data or "",
            parent_id=form.parent.data,
            outside=bool(form.outside.data),
            identifier=form.identifier.data or "",
            email=form.email.data or "",
            ord=form.ord.data or 0,
            actor=me,
            now=now(),
        ),
        location=lambda made: url_for("admin.unit", unit_id=made.id),
        said=_("Đã sửa thông tin đơn vị."),
    )
    return done or page("admin/change_unit.html", form, unit=found, is_root=is_root)


def unit_here(unit_id: int) -> Unit:
    """The unit, when it belongs to the administrator's office."""
    found = unit_of_office(db.session(), here().id, unit_id)
    if found is None:
        raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
    return found


def _lifetime(unit: Unit) -> str:
    """Since when and until when, in words."""
    since, until = unit.from_on, unit.to_on
    if since and until:
        return _("từ %(from_)s đến hết %(to)s", from_=day_words(since), to=day_words(until))
    if until:
        return _("đến hết %(to)s", to=day_words(until))
    return _("từ %(from_)s đến nay", from_=day_words(since)) if since else _("đang hoạt động")


def _row(row: TreeRow) -> UnitRow:
    return UnitRow(row.unit, "– " * max(0, row.depth - 1), row.unit.exists_on(today()))


def _called(row: TreeRow, words: str) -> bool:
    name = fold(" ".join(f"{old.name} {old.short or ''}" for old in row.unit.names))
    return all(word in name for word in fold(words).split())


def _offer(form: AddUnitForm | UnitFacts) -> None:
    form.type_code.choices = [
        SelectChoice(kind.code, kind.name) for kind in unit_types(db.session())
    ]
    form.parent.offer(choices_by_type(existing_units(db.session(), here().id, today())))
