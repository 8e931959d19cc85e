"""``flask directive``: a file read without any database; kept papers read again."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import a_district
from tests.factories.paper import NO_ORDER, PLAN, SECRET
from tests.factories.sheet import LIST, a_sheet
from tests.factories.user import a_user
from tests.support.scans import blank_sheet, scanned_pdf, scanned_png
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.domain.source import SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import Reading
from tracker.services.intake import receive
from tracker.services.intake_reading import read_upload
from tracker.surroundings import KEY


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


def test_a_list_from_excel(bare: Flask, tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(a_sheet(LIST))
    tasks = json.loads(run(bare, str(path)).stdout)["tasks"]
    assert [(task["text"], task["lead"], task["due"]["value"]) for task in tasks] == [
        ("Rà soát văn bản quy phạm pháp luật", ["Phòng Tư pháp"], "2026-12-15"),
        ("Tuyên truyền cải cách hành chính", ["Phòng Văn hóa và Thông tin"], "quarter:2027-Q2"),
        ("Công khai thủ tục hành chính", ["Phòng Tư pháp"], "monthly"),
    ]


def test_kept_papers_are_read_again(
    app: Flask, session: Session, tmp_path: Path, now: datetime
) -> None:
    district = a_district(session)
    store = app.extensions[KEY].store
    taken = read_upload(store, PLAN.encode(), "a.txt")
    store.keep(taken.waiting)
    plan = receive(
        session, taken=taken, received_on=date(2026, 11, 23), source=SourceKind.DOCUMENT,
        arrival_number="", calendar=Calendar(), actor=district.actor(district.monitor), now=now,
    ).directive  # fmt: skip
    typed = a_directive(session, district.office)
    a_user(session, "Hệ thống", is_system=True)
    session.commit()

    def reread(*words: str) -> Result:
        return app.test_cli_runner().invoke(args=["directive", "reread", *words])

    assert "lần đọc 2, 4 nội dung mới thay 4, giữ 0" in reread(str(plan.id)).stdout
    assert reread("--all").stdout == "Đã đọc lại 0 văn bản, lỗi 0.\n"
    session.scalars(select(Reading).where(Reading.version == 2)).one().reader = "1"
    session.commit()
    assert "lần đọc 3" in reread("--all").stdout
    refused = reread(str(typed.id))
    assert refused.exit_code == 1
    assert "nhập tay" in refused.stderr
    assert reread().exit_code == 2
    assert reread("1", "--all").exit_code == 2


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
