"""PaperContent → .docx: one renderer for every kind of paper. Draws what it is given, asks nobody.

Layout: decree 30/2020/NĐ-CP, annex I, sample 1.4 (papers with the name of their kind) and 1.5
(letters). The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.documents import docx_parts as parts
from tracker.documents.docx_markup import Xml, clean, joined, paragraph
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.domain.local_time import local_day
from tracker.domain.official_paper import PaperAnnex, PaperContent, PaperPart, PaperTable
from tracker.domain.vietnamese import one_line


def render(content: PaperContent) -> bytes:
    """The paper: its text, then each annex in a landscape section of its own."""
    annexes = list(_annexes(content))
    sections = annexes if content.bare else [
        PaperSection(_text(content), landscape=content.landscape), *annexes
    ]  # fmt: skip
    return package(
        sections,
        Properties(
            title=f"{content.name}: {content.subject}",
            author=content.letterhead.office,
            subject=content.subject,
            made_at=content.made_at,
        ),
    )


def attached_to(content: PaperContent) -> str:
    """ "Kèm theo Công văn số 12/UBND-VP ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân …"."""
    return parts.attached(
        content.carried_by or content.name,
        content.number,
        local_day(content.made_at).year,
        content.letterhead.office,
    )


def _text(content: PaperContent) -> Xml:
    across = content.landscape
    year = local_day(content.made_at).year
    about = content.subject if content.is_letter else ""
    number = None if content.unsigned else content.number
    head = parts.head_table(content.letterhead, number, year, about=about, across=across)
    title = (
        paragraph(Style.JOINT, properties='<w:spacing w:before="240" w:after="0"/>')
        if content.is_letter
        else parts.title(content.name, content.subject, across=across)
    )
    return joined([
        head,
        title,
        parts.addressees(content.addressees),
        parts.bases(content.bases),
        parts.body(*content.opening),
        *_parts(content.parts),
        parts.closing(content.closing) if content.closing else paragraph(Style.JOINT),
        _foot(content),
    ])  # fmt: skip


def _foot(content: PaperContent) -> Xml:
    if content.unsigned:
        return Xml("")
    return parts.foot_table(
        content.receivers,
        content.archive,
        content.signer,
        across=content.landscape,
        receipt=", ".join(content.addressees) if content.receipt else "",
    )


def _parts(found: Iterable[PaperPart]) -> Iterable[Xml]:
    """Those with a heading are counted: I., II., III."""
    order = 0
    for part in found:
        order += bool(part.heading)
        yield joined([
            parts.heading(order, part.heading) if part.heading else Xml(""),
            parts.body(*part.texts),
            _table(part.table) if part.table else Xml(""),
            paragraph(Style.TABLE_NOTE, one_line(clean(part.note)))
            if part.note
            else _after_table(part.table is not None),
        ])  # fmt: skip


def _after_table(is_table: bool) -> Xml:
    """Some air between a table and what follows it."""
    if not is_table:
        return Xml("")
    return paragraph(Style.JOINT, properties='<w:spacing w:before="160" w:after="0"/>')


def _annexes(content: PaperContent) -> Iterable[PaperSection]:
    count = len(content.annexes)
    for order, annex in enumerate(content.annexes, start=1):
        yield PaperSection(_annex(content, annex, parts.annex_name(order, count)), landscape=True)


def _annex(content: PaperContent, annex: PaperAnnex, name: str) -> Xml:
    heading = parts.annex_heading(name, annex.title, attached_to(content))
    return joined([heading, _table(annex.table)])


def _table(table: PaperTable) -> Xml:
    columns = [
        Column(column.head, column.width_mm, column.group, number=column.number)
        for column in table.columns
    ]
    rows = (Row(row.cells, row.strong) for row in table.rows)
    return data_table(columns, rows, title=table.title)
