"""The history of a generated office: deeds in the order of their moments, each sealed.

Tasks are lived one after another, their deeds lie interleaved: they wait here until every deed
before them is known, and are written with growing keys, as a real history grows.
"""

from __future__ import annotations

import heapq
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import inspect as shape_of

from tracker.demo.scale.table_writer import TableWriter
from tracker.domain.history import EventKind
from tracker.domain.history_chain import FIRST, Keys
from tracker.models import Event, HistoryLink

_BLANK: dict[str, Any] = dict.fromkeys(column.key for column in shape_of(Event).columns) | {
    "basis": "",
    "note": "",
    "data": {},
}


class Chronicle:
    """Events on their way into the chain behind ``seq`` and ``seal``."""

    def __init__(
        self, writer: TableWriter, keys: Keys, office_id: int, *, seq: int, seal: str
    ) -> None:
        self.seq, self.seal = seq, seal or FIRST
        self._keys = keys
        self._office_id = office_id
        self._events = writer.sheet(Event)
        self._links = writer.sheet(HistoryLink)
        self._waiting: list[tuple[datetime, int, dict[str, Any]]] = []
        self._order = count()

    def add(self, kind: EventKind, at: datetime, actor_id: int, **values: Any) -> None:
        """A deed at a moment (UTC); ``values`` are columns of the event."""
        given = {"kind": kind, "at": at, "actor_id": actor_id, "office_id": self._office_id}
        heapq.heappush(self._waiting, (at, next(self._order), given | values))

    def write_before(self, moment: datetime | None) -> None:
        """Seal and write every deed before ``moment``; None: all."""
        waiting = self._waiting
        while waiting and (moment is None or waiting[0][0] < moment):
            values = heapq.heappop(waiting)[2]
            event_id = self._events.take_key()
            values = _BLANK | values | {"id": event_id}
            self._events.add(**values)
            self.seq += 1
            self.seal = self._keys.seal(self.seal, values)
            self._links.add(
                seq=self.seq, event_id=event_id, seal=self.seal, key_id=self._keys.current
            )
