"""Nobody is told twice, nobody is forgotten, whatever breaks: a week, in a small size for CI.

The big one: ``FAULTS=big pytest tests/faults`` (10,000 tasks, 50 kills); FAULTS_SEED=n for another
course of things. docs/reliability.md keeps the figures.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.faults.bad_mail_server import BadMailServer
from tests.faults.clock_process import Place
from tests.faults.many_tasks import an_office_with
from tests.faults.week import WORKING, Week, examine, keys_of, morning
from tests.support.databases import POSTGRESQL, engine_of
from tests.support.postgres import clone
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.services.reminders import plan

pytestmark = pytest.mark.both_databases


@dataclass(frozen=True)
class Size:
    tasks: int
    units: int
    kills: int


SIZES = {"small": Size(300, 6, 6), "middle": Size(2000, 20, 20), "big": Size(10_000, 40, 50)}
SIZE = SIZES[os.environ.get("FAULTS", "small")]
SEED = int(os.environ.get("FAULTS_SEED", "1"))
TROUBLE = 0.05


@pytest.fixture
def engines(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Engine, Engine]]:
    """Two equal offices: one lives through the week, the other has a quiet one."""
    made = []
    for name in ("bad", "quiet"):
        if database == POSTGRESQL:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            url = clone(request.getfixturevalue("postgres_admin"), f"week_{name}_{worker}")
        else:
            shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / f"{name}.db")
            url = f"sqlite:///{(tmp_path / f'{name}.db').as_posix()}"
        engine = engine_of(create_app(config_for(url, tmp_path)))
        with Session(engine) as session:
            an_office_with(session, SIZE.tasks, SIZE.units)
        made.append(engine)
    bad, quiet = made
    yield bad, quiet
    bad.dispose()
    quiet.dispose()


def a_quiet_week(engine: Engine) -> None:
    """Each morning planned once."""
    for day in WORKING:
        with Session(engine, expire_on_commit=False) as session:
            plan(session, office_id=1, now=morning(day), base_url="http://t.test")


def test_a_week_in_which_everything_goes_wrong(
    engines: tuple[Engine, Engine], tmp_path: Path
) -> None:
    """Every due (task, rung, recipient) has exactly one mail or a recorded permanent failure."""
    bad, quiet = engines
    dice = random.Random(SEED)
    dead = {f"chuyen.vien.{n}@tracker.test" for n in range(0, SIZE.units, 7)}
    dead |= {f"truong.{n}@tracker.test" for n in range(3, SIZE.units, 7)}
    begin = time.monotonic()
    with BadMailServer(dead=dead, trouble=TROUBLE, dice=dice) as server:
        place = Place(tmp_path, str(bad.url.render_as_string(hide_password=False)), server.url)
        week = Week(place, bad, server, dice, SIZE.kills)
        week.live()
        outcome = examine(bad, server)
    assert week.killed == SIZE.kills
    a_quiet_week(quiet)
    assert keys_of(bad, without=dead) == keys_of(quiet, without=dead)
    assert outcome.sent > 0
    print(  # noqa: T201 — the figures of docs/reliability.md
        f"\n{bad.dialect.name} seed {SEED}: {time.monotonic() - begin:.0f} s, {week.killed} kills, "
        f"{asdict(outcome)}, trouble {dict(server.did)}"
    )
