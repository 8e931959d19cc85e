"""Danh mục nhiệm vụ: the annex that goes with a plan or a letter of assignment, lying across."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from tracker.domain.message_ids import N_
from tracker.domain.official_paper import (
    PaperAnnex,
    PaperColumn,
    PaperContent,
    PaperRow,
    PaperTable,
)
from tracker.domain.restricted_papers import WITHHELD, outward
from tracker.domain.vietnamese import capitalised, day_words
from tracker.queries.paper_tasks import PaperTask, given_by
from tracker.queries.report_figures import unit_names_on
from tracker.services.papers import words
from tracker.services.papers.directive_words import cited_directive, directive_here
from tracker.services.papers.frame import office_frame
from tracker.services.papers.paper_kind import Asked, Composed, Needs, PaperKind

CODE = "task-list"
MAX = date.max
_COLUMNS = (
    PaperColumn(head="TT", width_mm=12, number=True),
    PaperColumn(head="Nội dung nhiệm vụ", width_mm=72),
    PaperColumn(head="Sản phẩm, kết quả", width_mm=34),
    PaperColumn(head="Cơ quan chủ trì", width_mm=45),
    PaperColumn(head="Cơ quan phối hợp", width_mm=45),
    PaperColumn(head="Thời gian hoàn thành", width_mm=24, number=True),
    PaperColumn(head="Ghi chú", width_mm=20),
)


def compose(session: Session, asked: Asked) -> Composed:
    """All tasks of one directive; without one, of the whole office, paper by paper."""
    directive = directive_here(session, asked.office_id, asked.directive_id)
    frame = office_frame(session, asked.office_id, asked.on_day)
    tasks = given_by(
        session, office_id=asked.office_id, directive_id=asked.directive_id, on_day=asked.on_day
    )
    units = unit_names_on(session, {task.unit_id for task in tasks}, asked.on_day)
    hidden = directive is None
    rows = tuple(_rows(tasks, units, grouped=directive is None, hidden=hidden))
    about = f"thực hiện {cited_directive(directive)}" if directive else "đang được theo dõi"
    title = f"Danh mục nhiệm vụ {about}"
    return Composed(
        PaperContent(
            code=CODE,
            name="Danh mục nhiệm vụ",
            letterhead=frame.letterhead,
            number=frame.number("KH"),
            subject=title,
            signer=frame.signer,
            as_of=asked.on_day,
            made_at=asked.now,
            bare=True,
            carried_by="Kế hoạch",
            annexes=(
                PaperAnnex(title=title, table=PaperTable(title=title, columns=_COLUMNS, rows=rows)),
            ),
        ),
        restricted=directive is not None and directive.restricted,
    )


def _rows(
    tasks: list[PaperTask], units: Mapping[int, str], *, grouped: bool, hidden: bool
) -> list[PaperRow]:
    """Duties in order, each with all its units; of several papers, under a row for each paper."""
    if not tasks:
        said = "Chưa có nhiệm vụ nào được giao."
        return [PaperRow(cells=("", said, "", "", "", "", ""))]
    ordered = sorted(tasks, key=lambda task: (task.directive_id, task.duty_id, task.due_on or MAX))
    found, order = [], 0
    for _directive, group in groupby(ordered, key=lambda task: task.directive_id):
        own = list(group)
        if grouped:
            found.append(_heading(own[0]))
        for _duty, shares in groupby(own, key=lambda task: (task.duty_id, task.due_on)):
            order += 1
            found.append(_row(order, list(shares), units, hidden=hidden))
    return found


def _heading(task: PaperTask) -> PaperRow:
    on = f" ngày {day_words(task.source_on)}" if task.source_on else ""
    return PaperRow(cells=(f"{task.source}{on}",), strong=True)


def _row(
    order: int, shares: list[PaperTask], units: Mapping[int, str], *, hidden: bool
) -> PaperRow:
    """One duty with one day; ``units`` are in the order in which papers list them."""
    first, led = shares[0], {task.unit_id for task in shares}
    restricted = hidden and first.restricted
    coordinating = dict.fromkeys(name for task in shares for name in task.coordinating)
    return PaperRow(
        cells=(
            str(order),
            outward(first.text, restricted=restricted, instead=WITHHELD),
            outward(first.product, restricted=restricted, instead=""),
            ", ".join(capitalised(name) for unit_id, name in units.items() if unit_id in led),
            ", ".join(coordinating),
            words.due(first),
            "",
        )
    )


KIND = PaperKind(
    code=CODE,
    name=N_("Danh mục nhiệm vụ"),
    purpose=N_("Phụ lục kèm kế hoạch, công văn: nhiệm vụ, sản phẩm, chủ trì, phối hợp, thời hạn."),
    order=3,
    compose=compose,
    takes=Needs.DIRECTIVE,
)
