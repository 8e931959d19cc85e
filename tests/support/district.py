"""The demonstration district for tests in a browser: loaded once, copied for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.clock import VIETNAM, Clock
from tests.support.databases import engine_of
from tests.support.settings import config_for
from tests.support.source import ROOT
from tracker.app import create_app

SECRET = "only for tests"


@dataclass(frozen=True)
class District:
    """An office with a year of life behind it, on the day of the clock."""

    app: Flask
    engine: Engine
    folder: Path
    clock: Clock

    def session(self) -> Session:
        """A look at the rows beside the browser; the caller closes it."""
        return Session(self.engine)

    def command(self, *words: str, **settings: str) -> str:
        """What ``flask …`` prints, as an operator runs it: a process of its own, by settings."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRACKER_")}
        own = {"TRACKER_DATA_DIR": str(self.folder), "TRACKER_SECRET_KEY": SECRET}
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env={**kept, **own, **settings},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _app(folder: Path, clock: Clock) -> Flask:
    config = config_for(f"sqlite:///{(folder / 'tracker.db').as_posix()}", folder)
    return create_app(replace(config, demo=True, secret_key=SECRET), clock=clock)


@pytest.fixture(scope="session")
def loaded_district(
    sqlite_template: Path,
    data_dir: Path,
    session_clock: Clock,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the demonstration as of the clock's first day. Half a minute."""
    assert data_dir.is_dir()  # the catalogues are compiled with it
    folder = tmp_path_factory.mktemp("loaded") / "demo"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "tracker.db")
    app = _app(folder, session_clock)
    today = session_clock().astimezone(VIETNAM).date()
    done = app.test_cli_runner().invoke(args=["demo", "load", "--today", today.isoformat()])
    assert done.exit_code == 0, done.output
    engine_of(app).dispose()
    return folder


@pytest.fixture
def district(loaded_district: Path, clock: Clock, tmp_path: Path) -> Iterator[District]:
    """A copy of the district that the test may change; the clock is back at its start."""
    folder = tmp_path / "demo"
    shutil.copytree(loaded_district, folder)
    app = _app(folder, clock)
    engine = engine_of(app)
    yield District(app, engine, folder, clock)
    engine.dispose()
