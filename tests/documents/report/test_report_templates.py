"""A report drawn by an office's own template: every figure and every word has its placeholder."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.documents.report import samples
from tests.documents.schema import schema_faults
from tracker.documents.paper_template import fill
from tracker.documents.report_example import example
from tracker.documents.report_sample import SAMPLE
from tracker.documents.report_values import REPORT, values
from tracker.domain.errors import InvalidInput
from tracker.domain.report_snapshot import ReportSnapshot, check

SAMPLES: dict[str, Callable[[], ReportSnapshot]] = {
    "typical": samples.typical,
    "one directive": samples.of_one_directive,
    "empty": samples.empty,
    "nasty": samples.nasty,
    "tried with": lambda: SAMPLE,
}


def a_template(*lines: str, rows: tuple[str, ...] = ()) -> bytes:
    """A template as somebody types it in Word; ``rows`` go into a table of one column."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=len(rows), cols=1)
        for row, text in zip(table.rows, rows, strict=True):
            row.cells[0].text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def drawn(content: bytes) -> tuple[list[str], list[list[list[str]]]]:
    document = docx.Document(io.BytesIO(content))
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    return [paragraph.text for paragraph in document.paragraphs], tables


@pytest.mark.parametrize("name", SAMPLES)
def test_every_placeholder_has_its_value_in_every_report(name: str) -> None:
    found = values(SAMPLES[name](), "mã")
    assert set(found) == REPORT.names
    for each in REPORT.placeholders:
        fields = {field.name for field in each.fields}
        value = found[each.name]
        rows = value if each.is_list else [value]
        assert isinstance(rows, list)
        for row in rows:
            assert set(row) == fields if fields else isinstance(row, str), each.name


def test_what_a_template_is_tried_with_fills_every_list_and_adds_up() -> None:
    check(SAMPLE)
    found = values(SAMPLE, "mã")
    assert [name for name in sorted(REPORT.names) if not found[name]] == []


def test_figures_are_those_of_the_report() -> None:
    snapshot = samples.typical()
    lines, (table,) = drawn(
        fill(
            a_template(
                "{{ luot_giao.tong_so }}/{{ nhiem_vu.tong_so }}/{{ luot_giao.chua_qua_han }}",
                "{{ ky_bao_cao }} từ {{ tu_ngay }} đến {{ den_ngay }}",
                rows=(
                    "{%tr for d in don_vi %}",
                    "{{ d.ten }}: {{ d.tong_so }}, {{ d.ty_le_dung_han }}, {{ d.thuong_xuyen }}",
                    "{%tr endfor %}",
                ),
            ),
            values(snapshot),
            REPORT,
        )
    )
    tasks = snapshot.tasks
    assert lines == [
        f"{tasks.total}/{snapshot.duties.total}/{tasks.open_overdue}",
        "tháng 11 năm 2026 từ 15/10/2026 đến 14/11/2026",
    ]
    assert table[1] == ["Phòng Nội vụ: 20, 84,62, 12"]
    assert len(table) == len(snapshot.units)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_example_draws_every_report_and_validates(name: str, tmp_path: Path) -> None:
    snapshot = SAMPLES[name]()
    once = fill(example(), values(snapshot, "Bản chốt 1"), REPORT)
    assert once == fill(example(), values(snapshot, "Bản chốt 1"), REPORT)
    assert schema_faults(once, tmp_path) == []
    lines, tables = drawn(once)
    assert "Bản chốt 1" in lines
    assert ("Không có nhiệm vụ quá hạn." in lines) is not bool(snapshot.overdue)
    overdue = [table for table in tables if table[0][1:2] == ["Nội dung nhiệm vụ"]]
    assert [len(table) - 1 for table in overdue] == [len(snapshot.overdue)] * len(overdue)
    assert len(overdue) == bool(snapshot.overdue)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ luot_giao.tong }}", "không có trong danh mục: luot_giao.tong"),
        ("{% for d in don_vi %}{{ d.cot_1 }}{% endfor %}", "không có trong danh mục: d.cot_1"),
        ("{% for d in qua_han %}{{ d.tong_so }}{% endfor %}", "không có trong danh mục: d.tong_so"),
        ("{{ doan }}", "không có trong danh mục: doan"),
        ("{{ luot_giao.__class__ }}", "lệnh không được phép"),
        ("{{ don_vi.append }}", "lệnh không được phép"),
        ("{% for d in luot_giao %}{% endfor %}", "lệnh không được phép"),
        ("{% for d in don_vi %}{{ d.__class__ }}{% endfor %}", "lệnh không được phép"),
    ],
)
def test_what_a_report_does_not_know_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        fill(a_template(text), values(SAMPLE), REPORT)
