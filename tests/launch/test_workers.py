"""Several web processes at one socket: all serve, write side by side, and leave nobody behind."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, func, select

from tests.launch.test_processes import is_running, wait_until
from tests.support.source import ROOT
from tracker.config import WEB_THREADS
from tracker.launch import commands, listeners
from tracker.models import RateCount

PARENT = """
import os, sys
from tracker.launch import commands
from tracker.launch.processes import Together
commands.FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
sys.exit(commands._serve(Together(), "127.0.0.1", int(sys.argv[1]), 2))
"""


class Workers:
    """Two web processes and the clock on a database of their own, as ``run`` starts them."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.database = folder / "tracker.db"
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRACKER_")}
        self.parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(self.port)],
            cwd=ROOT,
            env={**kept, "TRACKER_DATA_DIR": str(folder)},
            stdout=subprocess.DEVNULL,
        )
        wait_until(self._all_serve, seconds=60)

    def children(self) -> list[int]:
        """All that come from the parent: one web process has become two."""
        return _below(self.parent.pid)

    def servers(self) -> list[int]:
        return [pid for pid in self.children() if b"web" in _words(pid)]

    def _all_serve(self) -> bool:
        """Each has its threads, and so listens."""
        tasks = [Path(f"/proc/{pid}/task") for pid in self.servers()]
        return len(tasks) == 2 and all(len(list(each.iterdir())) > WEB_THREADS for each in tasks)

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status


def _below(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in map(int, listed) for one in (child, *_below(child))]


def _words(pid: int) -> list[bytes]:
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")


def _free_port() -> int:
    (listener, *others) = listeners.listen("127.0.0.1", 0)
    port = int(listener.getsockname()[1])
    for one in (listener, *others):
        one.close()
    return port


@pytest.fixture
def workers(sqlite_template: Path, data_dir: Path, tmp_path: Path) -> Iterator[Workers]:
    assert data_dir.is_dir()  # the catalogues are compiled with it
    shutil.copyfile(sqlite_template, tmp_path / "tracker.db")
    found = Workers(tmp_path)
    children = found.children()
    yield found
    found.parent.kill()
    found.parent.wait()
    wait_until(lambda: not any(is_running(pid) for pid in children), seconds=60)


def _try_to_sign_in(workers: Workers, who: int) -> int:
    """One wrong password, as a browser sends it: every try is counted, so every try writes."""
    connection = http.client.HTTPConnection("127.0.0.1", workers.port, timeout=30)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
    assert token is not None
    cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
    form = {"csrf_token": token[1], "identity": f"nguoi{who}", "password": "không biết"}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", urlencode(form), headers)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
class TestWorkers:
    def test_they_write_side_by_side_and_share_their_counts(self, workers: Workers) -> None:
        with ThreadPoolExecutor(8) as people:
            answers = list(people.map(lambda who: _try_to_sign_in(workers, who), range(24)))
        assert 500 not in answers
        assert set(answers) <= {422, 429}
        engine = create_engine(f"sqlite:///{workers.database}")
        with engine.connect() as connection:
            counted = connection.scalar(select(func.max(RateCount.count)))
        engine.dispose()
        assert counted == 24

    def test_one_is_enough_to_answer_while_the_other_is_busy(self, workers: Workers) -> None:
        first, second = workers.servers()
        for asleep, awake in ((first, second), (second, first)):
            os.kill(asleep, 19)  # SIGSTOP
            try:
                assert workers.get("/sign-in") == 200, f"{awake} serves nobody"
            finally:
                os.kill(asleep, 18)  # SIGCONT

    @pytest.mark.parametrize("which", [0, 1])
    def test_the_end_of_one_ends_all(self, workers: Workers, which: int) -> None:
        children = workers.children()
        os.kill(workers.servers()[which], 9)
        assert workers.parent.wait(30) == 128 + 9
        wait_until(lambda: not any(is_running(pid) for pid in children), seconds=60)

    def test_a_parent_that_is_killed_leaves_no_worker(self, workers: Workers) -> None:
        children = workers.children()
        assert len(children) == 3
        workers.parent.kill()
        workers.parent.wait()
        wait_until(lambda: not any(is_running(pid) for pid in children), seconds=60)


@pytest.mark.parametrize("number", ["0", "-1", "33"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["run", "--workers", number]) == 1
    assert "từ 1 đến 32" in capsys.readouterr().err


def test_windows_has_one_web_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert commands._workers_fault(2).startswith("Trên Windows")
    assert commands._workers_fault(1) == ""
    assert capsys.readouterr().err == ""
