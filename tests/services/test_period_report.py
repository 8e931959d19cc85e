"""A unit's whole period on one page: kept while typing, one submit, late by its day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import FollowUp, Milestone
from tracker.domain.history import EventKind
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.domain.task_status import TaskStatus
from tracker.models import Duty, DutyLine, Event, Obstacle, UnitReport
from tracker.queries.period import (
    Period,
    last_period_ended,
    period_of_day,
    regular_lines,
    unit_period,
)
from tracker.queries.period_rows import Answered, answers, regular_duties
from tracker.queries.working_calendar import working_calendar
from tracker.services import period_report
from tracker.services.period_input import LineInput, ReportInput, TaskInput

NOVEMBER = Window(date(2026, 10, 15), date(2026, 11, 14))


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def november(session: Session, district: District) -> Period:
    return unit_period(PeriodKind.MONTH, "2026-11", working_calendar(session, district.office.id))


@pytest.fixture
def duties(session: Session, district: District) -> list[Duty]:
    return two_duties(session, district)


def two_duties(session: Session, district: District) -> list[Duty]:
    texts = ("Niêm yết công khai thủ tục hành chính", "Tiếp công dân định kỳ")
    return [
        a_duty(
            session,
            district.office,
            text,
            follow_up=FollowUp.REGULAR,
            leads=[district.justice, district.culture],
        )
        for text in texts
    ]


def figures(session: Session, district: District, period: Period, as_of: date) -> dict[int, Any]:
    """Per unit: how many of its duties stand in which state."""
    found: dict[int, Counter[str]] = {}
    for line in regular_lines(session, district.office.id, period, as_of):
        found.setdefault(line.unit_id, Counter())[line.state.value] += 1
    return found


def typed(duties: list[Duty], **more: Any) -> ReportInput:
    first, second = duties
    lines = [
        LineInput(first.id, result="Đã niêm yết 112 thủ tục.", obstacle="Thiếu bảng niêm yết."),
        LineInput(second.id, no_change=True),
    ]
    return ReportInput(**({"lines": lines} | more))


def submit(
    session: Session,
    district: District,
    period: Period,
    what: ReportInput,
    now: datetime,
    *,
    version: int = 0,
    **more: Any,
) -> UnitReport:
    asked: dict[str, Any] = {
        "unit_id": district.justice.id,
        "actor": district.actor(district.justice_officer),
    }
    return period_report.submit(
        session, period=period, version=version, typed=what, now=now, **(asked | more)
    )


def test_the_window_of_a_month_and_the_day_its_report_is_owed(
    session: Session, district: District, november: Period
) -> None:
    assert november.days == NOVEMBER
    assert november.due_on == date(2026, 11, 16), "14/11 is a Saturday; Monday is the next to work"
    assert period_of_day(session, district.office.id, date(2026, 11, 15)).key == "2026-12"
    assert last_period_ended(session, district.office.id, date(2026, 12, 13)).key == "2026-11"
    assert last_period_ended(session, district.office.id, date(2026, 12, 14)).key == "2026-12"


def test_an_office_may_ask_by_the_quarter(session: Session) -> None:
    district = a_district(session, period_kind="quarter")
    period = period_of_day(session, district.office.id, date(2026, 11, 23))
    assert (period.kind, period.key) == (PeriodKind.QUARTER, "2026-Q4")


def test_saving_keeps_what_was_typed_and_reports_nothing(
    session: Session,
    district: District,
    november: Period,
    duties: list[Duty],
    now: datetime,
) -> None:
    task = a_task(session, district.office, district.justice)
    what = typed(duties, tasks=[TaskInput(task.id, Milestone.DRAFTING, "Đang soạn.")])
    report = period_report.fill(
        session,
        unit_id=district.justice.id,
        period=november,
        version=0,
        typed=what,
        actor=district.actor(district.justice_officer),
        now=now,
    )
    assert report.submitted_at is None
    assert [line.result for line in report.lines] == ["Đã niêm yết 112 thủ tục.", ""]
    assert report.task_rows[str(task.id)]["text"] == "Đang soạn."
    assert task.status is TaskStatus.ASSIGNED
    assert not session.scalars(select(Obstacle)).all()
    counted = figures(session, district, november, date(2026, 11, 23))
    assert counted[district.justice.id] == {"not_reported": 2}


def test_one_submit_reports_lines_obstacles_and_tasks(
    session: Session,
    district: District,
    november: Period,
    duties: list[Duty],
    now: datetime,
) -> None:
    task = a_task(session, district.office, district.justice)
    quiet = a_task(session, district.office, district.justice)
    strange = a_task(session, district.office, district.culture)
    rows = [
        TaskInput(task.id, Milestone.SUBMITTED_UP, "Đã trình UBND huyện.", "Chờ ý kiến."),
        TaskInput(quiet.id, Milestone.NOT_STARTED),
        TaskInput(strange.id, Milestone.ISSUED, "Không phải của tôi."),
    ]
    report = submit(
        session, district, november, typed(duties, tasks=rows, proposals="Tập huấn."), now
    )

    assert (task.status, task.milestone) == (TaskStatus.IN_PROGRESS, Milestone.SUBMITTED_UP)
    assert quiet.status is TaskStatus.ASSIGNED
    assert strange.status is TaskStatus.ASSIGNED
    obstacles = session.scalars(select(Obstacle).order_by(Obstacle.id)).all()
    assert {(row.text, row.task_id, row.is_proposal) for row in obstacles} == {
        ("Chờ ý kiến.", task.id, False),
        ("Thiếu bảng niêm yết.", None, False),
        ("Tập huấn.", None, True),
    }
    assert report.task_rows == {}
    event = session.scalars(select(Event).where(Event.kind == EventKind.PERIOD_SUBMITTED)).one()
    assert event.data == {"period": "2026-11", "lines": 2, "tasks": 1}


def test_sent_again_it_corrects_and_obstacles_stay_single(
    session: Session,
    district: District,
    november: Period,
    duties: list[Duty],
    clock: Clock,
) -> None:
    early = clock.move_to(date(2026, 11, 16))
    report = submit(session, district, november, typed(duties), early)
    later = clock.move_to(date(2026, 11, 20))
    lines = [
        LineInput(duties[0].id, result="Đã niêm yết 115 thủ tục.", obstacle="Thiếu 02 bảng."),
        LineInput(duties[1].id, no_change=True),
    ]
    submit(session, district, november, ReportInput(lines=lines), later, version=report.row_version)

    assert report.submitted_at == early
    assert session.scalars(select(DutyLine.result).order_by(DutyLine.id)).first() == (
        "Đã niêm yết 115 thủ tục."
    )
    assert [row.text for row in session.scalars(select(Obstacle))] == ["Thiếu 02 bảng."]
    counted = figures(session, district, november, date(2026, 11, 20))
    assert counted[district.justice.id] == {"reported": 2}, "a correction does not make it late"


def test_an_unanswered_duty_keeps_the_page_from_being_sent(
    session: Session, district: District, november: Period, duties: list[Duty], now: datetime
) -> None:
    what = ReportInput(lines=[LineInput(duties[0].id, result="Đã niêm yết.")])
    with pytest.raises(InvalidInput) as refused:
        submit(session, district, november, what, now)
    assert refused.value.code == "incomplete"
    assert "Còn 1 nhiệm vụ" in str(refused.value)


@pytest.mark.parametrize("field", ["lines-0-paper_number", "lines-0-paper_on"])
def test_half_a_paper_is_refused_at_its_cell(
    session: Session, district: District, november: Period, now: datetime, field: str
) -> None:
    duty_id = two_duties(session, district)[1].id
    line = {
        "lines-0-paper_number": LineInput(duty_id, paper_on=date(2026, 11, 2)),
        "lines-0-paper_on": LineInput(duty_id, paper_number="7/BC", paper_on=date(2026, 11, 24)),
    }[field]
    with pytest.raises(InvalidInput) as refused:
        submit(session, district, november, ReportInput(lines=[line]), now)
    assert refused.value.field == field


def test_two_colleagues_on_the_same_page(
    session: Session, district: District, november: Period, duties: list[Duty], now: datetime
) -> None:
    submit(session, district, november, typed(duties), now)
    with pytest.raises(Conflict) as refused:
        submit(session, district, november, typed(duties), now, version=0)
    assert refused.value.code == "stale_version"


def test_another_unit_s_page_is_not_there_and_the_lead_office_s_deed_is_named(
    session: Session, district: District, november: Period, duties: list[Duty], now: datetime
) -> None:
    with pytest.raises(NotFound):
        submit(
            session,
            district,
            november,
            typed(duties),
            now,
            actor=district.actor(district.culture_head),
        )
    submit(session, district, november, typed(duties), now, actor=district.actor(district.monitor))
    event = session.scalars(select(Event).where(Event.kind == EventKind.PERIOD_SUBMITTED)).one()
    assert event.for_unit_id == district.justice.id


def test_a_period_that_has_not_begun_takes_nothing(
    session: Session, district: District, duties: list[Duty], now: datetime
) -> None:
    january = unit_period(
        PeriodKind.MONTH, "2027-01", working_calendar(session, district.office.id)
    )
    with pytest.raises(InvalidInput):
        submit(session, district, january, typed(duties), now)


class TestFigures:
    """Reported, reported late, not reported: derived from days, as known on a day."""

    @pytest.mark.parametrize(
        "days",
        [
            (date(2026, 11, 16), date(2026, 11, 16), "reported"),
            (date(2026, 11, 17), date(2026, 11, 17), "reported_late"),
            (date(2026, 11, 17), date(2026, 11, 16), "not_reported"),
            (date(2026, 10, 20), date(2026, 10, 20), "reported"),
        ],
        ids=["on the due day", "a day late", "as of the day before", "early in the window"],
    )
    def test_by_day(
        self, session: Session, district: District, clock: Clock, days: tuple[date, date, str]
    ) -> None:
        submitted_on, as_of, expected = days
        duties = two_duties(session, district)
        november = unit_period(
            PeriodKind.MONTH, "2026-11", working_calendar(session, district.office.id)
        )
        submit(session, district, november, typed(duties), clock.move_to(submitted_on))
        counted = figures(session, district, november, as_of)
        assert counted[district.justice.id] == {expected: 2}
        assert counted[district.culture.id] == {"not_reported": 2}

    def test_only_duties_valid_in_the_window_are_owed(
        self, session: Session, district: District, november: Period, duties: list[Duty]
    ) -> None:
        duties[0].ended_on = date(2026, 10, 14)
        a_duty(
            session,
            district.office,
            follow_up=FollowUp.REGULAR,
            leads=[district.justice],
            since=date(2026, 11, 15),
        )
        a_duty(session, district.office, follow_up=FollowUp.NOTED, leads=[district.justice])
        session.flush()
        counted = figures(session, district, november, date(2026, 11, 23))
        assert counted[district.justice.id] == {"not_reported": 1}
        rows = regular_duties(session, district.office.id, district.justice.id, november)
        assert [row.duty_id for row in rows] == [duties[1].id]

    def test_the_overview_says_who_has_not_answered(
        self,
        session: Session,
        district: District,
        november: Period,
        duties: list[Duty],
        clock: Clock,
    ) -> None:
        submit(session, district, november, typed(duties), clock.move_to(date(2026, 11, 16)))

        def states(as_of: date) -> list[tuple[str, Answered, int]]:
            found = answers(session, district.office, [november], as_of)["2026-11"]
            return [(answer.unit, answer.state, answer.answered) for answer in found]

        assert states(date(2026, 11, 16)) == [
            ("Phòng Tư pháp", Answered.IN_TIME, 2),
            ("Phòng Văn hóa và Thông tin", Answered.WAITING, 0),
        ]
        assert states(date(2026, 11, 17))[1][1] is Answered.MISSING
