"""Leaders' instructions: given on a task or a paper, answered, accepted, asked for again."""

from __future__ import annotations

from tracker.blueprints.instructions import whole
from tracker.blueprints.instructions.deeds import bp

__all__ = ["bp", "whole"]
