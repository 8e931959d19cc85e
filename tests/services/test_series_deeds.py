"""The lead office decides about a recurring duty; what was given stays as it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.series import TWENTIETH, a_series
from tests.factories.user import the_system
from tracker.domain.errors import Conflict, DomainError, InvalidInput, NotFound
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.working_days import Calendar
from tracker.models import Event, OutboxMessage, Series, Task
from tracker.queries.series import plan_of
from tracker.services import series_deeds, series_periods
from tracker.services.series_rolling import roll

TENTH = RecurrenceRule(every=Every.MONTH, day=10)
CALENDAR = Calendar()
NOW = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


@pytest.fixture
def district(session: Session) -> District:
    the_system(session)
    return a_district(session)


@pytest.fixture
def series(session: Session, district: District) -> Series:
    return a_series(session, district.office, [district.justice])


def last_event(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def keys(series: Series, until: date = date(2027, 3, 31)) -> list[tuple[str, date]]:
    found = plan_of(series).occurrences(date(2026, 11, 1), until, CALENDAR)
    return [(one.key, one.due_on) for one in found]


def changes(
    session: Session, district: District, series: Series, **values: object
) -> Series:  # the values of the form, a few of them other
    given = {"rule": TENTH, "from_on": date(2026, 12, 1), "days_before": 15, "basis": "CV 9/UBND"}
    return series_deeds.change_rule(
        session,
        series_id=series.id,
        version=series.row_version,
        actor=district.actor(district.monitor),
        now=NOW,
        **(given | values),  # type: ignore[arg-type]
    )


def test_from_now_on_another_day_and_what_was_given_stays(
    session: Session, district: District, series: Series
) -> None:
    session.commit()
    roll(session, office_id=district.office.id, now=datetime(2026, 11, 5, 5, 30, tzinfo=VIETNAM))
    version = series.row_version
    changes(session, district, series)
    assert series.row_version > version
    assert keys(series)[:3] == [
        ("2026-11", date(2026, 11, 20)),
        ("2026-12", date(2026, 12, 10)),
        ("2027-01", date(2027, 1, 10)),
    ]
    task = session.scalars(select(Task)).one()
    assert (task.due_on, len(task.deadlines)) == (date(2026, 11, 20), 1)
    event = last_event(session)
    assert (event.kind, event.basis) == (EventKind.SERIES_CHANGED, "CV 9/UBND")
    assert event.data["rule_before"] == "hằng tháng, chậm nhất ngày 20"
    assert event.data["rule_after"] == "hằng tháng, chậm nhất ngày 10"


def test_a_later_decision_replaces_what_was_planned(
    session: Session, district: District, series: Series
) -> None:
    changes(session, district, series, from_on=date(2027, 1, 1))
    changes(session, district, series, from_on=date(2026, 12, 1))
    assert [row.replaced for row in series.rules] == [False, True, False]
    assert keys(series)[1] == ("2026-12", date(2026, 12, 10))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis": " "}, "basis"),
        ({"from_on": date(2026, 11, 22)}, "from_on"),
        ({"days_before": 121}, "days_before"),
        ({"rule": TWENTIETH, "days_before": 20}, "every"),
    ],
    ids=["no basis", "yesterday", "too early", "nothing new"],
)
def test_a_change_that_cannot_be(
    session: Session, district: District, series: Series, values: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        changes(session, district, series, **values)
    assert refused.value.field == field


def test_two_people_on_one_series(session: Session, district: District, series: Series) -> None:
    seen = series.row_version
    changes(session, district, series)
    session.commit()
    with pytest.raises(Conflict):
        series_deeds.end_series(
            session,
            series_id=series.id,
            version=seen,
            from_on=date(2026, 12, 1),
            basis="Hết nhiệm vụ",
            actor=district.actor(district.monitor),
            now=NOW,
        )


def test_an_end_and_a_new_beginning(session: Session, district: District, series: Series) -> None:
    series_deeds.end_series(
        session,
        series_id=series.id,
        version=None,
        from_on=date(2026, 12, 1),
        basis="Thông báo 5/TB-UBND",
        actor=district.actor(district.monitor),
        now=NOW,
    )
    assert keys(series) == [("2026-11", date(2026, 11, 20))]
    assert last_event(session).kind is EventKind.SERIES_ENDED
    changes(session, district, series, rule=TWENTIETH, from_on=date(2027, 2, 1))
    assert [key for key, _ in keys(series)] == ["2026-11", "2027-02", "2027-03"]


def test_a_duty_begins_to_recur_and_has_its_last_day(session: Session, district: District) -> None:
    duty = a_duty(session, district.office, leads=[district.justice])
    series = series_deeds.start_series(
        session,
        duty_id=duty.id,
        rule=TWENTIETH,
        from_on=date(2026, 11, 23),
        last_day=date(2027, 1, 31),
        days_before=10,
        basis="Kế hoạch 12/KH-UBND",
        actor=district.actor(district.monitor),
        now=NOW,
    )
    assert [key for key, _ in keys(series)] == ["2026-12", "2027-01"]
    assert last_event(session).kind is EventKind.SERIES_STARTED


def test_a_regular_duty_does_not_become_a_series(session: Session, district: District) -> None:
    duty = a_duty(session, district.office, follow_up=FollowUp.REGULAR, leads=[district.justice])
    with pytest.raises(InvalidInput, match="báo cáo theo kỳ"):
        series_deeds.start_series(
            session,
            duty_id=duty.id,
            rule=TWENTIETH,
            from_on=date(2026, 11, 23),
            last_day=None,
            days_before=10,
            basis="Kế hoạch",
            actor=district.actor(district.monitor),
            now=NOW,
        )


def skips(session: Session, district: District, series: Series, key: str, reason: str) -> None:
    series_periods.skip_period(
        session,
        series_id=series.id,
        version=None,
        key=key,
        reason=reason,
        calendar=CALENDAR,
        actor=district.actor(district.monitor),
        now=NOW,
    )


def test_a_period_is_left_out_and_taken_back(
    session: Session, district: District, series: Series
) -> None:
    skips(session, district, series, "2026-12", "Gộp vào báo cáo năm")
    event = last_event(session)
    assert (event.kind, event.note) == (EventKind.PERIOD_SKIPPED, "Gộp vào báo cáo năm")
    assert plan_of(series).skipped == {"2026-12"}
    series_periods.restore_period(
        session,
        series_id=series.id,
        version=None,
        key="2026-12",
        actor=district.actor(district.monitor),
        now=NOW,
    )
    assert plan_of(series).skipped == frozenset()
    assert last_event(session).kind is EventKind.PERIOD_RESTORED


def gives(session: Session, district: District, series: Series, key: str) -> list[Task]:
    return list(
        series_periods.give_period(
            session,
            series_id=series.id,
            version=None,
            key=key,
            calendar=CALENDAR,
            actor=district.actor(district.monitor),
            now=NOW,
        )
    )


def test_a_period_is_given_before_its_time_and_only_once(
    session: Session, district: District, series: Series
) -> None:
    (task,) = gives(session, district, series, "2027-01")
    assert task.due_on == date(2027, 1, 20)
    assert session.scalars(
        select(OutboxMessage.subject).where(OutboxMessage.recipient_id == district.justice_head.id)
    ).all() == ["Đến kỳ: 1 nhiệm vụ định kỳ"]
    with pytest.raises(Conflict, match="đều đã được giao"):
        gives(session, district, series, "2027-01")
    with pytest.raises(Conflict, match="đã giao cho đơn vị"):
        skips(session, district, series, "2027-01", "Muộn rồi")


def test_a_missed_period_that_is_given_late_gets_days_of_its_own(
    session: Session, district: District, series: Series
) -> None:
    (task,) = gives(session, district, series, "2026-11")
    assert task.due_on == date(2026, 11, 26)
    assert "hạn theo quy tắc là 20/11/2026" in task.deadlines[0].basis


@pytest.mark.parametrize(
    ("key", "reason", "error"),
    [("2026-12", "  ", InvalidInput), ("2026-Q4", "Gộp", NotFound), ("2026-10", "Gộp", NotFound)],
)
def test_a_period_that_cannot_be_left_out(
    *,
    session: Session,
    district: District,
    series: Series,
    key: str,
    reason: str,
    error: type[DomainError],
) -> None:
    with pytest.raises(error):
        skips(session, district, series, key, reason)
