"""What a unit is called: a new name from a day on, and ways of writing."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints.admin.door import Answer, bp, of_here, page
from tracker.blueprints.admin.unit_forms import AliasForm, RenameUnitForm
from tracker.blueprints.admin.units import unit_here
from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import Unit, UnitAlias
from tracker.permissions import Permission
from tracker.services import unit_names
from tracker.surroundings import now, today


@bp.route("/units/<int:unit_id>/rename", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def rename_unit(unit_id: int) -> Answer:
    """The old name stays right for its own time."""
    found = unit_here(unit_id)
    form = RenameUnitForm(version=found.row_version, short=found.names[-1].short or "")
    me = actor()
    done = carry_out(
        form,
        lambda: unit_names.rename_unit(
            db.session(),
            unit_id=unit_id,
            version=form.version.data,
            name=form.name.data or "",
            short=form.short.data or "",
            from_on=form.from_on.data or today(),
            basis=form.basis.data or "",
            actor=me,
            now=now(),
        ),
        location=_unit_page,
        said=_("Đã ghi nhận tên mới."),
    )
    return done or page("admin/rename_unit.html", form, unit=found)


@bp.route("/units/<int:unit_id>/aliases/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_alias(unit_id: int) -> Answer:
    """One more way in which papers write the unit."""
    found = unit_here(unit_id)
    form = AliasForm()
    me = actor()
    done = carry_out(
        form,
        lambda: unit_names.add_alias(
            db.session(),
            unit_id=unit_id,
            alias=form.alias.data or "",
            from_on=form.from_on.data,
            to_on=form.to_on.data,
            actor=me,
            now=now(),
        ),
        location=lambda _alias: url_for("admin.unit", unit_id=unit_id),
        said=_("Đã thêm cách viết."),
    )
    return done or page("admin/add_alias.html", form, unit=found)


@bp.route("/aliases/<int:alias_id>/remove", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def remove_alias(alias_id: int) -> Answer:
    """Asks first: papers written so are then no longer matched."""
    alias = of_here(UnitAlias, alias_id, lambda row: unit_here(row.unit_id))
    found = unit_here(alias.unit_id)
    form = DeedForm()
    me = actor()
    done = carry_out(
        form,
        lambda: unit_names.remove_alias(db.session(), alias_id=alias_id, actor=me, now=now()),
        location=_unit_page,
        said=_("Đã bỏ cách viết."),
    )
    return done or page("admin/remove_alias.html", form, unit=found, alias=alias)


def _unit_page(unit: Unit) -> str:
    return url_for("admin.unit", unit_id=unit.id)
