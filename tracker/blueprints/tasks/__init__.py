"""Tasks: the list, what waits, one task's page, and every deed on it."""

from __future__ import annotations

from tracker.blueprints.tasks import (
    bulk,
    chasing,
    coordination,
    dossier,
    exporting,
    extension_deeds,
    lead_deeds,
    leader_deeds,
    marks,
    month,
    overdue,
    paper_deeds,
    part_deeds,
    prepared_deeds,
    quick_entry,
    quick_update,
    remind_many,
    saved_filters,
    steering_deeds,
    unit_deeds,
    update_list,
)
from tracker.blueprints.tasks.views import bp

__all__ = [
    "bp",
    "bulk",
    "chasing",
    "coordination",
    "dossier",
    "exporting",
    "extension_deeds",
    "lead_deeds",
    "leader_deeds",
    "marks",
    "month",
    "overdue",
    "paper_deeds",
    "part_deeds",
    "prepared_deeds",
    "quick_entry",
    "quick_update",
    "remind_many",
    "saved_filters",
    "steering_deeds",
    "unit_deeds",
    "update_list",
]
