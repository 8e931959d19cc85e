"""Who is in charge of what: the page, putting in charge, ending."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.charges.door import bp, here, units_to_choose
from tracker.blueprints.charges.forms import ChargeForm, EndChargeForm
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.people import Role
from tracker.models import WorkField
from tracker.permissions import Permission
from tracker.queries.charges import charges_of_office, fields_of_office, units_of_fields
from tracker.queries.task_rows import unit_names
from tracker.services.leader_charges import end_charge, own_charge, put_in_charge
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as the table shows it."""

    field: WorkField
    units: tuple[str, ...]
    leader: str
    in_use: bool


@bp.get("/")
@requires(Permission.CHARGE_KEEP)
def index() -> str:
    """Who is in charge today, the fields, and who was in charge before."""
    session, office = db.session(), here()
    charges = charges_of_office(session, office.id)
    present = [row for row in charges if row.to_on is None or row.to_on >= today()]
    fields = fields_of_office(session, office.id)
    usual = units_of_fields(session, fields)
    names = unit_names(session, {key for keys in usual.values() for key in keys})
    leaders = {row.field_id: row.user.name for row in present if row.holds_on(today())}
    return render_template(
        "charges/index.html",
        heading=_heading(len({row.user_id for row in present})),
        present=[
            (row, row.from_on > today())
            for row in sorted(present, key=lambda row: (row.user.name, row.unit_id is None, row.id))
        ],
        past=[row for row in charges if row not in present],
        fields=[
            FieldRow(
                field,
                tuple(names[key] for key in usual[field.id]),
                leaders.get(field.id, ""),
                field.off_on is None or field.off_on > today(),
            )
            for field in fields
        ],
    )


def _heading(leaders: int) -> str:
    if not leaders:
        return _("Chưa phân công lãnh đạo phụ trách")
    return ngettext(
        "%(num)s lãnh đạo được phân công phụ trách",
        "%(num)s lãnh đạo được phân công phụ trách",
        leaders,
    )


@bp.route("/add", methods=["GET", "POST"])
@requires(Permission.CHARGE_KEEP)
def add_charge() -> Answer:
    """A leader, his units and fields, from a day on."""
    session, office, me = db.session(), here(), actor()
    form = ChargeForm(from_on=today())
    leaders = people_with_role(session, office.id, Role.LEADER, on_day=today())
    form.leader.offer([(person.id, person.name) for person in leaders])
    form.units.offer(units_to_choose())
    form.fields.offer(
        [(row.id, row.name) for row in fields_of_office(session, office.id, on_day=today())]
    )
    done = carry_out(
        form,
        lambda: put_in_charge(
            db.session(),
            user_id=form.leader.data or 0,
            unit_ids=form.units.data or [],
            field_ids=form.fields.data or [],
            from_on=form.from_on.data or today(),
            basis=form.basis.data or "",
            actor=me,
            now=now(),
        ),
        location=lambda _made: url_for("charges.index"),
        said=_("Đã ghi nhận phân công phụ trách."),
    )
    if done is not None:
        return done
    text = render_template("charges/add.html", form=form, leaders=leaders)
    return (text, 422) if form.is_submitted() else text


@bp.route("/<int:charge_id>/end", methods=["GET", "POST"])
@requires(Permission.CHARGE_KEEP)
def end(charge_id: int) -> Answer:
    """The last day of a charge; asks on its own page."""
    me = actor()
    charge = own_charge(db.session(), charge_id, me)
    form = EndChargeForm(version=charge.row_version, last_day=today())
    done = carry_out(
        form,
        lambda: end_charge(
            db.session(),
            charge_id=charge_id,
            version=form.version.data,
            last_day=form.last_day.data or today(),
            basis=form.basis.data or "",
            actor=me,
            now=now(),
        ),
        location=lambda _made: url_for("charges.index"),
        said=_("Đã kết thúc phân công phụ trách."),
    )
    if done is not None:
        return done
    text = render_template("charges/end.html", form=form, charge=charge)
    return (text, 422) if form.is_submitted() else text
