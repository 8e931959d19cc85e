"""Công văn xin gia hạn: a unit's own letter to the office, on a request that it made here."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import (
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.vietnamese import capitalised, day_words, long_date
from tracker.models import ExtensionRequest
from tracker.queries.paper_tasks import PaperTask, paper_task
from tracker.services.papers import words
from tracker.services.papers.frame import office_frame, unit_frame
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "extension-letter"
_COLUMNS = (
    PaperColumn(head="Nội dung nhiệm vụ", width_mm=68),
    PaperColumn(head="Văn bản giao\n(số, ngày)", width_mm=33),
    PaperColumn(head="Thời hạn ban đầu", width_mm=21, number=True),
    PaperColumn(head="Thời hạn hiện tại", width_mm=21, number=True),
    PaperColumn(head="Đề nghị gia hạn đến", width_mm=22, number=True),
)


def compose(session: Session, asked: Asked) -> Composed:
    """Raises NotFound for a request of another office."""
    request = session.get(ExtensionRequest, asked.request_id) if asked.request_id else None
    if request is None or request.office_id != asked.office_id:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    above = office_frame(session, asked.office_id, asked.on_day)
    own = unit_frame(session, request.unit, above, asked.on_day)
    task = paper_task(session, request.task, asked.on_day)
    office, name = above.letterhead.office, capitalised(own.letterhead.office)
    return Composed(
        PaperContent(
            code=CODE,
            name="Công văn",
            letterhead=own.letterhead,
            number=own.number(""),
            subject=f"đề nghị gia hạn thời gian thực hiện nhiệm vụ giao tại {task.source}",
            signer=own.signer,
            as_of=asked.on_day,
            made_at=asked.now,
            is_letter=True,
            addressees=(office,),
            parts=(_task(name, task, request), _wish(name, office, request)),
            closing=f"{name} kính đề nghị {office} xem xét, quyết định",
            receivers=("Như trên",),
            archive=own.archive,
        ),
        restricted=task.restricted,
    )


def _task(name: str, task: PaperTask, request: ExtensionRequest) -> PaperPart:
    on = f" {long_date(task.source_on)}" if task.source_on else ""
    return PaperPart(
        texts=(f"Thực hiện {task.source}{on}, {name} được giao chủ trì nhiệm vụ sau:",),
        table=PaperTable(
            title="Nhiệm vụ đề nghị gia hạn", columns=_COLUMNS, rows=(_row(task, request),)
        ),
    )


def _wish(name: str, office: str, request: ExtensionRequest) -> PaperPart:
    return PaperPart(
        texts=(
            f"Trong quá trình thực hiện, {name} gặp khó khăn, vướng mắc: "
            f"{words.sentence(request.reason)}",
            f"{name} đề nghị {office} xem xét, cho phép gia hạn thời gian hoàn thành nhiệm vụ nêu "
            f"trên đến hết ngày {day_words(request.wanted_on)}; cam kết tập trung chỉ đạo, hoàn "
            "thành đúng thời hạn được gia hạn.",
        ),
    )


def _row(task: PaperTask, request: ExtensionRequest) -> PaperRow:
    return PaperRow(
        cells=(
            task.text,
            words.order_paper(task),
            words.day(task.first_due_on),
            day_words(request.due_on),
            day_words(request.wanted_on),
        )
    )


KIND = PaperKind(
    code=CODE,
    name=N_("Công văn đề nghị gia hạn"),
    purpose=N_("Đơn vị gửi cơ quan, theo đề nghị gia hạn đã lập trên phần mềm."),
    order=6,
    compose=compose,
    series="CV",
    needs=Needs.REQUEST,
    by_unit=True,
)
