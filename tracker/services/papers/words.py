"""Words and cells that several kinds of paper share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.vietnamese import capitalised, day_words
from tracker.queries.paper_tasks import PaperTask

NO_DAY = "Không có"
#: How many coordinating units a cell names before it says how many more there are.
SHOWN_UNITS = 4


def day(value: date | None) -> str:
    """A day in a cell."""
    return day_words(value) if value else NO_DAY


def due(task: PaperTask) -> str:
    """The day of a task; without one the order's own words for it."""
    return day_words(task.due_on) if task.due_on else capitalised(task.due_phrase) or "Thường xuyên"


def counted(number: int) -> str:
    """Counts in running text: "03 nhiệm vụ"."""
    return f"{number:02d}"


def order_paper(task: PaperTask) -> str:
    """The paper behind a task, on lines of its own so that a number is not torn."""
    on = f"\nngày {day_words(task.source_on)}" if task.source_on else ""
    return task.source.replace(" số ", " số\n") + on


def some_units(names: Sequence[str]) -> str:
    """All of a few, the first of many with how many more."""
    if len(names) <= SHOWN_UNITS:
        return ", ".join(names)
    few = SHOWN_UNITS - 1
    return f"{', '.join(names[:few])} và {len(names) - few} đơn vị khác"


def sentence(text: str) -> str:
    """With a capital and one full stop."""
    return capitalised(text.rstrip(" .;")) + "."
