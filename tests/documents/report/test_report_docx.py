"""What the report says: every figure of the snapshot, in words and tables, safe and repeatable."""

from __future__ import annotations

import difflib
import io
import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from tests.documents.report import samples
from tests.documents.report.paper import Paper, W, outline
from tracker.documents.report_docx import render
from tracker.domain.figures import Figures
from tracker.domain.report_snapshot import Section, SectionWords, from_json, to_json

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", ["typical", "of_one_directive", "empty", "nasty"])
def test_report_reads_as_reviewed(name: str) -> None:
    """Compare with the reviewed text; TRACKER_WRITE_SNAPSHOTS=1 writes it anew for review."""
    kept = SNAPSHOTS / f"{name}.txt"
    drawn = outline(Paper(render(getattr(samples, name)())))
    if os.environ.get("TRACKER_WRITE_SNAPSHOTS"):
        kept.write_text(drawn, "utf-8")
    difference = difflib.unified_diff(
        kept.read_text("utf-8").splitlines(), drawn.splitlines(), "reviewed", "drawn", lineterm=""
    )
    assert "\n".join(difference) == ""


def test_file_is_valid_and_holds_every_part_once(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    names = Counter(name.casefold() for name in Paper(content).names)
    assert [name for name, count in names.items() if count > 1] == []
    faults = OpenXmlValidator().validate(path).errors
    assert [f"{e.part_uri} {e.path}: {e.description}" for e in faults] == []


def test_the_validator_does_see_faults(tmp_path: Path) -> None:
    """The same check must find a planted fault, or its silence says nothing."""
    path = tmp_path / "report.docx"
    document = docx.Document(io.BytesIO(render(samples.empty())))
    document.paragraphs[0]._p.get_or_add_pPr().append(
        document.paragraphs[0]._p.makeelement(f"{W}pStyle", {f"{W}val": "Nowhere"})
    )
    document.save(str(path))
    assert OpenXmlValidator().validate(path).errors


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    snapshot = samples.typical()
    assert render(snapshot) == render(from_json(to_json(snapshot)))
    assert render(snapshot) != render(replace(snapshot, period="tháng 10 năm 2026"))


def test_properties_name_the_paper_its_office_and_its_time() -> None:
    opened = docx.Document(io.BytesIO(render(samples.typical()))).core_properties
    assert (
        opened.title == "Báo cáo tình hình, kết quả thực hiện nhiệm vụ được giao tháng 11 năm 2026"
    )
    assert opened.author == opened.last_modified_by == "Ủy ban nhân dân huyện An Bình"
    assert opened.created == opened.modified == datetime(2026, 11, 16, 1, 30, tzinfo=UTC)
    assert opened.language == "vi-VN"


def table(paper: Paper, head: str) -> list[list[str]]:
    """The data table whose first row holds ``head``."""
    (found,) = [rows for rows in paper.tables if head in rows[0]]
    return found


def test_totals_stand_in_both_counts(month: Paper) -> None:
    rows = {row[1]: row[2:] for row in table(month, "Chỉ tiêu") if row[0]}
    assert rows["Tổng số"] == ["71", "102"]
    assert rows["Đã hoàn thành"] == ["40", "65"]
    assert rows["Chưa hoàn thành"] == ["29", "35"]
    assert rows["Tạm dừng"] == ["2", "2"]
    assert rows["Tỷ lệ hoàn thành (%)"] == ["56,34", "63,73"]
    assert rows["Tỷ lệ đúng hạn (%)"] == ["80,49", "86,15"]


def test_columns_of_the_units_add_up_to_the_total(month: Paper) -> None:
    units = [row for row in month.tables[2] if row[0].isdigit()]
    total = month.tables[2][-1]
    assert len(units) == 10
    assert total[1] == "Tổng số"
    for column in range(3, 13):
        assert sum(int(row[column]) for row in units) == int(total[column])
    for row in [*units, total]:
        tasks, carried, assigned, *states = map(int, row[3:13])
        assert tasks == carried + assigned == sum(states)


def test_regular_duties_have_their_own_columns(month: Paper) -> None:
    rows = table(month, "Chưa báo cáo")
    assert rows[-1] == ["", "Tổng số", "69", "61", "4", "4"]
    assert ["2", "Phòng Nội vụ", "12", "10", "1", "1"] in rows


def test_overdue_list_says_who_what_how_long_and_why(month: Paper) -> None:
    rows = table(month, "Thời hạn")
    assert rows[1] == [
        "1",
        "Rà soát, đề xuất bãi bỏ văn bản không còn phù hợp",
        "Chỉ thị số\n08/CT-UBND\nngày 05/02/2026",
        "Phòng Tư pháp",
        "Phòng Nội vụ, Thanh tra huyện",
        "30/10/2026",
        "15",
        "Đang tham mưu; đã rà soát 34/52 văn bản.",
        "Chờ ý kiến của Sở Tư pháp.",
    ]
    assert rows[2][7] == "Đã trình dự thảo.\nĐã báo cáo hoàn thành, chờ xác nhận."


def test_what_units_reported_stands_under_their_names(month: Paper) -> None:
    text = outline(month)
    assert "- Phòng Nội vụ: Phần mềm một cửa của tỉnh gián đoạn" in text
    assert "- Phòng Tài chính - Kế hoạch: Đề nghị UBND huyện bổ sung 1.250 triệu đồng" in text


def test_a_month_without_work_says_so_and_shows_no_table_and_no_annex(quiet: Paper) -> None:
    text = outline(quiet)
    assert "Trong kỳ báo cáo không phát sinh nhiệm vụ phải thực hiện" in text
    assert len(quiet.tables) == 2
    assert len(quiet.sections) == 1
    headings = [p.text for p in quiet.styled("Heading1")]
    assert [text.split(".")[0] for text in headings] == ["I", "II", "III"]


def test_an_obstacle_is_told_even_without_work() -> None:
    paper = Paper(render(replace(samples.empty(), remarks=samples.typical().remarks)))
    assert "Phần mềm một cửa của tỉnh gián đoạn" in outline(paper)


def test_a_year_of_directives_is_counted_by_kind_and_listed_in_an_annex() -> None:
    first, *_ = samples.typical().directives
    many = tuple(replace(first, kind=kind, duties=1, tasks=2, regular=0)
                 for kind in ["Công văn"] * 8 + ["Chỉ thị"] * 3)  # fmt: skip
    paper = Paper(render(replace(samples.typical(), directives=many)))
    counted = "- 8 công văn, 3 chỉ thị: 11 nhiệm vụ, 22 lượt giao (Phụ lục I kèm theo)."
    assert counted in outline(paper)
    assert f"- Công văn số {first.number}" not in outline(paper)
    rows = table(paper, "Nhiệm vụ thường xuyên")
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, 12)]
    assert first.number in rows[1][1]


def test_many_remarks_are_counted_in_the_body_and_listed_in_an_annex() -> None:
    obstacle, _, proposal = samples.typical().remarks
    paper = Paper(render(replace(samples.typical(), remarks=(obstacle,) * 9 + (proposal,) * 2)))
    text = outline(paper)
    assert "Các đơn vị báo cáo 9 khó khăn, vướng mắc (Phụ lục II kèm theo)." in text
    assert "Các đơn vị báo cáo 2 đề xuất, kiến nghị (Phụ lục II kèm theo)." in text
    rows = table(paper, "Ngày báo cáo")
    assert len(rows) == 12
    assert rows[11] == [
        "11",
        "Phòng Tài chính - Kế hoạch",
        "Phân bổ kinh phí số hóa",
        "Đề xuất, kiến nghị",
        proposal.text,
        "10/11/2026",
        "–",
    ]


def test_who_waits_for_an_answer_stands_with_the_days_it_has_waited() -> None:
    obstacle, other, _ = samples.typical().remarks
    waiting = replace(obstacle, unanswered_days=37)
    passed = replace(other, unanswered_days=1234, passed_to="Sở Tài chính")
    paper = Paper(render(replace(samples.typical(), remarks=(waiting, passed))))
    text = outline(paper)
    assert "ngày 04/11/2026; chưa được trả lời sau 37 ngày)" in text
    assert "đã chuyển Sở Tài chính, chưa có trả lời sau 1.234 ngày)" in text
    many = Paper(render(replace(samples.typical(), remarks=(waiting,) * 11)))
    assert table(many, "Ngày báo cáo")[1][-1] == "Chưa được trả lời sau 37 ngày"


def test_an_open_date_takes_the_year_of_the_office_day_on_which_it_was_made() -> None:
    """20:00 UTC on New Year's Eve is already the new year in the office."""
    eve = replace(samples.typical(), made_at=datetime(2026, 12, 31, 20, 0, tzinfo=UTC))
    text = outline(Paper(render(eve)))
    assert text.count("năm 2027") == 2
    assert "Phụ lục" in text


def test_only_regular_duties_give_their_table_alone() -> None:
    snapshot = samples.typical()
    units = tuple(replace(unit, tasks=Figures(), duties=Figures()) for unit in snapshot.units)
    paper = Paper(
        render(replace(snapshot, tasks=Figures(), duties=Figures(), units=units, overdue=()))
    )
    assert [p.text for p in paper.styled("Caption")] == [
        "Bảng 1. Báo cáo nhiệm vụ thường xuyên theo đơn vị"
    ]
    assert "không có lượt giao nào" in outline(paper)


def test_a_directive_without_any_date_still_adds_up() -> None:
    undated = Figures(total=3, assigned=3, undated_open=2, undated_done=1)
    snapshot = samples.typical()
    unit = replace(snapshot.units[0], tasks=undated, duties=undated)
    paper = Paper(
        render(replace(snapshot, tasks=undated, duties=undated, units=(unit,), overdue=()))
    )
    assert "Tỷ lệ hoàn thành 33,33% (1/3 lượt giao)." in outline(paper)
    assert paper.tables[2][-1][3:] == [
        "3",
        "0",
        "3",
        "0",
        "0",
        "1",
        "0",
        "0",
        "2",
        "0",
        "33,33",
        "-",
    ]


def test_the_clerks_words_replace_the_suggested_ones_line_by_line() -> None:
    words = (SectionWords(section=Section.NEXT, text="Đợt 1: rà soát.\n\n  Đợt 2: báo cáo.  "),)
    paper = Paper(render(replace(samples.typical(), words=words)))
    texts = [p.text for p in paper.styled("BodyText")]
    assert texts.index("Đợt 2: báo cáo.") == texts.index("Đợt 1: rà soát.") + 1
    assert not [text for text in texts if text.startswith("Trong kỳ tới")]


def test_markup_and_control_characters_are_only_text(hostile: Paper) -> None:
    text = outline(hostile)
    assert 'Ban A & B <2026> "x"' in text
    assert "{{ 7*7 }}" in text
    assert "nhiệm vụ “<w:t>”" in text
    assert not set(text) & set(map(chr, [*range(10), *range(11, 32), 0xFFFE, 0xD800]))


def test_thousands_have_their_dots(hostile: Paper) -> None:
    assert "12.345" in {cell for row in hostile.tables[1] for cell in row}
    assert "4.000" in {cell for row in hostile.tables[-1] for cell in row}


def test_a_long_annex_has_every_row() -> None:
    rows = Paper(render(samples.long_list(300))).tables[-1]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, 301)]
