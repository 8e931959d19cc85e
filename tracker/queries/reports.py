"""The list of an office's reports, one report with its snapshots, the tasks behind a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.counted_tasks import Judged, RegularLine, RegularState
from tracker.domain.deadlines import Timeliness
from tracker.domain.errors import NotFound
from tracker.domain.restricted_papers import outward
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Duty, Report, ReportSnapshotRow, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_duties, visible_reports, visible_tasks
from tracker.queries.paging import ROWS, Page
from tracker.queries.report_figures import unit_names_on
from tracker.queries.report_rows import task_words

T = TypeVar("T")


class Behind(Judged, Protocol):
    """What a list shows of a counted task."""

    @property
    def task_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One task behind a number, as it was counted; its words are those of today.

    ``left``: minus the calendar days overdue on the as-of day, None for all others.
    """

    task_id: int
    text: str
    readable: bool
    """False where the reader may not open the paper: the row stands without its words."""
    source: str
    source_on: date | None
    unit: str
    timeliness: Timeliness
    awaiting: bool
    carried_over: bool
    due_on: date | None
    done_on: date | None
    left: int | None


@dataclass(frozen=True, slots=True)
class RegularRow:
    """One regular duty of one unit behind a number."""

    directive_id: int
    text: str
    readable: bool
    unit: str
    state: RegularState


def reports_of(actor: Actor) -> Select[Report]:
    """The reports of the office that the actor may read, the newest period first."""
    return (
        select(Report)
        .where(visible_reports(actor))
        .options(joinedload(Report.directive), joinedload(Report.created_by))
        .order_by(Report.to_on.desc(), Report.id.desc())
    )


def report_of(session: Session, actor: Actor, report_id: int) -> Report:
    """The report, when the actor may read it; NotFound otherwise."""
    report = session.scalar(select(Report).where(Report.id == report_id, visible_reports(actor)))
    if report is None:
        raise NotFound("Không tìm thấy báo cáo này.")
    return report


def snapshots_of(session: Session, report_id: int) -> Sequence[ReportSnapshotRow]:
    """All snapshots of a report, the newest first; there is always one."""
    return session.scalars(
        select(ReportSnapshotRow)
        .where(ReportSnapshotRow.report_id == report_id)
        .order_by(ReportSnapshotRow.n.desc())
    ).all()


def snapshot_of(session: Session, report_id: int, n: int | None = None) -> ReportSnapshotRow:
    """The n-th snapshot, or the newest; NotFound when there is none."""
    rows = snapshots_of(session, report_id)
    found = next((row for row in rows if n is None or row.n == n), None)
    if found is None:
        raise NotFound("Không tìm thấy lần chốt số liệu này của báo cáo.")
    return found


OFFERED = 200
"""So many directives a list to choose from names; an office may have ten thousands."""


def reported_directives(
    session: Session, office_id: int, *, asked: int | None = None
) -> list[Directive]:
    """Directives on which a report can be made: they led to at least one duty.

    The OFFERED newest, newest first, and before them the one that is ``asked`` for by its page.
    """
    has_duty = exists().where(Duty.directive_id == Directive.id)
    of_office = select(Directive).where(Directive.office_id == office_id, has_duty)
    newest = session.scalars(
        of_office.order_by(Directive.received_on.desc(), Directive.id.desc()).limit(OFFERED)
    ).all()
    if asked is None or any(each.id == asked for each in newest):
        return list(newest)
    return [*session.scalars(of_office.where(Directive.id == asked)), *newest]


def tasks_behind(
    session: Session, rows: Sequence[Behind], *, actor: Actor, day: date, number: int
) -> Page[BehindRow]:
    """One page of the tasks that make up a number; units under their names of ``day``.

    Every counted task has its row, without words where the actor may not read them.
    """
    shown, number = _cut(rows, number)
    ids = [row.task_id for row in shown]
    readable = set(session.scalars(select(Task.id).where(Task.id.in_(ids), visible_tasks(actor))))
    words = task_words(session, ids, day)
    units = unit_names_on(session, {row.unit_id for row in shown}, day)
    found = [
        BehindRow(
            task_id=row.task_id,
            text=outward(words[row.task_id].text, restricted=row.task_id not in readable),
            readable=row.task_id in readable,
            source=words[row.task_id].source,
            source_on=words[row.task_id].source_on,
            unit=units[row.unit_id],
            timeliness=row.timeliness,
            awaiting=row.status is TaskStatus.SUBMITTED,
            carried_over=row.carried_over,
            due_on=row.due_on,
            done_on=row.done_on,
            left=_left(row, day),
        )
        for row in shown
    ]
    return Page(rows=found, number=number, total=len(rows))


def lines_behind(
    session: Session, lines: Sequence[RegularLine], *, actor: Actor, day: date, number: int
) -> Page[RegularRow]:
    """One page of the regular duties that make up a number."""
    shown, number = _cut(lines, number)
    duties = _duties(session, {line.duty_id for line in shown})
    readable = set(
        session.scalars(select(Duty.id).where(Duty.id.in_(sorted(duties)), visible_duties(actor)))
    )
    units = unit_names_on(session, {line.unit_id for line in shown}, day)
    found = [
        RegularRow(
            directive_id=duties[line.duty_id].directive_id,
            text=outward(
                one_line(duties[line.duty_id].text), restricted=line.duty_id not in readable
            ),
            readable=line.duty_id in readable,
            unit=units[line.unit_id],
            state=line.state,
        )
        for line in shown
    ]
    return Page(rows=found, number=number, total=len(lines))


def _left(row: Behind, day: date) -> int | None:
    """A hand-in that waits stopped the clock; the tag says so, no number does."""
    if row.timeliness is not Timeliness.OPEN_OVERDUE or row.due_on is None:
        return None
    return (row.due_on - day).days if row.status is not TaskStatus.SUBMITTED else None


def _cut(rows: Sequence[T], number: int) -> tuple[Sequence[T], int]:
    number = max(1, min(number, -(-len(rows) // ROWS)))
    return rows[(number - 1) * ROWS : number * ROWS], number


def _duties(session: Session, duty_ids: Iterable[int]) -> dict[int, Duty]:
    found = session.scalars(select(Duty).where(Duty.id.in_(sorted(duty_ids))))
    return {duty.id: duty for duty in found}
