"""The grammar of the code: ruff, its formatter and mypy, as in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.source import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "tool",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]],
    ids=["ruff", "format", "mypy"],
)
def test_the_grammar_is_kept(tool: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
