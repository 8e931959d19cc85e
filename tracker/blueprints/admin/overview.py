"""What an administrator should look at first."""

from __future__ import annotations

from flask import render_template
from flask_babel import ngettext

from tracker.blueprints.admin.door import bp, here, tabs
from tracker.blueprints.guards import requires
from tracker.db import db
from tracker.permissions import Permission
from tracker.queries.units import orderable_units
from tracker.queries.users import administrators, people_in_trouble, units_with_people
from tracker.queries.working_calendar import working_calendar
from tracker.surroundings import now, today


@bp.get("/")
@requires(Permission.OFFICE_ADMINISTER)
def index() -> str:
    """Units nobody signs in for, accounts in trouble, a calendar that ends too soon."""
    session, office = db.session(), here()
    units = [unit for unit in orderable_units(session, office, today()) if not unit.outside]
    manned = units_with_people(session, [unit.id for unit in units], today())
    empty = [unit for unit in units if unit.id not in manned]
    calendar = working_calendar(session, office.id)
    heading = ngettext(
        "%(num)s đơn vị được giao việc, %(empty)s đơn vị chưa có tài khoản nào",
        "%(num)s đơn vị được giao việc, %(empty)s đơn vị chưa có tài khoản nào",
        len(units),
        empty=len(empty),
    )
    return render_template(
        "admin/overview.html",
        heading=heading,
        empty=empty,
        trouble=people_in_trouble(session, office.id, now()),
        administrators=administrators(session, office.id, today()),
        missing=[y for y in (today().year, today().year + 1) if not calendar.is_entered(y)],
        tabs=tabs(),
    )
