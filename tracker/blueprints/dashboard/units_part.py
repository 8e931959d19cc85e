"""The tables per unit: at most thirty units on the first page, all on a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints import figure_tables as tables
from tracker.blueprints.filters import period_name
from tracker.domain.figures import UnitFigures
from tracker.domain.period_choice import OfferedPeriod
from tracker.queries.dashboard import Overview

#: So many units stand on the first page; an office with more has all of them one click away.
FIRST_UNITS = 30


def units_part(found: Overview, period: OfferedPeriod, link: Callable[..., str]) -> dict[str, Any]:
    """What the first page shows of the units: all in the order of papers, else the worst."""
    units = [unit for unit in found.counted.units if _has_tasks(unit)]
    owing = [unit for unit in found.counted.units if unit.regular.duties]
    shown = units if len(units) <= FIRST_UNITS else sorted(units, key=_worst_first)[:FIRST_UNITS]
    return {
        **_unit_table(found, shown, link),
        **_regular_table(found, owing if len(owing) <= FIRST_UNITS else [], link),
        "unit_total": len(units),
        "shown_units": FIRST_UNITS,
        "all_units_url": url_for("dashboard.units", period=period.key),
        "regular_is_long": len(owing) > FIRST_UNITS,
    }


def units_page(found: Overview, period: OfferedPeriod, link: Callable[..., str]) -> dict[str, Any]:
    """The values of dashboard/units.html: every unit, in the order of papers."""
    return {
        **_unit_table(found, list(found.counted.units), link),
        **_regular_table(found, list(found.counted.units), link),
        "counted": found.counted,
        "period": period,
        "update_period": found.period,
        "regular_name": period_name(found.counted.period.key),
        "back": url_for("dashboard.home", period=period.key),
    }


def _unit_table(
    found: Overview, units: list[UnitFigures], link: Callable[..., str]
) -> dict[str, Any]:
    counted = found.counted
    return {
        "unit_columns": tables.unit_columns(_("Tỷ lệ cập nhật")),
        "unit_rows": tables.unit_rows(units, counted.tasks, counted.duties, link, found.updates),
    }


def _regular_table(
    found: Overview, units: list[UnitFigures], link: Callable[..., str]
) -> dict[str, Any]:
    return {
        "regular_columns": tables.regular_columns(),
        "regular_rows": tables.regular_rows(units, found.counted.regular, link),
    }


def _has_tasks(unit: UnitFigures) -> bool:
    return bool(unit.tasks.total or unit.tasks.cancelled or unit.tasks.refused)


def _worst_first(unit: UnitFigures) -> tuple[int, int, int]:
    """Most overdue first, then most finished late, then most still open."""
    tasks = unit.tasks
    return (-tasks.open_overdue, -tasks.completed_late, -tasks.still_open)
