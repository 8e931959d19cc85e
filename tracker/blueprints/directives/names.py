"""Names that no unit bears: asked about once, then known."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import ngettext

from tracker.blueprints.directives.around_forms import NameForm
from tracker.blueprints.directives.deeds_here import Answer, carry_out, page
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.unit_choices import Choice, key_of, offer_of
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.services.name_choices import AskedName, names_to_settle, paper_day, settle_name
from tracker.surroundings import now, today


@bp.route("/<int:directive_id>/names", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def names(directive: Directive) -> Answer:
    """One name at a time: the one in the address, else the one that stands most often."""
    directive_id, office = directive.id, present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    asked = names_to_settle(db.session(), directive, today=today())
    chosen = _chosen(asked, request.values.get("as_written", request.args.get("name", "")))
    form = NameForm(as_written=chosen.as_written if chosen else "")
    suggested = chosen.meaning.candidates if chosen else ()
    form.unit.offer(
        offer_of(db.session(), office, today()),
        first=[(key_of(thing), thing.name) for thing in suggested],
    )
    if chosen is not None and not chosen.may_be_remembered:
        form.remember.data = False
    done = carry_out(
        form,
        lambda: _settle(directive_id, form),
        back=url_for("directives.names", directive_id=directive_id),
        said=lambda count: ngettext(
            "Đã xác định tên đơn vị ở %(num)s chỗ.",
            "Đã xác định tên đơn vị ở %(num)s chỗ.",
            count,
        ),
    )
    directive = db.session.get_one(Directive, directive_id)
    return done or page(
        "directives/names.html",
        form,
        directive=directive,
        paper=paper_words(directive),
        paper_day=paper_day(directive),
        asked=asked,
        chosen=chosen,
        others=[name for name in asked if name is not chosen],
    )


def _chosen(asked: list[AskedName], name: str) -> AskedName | None:
    """The name that was asked for, else the first; None when all are settled."""
    return next((each for each in asked if each.as_written == name), asked[0] if asked else None)


def _settle(directive_id: int, form: NameForm) -> int:
    choice = form.unit.choice or Choice()
    return settle_name(
        db.session(),
        directive_id=directive_id,
        as_written=form.as_written.data or "",
        unit_id=choice.unit_id,
        group_id=choice.group_id,
        remember=bool(form.remember.data),
        actor=actor(),
        now=now(),
    )
