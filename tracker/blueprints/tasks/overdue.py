"""What is overdue, unit by unit: the page that a leader opens before a meeting."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.number_words import number
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.permissions import Permission
from tracker.queries.overdue_units import OverdueByUnit, overdue_by_unit
from tracker.queries.paging import page_number
from tracker.surroundings import today


@bp.get("/overdue")
@requires(Permission.TASK_LIST)
def overdue() -> str:
    """Every overdue task that the person may see, under its unit."""
    found = overdue_by_unit(
        db.session(),
        actor=actor(),
        as_of=today(),
        number=page_number(request.args.get("page")),
    )
    return render_template("tasks/overdue.html", found=found, heading=_heading(found))


def _heading(found: OverdueByUnit) -> str:
    """The answer in words: how many, whose."""
    if found.most is None:
        return _("Không có nhiệm vụ nào quá hạn")
    total = number(found.page.total)
    unit, most = found.most
    if found.units == 1:
        return _("%(n)s nhiệm vụ quá hạn, đều của %(unit)s", n=total, unit=unit)
    units = ngettext("%(num)s đơn vị", "%(num)s đơn vị", found.units)
    return _(
        "%(n)s nhiệm vụ quá hạn ở %(units)s, nhiều nhất là %(unit)s (%(m)s)",
        n=total,
        units=units,
        unit=unit,
        m=number(most),
    )
