"""Sổ theo dõi giải quyết văn bản đến: the register of decree 30/2020, annex IV, lying across."""

from __future__ import annotations

from datetime import timedelta

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
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.domain.vietnamese import day_words
from tracker.queries.incoming_register import IncomingPaper, incoming_papers
from tracker.queries.report_rows import source_words
from tracker.services.papers import words
from tracker.services.papers.frame import office_frame
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "incoming-register"
_COLUMNS = (
    PaperColumn(head="Số đến", width_mm=18, number=True),
    PaperColumn(
        head="Tên loại, số và ký hiệu, ngày tháng và tên cơ quan, tổ chức ban hành văn bản",
        width_mm=78,
    ),
    PaperColumn(head="Đơn vị hoặc người nhận", width_mm=50),
    PaperColumn(head="Thời hạn giải quyết", width_mm=26, number=True),
    PaperColumn(head="Tiến độ giải quyết", width_mm=32),
    PaperColumn(head="Số, ký hiệu văn bản trả lời", width_mm=30),
    PaperColumn(head="Ghi chú", width_mm=18),
)


def compose(session: Session, asked: Asked) -> Composed:
    """Without days: the thirty days up to the day. Raises InvalidInput for days turned round."""
    to_on = asked.to_on or asked.on_day
    from_on = asked.from_on or to_on - timedelta(days=29)
    if from_on > to_on:
        raise InvalidInput("Ngày bắt đầu phải trước hoặc trùng ngày kết thúc.", field="to_on")
    papers = incoming_papers(
        session, office_id=asked.office_id, from_on=from_on, to_on=to_on, on_day=asked.on_day
    )
    frame = office_frame(session, asked.office_id, asked.on_day)
    days = f"từ ngày {day_words(from_on)} đến ngày {day_words(to_on)}"
    title = f"Văn bản đến {days}"
    rows = tuple(_row(paper) for paper in papers)
    none = () if rows else (f"Không có văn bản đến nào {days}.",)
    table = PaperTable(title=title, columns=_COLUMNS, rows=rows) if rows else None
    return Composed(
        PaperContent(
            code=CODE,
            name="Sổ theo dõi giải quyết văn bản đến",
            letterhead=frame.letterhead,
            number=frame.number("SVB"),
            subject=title,
            signer=frame.signer,
            as_of=asked.on_day,
            made_at=asked.now,
            landscape=True,
            unsigned=True,
            parts=(PaperPart(texts=none, table=table),),
        )
    )


def _row(paper: IncomingPaper) -> PaperRow:
    found = paper.directive
    on = f", {day_words(found.issued_on)}" if found.issued_on else ""
    title = outward(found.title, restricted=found.restricted, instead=WITHHELD_TITLE)
    head = f"{source_words(found.kind, found.source, found.number)}{on}, {found.issuer}"
    return PaperRow(
        cells=(
            found.arrival_number or "",
            f"{head}\n{title}",
            words.some_units(paper.units),
            day_words(paper.due_on) if paper.due_on else "",
            _progress(paper),
            ", ".join(paper.answers),
            "",
        )
    )


def _progress(paper: IncomingPaper) -> str:
    if not paper.given:
        return "Không giao nhiệm vụ"
    if paper.done == paper.given:
        return "Đã giải quyết xong"
    if not paper.done:
        return "Đang thực hiện"
    return f"Hoàn thành {words.counted(paper.done)}/{words.counted(paper.given)} nhiệm vụ"


KIND = PaperKind(
    code=CODE,
    name=N_("Sổ theo dõi giải quyết văn bản đến"),
    purpose=N_("Theo Phụ lục IV Nghị định 30: văn bản đến, đơn vị nhận, thời hạn, tiến độ."),
    order=4,
    compose=compose,
    takes=Needs.DAYS,
)
