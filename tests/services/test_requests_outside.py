"""Bodies that the office cannot order: followed, answered by the lead office, never ranked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.people import Post
from tracker.domain.report_snapshot import from_json
from tracker.domain.report_words import results
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.domain.task_status import TaskStatus
from tracker.models import OutboxMessage, ReportSnapshotRow, Task, Unit
from tracker.queries.due_tasks import due_by_deadline
from tracker.queries.due_things import Morning
from tracker.queries.reminder_rules import default_rules
from tracker.queries.report_figures import count
from tracker.queries.task_filters import TaskFilters
from tracker.queries.tasks import task_list
from tracker.queries.working_calendar import working_calendar
from tracker.services import recording, reminders, reporting

WINDOW = Window(date(2026, 10, 15), date(2026, 11, 14))


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def front(session: Session, district: District) -> Unit:
    body = a_unit(session, "Ủy ban MTTQ huyện", parent=district.office.root_unit, outside=True)
    a_user(session, unit=body, post=Post.HEAD)
    return body


@pytest.fixture
def asked(session: Session, district: District, front: Unit) -> Task:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 5))
    return a_task(session, district.office, front, due_on=date(2026, 11, 5))


def test_no_ladder(session: Session, district: District, asked: Task) -> None:
    morning = Morning(
        district.office.id, TODAY, working_calendar(session, district.office.id), default_rules()
    )
    assert asked.id not in {due.about.task_id for due in due_by_deadline(session, morning)}
    reminders.plan(session, office_id=district.office.id, now=at(TODAY), base_url="http://x")
    texts = session.scalars(select(OutboxMessage.text)).all()
    assert texts, "the other overdue task is told of"
    assert not any("MTTQ" in text for text in texts)


def test_no_ranking_and_no_total(session: Session, district: District, asked: Task) -> None:
    counted = count(session, office_id=district.office.id, window=WINDOW, as_of=date(2026, 11, 14))
    assert [unit.unit for unit in counted.units] == ["Phòng Tư pháp"]
    assert (counted.tasks.total, counted.tasks.open_overdue) == (1, 1)
    assert [row.task_id for row in counted.requests] == [asked.id]


def test_the_report_says_them_in_their_own_words(
    session: Session, district: District, asked: Task
) -> None:
    report = reporting.freeze(
        session, office_id=district.office.id, kind=PeriodKind.MONTH, key="2026-11",
        from_on=WINDOW.from_on, to_on=WINDOW.to_on, directive_id=None,
        actor=district.actor(district.monitor), now=at(date(2026, 11, 16)),
    )  # fmt: skip
    content = session.scalars(
        select(ReportSnapshotRow.content).where(ReportSnapshotRow.report_id == report.id)
    ).one()
    snapshot = from_json(content)
    assert [row.lead for row in snapshot.overdue] == ["Phòng Tư pháp"]
    assert results(snapshot)[-1] == (
        "Ngoài tổng số: 1 nội dung đề nghị các cơ quan, tổ chức ngoài phạm vi giao việc phối hợp; "
        "đã có kết quả 0, chưa có kết quả 1."
    )
    assert asked.status is TaskStatus.ASSIGNED


def test_the_lead_office_records_the_answer(
    session: Session, district: District, asked: Task
) -> None:
    recording.record_result(
        session, task_id=asked.id, version=None, summary="MTTQ đã có văn bản trả lời.",
        paper_number="7/MTTQ-BTT", paper_on=date(2026, 11, 10), evidence_ids=[], explanation="",
        basis="Công văn trả lời", actor=district.actor(district.monitor), now=at(TODAY),
    )  # fmt: skip
    assert asked.status is TaskStatus.COMPLETED
    rows = task_list(
        session, actor=district.actor(district.monitor), filters=TaskFilters(), as_of=TODAY
    ).rows
    assert {row.id: row.request for row in rows}[asked.id] is True
    assert [row.request for row in rows].count(True) == 1
