"""Confirming the list: what will happen is shown first, then done in one go."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.drafts.cards import cards_of
from tracker.blueprints.drafts.forms import ConfirmForm
from tracker.blueprints.drafts.views import Answer, bp, office_here, review_url
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Directive, TaskDraft
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.draft_shares import load_per_unit, members_on
from tracker.queries.drafts import drafts_of, last_decision, ready_drafts
from tracker.queries.working_calendar import working_calendar
from tracker.services.assignment import Confirmation, confirm_drafts, seen_values
from tracker.services.seen import mark
from tracker.surroundings import now, today


@bp.route("/confirm", methods=["GET", "POST"])
@requires(Permission.DRAFT_CONFIRM, directive=Directive)
def confirm(directive: Directive) -> Answer:
    """Show what every unit gets; assign it."""
    directive_id = directive.id
    drafts = ready_drafts(db.session(), directive_id)
    form = ConfirmForm(seen=mark(*seen_values(drafts)))
    there = url_for("directives.show", directive_id=directive_id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        calendar = working_calendar(db.session(), directive.office_id)
        try:
            done = perform(
                form,
                lambda: confirm_drafts(
                    db.session(),
                    directive_id=directive_id,
                    seen=form.seen.data or "",
                    calendar=calendar,
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: there,
            )
        except Conflict as error:
            return conflict_page(error, back_url=review_url(directive_id))
        if done is not None:
            flash(_said(done), "success")
            return redirect(there)
        drafts = ready_drafts(db.session(), directive_id)
    page = _page(form, db.session.get_one(Directive, directive_id), drafts)
    return (page, 422) if form.is_submitted() else page


def _page(form: ConfirmForm, directive: Directive, drafts: list[TaskDraft]) -> str:
    members = members_on(db.session(), office_here().id, today())
    numbers = {
        draft.id: number
        for number, draft in enumerate(drafts_of(db.session(), directive.id), start=1)
    }
    loads = load_per_unit(drafts, members)
    decision = last_decision(db.session(), directive.id)
    cards = cards_of(
        drafts,
        numbers,
        members,
        {},
        given_by=directive.signer or directive.issuer,
        today=today(),
    )
    decided_at = decision.decided_at if decision is not None and decision.approved else None
    return render_template(
        "drafts/confirm.html",
        form=form,
        directive=directive,
        paper=paper_words(directive),
        cards=cards,
        loads=loads,
        tasks=sum(load.tasks for load in loads),
        lines=sum(load.lines for load in loads),
        changed_since=[
            card
            for card in cards
            if decided_at is not None
            and card.draft.edited_at is not None
            and card.draft.edited_at > decided_at
        ],
        back=review_url(directive.id),
        heading=ngettext(
            "Giao %(num)s nhiệm vụ theo %(paper)s",
            "Giao %(num)s nhiệm vụ theo %(paper)s",
            len(drafts),
            paper=paper_words(directive),
        ),
    )


def _said(done: Confirmation) -> str:
    return _(
        "Đã giao %(duties)s nhiệm vụ thành %(tasks)s lượt giao. Mỗi người được báo một lần.",
        duties=len(done.duties),
        tasks=len(done.tasks),
    )
