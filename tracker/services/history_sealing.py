"""Sealing: every committed event gets its link in the chain, in its own transaction.

``seal_new`` runs as the last thing before a commit (wired in app.py): the tail is locked last of
all rows, for the length of one commit, so writers never wait for each other with it in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, event, exists, select
from sqlalchemy import inspect as shape_of
from sqlalchemy.orm import Session

from tracker.domain.history_chain import FIRST, Fault, Head, Keys, Link, faults
from tracker.domain.local_time import local_day
from tracker.models import Event, HistoryHead, HistoryLink, HistoryTail
from tracker.services.history import UNSEALED

COLUMNS = tuple(column.key for column in shape_of(Event).columns)

_BATCH = 1000


def watch(sessions: Any, keys: Callable[[], Keys]) -> None:
    """Seal whatever sessions of this maker commit, with the keys of the present application."""
    event.listen(sessions, "before_commit", lambda session: seal_new(session, keys))
    event.listen(sessions, "after_rollback", _forget)


def seal_new(session: Session, keys: Callable[[], Keys]) -> None:
    """Link the events of this transaction behind the tail; also what stood there before any."""
    if session.in_nested_transaction() or not session.info.get(UNSEALED):
        return
    fresh = sorted(session.info.pop(UNSEALED))
    tail, sealing = _locked_tail(session), keys()
    if tail.seq == 0:
        _seal(session, tail, Event.id < fresh[0], sealing)
    for start in range(0, len(fresh), _BATCH):
        _seal(session, tail, Event.id.in_(fresh[start : start + _BATCH]), sealing)
    session.flush()


def verify(session: Session, *, keys: Keys, heads: Sequence[Head] = ()) -> Iterator[Fault]:
    """Every place where the history is not what was once written; see domain/history_chain.

    ``heads``: copies kept outside the database; those in it are checked as well.
    """
    kept = [Head(row.seq, row.seal) for row in session.scalars(select(HistoryHead))]
    linked = exists().where(HistoryLink.event_id == Event.id)  # NOT IN would look through all
    outside = session.scalars(select(Event.id).where(~linked).order_by(Event.id)).all()
    return faults(_chain(session), outside=outside, heads=[*kept, *heads], keys=keys)


def hand_out(session: Session, *, now: datetime) -> HistoryHead | None:
    """The day's head: the end of the chain as it stands, once a day; None while it is empty."""
    day = local_day(now)
    head = session.get(HistoryHead, day)
    tail = session.get(HistoryTail, 1)
    if head is not None or tail is None or tail.seq == 0:
        return head
    head = HistoryHead(on_day=day, seq=tail.seq, seal=tail.seal, made_at=now)
    session.add(head)
    session.flush()
    return head


def values_of(row: Event | Row[Any]) -> dict[str, Any]:
    """What a seal covers: every column of the event."""
    return {name: getattr(row, name) for name in COLUMNS}


def _forget(session: Session) -> None:
    """What a whole transaction took back is not sealed; a savepoint takes back only its own part.

    The keys of that part stay and name nothing, or what came in their place afterwards.
    """
    if not session.in_nested_transaction():
        session.info.pop(UNSEALED, None)


def _locked_tail(session: Session) -> HistoryTail:
    query = select(HistoryTail).with_for_update().execution_options(populate_existing=True)
    tail = session.scalar(query)
    if tail is None:
        tail = HistoryTail(id=1, seq=0, seal=FIRST)
        session.add(tail)
    return tail


def _seal(session: Session, tail: HistoryTail, wanted: ColumnElement[bool], keys: Keys) -> None:
    columns = [getattr(Event, name) for name in COLUMNS]
    query = select(*columns).where(wanted).order_by(Event.id)
    for row in session.execute(query):
        tail.seal = keys.seal(tail.seal, values_of(row))
        tail.seq += 1
        session.add(HistoryLink(seq=tail.seq, event_id=row.id, seal=tail.seal, key_id=keys.current))


def _chain(session: Session) -> Iterator[tuple[Link, dict[str, Any] | None]]:
    columns = [getattr(Event, name) for name in COLUMNS]
    after = 0
    while True:
        rows = session.execute(
            select(HistoryLink, *columns)
            .join(Event, Event.id == HistoryLink.event_id, isouter=True)
            .where(HistoryLink.seq > after)
            .order_by(HistoryLink.seq)
            .limit(_BATCH)
        ).all()
        for row in rows:
            link = row.HistoryLink
            known = Link(link.seq, link.event_id, link.seal, link.key_id)
            yield known, (values_of(row) if row.id is not None else None)
        if len(rows) < _BATCH:
            return
        after = rows[-1].HistoryLink.seq
        session.expunge_all()
