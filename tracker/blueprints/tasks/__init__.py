"""Tasks: the list, what waits, one task's page, and every deed on it."""

from __future__ import annotations

from tracker.blueprints.tasks import (
    bulk,
    dossier,
    exporting,
    extension_deeds,
    lead_deeds,
    month,
    quick_update,
    saved_filters,
    steering_deeds,
    unit_deeds,
    update_list,
)
from tracker.blueprints.tasks.views import bp

__all__ = [
    "bp",
    "bulk",
    "dossier",
    "exporting",
    "extension_deeds",
    "lead_deeds",
    "month",
    "quick_update",
    "saved_filters",
    "steering_deeds",
    "unit_deeds",
    "update_list",
]
