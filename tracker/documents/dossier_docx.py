"""Dossier → .docx: an internal paper, landscape, each part with its table. Asks nobody."""

from __future__ import annotations

from tracker.documents import docx_parts as parts
from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.domain.dossier import Dossier, DossierPart, DossierTable
from tracker.domain.local_time import local_moment

NOTHING = "Không có."
WIDEST_MM = 252
"""Between the margins of a landscape page; every table keeps within it."""
_ORDER_MM = 10
_LEFT = '<w:jc w:val="left"/>'
"""A seal is one long word: justified, the words before it would be torn apart."""


def render(dossier: Dossier) -> bytes:
    """The table of contents of the archive and the whole story in one paper."""
    content = joined([
        parts.title(dossier.kind, dossier.subject),
        *[paragraph(Style.BODY, line, properties=_LEFT) for line in _made(dossier)],
        *[_part(order, part) for order, part in enumerate(dossier.parts, start=1)],
    ])  # fmt: skip
    return package(
        [PaperSection(content, landscape=True)],
        Properties(
            title=f"{dossier.kind}: {dossier.subject}",
            author=dossier.office,
            subject=dossier.subject,
            made_at=dossier.made_at,
        ),
    )


def _made(dossier: Dossier) -> list[str]:
    at = local_moment(dossier.made_at)
    said = [
        f"{dossier.office} – hồ sơ lập lúc {at:%H:%M} ngày {at:%d/%m/%Y}, người lập: "
        f"{dossier.made_by}."
    ]
    if dossier.seal:
        said.append(f"Niêm phong nhật ký tại thời điểm lập: {dossier.seal}.")
    return said


def _part(order: int, part: DossierPart) -> Xml:
    lines = (NOTHING,) if part.is_empty else part.lines
    table = part.table if part.table is not None and part.table.rows else None
    return joined([
        parts.heading(order, part.name),
        parts.body(*lines),
        _table(part.name, table) if table is not None else Xml(""),
    ])  # fmt: skip


def _table(name: str, table: DossierTable) -> Xml:
    columns = [Column("TT", _ORDER_MM, number=True)]
    columns += [Column(text, width) for text, width in table.columns]
    if sum(column.width_mm for column in columns) > WIDEST_MM:
        raise ValueError(f"{name}: the table is wider than the page")
    rows = [Row([str(n), *cells]) for n, cells in enumerate(table.rows, start=1)]
    return data_table(columns, rows, title=name)
