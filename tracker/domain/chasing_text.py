"""The chasing text of a unit, to be pasted into the office's chat group: plain, short, worst first.

Chat programs cut long messages and read no tables: at most ``MOST`` characters, one line a task.
Nothing of papers for internal use stands in it, whoever asks (decision 0011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.vietnamese import day_words, nfc, one_line

MOST = 700
"""Characters of the whole text."""

_TITLE, _LEAST = 140, 24
"""Characters that a task's words may take when there is room, and below which they say nothing."""


@dataclass(frozen=True, slots=True)
class ChasedTask:
    """A task that its unit owes: its words (as they may leave the house), its paper, its day."""

    text: str
    paper: str
    due_on: date


def chasing_text(*, unit: str, as_of: date, tasks: Sequence[ChasedTask], total: int) -> str:
    """What to paste. ``tasks``: the worst first, at least the first of ``total``.

    Calendar days overdue, as everywhere (domain/deadlines). Empty when nothing is owed.
    """
    if not tasks:
        return ""
    opening = f"{one_line(unit)}: {total} nhiệm vụ quá hạn, tính đến ngày {day_words(as_of)}."
    closing = "Đề nghị báo cáo kết quả hoặc lý do chậm trên phần mềm."
    lines: list[str] = []
    for number, task in enumerate(tasks, start=1):
        left = total - number
        tail = [_rest(left), closing] if left else [closing]
        room = MOST - len("\n".join([opening, *lines, "", *tail]))
        line = _line(number, task, as_of, room)
        if line is None:
            break
        lines.append(line)
    left = total - len(lines)
    return nfc("\n".join([opening, *lines, *([_rest(left)] if left else []), closing]))


def _rest(left: int) -> str:
    return f"và {left} nhiệm vụ khác."


def _line(number: int, task: ChasedTask, as_of: date, room: int) -> str | None:
    """The task in at most ``room`` characters; None when there is no room to say anything."""
    late = (as_of - task.due_on).days
    paper = f"{one_line(task.paper)}; " if task.paper else ""
    facts = f" ({paper}hạn {day_words(task.due_on)}, quá {late} ngày)"
    head = f"{number}. "
    left = min(room - len(head) - len(facts), _TITLE)
    if left < _LEAST:
        return None
    return f"{head}{_cut(one_line(task.text), left)}{facts}"


def _cut(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, cut at a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
