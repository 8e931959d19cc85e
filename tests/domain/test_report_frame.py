"""The frame of a report from the office's own rules, however they were typed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.office_rules import OfficeRules
from tracker.domain.report_frame import letterhead, paper_number, receivers, signer, subject
from tracker.domain.report_snapshot import DirectiveRow


@pytest.mark.parametrize(
    ("heading", "office"),
    [
        (None, "Ủy ban nhân dân huyện Đông Bình"),
        ("ỦY BAN NHÂN DÂN HUYỆN ĐÔNG BÌNH", "Ủy ban nhân dân huyện Đông Bình"),
        ("VĂN PHÒNG HĐND VÀ UBND", "VĂN PHÒNG HĐND VÀ UBND"),
    ],
    ids=["from the unit", "the same in capitals", "another name"],
)
def test_the_letterhead_is_in_natural_case(heading: str | None, office: str) -> None:
    head = letterhead(
        OfficeRules(heading_name=heading, place="Đông Bình"),
        name="UBND huyện Đông Bình",
        short_name="UBND huyện",
    )
    assert (head.office, head.office_short, head.superior) == (office, "UBND huyện", None)


def test_receivers_lose_their_marks_and_the_archive_its_word() -> None:
    found = receivers(["- UBND tỉnh (để b/c);", "Như trên;", "", "Lưu: VT, NV.03."])
    assert (found.lines, found.archive) == (("UBND tỉnh (để b/c)",), "VT, NV.03")
    assert receivers([]).archive == "VT"


def test_the_signature_has_one_line_per_authority() -> None:
    block = signer(
        OfficeRules(signer_authority="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n", signer_post="PCT")
    )
    assert block.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert paper_number(OfficeRules(symbol="UBND")).symbol == "BC-UBND"


def test_the_subject_names_the_directive() -> None:
    row = DirectiveRow(
        kind="Chỉ thị", number="8/CT-UBND", issued_on=date(2026, 2, 5), summary="Về kỷ cương."
    )
    assert subject("tháng 11 năm 2026", row) == (
        "Kết quả thực hiện Chỉ thị số 8/CT-UBND về kỷ cương tháng 11 năm 2026"
    )
    plan = DirectiveRow(kind="Kế hoạch", summary="Cải cách hành chính năm 2026")
    named = "Kết quả thực hiện Kế hoạch về việc cải cách hành chính năm 2026"
    assert subject("năm 2026", plan) == named
    assert subject("tháng 5 năm 2026", plan) == f"{named} trong tháng 5 năm 2026"
    assert subject("quý IV năm 2026", None).endswith("nhiệm vụ được giao quý IV năm 2026")


@pytest.mark.parametrize(
    ("regime", "said"),
    [
        ("", "Tình hình, kết quả thực hiện nhiệm vụ được giao quý III năm 2026"),
        ("Báo cáo công tác cải cách hành chính", "Công tác cải cách hành chính quý III năm 2026"),
        ("Báo cáo kết quả chuyển đổi số", "Kết quả chuyển đổi số quý III năm 2026"),
        ("Báo cáo của Phòng Tư pháp", "Tình hình, kết quả thực hiện nhiệm vụ được giao quý III "
         "năm 2026"),
    ],
)  # fmt: skip
def test_a_regime_that_says_what_it_is_about_names_the_report(regime: str, said: str) -> None:
    assert subject("quý III năm 2026", None, regime) == said
