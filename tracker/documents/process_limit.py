"""Another program, run for so long and no longer; what it started ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


class OutOfTime(Exception):
    """The program was still at work when its time was over; it is no more."""


def run_limited(
    command: Sequence[str], *, seconds: float, folder: Path, env: Mapping[str, str]
) -> int:
    """Run ``command`` in ``folder``, silently; its exit code.

    Raises ``OutOfTime`` after ``seconds``, OSError when it cannot be started. Whatever way this
    ends, nothing of its process tree is left.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise OutOfTime from error
    finally:
        _end_tree(process)


def _end_tree(process: subprocess.Popen[bytes]) -> None:
    """A session of its own is one process group; Windows knows who started whom."""
    if sys.platform == "win32":
        if process.poll() is None:
            order = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(order, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        process.kill()
    process.wait()
