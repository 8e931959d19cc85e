"""Processes that live and die together: whoever ends, and however, nobody is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.source import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")

CHILD = """
import sys, time
from pathlib import Path
from tracker.launch.processes import follow_parent
follow_parent()
note = Path(sys.argv[1])
note.write_text(str(__import__("os").getpid()))
try:
    while True:
        time.sleep(0.05)
finally:
    note.with_suffix(".ended").touch()
"""

PARENT = """
import sys
from tracker.launch.processes import Together
child = lambda name: [sys.executable, "-c", sys.argv[1], name]
sys.exit(Together().run(child(sys.argv[2]), child(sys.argv[3])))
"""


class Family:
    """A parent with two children that write down who they are, and that they ended in order."""

    def __init__(self, folder: Path) -> None:
        self.notes = [folder / "web.pid", folder / "clock.pid"]
        names = [str(note) for note in self.notes]
        self.parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD, *names], cwd=ROOT)
        wait_until(lambda: all(note.exists() and note.read_text() for note in self.notes))

    @property
    def children(self) -> list[int]:
        return [int(note.read_text()) for note in self.notes]

    @property
    def ended_in_order(self) -> list[bool]:
        return [note.with_suffix(".ended").exists() for note in self.notes]

    def gone(self) -> bool:
        return not any(is_running(pid) for pid in self.children)


def wait_until(holds: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    family = Family(tmp_path)
    yield family
    family.parent.kill()
    family.parent.wait()
    wait_until(family.gone)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_asked_to_stop_all_end_in_order(family: Family, name: str) -> None:
    family.parent.send_signal(signal.Signals[name])
    assert family.parent.wait(15) == 0
    assert family.gone()
    assert family.ended_in_order == [True, True]


def test_a_child_that_is_killed_takes_the_others_along(family: Family) -> None:
    os.kill(family.children[0], signal.SIGKILL)
    assert family.parent.wait(15) == 128 + signal.SIGKILL
    assert family.gone()
    assert family.ended_in_order == [False, True]


def test_a_parent_that_is_killed_leaves_no_orphan(family: Family) -> None:
    family.parent.kill()
    family.parent.wait()
    wait_until(family.gone)
    assert family.ended_in_order == [True, True]


@pytest.mark.parametrize("code", [0, 3])
def test_the_first_to_end_gives_the_exit_code(code: int) -> None:
    script = (
        "import sys; from tracker.launch.processes import Together;"
        f"sys.exit(Together().run([sys.executable, '-c', 'raise SystemExit({code})']))"
    )
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert answer.returncode == code
