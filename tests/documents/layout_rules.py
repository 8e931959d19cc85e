"""Decree 30/2020/NĐ-CP, annex I, as rules that read a .docx by its XML: one function a row.

``faults`` gives every rule that a paper breaks, in words; a rule whose element the paper does
not have says nothing. Sizes in points, lengths in millimetres.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from math import ceil
from xml.etree.ElementTree import Element

from tests.documents.report.paper import Paper, Paragraph, W, millimetres, value
from tracker.documents.docx_metrics import text_width_mm

Rule = Callable[[Paper], Iterator[str]]

FONT = "Times New Roman"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CORE = "{http://purl.org/dc/elements/1.1/}"
#: style → (sizes allowed, bold, italic, alignments); None: not said.
ELEMENTS: dict[str, tuple[tuple[float, ...], bool, bool, tuple[str, ...]]] = {
    "Nation": ((12, 13), True, False, ("center",)),
    "Motto": ((13, 14), True, False, ("center",)),
    "SuperiorBody": ((12, 13), False, False, ("center",)),
    "IssuingBody": ((12, 13), True, False, ("center",)),
    "PaperNumber": ((13,), False, False, ("center",)),
    "PlaceDate": ((13, 14), False, True, ("center",)),
    "LetterSubject": ((12, 13), False, False, ("center",)),
    "Title": ((13, 14), True, False, ("center",)),
    "Subtitle": ((13, 14), True, False, ("center",)),
    "Addressee": ((13, 14), False, False, ("left",)),
    "LegalBasis": ((13, 14), False, True, ("both",)),
    "BodyText": ((13, 14), False, False, ("both",)),
    "Decides": ((13, 14), True, False, ("center",)),
    "Heading1": ((13, 14), True, False, ("both",)),
    "Heading2": ((13, 14), True, False, ("both",)),
    "AnnexLabel": ((14,), True, False, ("center",)),
    "AnnexTitle": ((13, 14), True, False, ("center",)),
    "AnnexNote": ((13, 14), False, True, ("center",)),
    "ReceiversLabel": ((12,), True, True, ("left",)),
    "Receiver": ((11,), False, False, ("left",)),
    "SignerAuthority": ((13, 14), True, False, ("center",)),
    "SignerName": ((13, 14), True, False, ("center",)),
}
UPPER = ("Nation", "SuperiorBody", "IssuingBody", "Title", "AnnexTitle", "Heading1")
DIRECT = {
    "ShortRule": {"ind", "keepNext"},
    "SectionJoint": {"spacing", "sectPr", "keepNext"},
}


def faults(content: bytes) -> list[str]:
    """Everything in which the paper departs from the form."""
    return [f"{rule.__name__}: {said}" for rule in RULES for said in rule(Paper(content))]


def page(paper: Paper) -> Iterator[str]:
    """1.1: A4, margins 20–25, 20–25, 30–35, 15–20."""
    for section in paper.sections:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = sorted(round(millimetres(value(size, side))) for side in ("w", "h"))
        across = value(size, "orient") == "landscape"
        if sides != [210, 297] or across != (int(value(size, "w")) > int(value(size, "h"))):
            yield f"not A4: {sides}"
        for side, least, most in (
            ("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)
        ):  # fmt: skip
            if not least <= millimetres(value(margins, side)) <= most:
                yield f"margin {side} is {millimetres(value(margins, side))} mm"


def page_number(paper: Paper) -> Iterator[str]:
    """1.1: Arabic from 1, centred in the header, 13–14 pt, none on page 1, annexes anew."""
    field = paper.xml("word/header1.xml").find(f".//{W}fldSimple")
    if value(field, "instr").strip() != "PAGE":
        yield "no page number in the header"
    if paper.xml("word/header2.xml").findall(f".//{W}r"):
        yield "a number on the first page"
    look = paper.styles["Header"]
    if value(look.find(f"{W}pPr/{W}jc"), "val") != "center":
        yield "the number is not centred"
    if value(look.find(f"{W}rPr/{W}sz"), "val") not in ("26", "28"):
        yield "the number has another size"
    for section in paper.sections:
        kinds = {value(ref, "type") for ref in section.findall(f"{W}headerReference")}
        if kinds != {"default", "first"} or section.find(f"{W}titlePg") is None:
            yield "a section shows its number on its first page"
        if value(section.find(f"{W}pgNumType"), "start") != "1":
            yield "a section does not count from 1"


def typeface(paper: Paper) -> Iterator[str]:
    """1.1: Times New Roman, black, nothing embedded."""
    styles = paper.xml("word/styles.xml")
    if {name for one in styles.iter(f"{W}rFonts") for name in one.attrib.values()} != {FONT}:
        yield "another typeface in the styles"
    if {value(one, "val") for one in styles.iter(f"{W}color")} - {"000000"}:
        yield "another colour in the styles"
    if paper.body.findall(f".//{W}rFonts") or paper.body.findall(f".//{W}color"):
        yield "a typeface or a colour set by hand"
    if any(name.endswith((".odttf", ".ttf")) for name in paper.names):
        yield "an embedded font"


def elements(paper: Paper) -> Iterator[str]:
    """1.2: size, weight, slant and alignment of each element, single spaced but the text."""
    for one in paper.paragraphs:
        if one.style not in ELEMENTS:
            continue
        sizes, bold, italic, aligned = ELEMENTS[one.style]
        look = one.look
        if look.size not in sizes:
            yield f"{one.style} has {look.size} pt: {one.text!r}"
        if (look.bold, look.italic) != (bold, italic):
            yield f"{one.style} is bold={look.bold}, italic={look.italic}"
        if look.align not in aligned:
            yield f"{one.style} is aligned {look.align}"
        if one.style in UPPER and one.text != one.text.upper():
            yield f"{one.style} is not in capitals: {one.text!r}"


def nation(paper: Paper) -> Iterator[str]:
    """Cell 1, on every paper with a head."""
    if not paper.styled("Nation"):
        if not paper.styled("AnnexLabel"):
            yield "neither a head nor an annex"
        return
    said = [paragraph.text for paragraph in paper.styled("Nation", "Motto")]
    if said != ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]:
        yield f"the nation's lines read {said}"


def short_lines(paper: Paper) -> Iterator[str]:
    """Below the motto as long as it, below issuer and subject a third to a half; centred."""
    for one in paper.styled("Motto", "IssuingBody", "Subtitle"):
        below = paper.paragraphs[paper.paragraphs.index(one) + 1]
        if not below.look.rule:
            yield f"no line below {one.text!r}"
            continue
        if abs(below.look.left - below.look.right) > 0.2:
            yield f"the line below {one.text!r} is not centred"
        share = (_room(paper, one) - below.look.left - below.look.right) / _width(one)
        least, most = (0.97, 1.03) if one.style == "Motto" else (1 / 3 - 0.01, 0.51)
        if not least <= share <= most and _width(one) < _room(paper, one):
            yield f"the line below {one.text!r} is {share:.2f} of it"


def _width(one: Paragraph) -> float:
    return max(text_width_mm(line, one.look.size, bold=True) for line in one.text.split("\n"))


def _room(paper: Paper, one: Paragraph) -> float:
    """The width of the cell or page in which a paragraph of the head stands."""
    head = paper.body.find(f"{W}tbl")
    assert head is not None
    cells = [millimetres(value(column, "w")) for column in head.findall(f".//{W}gridCol")]
    if one.style == "Subtitle":
        return sum(cells)
    return cells[one.style == "Motto"]


def number_and_day(paper: Paper) -> Iterator[str]:
    """Cells 3 and 4: "Số: 05/BC-UBND" without blanks, the day in full, both in one row."""
    for one in paper.styled("PaperNumber"):
        if not re.fullmatch(r"Số: (\d{2,}|\u00a0+)/\S+", one.text):
            yield f"number {one.text!r}"
    for one in paper.styled("PlaceDate"):
        day = r"ngày (\d\d|\u00a0+) tháng (0[12]|[3-9]|1[0-2]|\u00a0+) năm \d{4}"
        if not re.fullmatch(rf".+, {day}", one.text):
            yield f"place and day {one.text!r}"
    if len(paper.styled("PaperNumber")) != len(paper.styled("PlaceDate")):
        yield "number and day do not go together"


def letter(paper: Paper) -> Iterator[str]:
    """Sample 1.5: a letter has "V/v" under its number and no kind above its text."""
    about = paper.styled("LetterSubject")
    if about and paper.styled("Title"):
        yield "a letter with the name of a kind"
    if about and not about[0].text.startswith("V/v "):
        yield f"the subject reads {about[0].text!r}"
    if about and not paper.styled("Addressee"):
        yield "a letter to nobody"
    if about and about[0].look.before < 6:
        yield "the subject is closer than 6 pt to the number"


def addressees(paper: Paper) -> Iterator[str]:
    """Cell 9a: one on the line of "Kính gửi:", several each on their own."""
    for one in paper.styled("Addressee"):
        first, *others = one.text.split("\n")
        if not first.startswith("Kính gửi:") or not one.text.endswith("."):
            yield f"addressee {one.text!r}"
        if others and (first != "Kính gửi:" or not all(line.startswith("- ") for line in others)):
            yield f"several addressees {one.text!r}"


def text(paper: Paper) -> Iterator[str]:
    """Body: first line in 10 or 12.7 mm, at least 6 pt apart, single to one and a half."""
    for one in paper.styled("BodyText", "LegalBasis", "Heading1", "Heading2"):
        look = one.look
        if look.first_line not in (10, 12.7):
            yield f"the first line stands in {look.first_line} mm"
        if max(look.before, look.after) < 6:
            yield "paragraphs stand closer than 6 pt"
        if not 1 <= look.line <= 1.5:
            yield f"lines stand {look.line} apart"


def bases(paper: Paper) -> Iterator[str]:
    """Each basis ends with a semicolon, the last one with a full stop."""
    found = [one.text for one in paper.styled("LegalBasis")]
    for order, said in enumerate(found, start=1):
        if not said.endswith("." if order == len(found) else ";"):
            yield f"basis {said!r}"


def headings(paper: Paper) -> Iterator[str]:
    """ "I.", "II." and "1.", "2.": styles that Word knows as headings."""
    for style, pattern in (("Heading1", r"[IVX]+\. .+"), ("Heading2", r"\d+\. .+")):
        for one in paper.styled(style):
            if not re.fullmatch(pattern, one.text):
                yield f"{style} reads {one.text!r}"
        outlined = paper.styles[style].find(f"{W}pPr/{W}outlineLvl")
        if outlined is None:
            yield f"{style} is no heading"


def signature(paper: Paper) -> Iterator[str]:
    """Cells 7 and 9b: level with one another, capitals above, room for the signature."""
    posts, names = paper.styled("SignerAuthority"), paper.styled("SignerName")
    if bool(posts) != bool(paper.styled("ReceiversLabel")):
        yield "signature and receivers do not go together"
    for one in names:
        if one.look.before < 50:
            yield "no room for the signature"
    for one in posts[:1]:
        if one.text != one.text.upper():
            yield f"authority {one.text!r}"


def receivers(paper: Paper) -> Iterator[str]:
    """ "- …;", at last "- Lưu: VT, NV."; "Như trên" first where somebody is addressed."""
    found = [one.text for one in paper.styled("Receiver") if one.text.startswith("-")]
    if paper.styled("Receiver") and not found:
        yield "no receivers"
    for said in found[:-1]:
        if not (said.startswith("- ") and said.endswith(";")):
            yield f"receiver {said!r}"
    if found and not re.fullmatch(r"- Lưu: VT.*\.", found[-1]):
        yield f"the last receiver reads {found[-1]!r}"
    if paper.styled("LetterSubject") and found[:1] != ["- Như trên;"]:
        yield f"the first receiver of a letter reads {found[:1]}"


def end_mark(paper: Paper) -> Iterator[str]:
    """ "./." after the last sentence of a letter, and on the page of the signature."""
    ends = [one for one in paper.styled("BodyText") if one.text.endswith("./.")]
    if paper.styled("LetterSubject") and not ends:
        yield "no end mark"
    if ends and ends != paper.styled("BodyText")[-1:]:
        yield "the end mark stands before the end"
    for one in ends:
        if one.element.find(f"{W}pPr/{W}keepNext") is None:
            yield "the last sentence may part from the signature"


def annexes(paper: Paper) -> Iterator[str]:
    """ "Phụ lục" in Roman numbers where there are several, or forms; with what it goes with."""
    labels = [one.text for one in paper.styled("AnnexLabel")]
    wanted = ["Phụ lục"] if len(labels) == 1 else [f"Phụ lục {n}" for n in ["I", "II", "III"]]
    forms = [f"Biểu số {n:02d}" for n in range(1, len(labels) + 1)]
    if labels and labels not in (wanted[: len(labels)], forms):
        yield f"annexes are called {labels}"
    for one in paper.styled("AnnexNote"):
        if not re.fullmatch(r"\(Kèm theo .+ số .+ của .+\)", one.text):
            yield f"annex note {one.text!r}"


def bare_tables(paper: Paper) -> Iterator[str]:
    """Head and foot: two cells in a row, no line anywhere."""
    if paper.styles["BareTable"].find(f".//{W}tblBorders") is not None:
        yield "the table without lines has lines"
    for table in _tables(paper, "BareTable"):
        if {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} != {2}:
            yield "a head or foot without two cells"
        if table.findall(f".//{W}tblBorders") + table.findall(f".//{W}tcBorders"):
            yield "a head or foot with lines"


def data_tables(paper: Paper) -> Iterator[str]:
    """Repeated heads, whole rows, none alone at the end, fixed widths, a name, a full grid."""
    for table in _tables(paper, "PaperTable"):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if not heads[0] or heads != sorted(heads, reverse=True):
            yield "the head is not repeated"
        grid = [millimetres(value(one, "w")) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        tall = [_lines(row, grid) > 10 for row in rows]
        whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
        if not all(is_tall or is_whole for is_tall, is_whole in zip(tall, whole, strict=True)):
            yield "a row may break"
        if any(_lines(row, grid) > 22 for row, kept in zip(rows, whole, strict=True) if kept):
            yield "a row is taller than its page and may not break"
        for row, is_tall in list(zip(rows, tall, strict=True))[-3:-1]:
            bound = all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))
            if not (is_tall or bound or row.find(f"{W}trPr/{W}tblHeader") is not None):
                yield "the last row may stand alone on a page"
        if value(table.find(f"{W}tblPr/{W}tblLayout"), "type") != "fixed":
            yield "widths are not fixed"
        if not value(table.find(f"{W}tblPr/{W}tblCaption"), "val"):
            yield "a table without a name"
        if round(sum(grid)) not in (165, 252):
            yield f"a table of {round(sum(grid))} mm"
        if any(_reach(row) != len(grid) for row in rows):
            yield "a row does not fill its grid"


def _lines(row: Element, grid: list[float]) -> int:
    """The lines of the tallest cell, at the size of a table's text (11 points)."""
    cells = row.findall(f"{W}tc")
    if len(cells) != len(grid):
        return 0
    widths = (text_width_mm("".join(cell.itertext()), 11) for cell in cells)
    return max(ceil(text / (width - 2)) for text, width in zip(widths, grid, strict=True))


def _tables(paper: Paper, style: str) -> list[Element]:
    return [
        table
        for table in paper.body.iter(f"{W}tbl")
        if value(table.find(f"{W}tblPr/{W}tblStyle"), "val") == style
    ]


def _reach(row: Element) -> int:
    cells = row.findall(f"{W}tc")
    return sum(int(value(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1) for cell in cells)


def named_styles(paper: Paper) -> Iterator[str]:
    """No formatting by hand where a style serves; every style is there and has its own name."""
    if any(child.tag != f"{W}rStyle" for look in paper.body.iter(f"{W}rPr") for child in look):
        yield "a run formatted by hand"
    for one in paper.paragraphs:
        if one.style not in paper.styles:
            yield f"nobody knows the style {one.style!r}"
        properties = one.element.find(f"{W}pPr")
        direct = {child.tag.removeprefix(W) for child in properties or []} - {"pStyle"}
        if direct - DIRECT.get(one.style, {"keepNext", "tabs"}):
            yield f"{one.style} formatted by hand: {direct}"
    names = Counter(value(style.find(f"{W}name"), "val") for style in paper.styles.values())
    if twice := [name for name, count in names.items() if count > 1]:
        yield f"two styles are called {twice}"


def language(paper: Paper) -> Iterator[str]:
    """The document speaks Vietnamese."""
    found = [value(one, "val") for one in paper.xml("word/styles.xml").iter(f"{W}lang")]
    if found != ["vi-VN"]:
        yield f"languages {found}"


def properties(paper: Paper) -> Iterator[str]:
    """Title, author and language for file managers and screen readers."""
    core = paper.xml("docProps/core.xml")
    for name in ("title", "creator", "subject", "language"):
        if not (core.findtext(f"{CORE}{name}") or "").strip():
            yield f"no {name}"
    if core.findtext(f"{CORE}language") != "vi-VN":
        yield "another language"


def parts(paper: Paper) -> Iterator[str]:
    """No name twice in the zip, every part is XML or a workbook, nothing left to fill in."""
    names = Counter(name.casefold() for name in paper.names)
    if twice := [name for name, count in names.items() if count > 1]:
        yield f"twice in the zip: {twice}"
    for name in paper.names:
        if name.endswith((".xml", ".rels")):
            paper.xml(name)
    if b"{%" in paper.parts["word/document.xml"]:
        yield "a placeholder was left"


def pictures(paper: Paper) -> Iterator[str]:
    """Whoever cannot see a chart is told what it shows."""
    for shown in paper.body.iter(f"{DRAWING}docPr"):
        if len(shown.get("descr", "")) < 20:
            yield f"a picture without words: {shown.get('name')}"


RULES: tuple[Rule, ...] = (
    page, page_number, typeface, elements, nation, short_lines, number_and_day, letter, addressees,
    text, bases, headings, signature, receivers, end_mark, annexes, bare_tables, data_tables,
    named_styles, language, properties, parts, pictures,
)  # fmt: skip
