"""Uploads that are made to take long or to fill the memory stay within bounds."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.documents.readers.pdf_file_writer import PdfPage, pdf_file
from tests.documents.readers.word_file import cell, para, row, table, word_file
from tracker.documents.read_file import read_file
from tracker.documents.text_reader import read_pasted
from tracker.domain.errors import RefusedFile

MARKED = b"# x\n# y\n"
HEAVY: dict[str, Callable[[], bytes]] = {
    "blanks.txt": lambda: b" " * 5_000_000,
    "line-ends.txt": lambda: b"\n" * 5_000_000,
    "stars.txt": lambda: b"**a " * 1_000_000,
    "brackets.txt": lambda: MARKED + b"[" * 2_000_000,
    "heading.txt": lambda: MARKED + b"# " + b" " * 2_000_000,
    "emphasis.txt": lambda: MARKED + b"*a " * 1_000_000,
    "columns.txt": lambda: MARKED + b"|" * 3_000_000,
    "one-word.txt": lambda: "ế".encode() * 1_500_000,
    "rules.txt": lambda: b"- " * 2_000_000,
    "tabs.txt": lambda: b"\t" * 4_000_000,
    "paragraphs.docx": lambda: word_file("<w:p/>" * 300_000),
    "tags.docx": lambda: word_file("<w:x/>" * 1_600_000),
    "cells.docx": lambda: word_file(table(row(*[cell("x", span=60)] * 60) * 200)),
    "letters.docx": lambda: word_file(para("a" * 9_000_000)),
    "crowded.pdf": lambda: pdf_file(PdfPage().lines(*["a b c d e f g"] * 3000, pitch=0.2)),
    "squared.pdf": lambda: pdf_file(
        PdfPage()
        .lines("a")
        .grid([float(x) for x in range(10, 580, 4)], [float(y) for y in range(10, 830, 4)])
    ),
    "pages.pdf": lambda: pdf_file(*[PdfPage().lines(*["Giao Phòng Nội vụ chủ trì"] * 30)] * 200),
}
SECONDS = 20
MEGABYTES = 300


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_files_do_not_take_long(name: str) -> None:
    data = HEAVY[name]()
    began = time.process_time()
    with suppress(RefusedFile):
        read_file(data, name)
    assert time.process_time() - began < SECONDS


def test_a_hundred_megabytes_of_text_are_too_long() -> None:
    """Said at once, by the size alone."""
    text = b"Giao Thanh tra\n" * 7_000_000
    began = time.process_time()
    with pytest.raises(RefusedFile, match="MB"):
        read_file(text, "dai.txt")
    with pytest.raises(RefusedFile, match="quá mức"):
        read_pasted(text.decode())
    assert time.process_time() - began < 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["line-ends.txt", "tags.docx", "letters.docx"])
def test_heavy_files_do_not_fill_the_memory(name: str) -> None:
    data = HEAVY[name]()
    tracemalloc.start()
    with suppress(RefusedFile):
        read_file(data, name)
    peak = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    tracemalloc.stop()
    assert peak < MEGABYTES
