"""How fast the machine is just now, and measuring while nobody slows it.

A virtual machine shares its cores with others that nobody sees: for seconds or minutes the same
work takes twice as long. A fixed piece of work tells when that is so; what was measured then is
measured again. Of an idle machine nothing changes by that.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SLOWED = 1.3
"""So many times the best pace and more: others are at work."""

_TIMES = 5
_TRIES = 2
_ROWS = [{"id": n, "name": f"nhiệm vụ {n}", "days": [n % 7, n % 31], "done": n % 3 == 0}
         for n in range(900)]  # fmt: skip


def pace() -> float:
    """Milliseconds for some writing, reading, sorting and joining of invented rows (median)."""
    return statistics.median(_once() for _ in range(_TIMES))


class Steady:
    """Rounds of measuring at the best pace of the machine that was met."""

    def __init__(self) -> None:
        self.best = min(pace() for _ in range(20))
        self.kept = 0
        self.measured = 0

    def rounds(self, measure: Callable[[], T], wanted: int) -> list[T]:
        """The results of ``wanted`` rounds, or of the least slowed ones when too few were not."""
        found: list[tuple[float, T]] = []
        while len(found) < _TRIES * wanted:
            before, result, after = pace(), measure(), pace()
            self.best = min(self.best, before, after)
            found.append((max(before, after), result))
            if sum(slowest <= SLOWED * self.best for slowest, _ in found) >= wanted:
                break
        self.measured += len(found)
        self.kept += wanted
        return [result for _, result in sorted(found, key=lambda one: one[0])[:wanted]]

    @property
    def told(self) -> str:
        """What a table says of it."""
        return (
            f"Pace of the machine: {self.best:.1f} ms at its best; taken were the {self.kept} "
            f"rounds of {self.measured} in which others slowed it least."
        )


def _once() -> float:
    began = time.perf_counter()
    for _ in range(3):
        rows = json.loads(json.dumps(_ROWS, ensure_ascii=False))
        rows.sort(key=lambda row: (row["done"], row["name"]))
        "".join(f"<td>{row['name']}</td><td>{row['days'][0]}</td>" for row in rows).encode()
    return 1000 * (time.perf_counter() - began)
