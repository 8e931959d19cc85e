"""``flask reminders``: plan by hand, twice is nothing, and each rule's verdict in words."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.models import LedgerEntry, Task


@pytest.fixture
def task(session: Session) -> Task:
    district = a_district(session)
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 26))
    session.commit()
    return task


def entries(session: Session) -> int:
    session.rollback()
    count = session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
    session.rollback()
    return count


@pytest.mark.usefixtures("task")
def test_planned_by_rule_and_again_nothing(app: Flask, clock: Clock, session: Session) -> None:
    clock.move_to(date(2026, 11, 23), hour=8)
    runner = app.test_cli_runner()
    dry = runner.invoke(args=["reminders", "plan", "--dry-run"])
    assert "1 reminders" in dry.output
    assert "deadline: 1" in dry.output
    assert entries(session) == 0
    first = runner.invoke(args=["reminders", "plan"])
    assert "deadline/d-3: 1" in first.output
    again = runner.invoke(args=["reminders", "plan"])
    assert "23/11/2026: 0 reminders" in again.output
    assert entries(session) == 1


@pytest.mark.usefixtures("task")
def test_a_day_to_come_only_for_a_look(app: Flask, clock: Clock, session: Session) -> None:
    clock.move_to(date(2026, 11, 2), hour=8)
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["reminders", "plan", "--as-of", "2026-11-23T07:30"])
    assert refused.exit_code == 1
    looked = runner.invoke(args=["reminders", "plan", "--as-of", "2026-11-23T07:30", "--dry-run"])
    assert "deadline: 1" in looked.output
    assert entries(session) == 0


def test_why_in_words(app: Flask, clock: Clock, session: Session, task: Task) -> None:
    clock.move_to(date(2026, 11, 23), hour=8)
    task_id = task.id
    session.rollback()
    runner = app.test_cli_runner()
    runner.invoke(args=["reminders", "plan"])
    said = runner.invoke(args=["reminders", "why", str(task_id), "--on", "2026-11-23"]).output
    assert "Thời hạn hoàn thành: nhắc. Hạn 26/11/2026: còn 3 ngày làm việc" in said
    assert "Trần Văn Bình: Đã nhắc ngày 23/11/2026" in said
    assert "Kết quả chờ xác nhận: không nhắc. Không có kết quả nào đang chờ" in said
    unknown = runner.invoke(args=["reminders", "why", "9999"])
    assert (unknown.exit_code, "Không có nhiệm vụ 9999." in unknown.output) == (1, True)
    bad = runner.invoke(args=["reminders", "why", str(task_id), "--on", "23/11/2026"])
    assert bad.exit_code == 2
