"""How charts look: typeface, fills that differ in grey print, lines, axes (DrawingML)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tracker.documents.docx_markup import clean
from tracker.documents.docx_styles import FONT, LANGUAGE

#: Fills in their order: pattern ("" is solid), ink, ground. They differ without colour too.
_FILLS = (
    ("", "1F4E79", ""),
    ("wdUpDiag", "1F4E79", "FFFFFF"),
    ("", "D9D9D9", ""),
    ("dkHorz", "833C0B", "FFFFFF"),
    ("pct25", "404040", "FFFFFF"),
    ("", "7F7F7F", ""),
    ("smCheck", "404040", "FFFFFF"),
)
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus", "star")
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "sysDash", "lgDashDot")
CAT, VAL = 111111111, 222222222


def letters(size: int, *, bold: bool = False) -> str:
    """The typeface of a part of the chart: set, since charts do not know the styles."""
    weight = 1 if bold else 0
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{size * 100}" b="{weight}">{_face()}</a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )


def _face() -> str:
    ink = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return f'{ink}<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'


def title(said: str) -> str:
    """The title over the picture."""
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="1300" b="1">{_face()}</a:defRPr></a:pPr><a:r>'
        f'<a:rPr lang="{LANGUAGE}" sz="1300" b="1">{_face()}</a:rPr>'
        f"<a:t>{text(said)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def text(said: str) -> str:
    """As an element of the chart may hold it, on one line."""
    return escape(clean(said).replace("\n", " "))


def fill(order: int) -> str:
    """The look of the bars of a series."""
    pattern, ink, ground = _FILLS[order % len(_FILLS)]
    colour = f'<a:srgbClr val="{ink}"/>'
    fill = (
        f'<a:pattFill prst="{pattern}"><a:fgClr>{colour}</a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground}"/></a:bgClr></a:pattFill>'
        if pattern
        else f"<a:solidFill>{colour}</a:solidFill>"
    )
    edge = '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def line(order: int) -> str:
    """The look of the line of a series."""
    dash = _DASHES[order % len(_DASHES)]
    return (
        f'<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{_FILLS[order % 7][1]}"/>'
        f'</a:solidFill><a:prstDash val="{dash}"/></a:ln></c:spPr>'
    )


def marker(order: int) -> str:
    """The sign at the points of a series."""
    symbol = _MARKERS[order % len(_MARKERS)]
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="7"/></c:marker>'


def axes(*, across: bool) -> str:
    """Categories and values; ``across``: bars lie, the first category on top."""
    order, cat_at, val_at = ("maxMin", "l", "b") if across else ("minMax", "b", "l")
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="3175"><a:solidFill><a:srgbClr val="BFBFBF"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    return (
        f'<c:catAx><c:axId val="{CAT}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{cat_at}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{letters(10)}'
        f'<c:crossAx val="{VAL}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{VAL}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="{val_at}"/>{grid}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{letters(10)}'
        f'<c:crossAx val="{CAT}"/><c:crosses val="{"max" if across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
