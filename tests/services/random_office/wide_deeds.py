"""What reaches more than one task: series, classes, whole papers, periods, units, people, days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from tests.services.random_office.list_deeds import LISTS
from tests.services.random_office.office_deeds import OFFICE
from tests.services.random_office.tries import BASIS, NoOccasion, Try
from tracker.documents.sheet_reader import SheetRow
from tracker.domain.bulk_deeds import BulkDeed
from tracker.domain.follow_up import Milestone
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.source import SourceKind
from tracker.models import Series, TaskPart
from tracker.permissions import Permission
from tracker.queries.period import period_of_day
from tracker.queries.period_rows import open_tasks, regular_duties, unit_report
from tracker.queries.series import plan_of
from tracker.services import (
    bulk_decisions,
    directive_instructions,
    part_reminders,
    pasted_results,
    period_report,
    period_urging,
    quick_assignment,
    series_deeds,
    series_periods,
    series_rolling,
    update_sheet,
)
from tracker.services.bulk_decisions import PickedTask
from tracker.services.order_source import OrderSource
from tracker.services.period_input import LineInput, ReportInput, TaskInput
from tracker.services.quick_assignment import QuickOrder

P = Permission


def _many(deed: BulkDeed) -> Callable[[Try], Any]:
    def act(t: Try) -> Any:
        outcome = bulk_decisions.do_to_many(
            t.session, deed=deed, picks=[PickedTask(task.id, None) for task in t.tasks(6)],
            words=t.dice.choice(["Ý kiến chung", "Ý kiến chung", ""]), actor=t.actor, now=t.now,
            due_on=t.day(-2, 20), officer_id=t.dice.choice([None, t.dice.choice(t.people()).id]),
        )  # fmt: skip
        if not outcome.done:
            raise outcome.left[0].why
        return outcome

    return act


def _assign(t: Try) -> Any:
    t.room_for_more()
    order = QuickOrder(
        text=f"Việc giao thêm {t.now:%d/%m %H:%M}", lead_units=[t.other_unit()],
        coordinating_units=[t.other_unit()], due_on=t.dice.choice([None, t.day(0, 20)]),
        regular=t.dice.random() < 0.3,
    )  # fmt: skip
    source = OrderSource(SourceKind.SPOKEN_ORDER, t.today, given_by="Hoàng Văn Giang")
    return quick_assignment.assign_at_once(
        t.session, order=order, source=source, directive_id=None, actor=t.actor, now=t.now
    )


def _rule(t: Try) -> RecurrenceRule:
    return t.dice.choice([
        RecurrenceRule(every=Every.WEEK, weekday=5),
        RecurrenceRule(every=Every.MONTH, day=-1),
        RecurrenceRule(every=Every.MONTH, working_day=3, following=True),
        RecurrenceRule(every=Every.QUARTER, day=20),
    ])  # fmt: skip


def _series(t: Try) -> Series:
    found = list(t.session.scalars(select(Series).order_by(Series.id)))
    if not found:
        raise NoOccasion("Chưa có nhiệm vụ định kỳ.")
    return t.dice.choice(found)


def _start(t: Try) -> Any:
    return series_deeds.start_series(
        t.session, duty_id=t.task.duty_id, rule=_rule(t), from_on=t.day(-1, 5),
        last_day=t.dice.choice([None, t.day(20, 90)]), days_before=10, basis=BASIS,
        actor=t.actor, now=t.now,
    )  # fmt: skip


def _roll(t: Try) -> Any:
    """The clock's own deed, twice in one morning."""
    t.room_for_more()
    office, now = t.district.office.id, t.now
    made = series_rolling.roll(t.session, office_id=office, now=now).made
    assert series_rolling.roll(t.session, office_id=office, now=now).made == 0, "made twice"
    if not made:
        raise NoOccasion("Không có kỳ nào đến lượt.")


def _key(t: Try, series: Series) -> str:
    calendar = t.calendar()
    owed = plan_of(series).occurrences(t.day(-20, 0), t.day(1, 100), calendar)
    return t.dice.choice([one.key for one in owed] or ["2026-11"])


def _period_deed(deed: Callable[..., Any], **given: Any) -> Callable[[Try], Any]:
    def act(t: Try) -> Any:
        series = _series(t)
        calendar = t.calendar()
        with_calendar = {} if deed is series_periods.restore_period else {"calendar": calendar}
        return deed(
            t.session, series_id=series.id, key=_key(t, series), **given, **with_calendar, **t.by
        )

    return act


def _period(t: Try) -> Any:
    """A unit's period page: whatever is typed, kept or sent."""
    period = period_of_day(t.session, t.district.office.id, t.today)
    unit_id = t.dice.choice(sorted(t.actor.unit_ids) or [t.other_unit()])
    report = unit_report(t.session, t.district.office.id, unit_id, period)
    duties = regular_duties(t.session, t.district.office.id, unit_id, period)
    typed = ReportInput(
        lines=[LineInput(row.duty_id, result="Đã làm", no_change=t.dice.random() < 0.3)
               for row in duties],
        tasks=[TaskInput(task.id, milestone=t.dice.choice(list(Milestone)),
                         text=t.dice.choice(["", "Đang làm"]), no_change=t.dice.random() < 0.3,
                         obstacle=t.dice.choice(["", "", "Thiếu kinh phí"]))
               for task in open_tasks(t.session, unit_id, t.actor)],
    )  # fmt: skip
    deed = t.dice.choice([period_report.fill, period_report.submit])
    return deed(
        t.session, unit_id=unit_id, period=period, version=report.row_version if report else 0,
        typed=typed, actor=t.actor, now=t.now,
    )  # fmt: skip


def _urge_period(t: Try) -> Any:
    period = period_of_day(t.session, t.district.office.id, t.day(-35, -25))
    return period_urging.urge_missing(t.session, period=period, actor=t.actor, now=t.now)


def _update_list(t: Try) -> Any:
    rows = [
        SheetRow(n, {"number": str(task.id), "version": str(task.row_version), "text": "Đang làm"})
        for n, task in enumerate(t.tasks(5), start=2)
    ]
    return update_sheet.carry_out(
        t.session, rows=rows, only_good=True, actor=replace(t.actor, on_day=t.today), now=t.now
    )


def _paste(t: Try) -> Any:
    name = t.task.lead_unit.name
    text = f"{name}\t15/KH-UBND\t{t.day(-4, 1):%d/%m/%Y}"
    asked: dict[str, Any] = {"duty_id": t.task.duty_id, "text": text, "actor": t.actor}
    seen = pasted_results.look_at_rows(t.session, **asked, today=t.today)
    return pasted_results.record_rows(
        t.session, **asked, basis=BASIS, seen=pasted_results.seen_words(seen), now=t.now
    )


def _instruct_on_paper(t: Try) -> Any:
    return directive_instructions.give_on_directive(
        t.session, directive_id=t.task.duty.directive_id, text="Làm rõ số liệu.", due_on=None,
        actor=t.actor, now=t.now,
    )  # fmt: skip


def _remind(t: Try) -> Any:
    picks = t.session.execute(select(TaskPart.task_id, TaskPart.unit_id)).all()
    done = part_reminders.remind_many(
        t.session, picks=[(task, unit) for task, unit in picks], note="", actor=t.actor, now=t.now
    )
    if not done.done:
        raise done.left[0][1]


#: Name → right at the door, deed. After each of them every task is looked at.
WIDE: dict[str, tuple[Permission, Callable[[Try], Any]]] = {
    **{f"{deed.value} many": (bulk_decisions.NEEDS[deed], _many(deed)) for deed in BulkDeed},
    "assign at once": (P.TASK_CREATE, _assign),
    "start a series": (P.SERIES_STEER, _start),
    "roll the series": (P.TASK_VIEW, _roll),
    "change a series": (P.SERIES_STEER, lambda t: series_deeds.change_rule(
        t.session, series_id=_series(t).id, rule=_rule(t), from_on=t.day(-1, 9), days_before=12,
        basis=BASIS, **t.by)),
    "end a series": (P.SERIES_STEER, lambda t: series_deeds.end_series(
        t.session, series_id=_series(t).id, from_on=t.day(-1, 30), basis=BASIS, **t.by)),
    "skip a period": (P.SERIES_STEER, _period_deed(series_periods.skip_period, reason="Gộp kỳ")),
    "restore a period": (P.SERIES_STEER, _period_deed(series_periods.restore_period)),
    "give a period": (P.SERIES_STEER, _period_deed(series_periods.give_period)),
    "fill the period": (P.PERIOD_FILL, _period),
    "urge for the period": (P.PERIOD_URGE, _urge_period),
    "update by list": (P.TASK_LIST, _update_list),
    "paste results": (P.TASK_RECORD, _paste),
    "instruct on the paper": (P.INSTRUCTION_GIVE, _instruct_on_paper),
    "remind many parts": (P.TASK_LIST, _remind),
    **OFFICE,
    **LISTS,
}  # fmt: skip
