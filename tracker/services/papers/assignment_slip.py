"""Phiếu giao việc: what one unit is to do, with the basis, the product and the day of each task.

Its fields are those of the slip for handling incoming papers (decree 30/2020, annex IV): who
leads, who takes part, by when; an internal form, since the decree has no such type of paper.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import (
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.vietnamese import capitalised
from tracker.models import Task
from tracker.queries.charges import charge_of_task
from tracker.queries.paper_tasks import PaperTask, open_of_unit
from tracker.services.papers import words
from tracker.services.papers.directive_words import cited_directive, directive_here
from tracker.services.papers.frame import office_frame, unit_here
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "assignment-slip"
_COLUMNS = (
    PaperColumn(head="TT", width_mm=10, number=True),
    PaperColumn(head="Nội dung nhiệm vụ", width_mm=53),
    PaperColumn(head="Văn bản giao\n(số, ngày)", width_mm=30),
    PaperColumn(head="Sản phẩm, kết quả", width_mm=25),
    PaperColumn(head="Đơn vị phối hợp", width_mm=25),
    PaperColumn(head="Thời hạn", width_mm=22, number=True),
)


def compose(session: Session, asked: Asked) -> Composed:
    """Raises InvalidInput when the unit has nothing open there."""
    unit = unit_here(session, asked.office_id, asked.unit_id)
    directive = directive_here(session, asked.office_id, asked.directive_id)
    tasks = open_of_unit(
        session,
        office_id=asked.office_id,
        unit_id=unit.id,
        directive_id=asked.directive_id,
        on_day=asked.on_day,
    )
    if not tasks:
        raise InvalidInput(
            "%(unit)s không có nhiệm vụ nào đang thực hiện để lập phiếu.",
            field="unit",
            unit=unit.name,
        )
    frame = office_frame(session, asked.office_id, asked.on_day)
    name = capitalised(unit.name_on(asked.on_day).name)
    return Composed(
        PaperContent(
            code=CODE,
            name="Phiếu giao việc",
            letterhead=frame.letterhead,
            number=frame.number("PGV"),
            subject=f"{'Đề nghị' if unit.outside else 'Giao'} {name} thực hiện nhiệm vụ",
            signer=frame.signer,
            as_of=asked.on_day,
            made_at=asked.now,
            receipt=True,
            addressees=(name,),
            bases=(f"Căn cứ {cited_directive(directive)}",) if directive is not None else (),
            parts=(
                _given(name, tasks, outside=unit.outside),
                _how(session, tasks, asked),
            ),
            closing=_closing(name, frame.lead),
            receivers=(name, *frame.receivers),
            archive=frame.archive,
        ),
        restricted=any(task.restricted for task in tasks),
    )


def _given(name: str, tasks: list[PaperTask], *, outside: bool) -> PaperPart:
    """What is given, or asked of a body that the office cannot order."""
    return PaperPart(
        heading="Nội dung đề nghị phối hợp" if outside else "Nội dung giao",
        texts=(_said(name, tasks, outside=outside),),
        table=PaperTable(
            title=f"Nhiệm vụ giao {name}",
            columns=_COLUMNS,
            rows=tuple(_row(n, task) for n, task in enumerate(tasks, start=1)),
        ),
    )


def _said(name: str, tasks: list[PaperTask], *, outside: bool) -> str:
    deed = "Đề nghị" if outside else "Giao"
    return f"{deed} {name} chủ trì thực hiện {words.counted(len(tasks))} nhiệm vụ sau:"


def _how(session: Session, tasks: list[PaperTask], asked: Asked) -> PaperPart:
    leaders = {
        charge.leader.name
        for task in tasks
        if (charge := charge_of_task(session, session.get_one(Task, task.id), asked.on_day)).leader
    }
    led = f"1. Lãnh đạo phụ trách: {', '.join(sorted(leaders))}." if leaders else ""
    first = 2 if leaders else 1
    texts = (
        led,
        f"{first}. Chế độ báo cáo: cập nhật kết quả trong kỳ báo cáo; hoàn thành nhiệm vụ nào thì "
        "báo cáo nhiệm vụ đó, kèm văn bản, sản phẩm.",
    )
    return PaperPart(heading="Tổ chức thực hiện", texts=texts)


def _closing(name: str, lead: str) -> str:
    return (
        "Trường hợp có khó khăn, vướng mắc hoặc không thể hoàn thành đúng thời hạn, "
        f"{name} báo cáo, đề xuất trước khi hết thời hạn (qua {lead})"
    )


def _row(order: int, task: PaperTask) -> PaperRow:
    return PaperRow(
        cells=(
            str(order),
            task.text,
            words.order_paper(task),
            task.product,
            words.some_units(task.coordinating),
            words.due(task),
        )
    )


KIND = PaperKind(
    code=CODE,
    name=N_("Phiếu giao việc"),
    purpose=N_("Cho một đơn vị: các nhiệm vụ đang thực hiện, sản phẩm, phối hợp, thời hạn."),
    order=2,
    compose=compose,
    series="PGV",
    needs=Needs.UNIT,
    takes=Needs.DIRECTIVE,
)
