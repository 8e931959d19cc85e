"""A unit's report of a period: answers to regular duties and news of open tasks, one submit.

Saving keeps what was typed; only submitting makes it the unit's word: lines count as reported,
obstacles become obstacles, task rows go through progress.report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import DutyLine, Task, UnitReport
from tracker.permissions import Actor
from tracker.queries.period import Period
from tracker.queries.period_rows import open_tasks, regular_duties
from tracker.queries.units import unit_of_office
from tracker.services import period_obstacles, progress
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.period_input import LineInput, ReportInput, TaskInput

NO_CHANGE = "Không thay đổi so với kỳ trước."
"""What a unit says of an open task by ticking “không thay đổi”."""


def fill(
    session: Session,
    *,
    unit_id: int,
    period: Period,
    version: int,
    typed: ReportInput,
    actor: Actor,
    now: datetime,
) -> UnitReport:
    """Keep what was typed; nothing is reported yet.

    ``version`` is the report's version that the page showed, 0 for a page without one. Raises
    NotFound for another unit, InvalidInput for half a paper, Conflict for a stale page.
    """
    report = _report(session, unit_id=unit_id, period=period, version=version, actor=actor, now=now)
    _keep(session, report, period=period, typed=typed, actor=actor, now=now)
    report.task_rows = {str(row.task_id): row.to_json() for row in typed.tasks}
    session.flush()
    record(
        session,
        EventKind.PERIOD_KEPT,
        actor=actor,
        now=now,
        unit=report.unit,
        for_unit=None if unit_id in actor.unit_ids else report.unit,
        period=period.key,
    )
    return report


def submit(
    session: Session,
    *,
    unit_id: int,
    period: Period,
    version: int,
    typed: ReportInput,
    actor: Actor,
    now: datetime,
) -> UnitReport:
    """Hand the period in; again later it corrects, and the first day of submitting stays.

    Raises InvalidInput as long as a regular duty has no answer, and as ``fill``.
    """
    report = _report(session, unit_id=unit_id, period=period, version=version, actor=actor, now=now)
    _keep(session, report, period=period, typed=typed, actor=actor, now=now)
    _check_whole(session, report, period, typed)
    before = period_obstacles.newest(session)
    reported = _report_tasks(session, unit_id, typed.tasks, actor, now)
    period_obstacles.raise_from(session, report, after_id=before, actor=actor, now=now)
    first = report.submitted_at is None
    if first:
        report.submitted_at = now
        report.submitted_by_id = actor.user_id
    report.task_rows = {}
    record(
        session,
        EventKind.PERIOD_SUBMITTED if first else EventKind.PERIOD_FILLED,
        actor=actor,
        now=now,
        unit=report.unit,
        for_unit=None if unit_id in actor.unit_ids else report.unit,
        period=period.key,
        lines=len(report.lines),
        tasks=reported,
    )
    session.flush()
    return report


def _report(
    session: Session, *, unit_id: int, period: Period, version: int, actor: Actor, now: datetime
) -> UnitReport:
    """The report's row under a lock, made when it is not there yet."""
    if actor.office_id is None or not (unit_id in actor.unit_ids or actor.has(Role.LEAD_OFFICE)):
        raise NotFound("Không tìm thấy báo cáo kỳ này.")
    unit = unit_of_office(session, actor.office_id, unit_id)
    if unit is None:
        raise NotFound("Không tìm thấy đơn vị này.")
    if period.days.from_on > local_day(now):
        raise InvalidInput("Kỳ báo cáo này chưa bắt đầu.")
    found = session.scalar(
        select(UnitReport.id).where(
            UnitReport.office_id == actor.office_id,
            UnitReport.unit_id == unit_id,
            UnitReport.period_kind == period.kind,
            UnitReport.period_key == period.key,
        )
    )
    if found is not None:
        return for_change(session, UnitReport, found, version=version)
    report = UnitReport(
        office_id=actor.office_id,
        unit_id=unit_id,
        unit=unit,
        period_kind=period.kind,
        period_key=period.key,
        from_on=period.days.from_on,
        to_on=period.days.to_on,
    )
    try:
        with session.begin_nested():
            session.add(report)
    except IntegrityError as error:  # a colleague began the same page in this very moment
        raise _stale() from error
    return report


def _stale() -> Conflict:
    return Conflict(
        "Báo cáo kỳ này vừa được người khác trong đơn vị lưu. Hãy xem bản mới nhất rồi ghi tiếp.",
        code="stale_version",
    )


def _keep(
    session: Session,
    report: UnitReport,
    *,
    period: Period,
    typed: ReportInput,
    actor: Actor,
    now: datetime,
) -> None:
    """Put the typed lines into their rows; only duties that the unit owes are taken."""
    duties = regular_duties(session, report.office_id, report.unit_id, period)
    owed = {row.duty_id for row in duties}
    lines = {line.duty_id: line for line in report.lines}
    today = local_day(now)
    for index, row in enumerate(typed.lines):
        if row.duty_id not in owed:
            continue
        _check_paper(row, f"lines-{index}", today)
        line = lines.get(row.duty_id)
        if line is None:
            line = DutyLine(
                duty_id=row.duty_id,
                unit_id=report.unit_id,
                period_key=period.key,
                unit_report_id=report.id,
            )
            report.lines.append(line)
        _write(line, row, actor, now)
    for index, task_row in enumerate(typed.tasks):
        _check_paper(task_row, f"tasks-{index}", today)
    report.results = typed.results.strip()
    report.obstacles = typed.obstacles.strip()
    report.proposals = typed.proposals.strip()
    report.next_work = typed.next_work.strip()
    session.flush()


def _write(line: DutyLine, row: LineInput, actor: Actor, now: datetime) -> None:
    line.result = row.result.strip()
    line.paper_number = one_line(row.paper_number)[:60] or None
    line.paper_on = row.paper_on
    line.obstacle = row.obstacle.strip()
    line.milestone = row.milestone
    line.no_change = row.no_change
    if not row.answered:
        line.answered_at = line.answered_by_id = None
    elif line.answered_at is None:
        line.answered_at, line.answered_by_id = now, actor.user_id


def _check_paper(row: LineInput | TaskInput, place: str, today: date) -> None:
    if row.paper_on is not None and row.paper_on > today:
        raise InvalidInput(
            "Ngày văn bản (%(paper)s) ở tương lai. Hãy kiểm tra lại.",
            field=f"{place}-paper_on",
            paper=day_words(row.paper_on),
        )
    if row.paper_on is not None and not row.paper_number.strip():
        raise InvalidInput("Hãy ghi cả số, ký hiệu của văn bản.", field=f"{place}-paper_number")


def _check_whole(session: Session, report: UnitReport, period: Period, typed: ReportInput) -> None:
    """Every regular duty has an answer before the period is handed in; else at the first line."""
    answered = {line.duty_id for line in report.lines if line.answered_at is not None}
    owed = regular_duties(session, report.office_id, report.unit_id, period)
    missing = {row.duty_id for row in owed if row.duty_id not in answered}
    if missing:
        raise InvalidInput(
            "Còn %(n)s nhiệm vụ thường xuyên chưa có kết quả, dòng đầu tiên được đánh dấu. Hãy ghi "
            "kết quả, hoặc chọn “Các dòng còn trống: không thay đổi so với kỳ trước” dưới bảng.",
            code="incomplete",
            field=next(
                (
                    f"lines-{index}-result"
                    for index, row in enumerate(typed.lines)
                    if row.duty_id in missing
                ),
                None,
            ),
            n=len(missing),
        )


def _report_tasks(
    session: Session, unit_id: int, rows: Sequence[TaskInput], actor: Actor, now: datetime
) -> int:
    """Rows that say something become progress; how many did."""
    owed: Mapping[int, Task] = {task.id: task for task in open_tasks(session, unit_id, actor)}
    count = 0
    for row in rows:
        task = owed.get(row.task_id)
        if task is None:
            continue
        moved = row.milestone != task.milestone
        if not (row.said or row.no_change or moved):
            continue
        unchanged = row.no_change and not (row.said or moved)
        progress.report(
            session,
            task_id=task.id,
            version=None,
            milestone=row.milestone,
            text=NO_CHANGE if unchanged else row.text,
            paper_number=row.paper_number,
            paper_on=row.paper_on,
            obstacle=row.obstacle,
            proposal="",
            actor=actor,
            now=now,
            on_behalf=unit_id not in actor.unit_ids,
            tells=False,
        )
        count += 1
    return count
