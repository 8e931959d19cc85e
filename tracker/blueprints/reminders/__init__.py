"""The ladder of the office: its rules in plain words, whom they reach, why and why not."""

from __future__ import annotations

from tracker.blueprints.reminders import answers, editing, narrower
from tracker.blueprints.reminders.door import bp

__all__ = ["answers", "bp", "editing", "narrower"]
