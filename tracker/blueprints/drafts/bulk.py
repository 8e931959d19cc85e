"""Deeds on one or many drafts of the review, and taking the last of them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.drafts.forms import BulkForm
from tracker.blueprints.drafts.picks import draft_conflict, picks, some
from tracker.blueprints.drafts.review_page import Review
from tracker.blueprints.drafts.views import (
    Answer,
    bp,
    chosen_unit,
    office_here,
    place_here,
    review_answer,
    review_url,
)
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.unit_choices import offer_of
from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import UnitRole
from tracker.models import Clause, Directive, DraftDeed
from tracker.permissions import Permission
from tracker.queries.drafts import clause_of
from tracker.services.draft_bulk import BulkChange, change_many
from tracker.services.draft_states import Looked, mark_ready, restore, set_aside
from tracker.services.draft_undo import undo as undo_deed
from tracker.surroundings import now, today


@bp.post("/drafts/ready")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def ready(directive: Directive) -> Answer:
    """Mark one draft, or the ticked ones, as looked at."""
    chosen, directive_id = picks(), directive.id

    def deed(_form: BulkForm) -> Looked:
        return mark_ready(
            db.session(), directive_id=directive_id, picks=some(chosen), actor=actor(), now=now()
        )

    def said(done: Looked) -> None:
        count = len(done.ready)
        if len(chosen) > 1 or not count:
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
    """Take one draft into the list again."""
    chosen, directive_id = picks(), directive.id
    return _bulk(
        directive_id,
        lambda _form: restore(
            db.session(), directive_id=directive_id, pick=some(chosen)[0], actor=actor(), now=now()
        ),
        lambda _done: None,
    )


@bp.post("/drafts/change")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def change(directive: Directive) -> Answer:
    """Set follow-up, units or deadline on all ticked drafts."""
    directive_id = directive.id
    return _bulk(directive_id, lambda form: _change(directive_id, form), _said_changed)


@bp.post("/drafts/set-aside")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def put_aside(directive: Directive) -> Answer:
    """Set all ticked drafts aside, with one reason."""
    directive_id = directive.id
    return _bulk(directive_id, lambda form: _set_aside(directive_id, form), _said_aside)


@bp.post("/drafts/undo")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def undo(directive: Directive) -> Answer:
    """Take back the deed that the button names."""
    deed_id, directive_id = key_in(request.form.get("deed")), directive.id
    if deed_id is None:
        raise NotFound("Không tìm thấy thao tác cần hoàn tác.")

    def deed(_form: BulkForm) -> DraftDeed:
        return undo_deed(
            db.session(), directive_id=directive_id, deed_id=deed_id, actor=actor(), now=now()
        )

    return _bulk(
        directive_id,
        deed,
        lambda done: flash(_("Đã hoàn tác: %(what)s.", what=label(done.kind).lower()), "success"),
    )


@bp.route("/sections/<int:clause_id>", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def section(directive: Directive, clause_id: int) -> Answer:
    """One deed for everything that is open below a heading."""
    directive_id, heading = directive.id, clause_of(db.session(), directive.id, clause_id)
    if heading is None:
        raise NotFound("Không tìm thấy đoạn văn bản này.")
    form = BulkForm()
    form.offer(offer_of(db.session(), office_here(), today()))
    aside = request.form.get("deed") == "aside"
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        deed, said = (_set_aside, _said_aside) if aside else (_change, _said_changed)
        chosen = picks()
        back = review_url(directive_id, chosen[0].draft_id if chosen else None)
        try:
            done = perform(form, lambda: deed(directive_id, form), location=lambda _done: back)
        except Conflict as error:
            return draft_conflict(error, chosen, back)
        if done is not None:
            said(done)
            return redirect(back)
    return _section_page(directive_id, heading, form)


def _section_page(directive_id: int, heading: Clause, form: BulkForm) -> Answer:
    directive = db.session.get_one(Directive, directive_id)
    review = Review(db.session(), office_here(), directive, today=today(), user_id=actor().user_id)
    page = render_template(
        "drafts/section.html",
        form=form,
        directive=directive,
        clause=heading,
        section=review.sections.under(heading.id),
        numbers=review.numbers,
        place=place_here(),
        back=review_url(directive_id),
    )
    return (page, 422) if form.is_submitted() else page


def _bulk(
    directive_id: int, deed: Callable[[BulkForm], Any], said: Callable[[Any], None]
) -> Answer:
    """Run a deed on picked drafts and come back to the review, at the first of them."""
    form = BulkForm()
    form.offer(offer_of(db.session(), office_here(), today()))
    chosen = picks()
    back = review_url(directive_id, chosen[0].draft_id if len(chosen) == 1 else None)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(form, lambda: deed(form), location=lambda _done: back)
        except Conflict as error:
            return draft_conflict(error, chosen, back)
        if done is not None:
            said(done)
            return redirect(back)
    return review_answer(directive_id, form)


def _change(directive_id: int, form: BulkForm) -> Sequence[Any]:
    return change_many(
        db.session(),
        directive_id=directive_id,
        picks=picks(),
        change=_bulk_change(form),
        actor=actor(),
        now=now(),
    )


def _set_aside(directive_id: int, form: BulkForm) -> Sequence[Any]:
    return set_aside(
        db.session(),
        directive_id=directive_id,
        picks=some(picks()),
        reason=form.reason.data or "",
        actor=actor(),
        now=now(),
    )


def _said_changed(done: Sequence[Any]) -> None:
    flash(ngettext("Đã sửa %(num)s mục.", "Đã sửa %(num)s mục.", len(done)), "success")


def _said_aside(done: Sequence[Any]) -> None:
    flash(
        ngettext(
            "Đã chuyển %(num)s mục sang không theo dõi.",
            "Đã chuyển %(num)s mục sang không theo dõi.",
            len(done),
        ),
        "success",
    )


def _bulk_change(form: BulkForm) -> BulkChange:
    choice = form.lead.choice
    lead = None
    if choice is not None:
        lead = chosen_unit(UnitRole.LEAD, choice.unit_id, choice.group_id)
    return BulkChange(
        follow_up=form.follow_up.data,
        lead=lead,
        coordinating=tuple(
            chosen_unit(UnitRole.COORDINATING, each.unit_id, each.group_id)
            for each in form.coordinating.picked
        ),
        replace=form.how.data == "replace",
        due_on=form.due_on.data,
        due_basis=form.due_basis.data or "",
    )
