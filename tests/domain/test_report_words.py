"""The sentences of a report say what the figures say, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.report.samples import empty, of_one_directive, typical
from tracker.domain.figures import Rate
from tracker.domain.report_snapshot import DirectiveRow, Section, SectionWords
from tracker.domain.report_words import (
    cited,
    lower_first,
    opening,
    overdue,
    paragraphs,
    percent_words,
    results,
)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(1, 3), "33,33"),
        (Rate(2, 3), "66,67"),
        (Rate(1, 1), "100,00"),
        (Rate(0, 5), "0,00"),
        (Rate(0, 0), "-"),
        (Rate(1, 800), "0,13"),
    ],
)
def test_percentages_are_written_with_a_comma(rate: Rate, words: str) -> None:
    assert percent_words(rate) == words


def test_opening_names_the_regime_or_the_directive() -> None:
    assert opening(typical()) == (
        "Thực hiện chế độ báo cáo định kỳ, UBND huyện báo cáo tình hình, kết quả thực hiện "
        "nhiệm vụ được giao tháng 11 năm 2026 như sau:"
    )
    assert opening(of_one_directive()).startswith(
        "Thực hiện Chỉ thị số 08/CT-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch UBND huyện về"
    )


def test_results_give_both_counts_and_the_denominators() -> None:
    first, done, left, outside = results(typical())
    assert "71 nhiệm vụ với 102 lượt giao cho 10 đơn vị" in first
    assert "63,73% (65/102 lượt giao)" in done
    assert "86,15% (56/65 lượt giao có thời hạn" in done
    assert "quá hạn 4" in left
    assert outside.startswith("Ngoài tổng số: 1 lượt giao đã dừng theo dõi; 1 lượt giao")


def test_zeros_are_not_spelled_out() -> None:
    snapshot = typical()
    quiet = replace(snapshot, tasks=replace(snapshot.tasks, cancelled=0, refused=0, suspended=0))
    assert len(results(quiet)) == 3
    assert "tạm dừng" not in results(quiet)[2]


def test_what_was_dropped_is_told_even_when_nothing_else_was_owed() -> None:
    dropped = replace(empty(), tasks=replace(empty().tasks, cancelled=2))
    assert not dropped.is_empty
    assert results(dropped) == (
        "Trong kỳ báo cáo không có lượt giao nào phải thực hiện.",
        "Ngoài tổng số: 2 lượt giao đã dừng theo dõi.",
    )


def test_causes_tell_how_many_units_gave_none() -> None:
    assert paragraphs(typical(), Section.CAUSES) == (
        "Nguyên nhân chậm do các đơn vị báo cáo được nêu tại Phụ lục kèm theo; 2 lượt giao quá "
        "hạn chưa được báo cáo nguyên nhân.",
    )
    mute = tuple(replace(row, reason=" ") for row in typical().overdue)
    assert paragraphs(replace(typical(), overdue=mute), Section.CAUSES) == (
        "Các đơn vị chưa báo cáo nguyên nhân của nhiệm vụ quá hạn.",
    )
    assert paragraphs(replace(typical(), overdue=()), Section.CAUSES) == ()


def test_overdue_sentence_names_the_longest_delay_and_the_list() -> None:
    assert overdue(typical(), "Phụ lục I") == (
        "Có 4 lượt giao quá hạn chưa hoàn thành, lâu nhất 30 ngày; 1 lượt giao đã báo cáo hoàn "
        "thành, chờ xác nhận (Phụ lục I kèm theo)."
    )


def test_without_work_there_is_nothing_to_praise_or_to_plan() -> None:
    assert paragraphs(empty(), Section.STRENGTHS) == ()
    assert paragraphs(empty(), Section.NEXT) == ()
    assert paragraphs(empty(), Section.PROPOSALS) == ("Không có.",)


def test_words_of_the_clerk_come_first() -> None:
    words = (SectionWords(section=Section.CAUSES, text="Thiếu nhân lực.\r\nChậm bàn giao."),)
    assert paragraphs(replace(typical(), words=words), Section.CAUSES) == (
        "Thiếu nhân lực.",
        "Chậm bàn giao.",
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            DirectiveRow(kind="Công văn", number="12/UBND-NV", summary="V/v rà soát biên chế."),
            "Công văn số 12/UBND-NV v/v rà soát biên chế",
        ),
        (
            DirectiveRow(kind="Bút phê", issued_on=date(2026, 11, 2), issuer="Chủ tịch UBND huyện"),
            "Bút phê ngày 02 tháng 11 năm 2026 của Chủ tịch UBND huyện",
        ),
        (DirectiveRow(kind="Chỉ đạo trực tiếp"), "Chỉ đạo trực tiếp"),
    ],
)
def test_a_directive_is_cited_with_what_is_known(row: DirectiveRow, words: str) -> None:
    assert cited(row) == words


def test_abbreviations_keep_their_capitals() -> None:
    assert lower_first("Kết quả") == "kết quả"
    assert lower_first("UBND huyện") == "UBND huyện"
    assert lower_first("") == ""
