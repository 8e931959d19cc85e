"""The review: the paper and its drafts side by side; what became different after a deed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tracker.blueprints.drafts.forms import BulkForm
from tracker.blueprints.drafts.picks import picks
from tracker.blueprints.drafts.review_page import ROWS, Review, place_of
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.unit_choices import offer_of
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.follow_up import UnitRole
from tracker.models import Directive, Office, Unit, UnitGroup
from tracker.permissions import Permission
from tracker.queries.draft_deeds import since
from tracker.queries.drafts import reasons_given
from tracker.queries.paging import page_number
from tracker.services.draft_rows import ChosenUnit
from tracker.surroundings import today

bp = Blueprint("drafts", __name__, url_prefix="/directives/<int:directive_id>")

Answer = AnyResponse | str | tuple[str, int]

#: Sent by the page's script: the last deed that the page knows of.
SINCE = "Review-Since"
#: Sent by it too when it only asks whether somebody else did anything.
PEEK = "Review-Peek"


#: More changed drafts than these are sooner there as a new page.
MANY_CHANGES = 3 * ROWS


def office_here() -> Office:
    """The office in which the review happens."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def place_here() -> dict[str, Any]:
    """Where in the review the person was: the tab and its page, for addresses."""
    return place_of(request.values.get("show", ""), page_number(request.values.get("page")))


def review_url(directive_id: int, draft_id: int | None = None) -> str:
    """Back to the review, at a draft."""
    anchor = f"d{draft_id}" if draft_id else None
    return url_for("drafts.review", directive_id=directive_id, _anchor=anchor, **place_here())


@bp.get("/review")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def review(directive: Directive) -> Answer:
    """The paper on the left, its drafts on the right."""
    if PEEK in request.headers:
        return _others(directive)
    return review_answer(directive.id, BulkForm())


def review_answer(directive_id: int, form: BulkForm) -> Answer:
    """The whole page; for its script only what is different since the deed that it names."""
    directive = db.session.get(Directive, directive_id)
    if directive is None:
        raise NotFound("Không tìm thấy văn bản này.")
    session, office, me = db.session(), office_here(), actor().user_id
    seen = _seen()
    new = since(session, directive_id, seen, me) if seen is not None else None
    if new is not None and len(new.touched) > MANY_CHANGES:
        return render_template("drafts/reload.html")
    review = Review(session, office, directive, today=today(), user_id=me)
    values = review.page() if new is None else review.changes(new)
    form.offer(offer_of(session, office, today()))
    page = render_template(
        "drafts/review.html" if new is None else "drafts/changes.html",
        form=form,
        picked={pick.draft_id for pick in picks()},
        reasons=reasons_given(session, office.id),
        **values,
    )
    answer = make_response(page, 422 if form.is_submitted() else 200)
    answer.vary.add(SINCE)
    return answer


def _others(directive: Directive) -> Answer:
    """A sentence when somebody else did something since; nothing (204) otherwise."""
    found = since(db.session(), directive.id, _seen() or 0, actor().user_id)
    if not found.others:
        return Response(status=204)
    names = ", ".join(found.others)
    return Response(_("%(names)s vừa thay đổi danh mục này.", names=names), mimetype="text/plain")


def _seen() -> int | None:
    text = request.headers.get(SINCE, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def chosen_unit(role: UnitRole, unit_id: int | None, group_id: int | None) -> ChosenUnit:
    """A unit or class as a person chose it: written as it is called."""
    thing: Unit | UnitGroup = (
        db.session.get_one(Unit, unit_id)
        if unit_id is not None
        else db.session.get_one(UnitGroup, group_id)
    )
    return ChosenUnit(role, thing.name, unit_id, group_id)
