"""Results of a round: every unit's totals summed by the database, places, bands, sub-indices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.index_life import ScoreStage, SheetState
from tracker.domain.index_numbers import ZERO, rounded
from tracker.domain.index_ranking import Entrant, Grade, grade_of, rank
from tracker.domain.index_tree import Method, SheetTotal, Side, Total, code_key
from tracker.models import IndexItem, IndexRound, IndexSheet, SheetScore, UnitName
from tracker.queries.index_sets import leaves_of


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit in a round. ``fields``: totals by the field's code."""

    sheet_id: int
    unit_id: int
    unit: str
    state: SheetState
    total: SheetTotal
    place: int
    shared: bool
    grade: str

    @property
    def index(self) -> Decimal:
        return self.total.index


def grades_of(round_: IndexRound) -> list[Grade]:
    """The round's bands, best first."""
    return [Grade(name, Decimal(least)) for name, least in round_.grades]


def stage_counted() -> ColumnElement[str]:
    """Which column of a sheet counts: the council's, else the appraised, else the unit's own."""
    return case(
        (IndexSheet.state == SheetState.DECIDED, ScoreStage.FINAL.value),
        (IndexSheet.state == SheetState.APPRAISED, ScoreStage.APPRAISAL.value),
        else_=ScoreStage.SELF.value,
    )


def results(session: Session, round_: IndexRound) -> list[UnitResult]:
    """Every sheet of the round, the best first; ties by the round's rule."""
    items = list(session.scalars(select(IndexItem).where(IndexItem.set_id == round_.set_id)))
    sums = _sums(session, round_, items)
    whole = _maxima(items)
    sheets = session.execute(
        select(IndexSheet.id, IndexSheet.unit_id, IndexSheet.state).where(
            IndexSheet.round_id == round_.id
        )
    ).all()
    names = unit_names(session, round_.id)
    totals = {row.id: _sheet_total(sums.get(row.id, {}), whole) for row in sheets}
    places = {
        one.key: one
        for one in rank(
            [
                Entrant(key, total.index, total.self_part.points, total.survey_part.points)
                for key, total in totals.items()
            ],
            round_.tie_rule,
        )
    }
    grades = grades_of(round_)
    found = [
        UnitResult(
            row.id, row.unit_id, names.get(row.unit_id, ""), row.state, totals[row.id],
            places[row.id].place, places[row.id].shared, grade_of(totals[row.id].index, grades),
        )
        for row in sheets
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.place, one.unit))


_Key = tuple[str, Side, Method]


def _sums(
    session: Session, round_: IndexRound, items: list[IndexItem]
) -> dict[int, dict[_Key, Total]]:
    """Per sheet, field, side and method: points, and how much of the maximum was left out."""
    roots = _roots(items)
    leaf = aliased(IndexItem)
    field = case(
        *((SheetScore.item_id.in_(keys), code) for code, keys in roots.items()), else_=""
    ).label("field")
    rows = session.execute(
        select(
            SheetScore.sheet_id,
            field,
            leaf.side,
            leaf.method,
            func.sum(SheetScore.points).label("points"),
            func.sum(leaf.maximum - SheetScore.maximum).label("out"),
        )
        .join(IndexSheet, IndexSheet.id == SheetScore.sheet_id)
        .join(leaf, leaf.id == SheetScore.item_id)
        .where(IndexSheet.round_id == round_.id, SheetScore.stage == stage_counted())
        .group_by(SheetScore.sheet_id, field, leaf.side, leaf.method)
    )
    found: dict[int, dict[_Key, Total]] = defaultdict(dict)
    for row in rows:
        key = (row.field, Side(row.side), Method(row.method))
        found[row.sheet_id][key] = Total(_exact(row.points), _exact(row.out))
    return found


def _exact(value: Any) -> Decimal:
    """SQLite sums in floating point; every addend has two decimals, so rounding restores it."""
    return rounded(Decimal(str(value or 0)))


def _roots(items: list[IndexItem]) -> Mapping[str, list[int]]:
    """The scored items under each field."""
    found: dict[str, list[int]] = defaultdict(list)
    for leaf in leaves_of(items):
        found[leaf.code.partition(".")[0]].append(leaf.id)
    return found


def _maxima(items: list[IndexItem]) -> dict[_Key, Decimal]:
    """What every part of the set is worth at most."""
    found: dict[_Key, Decimal] = defaultdict(lambda: ZERO)
    for leaf in leaves_of(items):
        found[leaf.code.partition(".")[0], leaf.side, leaf.method] += leaf.maximum
    return found


def _sheet_total(sums: Mapping[_Key, Total], whole: Mapping[_Key, Decimal]) -> SheetTotal:
    parts: dict[tuple[Side, Method], Total] = defaultdict(Total)
    fields: dict[str, Total] = defaultdict(Total)
    for key in sorted(whole, key=lambda key: code_key(key[0])):
        code, side, method = key
        got = sums.get(key, Total())
        part = Total(got.points, whole[key] - got.maximum)
        parts[side, method] += part
        fields[code] += part
    own, asked = parts[Side.SCALE, Method.SELF], parts[Side.SCALE, Method.SURVEY]
    return SheetTotal(
        scale=own + asked,
        self_part=own,
        survey_part=asked,
        bonus=sum((parts[Side.BONUS, method].points for method in Method), ZERO),
        deduction=sum((parts[Side.DEDUCTION, method].points for method in Method), ZERO),
        by_code=dict(fields),
    )


def unit_names(session: Session, round_id: int) -> dict[int, str]:
    """The newest names of the round's units, without loading them."""
    units = select(IndexSheet.unit_id).where(IndexSheet.round_id == round_id)
    rows = session.execute(
        select(UnitName.unit_id, UnitName.name)
        .where(UnitName.unit_id.in_(units))
        .order_by(UnitName.unit_id, UnitName.from_on.nulls_first(), UnitName.id)
    )
    return {row[0]: row[1] for row in rows}
