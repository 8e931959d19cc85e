"""Papers on their pages, as LibreOffice lays them out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.documents.papers import samples
from tests.documents.report import samples as reports
from tests.documents.report.test_report_rendered import pages
from tracker.documents.official_paper_docx import render
from tracker.documents.report_docx import render as render_report

pytestmark = pytest.mark.libreoffice


def pdf_of(content: bytes, folder: Path) -> Path:
    paper = folder / "paper.docx"
    paper.write_bytes(content)
    order = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    subprocess.run(
        [*order, "--convert-to", "pdf", "--outdir", str(folder), str(paper)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "paper.pdf"


def test_a_letter_is_numbered_from_its_second_page_and_each_annex_anew(tmp_path: Path) -> None:
    found = pages(pdf_of(render(samples.numbered_letter()), tmp_path))
    firsts = [page[0].split("  ")[0] for page in found]
    assert firsts == ["ỦY BAN NHÂN DÂN", "Phụ lục I", "Phụ lục II"]
    assert "V/v đôn đốc thực hiện nhiệm vụ" in "\n".join(found[0])


def test_the_receiver_signs_on_the_page_of_the_signer(tmp_path: Path) -> None:
    found = pages(pdf_of(render(samples.slip()), tmp_path))
    (last,) = [page for page in found if any("XÁC NHẬN" in line for line in page)]
    assert any("Trần Thị Hòa" in line for line in last)


def test_the_chart_of_the_report_is_drawn(tmp_path: Path) -> None:
    found = pages(pdf_of(render_report(reports.typical()), tmp_path))
    (shown,) = [page for page in found if any("Biểu đồ 1." in line for line in page)]
    assert any("Chưa hoàn thành, quá hạn" in line for line in shown)
