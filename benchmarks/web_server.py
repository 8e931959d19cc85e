"""The system under measurement: a generated office, two web processes, their memory."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

import psycopg
import sqlalchemy

from benchmarks.web_visitor import Visitor
from tracker.launch.environment import HERE, PYTHON

WORKERS = 2
PATIENCE = 120.0


class Office:
    """A data folder with its database; made when it is not there, removed unless it is kept."""

    def __init__(self, scale: int, database_url: str, data: Path | None, *, keep: bool) -> None:
        self.scale, self._url, self._keep = scale, database_url, keep or data is not None
        self.folder = data or Path(tempfile.mkdtemp(prefix="tracker-web-")) / "demo"
        if self.folder.name != "demo":  # whose people share one public password
            self.folder /= "demo"
        self.made_in = 0.0

    def env(self) -> dict[str, str]:
        own = {"TRACKER_DATA_DIR": str(self.folder)}
        if self._url:
            own["TRACKER_DATABASE_URL"] = self._url
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRACKER_")}
        return {**kept, **own, "PYTHONUTF8": "1"}

    def fill(self) -> None:
        """Tables and rows, unless they are there already."""
        if (self.folder / "scale").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        self._flask("db", "upgrade")
        self._flask("demo", "load", "--scale", str(self.scale))
        self.made_in = time.perf_counter() - began
        (self.folder / "scale").write_text(str(self.scale), "ascii")

    def remove(self) -> None:
        """The folder; rows in a PostgreSQL database that was given stay with it."""
        if not self._keep:
            shutil.rmtree(self.folder.parent, ignore_errors=True)

    def database(self) -> str:
        """Which database and version this is."""
        if not self._url:
            return f"SQLite {sqlite3.sqlite_version}"
        address = sqlalchemy.make_url(self._url).set(drivername="postgresql")
        with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
            version = connection.info.server_version
        return f"PostgreSQL {version // 10000}.{version % 10000}"

    def _flask(self, *words: str) -> None:
        subprocess.run(
            [str(PYTHON), "-m", "flask", "--app", str(HERE / "wsgi.py"), *words],
            cwd=HERE,
            env=self.env(),
            check=True,
            stderr=subprocess.DEVNULL if words[0] == "db" else None,
        )


class Server:
    """``manage.py run --workers 2`` on a free port, ended with everything below it."""

    def __init__(self, office: Office) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = int(listener.getsockname()[1])
        words = ["run", "--workers", str(WORKERS), "--port", str(self.port)]
        self._parent = subprocess.Popen(
            [str(PYTHON), str(HERE / "manage.py"), *words],
            cwd=HERE,
            env=office.env(),
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> Server:
        end = time.monotonic() + PATIENCE
        while not self._serves():
            if time.monotonic() > end or self._parent.poll() is not None:
                raise TimeoutError("the server does not start")
            time.sleep(0.3)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._parent.terminate()
        self._parent.wait()

    def workers(self) -> list[int]:
        """The web processes among all that come from the parent (Linux)."""
        return [
            pid
            for pid in _below(self._parent.pid)
            if b"web" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        ]

    def memory(self) -> float:
        """Megabytes of all web processes, what they share counted once (PSS)."""
        kilobytes = 0
        for pid in self.workers():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024

    def _serves(self) -> bool:
        visitor = Visitor(self.port)
        try:
            return visitor.get("/sign-in").status == 200 and len(self.workers()) == WORKERS
        except OSError:
            return False
        finally:
            visitor.rest()


def _below(pid: int) -> list[int]:
    """Children, their children and so on."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [one for child in map(int, listed) for one in (child, *_below(child))]


def machine() -> str:
    """What it ran on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"
