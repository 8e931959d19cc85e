"""``flask report``: a paper into a file with its hash, and the proof that nothing was touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.template import a_template_in_use
from tests.factories.user import the_system
from tracker.models import Report, ReportSnapshotRow
from tracker.queries.reports import snapshot_of
from tracker.surroundings import store


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    the_system(session)
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 2))
    session.commit()
    return district


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["report", *words])


def build(app: Flask, out: Path, *words: str) -> Result:
    return run(app, "build", "--kind", "month", "--period", "2026-11", "--out", str(out), *words)


def test_build_writes_the_paper_and_tells_its_hash(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    result = build(app, tmp_path / "report.docx")
    assert result.exit_code == 0, result.output
    report = session.scalars(select(Report)).one()
    row = snapshot_of(session, report.id)
    assert row.sha256 in result.output
    assert report.created_by.is_system
    assert (tmp_path / "report.docx").read_bytes()[:2] == b"PK"


def test_build_draws_by_the_template_in_use(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    with app.app_context():
        a_template_in_use(
            session, store(), district, kind="report", line="MẪU RIÊNG {{ ky_bao_cao }}"
        )
    result = build(app, tmp_path / "report.docx")
    assert result.exit_code == 0, result.output
    drawn = docx.Document(str(tmp_path / "report.docx"))
    assert [line.text for line in drawn.paragraphs] == ["MẪU RIÊNG tháng 11 năm 2026"]
    assert run(app, "verify").exit_code == 0


def test_built_twice_it_is_one_report(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    for _ in range(2):
        build(app, tmp_path / "report.docx")
    assert snapshot_of(session, session.scalars(select(Report.id)).one()).n == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--period", "2027-11"], "chưa bắt đầu"),
        (["--period", "2026-Q4"], "Không hiểu kỳ báo cáo"),
        (["--period", "2026-11", "--office", "77"], "Không có cơ quan 77"),
        (["--period", "2026-11", "--directive", "77"], "Không tìm thấy văn bản chỉ đạo"),
    ],
)
@pytest.mark.usefixtures("district")
def test_what_cannot_be_built_leaves_nothing(
    app: Flask, session: Session, tmp_path: Path, words: list[str], sentence: str
) -> None:
    out = tmp_path / "report.docx"
    result = run(app, "build", "--kind", "month", *words, "--out", str(out))
    assert result.exit_code == 1
    assert sentence in result.output
    assert not out.exists()
    assert session.scalar(select(Report)) is None


def test_with_two_offices_one_must_be_named(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    a_district(session)
    session.commit()
    assert "--office" in build(app, tmp_path / "report.docx").output
    assert build(app, tmp_path / "report.docx", "--office", f"{district.office.id}").exit_code == 0


def test_without_an_office_there_is_a_sentence(app: Flask, tmp_path: Path) -> None:
    assert "Chưa có cơ quan nào" in build(app, tmp_path / "report.docx").output


def test_verify_is_silent_until_something_was_touched(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    build(app, tmp_path / "report.docx")
    assert run(app, "verify").exit_code == 0
    session.execute(update(ReportSnapshotRow).values(sha256="0" * 64))
    session.commit()
    result = run(app, "verify")
    assert result.exit_code == 1
    assert "không khớp mã kiểm tra" in result.output
    assert run(app, "verify", "999").exit_code == 1
