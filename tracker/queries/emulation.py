"""The figures of every unit for emulation: counted by the report, the index as published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.emulation import USUAL_FORMULA, Competitor, EmulationFigure
from tracker.domain.index_life import OVER
from tracker.domain.reporting_periods import Window
from tracker.models import EmulationFormula, IndexRound, IndexSet
from tracker.queries.index_results import results
from tracker.queries.report_figures import count


def present_formula(session: Session, office_id: int) -> EmulationFormula | None:
    """The newest version; None while the office uses what offices begin with."""
    return session.scalars(
        select(EmulationFormula)
        .where(EmulationFormula.office_id == office_id)
        .order_by(EmulationFormula.n.desc())
        .limit(1)
    ).first()


def formula_words(found: EmulationFormula | None) -> str:
    """The formula that holds."""
    return found.formula if found is not None else USUAL_FORMULA


def competitors(session: Session, *, office_id: int, days: Window, as_of: date) -> list[Competitor]:
    """Every unit that had tasks within ``days`` (both inside) or a published index of that year.

    The same figures as the report's; bodies outside are in neither.
    """
    counted = count(session, office_id=office_id, window=days, as_of=min(as_of, days.to_on))
    names: dict[int, str] = {unit.unit_id: unit.unit for unit in counted.units}
    figures: dict[int, dict[EmulationFigure, Decimal | None]] = {
        unit.unit_id: {
            EmulationFigure.ON_TIME: unit.tasks.on_time_rate.percent,
            EmulationFigure.DONE: unit.tasks.completion_rate.percent,
            EmulationFigure.UPDATED: unit.measures.update_rate.percent,
            EmulationFigure.OVERDUE: Decimal(unit.tasks.open_overdue),
        }
        for unit in counted.units
    }
    for key, (name, index) in _indices(session, office_id, days.to_on.year).items():
        names.setdefault(key, name)
        figures.setdefault(key, {})[EmulationFigure.INDEX] = index
    return [Competitor(key, names[key], figures[key]) for key in names]


def _indices(session: Session, office_id: int, year: int) -> dict[int, tuple[str, Decimal]]:
    """Per unit the index of the newest published year, not after ``year``."""
    rounds = session.scalars(
        select(IndexRound)
        .join(IndexSet, IndexSet.id == IndexRound.set_id)
        .where(
            IndexRound.office_id == office_id,
            IndexRound.state.in_(sorted(OVER)),
            IndexSet.year <= year,
            IndexSet.year >= year - 1,
        )
        .order_by(IndexSet.year, IndexRound.id)
    )
    found: dict[int, tuple[str, Decimal]] = {}
    for round_ in rounds:
        for row in results(session, round_):
            found[row.unit_id] = (row.unit, row.index)
    return found
