"""Applications on real databases: one per worker and kind, emptied before each test.

``app`` and ``session`` run on SQLite. Tests in the folders of BOTH, and tests marked
``both_databases``, run again on PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, text
from sqlalchemy.orm import Session

from tests.support.clock import Clock
from tests.support.migrated import migrate
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.cli.translations import compile_catalogues
from tracker.db import Base, db

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = ("services", "queries", "permissions", "migrations")


class Stand(Protocol):
    """An application with its database, which can be made as new."""

    app: Flask
    engine: Engine

    def renew(self) -> None: ...


def engine_of(app: Flask) -> Engine:
    """The engine outlives the application context in which alone it can be asked for."""
    with app.app_context():
        return db.engine


@dataclass
class SqliteStand:
    """The file is replaced by a copy of the migrated one."""

    app: Flask
    engine: Engine
    template: Path
    file: Path

    def renew(self) -> None:
        self.engine.dispose()
        for leftover in self.file.parent.glob(f"{self.file.name}-*"):
            leftover.unlink()
        fresh = self.file.with_suffix(".fresh")
        shutil.copyfile(self.template, fresh)
        fresh.replace(self.file)


@dataclass
class PostgresStand:
    """All rows are deleted; triggers and foreign keys stand aside meanwhile."""

    app: Flask
    engine: Engine

    def renew(self) -> None:
        self.engine.dispose()
        deletes = "; ".join(str(delete(table)) for table in Base.metadata.tables.values())
        with self.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))  # a test left one open
            connection.exec_driver_sql(deletes)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this worker's applications; emptied with the database."""
    compile_catalogues()
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    template = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{template.as_posix()}")
    return template


@pytest.fixture(scope="session")
def sqlite_stand(
    sqlite_template: Path,
    data_dir: Path,
    session_clock: Clock,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SqliteStand]:
    file = tmp_path_factory.mktemp("sqlite") / "tracker.db"
    app = create_app(config_for(f"sqlite:///{file.as_posix()}", data_dir), clock=session_clock)
    stand = SqliteStand(app, engine_of(app), sqlite_template, file)
    yield stand
    stand.engine.dispose()


@pytest.fixture(scope="session")
def postgres_stand(
    postgres_url: str, data_dir: Path, session_clock: Clock
) -> Iterator[PostgresStand]:
    app = create_app(config_for(postgres_url, data_dir), clock=session_clock)
    stand = PostgresStand(app, engine_of(app))
    yield stand
    stand.engine.dispose()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    folder = metafunc.definition.path.parent.name
    marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if "database" in metafunc.fixturenames and (marked or folder in BOTH):
        metafunc.parametrize("database", [SQLITE, POSTGRESQL], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on."""
    return str(getattr(request, "param", SQLITE))


@pytest.fixture
def stand(database: str, request: pytest.FixtureRequest, data_dir: Path, clock: Clock) -> Stand:
    """The application and its empty database; the clock is back at its start."""
    assert clock is not None
    name = "sqlite_stand" if database == SQLITE else "postgres_stand"
    found: Stand = request.getfixturevalue(name)
    found.renew()
    for left in data_dir.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return found


@pytest.fixture
def app(stand: Stand) -> Flask:
    """The application. Hold no context of it open around a client's calls."""
    return stand.app


@pytest.fixture
def session(stand: Stand) -> Iterator[Session]:
    """A session outside any request: services write here, nothing commits by itself."""
    with Session(stand.engine, expire_on_commit=False) as session:
        yield session
