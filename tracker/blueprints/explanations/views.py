"""Looking: the explanations that one may see, and one with its tasks."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.explanations.forms import ExplanationFilterForm
from tracker.blueprints.filters import address, label
from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import Shown, list_file, refuse_faulty, whole
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.explanation_rules import ExplanationState, LateCause
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import one_line
from tracker.models import Explanation
from tracker.permissions import Permission, allows
from tracker.queries.explanations import explanation_list
from tracker.queries.paging import page_of
from tracker.queries.units import units_named
from tracker.services.explanations import may_confirm

bp = Blueprint("explanations", __name__, url_prefix="/explanations")


@bp.get("/")
@requires(Permission.EXPLANATION_LIST)
def index() -> str:
    """Giải trình lý do chậm, newest first; a unit sees its own and begins one here."""
    bar, state, applied = _asked()
    page = page_of(db.session(), explanation_list(actor(), state), request.args.get("page"))
    return render_template(
        "explanations/index.html",
        bar=bar,
        page=page,
        own=units_named(db.session(), sorted(actor().unit_ids)),
        applied=applied,
        clear=url_for("explanations.index"),
        heading=ngettext(
            "%(num)s giải trình lý do chậm", "%(num)s giải trình lý do chậm", page.total
        ),
    )


@bp.get("/export")
@requires(Permission.EXPLANATION_LIST)
def export() -> Response:
    """The same list as an Excel file."""
    bar, state, applied = _asked()
    refuse_faulty(bar.errors)
    rows = whole(db.session(), explanation_list(actor(), state))
    return list_file(_("Giải trình lý do chậm"), _columns(), rows, applied=applied)


@bp.get("/<int:explanation_id>")
@requires(Permission.EXPLANATION_VIEW, explanation=Explanation)
def show(explanation: Explanation) -> str:
    """One explanation: its words, its tasks, whose cause it was."""
    confirms = allows(actor(), Permission.EXPLANATION_CONFIRM, explanation)
    return render_template(
        "explanations/show.html",
        explanation=explanation,
        confirms=confirms and may_confirm(explanation, actor()),
    )


def _asked() -> tuple[ExplanationFilterForm, ExplanationState | None, list[tuple[str, str]]]:
    bar = ExplanationFilterForm(request.args)
    bar.validate()
    state = None if bar.state.errors else bar.state.data
    return bar, state, [(label(state), address(state=None, page=None))] if state else []


def _columns() -> list[Shown[Explanation]]:
    def cause(member: LateCause | None) -> str:
        return label(member) if member else ""

    return [
        Shown(_("Đơn vị"), 26, lambda row: row.unit.name),
        Shown(_("Nhiệm vụ"), 60, lambda row: "\n".join(one_line(t.duty.text) for t in row.tasks)),
        Shown(_("Giải trình"), 60, lambda row: row.text),
        Shown(_("Người giải trình"), 24, lambda row: row.stated_by.name),
        Shown(_("Ngày giải trình"), 12, lambda row: local_day(row.stated_at)),
        Shown(_("Nguyên nhân đơn vị nêu"), 18, lambda row: cause(row.cause)),
        Shown(_("Nguyên nhân đã xác nhận"), 18, lambda row: cause(row.confirmed_cause)),
        Shown(_("Người xác nhận"), 24, _who_confirmed),
        Shown(_("Ngày xác nhận"), 12, _confirmed_on),
    ]


def _who_confirmed(row: Explanation) -> str:
    return row.confirmed_by.name if row.confirmed_by is not None else ""


def _confirmed_on(row: Explanation) -> date | None:
    return local_day(row.confirmed_at) if row.confirmed_at else None
