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
    milestone: Milestone | None = None
    no_change: bool = False

    @property
    def answered(self) -> bool:
        """A result, a paper, an obstacle, a milestone, or "không thay đổi"."""
        words = (self.result, self.paper_number, self.obstacle)
        said = any(text.strip() for text in words) or self.milestone is not None
        return self.no_change or said


@dataclass(frozen=True, slots=True)
class TaskInput:
    """What was typed for one open task. ``no_change``: nothing new since the last period."""

    task_id: int
    milestone: Milestone
    text: str = ""
    obstacle: str = ""
    paper_number: str = ""
    paper_on: date | None = None
    no_change: bool = False

    @property
    def said(self) -> bool:
        """Whether anything was typed; the milestone is the task's own until it is changed."""
        return any(text.strip() for text in (self.text, self.paper_number, self.obstacle))

    def to_json(self) -> dict[str, object]:
        """What is kept until the page is sent."""
        return {
            "milestone": self.milestone.value,
            "text": self.text,
            "paper_number": self.paper_number,
            "paper_on": self.paper_on.isoformat() if self.paper_on else None,
            "obstacle": self.obstacle,
            "no_change": self.no_change,
        }


@dataclass(frozen=True, slots=True)
class ReportInput:
    """The whole page as typed."""

    lines: Sequence[LineInput] = ()
    tasks: Sequence[TaskInput] = ()
    results: str = ""
    obstacles: str = ""
    proposals: str = ""
    next_work: str = ""
