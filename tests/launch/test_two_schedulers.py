"""Two real schedulers: one works, one stands by, and takes over within a minute after kill -9."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user, the_system
from tests.launch.test_processes import wait_until
from tests.support.databases import POSTGRESQL, engine_of
from tests.support.mail import PostOffice
from tests.support.postgres import clone
from tests.support.settings import config_for
from tests.support.source import ROOT
from tracker.app import create_app
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.models import Lease, OutboxMessage
from tracker.services.leases import CLOCK

pytestmark = [pytest.mark.slow, pytest.mark.both_databases]


class Clocks:
    """``flask scheduler run``, as often as asked for, on one database."""

    def __init__(self, folder: Path, url: str, post_office: PostOffice) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRACKER_")}
        self.env = {
            **kept,
            "TRACKER_DATA_DIR": str(folder),
            "TRACKER_DATABASE_URL": url,
            "TRACKER_SMTP_URL": post_office.url,
            "TRACKER_MAIL_FROM": "theo.doi@tracker.test",
            "TRACKER_MAIL_LIVE": "1",
        }
        self.running: list[subprocess.Popen[bytes]] = []
        self.engine = engine_of(create_app(config_for(url, folder)))

    def flask(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "wsgi", *words]

    def start(self) -> subprocess.Popen[bytes]:
        command = self.flask("scheduler", "run")
        one = subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)
        self.running.append(one)
        return one

    def holder(self) -> int | None:
        """The process that holds the lease."""
        with Session(self.engine) as session:
            owner = session.scalar(select(Lease.owner).where(Lease.name == CLOCK))
        return int(owner.rpartition(":")[2]) if owner else None

    def post(self, name: str) -> None:
        """A message that waits, for somebody new."""
        moment = datetime(2020, 1, 1, tzinfo=UTC)
        with Session(self.engine) as session:
            person = a_user(session, email=f"{name}@tracker.test")
            session.add(
                OutboxMessage(
                    recipient_id=person.id, channel=Channel.EMAIL, kind=MessageKind.TEST,
                    message_id=name, subject=name, text=name, link="/", created_at=moment,
                    next_attempt_at=moment,
                )
            )  # fmt: skip
            session.commit()


@pytest.fixture
def clocks(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, post_office: PostOffice
) -> Iterator[Clocks]:
    if database == POSTGRESQL:
        name = f"clocks_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        url = clone(request.getfixturevalue("postgres_admin"), name)
    else:
        shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / "tracker.db")
        url = f"sqlite:///{(tmp_path / 'tracker.db').as_posix()}"
    found = Clocks(tmp_path, url, post_office)
    yield found
    for one in found.running:
        one.kill()
        one.wait()
    found.engine.dispose()


def test_the_second_takes_over_within_a_minute_after_a_kill(
    clocks: Clocks, post_office: PostOffice
) -> None:
    """Lesson 2, and the promise of the health page."""
    with Session(clocks.engine) as session:
        the_system(session)
        an_office(session)
        session.commit()
    subprocess.run(clocks.flask("outbox", "go-live"), cwd=ROOT, env=clocks.env, check=True)
    first = clocks.start()
    wait_until(lambda: clocks.holder() == first.pid, seconds=60)
    clocks.post("mot")
    second = clocks.start()
    wait_until(lambda: len(post_office.letters) == 1, seconds=60)
    assert clocks.holder() == first.pid, "the second stands by"

    first.kill()
    killed = time.monotonic()
    clocks.post("hai")
    wait_until(lambda: clocks.holder() == second.pid, seconds=60)
    assert time.monotonic() - killed < 60
    wait_until(lambda: len(post_office.letters) == 2, seconds=60)
    assert sorted(str(letter["Subject"]) for letter in post_office.letters) == ["hai", "mot"]
    second.terminate()
    second.wait(30)
    assert clocks.holder() is None, "an orderly end gives the lease back"
