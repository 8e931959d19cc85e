"""Results of many units from rows of Excel ("cập nhật thay"): looked at first, then all or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.bulk_deeds import MOST
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.evidence_rules import done_on
from tracker.domain.local_time import local_day
from tracker.domain.sentences import Sentence, say
from tracker.domain.task_status import WITH_UNIT
from tracker.domain.typed_day import typed_day
from tracker.domain.vietnamese import fold, one_line
from tracker.models import Duty, Office, Task, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.unit_lexicon import Lexicon, unit_lexicon
from tracker.services.gathered_notices import GatheredNotices
from tracker.services.recording import record_result
from tracker.services.submissions import result_words
from tracker.services.unit_resolution import resolve_name

LONGEST_NUMBER = 60
"""Signs of a paper's number and symbol."""


@dataclass(slots=True)
class PastedRow:
    """A row of the paste, the cell that it hits, and what is wrong with it."""

    number: int
    unit_words: str
    paper_number: str
    day_words: str
    unit: str = ""
    task_id: int | None = None
    version: int | None = None
    paper_on: date | None = None
    faults: list[Sentence] = field(default_factory=list)


def look_at_rows(
    session: Session, *, duty_id: int, text: str, actor: Actor, today: date
) -> list[PastedRow]:
    """Every row (đơn vị, số, ngày) with the task that it would complete; nothing is written.

    Raises InvalidInput for no row and for more than MOST, NotFound for a duty of another office.
    """
    duty = session.get(Duty, duty_id)
    if duty is None or duty.office_id != actor.office_id:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    rows = list(_rows(text))
    if not rows:
        raise InvalidInput("Chưa có dòng nào. Hãy dán các dòng từ Excel.", field="rows")
    if len(rows) > MOST:
        raise InvalidInput(
            "Mỗi lần nhập nhiều nhất %(most)s dòng; đang có %(n)s dòng.",
            field="rows",
            most=MOST,
            n=len(rows),
        )
    lexicon = unit_lexicon(session, session.get_one(Office, duty.office_id))
    cells = _cells(session, duty, actor)
    hit: dict[int, int] = {}
    for row in rows:
        unit = _unit(row, lexicon, today)
        task = _cell(row, unit, cells, actor) if unit is not None else None
        _paper(row, task, today)
        if task is None:
            continue
        if task.id in hit:
            row.faults.append(say("Trùng với dòng %(n)s.", n=hit[task.id]))
        hit.setdefault(task.id, row.number)
    return rows


def record_rows(
    session: Session,
    *,
    duty_id: int,
    text: str,
    basis: str,
    seen: str,
    actor: Actor,
    now: datetime,
) -> list[PastedRow]:
    """Record every row's result on its unit's behalf: all of them, or none.

    ``seen`` is what ``seen_words`` said of the rows that the person looked at. Raises
    InvalidInput for a faulty row or without a basis, Conflict when a task changed since.
    """
    rows = look_at_rows(session, duty_id=duty_id, text=text, actor=actor, today=local_day(now))
    if not basis.strip():
        raise InvalidInput("Hãy ghi căn cứ cập nhật thay.", field="basis")
    faulty = [row for row in rows if row.faults]
    if faulty:
        raise InvalidInput(
            "Còn %(n)s dòng có lỗi, chưa ghi nhận dòng nào.", field="rows", n=len(faulty)
        )
    if seen_words(rows) != seen:
        raise Conflict(
            "Có nhiệm vụ vừa thay đổi sau khi bạn xem. Hãy xem lại các dòng rồi ghi nhận.",
            code="stale_version",
        )
    gathered = GatheredNotices()
    for row in rows:
        if row.task_id is None or row.paper_on is None:
            continue  # rows without faults have both
        record_result(
            session,
            task_id=row.task_id,
            version=row.version,
            summary=result_words(row.paper_number, row.paper_on),
            paper_number=row.paper_number,
            paper_on=row.paper_on,
            evidence_ids=[],
            explanation="",
            basis=basis,
            actor=actor,
            now=now,
            tell=gathered.add,
        )
    gathered.send(session, actor=actor, now=now)
    return rows


def seen_words(rows: list[PastedRow]) -> str:
    """The tasks that the rows hit, in the versions that they have now."""
    return " ".join(f"{row.task_id}.{row.version}" for row in rows if row.task_id is not None)


def _rows(text: str) -> Iterator[PastedRow]:
    """Rows as Excel copies them (cells between tabs); typed rows may use semicolons."""
    mark = "\t" if "\t" in text else ";"
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=mark), start=1):
        words = [one_line(cell) for cell in cells]
        if not any(words) or (number == 1 and fold(words[0]) in ("don vi", "ten don vi", "stt")):
            continue
        unit, paper, day = (*words, "", "", "")[:3]
        yield PastedRow(number, unit[:200], paper[:200], day[:40])


def _cells(session: Session, duty: Duty, actor: Actor) -> Mapping[int, Task]:
    """The newest task of each unit under the duty."""
    tasks = session.scalars(
        select(Task).where(Task.duty_id == duty.id, visible_tasks(actor)).order_by(Task.id)
    )
    return {task.lead_unit_id: task for task in tasks}


def _unit(row: PastedRow, lexicon: Lexicon, today: date) -> Unit | None:
    if not row.unit_words:
        row.faults.append(say("Thiếu tên đơn vị."))
        return None
    found = resolve_name(lexicon, row.unit_words, on_day=today, today=today)
    if found.unit is None:
        names = [each.name for each in found.candidates[:4]]
        row.faults.append(
            say("Tên có thể là: %(names)s. Hãy ghi rõ.", names=", ".join(names))
            if names
            else say("Không có đơn vị tên như vậy.")
        )
        return None
    row.unit = found.unit.name
    return found.unit


def _cell(row: PastedRow, unit: Unit, cells: Mapping[int, Task], actor: Actor) -> Task | None:
    task = cells.get(unit.id)
    if task is None:
        row.faults.append(say("Đơn vị này không được giao nhiệm vụ đã chọn."))
        return None
    if unit.id in actor.unit_ids:
        row.faults.append(say("Không cập nhật thay nhiệm vụ của chính đơn vị mình."))
    if task.status not in WITH_UNIT:
        row.faults.append(say("Ô này đã có kết quả hoặc không còn chờ đơn vị thực hiện."))
    row.task_id, row.version = task.id, task.row_version
    return task


def _paper(row: PastedRow, task: Task | None, today: date) -> None:
    if not row.paper_number:
        row.faults.append(say("Thiếu số, ký hiệu văn bản."))
    if len(row.paper_number) > LONGEST_NUMBER:
        row.faults.append(say("Số, ký hiệu dài quá %(n)s ký tự.", n=LONGEST_NUMBER))
    if not row.day_words:
        row.faults.append(say("Thiếu ngày văn bản."))
        return
    try:
        row.paper_on = typed_day(row.day_words)
        done_on(
            paper_on=row.paper_on,
            submitted_on=today,
            ordered_on=task.ordered_on if task is not None else date.min,
        )
    except InvalidInput as why:
        row.faults.append(Sentence(why.message, tuple(why.values.items())))
