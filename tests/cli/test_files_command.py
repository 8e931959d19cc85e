"""``flask files verify``: an operator proves that no paper is missing or changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.clamd import FakeClamd
from tracker.models import Blob
from tracker.services.evidence import KeptFile, attach
from tracker.surroundings import KEY, Surroundings, now, store

PAPER = "Báo cáo số 15/BC-PTP".encode()


@pytest.fixture
def sha256(app: Flask, session: Session) -> str:
    """A result paper of Phòng Tư pháp, handed in and kept."""
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    with app.app_context():
        sha = store().keep(store().quarantine(PAPER))
        moment = now()
    attach(
        session,
        task_id=task.id,
        unit_id=district.justice.id,
        files=[KeptFile(sha, len(PAPER), "application/pdf", "Báo cáo 15.pdf")],
        title="Báo cáo kết quả",
        is_result_paper=True,
        paper_number="15/BC-PTP",
        paper_on=None,
        note="",
        actor=district.actor(district.justice_officer),
        now=moment,
    )
    session.commit()
    return sha


def verify(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["files", "verify"])


def file_of(app: Flask, sha256: str) -> Path:
    with app.app_context():
        found = Path(store().path(sha256))  # type: ignore[attr-defined]
    assert found.is_file()
    return found


def test_all_there(app: Flask, sha256: str) -> None:
    assert sha256
    result = verify(app)
    assert result.exit_code == 0, result.output
    assert f"1 tệp, {len(PAPER)} byte; 0 tệp thiếu hoặc sai khác, 0 tệp thừa" in result.output


def test_a_missing_file_is_named_with_its_use(app: Flask, sha256: str) -> None:
    file_of(app, sha256).unlink()
    result = verify(app)
    assert result.exit_code == 1
    assert f"{sha256}: Tệp không còn trong kho lưu trữ" in result.output
    assert "bản 1: Báo cáo 15.pdf" in result.output


def test_changed_bytes_are_seen(app: Flask, sha256: str) -> None:
    file_of(app, sha256).write_bytes(PAPER.replace(b"15", b"16"))
    result = verify(app)
    assert result.exit_code == 1
    assert "Nội dung tệp đã bị thay đổi" in result.output


def test_a_file_that_nobody_uses_is_no_loss(app: Flask, session: Session, sha256: str) -> None:
    with app.app_context():
        store().keep(store().quarantine(b"a note that was never sent"))
    assert session.get(Blob, sha256) is not None
    result = verify(app)
    assert result.exit_code == 0
    assert "Tệp thừa" in result.output


def test_it_says_what_the_scanner_left_in_which_state(app: Flask, sha256: str) -> None:
    assert sha256
    assert "Chưa quét vi-rút: 1" in verify(app).output


def test_a_row_whose_papers_are_gone_is_named(app: Flask, session: Session, sha256: str) -> None:
    with app.app_context():
        lost = store().keep(store().quarantine(b"its paper is gone"))
        session.add(Blob(sha256=lost, size=17, media_type="text/plain", created_at=now()))
    session.commit()
    result = verify(app)
    assert result.exit_code == 0
    assert f"{lost}: Có ghi trong sổ tệp nhưng không văn bản nào dùng" in result.output
    assert sha256 not in result.output


class TestScanning:
    """``flask files scan``: by hand, with the daemon that TRACKER_CLAMD names."""

    @pytest.fixture
    def scan(
        self, app: Flask, clamd: FakeClamd, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., Result]:
        around: Surroundings = app.extensions[KEY]
        config = replace(around.config, clamd=clamd.address)
        monkeypatch.setitem(app.extensions, KEY, replace(around, config=config))

        def run(*options: str) -> Result:
            return app.test_cli_runner().invoke(args=["files", "scan", *options])

        return run

    def test_it_says_how_many_of_each(self, scan: Callable[..., Result], sha256: str) -> None:
        assert sha256
        result = scan()
        assert result.exit_code == 0
        assert "Không có vi-rút: 1; Có vi-rút: 0; Không quét được: 0" in result.output

    def test_a_virus_ends_with_1(
        self, scan: Callable[..., Result], clamd: FakeClamd, sha256: str
    ) -> None:
        assert scan().exit_code == 0
        clamd.answer = "stream: Pdf.New.Trick FOUND"
        assert scan().exit_code == 0, "looked at already"
        assert scan("--again").exit_code == 1
        assert sha256

    def test_a_scanner_that_is_away_ends_with_2(
        self, scan: Callable[..., Result], clamd: FakeClamd, sha256: str
    ) -> None:
        clamd.answer = "UNKNOWN COMMAND"
        assert scan().exit_code == 2
        assert sha256

    def test_without_a_setting_it_says_which(self, app: Flask) -> None:
        result = app.test_cli_runner().invoke(args=["files", "scan"])
        assert result.exit_code == 1
        assert "TRACKER_CLAMD" in result.output
