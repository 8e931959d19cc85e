"""The report on its pages, as LibreOffice lays them out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.documents.report import samples
from tracker.documents.report_docx import render
from tracker.domain.report_snapshot import ReportSnapshot

pytestmark = pytest.mark.libreoffice


def rendered(snapshot: ReportSnapshot, folder: Path) -> Path:
    paper = folder / "report.docx"
    paper.write_bytes(render(snapshot))
    order = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    subprocess.run(
        [*order, "--convert-to", "pdf", "--outdir", str(folder), str(paper)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "report.pdf"


def read(*order: str) -> str:
    return subprocess.run(order, check=True, capture_output=True, text=True, timeout=60).stdout


def pages(pdf: Path) -> list[list[str]]:
    """The lines of each page, without empty ones."""
    text = read("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text]


def test_pages_are_numbered_from_the_second_and_the_annex_anew(tmp_path: Path) -> None:
    pdf = rendered(samples.of_one_directive(), tmp_path)
    firsts = [page[0].split("  ")[0] for page in pages(pdf)]
    assert firsts == ["ỦY BAN NHÂN DÂN", "2", "3", "4", "Phụ lục I", "Phụ lục II", "2"]


def test_heads_are_repeated_and_the_signature_is_on_the_page_of_the_last_sentence(
    tmp_path: Path,
) -> None:
    found = pages(rendered(samples.of_one_directive(), tmp_path))
    assert "Nội dung nhiệm vụ" in "\n".join(found[6])
    (last,) = [page for page in found if any("trân trọng báo cáo./." in line for line in page)]
    assert any("Lê Quang Hải" in line for line in last)


def test_one_serif_family_draws_every_letter(tmp_path: Path) -> None:
    """A second family would mean letters that the typeface lacks."""
    pdf = rendered(samples.typical(), tmp_path)
    names = [line.split()[0].split("+")[-1] for line in read("pdffonts", str(pdf)).splitlines()[2:]]
    families = {name.split("-")[0].removesuffix("PSMT").rstrip(",") for name in names}
    assert families in ({"LiberationSerif"}, {"TimesNewRoman"})


def test_a_paper_of_200_letter_names_still_has_its_pages(tmp_path: Path) -> None:
    found = pages(rendered(samples.nasty(), tmp_path))
    assert "Phụ lục" in [page[0] for page in found]
    assert any('Nguyễn "A" & <B>' in line for page in found for line in page)
