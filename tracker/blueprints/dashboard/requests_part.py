"""Requests to bodies that the office cannot order: followed in their own place, never ranked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flask import url_for

from tracker.db import db
from tracker.domain.counted_tasks import CountedTask, figures
from tracker.queries.report_figures import Counted, unit_names_on


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One body: asked, answered, not answered, and of these past the day that was asked for."""

    unit: str
    url: str
    asked: int
    done: int
    left: int
    past: int


def requests_part(counted: Counted) -> list[RequestRow]:
    """In the order in which papers list units."""
    by_unit: dict[int, list[CountedTask]] = defaultdict(list)
    for row in counted.requests:
        by_unit[row.unit_id].append(row)
    rows = []
    for unit_id, name in unit_names_on(db.session(), by_unit, counted.as_of).items():
        found = figures(by_unit[unit_id])
        rows.append(
            RequestRow(
                unit=name,
                url=url_for("tasks.index", unit=unit_id),
                asked=found.total,
                done=found.completed,
                left=found.total - found.completed,
                past=found.open_overdue,
            )
        )
    return rows
