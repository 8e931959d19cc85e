"""The table of measurements, in its place in docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.web_views import View

PAPER = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
AIM_MEMORY = 250


@dataclass(frozen=True)
class Measured:
    """One row: milliseconds, requests a second with eight connections, kilobytes a page."""

    view: View
    alone: float
    """Nobody writes meanwhile."""
    median: float
    p95: float
    rate: float | None
    kilobytes: float


@dataclass(frozen=True)
class Run:
    """All of one database."""

    database: str
    scale: int
    machine: str
    rows: Sequence[Measured]
    memory: float
    load: float
    """Of the machine at the end, by its own count of the last minute."""
    pace: str


def table(run: Run) -> str:
    """The run as Markdown."""
    lines = [
        f"**{run.database}, {run.scale:,} tasks**, two web processes, {run.machine}; the client "
        f"shares the cores. Load of the machine: {run.load:.1f}. {run.pace}",
        "",
        "| page | alone | median | aim | 95% | eight connections | aim | a page |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in run.rows:
        aim = f"{row.view.aim:g} ms" if row.view.aim else "–"
        rate = f"{row.rate:.0f}/s" if row.rate is not None else "–"
        aim_rate = f"{row.view.aim_rate:g}/s" if row.view.aim_rate else "–"
        lines.append(
            f"| {row.view.name} | {row.alone:.1f} ms | {row.median:.1f} ms | {aim} "
            f"| {row.p95:.1f} ms | {rate} | {aim_rate} | {row.kilobytes:.0f} KB |"
        )
    lines += ["", f"Memory of both web processes: {run.memory:.0f} MB (aim: {AIM_MEMORY} MB)."]
    return "\n".join(lines)


def write(run: Run, paper: Path = PAPER) -> None:
    """Put the run between its two markers, which are made at the end when they are missing."""
    name = f"{run.database.partition(' ')[0].lower()} {run.scale}"
    first, last = f"<!-- web {name}: begin -->", f"<!-- web {name}: end -->"
    text = paper.read_text("utf-8")
    if first not in text:
        text = f"{text.rstrip()}\n\n{first}\n{last}\n"
    before, _, rest = text.partition(first)
    _, _, after = rest.partition(last)
    paper.write_text(f"{before}{first}\n\n{table(run)}\n\n{last}{after}", "utf-8")
