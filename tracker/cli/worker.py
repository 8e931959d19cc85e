"""``flask worker``: do long work (reading scans), beside the clock and as many as wanted."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.db import db, reading
from tracker.launch.processes import follow_parent
from tracker.scheduler import owner_name
from tracker.services import jobs, leases
from tracker.services.long_work import work_next
from tracker.storage import FileStore
from tracker.surroundings import surroundings

group = AppGroup("worker", help="Long work: reading scans, making long reports.")

_REST = 1.0
"""Seconds between two looks at an empty queue."""

_SIGN_OF_LIFE = leases.TIME_TO_LIVE / 3


@dataclass(slots=True)
class Worker:
    """One process that works. Its lease tells the clock that the jobs are in good hands."""

    store: FileStore
    clock: Callable[[], datetime]
    owner: str
    seen_at: datetime | None = None

    def work(self) -> bool:
        """Do one job if one waits; False when there was none."""
        self.stand_ready()
        with reading():
            waits = jobs.are_waiting(db.session(), now=self.clock())
        return waits and work_next(
            db.session(),
            store=self.store,
            owner=self.owner,
            go_on=self.stand_ready,
            clock=self.clock,
        )

    def stand_ready(self) -> bool:
        """Renew the lease now and then; always willing to go on."""
        now = self.clock()
        if self.seen_at is None or not timedelta() <= now - self.seen_at < _SIGN_OF_LIFE:
            leases.hold(db.session(), name=self._lease, owner=self.owner, now=now)
            self.seen_at = now
        return True

    def leave(self) -> None:
        """Give back what is unfinished."""
        db.session.rollback()
        jobs.release_all(db.session(), owner=self.owner)
        leases.release(db.session(), name=self._lease, owner=self.owner)

    @property
    def _lease(self) -> str:
        return f"{leases.WORKER}:{hashlib.sha256(self.owner.encode()).hexdigest()[:24]}"


@group.command("run")
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
def run(once: bool) -> None:
    """Do jobs until asked to stop. Several may run, also on several machines on PostgreSQL."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    around = surroundings()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    worker = Worker(around.store, around.clock, owner_name())
    follow_parent()
    try:
        while True:
            with app.app_context():
                worked = worker.work()
            if once and not worked:
                break
            if not worked:
                time.sleep(_REST)
    except (KeyboardInterrupt, SystemExit):
        pass  # asked to end, perhaps in the middle of a page
    with app.app_context():
        worker.leave()
