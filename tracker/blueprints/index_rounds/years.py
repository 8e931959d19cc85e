"""Years side by side, and what others measured (PAPI, DDCI, PAR INDEX) beside them."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.fields import Filled, NormalisedStringField, UnitField
from tracker.blueprints.guards import requires
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.index_numbers import read_number
from tracker.permissions import Permission
from tracker.queries.index_years import groups_scored, outside_indices, years_of
from tracker.queries.units import choices_by_type, existing_units
from tracker.services.outside_indices import OutsideValue, enter
from tracker.surroundings import now, today

USUAL_NAMES = ("PAR INDEX", "SIPAS", "PAPI", "DDCI", "PCI")


class OutsideForm(DeedForm):
    """Chỉ số bên ngoài."""

    name = NormalisedStringField(
        _l("Tên chỉ số"), [Filled(_l("Hãy ghi tên chỉ số."))], max_length=60
    )
    year = IntegerField(
        _l("Năm"),
        [
            Filled(_l("Hãy ghi năm.")),
            NumberRange(2000, 2100, message=_l("Năm phải từ 2000 đến 2100.")),
        ],
    )
    unit = UnitField(_l("Đơn vị"), empty=_l("Cả cơ quan"))
    value = NormalisedStringField(_l("Giá trị"), [Filled(_l("Hãy ghi giá trị."))], max_length=12)
    scale = NormalisedStringField(_l("Thang điểm cao nhất"), default="100", max_length=12)
    place = IntegerField(_l("Thứ hạng"), [Optional()])
    places = IntegerField(_l("Trên tổng số đơn vị"), [Optional()])
    source = NormalisedStringField(_l("Nguồn"), max_length=300)

    def said(self) -> OutsideValue:
        """What was typed. Raises InvalidInput at its field for what is no number."""
        return OutsideValue(
            name=self.name.data or "",
            year=self.year.data or 0,
            value=read_number(self.value.data or "", field="value"),
            scale=read_number(self.scale.data or "100", field="scale"),
            unit_id=self.unit.data,
            place=self.place.data,
            places=self.places.data,
            source=self.source.data or "",
        )


@bp.get("/years")
@requires(Permission.INDEX_VIEW)
def years() -> str:
    """So sánh các năm: published results only."""
    session, office_id = db.session(), actor().office_id or 0
    groups = groups_scored(session, office_id)
    asked = request.args.get("group", "")
    group = asked if asked in groups else next(iter(groups), "")
    return render_template(
        "index_rounds/years.html",
        groups=groups,
        group=group,
        found=years_of(session, office_id, group),
        outside=outside_indices(session, office_id),
    )


@bp.route("/outside", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN)
def outside() -> Response | str | tuple[str, int]:
    """Nhập chỉ số bên ngoài."""
    form = OutsideForm(year=today().year - 1)
    units = existing_units(db.session(), actor().office_id or 0, today())
    form.unit.offer(choices_by_type(units))
    done = carry_out(
        form,
        lambda: enter(db.session(), said=form.said(), actor=actor(), now=now()),
        location=lambda _row: url_for("index_rounds.years"),
        said=_("Đã nhập chỉ số bên ngoài."),
    )
    if done is not None:
        return done
    page = render_template("index_rounds/outside.html", form=form, names=USUAL_NAMES)
    return (page, 422) if form.errors else page
