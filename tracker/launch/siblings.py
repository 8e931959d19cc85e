"""One process that becomes several: what it has read by then lies in memory once for all of them.

Standard library only. The first process serves like the others; each of the others follows it by
a pipe as ``processes`` describes, and when one of them ends, the first one ends too.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence

from tracker.launch.processes import FOLLOWS

_PATIENCE = 9.0  # seconds for the others to answer what is under way; less than the parent's own


class Siblings:
    """The others, as the first process sees them; empty in each of the others."""

    def __init__(self, pids: Sequence[int] = (), lifeline: int = -1) -> None:
        self._pids = pids
        self._lifeline = lifeline
        self._watchers: list[threading.Thread] = []
        self._ending = False
        self.code = 0
        """The exit code of the one that ended by itself, as shells say it."""

    def watch(self) -> None:
        """From now on the end of one is a SIGTERM for this process."""
        for pid in self._pids:
            watcher = threading.Thread(target=self._watch, args=(pid,), daemon=True)
            watcher.start()
            self._watchers.append(watcher)

    def _watch(self, pid: int) -> None:
        _pid, status = os.waitpid(pid, 0)
        if not self._ending:
            code = os.waitstatus_to_exitcode(status)
            self.code = (128 - code if code < 0 else code) or 1
            os.kill(os.getpid(), signal.SIGTERM)

    def end(self) -> None:
        """Let the others end in order and wait for them; exits with the code of a fallen one."""
        if not self._pids:
            return
        self._ending = True
        os.close(self._lifeline)
        for watcher in self._watchers:
            watcher.join(_PATIENCE)
        if self.code:
            sys.exit(self.code)


def multiply(number: int) -> Siblings:
    """Become ``number`` processes (POSIX). Call while there is one thread and no connection."""
    if number == 1:
        return Siblings()
    theirs, lifeline = os.pipe()
    pids = []
    for _ in range(number - 1):
        pid = os.fork()
        if pid == 0:
            os.close(lifeline)
            os.dup2(theirs, 0)
            os.close(theirs)
            os.environ[FOLLOWS] = "1"
            return Siblings()
        pids.append(pid)
    os.close(theirs)
    return Siblings(pids, lifeline)
