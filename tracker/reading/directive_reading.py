"""Reading a directive from end to end: one call, the same answer every time, linear time."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading.citations import Citation
from tracker.reading.drafts import TaskDraft
from tracker.reading.header import DirectiveHeader
from tracker.reading.lines import Paragraph
from tracker.reading.outline import Clause
from tracker.reading.raw_line import RawText
from tracker.reading.targets import Target


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read. ``remarks`` are Vietnamese sentences for the clerk."""

    header: DirectiveHeader
    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[Clause, ...]
    drafts: tuple[TaskDraft, ...]
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...]
    remarks: tuple[str, ...]


def read_directive(raw: RawText) -> Reading:
    """Read ``raw``. Never raises on odd text: what is strange is said in the remarks."""
    paragraphs = tuple(
        Paragraph(text=line.text, lines=(place,), page=line.page)
        for place, line in enumerate(raw.lines)
        if line.text.strip()
    )
    return Reading(DirectiveHeader(), paragraphs, (), (), (), (), raw.remarks)
