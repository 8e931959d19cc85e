"""Time and memory of delivering a morning's digests: `python -m benchmarks.delivery [PEOPLE]`.

An invented office of units with a head and ten tasks each. The morning is
planned, then delivered by a process of its own to a real SMTP server in another process on the
same machine, one SMTP transaction per person. `--database-url` names an empty PostgreSQL
database; else SQLite in a folder that is removed. Writes its table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP
from sqlalchemy import func, select

from tests.faults.many_tasks import FIRST_DAY, an_office_with
from tests.faults.week import morning
from tests.support.mail import free_port
from tests.support.migrated import migrate
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.channels.email import EmailChannel
from tracker.channels.smtp_server import SmtpServer
from tracker.db import db
from tracker.domain.delivery import Channel
from tracker.models import Office, OutboxMessage
from tracker.services import outbox
from tracker.services.reminders import plan
from tracker.services.ways_out import Ways

PAPER = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
TASKS_A_PERSON = 10
AIM_SECONDS, AIM_MEGABYTES = 20, 200


@dataclass(frozen=True)
class Figures:
    """``seconds``: by the clock on the wall; ``cpu``: of the delivering process; ``peak``: MB."""

    sent: int
    seconds: float
    cpu: float
    peak: float


def main(words: Sequence[str]) -> int:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=1000)
    parser.add_argument("--database-url", default="")
    parser.add_argument("--dry", action="store_true", help="print the table, write nothing")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = asked.database_url or f"sqlite:///{(folder / 'tracker.db').as_posix()}"
        fill(url, folder, asked.people)
        figures = measure(url, folder)
    text = table(url, figures)
    print(text)
    if not asked.dry:
        write("postgresql" if asked.database_url else "sqlite", text)
    return 0 if figures.sent == asked.people else 1


def fill(url: str, folder: Path, people: int) -> None:
    """An office, and its morning planned."""
    migrate(url)
    app = create_app(config_for(url, folder))
    with app.app_context():
        an_office_with(db.session(), people * TASKS_A_PERSON, people)
        office = db.session.scalar(select(Office.id)) or 0
        plan(db.session(), office_id=office, now=morning(FIRST_DAY), base_url="http://t.test")
        waiting = db.session.scalar(
            select(func.count()).where(
                OutboxMessage.channel == Channel.EMAIL, OutboxMessage.sent_at.is_(None)
            )
        )
        print(f"{waiting} digests wait")
        db.session.remove()
        db.engine.dispose()


def measure(url: str, folder: Path) -> Figures:
    """The server in one process, the delivery in another."""
    context = multiprocessing.get_context("spawn")
    port = free_port()
    server = context.Process(target=serve, args=(port,), daemon=True)
    server.start()
    told: Queue[Figures] = context.Queue()
    carrier = context.Process(target=deliver, args=(url, folder, port, told))
    carrier.start()
    figures = told.get(timeout=600)
    carrier.join()
    server.kill()
    server.join()
    return figures


def deliver(url: str, folder: Path, port: int, told: Queue[Figures]) -> None:
    """What ``flask outbox deliver`` does, timed."""
    import resource  # noqa: PLC0415 (not on Windows)

    app = create_app(config_for(url, folder))
    server = SmtpServer.from_url(f"smtp://127.0.0.1:{port}")
    moment = morning(FIRST_DAY).astimezone(UTC)
    _await(port)
    with app.app_context():
        channel = EmailChannel(server, sender="theo.doi@tracker.test")
        begin, cpu = time.monotonic(), time.process_time()
        done = outbox.deliver(
            db.session(),
            ways=Ways(email=channel),
            clock=lambda: moment,
            base_url="http://t.test",
            limit=100_000,
        )
        channel.close()
        seconds, used = time.monotonic() - begin, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told.put(Figures(done.sent, seconds, used, peak))


class Sink:
    """Takes everything."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session, envelope
        return "250 OK"


def serve(port: int) -> None:
    """Until killed."""

    async def forever() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Sink(), loop=loop), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(forever())


def _await(port: int) -> None:
    for _ in range(1200):
        try:
            SmtpServer("127.0.0.1", port).open(timeout=1).quit()
            return
        except OSError:
            time.sleep(0.05)


def table(url: str, figures: Figures) -> str:
    """The run as Markdown."""
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return "\n".join(
        [
            f"**{kind}**, {os.cpu_count()} cores, Python {platform.python_version()}, {day}; the "
            f"mail server shares the cores. Load of the machine: {os.getloadavg()[0]:.1f}.",
            "",
            "| digests | by the clock | aim | processor time of ours | peak memory | aim |",
            "|---|---|---|---|---|---|",
            f"| {figures.sent} | {figures.seconds:.1f} s | {AIM_SECONDS} s | {figures.cpu:.1f} s "
            f"| {figures.peak:.0f} MB | {AIM_MEGABYTES} MB |",
        ]
    )


def write(name: str, text: str) -> None:
    """Between its two markers, which are made at the end when they are missing."""
    first, last = f"<!-- delivery {name}: begin -->", f"<!-- delivery {name}: end -->"
    paper = PAPER.read_text("utf-8")
    if first not in paper:
        paper = f"{paper.rstrip()}\n\n{first}\n{last}\n"
    before, _, rest = paper.partition(first)
    after = rest.partition(last)[2]
    PAPER.write_text(f"{before}{first}\n\n{text}\n\n{last}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
