"""Classes of units: what papers call them, who belongs, as of a day."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.admin.door import Answer, bp, here, of_here, page, tabs
from tracker.blueprints.admin.unit_forms import GroupForm
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.fields import parse_day
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import UnitGroup
from tracker.permissions import Permission
from tracker.queries.units import existing_units, groups_of_office, members_on
from tracker.services import unit_groups as groups
from tracker.surroundings import now, today


@bp.get("/unit-groups")
@requires(Permission.OFFICE_ADMINISTER)
def unit_groups() -> str:
    """All classes with their members as of a day."""
    try:
        day = parse_day(request.args.get("on", "")) if request.args.get("on") else today()
    except ValueError:
        day = today()
    rows = [(group, members_on(group, day)) for group in groups_of_office(db.session(), here().id)]
    return render_template("admin/unit_groups.html", rows=rows, on_day=day, tabs=tabs())


@bp.route("/unit-groups/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_unit_group() -> Answer:
    """A new class."""
    form = GroupForm(from_on=today())
    _offer(form)
    me = actor()
    done = carry_out(
        form,
        lambda: groups.add_group(
            db.session(),
            name=form.name.data or "",
            aliases=(form.aliases.data or "").splitlines(),
            unit_ids=form.members.data or [],
            from_on=form.from_on.data,
            actor=me,
            now=now(),
        ),
        location=_list,
        said=_("Đã thêm nhóm đơn vị."),
    )
    return done or page("admin/unit_group.html", form, unit_group=None)


@bp.route("/unit-groups/<int:group_id>", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def change_unit_group(group_id: int) -> Answer:
    """Name, ways of writing and members of a class."""
    group = of_here(UnitGroup, group_id, _of_this_office)
    form = GroupForm(
        seen=groups.seen_of(group),
        name=group.name,
        aliases="\n".join(sorted(alias.alias for alias in group.aliases)),
        members=[member.unit_id for member in members_on(group, today())],
        from_on=today(),
    )
    _offer(form)
    me = actor()
    done = carry_out(
        form,
        lambda: groups.change_group(
            db.session(),
            group_id=group_id,
            seen=form.seen.data,
            name=form.name.data or "",
            aliases=(form.aliases.data or "").splitlines(),
            unit_ids=form.members.data or [],
            from_on=form.from_on.data or today(),
            actor=me,
            now=now(),
        ),
        location=_list,
        said=_("Đã sửa nhóm đơn vị."),
    )
    return done or page("admin/unit_group.html", form, unit_group=group)


def _list(_group: UnitGroup) -> str:
    return url_for("admin.unit_groups")


def _offer(form: GroupForm) -> None:
    root = here().root_unit_id
    units = existing_units(db.session(), here().id, today())
    form.members.offer([(unit.id, unit.name) for unit in units if unit.id != root])


def _of_this_office(group: UnitGroup) -> None:
    if group.office_id != here().id:
        raise NotFound("Không tìm thấy nhóm đơn vị này trong cơ quan.")
