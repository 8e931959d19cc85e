"""The three commands of manage.py: run, test, flask."""

from __future__ import annotations

import argparse
import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from tracker.launch.environment import HERE, NEEDED, PYTHON, TEST_TOOLS, SetUpFailed, prepare
from tracker.launch.listeners import listen, port_fault
from tracker.launch.processes import Together

FLASK = [str(PYTHON), "-m", "flask", "--app", str(HERE / "wsgi.py")]

MOST_WORKERS = 32

_USAGE = """\
python3 manage.py run   [--host H] [--port P] [--workers N]   chạy hệ thống / start the system
python3 manage.py test  [--full] [pytest arguments]  chạy kiểm thử / run the tests
python3 manage.py flask [command]                    lệnh vận hành / operator's commands"""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Vietnamese
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    try:
        if command == "run":
            return _run(rest)
        if command == "test":
            return _test(rest)
        if command == "flask":
            prepare(NEEDED)
            return _become([*FLASK, *rest])
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(_USAGE, file=sys.stdout if command in ("-h", "--help") else sys.stderr)
    return 0 if command in ("-h", "--help") else 2


def _run(rest: Sequence[str]) -> int:
    """Web and scheduler side by side, after the database was brought up to date."""
    parser = argparse.ArgumentParser(prog="manage.py run")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on (8080)")
    parser.add_argument("--workers", type=int, default=1, help="processes that serve pages (1)")
    asked = parser.parse_args(rest)
    fault = _workers_fault(asked.workers) or port_fault(asked.host, asked.port)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    prepare(NEEDED)
    if asked.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        os.environ.setdefault("TRACKER_BASE_URL", _address(asked.host, asked.port))
    together = Together()
    code = together.run([*FLASK, "serve", "prepare", "--host", asked.host])
    if code or together.was_asked():
        return code
    code = _serve(together, asked.host, asked.port, asked.workers)
    return code if together.was_asked() else code or 1  # none of them ends in good order by itself


def _serve(together: Together, host: str, port: int, workers: int) -> int:
    """One web process that listens by itself, or several at one socket that was bound for them."""
    web, scheduler = [*FLASK, "serve", "web", "--host", host], [*FLASK, "scheduler", "run"]
    web += ["--port", str(port)]
    if workers == 1:
        return together.run(web, scheduler)
    listeners = listen(host, port)
    numbers = [listener.fileno() for listener in listeners]
    for number in numbers:
        web += ["--socket", str(number)]
    web += ["--workers", str(workers)]  # one that becomes several shares what it has loaded
    return together.run(web, scheduler, handing=numbers)


def _workers_fault(workers: int) -> str:
    """Why there cannot be so many web processes; empty when there can."""
    if not 1 <= workers <= MOST_WORKERS:
        return (
            f"Số tiến trình phục vụ phải từ 1 đến {MOST_WORKERS}.\n"
            f"--workers takes a number from 1 to {MOST_WORKERS}."
        )
    if workers > 1 and os.name == "nt":
        return (
            "Trên Windows chỉ chạy được một tiến trình phục vụ: hãy bỏ --workers.\n"
            "On Windows there is one web process: leave out --workers."
        )
    return ""


def _test(rest: Sequence[str]) -> int:
    """pytest on two cores, unless the caller decides otherwise."""
    prepare(NEEDED, TEST_TOOLS)
    decided = any(word.startswith(("-n", "--numprocesses", "--pdb", "no:xdist")) for word in rest)
    workers = [] if decided else ["-n", "2", "--dist", "loadgroup"]
    os.chdir(HERE)
    return _become([str(PYTHON), "-m", "pytest", *workers, *rest])


def _become(command: Sequence[str]) -> int:
    """Turn into ``command``: exit code and signals are its own."""
    os.environ["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], list(command))  # noqa: S606 - no shell is wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows would return to the prompt at once
    return subprocess.call(command)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
