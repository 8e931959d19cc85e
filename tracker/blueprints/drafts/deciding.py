"""The list before a leader: shown, looked at, decided, or entered on the leader's behalf."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.drafts.cards import cards_of
from tracker.blueprints.drafts.forms import DecideForm, ShowForm
from tracker.blueprints.drafts.views import Answer, bp, office_here, review_url
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.people import Role
from tracker.models import Directive, ListDecision, User
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.draft_shares import load_per_unit, members_on
from tracker.queries.drafts import drafts_of, last_decision, ready_drafts
from tracker.services.list_decisions import decide_list, show_to_leader
from tracker.services.notices import people_with_role
from tracker.surroundings import now, today


@bp.get("/list")
@requires(Permission.DIRECTIVE_VIEW, directive=Directive)
def show_list(directive: Directive) -> Answer:
    """The list as a leader reads it, with the decision below when it waits for one."""
    return _list_page(directive, DecideForm())


@bp.route("/list/show", methods=["GET", "POST"])
@requires(Permission.DRAFT_CONFIRM, directive=Directive)
def submit_list(directive: Directive) -> Answer:
    """Show the ready drafts to a leader."""
    form = ShowForm()
    office, directive_id = office_here(), directive.id
    leaders = people_with_role(db.session(), office.id, Role.LEADER, on_day=today())
    form.offer((leader.id, leader.name) for leader in leaders)
    back = review_url(directive_id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(
                form,
                lambda: show_to_leader(
                    db.session(),
                    directive_id=directive_id,
                    leader_id=form.leader.data,
                    note=form.note.data or "",
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: back,
            )
        except Conflict as error:
            return conflict_page(error, back_url=back)
        if done is not None:
            flash(_("Đã trình danh mục; lãnh đạo được báo ngay."), "success")
            return redirect(back)
    page = render_template(
        "drafts/show_list.html",
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        ready=len(ready_drafts(db.session(), directive_id)),
        leaders=leaders,
        back=back,
    )
    return (page, 422) if form.is_submitted() else page


@bp.post("/list/decide")
@requires(Permission.LIST_DECIDE, directive=Directive)
def decide(directive: Directive) -> Answer:
    """The leader's own decision."""
    return _decide(directive, on_behalf=False)


@bp.post("/list/enter")
@requires(Permission.DRAFT_CONFIRM, directive=Directive)
def enter(directive: Directive) -> Answer:
    """The leader's decision, entered by the lead office with its basis."""
    return _decide(directive, on_behalf=True)


def _decide(directive: Directive, *, on_behalf: bool) -> Answer:
    form = DecideForm()
    directive_id = directive.id
    there = url_for("drafts.show_list", directive_id=directive_id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(
                form,
                lambda: decide_list(
                    db.session(),
                    directive_id=directive_id,
                    approved=form.approved.data == "yes",
                    note=form.note.data or "",
                    on_behalf=on_behalf,
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: there,
            )
        except Conflict as error:
            return conflict_page(error, back_url=there)
        if done is not None:
            flash(_("Đã ghi nhận ý kiến về danh mục."), "success")
            return redirect(there)
    return _list_page(db.session.get_one(Directive, directive_id), form)


def _list_page(directive: Directive, form: DecideForm) -> Answer:
    office = office_here()
    drafts = ready_drafts(db.session(), directive.id)
    members = members_on(db.session(), office.id, today())
    numbers = {
        draft.id: number
        for number, draft in enumerate(drafts_of(db.session(), directive.id), start=1)
    }
    decision = last_decision(db.session(), directive.id)
    pending = decision is not None and decision.decided_at is None
    page = render_template(
        "drafts/list.html",
        form=form,
        directive=directive,
        paper=paper_words(directive),
        cards=cards_of(
            drafts,
            numbers,
            members,
            {},
            given_by=directive.signer or directive.issuer,
            today=today(),
        ),
        loads=load_per_unit(drafts, members),
        decision=decision,
        leader=_leader(decision),
        mine=pending and decision is not None and decision.leader_id in actor().people,
        pending=pending,
    )
    return (page, 422) if form.is_submitted() else page


def _leader(decision: ListDecision | None) -> User | None:
    return db.session.get(User, decision.leader_id) if decision is not None else None
