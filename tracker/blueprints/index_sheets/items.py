"""One item of a sheet: how it is scored, what stands in the three columns, papers, history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.index_words import rule_words
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.index_answer import answer_from_json
from tracker.domain.index_life import OVER, ScoreStage, SheetState
from tracker.domain.index_rule import Rule, rule_from_json
from tracker.domain.index_tree import Method
from tracker.domain.sentences import Sentence
from tracker.models import IndexItem, IndexSheet
from tracker.permissions import Permission, allows
from tracker.queries.index_sets import leaves_of
from tracker.queries.index_sheets import changes_of, papers_of, questions_of
from tracker.services.sheet_scoring import appraises, score_of, suggestion


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item of a sheet with its neighbours in the order of the sheet."""

    sheet: IndexSheet
    item: IndexItem
    rule: Rule
    before: IndexItem | None
    after: IndexItem | None

    @property
    def url(self) -> str:
        return url_for("index_sheets.item", sheet_id=self.sheet.id, item_id=self.item.id)

    @property
    def next_url(self) -> str:
        """The next item, else the sheet."""
        if self.after is None:
            return url_for("index_sheets.show", sheet_id=self.sheet.id)
        return url_for("index_sheets.item", sheet_id=self.sheet.id, item_id=self.after.id)


def place_of(sheet: IndexSheet, item_id: int) -> ItemPlace:
    """The item in its sheet; NotFound for one that is not scored there."""
    leaves = leaves_of(sheet.round.index_set.items)
    for number, item in enumerate(leaves):
        if item.id == item_id:
            return ItemPlace(
                sheet,
                item,
                rule_from_json(item.rule or {}),
                leaves[number - 1] if number else None,
                leaves[number + 1] if number + 1 < len(leaves) else None,
            )
    raise NotFound(NOT_THERE)


@bp.get("/<int:sheet_id>/items/<int:item_id>")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def item(sheet: IndexSheet, item_id: int) -> str:
    """One item, whoever looks; what may be done stands beside."""
    place = place_of(sheet, item_id)
    return render_template("index_sheets/item.html", **about(place), rights=_rights(place))


def about(place: ItemPlace) -> dict[str, Any]:
    """What every page on one item shows."""
    session, sheet, item = db.session(), place.sheet, place.item
    scores = {stage: score_of(session, sheet.id, item.id, stage) for stage in ScoreStage}
    questions = session.scalars(questions_of(sheet.id)).all()
    return {
        "place": place,
        "sheet": sheet,
        "item": item,
        "rule_line": rule_words(item),
        "scores": [(stage, scores[stage]) for stage in ScoreStage],
        "working": _working(item, scores[ScoreStage.SELF]),
        "papers": papers_of(session, sheet.id, item.id),
        "questions": [one for one in questions if one.item_id == item.id],
        "changes": changes_of(session, sheet.id, item.id),
        "is_survey": item.method is Method.SURVEY,
    }


def _working(item: IndexItem, score: Any) -> Sentence | None:
    """How the unit's points were reckoned; None where nothing was stated to reckon from."""
    if score is None or not score.answer:
        return None
    try:
        found = suggestion(item, answer_from_json(score.answer))
    except InvalidInput:
        return None
    return found.working if found is not None else None


def _rights(place: ItemPlace) -> list[tuple[str, str]]:
    """(endpoint, kind) of the deeds on this item, for the template's words."""
    sheet, item, who = place.sheet, place.item, actor()
    if sheet.round.state in OVER:
        return []
    own = allows(who, Permission.SHEET_SCORE, sheet)
    found = []
    if own and sheet.state is SheetState.SCORING and item.method is not Method.SURVEY:
        found.append(("index_sheets.score", "score"))
    if own and sheet.state in (SheetState.SCORING, SheetState.EXPLAINING):
        found.append(("index_sheets.papers", "papers"))
    in_appraisal = sheet.state in (SheetState.LOCKED, SheetState.EXPLAINING)
    if in_appraisal and appraises(sheet, item, who):
        found += [("index_sheets.appraise", "appraise"), ("index_sheets.ask", "ask")]
    if sheet.state is SheetState.APPRAISED and allows(who, Permission.SHEET_COUNCIL, sheet):
        found.append(("index_sheets.council", "council"))
    return found
