"""``flask index``: sets in and out, a sheet scored, a round ranked and verified."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, a_set, scored, the_sheet
from tests.factories.user import the_system
from tracker.models import IndexSet


@pytest.fixture
def district(session: Session) -> District:
    the_system(session)
    return a_district(session)


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["index", *words])


def test_out_and_in_again(
    app: Flask, session: Session, district: District, now: datetime, tmp_path: Path
) -> None:
    made, file = a_set(session, district, now), tmp_path / "bo.xlsx"
    session.commit()
    assert run(app, "export", str(made.id), "--out", str(file)).exit_code == 0
    result = run(app, "import", str(file), "--dry-run")
    assert (result.exit_code, result.output) == (0, "9 mục, 0 chỗ cần sửa\n")
    assert len(session.scalars(select(IndexSet)).all()) == 1
    session.commit()
    result = run(app, "import", str(file))
    assert "phiên bản 2, đang soạn" in result.output
    assert "Không có bộ chỉ số 99" in run(app, "export", "99", "--out", str(file)).output


def test_score_rank_verify(
    app: Flask, session: Session, district: District, now: datetime, tmp_path: Path
) -> None:
    round_ = a_round(session, district, now)
    sheet = scored(session, district, the_sheet(session, round_, district.justice), now)
    session.commit()
    out = tmp_path / "phieu.json"
    result = run(app, "score", str(sheet.id), "--json", str(out))
    # 10 + 10 + 23.13 of 85 that apply, and one point of bonus.
    assert "Chỉ số: 51.74" in result.output
    content = json.loads(out.read_text("utf-8"))
    assert content["index"] == "51.74"
    assert content["items"][0]["latest"]["points"] == "20"
    result = run(app, "rank", str(round_.id))
    assert result.output.splitlines()[0] == "1\tPhòng Tư pháp\t51,74\tTrung bình"
    result = run(app, "verify", str(round_.id))
    assert (result.exit_code, "chưa niêm phong" in result.output) == (0, True)
