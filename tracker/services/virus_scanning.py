"""Files are looked at by a virus scanner, in the background: one verdict, one row, one commit.

Only the bytes leave for the scanner, in no transaction. While it is away everything waits and
the next round tries again; nothing is lost and nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.channels.clamd import Scanner, ScannerAway, Verdict
from tracker.domain.delivery import ScanState
from tracker.domain.errors import NotFound
from tracker.models import Blob, BlobScan
from tracker.services.infected_files import tell_of_infected
from tracker.services.loading import for_change
from tracker.storage import FileStore

ROUND = 200
"""Files looked at in one round of the clock."""

GONE = "không còn trong kho lưu trữ"


@dataclass(slots=True)
class ScanRound:
    """What a round did. ``away``: why the scanner did not answer; "" when it did."""

    clean: int = 0
    infected: int = 0
    unscannable: int = 0
    away: str = ""

    def count(self, state: ScanState) -> None:
        self.clean += state is ScanState.CLEAN
        self.infected += state is ScanState.INFECTED
        self.unscannable += state is ScanState.UNSCANNABLE


def scan_waiting(
    session: Session,
    *,
    store: FileStore,
    scanner: Scanner,
    clock: Callable[[], datetime],
    limit: int = ROUND,
) -> ScanRound:
    """Look at the oldest files that nobody has looked at. A batch service: commits per file."""
    waiting = (
        select(Blob.sha256)
        .where(Blob.scan_state.in_((ScanState.NOT_SCANNED, ScanState.PENDING)))
        .order_by(Blob.created_at, Blob.sha256)
        .limit(limit)
    )
    return _scan(session, list(session.scalars(waiting)), store, scanner, clock)


def scan_again(
    session: Session,
    *,
    store: FileStore,
    scanner: Scanner,
    clock: Callable[[], datetime],
) -> ScanRound:
    """Look at every file once more: a scanner learns. Its last word counts."""
    return _scan(
        session,
        list(session.scalars(select(Blob.sha256).order_by(Blob.created_at, Blob.sha256))),
        store,
        scanner,
        clock,
    )


def _scan(
    session: Session,
    hashes: list[str],
    store: FileStore,
    scanner: Scanner,
    clock: Callable[[], datetime],
) -> ScanRound:
    session.commit()
    done = ScanRound()
    for sha256 in hashes:
        try:
            found = _look(store, scanner, sha256)
        except ScannerAway as error:
            done.away = str(error) or "away"
            break
        _keep(session, sha256, found, clock())
        done.count(found.state)
    return done


def _look(store: FileStore, scanner: Scanner, sha256: str) -> Verdict:
    try:
        stream = store.open(sha256)
    except NotFound:
        return Verdict(ScanState.UNSCANNABLE, GONE)
    with stream:
        return scanner.scan(stream)


def _keep(session: Session, sha256: str, found: Verdict, now: datetime) -> None:
    """The verdict and, for a virus, everything that follows from it, in one transaction."""
    blob = for_change(session, Blob, sha256)
    news = found.state is ScanState.INFECTED and blob.scan_state is not ScanState.INFECTED
    blob.scan_state = found.state
    session.add(BlobScan(blob_sha256=sha256, at=now, state=found.state, said=found.said[:200]))
    session.flush()
    if news:
        tell_of_infected(session, sha256, found.said, now=now)
    session.commit()
