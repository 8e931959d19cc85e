"""Deeds at a meeting: opening it, recording a decision, withdrawing one."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.meetings.forms import OpenForm, WithdrawForm
from tracker.blueprints.meetings.views import bp, decision_form, walk_page
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import MeetingDecision
from tracker.permissions import Permission
from tracker.queries.meetings import decision_of, meeting_of
from tracker.queries.unit_choices import unit_choices
from tracker.services import meetings
from tracker.services.meetings import SpokenWords
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def open_new() -> Answer:
    """A meeting with its day and list of units."""
    form = OpenForm(name=_("Họp giao ban"), held_on=today())
    form.units.offer(unit_choices(db.session(), actor().office_id or 0, today()))
    done = carry_out(
        form,
        lambda: meetings.open_meeting(
            db.session(), name=form.name.data or "", held_on=form.held_on.data,
            unit_ids=form.units.data or [], actor=actor(), now=now(),
        ),
        location=lambda made: url_for("meetings.show", meeting_id=made.id),
        said=_("Đã mở cuộc họp. Hãy chiếu danh sách của từng đơn vị."),
    )  # fmt: skip
    if done is not None:
        return done
    page = render_template("meetings/new.html", form=form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.route("/<int:meeting_id>/units/<int:unit_id>/decide", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def decide(meeting_id: int, unit_id: int) -> Answer:
    """Record what was just said, under the unit on the screen."""
    meeting = meeting_of(db.session(), actor(), meeting_id)
    form, key = decision_form(meeting, unit_id), meeting.id
    done = carry_out(
        form,
        lambda: meetings.decide(
            db.session(),
            meeting_id=key,
            spoken=SpokenWords(
                text=form.text.data or "", task_id=form.task.data or None,
                unit_id=form.unit.data, due_on=form.due_on.data,
            ),
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: url_for("meetings.walk", meeting_id=key, unit_id=unit_id),
        said=lambda made: _("Đã ghi kết luận số %(n)s.", n=made.n),
    )  # fmt: skip
    if done is not None:
        return done
    meeting = meeting_of(db.session(), actor(), key)
    page = walk_page(meeting, unit_id, form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.route("/decisions/<int:decision_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.MEETING_RUN)
def withdraw(decision_id: int) -> Answer:
    """It was heard wrongly, or taken back."""
    decision, form = decision_of(db.session(), actor(), decision_id), WithdrawForm()
    key = decision.id
    done = carry_out(
        form,
        lambda: meetings.withdraw(
            db.session(), decision_id=key, reason=form.reason.data or "", actor=actor(), now=now()
        ),
        location=_of_meeting,
        said=_("Đã rút kết luận; nội dung và lý do vẫn được lưu."),
    )
    if done is not None:
        return done
    decision = decision_of(db.session(), actor(), key)
    page = render_template(
        "meetings/withdraw.html", decision=decision, form=form, back=_of_meeting(decision)
    )
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


def _of_meeting(decision: MeetingDecision) -> str:
    return url_for("meetings.show", meeting_id=decision.meeting_id)
