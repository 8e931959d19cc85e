"""What a unit filled in in its exported list: looked at row by row, then reported in one deed.

Nothing of the file is kept: its rows are read, and what a row reports goes the way of any report
(services/progress.report), in the version that the file carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.documents.list_workbook import ListColumn, ListSheet, list_workbook
from tracker.documents.sheet_reader import SheetRow, read_rows
from tracker.documents.xlsx_book import read_book
from tracker.documents.xlsx_reader import all_text
from tracker.domain.errors import DomainError, InvalidInput
from tracker.domain.follow_up import Milestone
from tracker.domain.labels import label
from tracker.domain.sentences import Sentence, say
from tracker.domain.task_status import TaskAction, status_after
from tracker.domain.vietnamese import fold
from tracker.models import Task
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import visible_tasks
from tracker.services import progress
from tracker.services.import_plan import Fate, PlannedRow, day_in, too_long
from tracker.services.secrecy_check import refuse_secret
from tracker.services.task_export import NUMBER, UPDATES, VERSION

HEADINGS: Mapping[str, str] = {
    "number": NUMBER,
    "task": "Nội dung nhiệm vụ",
    **UPDATES,
    "version": VERSION,
}
NEEDED = ("number", "version")
FAULT_HEADING = "Lỗi"
MAX_FILE = 5 * 1024 * 1024
LONGEST = {"text": 4000, "obstacle": 4000, "paper_number": 60}

_MILESTONES = {fold(label(milestone)): milestone for milestone in Milestone}


@dataclass(slots=True)
class UpdateRow(PlannedRow):
    """A row of the file. ``values`` as they were typed, for the file of faults."""

    values: Mapping[str, str] | None = None
    task_id: int = 0
    version: int = 0
    milestone: Milestone | None = None
    text: str = ""
    obstacle: str = ""
    paper_number: str = ""
    paper_on: date | None = None


def read_updates(data: bytes, name: str) -> list[SheetRow]:
    """The rows of the file. Raises RefusedFile, SecretRefused, InvalidInput; nothing is kept."""
    sheets = read_book(data, name)
    refuse_secret(all_text(sheets, sheets[0]))
    rows = read_rows(data, name, HEADINGS, needed=NEEDED)
    if not rows:
        raise InvalidInput("Bảng không có dòng nào dưới dòng tiêu đề.")
    return rows


def plan(
    session: Session, *, rows: Sequence[SheetRow], actor: Actor, today: date
) -> list[UpdateRow]:
    """What each row would do; nothing is written."""
    ids = {key for row in rows if (key := _whole(row.values.get("number", "")))}
    found = session.scalars(
        select(Task)
        .where(Task.id.in_(sorted(ids)), visible_tasks(actor))
        .options(joinedload(Task.duty))
    ).unique()
    tasks = {task.id: task for task in found}
    seen: set[int] = set()
    planned = []
    for row in rows:
        one = _typed(row, today)
        if one.fate is not Fate.SKIPPED:
            _check_task(one, tasks.get(_whole(row.values.get("number", ""))), actor, seen)
        planned.append(one)
    return planned


def carry_out(
    session: Session, *, rows: Sequence[SheetRow], only_good: bool, actor: Actor, now: datetime
) -> list[Task]:
    """Report what the good rows say. Without ``only_good`` one fault refuses everything.

    Raises InvalidInput for faults, and when no row says anything.
    """
    planned = plan(session, rows=rows, actor=actor, today=actor.on_day)
    faulty = sum(row.fate is Fate.FAULTY for row in planned)
    if faulty and not only_good:
        raise InvalidInput(
            "Còn %(n)s dòng có lỗi nên chưa cập nhật gì. Hãy sửa trong Excel rồi tải lên lại, "
            "hoặc chọn chỉ cập nhật các dòng đúng.",
            field="only_good",
            n=faulty,
        )
    good = [row for row in planned if row.fate is Fate.ADD]
    if not good:
        raise InvalidInput("Không có dòng nào để cập nhật.")
    return [_report(session, row, actor=actor, now=now) for row in good]


def faulty_rows(planned: Sequence[UpdateRow], said: Mapping[int, str]) -> bytes:
    """The faulty rows under the headings of the file, and what is wrong in a last column."""
    columns = [
        ListColumn(heading, 32 if key in ("task", "text", "obstacle") else 16,
                   hidden=key == "version", to_fill=key in UPDATES)
        for key, heading in HEADINGS.items()
    ]  # fmt: skip
    rows = [
        [*((row.values or {}).get(key, "") for key in HEADINGS), said[row.number]]
        for row in planned
        if row.fate is Fate.FAULTY
    ]
    fault = ListColumn(FAULT_HEADING, 48)
    with list_workbook(ListSheet("Dòng có lỗi", (), [*columns, fault], rows)) as book:
        return book.read()


def _typed(row: SheetRow, today: date) -> UpdateRow:
    """What stands in the cells; faults by column."""
    values = row.values
    one = UpdateRow(row.number, values.get("task", "") or values.get("number", ""), values=values)
    if not any(values.get(name) for name in UPDATES):
        one.fate = Fate.SKIPPED
        return one
    one.text, one.obstacle = values.get("text", ""), values.get("obstacle", "")
    one.paper_number = values.get("paper_number", "")
    for name, most in LONGEST.items():
        too_long(one, HEADINGS[name], values.get(name, ""), most)
    word = values.get("milestone", "")
    one.milestone = _MILESTONES.get(fold(word))
    if word and one.milestone is None:
        names = "; ".join(label(milestone) for milestone in Milestone)
        one.fault(HEADINGS["milestone"], say("Chọn một trong các mốc: %(names)s.", names=names))
    one.paper_on = day_in(one, HEADINGS["paper_on"], values.get("paper_on", ""))
    if one.paper_on is not None and one.paper_on > today:
        one.fault(HEADINGS["paper_on"], say("Ngày văn bản không được sau hôm nay."))
    if one.paper_on is not None and not one.paper_number:
        one.fault(HEADINGS["paper_number"], say("Có ngày văn bản thì phải có số, ký hiệu."))
    return one


def _check_task(one: UpdateRow, task: Task | None, actor: Actor, seen: set[int]) -> None:
    """The row's task: there, one's own, unchanged, at work, and named once."""
    number = HEADINGS["number"]
    if task is None:
        one.fault(number, say("Không có nhiệm vụ này trong danh sách của bạn."))
        return
    one.label = task.duty.text
    one.task_id = task.id
    one.version = _whole((one.values or {}).get("version", ""))
    if task.id in seen:
        one.fault(number, say("Nhiệm vụ này đã có ở một dòng trên."))
    seen.add(task.id)
    if not allows(actor, Permission.TASK_WORK, task):
        one.fault(number, say("Nhiệm vụ này do đơn vị khác chủ trì."))
        return
    if one.version != task.row_version:
        one.fault(
            number,
            say("Nhiệm vụ đã thay đổi sau khi tải danh sách. Hãy tải danh sách mới rồi điền lại."),
        )
    try:
        status_after(task.status, TaskAction.REPORT_PROGRESS)
    except DomainError as why:
        one.fault(number, Sentence(why.message, tuple(why.values.items())))
    one.milestone = one.milestone or task.milestone


def _report(session: Session, row: UpdateRow, *, actor: Actor, now: datetime) -> Task:
    return progress.report(
        session,
        task_id=row.task_id,
        version=row.version,
        milestone=row.milestone or Milestone.NOT_STARTED,
        text=row.text,
        obstacle=row.obstacle,
        proposal="",
        paper_number=row.paper_number,
        paper_on=row.paper_on,
        actor=actor,
        now=now,
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
