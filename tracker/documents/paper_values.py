"""What templates of official papers may ask for, and its values for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.documents.docx_markup import clean
from tracker.documents.template_catalogue import (
    FRAME,
    Catalogue,
    Field,
    Frame,
    Placeholder,
    frame_values,
    to_texts,
)
from tracker.domain.local_time import local_day
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import PaperContent, PaperTable

#: As many cells of a row have a name.
MOST_CELLS = 10

PAPER = Catalogue((
    *FRAME,
    Placeholder("doan", N_("Danh sách đoạn văn của nội dung, lặp từng đoạn"), is_list=True),
    Placeholder(
        "dong",
        N_("Danh sách dòng của mọi bảng; mỗi dòng có cot_1 đến cot_10, la_nhom là dòng tên nhóm"),
        (
            Field("la_nhom", N_("Có giá trị khi là dòng tên nhóm")),
            *(Field(f"cot_{n}", N_("Ô của dòng, từ trái sang")) for n in range(1, MOST_CELLS + 1)),
        ),
        is_list=True,
    ),
))  # fmt: skip


def values(content: PaperContent) -> Mapping[str, Any]:
    """The placeholders' values: text that XML can carry, lists of text, lists of rows."""
    texts = [text for part in content.parts for text in (part.heading, *part.texts, part.note)]
    tables = [part.table for part in content.parts] + [annex.table for annex in content.annexes]
    frame = Frame(
        kind=content.name,
        letterhead=content.letterhead,
        number=content.number,
        year=local_day(content.made_at).year,
        subject=content.subject,
        as_of=content.as_of,
        addressees=content.addressees,
        bases=content.bases,
        closing=content.closing,
        receivers=content.receivers,
        archive=content.archive,
        signer=content.signer,
    )
    return frame_values(frame) | {
        "doan": to_texts((*content.opening, *texts)),
        "dong": [row for table in tables if table for row in _rows(table)],
    }


def _rows(table: PaperTable) -> Iterable[dict[str, Any]]:
    for row in table.rows:
        cells = [clean(cell) for cell in row.cells] + [""] * MOST_CELLS
        named: dict[str, Any] = {f"cot_{n}": cells[n - 1] for n in range(1, MOST_CELLS + 1)}
        yield named | {"la_nhom": row.strong and len(row.cells) == 1}
