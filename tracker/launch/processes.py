"""Processes that live and die together. Standard library only: manage.py uses it before set-up.

The parent hands each child a pipe as standard input and never writes to it. When the parent
ends in whatever way, also by kill -9, the pipe closes and the child ends in order. When one
child ends, the parent ends the others. So nothing is ever left running.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence

#: Set for children only; a service manager that starts a process itself does not set it.
FOLLOWS = "TRACKER_FOLLOWS_PARENT"

#: glibc would keep a heap per thread, much of it empty, and what a large page or report needed.
_FRUGAL = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(512 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(1024 * 1024),
}
_PATIENCE = 10.0  # seconds for a child to answer the request under way and end
_LOOK_EVERY = 0.2


class Together:
    """The parent's side. Install once; ``run`` as often as needed, one set after the other."""

    def __init__(self) -> None:
        self._asked = False
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._ask)

    def _ask(self, *_: object) -> None:
        self._asked = True

    def was_asked(self) -> bool:
        """Whether somebody asked the parent to stop (Ctrl-C, SIGTERM, closed terminal)."""
        return self._asked

    def run(self, *commands: Sequence[str], handing: Collection[int] = ()) -> int:
        """Run ``commands`` side by side until one ends or somebody asks; then end them all.

        ``handing``: open files (sockets) that the children inherit under the same numbers, not
        on Windows. Returns 0 when asked, else the exit code of the one that ended first
        (128 + n when signal n killed it, as shells say).
        """
        children: list[subprocess.Popen[bytes]] = []
        try:
            for command in commands:
                children.append(_start(command, handing))
            while not self._asked and all(child.poll() is None for child in children):
                time.sleep(_LOOK_EVERY)
            ended = [child.returncode for child in children if child.returncode is not None]
        finally:
            _end(children)
        if self._asked:
            return 0
        first = ended[0]
        return first if first >= 0 else 128 - first


def _start(command: Sequence[str], handing: Collection[int]) -> subprocess.Popen[bytes]:
    env = {**_FRUGAL, **os.environ, FOLLOWS: "1", "PYTHONUTF8": "1"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=env, pass_fds=tuple(handing))


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()  # harmless for one that has ended
    for child in children:
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _leave() -> None:
    sys.exit(0)


def follow_parent(leave: Callable[[], None] = _leave) -> None:
    """The child's side: SIGTERM ends in order; so does the end of the parent, if there is one.

    ``leave`` is called in the main thread, in the middle of whatever it does; by itself it
    raises SystemExit, which waitress expects. Who runs code that swallows it (the scheduler
    does while it submits a job) gives a ``leave`` that only takes a note. Ctrl-C reaches the
    whole terminal group and is the parent's to pass on.
    """
    signal.signal(signal.SIGTERM, lambda *_: leave())
    if not os.environ.get(FOLLOWS):
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    os.read(0, 1)  # not sys.stdin, whose lock would crash the interpreter's exit
    os.kill(os.getpid(), signal.SIGTERM)  # on Windows this ends the process at once
