"""Công văn đôn đốc: to one unit, with the table of what it owes and is late with.

A body that the office cannot order is asked, not ordered, and nobody is blamed (design D17).
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import (
    PaperAnnex,
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.vietnamese import capitalised, day_words
from tracker.models import Unit
from tracker.queries.paper_tasks import PaperTask, overdue_of_unit
from tracker.queries.working_calendar import working_calendar
from tracker.services.papers import words
from tracker.services.papers.frame import Frame, office_frame, unit_here
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "chasing-letter"
#: A longer table goes to an annex that lies across.
ROWS_IN_TEXT = 10

_COLUMNS = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nội dung nhiệm vụ", width_mm=58),
    PaperColumn(head="Văn bản giao\n(số, ngày)", width_mm=32),
    PaperColumn(head="Thời hạn ban đầu", width_mm=22, number=True),
    PaperColumn(head="Thời hạn hiện tại", width_mm=22, number=True),
    PaperColumn(head="Quá hạn (ngày)", width_mm=21, number=True),
)
_WIDE = (10, 118, 42, 28, 28, 26)


def compose(session: Session, asked: Asked) -> Composed:
    """Raises InvalidInput when the unit is late with nothing."""
    unit = unit_here(session, asked.office_id, asked.unit_id)
    tasks = overdue_of_unit(
        session, office_id=asked.office_id, unit_id=unit.id, on_day=asked.on_day
    )
    if not tasks:
        raise InvalidInput(
            "%(unit)s không có nhiệm vụ nào quá hạn đến hết ngày %(day)s nên không cần đôn đốc.",
            field="unit",
            unit=unit.name,
            day=day_words(asked.on_day),
        )
    frame = office_frame(session, asked.office_id, asked.on_day)
    answer_by = working_calendar(session, asked.office_id).add(
        asked.on_day, frame.rules.chasing_answer_working_days
    )
    return Composed(
        _letter(frame, unit, tasks, asked, day_words(answer_by)),
        restricted=any(task.restricted for task in tasks),
    )


def _letter(
    frame: Frame, unit: Unit, tasks: list[PaperTask], asked: Asked, answer_by: str
) -> PaperContent:
    name = capitalised(unit.name_on(asked.on_day).name)
    inside = len(tasks) <= ROWS_IN_TEXT
    where = "danh sách dưới đây" if inside else "danh sách tại Phụ lục kèm theo"
    rows = tuple(_row(n, task) for n, task in enumerate(tasks, start=1))
    title = f"Nhiệm vụ quá hạn chưa hoàn thành của {name}"
    by, day = frame.letterhead.office_short, day_words(asked.on_day)
    found = _requested(by, name, tasks, day) if unit.outside else _owed(name, tasks, day)
    parts = [PaperPart(texts=(f"{found} ({where}).",))]
    if inside:
        parts.append(PaperPart(table=PaperTable(title=title, columns=_COLUMNS, rows=rows)))
    parts.append(PaperPart(texts=_requests(frame, unit, name, answer_by)))
    wanted = "kính đề nghị" if unit.outside else "yêu cầu"
    acted = "quan tâm, phối hợp" if unit.outside else "khẩn trương thực hiện"
    return PaperContent(
        code=CODE,
        name="Công văn",
        letterhead=frame.letterhead,
        number=frame.number(""),
        subject="đề nghị phối hợp thực hiện các nội dung đã đến hạn"
        if unit.outside
        else "đôn đốc thực hiện nhiệm vụ được giao đã quá hạn",
        signer=frame.signer,
        as_of=asked.on_day,
        made_at=asked.now,
        is_letter=True,
        addressees=(name,),
        parts=tuple(parts),
        closing=f"Nhận được Công văn này, {wanted} {name} {acted}",
        annexes=() if inside else (_annex(title, rows),),
        receivers=("Như trên", *frame.receivers),
        archive=frame.archive,
    )


_SEEN = "Qua theo dõi việc thực hiện các văn bản chỉ đạo, điều hành, tính đến hết ngày"


def _requested(by: str, name: str, tasks: list[PaperTask], day: str) -> str:
    """Of a body that was only asked: what has not come yet."""
    count = words.counted(len(tasks))
    return (
        f"{_SEEN} {day}, {by} chưa nhận được kết quả của {count} nội dung đề nghị {name} phối hợp"
    )


def _owed(name: str, tasks: list[PaperTask], day: str) -> str:
    count, worst = len(tasks), max(task.late for task in tasks)
    slowest = "nhiệm vụ chậm nhất " if count > 1 else ""
    return (
        f"{_SEEN} {day}, {name} còn {words.counted(count)} nhiệm vụ quá hạn chưa hoàn thành, "
        f"{slowest}đã quá hạn {words.counted(worst)} ngày"
    )


def _requests(frame: Frame, unit: Unit, name: str, answer_by: str) -> tuple[str, ...]:
    by, where = frame.letterhead.office_short, frame.lead
    if unit.outside:
        return (
            f"{capitalised(by)} đề nghị {name} quan tâm phối hợp, thông tin kết quả hoặc dự kiến "
            f"thời gian hoàn thành về {by} (qua {where}) trước ngày {answer_by} để tổng hợp.",
        )
    return (
        f"Để bảo đảm tiến độ, {by} yêu cầu {name} thực hiện các nội dung sau:",
        "1. Tập trung hoàn thành dứt điểm các nhiệm vụ quá hạn nêu trên; báo cáo kết quả kèm văn "
        f"bản, sản phẩm về {by} (qua {where}) trước ngày {answer_by}.",
        "2. Làm rõ nguyên nhân chậm, trách nhiệm của tập thể, cá nhân có liên quan; giải trình đối "
        "với từng nhiệm vụ.",
        "3. Cập nhật đầy đủ kết quả thực hiện trên phần mềm theo dõi nhiệm vụ. Đối với nhiệm vụ có "
        "khó khăn, vướng mắc, kịp thời báo cáo, nêu rõ lý do và đề xuất hướng xử lý.",
    )


def _row(order: int, task: PaperTask) -> PaperRow:
    return PaperRow(
        cells=(
            str(order),
            task.text,
            words.order_paper(task),
            words.day(task.first_due_on),
            words.day(task.due_on),
            str(task.late),
        )
    )


def _annex(title: str, rows: tuple[PaperRow, ...]) -> PaperAnnex:
    columns = tuple(
        PaperColumn(head=column.head, width_mm=width, number=column.number)
        for column, width in zip(_COLUMNS, _WIDE, strict=True)
    )
    return PaperAnnex(title=title, table=PaperTable(title=title, columns=columns, rows=rows))


KIND = PaperKind(
    code=CODE,
    name=N_("Công văn đôn đốc"),
    purpose=N_("Gửi một đơn vị, kèm bảng các nhiệm vụ đơn vị đang quá hạn."),
    order=1,
    compose=compose,
    series="CV",
    needs=Needs.UNIT,
)
