"""Questionnaires of a round: written, opened, their links and paper counts, closed, results."""

from __future__ import annotations

from tracker.blueprints.surveys import deeds, views
from tracker.blueprints.surveys.room import bp

__all__ = ["bp", "deeds", "views"]
