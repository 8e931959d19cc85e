"""The catalogue of fields of work."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from tracker.blueprints.charges.door import bp, here, units_to_choose
from tracker.blueprints.charges.forms import AddFieldForm, ChangeFieldForm
from tracker.blueprints.charges.leaders import Answer
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.permissions import Permission
from tracker.queries.charges import field_of_office, units_of_fields
from tracker.services import work_fields
from tracker.surroundings import now


@bp.route("/fields/add", methods=["GET", "POST"])
@requires(Permission.CHARGE_KEEP)
def add_field() -> Answer:
    """A new field."""
    form, me = AddFieldForm(), actor()
    form.units.offer(units_to_choose())
    done = carry_out(
        form,
        lambda: work_fields.add_field(
            db.session(),
            name=form.name.data or "",
            ord=form.ord.data or 0,
            unit_ids=form.units.data or [],
            actor=me,
            now=now(),
        ),
        location=lambda _made: url_for("charges.index"),
        said=_("Đã thêm lĩnh vực."),
    )
    if done is not None:
        return done
    text = render_template("charges/field.html", form=form, heading=_("Thêm lĩnh vực"))
    return (text, 422) if form.is_submitted() else text


@bp.route("/fields/<int:field_id>/change", methods=["GET", "POST"])
@requires(Permission.CHARGE_KEEP)
def change_field(field_id: int) -> Answer:
    """Name, place, whose usual one it is, until when it is chosen."""
    field, me = field_of_office(db.session(), here().id, field_id), actor()
    if field is None:
        raise NotFound("Không tìm thấy lĩnh vực này trong cơ quan.")
    form = ChangeFieldForm(
        version=field.row_version,
        name=field.name,
        ord=field.ord,
        off_on=field.off_on,
        units=units_of_fields(db.session(), [field])[field.id],
    )
    form.units.offer(units_to_choose())
    done = carry_out(
        form,
        lambda: work_fields.change_field(
            db.session(),
            field_id=field_id,
            version=form.version.data,
            name=form.name.data or "",
            ord=form.ord.data or 0,
            off_on=form.off_on.data,
            unit_ids=form.units.data or [],
            actor=me,
            now=now(),
        ),
        location=lambda _made: url_for("charges.index"),
        said=_("Đã sửa lĩnh vực."),
    )
    if done is not None:
        return done
    heading = _("Sửa lĩnh vực “%(name)s”", name=field.name)
    text = render_template("charges/field.html", form=form, heading=heading)
    return (text, 422) if form.is_submitted() else text
