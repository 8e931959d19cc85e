"""The demonstration's papers: texts with days relative to the chosen one, and result papers."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from docx import Document

from tracker.domain.source import SourceKind
from tracker.domain.vietnamese import capitalised, day_words, long_date

FOLDER = Path(__file__).resolve().parent.parent.parent / "seeds" / "demo" / "directives"
_PLACE = re.compile(r"\{\{(\w+)(?::(-?\d+))?\}\}")


@dataclass(frozen=True, slots=True)
class Paper:
    """A directive of the demonstration: its file, when it came in, in which format."""

    file: str
    arrived: int
    """Days from the demonstration's day (negative: before it)."""
    confirmed: int
    as_docx: bool
    source: SourceKind = SourceKind.DOCUMENT
    left_for_review: bool = False
    """Some of its drafts still wait for a decision."""


PAPERS = (
    Paper("01_chi_thi_ky_cuong", -317, -315, as_docx=True),
    Paper("02_ke_hoach_cchc", -298, -296, as_docx=True),
    Paper("03_chuong_trinh_huyen_uy", -237, -235, as_docx=False),
    Paper("06_nghi_quyet_hdnd", -158, -155, as_docx=True),
    Paper("04_cong_van_moi_truong", -94, -93, as_docx=False, source=SourceKind.LETTER),
    Paper(
        "05_thong_bao_ket_luan",
        -39,
        -38,
        as_docx=True,
        source=SourceKind.MEETING_CONCLUSION,
        left_for_review=True,
    ),
)


def text_of(paper: Paper, today: date) -> str:
    """The paper's text with every day filled in relative to ``today``."""
    raw = (FOLDER / f"{paper.file}.txt").read_text("utf-8")

    def fill(match: re.Match[str]) -> str:
        kind, offset = match.group(1), int(match.group(2) or 0)
        day = today + timedelta(days=offset)
        return {
            "day": day_words(day),
            "long": long_date(day),
            "capital_long": capitalised(long_date(day)),
            "year": str(today.year),
        }[kind]

    return _PLACE.sub(fill, raw)


def bytes_of(paper: Paper, today: date) -> tuple[str, bytes]:
    """File name and content, as an office would receive it."""
    text = text_of(paper, today)
    if paper.as_docx:
        return f"{paper.file}.docx", as_docx(text)
    return f"{paper.file}.txt", text.encode("utf-8")


def as_docx(text: str) -> bytes:
    """A plain Word file of these paragraphs."""
    document = Document()
    document.core_properties.author = "Dữ liệu trình diễn"
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def result_paper(unit: str, number: str, on: date, subject: str) -> bytes:
    """A short result paper of a unit."""
    return as_docx(
        "\n".join(
            [
                unit.upper(),
                f"Số: {number}",
                f"Đông Bình, {long_date(on)}",
                "BÁO CÁO",
                subject,
                "Tài liệu này là dữ liệu trình diễn, không phải văn bản thật.",
            ]
        )
    )
