"""The conclusion has come: which of its drafted tasks were spoken, which were not."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out, done_before, perform
from tracker.blueprints.guards import requires
from tracker.blueprints.meetings.forms import ConcludeForm
from tracker.blueprints.meetings.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.spoken_decisions import Pair, compare
from tracker.models import Meeting, MeetingDecision, TaskDraft
from tracker.permissions import Permission, allows
from tracker.queries.directives import paper_words
from tracker.queries.meetings import (
    as_spoken,
    as_written,
    conclusions_offered,
    decision_of,
    drafts_of,
    meeting_of,
)
from tracker.services import meetings
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]


@bp.route("/<int:meeting_id>/conclusion", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def conclude(meeting_id: int) -> Answer:
    """Which of the papers that came since is the conclusion."""
    meeting = meeting_of(db.session(), actor(), meeting_id)
    key, form = meeting.id, ConcludeForm(version=meeting.row_version)
    papers = conclusions_offered(db.session(), actor(), meeting)
    form.offer((each.id, f"{paper_words(each)}: {each.title}"[:110]) for each in papers)
    done = carry_out(
        form,
        lambda: meetings.conclude(
            db.session(), meeting_id=key, version=form.version.data,
            directive_id=form.directive.data, actor=actor(), now=now(),
        ),
        location=lambda _made: url_for("meetings.comparison", meeting_id=key),
        said=_("Đã gắn thông báo kết luận. Hãy đối chiếu từng cặp."),
    )  # fmt: skip
    if done is not None:
        return done
    meeting = meeting_of(db.session(), actor(), key)
    page = render_template("meetings/conclude.html", meeting=meeting, form=form, papers=papers)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.get("/<int:meeting_id>/comparison")
@requires(Permission.MEETING_VIEW)
def comparison(meeting_id: int) -> str:
    """Pairs to confirm, pairs confirmed, and what stands on one side only."""
    meeting = meeting_of(db.session(), actor(), meeting_id)
    drafts = {draft.id: draft for draft in drafts_of(db.session(), meeting.conclusion_id)}
    return render_template(
        "meetings/compare.html",
        meeting=meeting,
        runs=allows(actor(), Permission.MEETING_RUN),
        **_compared(meeting, drafts),
    )


@bp.post("/decisions/<int:decision_id>/same/<int:draft_id>")
@requires(Permission.MEETING_RUN)
def same(decision_id: int, draft_id: int) -> Response:
    """Đúng là một việc."""
    decision, form = decision_of(db.session(), actor(), decision_id), DeedForm()
    key = decision.id
    back = url_for("meetings.comparison", meeting_id=decision.meeting_id)
    if (before := done_before(form)) is not None:
        return before
    done = None
    if form.validate_on_submit():
        done = perform(
            form,
            lambda: meetings.confirm_same(
                db.session(), decision_id=key, draft_id=draft_id, actor=actor(), now=now()
            ),
            location=lambda _made: back,
        )
    if done is None:
        flash(_("Chưa ghi nhận được. Hãy thử lại."), "danger")
    else:
        flash(_("Đã ghi nhận là một việc."), "success")
    return redirect(back)


def _compared(meeting: Meeting, drafts: dict[int, TaskDraft]) -> dict[str, Any]:
    """Confirmed pairs are left out of the comparison, withdrawn decisions too."""
    standing = [each for each in meeting.decisions if each.withdrawn_at is None]
    done = [(each, drafts.get(each.draft_id)) for each in standing if each.draft_id]
    open_ = {each.id: each for each in standing if not each.draft_id}
    taken = {each.draft_id for each in standing}
    left = [draft for key, draft in drafts.items() if key not in taken]
    found = compare([as_spoken(each) for each in open_.values()], [as_written(d) for d in left])
    return {
        "pairs": [_pair(pair, open_, drafts) for pair in found.pairs],
        "confirmed": done,
        "only_spoken": _picked(open_, found.only_spoken),
        "only_written": _picked(drafts, found.only_written),
    }


def _pair(
    pair: Pair, decisions: dict[int, MeetingDecision], drafts: dict[int, TaskDraft]
) -> dict[str, Any]:
    words = {
        True: _("cùng đơn vị"),
        None: _("một bên không ghi rõ đơn vị"),
    }
    days = {
        True: _("cùng thời hạn"),
        False: _("khác thời hạn"),
        None: _("một bên không ghi thời hạn"),
    }
    return {
        "decision": decisions[pair.spoken],
        "draft": drafts[pair.written],
        "why": [
            _("trùng %(share)s%% số từ", share=round(pair.alike * 100)),
            words.get(pair.same_unit, ""),
            days[pair.same_day],
        ],
        "other_day": pair.same_day is False,
    }


def _picked(rows: dict[int, Any], chosen: Sequence[int]) -> list[Any]:
    return [rows[key] for key in chosen]
