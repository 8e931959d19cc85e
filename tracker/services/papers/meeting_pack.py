"""Tài liệu phục vụ họp giao ban: what the leaders have to hear about and decide, on one paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import (
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.report_snapshot import Remark, RemarkKind
from tracker.domain.reporting_periods import Window
from tracker.domain.restricted_papers import WITHHELD, WITHHELD_REMARK, outward
from tracker.domain.vietnamese import capitalised, day_words, one_line
from tracker.models import ExtensionRequest
from tracker.queries.paper_tasks import (
    PaperTask,
    overdue_of_office,
    paper_task,
    waiting_of_office,
)
from tracker.queries.report_figures import unit_names_on
from tracker.queries.report_remarks import remarks
from tracker.services.papers import words
from tracker.services.papers.frame import office_frame
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "meeting-pack"
Names = Mapping[int, str]

_OVERDUE = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nhiệm vụ", width_mm=75),
    PaperColumn(head="Văn bản giao\n(số, ngày)", width_mm=34),
    PaperColumn(head="Thời hạn", width_mm=23, number=True),
    PaperColumn(head="Quá hạn (ngày)", width_mm=23, number=True),
)
_WAITING = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nhiệm vụ", width_mm=75),
    PaperColumn(head="Đơn vị chủ trì", width_mm=47),
    PaperColumn(head="Thời hạn", width_mm=33, number=True),
)
_REQUESTS = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nhiệm vụ", width_mm=48),
    PaperColumn(head="Đơn vị", width_mm=29),
    PaperColumn(head="Thời hạn hiện tại", width_mm=22, number=True),
    PaperColumn(head="Đề nghị đến", width_mm=22, number=True),
    PaperColumn(head="Lý do", width_mm=34),
)
_REMARKS = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Đơn vị", width_mm=32),
    PaperColumn(head="Nội dung", width_mm=77),
    PaperColumn(head="Loại", width_mm=24),
    PaperColumn(head="Chưa trả lời (ngày)", width_mm=22, number=True),
)
_DECISIONS = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nội dung kết luận", width_mm=75),
    PaperColumn(head="Đơn vị chủ trì", width_mm=45),
    PaperColumn(head="Thời hạn", width_mm=35, number=True),
)
#: Empty lines on which decisions are written down by hand.
_BLANK_ROWS = 5


def compose(session: Session, asked: Asked) -> Composed:
    """Always makes a paper: where nothing waits, it says so."""
    frame = office_frame(session, asked.office_id, asked.on_day)
    parts = (
        _overdue(session, asked),
        _waiting(session, asked),
        _extensions(session, asked),
        _unanswered(session, asked),
        _decisions(),
    )
    return Composed(
        PaperContent(
            code=CODE,
            name="Tài liệu phục vụ họp giao ban",
            letterhead=frame.letterhead,
            number=frame.number("TL"),
            subject=f"Tình hình thực hiện nhiệm vụ đến hết ngày {day_words(asked.on_day)}",
            signer=frame.signer,
            as_of=asked.on_day,
            made_at=asked.now,
            unsigned=True,
            parts=parts,
        )
    )


def _part(
    heading: str, said: str, columns: Sequence[PaperColumn], rows: Sequence[PaperRow], none: str
) -> PaperPart:
    if not rows:
        return PaperPart(heading=heading, texts=(none,))
    table = PaperTable(title=heading, columns=tuple(columns), rows=tuple(rows))
    return PaperPart(heading=heading, texts=(said,), table=table)


def _overdue(session: Session, asked: Asked) -> PaperPart:
    """Unit by unit, the one with the most first."""
    tasks = overdue_of_office(session, office_id=asked.office_id, on_day=asked.on_day)
    names = unit_names_on(session, {task.unit_id for task in tasks}, asked.on_day)
    under: dict[int, list[PaperTask]] = {unit_id: [] for unit_id in names}
    for task in tasks:
        under[task.unit_id].append(task)
    rows: list[PaperRow] = []
    for unit_id, own in sorted(under.items(), key=lambda found: -len(found[1])):
        told = f"{capitalised(names[unit_id])}: {words.counted(len(own))} nhiệm vụ"
        rows.append(PaperRow(cells=(told,), strong=True))
        rows += [_overdue_row(n, task) for n, task in enumerate(own, start=1)]
    said = (
        f"{words.counted(len(under))} đơn vị có {words.counted(len(tasks))} nhiệm vụ quá hạn chưa "
        "hoàn thành:"
    )
    none = "Không có nhiệm vụ nào quá hạn."
    return _part("Nhiệm vụ quá hạn theo đơn vị", said, _OVERDUE, rows, none)


def _overdue_row(order: int, task: PaperTask) -> PaperRow:
    return PaperRow(
        cells=(
            str(order), _text(task), words.order_paper(task), words.day(task.due_on),
            str(task.late),
        )
    )  # fmt: skip


def _waiting(session: Session, asked: Asked) -> PaperPart:
    tasks = waiting_of_office(session, office_id=asked.office_id, on_day=asked.on_day)
    names = unit_names_on(session, {task.unit_id for task in tasks}, asked.on_day)
    rows = [
        PaperRow(
            cells=(
                str(n), _text(task), capitalised(names[task.unit_id]), words.day(task.due_on)
            )
        )
        for n, task in enumerate(tasks, start=1)
    ]  # fmt: skip
    said = f"{words.counted(len(tasks))} nhiệm vụ đơn vị đã báo cáo hoàn thành, chờ xác nhận:"
    none = "Không có nhiệm vụ nào chờ xác nhận."
    return _part("Nhiệm vụ chờ xác nhận hoàn thành", said, _WAITING, rows, none)


def _extensions(session: Session, asked: Asked) -> PaperPart:
    found = session.scalars(
        select(ExtensionRequest)
        .where(
            ExtensionRequest.office_id == asked.office_id,
            ExtensionRequest.state == ExtensionState.WAITING,
        )
        .order_by(ExtensionRequest.id)
    ).all()
    rows = [_request_row(session, asked, n, each) for n, each in enumerate(found, start=1)]
    said = f"{words.counted(len(rows))} đề nghị gia hạn chờ quyết định:"
    none = "Không có đề nghị gia hạn nào chờ quyết định."
    return _part("Đề nghị gia hạn", said, _REQUESTS, rows, none)


def _request_row(session: Session, asked: Asked, order: int, request: ExtensionRequest) -> PaperRow:
    task = paper_task(session, request.task, asked.on_day)
    reason = outward(one_line(request.reason), restricted=task.restricted, instead=WITHHELD_REMARK)
    return PaperRow(
        cells=(
            str(order), _text(task), capitalised(request.unit.name_on(asked.on_day).name),
            day_words(request.due_on), day_words(request.wanted_on), reason,
        )
    )  # fmt: skip


def _unanswered(session: Session, asked: Asked) -> PaperPart:
    """What units asked and nobody has answered, the longest waiting first."""
    told = remarks(
        session,
        office_id=asked.office_id,
        days=Window(asked.on_day, asked.on_day),
        directive_id=None,
    )
    waits = sorted(
        (remark for remark in told if remark.unanswered_days is not None),
        key=lambda remark: -(remark.unanswered_days or 0),
    )
    rows = [_remark_row(n, remark) for n, remark in enumerate(waits, start=1)]
    said = f"{words.counted(len(rows))} khó khăn, kiến nghị của các đơn vị chưa được trả lời:"
    none = "Không có khó khăn, kiến nghị nào chưa được trả lời."
    return _part("Khó khăn, kiến nghị chưa được trả lời", said, _REMARKS, rows, none)


def _remark_row(order: int, remark: Remark) -> PaperRow:
    kind = "Kiến nghị" if remark.kind is RemarkKind.PROPOSAL else "Khó khăn"
    passed = f"\nĐã chuyển {remark.passed_to}" if remark.passed_to else ""
    return PaperRow(
        cells=(
            str(order), capitalised(remark.unit), f"{remark.text}{passed}", kind,
            str(remark.unanswered_days or 0),
        )
    )  # fmt: skip


def _decisions() -> PaperPart:
    """Lines on which the conclusions are noted while they are spoken."""
    rows = tuple(PaperRow(cells=(str(n), "\n", "", "")) for n in range(1, _BLANK_ROWS + 1))
    table = PaperTable(title="Kết luận tại cuộc họp", columns=_DECISIONS, rows=rows)
    return PaperPart(heading="Kết luận tại cuộc họp", table=table)


def _text(task: PaperTask) -> str:
    return outward(task.text, restricted=task.restricted, instead=WITHHELD)


KIND = PaperKind(
    code=CODE,
    name=N_("Tài liệu phục vụ họp giao ban"),
    purpose=N_("Quá hạn theo đơn vị, chờ xác nhận, đề nghị gia hạn, kiến nghị chưa trả lời."),
    order=5,
    compose=compose,
    takes=Needs.NOTHING,
)
