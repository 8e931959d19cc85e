"""Fields of work, and which leader is in charge of what."""

from __future__ import annotations

from tracker.blueprints.charges import fields, leaders
from tracker.blueprints.charges.door import bp

__all__ = ["bp", "fields", "leaders"]
