"""The order of things: what happens when, one after another, as the days went by."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from tracker.domain.local_time import VIETNAM
from tracker.domain.working_days import Calendar

Deed = Callable[[datetime], None]


class Agenda:
    """Deeds by moment; a deed may put later ones on the agenda. Nothing happens after ``until``."""

    def __init__(self, calendar: Calendar, until: datetime) -> None:
        self.calendar = calendar
        self.until = until
        self._heap: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def at(self, day: date, hour: int, minute: int, deed: Deed) -> bool:
        """Put a deed on the first working day from ``day`` on; False when that is not over yet."""
        works = self.calendar.first_working_on_or_after(day)
        moment = datetime.combine(works, time(hour, minute), VIETNAM)
        if moment > self.until:
            return False
        heapq.heappush(self._heap, (moment, next(self._order), deed))
        return True

    def live(self) -> int:
        """Do everything in order; how many deeds there were."""
        done = 0
        now = self.until - timedelta(days=4000)
        while self._heap:
            moment, _order, deed = heapq.heappop(self._heap)
            now = max(now + timedelta(seconds=1), moment)
            deed(now)
            done += 1
        return done
