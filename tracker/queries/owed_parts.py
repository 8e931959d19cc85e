"""Which parts of coordinating units still owe an answer, as a condition."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from tracker.models import TaskPart


def is_waiting(part: type[TaskPart] = TaskPart) -> ColumnElement[bool]:
    """As ``TaskPart.is_waiting``; ``part`` may be an alias."""
    return (part.answered_at.is_(None) | part.returned_at.is_not(None)) & part.closed_at.is_(None)
