"""A .docx to raw lines: the text as Word shows it, numbers computed, changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from tracker.documents.clean_text import clean_line
from tracker.documents.legacy_letters import (
    Legacy,
    mended,
    recognised,
    tells_old_writing,
)
from tracker.documents.office_package import OfficePackage, Relation
from tracker.documents.text_reader import OLD_ENCODING
from tracker.documents.word_numbering import Numbering
from tracker.documents.word_paragraph import Paragraph, ParagraphReader
from tracker.documents.word_styles import Styles, font_of
from tracker.documents.word_table import Row, is_layout, rows
from tracker.documents.word_xml import w
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import Place, RawLine, RawText

NO_LETTERS = N_(
    "Tệp Word không có chữ nào, có thể chỉ chứa ảnh quét. Hãy tải lên bản có chữ, "
    "hoặc dán nội dung văn bản."
)

_SAMPLE = 5000
"""Runs that are looked at."""

_LONGEST_LABEL = 80
"""Letters of a box that is a label: a number, a date, a stamp, a receiver."""

PARAGRAPH_LIMIT = 100_000
"""Some 2000 pages, a table's cells counted one by one."""

_THROUGH = frozenset(
    {w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo")}
)
"""Wrappers whose content stands where they stand."""


def read_docx(data: bytes, name: str) -> RawText:
    """All lines in document order; headers first, footers, footnotes and endnotes last.

    Raises ``RefusedFile`` when the file is no sound Word document.
    """
    package = OfficePackage(data, name)
    root = package.xml(package.main_part) if package.kind == "docx" else None
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise _unreadable(name)
    try:
        document = _Document(package, body)
        lines = tuple(document.lines(body))
    except RecursionError as error:
        raise _unreadable(name) from error
    if not any(line.text for line in lines):
        return RawText((), remarks=(NO_LETTERS,))
    return RawText(_boxes_settled(lines), remarks=(OLD_ENCODING,) if document.legacy else ())


def _boxes_settled(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """Boxes hold labels; where they hold sentences, or most of a paper, those are its text."""
    boxed = sum(len(line.text) for line in lines if line.place is Place.TEXT_BOX)
    in_body = sum(len(line.text) for line in lines if line.place in (Place.BODY, Place.TABLE))
    longest = 0 if boxed > in_body else _LONGEST_LABEL
    return tuple(
        replace(line, place=Place.BODY)
        if line.place is Place.TEXT_BOX and len(line.text) > longest and not line.cells
        else line
        for line in lines
    )


def _old_writing(body: Element, styles: Element | None) -> Legacy | None:
    """The old writing of a whole paper whose fonts do not tell; where they do, runs are turned
    one by one and what is Unicode already stays."""
    roots = (body,) if styles is None else (body, styles)
    if any(
        tells_old_writing(font_of(node) or "") for root in roots for node in root.iter(w("rPr"))
    ):
        return None
    sample = islice((node.text for node in body.iter(w("t")) if node.text), _SAMPLE)
    return recognised(" ".join(sample))


def _too_long(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp Word “%(name)s” dài quá mức cho phép. Hãy tách phần cần theo dõi thành tệp riêng "
        "rồi tải lên lại.",
        name=name,
    )


def _unreadable(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp “%(name)s” không phải là văn bản Word đọc được. Hãy mở tệp gốc bằng Word, "
        "lưu lại thành tệp .docx mới rồi tải lên lại.",
        name=name,
    )


class _Document:
    """One walk over one document: styles and counters belong together."""

    def __init__(self, package: OfficePackage, body: Element) -> None:
        self._package = package
        self._relations = package.relations(package.main_part)
        styles = self._part("styles")
        self.legacy = _old_writing(body, styles)
        self._styles = Styles(styles)
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._reader = ParagraphReader(self._styles)
        self._notes: list[tuple[str, str]] = []
        self._tables = 0
        self._beside_table = False
        self._paragraphs = 0

    def lines(self, body: Element) -> Iterator[RawLine]:
        yield from self._margins("header", Place.HEADER)
        yield from self._blocks(body, Place.BODY)
        yield from self._called_notes()
        yield from self._margins("footer", Place.FOOTER)

    def _part(self, kind: str) -> Element | None:
        target = next((r.target for r in self._relations.values() if r.kind == kind), None)
        return self._package.xml(target) if target is not None else None

    def _margins(self, kind: str, place: Place) -> Iterator[RawLine]:
        seen: set[str] = set()
        parts: list[Relation] = [r for r in self._relations.values() if r.kind == kind]
        for part in sorted({r.target for r in parts}):
            root = self._package.xml(part)
            for line in self._blocks(root, place) if root is not None else ():
                if line.text not in seen:
                    seen.add(line.text)
                    yield replace(line, place=place, table=None, cells=())

    def _called_notes(self) -> Iterator[RawLine]:
        for kind in ("footnote", "endnote"):
            called = [ident for one, ident in self._notes if one == kind]
            root = self._part(f"{kind}s") if called else None
            found = root.findall(w(kind)) if root is not None else []
            nodes = {node.get(w("id"), ""): node for node in found}
            for ident in called:
                if ident in nodes:
                    yield from self._blocks(nodes[ident], Place.FOOTNOTE)

    def _blocks(self, parent: Element, place: Place) -> Iterator[RawLine]:
        pending: Paragraph | None = None
        self._beside_table = False
        for node in _flat(parent):
            if node.tag == w("tbl"):
                if pending is not None:
                    yield from self._paragraph_lines(pending, place)
                    pending = None
                yield from self._table(node, place)
                self._beside_table = True
                continue
            self._beside_table = False
            self._paragraphs += 1
            if self._paragraphs > PARAGRAPH_LIMIT:
                raise _too_long(self._package.name)
            paragraph = self._reader.read(node)
            if pending is not None:
                paragraph = _joined(pending, paragraph)
            pending = paragraph if paragraph.goes_on else None
            if pending is None and not paragraph.contents:
                yield from self._paragraph_lines(paragraph, place)
        if pending is not None:
            yield from self._paragraph_lines(pending, place)

    def _paragraph_lines(self, paragraph: Paragraph, place: Place) -> Iterator[RawLine]:
        self._notes += paragraph.notes
        texts = [text for text in self._texts(paragraph) if text]
        if paragraph.text.strip() or place is Place.TABLE:  # a bare number: the TT column
            for text in texts:
                yield RawLine(
                    text,
                    place,
                    whole=len(texts) == 1,
                    bold=paragraph.bold,
                    centred=paragraph.centred,
                )
        beside = Place.TEXT_BOX if place is Place.BODY else place
        for words in paragraph.art:
            yield RawLine(clean_line(words).strip(), beside, whole=True)
        for box in paragraph.boxes:
            yield from self._blocks(box, beside)

    def _texts(self, paragraph: Paragraph) -> list[str]:
        """The paragraph's lines, its automatic number in front of the first."""
        label = ""
        if paragraph.num_id is not None:
            label = self._numbering.label(paragraph.num_id, paragraph.level, paragraph.style)
        text = mended(paragraph.text, self.legacy) if self.legacy else paragraph.text
        first, *others = text.lstrip("\n").split("\n")
        return [
            clean_line(f"{label} {first.strip()}").strip(),
            *(clean_line(other).strip() for other in others),
        ]

    def _table(self, node: Element, place: Place) -> Iterator[RawLine]:
        if is_layout(node, self._styles):
            for row in rows(node):
                for cell in row.cells:
                    if cell.shown is not None:
                        yield from self._blocks(cell.shown, place)
            return
        if not self._beside_table:  # Word shows two tables with nothing between them as one
            self._tables += 1
        table = self._tables
        above: dict[int, str] = {}
        heading: tuple[str, ...] = ()
        for row in rows(node):
            cells = self._cells(row, above)
            if not any(cells) or cells == heading:
                continue
            heading = heading or cells
            text = " | ".join(cell.replace("\n", " ") for cell in cells)
            yield RawLine(
                text,
                Place.TABLE if place is Place.BODY else place,
                whole=True,
                table=table,
                cells=cells,
            )

    def _cells(self, row: Row, above: dict[int, str]) -> tuple[str, ...]:
        """A row over the table's grid: a cell merged downwards is repeated, across is not."""
        found = [""] * row.before
        for cell in row.cells:
            at = len(found)
            if cell.shown is None:
                text = above.get(at, "")
            else:
                text = "\n".join(line.text for line in self._blocks(cell.shown, Place.TABLE))
            above[at] = text
            found += [text, *[""] * (cell.span - 1)]
        return tuple(found)


def _flat(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in _THROUGH:
            yield from _flat(child)


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs whose mark between them was deleted; the second one's look wins."""
    second.text = first.text + second.text
    second.bold = first.bold and second.bold
    second.boxes = first.boxes + second.boxes
    second.art = first.art + second.art
    second.notes = first.notes + second.notes
    return second
