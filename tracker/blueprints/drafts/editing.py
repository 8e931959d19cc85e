"""One draft by itself: edit it, add one by hand, set one aside with its reason."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import Difference, conflict_page
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.drafts.cards import due_words
from tracker.blueprints.drafts.draft_values import change_of, form_of, offer_units
from tracker.blueprints.drafts.forms import DraftForm, ReasonForm
from tracker.blueprints.drafts.picks import draft_conflict
from tracker.blueprints.drafts.views import Answer, bp, office_here, place_here, review_url
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.unit_choices import Choice
from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import FollowUp
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.vietnamese import day_words
from tracker.models import Clause, Directive, TaskDraft, User
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.draft_readiness import paper_due_on
from tracker.queries.drafts import clause_of, reasons_given
from tracker.queries.repeated_orders import repeats_of
from tracker.services.draft_names import apply_choice
from tracker.services.draft_rows import Pick
from tracker.services.draft_states import mark_ready, set_aside
from tracker.services.drafting import add_draft, edit_draft
from tracker.services.unit_resolution import remember_name
from tracker.surroundings import now, today


def draft_of(directive: Directive, draft_id: int) -> TaskDraft:
    """The draft, when it is this directive's."""
    draft = db.session.get(TaskDraft, draft_id)
    if draft is None or draft.directive_id != directive.id:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    return draft


@bp.route("/drafts/<int:draft_id>/edit", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def edit(directive: Directive, draft_id: int) -> Answer:
    """Change one draft; perhaps mark it as looked at with the same button."""
    draft = draft_of(directive, draft_id)
    form = form_of(draft) if request.method == "GET" else DraftForm()
    offer_units(form, directive)
    directive_id = directive.id
    stored = RecurrenceRule.from_json(draft.recurrence) if draft.recurrence else None
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        answer = _save(form, directive, draft_id, stored)
        if answer is not None:
            return answer
    draft = draft_of(db.session.get_one(Directive, directive_id), draft_id)
    page = render_template(
        "drafts/edit.html",
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        draft=draft,
        repeats=repeats_of(db.session(), [draft]).get(draft.id, []),
        paper_words=paper_words,
        paper_due=paper_due_on(draft),
        source="\n".join(clause.text for clause in draft.clauses),
        action=url_for("drafts.edit", directive_id=directive_id, draft_id=draft_id, **place_here()),
        back=review_url(directive_id, draft_id),
        heading=_("Sửa nội dung %(path)s", path=draft.path or draft.ord + 1),
    )
    return (page, 422) if form.is_submitted() else page


def _save(
    form: DraftForm, directive: Directive, draft_id: int, stored: RecurrenceRule | None
) -> Response | tuple[str, int] | None:
    directive_id = directive.id
    paper_day = directive.issued_on or directive.received_on
    back = review_url(directive_id, draft_id)
    wants_ready = request.form.get("deed") == "ready"

    def deed() -> TaskDraft:
        draft = edit_draft(
            db.session(),
            directive_id=directive_id,
            draft_id=draft_id,
            version=form.version.data,
            change=change_of(form, stored),
            actor=actor(),
            now=now(),
        )
        for row in (*form.leads, *form.coordinating):
            choice = row.form.unit.choice
            if choice is not None and row.form.remember.data and not row.form.drop.data:
                _remember(directive_id, row.form.as_written.data, choice, paper_day)
        if wants_ready:
            pick = Pick(draft.id, draft.row_version)
            mark_ready(
                db.session(), directive_id=directive_id, picks=[pick], actor=actor(), now=now()
            )
        return draft

    try:
        done = perform(form, deed, location=lambda _done: back)
    except Conflict as error:
        return _conflict(error, form, directive_id, draft_id)
    if done is None:
        return None
    flash(_("Đã lưu và đánh dấu đã rà soát.") if wants_ready else _("Đã lưu."), "success")
    return redirect(back)


def _remember(directive_id: int, as_written: str, choice: Choice, paper_day: Any) -> None:
    keys = {"unit_id": choice.unit_id, "group_id": choice.group_id}
    remember_name(
        db.session(), as_written=as_written, from_on=paper_day, actor=actor(), now=now(), **keys
    )
    apply_choice(
        db.session(),
        directive_id=directive_id,
        as_written=as_written,
        actor=actor(),
        now=now(),
        **keys,
    )


def _clause_here(directive: Directive) -> Clause | None:
    """The paragraph that the address names; NotFound for one of another paper."""
    given = key_in(request.args.get("clause"))
    clause = clause_of(db.session(), directive.id, given) if given is not None else None
    if given is not None and clause is None:
        raise NotFound("Không tìm thấy đoạn văn bản này.")
    return clause


@bp.route("/drafts/add", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def add(directive: Directive) -> Answer:
    """A draft that the reader did not propose; ``?clause=`` names its paragraph."""
    clause = _clause_here(directive)
    form = DraftForm()
    if request.method == "GET":
        form.version.data = 0
        form.follow_up.data = FollowUp.REGULAR
        form.text.data = clause.text if clause is not None else ""
    offer_units(form, directive)
    directive_id, clause_id = directive.id, clause.id if clause is not None else None
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        done = perform(
            form,
            lambda: add_draft(
                db.session(),
                directive_id=directive_id,
                clause_id=clause_id,
                change=change_of(form, None),
                actor=actor(),
                now=now(),
            ),
            location=lambda draft: review_url(directive_id, draft.id),
        )
        if done is not None:
            flash(_("Đã thêm vào danh mục, chờ rà soát."), "success")
            return redirect(review_url(directive_id, done.id))
    page = render_template(
        "drafts/edit.html",
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        draft=None,
        paper_due=None,
        source=db.session.get_one(Clause, clause_id).text if clause_id else "",
        action=url_for("drafts.add", directive_id=directive_id, clause=clause_id),
        back=review_url(directive_id),
        heading=_("Thêm một nội dung vào danh mục"),
    )
    return (page, 422) if form.is_submitted() else page


@bp.route("/drafts/<int:draft_id>/set-aside", methods=["GET", "POST"])
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def put_one_aside(directive: Directive, draft_id: int) -> Answer:
    """Track nothing of one draft, and say why."""
    draft = draft_of(directive, draft_id)
    form = ReasonForm(version=draft.row_version)
    directive_id, back = directive.id, review_url(directive.id, draft.id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(
                form,
                lambda: set_aside(
                    db.session(),
                    directive_id=directive_id,
                    picks=[Pick(draft_id, form.version.data or 0)],
                    reason=form.reason.data or request.form.get("usual", ""),
                    actor=actor(),
                    now=now(),
                ),
                location=lambda _done: back,
            )
        except Conflict as error:
            return draft_conflict(error, [Pick(draft_id, form.version.data or 0)], back)
        if done is not None:
            flash(_("Đã chuyển sang không theo dõi."), "success")
            return redirect(back)
    page = render_template(
        "drafts/set_aside.html",
        form=form,
        directive=db.session.get_one(Directive, directive_id),
        draft=db.session.get_one(TaskDraft, draft_id),
        reasons=reasons_given(db.session(), office_here().id),
        place=place_here(),
        back=back,
    )
    return (page, 422) if form.is_submitted() else page


def _conflict(
    error: Conflict, form: DraftForm, directive_id: int, draft_id: int
) -> tuple[str, int]:
    """Both texts, side by side."""
    db.session.rollback()
    stored = db.session.get_one(TaskDraft, draft_id)
    editor = db.session.get(User, stored.edited_by_id) if stored.edited_by_id else None
    typed_due = day_words(form.due_on.data) if form.due_on.data else ""
    return conflict_page(
        error,
        back_url=url_for("drafts.edit", directive_id=directive_id, draft_id=draft_id),
        differences=[
            Difference(_("Nội dung nhiệm vụ"), form.text.data or "", stored.text),
            Difference(_("Sản phẩm, kết quả"), form.product.data or "", stored.product),
            Difference(
                _("Cách theo dõi"),
                label(form.follow_up.data),
                label(stored.follow_up),
            ),
            Difference(
                _("Hạn hoàn thành"),
                typed_due,
                day_words(stored.due_on) if stored.due_on else due_words(stored, today())[0],
            ),
        ],
        who=editor.name if editor else "",
        at=stored.edited_at,
    )
