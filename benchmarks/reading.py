"""Time and memory of reading a directive: `python -m benchmarks.reading [PAGES …]`.

The papers are invented, some like a plan with an annex. A first one warms the process,
others with other words are measured; memory is the peak of a process of its own. Prints a table
in Markdown.
"""

from __future__ import annotations

import io
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from docx import Document

from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tracker.documents.read_file import read_file
from tracker.reading.directive_reading import read_directive

TIMES = 5
LINES_A_PAGE, LINES_AN_ORDER = 34, 4
UNITS = ("Phòng Nội vụ", "Phòng Tư pháp", "Thanh tra huyện", "UBND các xã, thị trấn")
ORDER = (
    "{n}. Giao {unit} chủ trì, phối hợp với các phòng, ban, đơn vị liên quan rà soát danh mục "
    "nhiệm vụ nhóm {n}, tham mưu Ủy ban nhân dân huyện ban hành kế hoạch thực hiện, hoàn thành "
    "trước ngày {day:02d}/12/2026; định kỳ hằng quý báo cáo kết quả, kiến nghị, đề xuất."
)
HEAD = (
    "ỦY BAN NHÂN DÂN",
    "HUYỆN SƠN HẠ",
    "Số: 45/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Sơn Hạ, ngày 16 tháng 11 năm 2026",
    "KẾ HOẠCH",
    "Triển khai nhiệm vụ năm 2027",
)
COLUMNS = (60.0, 90.0, 300.0, 400.0, 480.0, 560.0)


@dataclass(frozen=True)
class Figures:
    """Seconds of one core, megabytes of the whole process."""

    file_seconds: float
    reading_seconds: float
    drafts: int
    peak: float


def order(n: int) -> str:
    """One order of four printed lines."""
    return ORDER.format(n=n, unit=UNITS[n % len(UNITS)], day=n % 28 + 1)


def word(pages: int, first: int) -> bytes:
    """A .docx: as many orders as fill the pages, the last tenth of them as rows of an annex."""
    paper = Document()
    for line in HEAD:
        paper.add_paragraph(line)
    orders = pages * LINES_A_PAGE // LINES_AN_ORDER
    rows = orders // 10
    for n in range(1, orders - rows + 1):
        paper.add_paragraph(order(first + n))
    table = paper.add_table(rows=0, cols=5)
    for n in range(rows):
        unit, day = UNITS[n % len(UNITS)], f"{n % 28 + 1:02d}/12/2026"
        cells = table.add_row().cells
        for cell, text in zip(cells, (str(n), "Lập danh mục", "Danh mục", unit, day), strict=True):
            cell.text = text
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def pdf(pages: int, first: int) -> bytes:
    """A .pdf: lines as they are printed, page numbers, a ruled table on every tenth page."""
    made: list[PdfPage] = []
    n = 0
    for number in range(1, pages + 1):
        page = PdfPage().text(290, 40, str(number), 12)
        if number == 1:
            page.lines(*HEAD, y=80)
        if number % 10 == 0:
            heights = [100.0 + 24 * row for row in range(26)]
            page.grid(list(COLUMNS), heights)
            for row, top in enumerate(heights[:-1]):
                texts = (str(row), "Lập danh mục nhiệm vụ", "Danh mục", "Thanh tra", "15/12/2026")
                for left, text in zip(COLUMNS, texts, strict=False):
                    page.text(left + 4, top + 16, text, 11)
        else:
            lines: list[str] = []
            while len(lines) < LINES_A_PAGE - (12 if number == 1 else 0):
                n += 1
                lines += printed(order(first + n))
            page.lines(*lines, y=300 if number == 1 else 90)
        made.append(page)
    return pdf_file(*made)


def printed(text: str, letters: int = 68) -> list[str]:
    """The lines of a paragraph at a page's width."""
    lines = [""]
    for each in text.split():
        if len(lines[-1]) + len(each) >= letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {each}".strip()
    return lines


def plain(pages: int, first: int) -> bytes:
    """A .txt of the same orders."""
    return "\n".join(
        [*HEAD, *(order(first + n) for n in range(pages * LINES_A_PAGE // LINES_AN_ORDER))]
    ).encode()


MAKERS: dict[str, Callable[[int, int], bytes]] = {"docx": word, "pdf": pdf, "txt": plain}


def measured(ending: str, pages: int) -> Figures:
    """The medians of a warm process."""
    name = f"a.{ending}"
    file_seconds, reading_seconds = [], []
    for turn in range(TIMES if pages < 100 else 2):  # another text each time: nothing is known
        data = MAKERS[ending](pages, turn * 100_000)
        began = time.process_time()
        raw = read_file(data, name)
        between = time.process_time()
        found = read_directive(raw)
        file_seconds.append(between - began)
        reading_seconds.append(time.process_time() - between)
    return Figures(
        statistics.median(file_seconds[1:]),
        statistics.median(reading_seconds[1:]),
        len(found.drafts),
        peak_megabytes(),
    )


def peak_megabytes() -> float:
    """Of this process since it began; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main() -> None:
    """Measure each paper in a fresh process and print the table."""
    asked = [int(pages) for pages in sys.argv[1:]] or [20, 300]
    cases = [(ending, pages) for pages in asked for ending in MAKERS]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        figures = [pool.apply(measured, case) for case in cases]
    print("| paper | file | reading | both | a page | peak memory |")
    print("|---|---|---|---|---|---|")
    for (ending, pages), found in zip(cases, figures, strict=True):
        both = found.file_seconds + found.reading_seconds
        print(
            f"| .{ending}, {pages} pages, {found.drafts} drafts | {found.file_seconds:.2f} s "
            f"| {found.reading_seconds:.2f} s | {both:.2f} s | {both / pages * 1000:.0f} ms "
            f"| {found.peak:.0f} MB |"
        )


if __name__ == "__main__":
    main()
