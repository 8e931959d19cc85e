"""DOOR FOR TIME. Which job runs when, and nothing else: each opens a context and calls services.

Its own process (``flask scheduler run``), never inside a web worker. Jobs are declared here,
kept in memory, in Vietnam's time zone; a lease row lets one scheduler work while others stand
by. Safety does not come from trust in the clock but from the ledger's unique key: every job
may run twice.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask
from sqlalchemy.exc import OperationalError

from tracker.channels.clamd import ClamdScanner
from tracker.config import Config
from tracker.db import db, reading, writing
from tracker.domain.health_rules import MORNING
from tracker.domain.local_time import VIETNAM, local_moment
from tracker.scheduler.offices import deliver_all, draft_all, plan_all, roll_all
from tracker.services import jobs, leases
from tracker.services.due_reports import DueReports
from tracker.services.history_sealing import hand_out
from tracker.services.long_work import work_next
from tracker.services.outbox import Delivery
from tracker.services.reminders import Plan
from tracker.services.scan_queue import waiting_tokens
from tracker.services.series_rolling import Rolled
from tracker.services.upkeep import upkeep
from tracker.services.virus_scanning import ScanRound, scan_waiting
from tracker.storage import FileStore

log = logging.getLogger("tracker.scheduler")

HEADS_FILE = "history_heads.txt"
"""Seals of past days; copies of this file elsewhere show a cut tail (flask history verify)."""

STALE_UPLOAD = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What the jobs stand on: one application, its settings, its store, its clock."""

    app: Flask
    config: Config
    store: FileStore
    clock: Callable[[], datetime]
    owner: str
    stopping: threading.Event = field(default_factory=threading.Event)
    """Set at the end of the process: long work is given back between two steps."""
    working: threading.Lock = field(default_factory=threading.Lock)

    def renew(self) -> bool:
        """Hold the lease of the clock; False while another scheduler holds it."""
        with self.app.app_context():
            return leases.hold(db.session(), name=leases.CLOCK, owner=self.owner, now=self.clock())

    def plan(self) -> list[Plan]:
        """Plan this morning in every office, once the morning has come."""
        now = self.clock()
        if local_moment(now).time() < MORNING:
            return []
        return plan_all(self.app, now=now, base_url=self.config.base_url)

    def roll(self) -> list[Rolled]:
        """Make the tasks of recurring duties whose period has come."""
        return roll_all(self.app, now=self.clock())

    def draft_reports(self) -> list[DueReports]:
        """Draft the reports of periods whose last day is over."""
        return draft_all(self.app, now=self.clock())

    def deliver(self) -> Delivery:
        """Hand over what waits, when mail is live."""
        return deliver_all(self.app, config=self.config, clock=self.clock)

    def hand_out_head(self) -> None:
        """The day's seal of the history, kept beside the database as well as in it."""
        with self.app.app_context(), writing():
            head = hand_out(db.session(), now=self.clock())
            line = f"{head.on_day} {head.seq}:{head.seal}\n" if head else ""
        kept = self.config.data_dir / HEADS_FILE
        if line and line not in (kept.read_text("ascii") if kept.exists() else ""):
            with kept.open("a", encoding="ascii") as file:
                file.write(line)

    def sweep(self) -> None:
        """Remove uploads that nobody finished, but none that waits to be read."""
        with self.app.app_context(), reading():
            spared = waiting_tokens(db.session())
        self.store.sweep_quarantine(self.clock() - STALE_UPLOAD, spared=spared)
        with self.app.app_context():
            upkeep(db.session(), now=self.clock())

    def scan(self) -> ScanRound | None:
        """Let the virus scanner look at new files, where one is set."""
        if not self.config.clamd:
            return None
        with self.app.app_context():
            done = scan_waiting(
                db.session(),
                store=self.store,
                scanner=ClamdScanner(self.config.clamd),
                clock=self.clock,
            )
        if done.away:
            log.warning("the virus scanner did not answer: %s", done.away)
        return done

    def work(self) -> None:
        """Do the jobs that wait, one after the other, while no worker is there to do them."""
        if not self.working.acquire(blocking=False):
            return  # the last round is still at work
        try:
            with self.app.app_context():
                while self._has_work():
                    work_next(
                        db.session(),
                        store=self.store,
                        owner=self.owner,
                        go_on=lambda: not self.stopping.is_set(),
                        clock=self.clock,
                    )
        finally:
            self.working.release()

    def _has_work(self) -> bool:
        if self.stopping.is_set():
            return False
        with reading():
            session, now = db.session(), self.clock()
            return jobs.are_waiting(session, now=now) and not leases.any_worker(session, now=now)


def owner_name() -> str:
    """Who holds the lease: host and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def plan_of_day(works: Clockwork) -> list[tuple[str, Callable[[], object], object]]:
    """Name, what to do, when: the whole plan of the day."""
    return [
        ("roll", works.roll, CronTrigger(hour=5, minute=30, second=0, timezone=VIETNAM)),
        ("reports", works.draft_reports, CronTrigger(hour=5, minute=45, timezone=VIETNAM)),
        ("plan", works.plan, CronTrigger(hour=7, minute=30, second=0, timezone=VIETNAM)),
        ("deliver", works.deliver, IntervalTrigger(seconds=20, timezone=VIETNAM)),
        ("head", works.hand_out_head, CronTrigger(hour=23, minute=50, timezone=VIETNAM)),
        ("work", works.work, IntervalTrigger(seconds=2, timezone=VIETNAM)),
        ("scan", works.scan, IntervalTrigger(seconds=20, timezone=VIETNAM)),
        ("sweep", works.sweep, CronTrigger(hour=0, minute=10, second=0, timezone=VIETNAM)),
    ]


def fire_times(
    works: Clockwork, now: datetime, *, count: int = 3
) -> list[tuple[str, list[datetime]]]:
    """The next moments of every job after ``now``."""
    return [(name, _next(trigger, now, count)) for name, _work, trigger in plan_of_day(works)]


def _next(trigger: Any, now: datetime, count: int) -> list[datetime]:
    """An interval counts from the moment it was made, which is now."""
    if isinstance(trigger, IntervalTrigger):
        return [now + trigger.interval * nth for nth in range(1, count + 1)]
    times: list[datetime] = []
    previous: datetime | None = None
    for _ in range(count):
        found = trigger.get_next_fire_time(previous, previous or now)
        if found is None:
            break
        times.append(found)
        previous = found
    return times


def build(works: Clockwork) -> BackgroundScheduler:
    """The scheduler with every job behind the lease; rolling and planning also run at start."""
    scheduler = BackgroundScheduler(
        timezone=VIETNAM,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    standing = {"holds": False}

    def heartbeat() -> None:
        held = _quietly("lease", works.renew)
        if held and not standing["holds"]:
            log.info("this scheduler holds the clock: %s", works.owner)
            standing["holds"] = True
            _quietly("sweep", works.sweep)
            _quietly("roll", works.roll)
            _quietly("plan", works.plan)
        standing["holds"] = bool(held)

    def behind_lease(name: str, work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            if standing["holds"]:
                _quietly(name, work)

        return run

    for name, work, trigger in plan_of_day(works):
        # Long work runs on while the clock ticks: the next round looks in and leaves at once.
        rounds = 2 if name == "work" else 1
        scheduler.add_job(
            behind_lease(name, work), trigger, id=name, name=name, max_instances=rounds
        )
    scheduler.add_job(
        heartbeat,
        IntervalTrigger(seconds=10, timezone=VIETNAM),
        id="lease",
        name="lease",
        next_run_time=works.clock(),
    )
    return scheduler


def _quietly(name: str, work: Callable[[], object]) -> object:
    """A job that fails is logged and runs again next time; the clock goes on."""
    try:
        return work()
    except OperationalError:
        log.exception("job %s: the database did not answer", name)
    except Exception:
        log.exception("job %s failed", name)
    return None
