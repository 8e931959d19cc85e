"""How fast the pages are: `python3 benchmarks/web.py [--database-url URL] [--scale N]`.

Makes a generated office (or takes the one in --data DIR), starts two web processes as
`manage.py run --workers 2` does, signs in, and measures pages and deeds as people meet them. The
table goes to docs/performance.md. `--profile CODE` shows where the time of one view goes, in one
process and without a network.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import os
import pstats
import signal
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tracker.launch.environment import NEEDED, PYTHON, prepare  # noqa: E402

if Path(sys.executable).resolve() != PYTHON.resolve() or sys.prefix == sys.base_prefix:
    prepare(NEEDED)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 — the same words, with our packages

from benchmarks.web_server import Office, Server, machine  # noqa: E402
from benchmarks.web_table import Measured, Run, table, write  # noqa: E402
from benchmarks.web_views import (  # noqa: E402
    CREATE,
    UPDATE,
    VIEWS,
    Deed,
    View,
    check,
    creating,
    path_of,
    updating,
)
from benchmarks.web_visitor import Answer, Visitor  # noqa: E402
from tracker.app import create_app  # noqa: E402
from tracker.config import Config  # noqa: E402

WARM, TIMES = 12, 60
CONNECTIONS, SECONDS = 8, 6.0
CODES = [view.code for view in (*VIEWS, CREATE, UPDATE)]


def main(words: Sequence[str]) -> int:
    """Measure what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", default="", help="an empty PostgreSQL database")
    parser.add_argument("--scale", type=int, default=100_000, help="tasks (100000)")
    parser.add_argument("--data", type=Path, help="data folder: made, or taken when it is there")
    parser.add_argument("--keep", action="store_true", help="leave the data behind")
    parser.add_argument("--only", default="", help=f"some of: {','.join(CODES)}")
    parser.add_argument("--profile", choices=[view.code for view in VIEWS])
    parser.add_argument("--dry", action="store_true", help="print the table, write nothing")
    asked = parser.parse_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends the server in order
    office = Office(asked.scale, asked.database_url, asked.data, keep=asked.keep)
    try:
        office.fill()
        if office.made_in:
            print(f"{asked.scale} tasks in {office.made_in:.0f} s: {office.folder}")
        if asked.profile:
            _profile(office, next(view for view in VIEWS if view.code == asked.profile))
            return 0
        run = _measure(office, asked.only.split(",") if asked.only else CODES)
    finally:
        office.remove()
    print(table(run))
    if not asked.only and not asked.dry:
        write(run)
    return 0


def _measure(office: Office, codes: Sequence[str]) -> Run:
    rows = []
    with Server(office) as server:
        people = {
            login: Visitor(server.port) for login in {view.login for view in (*VIEWS, UPDATE)}
        }
        for login, visitor in people.items():
            visitor.sign_in(login)
        for view in VIEWS:
            people[view.login].rest()
            if view.code in codes:
                rows.append(_page(view, people[view.login], server.port))
        for view, begin in ((CREATE, creating), (UPDATE, updating)):
            people[view.login].rest()
            if view.code in codes:
                rows.append(_row(view, begin(people[view.login]), rate=None))
        memory = server.memory()
    load = os.getloadavg()[0]
    return Run(office.database(), office.scale, machine(), rows, memory, load)


def _page(view: View, visitor: Visitor, port: int) -> Measured:
    path = path_of(view, visitor)

    def deed() -> Answer:
        return check(view, visitor.get(path))

    for _ in range(WARM):
        deed()
    rate = _rate(view, path, port, visitor.cookie)
    return _row(view, deed, rate=rate)


def _row(view: View, deed: Deed, *, rate: float | None) -> Measured:
    """One connection, one request after another, after some that warm both processes."""
    for _ in range(WARM):
        deed()
    answers = [deed() for _ in range(TIMES)]
    times = sorted(1000 * answer.seconds for answer in answers)
    return Measured(
        view=view,
        median=statistics.median(times),
        p95=times[int(0.95 * len(times))],
        rate=rate,
        kilobytes=answers[-1].size / 1024,
    )


def _rate(view: View, path: str, port: int, cookie: str) -> float:
    """Requests a second over eight connections, asked from a process of their own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(_many, (view, path, port, cookie)))


def _many(view: View, path: str, port: int, cookie: str) -> float:
    done: list[int] = []
    end = time.perf_counter() + SECONDS

    def one() -> None:
        visitor, count = Visitor(port, cookie), 0
        while time.perf_counter() < end:
            check(view, visitor.get(path))
            count += 1
        done.append(count)

    threads = [Thread(target=one) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) < CONNECTIONS:
        raise RuntimeError(f"{view.code}: a connection got a wrong page")
    return sum(done) / (time.perf_counter() - began)


def _profile(office: Office, view: View) -> None:
    """Where the time of one view goes: cumulated, then by itself."""
    client = create_app(Config.from_env(office.env())).test_client()
    form = client.get("/sign-in").text
    token = form.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"csrf_token": token, "identity": view.login, "password": "dong-binh-minh-hoa"}
    client.post("/sign-in", data=typed)
    for _ in range(WARM):
        answer = client.get(view.path)
        check(view, Answer(answer.status_code, answer.text, len(answer.data), 0, ""))
    began = time.process_time()
    for _ in range(TIMES):
        client.get(view.path)
    print(f"{1000 * (time.process_time() - began) / TIMES:.2f} ms of processor time a page")
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(TIMES):
        client.get(view.path)
    profile.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(40)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
