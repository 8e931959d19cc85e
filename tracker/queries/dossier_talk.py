"""What was said around a task, for its dossier: instructions with answers, explanations, comments.

Whether instructions and comments go along is a rule of the office: by default what leaders
ordered does, what people said to each other does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.dossier import DossierPart, DossierTable
from tracker.domain.labels import label
from tracker.domain.local_time import local_day, local_moment
from tracker.domain.office_rules import OfficeRules
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Explanation, Instruction, Task
from tracker.queries.comments import comments_of
from tracker.queries.instructions import instructions_of, instructions_under
from tracker.queries.office_rules import office_rules

Rows = Iterator[tuple[str, ...]]

INSTRUCTIONS = (
    ("Thời điểm", 30), ("Lãnh đạo", 40), ("Ý kiến chỉ đạo", 70), ("Hạn trả lời", 24),
    ("Trả lời", 54), ("Tình trạng", 24),
)  # fmt: skip
EXPLANATIONS = (
    ("Thời điểm", 30), ("Người giải trình", 42), ("Nội dung", 78), ("Nguyên nhân đơn vị nêu", 30),
    ("Nguyên nhân được xác nhận", 62),
)  # fmt: skip
COMMENTS = (("Thời điểm", 30), ("Người viết", 50), ("Nội dung", 162))
OF_UNITS = (
    ("Đơn vị", 44), ("Lãnh đạo, thời điểm", 44), ("Ý kiến chỉ đạo", 70), ("Trả lời", 60),
    ("Tình trạng", 24),
)  # fmt: skip
WITHDRAWN = "(đã rút lại)"


def talk_parts(session: Session, task: Task, now: datetime) -> Iterator[DossierPart]:
    """The parts of a task's dossier that the office's rules of today let go along."""
    rules = office_rules(session, task.office_id, local_day(now))
    if rules.dossier_instructions:
        rows = tuple(_instructions(instructions_of(session, task.id)))
        yield DossierPart("Ý kiến chỉ đạo và trả lời", table=DossierTable(INSTRUCTIONS, rows))
    rows = tuple(_explanations(task.explanations))
    yield DossierPart("Giải trình lý do chậm", table=DossierTable(EXPLANATIONS, rows))
    if rules.dossier_comments:
        rows = tuple(_comments(session, task.id))
        yield DossierPart("Trao đổi", table=DossierTable(COMMENTS, rows))


def directive_talk(
    session: Session, tasks: Sequence[Task], rules: OfficeRules
) -> Iterator[DossierPart]:
    """For an order: what leaders said on its tasks, with each unit's answer."""
    if not rules.dossier_instructions:
        return
    found = instructions_under(session, [task.id for task in tasks])
    rows = tuple(
        (
            row.task.lead_unit.name,
            f"{row.leader.name}, {_at(row.given_at)}{_whole(row)}",
            one_line(row.text),
            one_line(row.answer),
            label(row.state),
        )
        for row in found
    )
    yield DossierPart(
        "Ý kiến chỉ đạo và trả lời của các đơn vị", table=DossierTable(OF_UNITS, rows)
    )


def _whole(row: Instruction) -> str:
    return "; đối với cả văn bản" if row.directive_id is not None else ""


def _instructions(rows: Sequence[Instruction]) -> Rows:
    for row in reversed(rows):
        who = row.leader.name
        if row.on_behalf:
            who += f" ({row.entered_by.name} nhập thay)"
        answer = one_line(row.answer)
        if row.answered_by is not None and answer:
            answer += f" ({row.answered_by.name}, {_at(row.answered_at)})"
        yield (
            _at(row.given_at),
            who,
            one_line(row.text) + _whole(row),
            day_words(row.due_on) if row.due_on else "",
            answer,
            label(row.state),
        )


def _explanations(rows: Sequence[Explanation]) -> Rows:
    for row in rows:
        confirmed = "Chờ xác nhận"
        if row.confirmed_cause is not None and row.confirmed_by is not None:
            confirmed = f"{label(row.confirmed_cause)} ({row.confirmed_by.name}, "
            confirmed += f"{_at(row.confirmed_at)})"
            if row.confirmation_note:
                confirmed += f". {one_line(row.confirmation_note)}"
        yield (
            _at(row.stated_at),
            row.stated_by.name + (" (thay)" if row.on_behalf else ""),
            one_line(row.text),
            label(row.cause) if row.cause is not None else "",
            confirmed,
        )


def _comments(session: Session, task_id: int) -> Rows:
    for row in session.scalars(comments_of(task_id)).unique():
        words = WITHDRAWN if row.withdrawn_at is not None else one_line(row.text)
        yield _at(row.at), row.author.name, words


def _at(moment: datetime | None) -> str:
    return f"{local_moment(moment):%H:%M %d/%m/%Y}" if moment else ""
