"""Looking: the explanations that one may see, and one with its tasks."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import ngettext

from tracker.blueprints.explanations.forms import ExplanationFilterForm
from tracker.blueprints.filters import address, label
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
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
    bar = ExplanationFilterForm(request.args)
    bar.validate()
    state = None if bar.state.errors else bar.state.data
    page = page_of(db.session(), explanation_list(actor(), state), request.args.get("page"))
    return render_template(
        "explanations/index.html",
        bar=bar,
        page=page,
        own=units_named(db.session(), sorted(actor().unit_ids)),
        applied=[(label(state), address(state=None, page=None))] if state else [],
        clear=url_for("explanations.index"),
        heading=ngettext(
            "%(num)s giải trình lý do chậm", "%(num)s giải trình lý do chậm", page.total
        ),
    )


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
