"""Successions of units that wait for their day: shown on the page that makes them, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints.admin.door import Answer, bp, here, page
from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import PlannedSuccession, Unit
from tracker.permissions import Permission
from tracker.queries.planned_successions import waiting_successions
from tracker.services.planned_successions import withdraw_planned
from tracker.surroundings import now


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One of them in words; ``heir``: the unit that is or will be founded, or takes over."""

    planned: PlannedSuccession
    units: str
    heir: str


def planned_rows() -> list[PlannedRow]:
    """Those of the office, the next day first."""
    return [_row(planned) for planned in waiting_successions(db.session(), here().id)]


def _row(planned: PlannedSuccession) -> PlannedRow:
    order, session = planned.order, db.session()
    units = [session.get_one(Unit, key).name for key in order["unit_ids"]]
    new = order["new_unit"]
    heir = new["name"] if new else session.get_one(Unit, order["successor_id"]).name
    return PlannedRow(planned, ", ".join(units), heir)


@bp.route("/units/succession/<int:planned_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def withdraw_succession(planned_id: int) -> Answer:
    """It will not take place, or not so."""
    rows = {row.planned.id: row for row in planned_rows()}
    row = rows.get(planned_id)
    form = VersionedDeedForm(version=row.planned.row_version if row else None)
    back = url_for("admin.succession")
    done = carry_out(
        form,
        lambda: withdraw_planned(
            db.session(),
            planned_id=planned_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _done: back,
        said=_("Đã rút việc sắp xếp đơn vị đã ghi nhận trước."),
    )
    if done is not None:
        return done
    if row is None:
        raise NotFound("Việc sắp xếp đơn vị này đã được thực hiện, đã rút hoặc không có.")
    return page("admin/withdraw_succession.html", form, row=row, back=back)
