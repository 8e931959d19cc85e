"""The official form as named styles: decree 30/2020/NĐ-CP, annex I, one row per element.

Every paragraph of a paper wears one of these, so that a clerk changes a style and not a
hundred paragraphs. Sizes in points, indents in millimetres, spaces before and after in points.
Style names are what Word shows to the clerk; built-in names keep their English form, since
Word translates them itself and knows them as headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.docx_markup import NAMESPACES, Xml, attribute, joined, twips

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
BODY_INDENT_MM = 12.7


class Style(StrEnum):
    """The ids of the styles, as paragraphs refer to them."""

    NORMAL = "Normal"
    NATION = "Nation"
    MOTTO = "Motto"
    SUPERIOR = "SuperiorBody"
    ISSUER = "IssuingBody"
    NUMBER = "PaperNumber"
    PLACE_DATE = "PlaceDate"
    RULE = "ShortRule"
    TITLE = "Title"
    SUBJECT = "Subtitle"
    ABOUT = "LetterSubject"
    ADDRESSEE = "Addressee"
    BASIS = "LegalBasis"
    BODY = "BodyText"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    CAPTION = "Caption"
    TABLE_HEAD = "TableHead"
    TABLE_UPRIGHT = "TableHeadUpright"
    TABLE_TEXT = "TableText"
    TABLE_NUMBER = "TableNumber"
    TABLE_TOTAL_TEXT = "TableTotalText"
    TABLE_TOTAL_NUMBER = "TableTotalNumber"
    TABLE_NOTE = "TableNote"
    ANNEX_LABEL = "AnnexLabel"
    ANNEX_TITLE = "AnnexTitle"
    ANNEX_NOTE = "AnnexNote"
    RECEIVERS_LABEL = "ReceiversLabel"
    RECEIVER = "Receiver"
    AUTHORITY = "SignerAuthority"
    SIGNER = "SignerName"
    PAGE_NUMBER = "Header"
    JOINT = "SectionJoint"
    CHART = "ChartLine"
    CONTENTS_1 = "TOC1"
    CONTENTS_2 = "TOC2"
    CONTENTS_TITLE = "TOCHeading"
    DECIDES = "Decides"


#: The style of single words: "Điều 1." before the text of an article.
STRONG = "Strong"
TABLE_GRID = "PaperTable"
TABLE_BARE = "BareTable"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph of a style looks. ``line`` is the spacing in lines (single is 1.0).

    ``leader_to``: dots lead to a number that ends there, in millimetres.
    """

    style: Style
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    first_line: float = 0
    left: float = 0
    keep_next: bool = False
    outline: int | None = None
    rule_above: bool = False
    leader_to: float = 0
    based_on: Style | None = Style.NORMAL
    next: Style | None = None


_S = Style

LOOKS = (
    Look(_S.NORMAL, "Normal", based_on=None),
    Look(_S.NATION, "VB Quốc hiệu", 12, bold=True, align="center"),
    Look(_S.MOTTO, "VB Tiêu ngữ", 13, bold=True, align="center"),
    Look(_S.SUPERIOR, "VB Cơ quan chủ quản", 12, align="center"),
    Look(_S.ISSUER, "VB Cơ quan ban hành", 12, bold=True, align="center"),
    Look(_S.NUMBER, "VB Số, ký hiệu", 13, align="center", before=6),
    Look(_S.PLACE_DATE, "VB Địa danh, thời gian", 13, italic=True, align="center", before=6),
    Look(_S.RULE, "VB Đường kẻ", 2, align="center", before=3, rule_above=True),
    Look(_S.TITLE, "Title", bold=True, align="center", before=18, keep_next=True),
    Look(_S.SUBJECT, "Subtitle", bold=True, align="center", keep_next=True),
    Look(_S.ABOUT, "VB Trích yếu công văn", 12, align="center", before=6),
    Look(_S.ADDRESSEE, "VB Kính gửi", after=12, left=35),
    Look(
        _S.BASIS, "VB Căn cứ", italic=True, align="both",
        after=6, line=1.15, first_line=BODY_INDENT_MM,
    ),
    Look(_S.BODY, "Body Text", align="both", after=6, line=1.15, first_line=BODY_INDENT_MM),
    Look(
        _S.HEADING_1, "heading 1", bold=True, align="both", before=6, after=6, line=1.15,
        first_line=BODY_INDENT_MM, keep_next=True, outline=0, next=_S.BODY,
    ),
    Look(
        _S.HEADING_2, "heading 2", bold=True, align="both", after=6, line=1.15,
        first_line=BODY_INDENT_MM, keep_next=True, outline=1, next=_S.BODY,
    ),
    Look(_S.CAPTION, "caption", 13, bold=True, align="center", before=6, after=4, keep_next=True),
    Look(_S.TABLE_HEAD, "VB Đầu bảng", 11, bold=True, align="center", before=2, after=2),
    Look(_S.TABLE_UPRIGHT, "VB Đầu bảng dọc", 10, bold=True, align="center"),
    Look(_S.TABLE_TEXT, "VB Chữ trong bảng", 11, before=2, after=2),
    Look(_S.TABLE_NUMBER, "VB Số trong bảng", 11, align="center", before=2, after=2),
    Look(_S.TABLE_TOTAL_TEXT, "VB Dòng tổng", bold=True, size=11, before=2, after=2),
    Look(
        _S.TABLE_TOTAL_NUMBER, "VB Số dòng tổng", 11,
        bold=True, align="center", before=2, after=2,
    ),
    Look(_S.TABLE_NOTE, "VB Ghi chú bảng", 12, italic=True, align="both", before=4, after=8),
    Look(_S.ANNEX_LABEL, "VB Phụ lục", bold=True, align="center", keep_next=True, outline=0),
    Look(_S.ANNEX_TITLE, "VB Tên phụ lục", bold=True, align="center", keep_next=True),
    Look(_S.ANNEX_NOTE, "VB Kèm theo", italic=True, align="center", after=10, keep_next=True),
    Look(_S.RECEIVERS_LABEL, "VB Nơi nhận", 12, bold=True, italic=True),
    Look(_S.RECEIVER, "VB Danh sách nơi nhận", 11),
    Look(_S.AUTHORITY, "VB Quyền hạn, chức vụ", bold=True, align="center", keep_next=True),
    Look(_S.SIGNER, "VB Họ tên người ký", bold=True, align="center", before=72),
    Look(_S.PAGE_NUMBER, "header", align="center"),
    Look(_S.JOINT, "VB Ngắt phần", 1),
    Look(_S.CHART, "VB Biểu đồ", align="center", before=6, after=6),
    Look(_S.CONTENTS_1, "toc 1", 13, before=3, leader_to=165),
    Look(_S.CONTENTS_2, "toc 2", 13, left=8, leader_to=165),
    Look(_S.CONTENTS_TITLE, "TOC Heading", bold=True, align="center", before=6, after=6,
         keep_next=True),
    Look(_S.DECIDES, "VB Người quyết định", bold=True, align="center", before=12, after=6,
         keep_next=True),
)  # fmt: skip


def styles_part() -> Xml:
    """The whole of word/styles.xml."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    strong = (
        f'<w:style w:type="character" w:styleId="{STRONG}"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    )
    styles = joined([_paragraph_style(look) for look in LOOKS]) + strong + _table_styles()
    return Xml(f"<w:styles {NAMESPACES}>{defaults}{styles}</w:styles>")


def _paragraph_style(look: Look) -> Xml:
    default = ' w:default="1"' if look.based_on is None else ""
    custom = ' w:customStyle="1"' if look.name.startswith("VB ") else ""
    based_on = f'<w:basedOn w:val="{look.based_on}"/>' if look.based_on else ""
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return Xml(
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{look.style}">'
        f"<w:name w:val={attribute(look.name)}/>{based_on}{following}<w:qFormat/>"
        f"<w:pPr>{_paragraph_look(look)}</w:pPr><w:rPr>{_run_look(look)}</w:rPr></w:style>"
    )


def _paragraph_look(look: Look) -> str:
    keep = "<w:keepNext/>" if look.keep_next else ""
    rule = (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        if look.rule_above
        else ""
    )
    line = (
        f'w:line="{round(look.size * 20)}" w:lineRule="exact"'
        if look.size < 3  # a paragraph that only carries a line or a section joint
        else f'w:line="{round(look.line * 240)}" w:lineRule="auto"'
    )
    tabs = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(look.leader_to)}"/></w:tabs>'
        if look.leader_to
        else ""
    )
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    return (
        f"{keep}<w:widowControl/>{rule}{tabs}"
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}" '
        f"{line}/>"
        f'<w:ind w:left="{twips(look.left)}" w:firstLine="{twips(look.first_line)}"/>'
        f'<w:jc w:val="{look.align}"/>{outline}'
    )


def _run_look(look: Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    italic = "<w:i/><w:iCs/>" if look.italic else ""
    half_points = round(look.size * 2)
    return f'{bold}{italic}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _table_styles() -> Xml:
    """A ruled table for figures, and one without any line for the head and foot of the paper."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return Xml(
        _table_style(TABLE_GRID, "VB Bảng số liệu", f"<w:tblBorders>{borders}</w:tblBorders>", 0.8)
        + _table_style(TABLE_BARE, "VB Bảng không kẻ", "", 0)
    )


def _table_style(style: str, name: str, borders: str, margin_mm: float) -> str:
    sides = {"top": 0.0, "left": margin_mm, "bottom": 0.0, "right": margin_mm}
    margins = "".join(
        f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>' for side, width in sides.items()
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style}">'
        f"<w:name w:val={attribute(name)}/><w:qFormat/>"
        f"<w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
