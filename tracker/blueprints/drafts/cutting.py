"""Cutting a draft into several, and taking the next one into it."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import VersionedDeedForm, done_before, perform
from tracker.blueprints.drafts.editing import draft_of
from tracker.blueprints.drafts.forms import SplitForm
from tracker.blueprints.drafts.picks import draft_conflict
from tracker.blueprints.drafts.views import Answer, bp, place_here, review_url
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Directive, TaskDraft
from tracker.permissions import Permission
from tracker.queries.drafts import next_open
from tracker.services.draft_cutting import cutting_places, merge_drafts, split_draft
from tracker.services.draft_rows import Pick
from tracker.surroundings import now

MARK = "||"


@bp.route("/drafts/<int:draft_id>/split", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def split(directive: Directive, draft_id: int) -> Answer:
    """Cut at a sentence, or where a person put the mark."""
    draft = draft_of(directive, draft_id)
    text, directive_id = draft.text, directive.id
    form = SplitForm(version=draft.row_version, marked=text)
    places = cutting_places(text)
    form.at.choices = [SelectChoice(str(place), _("Tách ở đây")) for place in places]
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
                    at=_places(form, text),
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: back,
            )
        except Conflict as error:
            return draft_conflict(error, [Pick(draft_id, form.version.data or 0)], back)
        if done is not None:
            flash(_("Đã tách thành %(n)s nội dung.", n=len(done)), "success")
            return redirect(back)
    starts = [0, *places]
    sentences = [text[start:end] for start, end in zip(starts, [*places, None], strict=True)]
    return _page("drafts/split.html", form, directive_id, draft_id, back, sentences=sentences)


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
            return draft_conflict(error, [Pick(draft_id, form.version.data or 0)], back)
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


def _places(form: SplitForm, text: str) -> list[int]:
    """The marks when there are any, else before the sentences that were chosen."""
    parts = (form.marked.data or "").split(MARK)
    if len(parts) == 1:
        return [int(chosen) for chosen in form.at.data or () if chosen.isdecimal()]
    letters = [len("".join(part.split())) for part in parts[:-1]]
    return [_after(text, count) for count in accumulate(letters)]


def _after(text: str, letters: int) -> int:
    """The place in ``text`` behind so many letters; blanks around a mark do not count."""
    for place, char in enumerate(text):
        if letters <= 0 and not char.isspace():
            return place
        letters -= not char.isspace()
    return len(text)
