"""Writing one score: the unit's own, the appraiser's beside it, the council's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import Difference, conflict_page
from tracker.blueprints.deeds import carry_out, done_before
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sheets.answer_form import ScoreForm, asked_fields, score_form
from tracker.blueprints.index_sheets.items import ItemPlace, about, place_of
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.index_words import points
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict, NotAllowed
from tracker.domain.index_life import ScoreStage, check_writable
from tracker.domain.index_rule import ScoringKind
from tracker.domain.index_tree import Method
from tracker.models import IndexSheet
from tracker.permissions import Permission
from tracker.services import sheet_scoring
from tracker.services.sheet_scoring import check_appraiser, score_of
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]


@bp.route("/<int:sheet_id>/items/<int:item_id>/score", methods=["GET", "POST"])
@requires(Permission.SHEET_SCORE, sheet=IndexSheet)
def score(sheet: IndexSheet, item_id: int) -> Answer:
    """The unit's own score of one item; saving leads to the next one."""
    place = place_of(sheet, item_id)
    if place.item.method is Method.SURVEY:
        raise NotAllowed("Điểm điều tra xã hội học không do đơn vị tự chấm.")
    return _score_page(
        place, ScoreStage.SELF, sheet_scoring.score_self, ask=True, heading=_("Tự chấm điểm"),
        to=place.next_url,
    )  # fmt: skip


@bp.route("/<int:sheet_id>/items/<int:item_id>/appraise", methods=["GET", "POST"])
@requires(Permission.SHEET_APPRAISE, sheet=IndexSheet)
def appraise(sheet: IndexSheet, item_id: int) -> Answer:
    """An appraiser's score beside the unit's."""
    place = place_of(sheet, item_id)
    check_appraiser(sheet, place.item, actor())
    ask = place.rule.kind is not ScoringKind.TRACKING
    return _score_page(
        place, ScoreStage.APPRAISAL, sheet_scoring.appraise, ask=ask,
        heading=_("Thẩm định điểm"), to=place.next_url,
    )  # fmt: skip


@bp.route("/<int:sheet_id>/items/<int:item_id>/council", methods=["GET", "POST"])
@requires(Permission.SHEET_COUNCIL, sheet=IndexSheet)
def council(sheet: IndexSheet, item_id: int) -> Answer:
    """The council's points for one item."""
    place = place_of(sheet, item_id)
    return _score_page(
        place, ScoreStage.FINAL, sheet_scoring.decide, ask=False,
        heading=_("Hội đồng quyết định điểm"),
        to=url_for("index_sheets.show", sheet_id=sheet.id),
    )  # fmt: skip


def _score_page(
    place: ItemPlace,
    stage: ScoreStage,
    service: Callable[..., Any],
    *,
    ask: bool,
    heading: str,
    to: str,
) -> Answer:
    sheet, item, rule = place.sheet, place.item, place.rule
    before = score_of(db.session(), sheet.id, item.id, stage)
    form = score_form(item, rule, before, ask=ask)
    if request.method == "GET" or done_before(form) is None:
        check_writable(stage, sheet.state, sheet.round.state)
    keys = {"sheet_id": sheet.id, "item_id": item.id}
    try:
        done = carry_out(
            form,
            lambda: service(
                db.session(), **keys, said=form.statement(rule, ask=ask), actor=actor(), now=now()
            ),
            location=lambda _row: to,
            said=_("Đã lưu điểm mục %(code)s.", code=item.code),
        )
    except Conflict as error:
        if error.code != "stale_version":
            raise
        return _conflict(error, place, stage, form)
    if done is not None:
        return done
    shown = place_of(db.session.get_one(IndexSheet, keys["sheet_id"]), keys["item_id"])
    page = render_template(
        "index_sheets/score.html", form=form, asked=asked_fields(form), heading=heading,
        tracked=rule.kind is ScoringKind.TRACKING and ask, by_rule=ask, **about(shown),
    )  # fmt: skip
    return (page, 422) if form.errors else page


def _conflict(error: Conflict, place: ItemPlace, stage: ScoreStage, form: ScoreForm) -> Answer:
    """A colleague saved the same item meanwhile: both texts, and the way to the newest."""
    url = request.url
    typed, note = form.points.data or "–", form.note.data or "–"
    db.session.rollback()
    theirs = score_of(db.session(), place.sheet.id, place.item.id, stage)
    return conflict_page(
        error,
        back_url=url,
        differences=[
            Difference(_("Điểm"), typed, points(theirs.points if theirs else None)),
            Difference(_("Giải trình"), note, theirs.note or "–" if theirs else "–"),
        ],
        who=theirs.by.name if theirs is not None else "",
        at=theirs.at if theirs is not None else None,
    )
