"""Where points are lost: per item over all units of a round, and per unit over its items."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.index_numbers import rounded
from tracker.models import IndexItem, IndexRound, IndexSheet, SheetScore
from tracker.queries.index_results import stage_counted


@dataclass(frozen=True, slots=True)
class ItemLoss:
    """One scored item: points lost by all units together, and how many lost any."""

    item_id: int
    code: str
    name: str
    lost: Decimal
    units: int


def losses_by_item(session: Session, round_: IndexRound) -> list[ItemLoss]:
    """The dearest first; items within the scale and bonuses alike, deductions left out."""
    short = SheetScore.maximum - SheetScore.points
    rows = session.execute(
        select(
            IndexItem.id,
            IndexItem.code,
            IndexItem.name,
            func.sum(short).label("lost"),
            func.count().label("units"),
        )
        .join(SheetScore, SheetScore.item_id == IndexItem.id)
        .join(IndexSheet, IndexSheet.id == SheetScore.sheet_id)
        .where(
            IndexSheet.round_id == round_.id,
            SheetScore.stage == stage_counted(),
            IndexItem.side != "deduction",
            short > 0,
        )
        .group_by(IndexItem.id, IndexItem.code, IndexItem.name)
    )
    found = [ItemLoss(row.id, row.code, row.name, _exact(row.lost), row.units) for row in rows]
    return sorted(found, key=lambda loss: (-loss.lost, loss.code))


def _exact(value: Any) -> Decimal:
    return rounded(Decimal(str(value or 0)))


@dataclass(frozen=True, slots=True)
class UnitLoss:
    """One item of one unit, and the points that it lost there."""

    code: str
    name: str
    lost: Decimal


def losses_by_unit(session: Session, round_: IndexRound, most: int) -> dict[int, list[UnitLoss]]:
    """Per sheet the ``most`` items that cost most points; deductions left out."""
    short = SheetScore.maximum - SheetScore.points
    place = func.row_number().over(
        partition_by=SheetScore.sheet_id, order_by=[short.desc(), IndexItem.id]
    )
    lost = (
        select(
            SheetScore.sheet_id,
            IndexItem.code,
            IndexItem.name,
            short.label("lost"),
            place.label("place"),
        )
        .join(IndexItem, IndexItem.id == SheetScore.item_id)
        .join(IndexSheet, IndexSheet.id == SheetScore.sheet_id)
        .where(
            IndexSheet.round_id == round_.id,
            SheetScore.stage == stage_counted(),
            IndexItem.side != "deduction",
            short > 0,
        )
        .subquery()
    )
    rows = session.execute(
        select(lost).where(lost.c.place <= most).order_by(lost.c.sheet_id, lost.c.place)
    )
    found: dict[int, list[UnitLoss]] = {}
    for row in rows:
        found.setdefault(row.sheet_id, []).append(UnitLoss(row.code, row.name, _exact(row.lost)))
    return found
