"""Time and memory of drawing official papers: `python -m benchmarks.papers [--write]`.

Each paper is drawn in a process of its own: the best of several times, the peak of its memory.
The papers are invented. Prints a table in Markdown; `--write` puts it into docs/performance.md.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from tests.documents.papers import samples as papers
from tests.documents.report import samples as reports
from tracker.documents.official_paper_docx import render as draw_paper
from tracker.documents.report_docx import render as draw_report
from tracker.domain.official_paper import PaperAnnex, PaperContent, PaperRow
from tracker.domain.report_snapshot import OverdueRow, ReportSnapshot

PAPER = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
FIRST, LAST = "<!-- papers: begin -->", "<!-- papers: end -->"
TIMES = 3


@dataclass(frozen=True)
class Case:
    """What is drawn; ``aim`` in seconds, ``memory`` in megabytes (None: no aim)."""

    name: str
    draw: Callable[[], bytes]
    aim: float | None = None
    memory: float | None = None


def report(rows: int) -> ReportSnapshot:
    """A month's report whose annex lists ``rows`` overdue tasks, no two alike."""
    snapshot = reports.typical()
    overdue = tuple(_row(snapshot.overdue[n % 4], n) for n in range(rows))
    return replace(snapshot, overdue=overdue)


def _row(row: OverdueRow, n: int) -> OverdueRow:
    return replace(row, task=f"{row.task}, nhóm {n}", due_on=row.due_on - timedelta(days=n % 90))


def letter(rows: int) -> PaperContent:
    """A chasing letter with an annex."""
    (annex, *_) = papers.numbered_letter().annexes
    columns = annex.table.columns
    cells = (
        PaperRow(cells=(str(n), f"Rà soát, đề xuất bãi bỏ văn bản nhóm {n}", "30/10/2026"))
        for n in range(1, rows + 1)
    )
    table = replace(annex.table, columns=columns, rows=tuple(cells))
    return replace(papers.letter(), annexes=(PaperAnnex(title=annex.title, table=table),))


CASES = (
    Case("month’s report of a district (300 tasks, chart)", lambda: draw_report(report(60)), 0.4),
    Case("report, annex of 5,000 rows", lambda: draw_report(report(5_000)), 2, 300),
    Case("report, annex of 20,000 rows", lambda: draw_report(report(20_000)), 8),
    Case("chasing letter", lambda: draw_paper(papers.letter())),
    Case("chasing letter, annex of 5,000 rows", lambda: draw_paper(letter(5_000)), 2, 300),
    Case("chasing letter, annex of 20,000 rows", lambda: draw_paper(letter(20_000)), 8),
)


def measured(place: int) -> tuple[float, float, int]:
    """Seconds, megabytes at the peak, bytes of the paper."""
    case, best, size = CASES[place], float("inf"), 0
    for _ in range(TIMES):
        began = time.perf_counter()
        size = len(case.draw())
        best = min(best, time.perf_counter() - began)
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size


def table() -> str:
    """All cases as Markdown."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        f"Best of {TIMES}, each paper in a process of its own, {machine}. Load of the machine: "
        f"{os.getloadavg()[0]:.1f}.",
        "",
        "| paper | time | aim | memory | aim | size |",
        "|---|---|---|---|---|---|",
    ]
    for place, case in enumerate(CASES):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, memory, size = pool.apply(measured, (place,))
        aim = f"{case.aim:g} s" if case.aim else "–"
        most = f"{case.memory:g} MB" if case.memory else "–"
        lines.append(
            f"| {case.name} | {seconds:.2f} s | {aim} | {memory:.0f} MB | {most} "
            f"| {size / 1024:,.0f} KB |"
        )
    return "\n".join(lines)


def write(text: str, paper: Path = PAPER) -> None:
    """Between the markers of the page."""
    before, _, rest = paper.read_text("utf-8").partition(FIRST)
    _, _, after = rest.partition(LAST)
    paper.write_text(f"{before}{FIRST}\n\n{text}\n\n{LAST}{after}", "utf-8")


if __name__ == "__main__":
    drawn = table()
    sys.stdout.write(f"{drawn}\n")
    if "--write" in sys.argv:
        write(drawn)
