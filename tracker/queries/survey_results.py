"""Survey results of a round: by unit and item, with how many answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.index_survey import GroupResult, answers, response_rate, share_of
from tracker.models import IndexRound, SurveyResult
from tracker.queries.index_results import unit_names
from tracker.queries.index_sets import leaves_of
from tracker.queries.surveys import found_by_links_and_paper


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One unit and item. ``share``: None below the least number of answers."""

    unit: str
    code: str
    name: str
    answered: int
    rate: Decimal | None
    share: Decimal | None


def found_by_item(
    session: Session, round_id: int, unit_id: int | None = None
) -> Mapping[tuple[int, int], list[GroupResult]]:
    """(unit, item) → the groups’ results: what was imported, and what questionnaires found.

    Two sources of one group are different sheets, so each answer of both counts the same.
    """
    query = select(SurveyResult).where(SurveyResult.round_id == round_id)
    if unit_id is not None:
        query = query.where(SurveyResult.unit_id == unit_id)
    found: dict[tuple[int, int], list[GroupResult]] = defaultdict(list)
    for row in session.scalars(query.order_by(SurveyResult.id)):
        result = GroupResult(row.respondents, row.sent, row.answered, row.share)
        found[row.unit_id, row.item_id].append(result)
    for key, results in found_by_links_and_paper(session, round_id, unit_id).items():
        found[key].extend(results)
    return found


def survey_lines(session: Session, round_: IndexRound) -> list[SurveyLine]:
    """Every unit and item of which anything was entered, by name and code."""
    found = found_by_item(session, round_.id)
    names = unit_names(session, round_.id)
    items = {item.id: item for item in leaves_of(round_.index_set.items)}
    order = {key: place for place, key in enumerate(items)}
    keys = sorted(found, key=lambda key: (names.get(key[0], ""), order.get(key[1], 0)))
    return [
        SurveyLine(
            names.get(unit_id, ""), items[item_id].code, items[item_id].name,
            answers(found[unit_id, item_id]), response_rate(found[unit_id, item_id]),
            share_of(found[unit_id, item_id]),
        )
        for unit_id, item_id in keys
        if item_id in items
    ]  # fmt: skip
