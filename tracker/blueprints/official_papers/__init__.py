"""Official papers: making one, its preview and .docx, its number, the signed one; the register."""

from __future__ import annotations

from tracker.blueprints.official_papers import deeds, making, register
from tracker.blueprints.official_papers.views import bp

__all__ = ["bp", "deeds", "making", "register"]
