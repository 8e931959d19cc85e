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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tracker.launch.environment import NEEDED, PYTHON, prepare  # noqa: E402

if Path(sys.executable).resolve() != PYTHON.resolve() or sys.prefix == sys.base_prefix:
    prepare(NEEDED)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 — the same words, with our packages

from benchmarks.pace import Steady  # noqa: E402
from benchmarks.web_server import Office, Server, machine  # noqa: E402
from benchmarks.web_table import Measured, Run, table, write  # noqa: E402
from benchmarks.web_views import (  # noqa: E402
    CREATE,
    UPDATE,
    VIEWS,
    WRITER,
    Deed,
    View,
    check,
    creating,
    paths_of,
    updating,
    writing,
)
from benchmarks.web_visitor import Answer, Visitor  # noqa: E402
from tracker.app import create_app  # noqa: E402
from tracker.config import Config  # noqa: E402

WARM, TIMES, ROUNDS = 12, 20, 6
CONNECTIONS, SECONDS, RATE_ROUNDS = 8, 3.0, 3
WRITES_EVERY = 1.0
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
    rows, steady = [], Steady()
    with Server(office) as server:
        logins = {login for view in VIEWS for login in (view.login, *view.logins)}
        people = {login: Visitor(server.port) for login in {*logins, WRITER}}
        for login, visitor in people.items():
            visitor.sign_in(login)
        for view in VIEWS:
            if view.code in codes:
                for visitor in people.values():
                    visitor.rest()
                rows.append(_page(view, people, server.port, steady))
        for view, begin in ((CREATE, creating), (UPDATE, updating)):
            people[view.login].rest()
            if view.code in codes:
                rows.append(_deeds(view, begin(people[view.login]), steady))
        memory = server.memory()
    load = os.getloadavg()[0]
    return Run(office.database(), office.scale, machine(), rows, memory, load, steady.told)


def _page(view: View, people: Mapping[str, Visitor], port: int, steady: Steady) -> Measured:
    """Alone, then while somebody writes: on that the aims are judged."""
    readers = [people[login] for login in (view.login, *view.logins)]
    paths = paths_of(view, readers[0])
    asked = cycle([(reader, path) for path in paths for reader in readers])

    def deed() -> Answer:
        reader, path = next(asked)
        return check(view, reader.get(path))

    alone, _sizes = _times(deed, steady)
    with _disturbed(writing(people[WRITER])):
        times, sizes = _times(deed, steady)
        cookies = [reader.cookie for reader in readers]
        for visitor in readers:
            visitor.rest()
        rates = steady.rounds(lambda: _rate(view, paths, port, cookies), RATE_ROUNDS)
    return Measured(
        view=view,
        alone=statistics.median(alone),
        median=statistics.median(times),
        p95=times[int(0.95 * len(times))],
        rate=statistics.mean(rates),
        kilobytes=statistics.mean(sizes) / 1024,
    )


def _deeds(view: View, deed: Deed, steady: Steady) -> Measured:
    times, sizes = _times(deed, steady)
    median, p95 = statistics.median(times), times[int(0.95 * len(times))]
    return Measured(view, median, median, p95, None, statistics.mean(sizes) / 1024)


def _times(deed: Deed, steady: Steady) -> tuple[list[float], list[int]]:
    """One connection, one request after another, after some that warm both processes."""
    for _ in range(WARM):
        deed()
    rounds = steady.rounds(lambda: [deed() for _ in range(TIMES)], ROUNDS)
    answers = [answer for answered in rounds for answer in answered]
    return sorted(1000 * answer.seconds for answer in answers), [one.size for one in answers]


def _rate(view: View, paths: Sequence[str], port: int, cookies: Sequence[str]) -> float:
    """Requests a second over eight connections, asked from a process of their own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(_many, (view, paths, port, cookies)))


def _many(view: View, paths: Sequence[str], port: int, cookies: Sequence[str]) -> float:
    done: list[int] = []
    end = time.perf_counter() + SECONDS

    def one(number: int) -> None:
        visitor, count = Visitor(port, cookies[number % len(cookies)]), 0
        while time.perf_counter() < end:
            check(view, visitor.get(paths[(number * 3 + count) % len(paths)]))
            count += 1
        done.append(count)

    threads = [Thread(target=one, args=(number,)) for number in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) < CONNECTIONS:
        raise RuntimeError(f"{view.code}: a connection got a wrong page")
    return sum(done) / (time.perf_counter() - began)


@contextmanager
def _disturbed(deed: Deed) -> Iterator[None]:
    """Somebody writes about once a second meanwhile, as in an office at work."""
    over = Event()

    def write() -> None:
        while not over.wait(WRITES_EVERY):
            deed()

    thread = Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


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
    pages = ROUNDS * TIMES
    began = time.process_time()
    for _ in range(pages):
        client.get(view.path)
    print(f"{1000 * (time.process_time() - began) / pages:.2f} ms of processor time a page")
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(pages):
        client.get(view.path)
    profile.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(40)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
