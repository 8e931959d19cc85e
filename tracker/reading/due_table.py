"""The deadline phrases of office Vietnamese as one table (86 patterns, domain notes 8.3).

Each row: the numbers of the patterns it covers, an example, the phrase as a regular
expression over small letters, and what it yields. Rows are tried from the top; of two that
begin together the longer wins. A ``line`` row holds only where the phrase is the whole of a
time line or table cell.
"""

from __future__ import annotations

from tracker.reading.due_row import Row
from tracker.reading.due_rows_days import DAYS
from tracker.reading.due_rows_events import EVENTS
from tracker.reading.due_rows_periods import PERIODS
from tracker.reading.due_rows_recurring import RECURRING

ROWS: tuple[Row, ...] = (*RECURRING, *DAYS, *PERIODS, *EVENTS)

COVERED_ELSEWHERE = {
    53: "kịp thời, khẩn trương, sớm: urgency, no date",
    54: "hỏa tốc, thượng khẩn, khẩn: the paper's urgency (header)",
    85: "two milestones: the first is the deadline, the other stays beside it",
    86: "numeric target with a year (targets)",
}
"""Patterns that are no row here, and where they are read."""
