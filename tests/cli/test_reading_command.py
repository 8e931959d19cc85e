"""``flask reading score``: papers beside their labels, each with its figures, and all together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.factories.paper import PLAN
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.documents.read_file import read_file
from tracker.reading.directive_reading import read_directive
from tracker.reading.export import as_document


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    """An application whose database does not exist and must not be made."""
    return create_app(config_for(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "data"))


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ke-hoach-45.txt").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Labels as the reader itself would set them, one deadline wrong and one task too many."""
    raw = read_file(PLAN.encode("utf-8"), "ke-hoach-45.txt")
    labels = json.loads(json.dumps(as_document("ke-hoach-45", read_directive(raw))))
    for task in labels["tasks"]:
        task["anchor"] = task["text"][:60]
    labels["tasks"][0]["due"] = {"kind": "date", "value": "2026-12-31"}
    more = {**labels["tasks"][0], "anchor": "Việc không có trong văn bản", "path": "9"}
    labels["tasks"].append(more)
    folder = tmp_path / "gold"
    folder.mkdir()
    text = json.dumps(labels, ensure_ascii=False)
    (folder / "ke-hoach-45.json").write_text(text, encoding="utf-8")
    return folder


def run(bare: Flask, *arguments: str) -> Result:
    return bare.test_cli_runner().invoke(args=["reading", "score", *arguments])


def test_each_paper_and_all_together(bare: Flask, papers: Path, gold: Path, tmp_path: Path) -> None:
    result = run(bare, str(papers), str(gold))
    assert result.exit_code == 0, result.output
    one, all_together = result.stdout.splitlines()
    assert one.split()[0] == "ke-hoach-45"
    assert one.split()[1:] == all_together.split()[1:]
    assert "tasks    5 F1 0.889" in one
    assert "lead 1.000" in one
    assert "due 0.750" in one
    assert not (tmp_path / "none.db").exists()


def test_the_differences_are_named_on_request(bare: Flask, papers: Path, gold: Path) -> None:
    lines = run(bare, str(papers), str(gold), "--misses").stdout.splitlines()[2:]
    assert any("2026-12-31" in line for line in lines)
    assert any("Việc không có trong văn bản" in line for line in lines)


def test_a_paper_without_labels_is_named_and_left_out(
    bare: Flask, papers: Path, gold: Path
) -> None:
    (papers / "khac.txt").write_text(PLAN, encoding="utf-8")
    result = run(bare, str(papers), str(gold))
    assert "khac.txt: no labels" in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_no_labels_at_all_is_said(bare: Flask, papers: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(bare, str(papers), str(empty))
    assert result.exit_code == 1
    assert "Không có văn bản nào có nhãn." in result.stderr


def test_broken_labels_are_named(bare: Flask, papers: Path, gold: Path) -> None:
    (gold / "ke-hoach-45.json").write_text("{", encoding="utf-8")
    result = run(bare, str(papers), str(gold))
    assert result.exit_code == 1
    assert "ke-hoach-45.txt" in result.stderr
