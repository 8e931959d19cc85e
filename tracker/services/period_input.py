"""A unit's period page as it was typed, before any rule has looked at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.follow_up import Milestone


@dataclass(frozen=True, slots=True)
class LineInput:
    """What was typed for one regular duty. ``no_change``: nothing new since the last period."""

    duty_id: int
    result: str = ""
    paper_number: str = ""
    paper_on: date | None = None
    obstacle: str = ""
    no_change: bool = False

    @property
    def answered(self) -> bool:
        """A result, a paper, an obstacle, or "không thay đổi"."""
        words = (self.result, self.paper_number, self.obstacle)
        return self.no_change or any(text.strip() for text in words)


@dataclass(frozen=True, slots=True)
class TaskInput:
    """What was typed for one open task."""

    task_id: int
    milestone: Milestone
    text: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """The whole page as typed."""

    lines: Sequence[LineInput] = ()
    tasks: Sequence[TaskInput] = ()
    results: str = ""
    obstacles: str = ""
    proposals: str = ""
