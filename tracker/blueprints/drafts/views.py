"""The review: the paper and its drafts side by side, and the deeds on one or many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.drafts.forms import BulkForm
from tracker.blueprints.drafts.review_page import SHOWS, review_page
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.unit_choices import offer_of
from tracker.db import db
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import UnitRole
from tracker.models import Directive, Office, Unit, UnitGroup
from tracker.permissions import Permission
from tracker.queries.paging import page_number
from tracker.services.draft_bulk import BulkChange, change_many
from tracker.services.draft_rows import ChosenUnit
from tracker.services.draft_states import Looked, Pick, mark_ready, restore, set_aside
from tracker.surroundings import now, today

bp = Blueprint("drafts", __name__, url_prefix="/directives/<int:directive_id>")

Answer = Response | str | tuple[str, int]
_PICK = re.compile(r"(\d{1,9}):(\d{1,9})")


def office_here() -> Office:
    """The office in which the review happens."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def place_here() -> dict[str, Any]:
    """Where in the review the person was: the tab and its page, for addresses."""
    shown, page = request.values.get("show", ""), page_number(request.values.get("page"))
    return {"show": shown if shown in SHOWS else None, "page": page if page > 1 else None}


def review_url(directive_id: int, draft_id: int | None = None) -> str:
    """Back to the review, at a draft."""
    anchor = f"d{draft_id}" if draft_id else None
    return url_for("drafts.review", directive_id=directive_id, _anchor=anchor, **place_here())


@bp.get("/review")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def review(directive: Directive) -> Answer:
    """The paper on the left, its drafts on the right."""
    return _page(directive.id, BulkForm())


@bp.post("/drafts/ready")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def ready(directive: Directive) -> Answer:
    """Mark one draft, or the ticked ones, as looked at."""
    picks, directive_id = _picks(), directive.id

    def deed(_form: BulkForm) -> Looked:
        return mark_ready(
            db.session(),
            directive_id=directive_id,
            picks=_some(picks),
            actor=actor(),
            now=now(),
        )

    def said(done: Looked) -> None:
        count = len(done.ready)
        if len(picks) > 1 or not count:
            flash(ngettext("Đã rà soát %(num)s mục.", "Đã rà soát %(num)s mục.", count), "success")
        if done.lacking:
            flash(
                ngettext(
                    "%(num)s mục còn thiếu thông tin nên vẫn chờ rà soát.",
                    "%(num)s mục còn thiếu thông tin nên vẫn chờ rà soát.",
                    len(done.lacking),
                ),
                "warning",
            )

    return _bulk(directive_id, deed, said)


@bp.post("/drafts/restore")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def take_back(directive: Directive) -> Answer:
    """Take one draft back into the list that waits."""
    picks, directive_id = _picks(), directive.id
    return _bulk(
        directive_id,
        lambda _form: restore(
            db.session(),
            directive_id=directive_id,
            pick=_some(picks)[0],
            actor=actor(),
            now=now(),
        ),
        lambda _done: None,
    )


@bp.post("/drafts/change")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def change(directive: Directive) -> Answer:
    """Set follow-up, lead or deadline on all ticked drafts."""
    picks, directive_id = _picks(), directive.id

    def deed(form: BulkForm) -> Sequence[Any]:
        return change_many(
            db.session(),
            directive_id=directive_id,
            picks=picks,
            change=_bulk_change(form),
            actor=actor(),
            now=now(),
        )

    return _bulk(
        directive_id,
        deed,
        lambda done: flash(
            ngettext("Đã sửa %(num)s mục.", "Đã sửa %(num)s mục.", len(done)), "success"
        ),
    )


@bp.post("/drafts/set-aside")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def put_aside(directive: Directive) -> Answer:
    """Set all ticked drafts aside, with one reason."""
    picks, directive_id = _picks(), directive.id

    def deed(form: BulkForm) -> Sequence[Any]:
        return set_aside(
            db.session(),
            directive_id=directive_id,
            picks=_some(picks),
            reason=form.reason.data or "",
            actor=actor(),
            now=now(),
        )

    return _bulk(
        directive_id,
        deed,
        lambda done: flash(
            ngettext(
                "Đã chuyển %(num)s mục sang không theo dõi.",
                "Đã chuyển %(num)s mục sang không theo dõi.",
                len(done),
            ),
            "success",
        ),
    )


def _bulk(
    directive_id: int, deed: Callable[[BulkForm], Any], said: Callable[[Any], None]
) -> Answer:
    """Run a deed on picked drafts and come back to the review, at the first of them."""
    form = BulkForm()
    form.lead.offer(offer_of(db.session(), office_here(), today()))
    picks = _picks()
    back = review_url(directive_id, picks[0].draft_id if len(picks) == 1 else None)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(form, lambda: deed(form), location=lambda _done: back)
        except Conflict as error:
            return conflict_page(error, back_url=back)
        if done is not None:
            said(done)
            return redirect(back)
    return _page(directive_id, form)


def _page(directive_id: int, form: BulkForm) -> Answer:
    form.lead.offer(offer_of(db.session(), office_here(), today()))
    directive = db.session.get(Directive, directive_id)
    if directive is None:
        raise NotFound("Không tìm thấy văn bản này.")
    page = render_template(
        "drafts/review.html",
        form=form,
        picked={pick.draft_id for pick in _picks()},
        **review_page(db.session(), office_here(), directive, today()),
    )
    return (page, 422) if form.is_submitted() else page


def _picks() -> list[Pick]:
    """The one draft whose button was pressed, else those that were ticked."""
    only = request.form.get("only")
    given = [only] if only else request.form.getlist("picks")
    matches = [match for text in given if (match := _PICK.fullmatch(text))]
    return [Pick(int(match[1]), int(match[2])) for match in matches]


def _some(picks: list[Pick]) -> list[Pick]:
    if not picks:
        raise InvalidInput("Chưa chọn nội dung nào. Hãy đánh dấu ít nhất một nội dung.")
    return picks


def _bulk_change(form: BulkForm) -> BulkChange:
    choice = form.lead.choice
    lead = None
    if choice is not None:
        lead = chosen_unit(UnitRole.LEAD, choice.unit_id, choice.group_id)
    return BulkChange(
        follow_up=form.follow_up.data,
        lead=lead,
        due_on=form.due_on.data,
        due_basis=form.due_basis.data or "",
    )


def chosen_unit(role: UnitRole, unit_id: int | None, group_id: int | None) -> ChosenUnit:
    """A unit or class as a person chose it: written as it is called."""
    thing: Unit | UnitGroup = (
        db.session.get_one(Unit, unit_id)
        if unit_id is not None
        else db.session.get_one(UnitGroup, group_id)
    )
    return ChosenUnit(role, thing.name, unit_id, group_id)
