"""``flask paper``: the kinds in words, and one paper into a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.layout_rules import faults
from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.template import a_template_in_use
from tracker.models import OfficialPaper
from tracker.services.papers import KINDS
from tracker.surroundings import store


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 2))
    session.commit()
    return district


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["paper", *words])


def test_the_list_names_every_kind_and_what_it_asks_for(app: Flask) -> None:
    said = run(app, "list").output
    for kind in KINDS.values():
        assert f"{kind.code}" in said
        assert kind.name in said
    assert "--unit N [--directive N]" in said


def test_a_paper_is_written_and_nothing_is_kept(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    out = tmp_path / "letter.docx"
    unit = str(district.justice.id)
    result = run(app, "build", "chasing-letter", "--unit", unit, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert faults(out.read_bytes()) == []
    assert session.scalar(select(OfficialPaper)) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chasing-letter"], "Công văn đôn đốc cần --unit N"),
        (["chasing-letter", "--unit", "99999"], "Không tìm thấy đơn vị"),
        (["incoming-register", "--from", "31/02/2026"], "Không có ngày 31/2/2026"),
        (["incoming-register", "--from", "02/11/2026", "--to", "01/11/2026"], "Ngày bắt đầu"),
        (["task-list", "--directive", "99999"], "Không tìm thấy văn bản"),
    ],
)
def test_what_makes_no_paper_gets_a_sentence_and_no_file(
    app: Flask, district: District, tmp_path: Path, words: list[str], sentence: str
) -> None:
    out = tmp_path / "x.docx"
    result = run(app, "build", *words, "--out", str(out))
    assert result.exit_code == 1
    assert sentence in result.output
    assert not out.exists()


def test_a_folder_that_is_not_there_gets_a_sentence(app: Flask, district: District) -> None:
    result = run(app, "build", "meeting-pack", "--out", "/nowhere/at/all/x.docx")
    assert "Không có thư mục" in result.output


def test_the_command_draws_by_the_template_in_use_as_the_screen_does(
    app: Flask, session: Session, district: District, tmp_path: Path
) -> None:
    with app.app_context():
        a_template_in_use(
            session, store(), district, kind="chasing-letter", line="MẪU RIÊNG {{ trich_yeu }}"
        )
    out = tmp_path / "letter.docx"
    unit = str(district.justice.id)
    result = run(app, "build", "chasing-letter", "--unit", unit, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert docx.Document(str(out)).paragraphs[0].text.startswith("MẪU RIÊNG đôn đốc")
