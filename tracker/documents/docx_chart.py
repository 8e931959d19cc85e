"""Native charts of Word: a chart part with its workbook inside, so that figures can be edited.

A chart stands in a paper as a paragraph (``chart_paragraph``) and as files of the package
(``chart_files``); both are told the same number. It is read in grey print by its patterns and by
the figures on it, and by whoever cannot see it by ``alt``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from xml.sax.saxutils import escape

import xlsxwriter

from tracker.documents.docx_markup import Xml, attribute, clean, paragraph
from tracker.documents.docx_styles import FONT, LANGUAGE, Style

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMU_A_MM = 36_000
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
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
_CAT, _VAL = 111111111, 222222222


class ChartShape(StrEnum):
    """How the figures are drawn."""

    STACKED_BARS = "stacked_bars"
    COLUMNS = "columns"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A name in the key, and one value for each category (None: none known)."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart. ``alt`` says in words what it shows; ``decimals`` of the figures on it.

    Bars lie across, one for each category from the top down; columns and lines go from left to
    right. Raises ValueError when a series has not one value for each category.
    """

    shape: ChartShape
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    decimals: int = 0

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.categories):
                raise ValueError(f"{one.name}: {len(one.values)} values")

    @property
    def height_mm(self) -> float:
        """As high as its bars need, and never more than a page takes."""
        if self.shape is not ChartShape.STACKED_BARS:
            return 85.0
        return min(220.0, 32.0 + 8.5 * len(self.categories))


def chart_paragraph(chart: Chart, number: int, *, width_mm: float = 165) -> Xml:
    """The paragraph in which the chart stands; ``number`` is its place in the paper, from 1."""
    width, height = round(width_mm * _EMU_A_MM), round(chart.height_mm * _EMU_A_MM)
    inline = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" '
        f'distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name={attribute(f"Biểu đồ {number}")} '
        f"descr={attribute(chart.alt)}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="{relation_id(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(Style.CHART, content=Xml(inline))


def relation_id(number: int) -> str:
    """By which the text of the paper knows the chart."""
    return f"rIdChart{number}"


def chart_files(chart: Chart, number: int) -> dict[str, bytes]:
    """The parts of the package: the chart, its relation, its workbook."""
    rels = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/package" '
        f'Target="../embeddings/chart{number}.xlsx"/></Relationships>'
    )
    return {
        f"word/charts/chart{number}.xml": (_DECLARATION + _chart_space(chart)).encode(),
        f"word/charts/_rels/chart{number}.xml.rels": (_DECLARATION + rels).encode(),
        f"word/embeddings/chart{number}.xlsx": _workbook(chart),
    }


def _workbook(chart: Chart) -> bytes:
    """The figures as Word opens them under "Edit data": categories down, series across."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet("Số liệu")
    sheet.set_column(0, 0, 36)
    for column, one in enumerate(chart.series, start=1):
        sheet.write_string(0, column, clean(one.name))
    for row, name in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, clean(name))
        for column, one in enumerate(chart.series, start=1):
            value = one.values[row - 1]
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return out.getvalue()


def _chart_space(chart: Chart) -> str:
    plot = {
        ChartShape.STACKED_BARS: _bars(chart, across=True),
        ChartShape.COLUMNS: _bars(chart, across=False),
        ChartShape.LINES: _lines(chart),
    }[chart.shape]
    return (
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}">'
        f'<c:date1904 val="0"/><c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart>'
        f"{_title(chart.title)}"
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}{_axes(chart)}</c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        f"</c:spPr>{_letters(11)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _letters(size: int, *, bold: bool = False) -> str:
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


def _title(text: str) -> str:
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="1300" b="1">{_face()}</a:defRPr></a:pPr><a:r>'
        f'<a:rPr lang="{LANGUAGE}" sz="1300" b="1">{_face()}</a:rPr>'
        f"<a:t>{_text(text)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _bars(chart: Chart, *, across: bool) -> str:
    grouping, overlap = ("stacked", 100) if across else ("clustered", 0)
    drawn = "".join(
        _series(chart, order, _fill(order), '<c:invertIfNegative val="0"/>')
        for order in range(len(chart.series))
    )
    return (
        f'<c:barChart><c:barDir val="{"bar" if across else "col"}"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="45"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_CAT}"/><c:axId val="{_VAL}"/></c:barChart>'
    )


def _lines(chart: Chart) -> str:
    drawn = "".join(
        _series(chart, order, _line(order), _marker(order), smooth=True)
        for order in range(len(chart.series))
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}'
        f'<c:marker val="1"/><c:axId val="{_CAT}"/><c:axId val="{_VAL}"/></c:lineChart>'
    )


def _series(chart: Chart, order: int, look: str, more: str, *, smooth: bool = False) -> str:
    one, count = chart.series[order], len(chart.categories)
    column = _letter(order + 1)
    name = f'<c:pt idx="0"><c:v>{_text(one.name)}</c:v></c:pt>'
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/><c:tx><c:strRef>'
        f"<c:f>'Số liệu'!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>{name}</c:strCache>"
        f"</c:strRef></c:tx>{look}{more}{_labels(chart)}"
        f"<c:cat><c:strRef><c:f>'Số liệu'!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{_points(map(_text, chart.categories))}</c:strCache>'
        "</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>'Số liệu'!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>'
        f"{_points(_number(value) for value in one.values)}</c:numCache></c:numRef></c:val>"
        + ('<c:smooth val="0"/>' if smooth else "")
        + "</c:ser>"
    )


def _points(values: Iterable[str]) -> str:
    return "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value
    )


def _text(text: str) -> str:
    return escape(clean(text).replace("\n", " "))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _labels(chart: Chart) -> str:
    """The figure on each bar or point; a nought would only be in the way."""
    whole = "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")
    place = "ctr" if chart.shape is ChartShape.STACKED_BARS else "outEnd"
    position = "t" if chart.shape is ChartShape.LINES else place
    shown = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (
            ("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", 0),
            ("showPercent", 0), ("showBubbleSize", 0),
        )
    )  # fmt: skip
    ground = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    return (
        f'<c:dLbls><c:numFmt formatCode="{whole};-{whole};;" sourceLinked="0"/>{ground}'
        f'{_letters(9)}<c:dLblPos val="{position}"/>{shown}</c:dLbls>'
    )


def _fill(order: int) -> str:
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


def _line(order: int) -> str:
    dash = _DASHES[order % len(_DASHES)]
    return (
        f'<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{_FILLS[order % 7][1]}"/>'
        f'</a:solidFill><a:prstDash val="{dash}"/></a:ln></c:spPr>'
    )


def _marker(order: int) -> str:
    symbol = _MARKERS[order % len(_MARKERS)]
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="7"/></c:marker>'


def _axes(chart: Chart) -> str:
    across = chart.shape is ChartShape.STACKED_BARS
    order, cat_at, val_at = ("maxMin", "l", "b") if across else ("minMax", "b", "l")
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="3175"><a:solidFill><a:srgbClr val="BFBFBF"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    return (
        f'<c:catAx><c:axId val="{_CAT}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{cat_at}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_letters(10)}'
        f'<c:crossAx val="{_VAL}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VAL}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="{val_at}"/>{grid}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_letters(10)}'
        f'<c:crossAx val="{_CAT}"/><c:crosses val="{"max" if across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _letter(column: int) -> str:
    """B for the second column; charts have few series."""
    return chr(ord("A") + column)
