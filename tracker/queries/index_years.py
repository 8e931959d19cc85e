"""Results of one kind of units side by side over all years, and what others measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.index_life import OVER
from tracker.models import IndexRound, IndexSet, OutsideIndex
from tracker.queries.index_results import UnitResult, results

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class UnitYears:
    """One unit: its result by year, and how its index changed from the first to the last one."""

    unit: str
    by_year: Mapping[int, UnitResult]

    @property
    def change(self) -> Decimal | None:
        """None with fewer than two years."""
        years = sorted(self.by_year)
        if len(years) < 2:
            return None
        return self.by_year[years[-1]].index - self.by_year[years[0]].index


@dataclass(frozen=True, slots=True)
class Years:
    """``rounds``: the newest published one of each year, the oldest year first."""

    rounds: Mapping[int, IndexRound]
    units: tuple[UnitYears, ...]


def groups_scored(session: Session, office_id: int) -> list[str]:
    """Kinds of units of which any result was published, as the sets name them."""
    rows = session.scalars(
        select(IndexSet.group_name)
        .join(IndexRound, IndexRound.set_id == IndexSet.id)
        .where(IndexRound.office_id == office_id, IndexRound.state.in_(sorted(OVER)))
        .distinct()
        .order_by(IndexSet.group_name)
    )
    return list(rows)


def years_of(session: Session, office_id: int, group_name: str) -> Years:
    """Published results only: everybody may see them. By the newest name of each unit."""
    found = session.scalars(
        select(IndexRound)
        .join(IndexSet, IndexSet.id == IndexRound.set_id)
        .where(
            IndexRound.office_id == office_id,
            IndexSet.group_name == group_name,
            IndexRound.state.in_(sorted(OVER)),
        )
        .order_by(IndexSet.year.desc(), IndexRound.id.desc())
    )
    newest: dict[int, IndexRound] = {}
    for round_ in found:
        newest.setdefault(round_.index_set.year, round_)
    rounds = {year: newest[year] for year in sorted(newest)[-MOST_YEARS:]}
    names: dict[int, str] = {}
    by_unit: dict[int, dict[int, UnitResult]] = {}
    for year, round_ in rounds.items():
        for row in results(session, round_):
            names[row.unit_id] = row.unit
            by_unit.setdefault(row.unit_id, {})[year] = row
    units = [UnitYears(names[key], years) for key, years in by_unit.items()]
    last = max(rounds, default=0)
    return Years(
        rounds,
        tuple(
            sorted(
                units,
                key=lambda one: (
                    last not in one.by_year,
                    one.by_year[last].place if last in one.by_year else 0,
                    one.unit,
                ),
            )
        ),
    )


def outside_indices(session: Session, office_id: int) -> Sequence[OutsideIndex]:
    """By name, the newest year first."""
    return session.scalars(
        select(OutsideIndex)
        .where(OutsideIndex.office_id == office_id)
        .options(joinedload(OutsideIndex.unit), joinedload(OutsideIndex.entered_by))
        .order_by(OutsideIndex.name, OutsideIndex.year.desc(), OutsideIndex.unit_id)
    ).all()
