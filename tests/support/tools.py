"""Programs that some tests need: skipped where they are missing, failed where CI runs.

Markers ``browser``, ``libreoffice`` and ``tesseract`` name the need; tests that wear one, and
those marked ``slow``, run with ``--full`` or when their file is named on the command line.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import scans


@dataclass(frozen=True)
class Tool:
    """A program, how to see that it is there, and the Debian packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: str

    @property
    def sentence(self) -> str:
        return f"needs {self.name}: sudo apt install {self.packages}"


def chromium() -> str | None:
    """The browser's program, whichever name it has here."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _reads_vietnamese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    if scans.font() is None:
        return False
    folders = [Path("/usr/share/tesseract-ocr"), Path(os.environ.get("TESSDATA_PREFIX", "/none"))]
    return any(next(folder.rglob("vie.traineddata"), None) for folder in folders)


TOOLS = {
    "browser": Tool("Chromium", lambda: chromium() is not None, "chromium"),
    "libreoffice": Tool(
        "LibreOffice",
        lambda: bool(shutil.which("soffice") and shutil.which("pdftoppm")),
        "libreoffice-writer-nogui fonts-liberation2 poppler-utils",
    ),
    "tesseract": Tool(
        "Tesseract", _reads_vietnamese, "tesseract-ocr tesseract-ocr-vie fonts-liberation2"
    ),
}
LONG = (*TOOLS, "slow")
TESTS = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="everything, with browser and papers")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless all is wanted or this very file is."""
    if config.getoption("--full") or config.option.markexpr:
        return
    here = config.invocation_params.dir
    named = {(here / argument.split("::")[0]).resolve() for argument in config.args}
    named.discard(TESTS)
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(mark) for mark in LONG)
        and not named & {item.path, item.path.parent}
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark, tool in TOOLS.items():
        if item.get_closest_marker(mark) and not tool.is_there():
            if os.environ.get("CI") == "true":
                pytest.fail(tool.sentence, pytrace=False)
            pytest.skip(tool.sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each missing program: how many tests it kept from running."""
    reasons = [
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    ]
    known = {tool.sentence for tool in TOOLS.values()}
    for sentence, count in Counter(reason for reason in reasons if reason in known).items():
        terminalreporter.write_line(f"{count} tests skipped: {sentence}", yellow=True)
