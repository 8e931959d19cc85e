"""Orders that another paper gave already: one result answers both."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.directives.deeds_here import Answer, one_click
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.follow_up import DraftState
from tracker.models import Directive, TaskDraft
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.drafts import drafts_of
from tracker.queries.repeated_orders import Repeat, repeats_of
from tracker.services.shared_results import share_result, unshare_result
from tracker.surroundings import now


@dataclass(frozen=True, slots=True)
class RepeatingDraft:
    """A draft with the duties that demand the same, each with its paper in words."""

    draft: TaskDraft
    offers: list[tuple[Repeat, str]]


@bp.get("/<int:directive_id>/repeats")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def repeats(directive: Directive) -> Answer:
    """Every open draft that repeats a duty, and those that share a result already."""
    drafts = drafts_of(db.session(), directive.id)
    waiting = [draft for draft in drafts if draft.state in (DraftState.PROPOSED, DraftState.READY)]
    found = repeats_of(db.session(), waiting)
    return render_template(
        "directives/repeats.html",
        directive=directive,
        paper=paper_words(directive),
        rows=[
            RepeatingDraft(
                draft, [(offer, paper_words(offer.duty.directive)) for offer in found[draft.id]]
            )
            for draft in waiting
            if draft.id in found
        ],
        shared=[
            (draft, paper_words(draft.answered_by.directive))
            for draft in drafts
            if draft.answered_by is not None
        ],
        at_once=VersionedDeedForm(formdata=None),
    )


@bp.post("/<int:directive_id>/drafts/<int:draft_id>/share")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def share(directive: Directive, draft_id: int) -> Answer:
    """Let the result of a duty answer this draft too."""
    directive_id, duty_id = directive.id, key_in(request.form.get("duty"))
    return one_click(
        lambda version: share_result(
            db.session(),
            directive_id=directive_id,
            draft_id=draft_id,
            version=version,
            duty_id=duty_id or 0,
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.repeats", directive_id=directive_id),
        said=_("Đã ghi nhận dùng chung kết quả. Nội dung này không giao riêng nữa."),
    )


@bp.post("/<int:directive_id>/drafts/<int:draft_id>/unshare")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def unshare(directive: Directive, draft_id: int) -> Answer:
    """Take the draft back into the list that waits."""
    directive_id = directive.id
    return one_click(
        lambda version: unshare_result(
            db.session(),
            directive_id=directive_id,
            draft_id=draft_id,
            version=version,
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.repeats", directive_id=directive_id),
        said=_("Đã bỏ dùng chung kết quả; nội dung trở lại danh mục chờ rà soát."),
    )
