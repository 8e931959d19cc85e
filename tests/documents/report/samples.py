"""Three reports to draw: a typical month, a month without work, and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tracker.domain.figures import Figures, RegularFigures, UnitFigures
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.report_snapshot import (
    CompletedRow,
    DirectiveRow,
    OverdueRow,
    Remark,
    RemarkKind,
    ReportSnapshot,
    Section,
    SectionWords,
    check,
)

_CUT_OFF = date(2026, 11, 14)
_UNITS = (
    # unit, (carried, on time, late, in time, overdue, undated open, undated done, suspended)
    ("Văn phòng HĐND và UBND", (6, 8, 0, 3, 0, 1, 1, 0), (8, 8, 0, 0)),
    ("Phòng Nội vụ", (9, 11, 1, 4, 1, 2, 1, 0), (12, 10, 1, 1)),
    ("Phòng Tư pháp", (5, 6, 0, 2, 1, 0, 0, 0), (7, 6, 0, 1)),
    ("Phòng Tài chính - Kế hoạch", (7, 7, 2, 3, 0, 0, 1, 1), (9, 9, 0, 0)),
    ("Phòng Văn hóa - Thông tin", (4, 5, 0, 2, 0, 1, 0, 0), (6, 5, 1, 0)),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", (8, 4, 1, 5, 2, 0, 0, 1), (5, 3, 1, 1)),
    ("Thanh tra huyện", (2, 3, 0, 1, 0, 0, 0, 0), (4, 4, 0, 0)),
    ("UBND xã Sơn Lâm", (3, 4, 0, 2, 0, 0, 1, 0), (6, 6, 0, 0)),
    ("UBND xã Sơn Hà", (3, 3, 1, 2, 0, 1, 0, 0), (6, 4, 1, 1)),
    ("UBND thị trấn An Bình", (4, 5, 0, 2, 0, 0, 0, 0), (6, 6, 0, 0)),
)


def typical() -> ReportSnapshot:
    """November in the invented district An Bình: four overdue, two obstacles, one proposal."""
    units = tuple(_unit(n, *row) for n, row in enumerate(_UNITS, start=1))
    snapshot = ReportSnapshot(
        letterhead=Letterhead(
            office="Ủy ban nhân dân huyện An Bình", office_short="UBND huyện", place="An Bình"
        ),
        number=PaperNumber(symbol="BC-UBND"),
        subject="Tình hình, kết quả thực hiện nhiệm vụ được giao tháng 11 năm 2026",
        period="tháng 11 năm 2026",
        from_on=date(2026, 10, 15),
        to_on=_CUT_OFF,
        as_of=_CUT_OFF,
        made_at=datetime(2026, 11, 16, 1, 30, tzinfo=UTC),
        signer=Signer(
            authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"),
            post="Phó Chủ tịch",
            name="Trần Thị Hòa",
        ),
        receivers=(
            "UBND tỉnh (để b/c)",
            "Thường trực Huyện ủy, HĐND huyện (để b/c)",
            "Chủ tịch, các PCT UBND huyện",
            "Các phòng, ban; UBND các xã, thị trấn",
        ),
        archive="VT, NV.03",
        tasks=_sum([unit.tasks for unit in units]),
        duties=Figures(
            total=71,
            carried_over=31,
            assigned=40,
            completed_on_time=33,
            completed_late=4,
            open_in_time=22,
            open_overdue=4,
            undated_open=3,
            undated_done=3,
            suspended=2,
            cancelled=1,
        ),
        regular=_sum_regular([unit.regular for unit in units]),
        units=units,
        directives=_DIRECTIVES,
        remarks=_REMARKS,
        overdue=_OVERDUE,
        words=(
            SectionWords(
                section=Section.STRENGTHS,
                text="Các đơn vị chủ động triển khai, cập nhật kết quả đúng kỳ.\n"
                "Công tác phối hợp giữa các phòng chuyên môn và UBND các xã, thị trấn có chuyển "
                "biến tích cực.",
            ),
        ),
    )
    check(snapshot)
    return snapshot


def of_one_directive() -> ReportSnapshot:
    """Phòng Nội vụ reports upwards on one chỉ thị, numbered, with bases and the finished tasks."""
    units = (_unit(2, *_UNITS[1]), _unit(3, *_UNITS[2]))
    tasks = _sum([unit.tasks for unit in units])
    scope = _DIRECTIVES[0]
    snapshot = replace(
        typical(),
        letterhead=Letterhead(
            superior="Ủy ban nhân dân huyện An Bình",
            office="Phòng Nội vụ",
            office_short="Phòng Nội vụ",
            place="An Bình",
        ),
        number=PaperNumber(symbol="BC-NV", number=5, issued_on=date(2026, 2, 5)),
        subject="Kết quả thực hiện Chỉ thị số 08/CT-UBND về tăng cường kỷ luật, kỷ cương hành "
        "chính và cải cách chế độ công vụ trên địa bàn huyện An Bình 6 tháng đầu năm 2026",
        scope=scope,
        addressees=("Ủy ban nhân dân huyện", "Sở Nội vụ"),
        bases=(
            "Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định "
            "về chế độ báo cáo của cơ quan hành chính nhà nước",
            "Căn cứ Chỉ thị số 08/CT-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch UBND huyện;",
        ),
        signer=Signer(post="Trưởng phòng", name="Lê Quang Hải"),
        receivers=("Như trên", "Lãnh đạo phòng"),
        tasks=tasks,
        duties=_sum([unit.duties for unit in units]),
        regular=_sum_regular([unit.regular for unit in units]),
        units=units,
        directives=(),
        overdue=_OVERDUE[:2],
        completed=tuple(_completed(n) for n in range(tasks.completed)),
    )
    check(snapshot)
    return snapshot


def empty() -> ReportSnapshot:
    """A commune in its first month: nothing owed, nothing done."""
    snapshot = replace(
        typical(),
        letterhead=Letterhead(
            office="Ủy ban nhân dân xã Sơn Lâm", office_short="UBND xã", place="Sơn Lâm"
        ),
        signer=Signer(authority=("TM. Ủy ban nhân dân",), post="Chủ tịch"),
        receivers=(),
        tasks=Figures(),
        duties=Figures(),
        regular=RegularFigures(),
        units=(),
        directives=(),
        remarks=(),
        overdue=(),
        words=(),
    )
    check(snapshot)
    return snapshot


def nasty() -> ReportSnapshot:
    """Names of 200 letters, markup, control characters, words without a blank."""
    long_name = ("Ban Quản lý dự án đầu tư xây dựng công trình nông nghiệp & môi trường " * 4)[:200]
    hostile = 'Ban A & B <2026> "x" \x00\x0b\x1b[0m ]]> &amp; ￾ \ud800 {{ 7*7 }}\tcột'
    figures = Figures(
        total=12_345, assigned=12_345, open_overdue=2, completed_on_time=12_343, refused=1
    )
    snapshot = replace(
        typical(),
        letterhead=Letterhead(
            superior=f"Ủy ban nhân dân {long_name}",
            office=long_name,
            office_short=hostile,
            place="A & B",
        ),
        subject=f"Kết quả {hostile} {long_name}",
        number=PaperNumber(symbol="BC-<&>", number=1234, issued_on=date(2026, 12, 31)),
        signer=Signer(authority=(f"TM. {long_name}",), post=hostile, name='Nguyễn "A" & <B>'),
        receivers=(hostile, "", long_name),
        bases=(hostile,),
        addressees=(hostile,),
        tasks=figures,
        duties=figures,
        regular=RegularFigures(),
        units=(UnitFigures(unit_id=1, unit=long_name, tasks=figures, duties=figures),),
        directives=(DirectiveRow(kind=hostile, summary=hostile),),
        remarks=(
            Remark(
                kind=RemarkKind.OBSTACLE, unit=long_name, text=hostile, on=_CUT_OFF, task="<w:t>"
            ),
        ),
        overdue=(
            _overdue(hostile, long_name, 1),
            _overdue("khôngcódấucách" * 30, hostile, 4000),
        ),
        words=(SectionWords(section=Section.NEXT, text=f"\n\n{hostile}\r\n\r\n- gạch đầu dòng\n"),),
    )
    check(snapshot)
    return snapshot


def long_list(rows: int) -> ReportSnapshot:
    """A report whose annex has ``rows`` rows."""
    figures = Figures(total=rows, carried_over=rows, open_overdue=rows)
    return replace(
        typical(),
        tasks=figures,
        duties=figures,
        units=(UnitFigures(unit_id=1, unit="Phòng Nội vụ", tasks=figures, duties=figures),),
        overdue=tuple(
            _overdue(f"Nhiệm vụ thứ {n}: rà soát, cập nhật thủ tục hành chính", "Phòng Nội vụ", n)
            for n in range(1, rows + 1)
        ),
    )


def _unit(
    key: int, name: str, states: tuple[int, ...], lines: tuple[int, int, int, int]
) -> UnitFigures:
    carried, on_time, late, in_time, overdue, undated_open, undated_done, suspended = states
    total = sum(states[1:])
    tasks = Figures(
        total=total,
        carried_over=carried,
        assigned=total - carried,
        completed_on_time=on_time,
        completed_late=late,
        open_in_time=in_time,
        open_overdue=overdue,
        undated_open=undated_open,
        undated_done=undated_done,
        suspended=suspended,
        refused=1 if key == 5 else 0,
        cancelled=1 if key == 2 else 0,
    )
    owed, reported, reported_late, missing = lines
    regular = RegularFigures(
        duties=owed, reported=reported, reported_late=reported_late, not_reported=missing
    )
    return UnitFigures(unit_id=key, unit=name, tasks=tasks, duties=tasks, regular=regular)


def _sum(rows: list[Figures]) -> Figures:
    return Figures(**{name: sum(getattr(row, name) for row in rows) for name in Figures.__slots__})


def _sum_regular(rows: list[RegularFigures]) -> RegularFigures:
    return RegularFigures(
        **{name: sum(getattr(row, name) for row in rows) for name in RegularFigures.__slots__}
    )


def _overdue(task: str, lead: str, days: int) -> OverdueRow:
    return OverdueRow(
        task=task,
        source="Chỉ thị số 08/CT-UBND",
        source_on=date(2026, 2, 5),
        lead=lead,
        due_on=_CUT_OFF - timedelta(days=days),
        days_overdue=days,
    )


def _completed(n: int) -> CompletedRow:
    done = date(2026, 10, 20) + timedelta(days=n % 20)
    return CompletedRow(
        task=f"Ban hành văn bản hướng dẫn, kiểm tra việc chấp hành giờ giấc làm việc đợt {n + 1}",
        source="Chỉ thị số 08/CT-UBND",
        source_on=date(2026, 2, 5),
        lead="Phòng Nội vụ" if n % 3 else "Phòng Tư pháp",
        coordinating=("Thanh tra huyện", "UBND các xã, thị trấn"),
        due_on=None if n % 7 == 0 else done + timedelta(days=5),
        done_on=done,
        paper=f"{100 + n}/NV-CCHC",
    )


_DIRECTIVES = (
    DirectiveRow(
        kind="Chỉ thị",
        number="08/CT-UBND",
        issued_on=date(2026, 2, 5),
        issuer="Chủ tịch UBND huyện",
        summary="Về tăng cường kỷ luật, kỷ cương hành chính",
        duties=9,
        tasks=31,
    ),
    DirectiveRow(
        kind="Kế hoạch",
        number="15/KH-UBND",
        issued_on=date(2026, 10, 19),
        issuer="UBND huyện",
        summary="Về kiểm tra công tác cải cách hành chính quý IV",
        duties=6,
        tasks=14,
    ),
    DirectiveRow(kind="Chỉ đạo trực tiếp", issued_on=date(2026, 11, 3), duties=1, tasks=1),
)
_REMARKS = (
    Remark(
        kind=RemarkKind.OBSTACLE,
        unit="Phòng Kinh tế, Hạ tầng và Đô thị",
        task="Rà soát hồ sơ đất đai tồn đọng",
        text="Dữ liệu địa chính của 3 xã chưa được bàn giao sau khi sắp xếp đơn vị hành chính.",
        on=date(2026, 11, 4),
    ),
    Remark(
        kind=RemarkKind.OBSTACLE,
        unit="Phòng Nội vụ",
        text="Phần mềm một cửa của tỉnh gián đoạn từ ngày 02/11 đến ngày 05/11",
        on=date(2026, 11, 6),
    ),
    Remark(
        kind=RemarkKind.PROPOSAL,
        unit="Phòng Tài chính - Kế hoạch",
        task="Phân bổ kinh phí số hóa",
        text="Đề nghị UBND huyện bổ sung 1.250 triệu đồng để số hóa hồ sơ giai đoạn 2.",
        on=date(2026, 11, 10),
    ),
)
_OVERDUE = (
    OverdueRow(
        task="Rà soát, đề xuất bãi bỏ văn bản không còn phù hợp",
        source="Chỉ thị số 08/CT-UBND",
        source_on=date(2026, 2, 5),
        lead="Phòng Tư pháp",
        coordinating=("Phòng Nội vụ", "Thanh tra huyện"),
        due_on=date(2026, 10, 30),
        days_overdue=15,
        last_result="Đang tham mưu; đã rà soát 34/52 văn bản.",
        reason="Chờ ý kiến của Sở Tư pháp.",
    ),
    OverdueRow(
        task="Xây dựng đề án vị trí việc làm của các đơn vị sự nghiệp",
        source="Kế hoạch số 15/KH-UBND",
        source_on=date(2026, 10, 19),
        lead="Phòng Nội vụ",
        due_on=date(2026, 11, 12),
        days_overdue=2,
        last_result="Đã trình dự thảo.",
        awaits_confirmation=True,
    ),
    OverdueRow(
        task="Rà soát hồ sơ đất đai tồn đọng trên địa bàn huyện, lập danh sách từng xã, thị trấn "
        "và phương án giải quyết dứt điểm trong năm 2026",
        source="Công văn số 1204/UBND-NNMT",
        source_on=date(2026, 9, 8),
        lead="Phòng Kinh tế, Hạ tầng và Đô thị",
        coordinating=("UBND các xã, thị trấn",),
        due_on=date(2026, 10, 15),
        days_overdue=30,
        reason="Dữ liệu địa chính của 3 xã chưa được bàn giao.",
    ),
    OverdueRow(
        task="Báo cáo hiện trạng chiếu sáng công cộng",
        source="Chỉ đạo trực tiếp",
        source_on=None,
        lead="Phòng Kinh tế, Hạ tầng và Đô thị",
        due_on=date(2026, 11, 10),
        days_overdue=4,
    ),
)
