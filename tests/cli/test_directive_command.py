"""``flask directive read``: what the reader makes of a file, with no database anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.factories.paper import NO_ORDER, PLAN, SECRET
from tests.support.scans import blank_sheet, scanned_pdf, scanned_png
from tests.support.settings import config_for
from tracker.app import create_app


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    """An application whose database does not exist and must not be made."""
    return create_app(config_for(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "data"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach-45.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(bare: Flask, *arguments: str) -> Result:
    return bare.test_cli_runner().invoke(args=["directive", "read", *arguments])


def test_to_stdout(bare: Flask, plan: Path, tmp_path: Path) -> None:
    document = json.loads(run(bare, str(plan)).stdout)
    assert document["doc"] == "ke-hoach-45"
    assert document["header"] == {
        "kind": "ke_hoach",
        "number": "45/KH-UBND",
        "issued_on": "2026-11-16",
        "issuer": "UBND huyện Thử Nghiệm",
        "title": "Nâng cao chất lượng giải quyết thủ tục hành chính năm 2027",
    }
    first = document["tasks"][0]
    assert set(first) == {"path", "text", "lead", "coordinating", "due"}
    assert first["lead"] == ["Phòng Tư pháp"]
    assert first["due"] == {
        "kind": "date",
        "value": "2026-12-15",
        "text": "trước ngày 15/12/2026",
    }
    assert not (tmp_path / "none.db").exists()


def test_to_a_file(bare: Flask, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = run(bare, str(plan), "--json", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads(out.read_text(encoding="utf-8"))["tasks"]) == 4


def test_a_paper_without_orders(bare: Flask, tmp_path: Path) -> None:
    path = tmp_path / "tb.txt"
    path.write_text(NO_ORDER, encoding="utf-8")
    assert json.loads(run(bare, str(path)).stdout)["tasks"] == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (SECRET.encode(), "a.txt", "độ mật"),
        (b"", "a.txt", "trống"),
        (b"MZ\0" * 9, "a.pdf", "a.pdf"),
    ],
    ids=["secret", "empty", "no pdf"],
)
def test_what_is_refused(
    bare: Flask, tmp_path: Path, content: bytes, name: str, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run(bare, str(path))
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert result.stdout == ""


@pytest.mark.tesseract
def test_a_scan_is_read_too(bare: Flask, tmp_path: Path) -> None:
    path = tmp_path / "ban-quet.pdf"
    path.write_bytes(scanned_pdf(PLAN))
    done = run(bare, str(path))
    assert json.loads(done.stdout)["header"]["number"] == "45/KH-UBND"
    assert "trang 1/1" in done.stderr


@pytest.mark.tesseract
def test_a_secret_scan_is_not_read(bare: Flask, tmp_path: Path) -> None:
    path = tmp_path / "ban-quet.png"
    path.write_bytes(scanned_png(SECRET))
    done = run(bare, str(path))
    assert (done.exit_code, done.stdout) == (1, "")


def test_without_tesseract_a_scan_gives_a_hint(
    bare: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ban-quet.png"
    path.write_bytes(blank_sheet())
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(bare, str(path))
    assert json.loads(done.stdout)["tasks"] == []
    assert "tesseract-ocr-vie" in done.stderr
