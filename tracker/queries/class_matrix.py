"""A directive's duties by unit, in a fixed number of statements whatever the matrix's size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from tracker.domain.class_matrix import (
    MISSING,
    CellState,
    MatrixView,
    Tally,
    part_cell,
    shows,
    tally,
    task_cell,
)
from tracker.domain.follow_up import TRACKED, FollowUp
from tracker.domain.task_status import CLOSED
from tracker.domain.vietnamese import sort_key
from tracker.models import (
    Duty,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Submission,
    Task,
    TaskPart,
    Unit,
)
from tracker.permissions import Actor
from tracker.permissions.scope import visible_duties, visible_tasks

COLUMNS = 12
"""Duties beside each other; of more one chooses."""


@dataclass(frozen=True, slots=True)
class CellFile:
    """A file that proves the cell."""

    revision_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's share of one duty; ``version`` is that of its task, None for a part."""

    task_id: int
    version: int | None
    unit_id: int
    duty_id: int
    state: CellState
    late: bool
    due_on: date | None = None
    done_on: date | None = None
    submitted_on: date | None = None
    paper_number: str | None = None
    paper_on: date | None = None
    period_key: str | None = None
    files: tuple[CellFile, ...] = ()

    @property
    def is_part(self) -> bool:
        return self.version is None

    @property
    def is_missing(self) -> bool:
        return self.state in MISSING


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit and its cells in the order of the columns; None where it does not carry the duty."""

    unit_id: int
    unit: str
    cells: tuple[Cell | None, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Matrix:
    """``rows``: the units that were asked for; ``columns`` and ``total`` count all units."""

    duties: tuple[Duty, ...]
    rows: tuple[MatrixRow, ...]
    units: int
    columns: tuple[Tally, ...]
    total: Tally

    @property
    def cells(self) -> dict[int, Cell]:
        """The cells that are tasks, by task."""
        shown = (cell for row in self.rows for cell in row.cells)
        return {cell.task_id: cell for cell in shown if cell is not None and not cell.is_part}


def matrix_duties(session: Session, actor: Actor, directive_id: int) -> list[tuple[Duty, int]]:
    """The directive's tracked duties that the actor may see, each with how many units carry it.

    The number is that of all units, as a task's page tells of its siblings.
    """
    units = (
        select(Task.duty_id, func.count(Task.lead_unit_id.distinct()).label("units"))
        .where(Task.office_id == actor.office_id)
        .group_by(Task.duty_id)
        .subquery()
    )
    return [
        (duty, count)
        for duty, count in session.execute(
            select(Duty, units.c.units)
            .join(units, units.c.duty_id == Duty.id)
            .where(
                Duty.directive_id == directive_id,
                Duty.follow_up.in_(sorted(TRACKED)),
                visible_duties(actor),
            )
            .order_by(Duty.id)
        )
    ]


def class_duties(duties: Iterable[tuple[Duty, int]]) -> list[Duty]:
    """Those that ask several units for the same thing."""
    return [duty for duty, units in duties if units > 1 or duty.follow_up is FollowUp.COLLECTED]


def class_matrix(
    session: Session,
    actor: Actor,
    duties: Sequence[Duty],
    *,
    view: MatrixView = MatrixView.ALL,
    only_units: Collection[int] | None = None,
    as_of: date,
) -> Matrix:
    """The matrix of ``duties``; ``only_units`` narrows it to a person's own units."""
    found = _Cells(as_of)
    found.take_tasks(_tasks(session, actor, duties))
    parts = _parts(session, actor, duties)
    found.take_parts(parts, _files_of_parts(session, parts))
    units = found.units() if only_units is None else found.units() & set(only_units)
    rows = [_row(unit, duties, found) for unit in _in_order(session, units)]
    columns = tuple(_tally(row.cells[place] for row in rows) for place in range(len(duties)))
    return Matrix(
        duties=tuple(duties),
        rows=tuple(row for row in rows if shows(view, row.tally)),
        units=len(rows),
        columns=columns,
        total=_tally(cell for row in rows for cell in row.cells),
    )


@dataclass
class _Cells:
    """Cells by unit and duty, of a recurring duty the newest period's."""

    as_of: date
    found: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def units(self) -> set[int]:
        return {unit_id for unit_id, _duty_id in self.found}

    def take_tasks(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            self.found[task.lead_unit_id, task.duty_id] = _task_cell(task, self.as_of)

    def take_parts(
        self, parts: Iterable[tuple[TaskPart, Task]], files: dict[tuple[int, int], list[CellFile]]
    ) -> None:
        for part, task in parts:
            due_on = part.due_on or task.due_on
            state = part_cell(
                answered=part.answered_at is not None,
                over=task.status in CLOSED,
                due_on=None if part.unit.outside else due_on,
                as_of=self.as_of,
            )
            cell = Cell(
                task_id=task.id,
                version=None,
                unit_id=part.unit_id,
                duty_id=task.duty_id,
                state=state,
                late=state is CellState.OVERDUE,
                due_on=due_on,
                period_key=task.period_key,
                files=tuple(files.get((task.id, part.unit_id), ())),
            )
            self.found.setdefault((part.unit_id, task.duty_id), cell)


def _task_cell(task: Task, as_of: date) -> Cell:
    asked = task.lead_unit.outside
    state = task_cell(task.status, None if asked else task.due_on, as_of)
    standing = [row for row in task.submissions if row.withdrawn_at is None]
    last = standing[-1] if standing else None
    judged = as_of
    if last is not None and state is CellState.HANDED_IN:
        judged = last.submitted_on
    if task.done_on is not None:
        judged = task.done_on
    return Cell(
        task_id=task.id,
        version=task.row_version,
        unit_id=task.lead_unit_id,
        duty_id=task.duty_id,
        state=state,
        late=not asked  # a body outside is asked: never late (design D17)
        and task.due_on is not None
        and judged > task.due_on
        and state in MISSING | {CellState.HANDED_IN, CellState.CONFIRMED},
        due_on=task.due_on,
        done_on=task.done_on,
        submitted_on=last.submitted_on if last else None,
        paper_number=last.paper_number if last else None,
        paper_on=last.paper_on if last else None,
        period_key=task.period_key,
        files=tuple(CellFile(each.id, each.file_name) for each in last.revisions) if last else (),
    )


def _tasks(session: Session, actor: Actor, duties: Sequence[Duty]) -> Sequence[Task]:
    """Oldest first, so that of several tasks of a unit under a duty the newest stays."""
    return session.scalars(
        select(Task)
        .where(Task.duty_id.in_([duty.id for duty in duties]), visible_tasks(actor))
        .options(joinedload(Task.lead_unit))
        .options(selectinload(Task.submissions).selectinload(Submission.revisions))
        .order_by(Task.id)
    ).all()


def _parts(session: Session, actor: Actor, duties: Sequence[Duty]) -> list[tuple[TaskPart, Task]]:
    collected = [duty.id for duty in duties if duty.follow_up is FollowUp.COLLECTED]
    mine = aliased(TaskPart)  # visible_tasks looks at parts by itself
    rows = session.execute(
        select(mine, Task)
        .join(Task, Task.id == mine.task_id)
        .where(Task.duty_id.in_(collected), visible_tasks(actor))
        .order_by(Task.id.desc(), mine.id)
    )
    return [(part, task) for part, task in rows]


def _files_of_parts(
    session: Session, parts: Sequence[tuple[TaskPart, Task]]
) -> dict[tuple[int, int], list[CellFile]]:
    """The newest version of every paper that a coordinating unit attached, by task and unit."""
    other = aliased(EvidenceRevision)
    newest = select(func.max(other.n)).where(other.evidence_id == Evidence.id).scalar_subquery()
    rows = session.execute(
        select(
            EvidenceTask.task_id,
            Evidence.unit_id,
            EvidenceRevision.id,
            EvidenceRevision.file_name,
        )
        .join(Evidence, Evidence.id == EvidenceTask.evidence_id)
        .join(EvidenceRevision, EvidenceRevision.evidence_id == Evidence.id)
        .where(
            EvidenceTask.task_id.in_({task.id for _part, task in parts}),
            EvidenceRevision.n == newest,
        )
        .order_by(EvidenceRevision.id)
    )
    files: dict[tuple[int, int], list[CellFile]] = defaultdict(list)
    for task_id, unit_id, revision_id, name in rows:
        files[task_id, unit_id].append(CellFile(revision_id, name))
    return files


def _in_order(session: Session, ids: Collection[int]) -> list[Unit]:
    units = session.scalars(
        select(Unit).where(Unit.id.in_(sorted(ids))).options(joinedload(Unit.type))
    ).unique()
    return sorted(units, key=lambda u: (u.outside, u.type.ord, u.ord, sort_key(u.name)))


def _row(unit: Unit, duties: Sequence[Duty], found: _Cells) -> MatrixRow:
    cells = tuple(found.found.get((unit.id, duty.id)) for duty in duties)
    return MatrixRow(unit.id, unit.name, cells, _tally(cells))


def _tally(cells: Iterable[Cell | None]) -> Tally:
    return tally((cell.state, cell.late) for cell in cells if cell is not None)
