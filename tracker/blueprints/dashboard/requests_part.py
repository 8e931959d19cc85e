"""Requests to bodies that the office cannot order: followed in their own place, never ranked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from tracker.queries.dashboard import Totals


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One body: asked, answered, not answered, and of these past the day that was asked for."""

    unit: str
    url: str
    asked: int
    done: int
    left: int
    past: int


def requests_part(counted: Totals) -> list[RequestRow]:
    """In the order in which papers list units."""
    return [
        RequestRow(
            unit=body.unit,
            url=url_for("tasks.index", unit=body.unit_id),
            asked=body.tasks.total,
            done=body.tasks.completed,
            left=body.tasks.total - body.tasks.completed,
            past=body.tasks.open_overdue,
        )
        for body in counted.requests
    ]
