"""``flask calendar check``: which years are missing, which days wait for their paper."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.models import CalendarDay
from tracker.services import calendar_days


def test_a_missing_year_is_named_and_the_command_fails(
    app: Flask, session: Session, clock: Clock
) -> None:
    district = a_district(session)
    session.query(CalendarDay).delete()
    session.commit()
    answer = app.test_cli_runner().invoke(args=["calendar", "check"])
    assert answer.exit_code == 1
    assert f"{district.office.name}: chưa có lịch nghỉ năm 2026" in answer.output
    assert "năm 2027" not in answer.output

    calendar_days.seed(session, office_id=district.office.id, years=[2026], now=clock())
    session.commit()
    assert app.test_cli_runner().invoke(args=["calendar", "check"]).exit_code == 0
    clock.move_to(date(2026, 12, 1))
    answer = app.test_cli_runner().invoke(args=["calendar", "check"])
    assert answer.exit_code == 1
    assert "chưa có lịch nghỉ năm 2027" in answer.output


def test_due_days_beyond_the_last_entered_year_are_named(
    app: Flask, session: Session, clock: Clock
) -> None:
    district = a_district(session)
    calendar_days.seed(session, office_id=district.office.id, years=[2026], now=clock())
    a_task(session, district.office, district.justice, due_on=date(2027, 6, 30))
    session.commit()
    answer = app.test_cli_runner().invoke(args=["calendar", "check"])
    assert "có thời hạn trong năm 2027 nhưng chưa có lịch" in answer.output
