"""An invented report with something in every placeholder: what a template is tried with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.documents.paper_sample import SAMPLE as PAPER_SAMPLE
from tracker.domain.figures import (
    Comparison,
    Figures,
    GroupFigures,
    Measures,
    RegularFigures,
    UnitFigures,
)
from tracker.domain.paper_head import PaperNumber
from tracker.domain.report_snapshot import (
    CompletedRow,
    DirectiveRow,
    OverdueRow,
    Remark,
    RemarkKind,
    ReportSnapshot,
    Section,
    SectionWords,
)

_FROM, _TO = date(2026, 1, 15), date(2026, 2, 14)
_MOST = Figures(total=5, carried_over=2, assigned=3, completed_on_time=2, completed_late=1,
                open_in_time=1, open_overdue=1)  # fmt: skip
_REST = Figures(total=2, carried_over=1, assigned=1, undated_open=1, suspended=1)
_ALL = Figures(total=7, carried_over=3, assigned=4, completed_on_time=2, completed_late=1,
               open_in_time=1, open_overdue=1, undated_open=1, suspended=1)  # fmt: skip
_BESIDE = Measures(timely_first=2, judged_first=4, still_open=3, updated=2, extended=1,
                   extensions=1, returned=1, returns=1, late=2, late_days=5)  # fmt: skip
_REGULAR = RegularFigures(duties=4, reported=2, reported_late=1, not_reported=1)
_PAPER = DirectiveRow(
    kind="Chỉ thị", number="01/CT-UBND", issued_on=date(2026, 1, 20), issuer="UBND tỉnh",
    summary="Về việc minh họa", duties=2, tasks=3, regular=1,
)  # fmt: skip

SAMPLE = ReportSnapshot(
    letterhead=PAPER_SAMPLE.letterhead,
    number=PaperNumber(symbol="BC-UBND", number=5, issued_on=date(2026, 2, 16)),
    subject="Tình hình minh họa & “ngoặc kép” <thử> tháng 02 năm 2026",
    period="tháng 02 năm 2026",
    from_on=_FROM,
    to_on=_TO,
    as_of=_TO,
    made_at=datetime(2026, 2, 16, 1, tzinfo=UTC),
    signer=PAPER_SAMPLE.signer,
    tasks=_ALL,
    duties=_ALL,
    regular=_REGULAR,
    units=(
        UnitFigures(unit_id=1, unit="Phòng thứ nhất", tasks=_MOST, duties=_MOST, regular=_REGULAR,
                    measures=_BESIDE),
        UnitFigures(unit_id=2, unit="Xã thứ hai", tasks=_REST, duties=_REST),
    ),
    addressees=("Ủy ban nhân dân tỉnh (minh họa)",),
    bases=PAPER_SAMPLE.bases,
    receivers=PAPER_SAMPLE.receivers,
    archive=PAPER_SAMPLE.archive,
    directives=(_PAPER,),
    remarks=(
        Remark(kind=RemarkKind.OBSTACLE, unit="Phòng thứ nhất", text="Vướng mắc minh họa",
               on=date(2026, 2, 1), task="Nhiệm vụ minh họa", unanswered_days=13),
        Remark(kind=RemarkKind.PROPOSAL, unit="Xã thứ hai", text="Kiến nghị minh họa",
               on=date(2026, 2, 2)),
    ),
    overdue=(
        OverdueRow(task="Nhiệm vụ minh họa", source="Chỉ thị số 01/CT-UBND",
                   source_on=date(2026, 1, 20), lead="Phòng thứ nhất", due_on=date(2026, 2, 10),
                   days_overdue=4, coordinating=("Xã thứ hai",), last_result="Đang thực hiện",
                   reason="Nguyên nhân minh họa"),
    ),
    completed=tuple(
        CompletedRow(task=f"Việc đã xong {n}", source="Chỉ thị số 01/CT-UBND",
                     source_on=date(2026, 1, 20), lead="Phòng thứ nhất", due_on=date(2026, 2, 5),
                     done_on=date(2026, 2, 3 + n), paper=f"{n}/BC-PTN")
        for n in range(1, 4)
    ),
    words=tuple(
        SectionWords(section=section, text=f"Lời văn minh họa của phần {n}.")
        for n, section in enumerate(Section, start=1)
    ),
    measures=_BESIDE,
    fields=(GroupFigures(key=1, name="Lĩnh vực minh họa", tasks=_ALL, duties=_ALL,
                         measures=_BESIDE),),
    sources=(GroupFigures(key=1, name="Chỉ thị số 01/CT-UBND", tasks=_ALL, duties=_ALL,
                          measures=_BESIDE),),
    before=Comparison(key="2026-01", period="tháng 01 năm 2026", from_on=date(2025, 12, 15),
                      to_on=date(2026, 1, 14), tasks=_REST, measures=Measures()),
)  # fmt: skip
