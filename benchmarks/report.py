"""What a month's report costs by the way that people go: `python3 benchmarks/report.py`.

Makes two generated offices (or takes those in --data DIR): a district whose month counts some
300 tasks, and one of --scale tasks. In a process of its own each, the newest month that has ended
is counted and kept as a snapshot (services/reporting.freeze, rolled back afterwards), read again
and drawn as the paper. The best of several times; the table goes to docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tracker.launch.environment import NEEDED, PYTHON, prepare  # noqa: E402

if Path(sys.executable).resolve() != PYTHON.resolve() or sys.prefix == sys.base_prefix:
    prepare(NEEDED)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 — the same words, with our packages

from sqlalchemy import func, select  # noqa: E402

from benchmarks.web_server import Office as MadeOffice  # noqa: E402
from benchmarks.web_server import machine  # noqa: E402
from tracker.app import create_app  # noqa: E402
from tracker.config import Config  # noqa: E402
from tracker.db import db  # noqa: E402
from tracker.domain.local_time import VIETNAM, local_day  # noqa: E402
from tracker.domain.period_choice import offered  # noqa: E402
from tracker.domain.report_snapshot import from_json  # noqa: E402
from tracker.models import Office, Task, User  # noqa: E402
from tracker.permissions import actor_of  # noqa: E402
from tracker.queries.reports import snapshot_of  # noqa: E402
from tracker.services.report_drawing import draw  # noqa: E402
from tracker.services.reporting import freeze  # noqa: E402

PAPER = ROOT / "docs" / "performance.md"
TIMES = 3
DISTRICT = 2_000
"""So many generated tasks make a month of some 300."""

T = TypeVar("T")


@dataclass(frozen=True)
class Month:
    """One office's month: what was counted, seconds of each step, bytes, the peak of memory."""

    tasks: int
    counted: int
    freezing: float
    reading: float
    drawing: float
    snapshot: int
    paper: int
    megabytes: int


def main(words: Sequence[str]) -> int:
    """Measure, print, write; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database")
    parser.add_argument("--scale", type=int, default=100_000, help="tasks to generate (100000)")
    parser.add_argument("--data", type=Path, help="data folder: made, or taken when it is there")
    parser.add_argument("--keep", action="store_true", help="leave the data behind")
    parser.add_argument("--dry", action="store_true", help="print the table, write nothing")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.one:
        print(json.dumps(asdict(_one())))
        return 0
    office = MadeOffice(asked.scale, asked.database_url, asked.data, keep=asked.keep)
    try:
        office.fill()
        ran = subprocess.run(
            [sys.executable, __file__, "--one"],
            env=office.env(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        month = Month(**json.loads(ran.stdout.splitlines()[-1]))
    finally:
        office.remove()
    name = office.database()
    text = table(f"{name}, {month.tasks:,} tasks", month)
    print(text)
    if not asked.dry:
        write(f"{name.partition(' ')[0].lower()} {asked.scale}", text)
    return 0


def _one() -> Month:
    """The month of the office that the environment names, here."""
    app = create_app(Config.from_env())
    with app.app_context():
        session = db.session()
        tasks = session.scalars(select(func.count()).select_from(Task)).one()
        frozen = _best(_frozen)
        content, seconds = frozen
        snapshot, reading = _best(lambda: from_json(content))
        paper, drawing = _best(lambda: draw(snapshot))
        return Month(
            tasks=tasks,
            counted=len(snapshot.counted or ()),
            freezing=seconds,
            reading=reading,
            drawing=drawing,
            snapshot=len(content.encode()),
            paper=len(paper),
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )


def _frozen() -> str:
    """Freeze the newest month that has ended, as whoever administers; leaves nothing behind."""
    session = db.session()
    office = session.scalars(select(Office).order_by(Office.id)).first()
    last = session.scalars(select(func.max(Task.updated_at))).one()
    if office is None or last is None:
        raise SystemExit("There is no office to report on.")
    now = datetime.combine(local_day(last) + timedelta(days=1), datetime.min.time(), VIETNAM)
    person = session.scalars(select(User).order_by(User.id)).all()[-1]
    month = offered(local_day(now))[0]
    report = freeze(
        session,
        office_id=office.id,
        kind=month.kind,
        key=month.key,
        from_on=month.days.from_on,
        to_on=month.days.to_on,
        actor=actor_of(person, office=office, on_day=local_day(now)),
        now=now,
    )
    content = snapshot_of(session, report.id).content
    session.rollback()
    return content


def _best(work: Callable[[], T]) -> tuple[T, float]:
    best, result = float("inf"), None
    for _ in range(TIMES):
        began = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - began)
    return result, best  # type: ignore[return-value]


def table(title: str, month: Month) -> str:
    """The run as Markdown."""
    aim = "1.5 s" if month.tasks > 10 * DISTRICT else "0.4 s in all"
    return "\n".join([
        f"**{title}**, best of {TIMES}, {machine()}. Load of the machine: "
        f"{os.getloadavg()[0]:.1f}.",
        "",
        "| counted | freezing | aim | reading again | drawing | snapshot | .docx | peak memory |",
        "|---|---|---|---|---|---|---|---|",
        f"| {month.counted:,} | {month.freezing:.2f} s | {aim} | {month.reading:.2f} s "
        f"| {month.drawing:.2f} s | {month.snapshot / 1024:,.0f} KB "
        f"| {month.paper / 1024:,.0f} KB | {month.megabytes} MB |",
    ])  # fmt: skip


def write(name: str, text: str, paper: Path = PAPER) -> None:
    """Put the table between its two markers, which are made at the end when they are missing."""
    first, last = f"<!-- report {name}: begin -->", f"<!-- report {name}: end -->"
    whole = paper.read_text("utf-8")
    if first not in whole:
        whole = f"{whole.rstrip()}\n\n{first}\n{last}\n"
    before, _, rest = whole.partition(first)
    _, _, after = rest.partition(last)
    paper.write_text(f"{before}{first}\n\n{text}\n\n{last}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
