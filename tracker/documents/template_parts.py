"""The parts of the templates to begin with: the frame of a paper with placeholders in it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_parts import (
    FOOT_MM,
    HEAD_LEFT_MM,
    HEAD_RIGHT_MM,
    MOTTO,
    NATION,
    bare_table,
    short_rule,
)
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table

_ISSUER_RULE_MM, _MOTTO_RULE_MM = 25, 57


def head() -> Xml:
    """Who issues, number, nation and motto, place and day, without visible lines."""
    left = [
        when("co_quan_chu_quan", paragraph(Style.SUPERIOR, "{{ co_quan_chu_quan|upper }}")),
        paragraph(Style.ISSUER, "{{ co_quan_ban_hanh|upper }}"),
        short_rule(_ISSUER_RULE_MM, HEAD_LEFT_MM),
    ]
    right = [
        paragraph(Style.NATION, NATION),
        paragraph(Style.MOTTO, MOTTO),
        short_rule(_MOTTO_RULE_MM, HEAD_RIGHT_MM),
    ]
    second = [
        [paragraph(Style.NUMBER, "Số: {{ so_ky_hieu }}")],
        [paragraph(Style.PLACE_DATE, "{{ dia_danh }}, {{ ngay_thang }}")],
    ]
    return bare_table((HEAD_LEFT_MM, HEAD_RIGHT_MM), [[left, right], second], "Phần đầu văn bản")


def title() -> Xml:
    """The kind of paper, what it is about, to whom it goes, on what it rests."""
    return joined([
        paragraph(Style.TITLE, "{{ loai_van_ban|upper }}"),
        paragraph(Style.SUBJECT, "{{ trich_yeu }}"),
        paragraph(Style.JOINT, properties='<w:spacing w:before="200" w:after="0"/>'),
        each("noi", "kinh_gui", Style.ADDRESSEE, "Kính gửi: {{ noi }}"),
        each("can_cu_nay", "can_cu", Style.BASIS, "{{ can_cu_nay }};"),
    ])  # fmt: skip


def foot() -> Xml:
    """The last sentence, receivers on the left, the signature on the right."""
    left = [
        paragraph(Style.RECEIVERS_LABEL, "Nơi nhận:"),
        each("noi", "noi_nhan", Style.RECEIVER, "- {{ noi }};"),
        paragraph(Style.RECEIVER, "- Lưu: {{ luu }}."),
    ]
    right = [
        each("dong_ky", "quyen_han", Style.AUTHORITY, "{{ dong_ky|upper }}"),
        paragraph(Style.AUTHORITY, "{{ chuc_vu|upper }}"),
        paragraph(Style.SIGNER, "{{ ho_ten }}"),
    ]
    return joined([
        paragraph(Style.BODY, "{{ ket_thuc }}./.", properties="<w:keepNext/>"),
        bare_table(FOOT_MM, [[left, right]], "Nơi nhận và chữ ký"),
    ])  # fmt: skip


def each(name: str, found: str, style: Style, text: str) -> Xml:
    """A paragraph for every item of a list."""
    return joined([
        paragraph(style, f"{{%p for {name} in {found} %}}"),
        paragraph(style, text),
        paragraph(style, "{%p endfor %}"),
    ])  # fmt: skip


def when(found: str, content: Xml) -> Xml:
    """Only where there is something to say."""
    return joined([
        paragraph(Style.BODY, f"{{%p if {found} %}}"),
        content,
        paragraph(Style.BODY, "{%p endif %}"),
    ])  # fmt: skip


def repeated(
    columns: Sequence[Column], found: str, cells: Sequence[str], name: str, *, groups: bool = False
) -> Xml:
    """A table with a row for every item of a list, ``d`` in its cells.

    ``groups``: an item that names a group is written over the whole width.
    """
    row = Row([f"{{{{ d.{cell} }}}}" for cell in cells])
    over = Row(("{{ d.cot_1 }}",), strong=True)

    def order(text: str) -> Row:
        return Row((f"{{%tr {text} %}}", *("",) * (len(columns) - 1)))

    inner = [row]
    if groups:
        inner = [order("if d.la_nhom"), over, order("else"), row, order("endif")]
    rows = [order(f"for d in {found}"), *inner, order("endfor")]
    # One row becomes many: were it kept with the next one, none of them could part.
    return joined([data_table(columns, rows, title=name, together=0), gap()])


def gap() -> Xml:
    """Some room below a table."""
    return paragraph(Style.JOINT, properties='<w:spacing w:before="160" w:after="0"/>')
