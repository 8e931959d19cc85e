"""Reports: the list, a new one, its figures on the screen, its paper, issuing it."""

from __future__ import annotations

from tracker.blueprints.reports import background, deeds, files, layout, numbers, regimes, words
from tracker.blueprints.reports.views import bp

__all__ = ["background", "bp", "deeds", "files", "layout", "numbers", "regimes", "words"]
