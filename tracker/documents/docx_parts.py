"""The parts of an official paper, from its head to its signature (decree 30/2020, annex I).

A small grammar from which every paper is written: ``head_table``, ``title``, ``addressees``,
``bases``, ``body``, ``heading``, data tables, ``foot_table``, ``annex_heading``. Each part is
named styles and nothing else; only lengths that depend on the text stand in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.documents.docx_markup import (
    Xml,
    bold_run,
    clean,
    indent,
    joined,
    paragraph,
    run,
    twips,
)
from tracker.documents.docx_metrics import balanced_lines, text_width_mm
from tracker.documents.docx_styles import TABLE_BARE, Style
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.vietnamese import long_date, one_line

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

PORTRAIT_TEXT_MM = 165.0
LANDSCAPE_TEXT_MM = 252.0
HEAD_LEFT_MM, HEAD_RIGHT_MM = 67.0, 98.0
_HEAD_ACROSS_MM = (110.0, 142.0)
FOOT_MM, _FOOT_ACROSS_MM = (82.0, 83.0), (126.0, 126.0)
_SUBJECT_MM = 145.0
_ANNEX_TITLE_MM = 235.0
#: Short rules are a third to a half of the text above them.
_RULE_SHARE = 0.42
#: Blanks that the clerk or the document system fills in; they must not collapse.
_OPEN = "\u00a0" * 6
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def head_table(
    letterhead: Letterhead,
    number: PaperNumber | None,
    year: int,
    *,
    about: str = "",
    across: bool = False,
) -> Xml:
    """Cells 1 to 4: who issues, number, nation and motto, place and date; no visible lines.

    ``about`` is the subject of a letter, below its number (cell 5b); ``across`` for a paper that
    lies across. Without ``number`` neither number nor day have a place.
    """
    side, nation = _HEAD_ACROSS_MM if across else (HEAD_LEFT_MM, HEAD_RIGHT_MM)
    issuer = _name_lines(letterhead.office, bold=True)
    superior = _name_lines(letterhead.superior, bold=False) if letterhead.superior else []
    widest = max(text_width_mm(line, 12, bold=True) for line in issuer)
    left = [
        *([paragraph(Style.SUPERIOR, "\n".join(superior))] if superior else []),
        paragraph(Style.ISSUER, "\n".join(issuer)),
        short_rule(min(widest, side) * _RULE_SHARE, side),
    ]
    right = [
        paragraph(Style.NATION, NATION),
        paragraph(Style.MOTTO, MOTTO),
        short_rule(text_width_mm(MOTTO, 13, bold=True), nation),
    ]
    if number is None:
        return bare_table((side, nation), [[left, right]], "Phần đầu văn bản")
    second = [
        [paragraph(Style.NUMBER, f"Số: {number_words(number)}"), *_about(about)],
        [paragraph(Style.PLACE_DATE, f"{letterhead.place}, {date_words(number.issued_on, year)}")],
    ]
    return bare_table((side, nation), [[left, right], second], "Phần đầu văn bản")


def _about(subject: str) -> list[Xml]:
    if not subject:
        return []
    lines = balanced_lines(f"V/v {one_line(clean(subject))}", 12, HEAD_LEFT_MM - 2)
    return [paragraph(Style.ABOUT, "\n".join(lines))]


def number_words(number: PaperNumber) -> str:
    """ "05/BC-UBND"; blanks before the slash while the paper has no number."""
    return f"{_OPEN if number.number is None else f'{number.number:02d}'}/{number.symbol}"


def date_words(day: date | None, year: int) -> str:
    """The date in full, or blanks for day and month while it is open."""
    return long_date(day) if day else f"ngày {_OPEN} tháng {_OPEN} năm {year}"


def title(kind: str, subject: str, *, across: bool = False) -> Xml:
    """Cell 5a: the kind of paper, what it is about, and the short rule below."""
    within = LANDSCAPE_TEXT_MM if across else PORTRAIT_TEXT_MM
    lines = balanced_lines(clean(subject), 14, _SUBJECT_MM, bold=True)
    widest = max(text_width_mm(line, 14, bold=True) for line in lines)
    length = min(widest, within) * _RULE_SHARE
    return joined([
        paragraph(Style.TITLE, clean(kind).upper()),
        paragraph(Style.SUBJECT, "\n".join(lines)),
        short_rule(length, within, "<w:keepNext/>"),
        paragraph(Style.JOINT, properties='<w:spacing w:before="200" w:after="0"/>'),
    ])  # fmt: skip


def addressees(names: Sequence[str]) -> Xml:
    """Cell 9a: one receiver on the line of "Kính gửi:", several on their own lines."""
    said = [one_line(clean(name)) for name in names]
    if len(said) < 2:
        return joined([paragraph(Style.ADDRESSEE, f"Kính gửi: {name}.") for name in said])
    lines = ";\n".join(f"- {name}" for name in said)
    return paragraph(Style.ADDRESSEE, f"Kính gửi:\n{lines}.")


def bases(texts: Sequence[str]) -> Xml:
    """The legal bases in italics, each ending with a semicolon, the last with a full stop."""
    bare = [one_line(clean(text)).rstrip(";.") for text in texts]
    ends = [";"] * (len(bare) - 1) + ["."]
    return joined([
        paragraph(Style.BASIS, text + end) for text, end in zip(bare, ends, strict=False)
    ])  # fmt: skip


def decides(text: str) -> Xml:
    """A centred line of a decision: who decides, and "QUYẾT ĐỊNH:" before its articles."""
    return paragraph(Style.DECIDES, clean(text).upper())


def article(order: int, text: str, *, last: bool = False) -> Xml:
    """ "Điều 1." in bold, then what it says; the last one bears the end mark."""
    said = one_line(clean(text))
    if last:
        said = f"{said.rstrip('./')}./."
    words = joined([bold_run(f"Điều {order}."), run(f" {said}")])
    return paragraph(Style.BODY, properties="<w:keepNext/>" if last else "", content=words)


def body(*texts: str, keep: bool = False) -> Xml:
    """One body paragraph for each text that says something; ``keep``: on the next one's page."""
    bind = "<w:keepNext/>" if keep else ""
    lines = [one_line(clean(text)) for text in texts]
    return joined([paragraph(Style.BODY, line, properties=bind) for line in lines if line])


def closing(text: str) -> Xml:
    """The last sentence with the end mark; it stays on the page of the signature."""
    return paragraph(
        Style.BODY, f"{one_line(clean(text)).rstrip('./')}./.", properties="<w:keepNext/>"
    )


def heading(order: int, text: str) -> Xml:
    """ "I. KẾT QUẢ THỰC HIỆN"."""
    return paragraph(Style.HEADING_1, f"{roman(order)}. {clean(text).upper()}")


def subheading(order: int, text: str) -> Xml:
    """ "1. Kết quả chung"."""
    return paragraph(Style.HEADING_2, f"{order}. {text}")


def foot_table(
    receivers: Sequence[str],
    archive: str,
    signer: Signer,
    *,
    across: bool = False,
    receipt: str = "",
) -> Xml:
    """Cells 7 and 9b: receivers on the left, authority, post and name on the right.

    ``receipt`` names the unit that signs for a slip, below and on the same page.
    """
    bind = "<w:keepNext/>" if receipt else ""
    named = [one_line(clean(text)).strip(" -;.") for text in receivers]
    lines = [f"- {one};" for one in named if one]
    left = [
        paragraph(Style.RECEIVERS_LABEL, "Nơi nhận:", properties=bind),
        *[paragraph(Style.RECEIVER, line, properties=bind) for line in lines],
        paragraph(Style.RECEIVER, f"- Lưu: {archive.strip(' .')}.", properties=bind),
    ]
    posts = [one_line(clean(text)).upper() for text in (*signer.authority, signer.post)]
    right = [
        *[paragraph(Style.AUTHORITY, text) for text in posts],
        paragraph(Style.SIGNER, signer.name, properties=bind),
    ]
    widths = _FOOT_ACROSS_MM if across else FOOT_MM
    rows = [[left, right], *([_receipt(receipt)] if receipt else [])]
    return bare_table(widths, rows, "Nơi nhận và chữ ký")


def _receipt(unit: str) -> list[list[Xml]]:
    """Where the receiver of a slip signs; the time is left open."""
    gap = paragraph(Style.JOINT, properties='<w:spacing w:before="240" w:after="0"/>')
    left = [
        gap,
        paragraph(Style.RECEIVERS_LABEL, "Thời gian nhận:"),
        paragraph(Style.RECEIVER, f"{_OPEN}giờ{_OPEN}, ngày{_OPEN}tháng{_OPEN}năm{_OPEN}"),
    ]
    right = [
        gap,
        paragraph(Style.AUTHORITY, "Xác nhận của đơn vị nhận".upper()),
        paragraph(Style.AUTHORITY, one_line(clean(unit))),
        paragraph(Style.SIGNER, ""),
    ]
    return [left, right]


def attached(carrier: str, number: PaperNumber, year: int, office: str) -> str:
    """ "Kèm theo Công văn số 12/UBND-VP ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân …"."""
    day = date_words(number.issued_on, year)
    return f"Kèm theo {carrier} số {number_words(number)} {day} của {office}"


def annex_heading(name: str, subject: str, attached_to: str) -> Xml:
    """ "Phụ lục II", what it lists, which paper it is attached to."""
    title_lines = balanced_lines(clean(subject).upper(), 14, _ANNEX_TITLE_MM, bold=True)
    return joined([
        paragraph(Style.ANNEX_LABEL, name),
        paragraph(Style.ANNEX_TITLE, "\n".join(title_lines)),
        paragraph(Style.ANNEX_NOTE, f"({attached_to})"),
    ])  # fmt: skip


def annex_name(order: int, of: int) -> str:
    """ "Phụ lục II": annexes are numbered when there are two or more."""
    return f"Phụ lục {roman(order)}" if of > 1 else "Phụ lục"


def roman(order: int) -> str:
    """I to XXXIX: no paper of ours has more parts."""
    return "X" * (order // 10) + _ROMAN[order % 10]


def _name_lines(name: str, *, bold: bool) -> list[str]:
    return balanced_lines(clean(name).upper(), 12, HEAD_LEFT_MM - 2, bold=bold)


def short_rule(length_mm: float, within_mm: float, before: str = "") -> Xml:
    """A centred solid line of the given length: the upper border of a very low paragraph."""
    side = (within_mm - length_mm) / 2
    return paragraph(Style.RULE, properties=before + indent(side, side))


def bare_table(widths: tuple[float, float], rows: list[list[list[Xml]]], title: str) -> Xml:
    """Two columns without lines: head and foot of a paper; rows of cells of paragraphs."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    written = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_bare_cell, widths, row))}</w:tr>"
        for row in rows
    )
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_BARE}"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0600" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{title}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _bare_cell(width_mm: float, paragraphs: list[Xml]) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{properties}{joined(paragraphs)}</w:tc>"
