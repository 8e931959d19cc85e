"""How long a morning takes to plan: `python3 benchmarks/reminders.py [--scale N] [--open N]`.

Makes a generated office (or takes the one in --data DIR), opens as many of its closed tasks as are
asked for, with due days spread over a year, and plans mornings: the first one ever (everything in
reach is told of), ordinary ones after it, the same one again. Each morning is a process of its own,
so that memory is the planner's. The table goes to docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tracker.launch.environment import NEEDED, PYTHON, prepare  # noqa: E402

if Path(sys.executable).resolve() != PYTHON.resolve() or sys.prefix == sys.base_prefix:
    prepare(NEEDED)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 — the same words, with our packages

from sqlalchemy import Engine, func, select, text, update  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from benchmarks.web_server import Office as MadeOffice  # noqa: E402
from benchmarks.web_server import machine  # noqa: E402
from tracker.app import create_app  # noqa: E402
from tracker.config import Config  # noqa: E402
from tracker.db import db  # noqa: E402
from tracker.domain.local_time import VIETNAM, local_day  # noqa: E402
from tracker.domain.task_status import OPEN, TaskStatus  # noqa: E402
from tracker.models import Deadline, Office, Task, User  # noqa: E402
from tracker.queries.working_calendar import working_calendar  # noqa: E402
from tracker.services.reminders import plan  # noqa: E402

PAPER = ROOT / "docs" / "performance.md"
SPREAD = 180
"""Days before and after the morning over which due days of opened tasks are spread."""
AIM = {"first": "–", "ordinary": "5 s", "again": "–"}
MORNINGS = ("first", "ordinary", "ordinary", "ordinary", "again")


@dataclass(frozen=True)
class Morning:
    """Seconds by the wall and of the processor, what was planned, the peak of memory.

    ``server``: seconds of the database's own process; SQLite has none.
    """

    name: str
    day: str
    seconds: float
    processor: float
    server: float
    reminders: int
    people: int
    megabytes: int


def main(words: Sequence[str]) -> int:
    """Measure, print, write; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database")
    parser.add_argument("--scale", type=int, default=100_000, help="tasks to generate (100000)")
    parser.add_argument("--open", type=int, default=100_000, help="open tasks (100000)")
    parser.add_argument("--data", type=Path, help="data folder: made, or taken when it is there")
    parser.add_argument("--mail", action="store_true", help="everybody has an address")
    parser.add_argument("--keep", action="store_true", help="leave the data behind")
    parser.add_argument("--dry", action="store_true", help="print the table, write nothing")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.one:
        print(json.dumps(asdict(_one(asked.one))))
        return 0
    office = MadeOffice(asked.scale, asked.database_url, asked.data, keep=asked.keep)
    try:
        office.fill()
        day, opened = _open_more(office.env(), asked.open, mail=asked.mail)
        rows = _mornings(office.env(), day)
    finally:
        office.remove()
    name = office.database()
    ways = "everybody has an address" if asked.mail else "few have an address"
    shown = table(f"{name}, {opened:,} open tasks, {ways}", rows)
    print(shown)
    if not asked.dry:
        mail = " mail" if asked.mail else ""
        write(f"{name.partition(' ')[0].lower()} {asked.open}{mail}", shown)
    return 0


def _mornings(environment: dict[str, str], day: date) -> list[Morning]:
    """Five plannings, each in a process of its own."""
    rows = []
    for name in MORNINGS:
        ran = subprocess.run(
            [sys.executable, __file__, "--one", f"{name} {day.isoformat()}"],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        row = Morning(**json.loads(ran.stdout.splitlines()[-1]))
        rows.append(row)
        if row.name != "again":
            day = _next(environment, day)
        if len(rows) == len(MORNINGS) - 1:
            day = date.fromisoformat(row.day)
    return rows


def _one(words: str) -> Morning:
    """Plan one morning, here."""
    name, day = words.split()
    app = create_app(Config.from_env())
    with app.app_context():
        session = db.session()
        office_id = session.scalars(select(Office.id)).first() or 0
        session.commit()
        now = datetime.fromisoformat(f"{day}T07:30").replace(tzinfo=VIETNAM)
        server = _server(session)
        session.commit()
        wall, used = time.perf_counter(), time.process_time()
        done = plan(session, office_id=office_id, now=now, base_url="http://tracker.test")
        return Morning(
            name=name,
            day=day,
            seconds=time.perf_counter() - wall,
            processor=time.process_time() - used,
            server=_server(session) - server,
            reminders=done.total,
            people=len(done.people),
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )


def _server(session: Session) -> float:
    """Processor seconds of the database process that serves us, when it is on this machine."""
    if session.get_bind().dialect.name == "sqlite":
        return 0.0
    process = Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/stat")
    if not process.exists():
        return 0.0
    fields = process.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _open_more(environment: dict[str, str], wanted: int, *, mail: bool) -> tuple[date, int]:
    """Open closed tasks until ``wanted`` are open; the first working morning, how many are."""
    os.environ.update(environment)
    app = create_app(Config.from_env())
    with app.app_context():
        session = db.session()
        office = session.scalars(select(Office)).one()
        if mail:
            session.execute(update(User).values(email=User.login + "@tracker.test"))
        last = session.scalars(select(func.max(Task.updated_at))).one()
        day = working_calendar(session, office.id).add(local_day(last), 1)
        present = len(session.scalars(select(Task.id).where(Task.status.in_(sorted(OPEN)))).all())
        closed = session.scalars(
            select(Task.id)
            .where(Task.status == TaskStatus.COMPLETED)
            .order_by(Task.id)
            .limit(max(0, wanted - present))
        ).all()
        session.commit()
        engine: Engine = db.engine
        _open(engine, list(closed), day)
        return day, present + len(closed)


def _open(engine: Engine, task_ids: Sequence[int], day: date) -> None:
    """Past the services: the generated life goes on, only what the planner reads is changed."""
    with engine.begin() as connection:
        for offset in range(2 * SPREAD):
            some = [task_id for n, task_id in enumerate(task_ids) if n % (2 * SPREAD) == offset]
            due_on = day + timedelta(days=offset - SPREAD)
            for start in range(0, len(some), 500):
                ids = some[start : start + 500]
                state = {"status": TaskStatus.IN_PROGRESS, "done_on": None, "due_on": due_on}
                connection.execute(update(Task.__table__).where(Task.id.in_(ids)).values(**state))
                connection.execute(
                    update(Deadline.__table__)
                    .where(Deadline.task_id.in_(ids))
                    .values(due_on=due_on)
                )


def _next(environment: dict[str, str], day: date) -> date:
    os.environ.update(environment)
    app = create_app(Config.from_env())
    with app.app_context():
        office_id = db.session.scalars(select(Office.id)).first() or 0
        return working_calendar(db.session(), office_id).add(day, 1)


def table(title: str, rows: Sequence[Morning]) -> str:
    """The run as Markdown."""
    load = os.getloadavg()[0]
    lines = [
        f"**{title}**, {machine()}, one process. Load of the machine: {load:.1f}.",
        "",
        "| morning | wall | aim | processor | of the database | reminders | people | peak memory |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row.name}, {row.day} | {row.seconds:.1f} s | {AIM[row.name]} "
            f"| {row.processor:.1f} s | {row.server:.1f} s | {row.reminders:,} | {row.people} "
            f"| {row.megabytes} MB |"
        )
    return "\n".join(lines)


def write(name: str, shown: str, paper: Path = PAPER) -> None:
    """Put the table between its two markers, which are made at the end when they are missing."""
    first, last = f"<!-- reminders {name}: begin -->", f"<!-- reminders {name}: end -->"
    whole = paper.read_text("utf-8")
    if first not in whole:
        whole = f"{whole.rstrip()}\n\n{first}\n{last}\n"
    before, _, rest = whole.partition(first)
    _, _, after = rest.partition(last)
    paper.write_text(f"{before}{first}\n\n{shown}\n\n{last}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
