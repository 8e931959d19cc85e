"""Difficulties and proposals: the list, its print, one of them, and every deed on it."""

from __future__ import annotations

from tracker.blueprints.obstacles import answers, exporting, raising
from tracker.blueprints.obstacles.views import bp

__all__ = ["answers", "bp", "exporting", "raising"]
