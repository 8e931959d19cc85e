"""Charts that a clerk can edit in Word, and the contents of a long paper."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents.layout_rules import faults
from tests.documents.report import samples
from tests.documents.report.paper import Paper, W, text_of
from tests.documents.schema import schema_faults
from tracker.documents.docx_chart import Chart, ChartSeries, ChartShape
from tracker.documents.report_charts import MOST_UNITS, TrendPoint, states_per_unit, trend
from tracker.documents.report_docx import render
from tracker.domain.figures import Comparison, Figures, GroupFigures, Measures
from tracker.domain.report_snapshot import ReportSnapshot

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def month() -> Paper:
    return Paper(render(samples.typical()))


def test_the_chart_holds_the_figures_of_the_table(month: Paper) -> None:
    """In the drawing and in the workbook behind it: the same as the snapshot's."""
    units = samples.typical().units
    chart = month.xml("word/charts/chart1.xml")
    drawn = {
        name.findtext(f".//{C}v"): [
            int(point.findtext(f"{C}v") or 0) for point in ser.findall(f"{C}val//{C}pt")
        ]
        for ser in chart.iter(f"{C}ser")
        if (name := ser.find(f"{C}tx")) is not None
    }
    assert drawn["Chưa hoàn thành, quá hạn"] == [row.tasks.open_overdue for row in units]
    book = load_workbook(io.BytesIO(month.parts["word/embeddings/chart1.xlsx"]))
    rows = list(book["Số liệu"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [row.unit for row in units]
    column = rows[0].index("Hoàn thành đúng hạn")
    assert [row[column] for row in rows[1:]] == [row.tasks.completed_on_time for row in units]


def test_the_word_processor_finds_the_workbook(month: Paper) -> None:
    chart = month.xml("word/charts/chart1.xml")
    relation = chart.find(f"{C}externalData")
    assert relation is not None
    assert b"../embeddings/chart1.xlsx" in month.parts["word/charts/_rels/chart1.xml.rels"]
    assert "Số liệu'!$A$2:$A$11" in month.parts["word/charts/chart1.xml"].decode()


def test_bars_differ_without_colour_and_speak_times_new_roman(month: Paper) -> None:
    chart = month.xml("word/charts/chart1.xml")
    looks = [
        "".join(sorted(f"{part.tag}{sorted(part.attrib.items())}" for part in fill.iter()))
        for ser in chart.iter(f"{C}ser")
        if (fill := ser.find(f"{C}spPr")) is not None
    ]
    assert len(set(looks)) == len(looks) >= 5
    assert {one.get("typeface") for one in chart.iter(f"{A}latin")} == {"Times New Roman"}


def test_whoever_cannot_see_it_is_told_what_it_shows() -> None:
    chart = states_per_unit(samples.typical().units)
    assert chart is not None
    assert "10 đơn vị" in chart.alt
    assert "nhiều nhất ở Phòng Kinh tế, Hạ tầng và Đô thị (2)" in chart.alt


def test_one_unit_or_one_period_makes_no_picture() -> None:
    assert states_per_unit(samples.typical().units[:1]) is None
    assert trend([TrendPoint("Tháng 11/2026", 10, 1, 50.0, None)]) is None
    assert "word/charts/chart1.xml" not in Paper(render(samples.empty())).names


def test_of_many_units_those_with_most_are_drawn_and_the_title_says_so() -> None:
    many = tuple(samples.typical().units) * 3
    chart = states_per_unit(many)
    assert chart is not None
    assert len(chart.categories) >= MOST_UNITS
    assert "đơn vị có nhiều lượt giao nhất" in chart.title


def test_a_trend_says_its_ends_in_words() -> None:
    points = [
        TrendPoint("Tháng 10/2026", 80, 5, 50.25, 80.0),
        TrendPoint("Tháng 11/2026", 102, 4, 63.73, None),
    ]
    chart = trend(points)
    assert chart is not None
    assert chart.shape is ChartShape.LINES
    assert "từ 50,25% (Tháng 10/2026) đến 63,73% (Tháng 11/2026)" in chart.alt
    assert "đến chưa có" in chart.alt


def test_a_series_without_a_value_for_each_category_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values"):
        Chart(
            shape=ChartShape.COLUMNS, title="", alt="", categories=("a",),
            series=(ChartSeries("x", (1, 2)),),
        )  # fmt: skip


# The contents of a long paper


@pytest.fixture(scope="module")
def long() -> bytes:
    snapshot = samples.typical()
    return render(replace(snapshot, overdue=snapshot.overdue * 50))


def test_a_long_report_lists_its_headings_and_annexes(long: bytes) -> None:
    paper = Paper(long)
    lines = [text_of(line.element) for line in paper.styled("TOC1", "TOC2")]
    headings = [text_of(line.element) for line in paper.styled("Heading1", "Heading2")]
    assert [line.removesuffix("1") for line in lines if "Phụ lục" not in line] == headings
    assert lines[-1] == "Phụ lục. Danh sách nhiệm vụ quá hạn chưa hoàn thành"
    anchors = [link.get(f"{W}anchor") for link in paper.body.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in paper.body.iter(f"{W}bookmarkStart")]
    assert anchors == marks


def test_a_short_report_has_no_contents_and_no_trace_of_them(month: Paper) -> None:
    assert not month.styled("TOC1", "TOCHeading")
    assert "contents" not in month.parts["word/document.xml"].decode()


def test_the_long_report_keeps_the_form_and_opens_without_repair(
    long: bytes, tmp_path: Path
) -> None:
    assert faults(long) == []
    assert schema_faults(long, tmp_path) == []
    pages = re.findall(r"PAGEREF (\w+)", Paper(long).parts["word/document.xml"].decode())
    assert len(pages) == len(set(pages)) == 12


# Other periods beside this one


def compared() -> ReportSnapshot:
    snapshot = samples.typical()
    measures = Measures(
        timely_first=50, judged_first=60, still_open=35, updated=28, extensions=2, returns=1,
        late=9, late_days=31,
    )  # fmt: skip

    def other(period: str, total: int) -> Comparison:
        return Comparison(
            key="k", period=period, from_on=snapshot.from_on, to_on=snapshot.to_on,
            tasks=Figures(total=total, assigned=total, completed_on_time=total),
            measures=Measures(),
        )  # fmt: skip

    return replace(
        snapshot,
        measures=measures,
        before=other("tháng 10 năm 2026", 80),
        last_year=other("tháng 11 năm 2025", 1250),
        fields=(
            GroupFigures(key=1, name="nội vụ", tasks=snapshot.tasks),
            GroupFigures(key=0, name="không có lĩnh vực", tasks=Figures()),
        ),
    )


def test_other_periods_stand_beside_this_one_in_table_and_picture(tmp_path: Path) -> None:
    content = render(compared())
    assert faults(content) == []
    assert schema_faults(content, tmp_path) == []
    paper = Paper(content)
    (table,) = [rows for rows in paper.tables if "Kỳ này" in rows[0]]
    assert table[0] == ["TT", "Chỉ tiêu", "Kỳ này", "Tháng 10 năm 2026", "Tháng 11 năm 2025"]
    said = {row[1]: row[2:] for row in table[1:]}
    assert said["Tổng số lượt giao"] == ["102", "80", "1.250"]
    assert said["Tỷ lệ hoàn thành (%)"] == ["63,73", "100,00", "100,00"]
    assert said["Tỷ lệ cập nhật tiến độ (%)"][0] == "80,00"
    assert said["Số ngày chậm bình quân"] == ["3,4", "-", "-"]
    captions = [line.text for line in paper.styled("Caption")]
    assert [text.split(".")[0] for text in captions] == [f"Bảng {n}" for n in range(1, 7)]
    chart = paper.parts["word/charts/chart2.xml"].decode()
    assert chart.index("Tháng 11 năm 2025") < chart.index("Tháng 10 năm 2026")


def test_a_report_from_before_it_was_counted_has_no_comparison(month: Paper) -> None:
    assert not [rows for rows in month.tables if "Kỳ này" in rows[0]]


@pytest.mark.parametrize(
    ("before", "title"),
    [(True, "So sánh với kỳ trước, cùng kỳ năm trước"), (False, "Các chỉ tiêu chủ yếu trong kỳ")],
)
def test_a_first_period_promises_no_comparison(before: bool, title: str) -> None:
    snapshot = compared()
    if not before:
        snapshot = replace(snapshot, before=None, last_year=None)
    paper = Paper(render(snapshot))
    headings = [line.text.partition(". ")[2] for line in paper.styled("Heading2")]
    assert title in headings
    assert f"Bảng 4. {title}" in [line.text for line in paper.styled("Caption")]
