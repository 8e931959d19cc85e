"""What every generated row stands on: sheets, chronicle, society, dice, days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tracker.demo.scale.chronicle import Chronicle
from tracker.demo.scale.society import Society
from tracker.demo.scale.table_writer import TableWriter
from tracker.domain.working_days import Calendar
from tracker.models import SearchEntry, SearchKind


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A file in the store that many hand-ins share."""

    sha256: str
    name: str


@dataclass(slots=True)
class World:
    """Shared by directives and lives."""

    writer: TableWriter
    chronicle: Chronicle
    society: Society
    dice: random.Random
    calendar: Calendar
    today: date
    papers: Sequence[KeptPaper]

    @property
    def last(self) -> date:
        """The last day on which anything happened: the one before the day it is shown."""
        return self.today - timedelta(days=1)

    def day(self, first: date, last: date) -> date:
        """A day between two (inclusive), never beyond ``last``; ``first`` when there is none."""
        span = (min(last, self.last) - first).days
        return first + timedelta(days=self.dice.randint(0, span)) if span > 0 else first

    def find(self, kind: SearchKind, thing_id: int, exact: str, folded: str) -> None:
        """Make a thing findable, as services/search_entries would."""
        self.writer.sheet(SearchEntry).add(
            office_id=self.society.office_id,
            kind=kind,
            thing_id=thing_id,
            exact=exact,
            folded=folded,
        )


def moment(day: date, minute: int) -> datetime:
    """``minute`` after the morning of ``day`` (08:00 in Vietnam), UTC: the same civil day."""
    return datetime.combine(day, time(1), UTC) + timedelta(minutes=minute)
