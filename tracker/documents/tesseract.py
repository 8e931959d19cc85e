"""Tesseract, a program beside us: a picture in, words with their places out.

Started by a list of words, never through a shell. The picture goes in and the words come out by
pipes: nothing of a paper that may be secret is written to a temporary file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tracker.documents.page_picture import Picture
from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import nfc

SECONDS = 30.0
"""For one page, however often it is looked at. One core reads a dense page in two seconds."""

_ASKING = 30.0
"""For asking which languages it knows."""

LANGUAGE = "vie"
WHOLE_PAGE, SINGLE_LINE, WHICH_WAY_UP = "3", "7", "0"
"""Tesseract's numbers for how to look at a page."""

_WORD = "5"
_COLUMNS = 12
_TURN = re.compile(rb"^Rotate: (\d+)", re.MULTILINE)


class TesseractMissing(RefusedFile):
    """The program is not installed here, or does not know Vietnamese."""

    code = "no_tesseract"


class TooSlow(Exception):
    """One page took longer than ``SECONDS``."""


class Patience:
    """What is left of a page's time; each look at the page uses some of it up."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS

    def left(self) -> float:
        """Seconds. Raises ``TooSlow`` when none are left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in pixels; ``line`` tells which words the program saw in one line.

    ``sure`` is from 0 to 100.
    """

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    sure: float


def is_installed() -> bool:
    """Whether scans can be read on this machine."""
    program = _program()
    return program is not None and LANGUAGE in _languages(program)


def missing() -> TesseractMissing:
    """What to install, in words."""
    return TesseractMissing(
        "Chưa đọc được bản quét vì máy chủ chưa cài chương trình nhận dạng chữ Tesseract cùng "
        "bộ tiếng Việt. Người quản trị cài như sau: trên Debian hoặc Ubuntu, cài gói "
        "tesseract-ocr và tesseract-ocr-vie; trên Windows, chạy bộ cài Tesseract và chọn thêm "
        "ngôn ngữ Vietnamese."
    )


def seen_words(picture: Picture, patience: Patience, *, look: str = WHOLE_PAGE) -> list[SeenWord]:
    """The words of a page. Raises ``TesseractMissing`` and ``TooSlow``."""
    answer = _run(picture, patience, LANGUAGE, look, "-c", "tessedit_create_tsv=1")
    return [
        word for line in answer.decode("utf-8", "replace").splitlines() if (word := _seen(line))
    ]


def turn_of(picture: Picture, patience: Patience) -> int:
    """By how many degrees clockwise the page must be turned to stand upright; 0 when unknown."""
    program = _program()
    if program is None or "osd" not in _languages(program):
        return 0
    found = _TURN.search(_run(picture, patience, "osd", WHICH_WAY_UP))
    return int(found[1]) if found else 0


def _run(picture: Picture, patience: Patience, language: str, look: str, *options: str) -> bytes:
    if not is_installed() or (program := _program()) is None:
        raise missing()
    command = [program, "stdin", "stdout", "-l", language, "--psm", look]
    try:
        done = subprocess.run(
            [*command, "--dpi", str(picture.dpi), *options],
            input=picture.as_pgm(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience.left(),
            # Several threads on few cores make a page take three times as long.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    return done.stdout


def _seen(line: str) -> SeenWord | None:
    fields = line.split("\t")
    if len(fields) != _COLUMNS or fields[0] != _WORD or not fields[11].strip():
        return None
    block, paragraph, row = map(int, fields[2:5])
    left, top, width, height = map(int, fields[6:10])
    return SeenWord(
        nfc(fields[11].strip()),
        (block, paragraph, row),
        left,
        top,
        left + width,
        top + height,
        float(fields[10]),
    )


def _program() -> str | None:
    """Where it lies; the installer for Windows does not put it on the path."""
    found = shutil.which("tesseract")
    if found is not None or os.name != "nt":
        return found
    for variable in ("PROGRAMFILES", "LOCALAPPDATA"):
        program = Path(os.environ.get(variable, ""), "Tesseract-OCR", "tesseract.exe")
        if program.is_file():
            return str(program)
    return None


def _languages(program: str) -> frozenset[str]:
    """Asked again while Vietnamese is missing: it may be installed meanwhile."""
    known = _asked(program)
    if LANGUAGE not in known:
        _asked.cache_clear()
    return known


@lru_cache(maxsize=4)
def _asked(program: str) -> frozenset[str]:
    try:
        done = subprocess.run(
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASKING,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())
