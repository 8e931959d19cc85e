"""Cutting a draft in two, and taking the next one into it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import VersionedDeedForm, done_before, perform
from tracker.blueprints.drafts.editing import draft_of
from tracker.blueprints.drafts.forms import SplitForm
from tracker.blueprints.drafts.views import Answer, bp, place_here, review_url
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Directive, TaskDraft
from tracker.permissions import Permission
from tracker.queries.drafts import next_open
from tracker.services.draft_cutting import cutting_places, merge_drafts, split_draft
from tracker.surroundings import now

MARK = "||"


@bp.route("/drafts/<int:draft_id>/split", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def split(directive: Directive, draft_id: int) -> Answer:
    """Cut at a sentence, or where a person put the mark."""
    draft = draft_of(directive, draft_id)
    text, directive_id = draft.text, directive.id
    form = SplitForm(version=draft.row_version, marked=text)
    form.at.choices = [
        SelectChoice(str(place), _starts(text[place:])) for place in cutting_places(text)
    ]
    back = review_url(directive_id, draft_id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(
                form,
                lambda: split_draft(
                    db.session(),
                    directive_id=directive_id,
                    draft_id=draft_id,
                    version=form.version.data,
                    at=_place(form, text),
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: back,
            )
        except Conflict as error:
            return conflict_page(error, back_url=back)
        if done is not None:
            flash(_("Đã tách thành hai nội dung."), "success")
            return redirect(back)
    return _page("drafts/split.html", form, directive_id, draft_id, back)


@bp.route("/drafts/<int:draft_id>/merge", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def merge(directive: Directive, draft_id: int) -> Answer:
    """Take the next open draft into this one."""
    draft = draft_of(directive, draft_id)
    form = VersionedDeedForm(version=draft.row_version)
    directive_id, back = directive.id, review_url(directive.id, draft.id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(
                form,
                lambda: merge_drafts(
                    db.session(),
                    directive_id=directive_id,
                    draft_id=draft_id,
                    version=form.version.data,
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: back,
            )
        except Conflict as error:
            return conflict_page(error, back_url=back)
        if done is not None:
            flash(_("Đã gộp hai nội dung."), "success")
            return redirect(back)
    other = next_open(db.session(), db.session.get_one(TaskDraft, draft_id))
    return _page("drafts/merge.html", form, directive_id, draft_id, back, other=other)


def _page(
    template: str, form: Any, directive_id: int, draft_id: int, back: str, **values: Any
) -> Answer:
    page = render_template(
        template,
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        draft=db.session.get_one(TaskDraft, draft_id),
        place=place_here(),
        back=back,
        **values,
    )
    return (page, 422) if form.is_submitted() else page


def _place(form: SplitForm, text: str) -> int:
    """The mark when there is one, else the sentence that was chosen; 0 for neither."""
    before, found, after = (form.marked.data or "").partition(MARK)
    if found:
        return text.find(after.lstrip()[:80], max(0, len(before.rstrip()) - 8))
    chosen = form.at.data or ""
    return int(chosen) if chosen.isdigit() else 0


def _starts(text: str) -> str:
    return text if len(text) <= 120 else text[:120].rsplit(" ", 1)[0] + "…"
