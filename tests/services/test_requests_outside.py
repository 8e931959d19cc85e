"""Bodies that the office cannot order: followed, answered by the lead office, never ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.class_matrix import CellState, MatrixView
from tracker.domain.people import Post
from tracker.domain.report_snapshot import from_json
from tracker.domain.report_words import results
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.domain.request_state import RequestState
from tracker.domain.task_status import TaskStatus
from tracker.models import OutboxMessage, ReportSnapshotRow, Task, Unit
from tracker.queries.class_matrix import class_matrix
from tracker.queries.due_tasks import due_by_deadline
from tracker.queries.due_things import Morning
from tracker.queries.overdue_units import overdue_by_unit
from tracker.queries.past_tasks import past_counts
from tracker.queries.reminder_rules import default_rules
from tracker.queries.report_figures import count
from tracker.queries.task_calendar import month_cells
from tracker.queries.task_counts import task_counts
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.task_question import TaskQuestion
from tracker.queries.task_rows import TaskRow
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


class TestTheListsSpeakOfThemAsRequests:
    """Chờ trả lời, chưa có trả lời, đã có trả lời: nothing is overdue, nothing is counted late."""

    def row(self, session: Session, district: District, task: Task, past: date | None) -> TaskRow:
        rows = task_list(
            session,
            actor=district.actor(district.monitor),
            filters=TaskFilters(as_of=past),
            as_of=TODAY,
            question=TaskQuestion.of(session, district.actor(district.monitor), TODAY, past=past),
        ).rows
        return next(row for row in rows if row.id == task.id)

    @pytest.mark.parametrize("past", [None, date(2026, 11, 20)])
    def test_no_day_is_counted_against_them(
        self, session: Session, district: District, asked: Task, past: date | None
    ) -> None:
        found = self.row(session, district, asked, past)
        assert found.timeliness is RequestState.UNANSWERED
        assert (found.left, found.due_soon) == (None, False)

    def test_before_the_day_and_after_the_answer(
        self, session: Session, district: District, front: Unit, asked: Task
    ) -> None:
        later = a_task(session, district.office, front, due_on=TODAY)
        found = self.row(session, district, later, None)
        assert (found.timeliness, found.due_soon) == (RequestState.WAITING, False)
        recording.record_result(
            session, task_id=asked.id, version=None, summary="Đã trả lời.",
            paper_number="7/MTTQ-BTT", paper_on=date(2026, 11, 10), evidence_ids=[],
            explanation="", basis="Công văn", actor=district.actor(district.monitor),
            now=at(TODAY),
        )  # fmt: skip
        assert self.row(session, district, asked, None).timeliness is RequestState.ANSWERED

    @pytest.mark.parametrize("past", [None, date(2026, 11, 20)])
    @pytest.mark.parametrize("narrow", [False, True])
    def test_they_stand_in_the_list_and_in_no_number_of_it(
        self,
        session: Session,
        district: District,
        asked: Task,
        past: date | None,
        narrow: bool,
    ) -> None:
        """The overdue list, its number and the page by units agree; a task of justice is one."""
        actor = district.actor(district.monitor)
        question = TaskQuestion.of(session, actor, TODAY, past=past)
        filters = TaskFilters(as_of=past, officer_id=0 if narrow else None)
        if past:
            counts = past_counts(session, question, filters)
        else:
            counts = task_counts(session, actor=actor, filters=filters, as_of=TODAY)
        assert (counts.total.count, counts.open_overdue, counts.open_in_time) == (2, 1, 0)
        assert counts.due_soon == 0
        overdue = replace(filters, state=TaskState.OPEN_OVERDUE)
        rows = task_list(session, actor=actor, filters=overdue, as_of=TODAY, question=question).rows
        assert [row.unit for row in rows] == ["Phòng Tư pháp"]
        if not past:
            counts = task_counts(session, actor=actor, filters=overdue, as_of=TODAY)
            assert (counts.total.count, counts.open_overdue) == (1, 1)
        units = overdue_by_unit(session, actor=actor, as_of=TODAY, number=1)
        assert [unit.unit for unit in units.page.rows] == ["Phòng Tư pháp"]

    def test_nor_in_the_calendar_and_the_matrix(
        self, session: Session, district: District, front: Unit, asked: Task
    ) -> None:
        actor = district.actor(district.monitor)
        first = date(2026, 11, 1)
        cells = month_cells(session, actor=actor, filters=TaskFilters(), as_of=TODAY, first=first)
        cell = next(cell for cell in cells if cell.on_day == date(2026, 11, 5))
        assert (sum(cell.states.values()), cell.requests) == (1, 1)
        matrix = class_matrix(session, actor, [asked.duty], view=MatrixView.ALL,
                              only_units=None, as_of=TODAY)  # fmt: skip
        (square,) = matrix.cells.values()
        assert (square.state, square.late) == (CellState.NOT_ISSUED, False)

    def test_its_page_says_so(self, page: Visitor, district: District, asked: Task) -> None:
        page.sign_in(district.monitor)
        for endpoint, values in (
            ("tasks.show", {"task_id": asked.id}),
            ("tasks.index", {"unit": asked.lead_unit_id}),
            ("tasks.print_list", {"unit": asked.lead_unit_id}),
        ):
            shown = page.get(endpoint, **values)
            for legend in shown.select(".legend"):
                legend.decompose()
            main = shown.find("table") if endpoint != "tasks.show" else shown.select_one(".answer")
            assert main is not None
            assert "Chưa có trả lời" in words(main)
            assert "uá hạn" not in words(main)
