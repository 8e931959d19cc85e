"""Everything that a paper's page shows, from its frozen content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.blueprints.filters import Column
from tracker.documents.docx_parts import date_words, number_words
from tracker.domain.local_time import local_day
from tracker.domain.official_paper import UNISSUED, PaperContent, PaperState, PaperTable
from tracker.models import OfficialPaper
from tracker.permissions import Actor, Permission, allows
from tracker.queries.official_papers import paper_events
from tracker.services.official_papers import drawn_content, verify
from tracker.services.papers import KINDS


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the page's macros want it."""

    title: str
    columns: list[Column]
    rows: list[tuple[str, ...]]


def kind_name(paper: OfficialPaper) -> str:
    """The kind in words; its code where a file of its kind is gone."""
    return _(KINDS[paper.kind].name) if paper.kind in KINDS else paper.kind


def paper_name(paper: OfficialPaper) -> str:
    """ "Công văn đôn đốc: Phòng Tư pháp"."""
    named = paper.issuer or paper.unit
    return f"{kind_name(paper)}: {named.name}" if named else kind_name(paper)


def file_name(paper: OfficialPaper) -> str:
    """A name that every system can keep."""
    number = f" {paper.number:02d}" if paper.number else ""
    return f"{paper_name(paper)}{number}.docx".replace("/", "-").replace(":", " -")


def paper_page(session: Session, paper: OfficialPaper, actor: Actor) -> dict[str, Any]:
    """The values of official_papers/show.html."""
    content = drawn_content(paper)
    open_ = paper.state in UNISSUED
    numbers = allows(actor, Permission.OFFICIAL_PAPER_NUMBER, paper)
    return {
        "paper": paper,
        "name": paper_name(paper),
        "content": content,
        "number": number_words(content.number),
        "place_day": f"{content.letterhead.place}, "
        f"{date_words(content.number.issued_on, local_day(content.made_at).year)}",
        "parts": [(part, _shown(part.table)) for part in content.parts],
        "annexes": [_shown(annex.table) for annex in content.annexes],
        "signer": [*content.signer.authority, content.signer.post],
        "events": paper_events(session, paper),
        "whole": verify(paper),
        "edits": open_ and allows(actor, Permission.OFFICIAL_PAPER_EDIT, paper),
        "numbers": numbers and paper.state is PaperState.DRAFT and not unnumbered(content),
        "issues": numbers and paper.state is PaperState.NUMBERED,
    }


def unnumbered(content: PaperContent) -> bool:
    """A register, a paper for a meeting, an annex of another paper: no number of their own."""
    return content.unsigned or content.bare


def _shown(table: PaperTable | None) -> ShownTable | None:
    if table is None:
        return None
    columns = [
        Column(column.head.replace("\n", " "), kind="number" if column.number else "text")
        for column in table.columns
    ]
    return ShownTable(table.title, columns, [row.cells for row in table.rows])
