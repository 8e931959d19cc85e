"""The forecast of one sheet from today’s scores, papers, tasks; which tasks would supply what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.index_answer import Answer
from tracker.domain.index_life import ScoreStage, SheetState
from tracker.domain.index_matching import Library
from tracker.domain.index_numbers import ZERO
from tracker.domain.index_outlook import InnerDeadline, Outlook, Prospect, Risk, risk_of
from tracker.domain.index_rule import Measure, ScoringKind
from tracker.domain.index_scoring import score
from tracker.domain.index_tree import Method, Side
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Directive,
    Duty,
    Evidence,
    EvidenceSheetItem,
    EvidenceTask,
    IndexItem,
    IndexRound,
    IndexSet,
    IndexSheet,
    SheetScore,
    Task,
)
from tracker.queries.index_measures import Measured, measured
from tracker.queries.index_sheets import SheetRow, SheetView

MOST_TASKS = 800


@dataclass(frozen=True, slots=True)
class Supply:
    """What could prove one item: the unit's papers of finished tasks, and its open tasks."""

    papers: tuple[Evidence, ...]
    tasks: tuple[Task, ...]


def outlook(session: Session, view: SheetView, today: date) -> Outlook:
    """The sheet as if the year ended today; deductions and bonuses left out."""
    sheet = view.sheet
    figures: Measured | None = None
    if any(row.rule and row.rule.kind is ScoringKind.TRACKING for row in view.leaves):
        figures = measured(
            session, office_id=sheet.office_id, unit_id=sheet.unit_id,
            year=sheet.round.index_set.year, as_of=today,
        )  # fmt: skip
    before = last_shares(session, sheet)
    return Outlook(
        tuple(
            _prospect(row, figures, before, today)
            for row in view.leaves
            if row.item.side is Side.SCALE
        )
    )


def _prospect(
    row: SheetRow, figures: Measured | None, before: Mapping[str, Decimal], today: date
) -> Prospect:
    item = row.item
    stated = row.scores.get(ScoreStage.SELF)
    due_on = row.charge.due_on if row.charge is not None else None
    if item.method is Method.SURVEY:
        known = row.scores.get(ScoreStage.APPRAISAL)
        share = before.get(item.code, ZERO)
        points = known.points if known is not None else item.maximum * share
        risk = None if known is not None else Risk.ESTIMATED
        return Prospect(item.id, item.code, item.name, points, item.maximum, risk)
    if row.rule is not None and row.rule.kind is ScoringKind.TRACKING and figures is not None:
        answer = figures.answer(row.rule.measure or Measure.ON_TIME_RATE)
        return _tracked(row, answer, figures.counted.tasks.open_overdue)
    return Prospect(
        item.id,
        item.code,
        item.name,
        stated.points if stated is not None else ZERO,
        stated.maximum if stated is not None else item.maximum,
        risk_of(scored=stated is not None, proved=row.is_proved, due_on=due_on, today=today),
        due_on,
    )


def _tracked(row: SheetRow, answer: Answer, overdue: int) -> Prospect:
    item = row.item
    found = None
    if row.rule is not None:
        found = score(row.rule, item.maximum, answer, not_applicable=item.not_applicable)
    risk = Risk.TASKS_OVERDUE if overdue else None
    return Prospect(
        item.id,
        item.code,
        item.name,
        found.points if found is not None else ZERO,
        item.maximum,
        risk if found is not None else Risk.NOT_SCORED,
    )


def last_shares(session: Session, sheet: IndexSheet) -> dict[str, Decimal]:
    """Per code the share of its maximum that the unit had in the newest earlier round."""
    year = sheet.round.index_set.year
    earlier = (
        select(IndexSheet.id)
        .join(IndexRound, IndexRound.id == IndexSheet.round_id)
        .join(IndexSet, IndexSet.id == IndexRound.set_id)
        .where(IndexSheet.unit_id == sheet.unit_id, IndexSet.year < year)
        .order_by(IndexSet.year.desc(), IndexSheet.id.desc())
        .limit(1)
    )
    rows = session.execute(
        select(IndexItem.code, SheetScore.points, SheetScore.maximum)
        .join(IndexItem, IndexItem.id == SheetScore.item_id)
        .where(
            SheetScore.sheet_id == earlier.scalar_subquery(),
            SheetScore.stage == ScoreStage.FINAL,
        )
    )
    return {row.code: row.points / row.maximum for row in rows if row.maximum}


def supplies(session: Session, view: SheetView, rows: Sequence[SheetRow]) -> dict[int, Supply]:
    """For each of ``rows`` what is like it by its words among the unit's papers and open tasks."""
    papers = {paper.id: paper for paper in _papers(session, view.sheet)}
    tasks = {task.id: task for task in _open_tasks(session, view.sheet)}
    asked = [_asked(row.item) for row in view.leaves]
    ordered = _what_they_prove(session, list(papers))
    of_papers = Library(
        {key: f"{_paper_words(paper)} {ordered.get(key, '')}" for key, paper in papers.items()},
        asked,
    )
    of_tasks = Library({key: _task_words(task) for key, task in tasks.items()}, asked)
    return {
        row.item.id: Supply(
            tuple(papers[one.key] for one in of_papers.like(_asked(row.item))),
            tuple(tasks[one.key] for one in of_tasks.like(_asked(row.item))),
        )
        for row in rows
    }


def task_days(supply: Mapping[int, Supply]) -> dict[int, list[InnerDeadline]]:
    """By item the due days of the open tasks that would supply it."""
    return {
        item_id: [
            InnerDeadline(task.due_on, task.id, one_line(task.duty.text))
            for task in found.tasks
            if task.due_on is not None
        ]
        for item_id, found in supply.items()
    }


def closing_day(sheet: IndexSheet, today: date, days: int) -> date | None:
    """The last day of scoring where the sheet is still with its unit and the day is near."""
    last = sheet.open_until or sheet.round.to_on
    with_unit = sheet.state in (SheetState.SCORING, SheetState.CHECKED)
    return last if with_unit and last - today <= timedelta(days=days) else None


def _asked(item: IndexItem) -> str:
    return f"{item.name} {item.evidence_asked}"


def _paper_words(paper: Evidence) -> str:
    return f"{paper.title} {' '.join(revision.file_name for revision in paper.revisions)}"


def _task_words(task: Task) -> str:
    return f"{task.duty.text} {task.duty.product or ''}"


def _what_they_prove(session: Session, evidence_ids: Sequence[int]) -> dict[int, str]:
    """The words of the duties whose tasks each paper proves: titles alone say little."""
    rows = session.execute(
        select(EvidenceTask.evidence_id, Duty.text)
        .join(Task, Task.id == EvidenceTask.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(EvidenceTask.evidence_id.in_(evidence_ids))
        .order_by(EvidenceTask.evidence_id, Duty.id)
    )
    found: dict[int, str] = {}
    for key, text in rows:
        found[key] = f"{found.get(key, '')} {text}".strip()
    return found


def _papers(session: Session, sheet: IndexSheet) -> Sequence[Evidence]:
    """The unit's papers of finished tasks that no item of the sheet uses; none restricted."""
    used = exists().where(
        EvidenceSheetItem.evidence_id == Evidence.id, EvidenceSheetItem.sheet_id == sheet.id
    )
    done = (
        exists()
        .where(EvidenceTask.evidence_id == Evidence.id, EvidenceTask.task_id == Task.id)
        .where(Task.status == TaskStatus.COMPLETED, Task.duty_id == Duty.id)
        .where(Duty.directive_id == Directive.id, ~Directive.restricted)
    )
    return session.scalars(
        select(Evidence)
        .where(
            Evidence.office_id == sheet.office_id, Evidence.unit_id == sheet.unit_id, ~used, done
        )
        .options(selectinload(Evidence.revisions))
        .order_by(Evidence.id.desc())
        .limit(MOST_TASKS)
    ).all()


def _open_tasks(session: Session, sheet: IndexSheet) -> Sequence[Task]:
    return session.scalars(
        select(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(
            Task.office_id == sheet.office_id,
            Task.lead_unit_id == sheet.unit_id,
            Task.status.in_(sorted(OPEN)),
            ~Directive.restricted,
        )
        .options(joinedload(Task.duty))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
        .limit(MOST_TASKS)
    ).all()
