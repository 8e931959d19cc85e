"""A scheduler as a process of its own, on a clock that a test turns by writing to a file.

It does what ``flask scheduler run`` does, round after round without the waits between them:
renew the lease, plan when it has got it and when a new morning has come, deliver. With
``leaseless`` it never asks for the lease: an old cron entry that somebody forgot.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tests.support.settings import config_for
from tracker.app import create_app
from tracker.channels.email import EmailChannel
from tracker.channels.smtp_server import SmtpServer
from tracker.db import db
from tracker.domain.local_time import local_day
from tracker.scheduler import Clockwork
from tracker.services import outbox
from tracker.services.ways_out import Ways
from tracker.storage import FolderStore

PAUSE = 0.02
SILENCE = 0.5
"""Seconds that the mail server may say nothing; ten in the office are too long for a test."""


@dataclass(frozen=True)
class Place:
    """Where everything lies; handed from process to process."""

    folder: Path
    database_url: str
    smtp_url: str

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    def now(self) -> datetime:
        """The moment that the test wrote down."""
        return datetime.fromisoformat(self.clock_file.read_text("ascii")).astimezone(UTC)

    def turn_to(self, moment: datetime) -> None:
        """All processes see it from now on, whole."""
        fresh = self.clock_file.with_suffix(".fresh")
        fresh.write_text(moment.isoformat(), "ascii")
        os.replace(fresh, self.clock_file)


def works_of(place: Place) -> Clockwork:
    """The clock's jobs on this place."""
    config = config_for(place.database_url, place.folder)
    app = create_app(config, clock=place.now)
    store = FolderStore(place.folder / "store")
    owner = f"may:{os.getpid()}"
    return Clockwork(app=app, config=config, store=store, clock=place.now, owner=owner)


def run(place: Place, *, leaseless: bool) -> None:
    """Until killed."""
    works, planned = works_of(place), date.min
    while True:
        if leaseless or works.renew():
            today = local_day(works.clock())
            if planned != today:
                works.plan()
                planned = today
            deliver(works, place)
        else:
            planned = date.min
        time.sleep(PAUSE)


def deliver(works: Clockwork, place: Place) -> None:
    """One round over a mail server that is not waited for long."""
    server = SmtpServer.from_url(place.smtp_url)
    channel = EmailChannel(server, sender="theo.doi@tracker.test", timeout=SILENCE)
    try:
        with works.app.app_context():
            outbox.deliver(
                db.session(), ways=Ways(email=channel), clock=works.clock, base_url="http://t.test"
            )
    finally:
        channel.close()
