"""The public page of a questionnaire, opened by a one-time link."""

from __future__ import annotations

from tracker.blueprints.answering.views import bp

__all__ = ["bp"]
