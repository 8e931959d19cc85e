"""A program that takes too long is ended with everything it started."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tracker.documents.process_limit import OutOfTime, run_limited

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open("pids", "w").write(str(child.pid))
time.sleep(float(sys.argv[1]))
"""


def run(script: str, *arguments: str, folder: Path, seconds: float = 20) -> int:
    command = [sys.executable, "-c", script, *arguments]
    return run_limited(command, seconds=seconds, folder=folder, env=os.environ)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def ended(pid: int) -> bool:
    for _ in range(100):
        if not is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def test_the_exit_code_comes_back(tmp_path: Path) -> None:
    assert run("raise SystemExit(3)", folder=tmp_path) == 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
@pytest.mark.parametrize("sleeps", ["0", "60"], ids=["done", "too slow"])
def test_nothing_of_its_tree_is_left(tmp_path: Path, sleeps: str) -> None:
    began = time.monotonic()
    if sleeps == "0":
        assert run(PARENT, sleeps, folder=tmp_path) == 0
    else:
        with pytest.raises(OutOfTime):
            run(PARENT, sleeps, folder=tmp_path, seconds=1.5)
    assert time.monotonic() - began < 15
    assert ended(int((tmp_path / "pids").read_text()))


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run_limited([str(tmp_path / "no-such-program")], seconds=1, folder=tmp_path, env={})
