"""The month of due days, the quick update from the list, the box that finds everything."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.calendar_rows import DayKind
from tracker.domain.obstacle_rules import ObstacleState
from tracker.models import CalendarDay, Obstacle, ProgressUpdate, SearchKind, Task
from tracker.services import instructions
from tracker.services.search_entries import index


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(
        session,
        district.office,
        district.justice,
        due_on=date(2026, 11, 26),
        coordinating=[district.culture],
    )
    task.parts[0].due_on = date(2026, 11, 25)
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 10))
    session.add(
        CalendarDay(
            office_id=district.office.id,
            on_day=date(2026, 11, 28),
            kind=DayKind.SWAP_WORK,
            name="làm bù cho ngày 23/11/2026",
            source="Thông báo",
            confirmed=True,
        )
    )
    session.flush()
    return task


class TestTheMonth:
    """Numbers in words with their state, days of rest, the conditions of the list."""

    def cells(self, page: Visitor, **asked: str | int) -> dict[str, str]:
        shown = page.read(page.address("tasks.month", **asked))
        found = {}
        for cell in shown.select("td.month-cell"):
            time = cell.find("time")
            assert time is not None
            found[str(time["datetime"])] = words(cell)
        return found

    def test_what_is_due_stands_on_its_day(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        cells = self.cells(page)
        assert len(cells) == 30
        assert "1 Trong hạn" in cells["2026-11-26"]
        assert "1 Quá hạn" in cells["2026-11-10"]
        assert "1 ý kiến phối hợp đến hạn" in cells["2026-11-25"]
        assert "làm bù" in cells["2026-11-28"]
        rests = {str(td.find("time")["datetime"]) for td in page.soup.select("td.month-rest")}  # type: ignore[index]
        assert "2026-11-29" in rests
        assert "2026-11-28" not in rests
        link = page.soup.select_one("td.month-cell a.month-link")
        assert link is not None
        assert "1 nhiệm vụ" in words(page.read(str(link["href"])))

    def test_answers_that_are_owed_stand_on_their_days(
        self, page: Visitor, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        """Of difficulties and of leaders' instructions; what is answered is owed no more."""
        instructions.give(
            session,
            task_id=task.id,
            text="Báo cáo rõ nguyên nhân",
            due_on=date(2026, 11, 27),
            actor=district.actor(district.chairman),
            now=now,
        )
        for task_id, state in ((task.id, "waiting"), (None, "waiting"), (task.id, "answered")):
            session.add(
                Obstacle(
                    office_id=district.office.id,
                    unit_id=district.justice.id,
                    task_id=task_id,
                    text="Thiếu số liệu",
                    raised_at=now,
                    raised_on=date(2026, 11, 20),
                    raised_by_id=district.justice_head.id,
                    answer_due_on=date(2026, 11, 24),
                    state=ObstacleState(state),
                )
            )
        page.sign_in(district.monitor)
        cells = self.cells(page)
        assert "2 kiến nghị đến hạn trả lời" in cells["2026-11-24"]
        assert "1 ý kiến chỉ đạo đến hạn trả lời" in cells["2026-11-27"]
        cells = self.cells(page, unit=district.justice.id)
        assert "1 kiến nghị đến hạn trả lời" in cells["2026-11-24"]
        cells = self.cells(page, unit=district.culture.id)
        assert "kiến nghị" not in cells["2026-11-24"]
        assert "chỉ đạo" not in cells["2026-11-27"]
        shown = page.get("obstacles.index", due_on="24/11/2026", state="all")
        assert "3 khó khăn, kiến nghị" in words(shown)
        assert "0 khó khăn" in words(page.get("obstacles.index", due_on="25/11/2026", state="all"))

    def test_the_same_conditions_and_the_next_month(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        cells = self.cells(page, unit=district.justice.id)
        assert "Quá hạn" not in cells["2026-11-10"]
        assert "2026-12-31" in self.cells(page, month="2026-12")
        self.cells(page, month="2026-13")
        assert "Không có tháng “2026-13”" in words(page.soup)

    def test_a_unit_sees_its_own(self, page: Visitor, district: District, task: Task) -> None:
        page.sign_in(district.justice_officer)
        cells = self.cells(page)
        assert "Quá hạn" not in cells["2026-11-10"]
        assert "1 Trong hạn" in cells["2026-11-26"]


class TestQuickUpdate:
    """From the list, and back to its place."""

    def test_three_clicks(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_officer)
        shown = page.get("tasks.index", state="open")
        link = next(a for a in shown.find_all("a") if words(a) == "Cập nhật nhanh")
        page.read(str(link["href"]))
        shown = page.submit(
            "Cập nhật", milestone="drafting", text="Đã gửi dự thảo", paper_number="12/TP"
        )
        assert "Đã cập nhật tiến độ." in words(shown)
        assert shown.find(id=f"nv-{task.id}") is not None
        update = session.scalars(select(ProgressUpdate)).one()
        assert (update.text, update.paper_number) == ("Đã gửi dự thảo", "12/TP")

    @pytest.mark.parametrize(
        ("paper", "sentence"),
        [
            ({"paper_number": "1/TP", "paper_on": "24/11/2026"}, "không được sau hôm nay"),
            ({"paper_number": "", "paper_on": "20/11/2026"}, "phải có số"),
        ],
    )
    def test_half_a_paper(
        self, page: Visitor, task: Task, district: District, paper: dict[str, str], sentence: str
    ) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.quick_update", task_id=task.id)
        shown = page.submit(
            "Cập nhật",
            text="Xong",
            status=422,
            paper_number=paper["paper_number"],
            paper_on=paper["paper_on"],
        )
        assert sentence in words(shown)

    def test_the_lead_office_has_no_such_link(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        assert "Cập nhật nhanh" not in words(page.get("tasks.index"))
        page.get("tasks.quick_update", task_id=task.id, status=403)


def test_the_box_finds_and_leads(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    index(session, SearchKind.TASK, task.id, district.office.id, task.duty.text)
    page.sign_in(district.justice_officer)
    page.get("tasks.index")
    shown = page.submit("Tìm kiếm", q="ra soat thu tuc")
    link = next(a for a in shown.select(".plain-list a"))
    assert words(link) == task.duty.text
    page.read(str(link["href"]))
    assert "Không tìm thấy nội dung nào" in words(page.get("search.index", q="zzz"))
