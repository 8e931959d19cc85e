"""A week in which everything goes wrong, and what must be true of it in the end."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from multiprocessing.process import BaseProcess

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests.faults.bad_mail_server import BadMailServer
from tests.faults.clock_process import Place, run
from tests.faults.many_tasks import FIRST_DAY, HOLIDAY, LAST_DAY, WORKED_SATURDAY
from tracker.domain.delivery import Channel
from tracker.domain.local_time import VIETNAM
from tracker.models import LedgerEntry, OutboxMessage, PlanRun

STEP = timedelta(seconds=20)
"""By so much the clock goes on with each look of the driver."""

LOOK = 0.05
PATIENCE = 300.0
"""Seconds of real time for one morning; more means that something hangs."""

DAYS = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
WORKING = [day for day in DAYS if day != HOLIDAY and (day.weekday() < 5 or day == WORKED_SATURDAY)]


@dataclass
class Week:
    """Two schedulers and a forgotten one, killed at random, through every morning of a week."""

    place: Place
    engine: Engine
    server: BadMailServer
    dice: random.Random
    kills: int
    killed: int = 0
    moment: datetime = field(default_factory=lambda: morning(FIRST_DAY))
    running: list[tuple[bool, BaseProcess]] = field(default_factory=list)

    def live(self) -> None:
        """From the first morning to the last, then until nothing waits any more."""
        with self._processes():
            for number, day in enumerate(DAYS, start=1):
                self._turn_to(morning(day))
                self._through(day, kills=self.kills * number // len(DAYS))
            for _hour in range(400):
                if self.waiting() == 0:
                    break
                self._turn_to(self.moment + timedelta(hours=1))
                self._wait_until(lambda: not self._due_now())

    def _through(self, day: date, *, kills: int) -> None:
        """The morning's plan is made, the kills of the day are done, most mail has left."""
        half = self.killed + (kills - self.killed) // 2
        works = day in WORKING
        self._wait_until(lambda: self.killed >= half and (not works or self.planned(day)))
        self._wait_until(lambda: self.killed >= kills and self.waiting() <= len(self.server.dead))

    def _wait_until(self, holds: object) -> None:
        assert callable(holds)
        end = time.monotonic() + PATIENCE
        next_kill = time.monotonic() + self.dice.random()
        while not holds():
            assert time.monotonic() < end, f"hangs at {self.moment}: {self.waiting()} wait"
            time.sleep(LOOK)
            self._turn_to(self.moment + STEP)
            if self.killed < self.kills and time.monotonic() > next_kill:
                self._kill_one()
                next_kill = time.monotonic() + self.dice.random() * 1.5

    def _kill_one(self) -> None:
        number = self.dice.randrange(len(self.running))
        leaseless, process = self.running[number]
        process.kill()
        process.join()
        self.killed += 1
        self.running[number] = (leaseless, self._start(leaseless))

    def _start(self, leaseless: bool) -> BaseProcess:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.clock_process"])
        process = context.Process(target=run, args=(self.place,), kwargs={"leaseless": leaseless})
        process.start()
        return process

    @contextmanager
    def _processes(self) -> Iterator[None]:
        self._turn_to(self.moment)
        self.running = [(leaseless, self._start(leaseless)) for leaseless in (False, False, True)]
        try:
            yield
        finally:
            for _leaseless, process in self.running:
                process.kill()
                process.join()

    def _turn_to(self, moment: datetime) -> None:
        self.moment = moment
        self.place.turn_to(moment)

    def planned(self, day: date) -> bool:
        return (
            self._one(
                select(func.count()).where(PlanRun.on_day == day, PlanRun.finished_at.is_not(None))
            )
            > 0
        )

    def waiting(self) -> int:
        return self._one(select(func.count()).where(*_WAITS))

    def _due_now(self) -> bool:
        due = OutboxMessage.next_attempt_at <= self.moment
        return self._one(select(func.count()).where(*_WAITS, due)) > 0

    def _one(self, statement: object) -> int:
        with Session(self.engine) as session:
            session.connection(execution_options={"writing": False})
            return int(session.scalar(statement) or 0)  # type: ignore[call-overload]


_WAITS = (
    OutboxMessage.channel == Channel.EMAIL,
    OutboxMessage.sent_at.is_(None),
    OutboxMessage.failed_at.is_(None),
)


def morning(day: date) -> datetime:
    """Half past seven in Vietnam."""
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Outcome:
    """What the week left behind. ``keys``: (task, rung, recipient …) by channel."""

    sent: int
    given_up: int
    twice: int
    doubtful: int
    reminders: int


def examine(engine: Engine, server: BadMailServer) -> Outcome:
    """Every mail exactly once, or a recorded failure; every double known, under one number."""
    with Session(engine) as session:
        mails = list(
            session.scalars(select(OutboxMessage).where(OutboxMessage.channel == Channel.EMAIL))
        )
        entries = session.scalar(select(func.count()).where(LedgerEntry.channel == Channel.EMAIL))
        homeless = session.scalar(select(func.count()).where(LedgerEntry.message_id.is_(None)))
    assert homeless == 0, "a reminder was claimed and never put into a message"
    by_id = {mail.message_id: mail for mail in mails}
    assert set(server.took) <= set(by_id), "a mail left that nobody planned"
    for mail in mails:
        took, address = server.took[mail.message_id], mail.recipient.email
        assert server.whose.get(mail.message_id, {address}) == {address}
        assert mail.sent_at or mail.failed_at, f"{mail.message_id} was forgotten"
        assert not mail.needless
        if mail.sent_at:
            assert took >= 1, f"{mail.message_id} is written down as sent and never arrived"
        elif address in server.dead:
            assert took == 0
            assert "550" in mail.last_error
        else:
            assert mail.last_error, f"{mail.message_id} failed without a reason"
        assert took <= 1 + mail.doubtful, f"{mail.message_id} came {took} times unnoticed"
    return Outcome(
        sent=sum(mail.sent_at is not None for mail in mails),
        given_up=sum(mail.failed_at is not None for mail in mails),
        twice=sum(count > 1 for count in server.took.values()),
        doubtful=sum(mail.doubtful > 0 for mail in mails),
        reminders=entries or 0,
    )


def keys_of(engine: Engine, *, without: set[str]) -> set[str]:
    """The reminders that were claimed, but for e-mail to addresses that turned out dead."""
    with Session(engine) as session:
        rows = list(session.scalars(select(LedgerEntry)))
        return {
            row.dedupe_key
            for row in rows
            if row.channel is not Channel.EMAIL or row.recipient.email not in without
        }
