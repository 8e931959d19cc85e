"""A year in the demonstration district: papers come in, lists are confirmed, periods answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from tracker.demo import papers
from tracker.demo.agenda import Deed
from tracker.demo.deeds import Stage, live_task
from tracker.demo.meetings import meet
from tracker.demo.orders import DATED, REGULAR, SingleOrder
from tracker.demo.papers import PAPERS, Paper
from tracker.domain.follow_up import DraftState
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import PeriodKind, previous
from tracker.domain.source import SourceKind
from tracker.models import Task, TaskDraft, Unit, UnitReport
from tracker.queries.period import Period, period_of_day, unit_period
from tracker.queries.period_rows import regular_duties
from tracker.services import assignment, draft_states, intake, period_report, quick_assignment
from tracker.services.draft_rows import Pick
from tracker.services.intake_reading import read_upload
from tracker.services.order_source import OrderSource
from tracker.services.period_input import LineInput, ReportInput
from tracker.services.quick_assignment import QuickOrder

PERIODS = 4
"""How many ended periods have been answered."""

RESULTS = (
    "Đã thực hiện thường xuyên, không phát sinh vướng mắc.",
    "Đã triển khai đến toàn thể công chức; có kiểm tra, nhắc nhở.",
    "Đã cập nhật đầy đủ số liệu trong kỳ.",
    "Đã ban hành văn bản chỉ đạo, hướng dẫn thực hiện.",
)
NOT_TRACKED = "Nội dung mang tính định hướng, không giao nhiệm vụ cụ thể."


def write_agenda(stage: Stage, units: dict[str, Unit]) -> None:
    """Put the whole year on the agenda."""
    for paper in PAPERS:
        _paper(stage, paper)
    for order in (*DATED, *REGULAR):
        _order(stage, order, units)
    _periods(stage)
    meet(stage)


def _paper(stage: Stage, paper: Paper) -> None:
    arrived = stage.today + timedelta(days=paper.arrived)
    confirmed = stage.today + timedelta(days=paper.confirmed)
    found: list[int] = []

    def take_in(now: datetime) -> None:
        name, data = papers.bytes_of(paper, stage.today)
        taken = read_upload(stage.store, data, name)
        stage.store.keep(taken.waiting)
        received = intake.receive(
            stage.session,
            taken=taken,
            received_on=local_day(now),
            source=paper.source,
            arrival_number=str(100 - paper.arrived),
            calendar=stage.agenda.calendar,
            actor=stage.actor("vanthu", now),
            now=now,
        )
        found.append(received.directive.id)

    def confirm(now: datetime) -> None:
        _confirm(stage, found[0], now, leave=paper.left_for_review)

    stage.agenda.at(arrived, 8, 15, take_in)
    stage.agenda.at(confirmed, 10, 30, confirm)


def _confirm(stage: Stage, directive_id: int, now: datetime, *, leave: bool) -> None:
    """Review as a clerk would: what is complete is ready, the rest is set aside (or waits)."""
    actor = stage.actor("chanhvanphong", now)
    drafts = list(
        stage.session.scalars(
            select(TaskDraft)
            .where(TaskDraft.directive_id == directive_id)
            .order_by(TaskDraft.ord, TaskDraft.id)
        )
    )
    picks = [Pick(draft.id, draft.row_version) for draft in drafts]
    if leave:
        picks = picks[:-3]
    looked = draft_states.mark_ready(
        stage.session, directive_id=directive_id, picks=picks, actor=actor, now=now
    )
    for draft in looked.lacking:
        draft_states.set_aside(
            stage.session,
            directive_id=directive_id,
            picks=[Pick(draft.id, draft.row_version)],
            reason=NOT_TRACKED,
            actor=actor,
            now=now,
        )
    if not any(draft.state is DraftState.READY for draft in drafts):
        return
    done = assignment.confirm_drafts(
        stage.session,
        directive_id=directive_id,
        seen=None,
        calendar=stage.agenda.calendar,
        actor=actor,
        now=now,
    )
    _live(stage, done.tasks)


def _order(stage: Stage, order: SingleOrder, units: dict[str, Unit]) -> None:
    day = stage.today + timedelta(days=order.day)
    due = (
        stage.agenda.calendar.last_working_on_or_before(stage.today + timedelta(days=order.due))
        if order.due is not None
        else None
    )

    def give(now: datetime) -> None:
        given = quick_assignment.assign_at_once(
            stage.session,
            order=QuickOrder(
                text=order.text,
                lead_units=[units[code].id for code in order.units],
                coordinating_units=[units[code].id for code in order.helpers],
                due_on=due,
                regular=order.due is None,
                key_task=order.key_task,
            ),
            source=_source(order, local_day(now)),
            directive_id=None,
            actor=stage.actor("theodoi", now),
            now=now,
        )
        _live(stage, given.tasks)

    stage.agenda.at(day, 9, 45, give)


def _source(order: SingleOrder, today: date) -> OrderSource:
    written = order.source in (SourceKind.LETTER, SourceKind.INSPECTION_CONCLUSION)
    return OrderSource(
        source=order.source,
        received_on=today,
        number=f"{abs(order.day)}/UBND" if written else "",
        issued_on=today if written else None,
        issuer="UBND tỉnh (minh họa)" if written else "UBND huyện Đông Bình",
        given_by="Nguyễn Đông An, Chủ tịch UBND huyện",
    )


def _live(stage: Stage, tasks: Iterable[Task]) -> None:
    for task in tasks:
        live_task(stage, task)


def _periods(stage: Stage) -> None:
    """Units answer the last periods; two forget the newest, one is late."""
    present = period_of_day(stage.session, stage.office.id, stage.today)
    key = present.key
    for back in range(PERIODS):
        key = previous(PeriodKind(present.kind), key)
        period = unit_period(PeriodKind(present.kind), key, stage.agenda.calendar)
        for place, (unit_id, _user) in enumerate(sorted(stage.speakers.items())):
            if back == 0 and place % 7 == 3:
                continue
            late = place % 9 == 5
            day = period.due_on + timedelta(days=3 if late else 0)
            stage.agenda.at(day, 15, 40, _answer(stage, unit_id, period))


def _answer(stage: Stage, unit_id: int, period: Period) -> Deed:
    def deed(now: datetime) -> None:
        actor = stage.speaker(unit_id, now)
        rows = regular_duties(stage.session, stage.office.id, unit_id, period)
        if actor is None or not rows:
            return
        known = stage.session.scalar(
            select(UnitReport).where(
                UnitReport.unit_id == unit_id, UnitReport.period_key == period.key
            )
        )
        period_report.submit(
            stage.session,
            unit_id=unit_id,
            period=period,
            version=known.row_version if known else 0,
            typed=ReportInput(
                lines=[
                    LineInput(duty_id=row.duty_id, no_change=True)
                    if stage.dice.random() < 0.35
                    else LineInput(duty_id=row.duty_id, result=stage.dice.choice(RESULTS))
                    for row in rows
                ],
                results="Đơn vị đã thực hiện các nhiệm vụ được giao theo đúng kế hoạch.",
            ),
            actor=actor,
            now=now,
        )

    return deed
