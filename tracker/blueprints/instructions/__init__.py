"""Leaders' instructions: given on a task or a whole paper, answered, accepted or asked for again."""

from __future__ import annotations

from tracker.blueprints.instructions import whole
from tracker.blueprints.instructions.deeds import bp

__all__ = ["bp", "whole"]
