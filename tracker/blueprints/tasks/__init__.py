"""Tasks: the list, what waits, one task's page, and every deed on it."""

from __future__ import annotations

from tracker.blueprints.tasks import (
    dossier,
    extension_deeds,
    lead_deeds,
    quick_entry,
    steering_deeds,
    unit_deeds,
)
from tracker.blueprints.tasks.views import bp

__all__ = [
    "bp",
    "dossier",
    "extension_deeds",
    "lead_deeds",
    "quick_entry",
    "steering_deeds",
    "unit_deeds",
]
