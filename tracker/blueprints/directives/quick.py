"""Giving one task by hand in under a minute."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.directives.forms import QuickForm
from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.unit_choices import Choice, offer_of
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.directives import paper_words, typed_before
from tracker.services.order_source import KnownPaper, OrderSource
from tracker.services.quick_assignment import Given, QuickOrder, assign_at_once
from tracker.surroundings import now, today


@bp.route("/quick", methods=["GET", "POST"])
@requires(Permission.TASK_CREATE)
def quick() -> Response | str | tuple[str, int]:
    """One page: what, who, by when, from where. ``?directive=`` gives it under a known paper."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    given = key_in(request.args.get("directive"))
    directive = visible(given) if given is not None else None
    form = QuickForm()
    form.offer(offer_of(db.session(), office, today()))
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        directive_id = directive.id if directive else None
        try:
            done = perform(form, lambda: _assign(form, directive_id), location=_where)
        except KnownPaper as error:
            return _there_already(form, visible(error.directive_id))
        if done is not None:
            count = len(done.tasks)
            flash(
                ngettext("Đã giao %(num)s lượt giao.", "Đã giao %(num)s lượt giao.", count)
                if count
                else _("Đã giao nhiệm vụ thường xuyên."),
                "success",
            )
            return redirect(_where(done))
    page = render_template(
        "directives/quick.html",
        form=form,
        directive=directive,
        offered=typed_before(db.session(), office.id),
    )
    return (page, 422) if form.is_submitted() else page


def _there_already(form: QuickForm, first: Directive) -> tuple[str, int]:
    """What was typed, offered again under the paper that is there."""
    page = render_template(
        "directives/quick.html",
        form=form,
        directive=first,
        first=paper_words(first),
        offered=typed_before(db.session(), first.office_id),
    )
    return page, HTTPStatus.CONFLICT


def _where(given: Given) -> str:
    return url_for("directives.show", directive_id=given.directive.id)


def _assign(form: QuickForm, directive_id: int | None) -> Given:
    first = form.lead.choice
    leads = ([first] if first else []) + form.more_leads.picked
    helpers = form.coordinating.picked
    return assign_at_once(
        db.session(),
        order=QuickOrder(
            text=form.text.data or "",
            lead_units=_unit_ids(leads),
            lead_groups=_group_ids(leads),
            coordinating_units=_unit_ids(helpers),
            coordinating_groups=_group_ids(helpers),
            due_on=form.due_on.data,
            basis=form.basis.data or "",
            product=form.product.data or "",
            regular=bool(form.regular.data),
            key_task=bool(form.key_task.data),
        ),
        source=_source(form),
        directive_id=directive_id,
        actor=actor(),
        now=now(),
    )


def _source(form: QuickForm) -> OrderSource:
    return OrderSource(
        source=form.source.data,
        received_on=form.received_on.data or today(),
        number=form.number.data or "",
        issued_on=form.issued_on.data,
        issuer=form.issuer.data or "",
        given_by=form.given_by.data or "",
        arrival_number=form.arrival_number.data or "",
    )


def _unit_ids(choices: list[Choice]) -> list[int]:
    return [choice.unit_id for choice in choices if choice.unit_id is not None]


def _group_ids(choices: list[Choice]) -> list[int]:
    return [choice.group_id for choice in choices if choice.group_id is not None]
