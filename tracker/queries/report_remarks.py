"""What units raised in a period, and which directives were taken in: lists of a report's body."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.counted_tasks import FigureColumn, as_duties, behind
from tracker.domain.follow_up import FollowUp
from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import age_days
from tracker.domain.report_snapshot import DirectiveRow, Remark, RemarkKind
from tracker.domain.reporting_periods import Window
from tracker.domain.restricted_papers import WITHHELD_REMARK, WITHHELD_TITLE, outward
from tracker.domain.vietnamese import one_line
from tracker.domain.working_days import Calendar
from tracker.models import Directive, Duty, DutyLine, Obstacle, Task
from tracker.queries.report_figures import Counted, unit_names_on
from tracker.queries.report_rows import bare, kind_words
from tracker.queries.timeliness_sql import day_ends


def raised_between(window: Window, calendar: Calendar) -> Window:
    """The days on which what units raise belongs to the report on ``window``.

    Units hand their own period in by the first working day after it, so both ends are moved
    there: every remark stands in exactly one of a row of reports.
    """
    day_before = window.from_on - timedelta(days=1)
    return Window(calendar.add(day_before, 1) + timedelta(days=1), calendar.add(window.to_on, 1))


def remarks(
    session: Session,
    *,
    office_id: int,
    days: Window,
    directive_id: int | None,
    unit_ids: frozenset[int] | None = None,
) -> tuple[Remark, ...]:
    """Obstacles and proposals raised on ``days`` (both inside): by unit, then as raised.

    Before them, of each unit, those from earlier days that nobody has answered by the last of
    these days: they stand with their age in every report until somebody does.

    A report on one directive is read by those who may read it; any other copies no word of
    restricted papers, nor of what units wrote under them.
    """
    of_task, of_line = aliased(Duty), aliased(Duty)
    query = (
        select(
            Obstacle,
            func.coalesce(of_task.text, of_line.text, ""),
            func.coalesce(Directive.restricted, false()),
        )
        .outerjoin(Task, Task.id == Obstacle.task_id)
        .outerjoin(of_task, of_task.id == Task.duty_id)
        .outerjoin(DutyLine, DutyLine.id == Obstacle.duty_line_id)
        .outerjoin(of_line, of_line.id == DutyLine.duty_id)
        .outerjoin(
            Directive, Directive.id == func.coalesce(of_task.directive_id, of_line.directive_id)
        )
        .where(
            Obstacle.office_id == office_id,
            Obstacle.raised_on <= days.to_on,
            or_(Obstacle.raised_on >= days.from_on, _unanswered(days.to_on)),
        )
        .order_by(Obstacle.id)
    )
    if directive_id is not None:
        query = query.where(
            or_(of_task.directive_id == directive_id, of_line.directive_id == directive_id)
        )
    if unit_ids is not None:
        query = query.where(Obstacle.unit_id.in_(sorted(unit_ids)))
    rows = [
        (row, text, restricted and directive_id is None)
        for row, text, restricted in session.execute(query)
    ]
    names = unit_names_on(session, {row.unit_id for row, _, _ in rows}, days.to_on)
    order = {unit_id: place for place, unit_id in enumerate(names)}
    return tuple(
        _remark(row, names[row.unit_id], text, withheld=withheld, day=days.to_on)
        for row, text, withheld in sorted(rows, key=lambda found: order[found[0].unit_id])
    )


def _remark(row: Obstacle, unit: str, task: str, *, withheld: bool, day: date) -> Remark:
    """As it stands at the end of ``day``."""
    return Remark(
        kind=RemarkKind.PROPOSAL if row.is_proposal else RemarkKind.OBSTACLE,
        unit=unit,
        text=outward(one_line(row.text), restricted=withheld, instead=WITHHELD_REMARK),
        on=row.raised_on,
        task=outward(bare(task), restricted=withheld),
        unanswered_days=_waited(row, day),
        passed_to=_passed_to(row, day),
    )


def _unanswered(day: date) -> ColumnElement[bool]:
    """Not answered and not closed by the end of ``day``, as known then."""
    ends = day_ends(day)
    return and_(
        or_(Obstacle.closed_on.is_(None), Obstacle.closed_on > day),
        or_(
            Obstacle.answered_at.is_(None),
            Obstacle.answered_at >= ends,
            and_(Obstacle.asked_again_at >= Obstacle.answered_at, Obstacle.asked_again_at < ends),
        ),
    )


def _waited(row: Obstacle, day: date) -> int | None:
    """Its age on ``day`` while nobody had answered; the same rule as ``_unanswered``."""
    if row.closed_on is not None and row.closed_on <= day:
        return None
    if row.answered_at is not None and local_day(row.answered_at) <= day:
        again = row.asked_again_at
        if again is None or local_day(again) > day:
            return None
    return age_days(row.raised_on, day)


def _passed_to(row: Obstacle, day: date) -> str:
    passed = row.passed_at is not None and local_day(row.passed_at) <= day
    return one_line(row.passed_to or "") if passed else ""


def directives_taken_in(
    session: Session, office_id: int, counted: Counted
) -> tuple[DirectiveRow, ...]:
    """Directives that came into the register inside the window, and what was given from them.

    One that was received earlier and entered only now counts on the day of its entry.
    """
    first, last = counted.window.from_on, min(counted.as_of, counted.window.to_on)
    found = session.scalars(
        select(Directive)
        .where(
            Directive.office_id == office_id,
            Directive.created_at < day_ends(last),
            Directive.received_on <= last,
            or_(
                Directive.created_at >= day_ends(first - timedelta(days=1)),
                Directive.received_on >= first,
            ),
        )
        .order_by(Directive.received_on, Directive.id)
    ).all()
    given = behind(counted.rows, FigureColumn.ASSIGNED)
    duties = _directive_of(session, [directive.id for directive in found])
    tasks = Counter(duties.get(row.duty_id) for row in given)
    made = Counter(duties.get(row.duty_id) for row in as_duties(given))
    regular = _regular_duties(session, [directive.id for directive in found], last)
    return tuple(
        DirectiveRow(
            kind=kind_words(directive.kind, directive.source),
            number=directive.number or "",
            issued_on=directive.issued_on,
            issuer=directive.issuer,
            summary=outward(
                one_line(directive.title), restricted=directive.restricted, instead=WITHHELD_TITLE
            ),
            duties=made[directive.id],
            tasks=tasks[directive.id],
            regular=regular[directive.id],
        )
        for directive in found
    )


def scope_row(directive: Directive) -> DirectiveRow:
    """The directive on which a report is, as its paper cites it."""
    return DirectiveRow(
        kind=kind_words(directive.kind, directive.source),
        number=directive.number or "",
        issued_on=directive.issued_on,
        issuer=directive.issuer,
        summary=one_line(directive.title),
    )


def _directive_of(session: Session, directive_ids: list[int]) -> dict[int, int]:
    """Duty → directive, for all duties of these directives."""
    query = select(Duty.id, Duty.directive_id).where(Duty.directive_id.in_(directive_ids))
    return {row.id: row.directive_id for row in session.execute(query)}


def _regular_duties(session: Session, directive_ids: list[int], day: date) -> Counter[int]:
    query = select(Duty.directive_id, Duty.created_at).where(
        Duty.directive_id.in_(directive_ids), Duty.follow_up == FollowUp.REGULAR
    )
    return Counter(
        directive_id
        for directive_id, created_at in session.execute(query)
        if local_day(created_at) <= day
    )
