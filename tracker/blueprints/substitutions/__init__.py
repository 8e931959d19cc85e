"""Standing in for somebody (phân công xử lý thay): who does it for whom, from when to when."""

from __future__ import annotations

from tracker.blueprints.substitutions.views import bp

__all__ = ["bp"]
