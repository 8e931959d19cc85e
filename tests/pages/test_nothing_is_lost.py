"""Two people on one task, a session that ended, a form without a page: what was typed is there."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus
from tracker.models import KeptForm, ProgressUpdate, Task
from tracker.services import passwords

PASSWORD = "mưa tháng mười một"
SEND = "Cập nhật tiến độ"


@pytest.fixture
def district(session: Session) -> District:
    """Everybody can sign in with the same password."""
    district = a_district(session)
    word = passwords.hashed(PASSWORD, cheap=True)
    for person in (district.monitor, district.justice_officer, district.culture_head):
        person.password_hash = word
    return district


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def sign_in(page: Visitor, district: District) -> None:
    page.submit("Đăng nhập", identity=district.justice_officer.login, password=PASSWORD)


class TestTwoPeople:
    """The second one sees what the first did, has their own text, and may go on."""

    def test_both_texts_and_a_way_on(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.update", task_id=task.id)
        other = Visitor(page.app, session)
        other.sign_in(district.justice_head)
        other.get("tasks.update", task_id=task.id)
        other.submit(SEND, milestone="drafting", text="Trưởng phòng đã làm việc với thanh tra")
        shown = page.submit(SEND, milestone="drafting", text="Đã gửi dự thảo", status=409)
        assert "Trưởng phòng đã làm việc với thanh tra" in words(shown)
        assert district.justice_head.name in words(shown)
        text = shown.find("textarea", attrs={"name": "text"})
        assert text is not None
        assert words(text) == "Đã gửi dự thảo"
        page.submit(SEND)
        assert session.scalars(select(ProgressUpdate.text).order_by(ProgressUpdate.id)).all() == [
            "Trưởng phòng đã làm việc với thanh tra",
            "Đã gửi dự thảo",
        ]

    def test_where_the_deed_is_over_the_text_is_there_to_be_copied(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.update", task_id=task.id)
        other = Visitor(page.app, session)
        other.sign_in(district.monitor)
        other.get("tasks.cancel", task_id=task.id)
        other.submit("Dừng theo dõi", basis="Thông báo số 3/TB-UBND")
        shown = words(page.submit(SEND, milestone="drafting", text="Đã gửi dự thảo", status=409))
        assert "Thông báo số 3/TB-UBND" in shown
        assert "Đã gửi dự thảo" in shown
        assert task.status is TaskStatus.CANCELLED


class TestTheSessionEnded:
    """Signing in again leads to the form as it was; nothing is sent by itself."""

    @pytest.mark.parametrize("cookie", ["gone", "no longer good"])
    def test_the_form_comes_back_filled(
        self, page: Visitor, session: Session, district: District, task: Task, cookie: str
    ) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.update", task_id=task.id)
        form = page.soup
        if cookie == "gone":
            page.sign_out()
        else:
            district.justice_officer.session_key = "another one"
        page.soup = form
        page.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        shown = page.submit(SEND, milestone="drafting", text="Đã gửi dự thảo", status=401)
        assert "nội dung bạn vừa nhập được giữ" in words(shown)
        sign_in(page, district)
        text = page.soup.find("textarea", attrs={"name": "text"})
        assert text is not None
        assert words(text) == "Đã gửi dự thảo"
        assert "Hãy kiểm tra rồi gửi." in words(page.soup)
        assert session.scalars(select(ProgressUpdate)).all() == []
        page.submit(SEND)
        assert session.scalars(select(ProgressUpdate.text)).all() == ["Đã gửi dự thảo"]
        assert session.scalars(select(KeptForm)).all() == []

    def test_a_wrong_password_loses_nothing(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        self.expired(page, district, task)
        page.submit("Đăng nhập", identity="nobody", password="wrong", status=422)
        sign_in(page, district)
        assert "Đã gửi dự thảo" in words(page.soup)

    def test_files_must_be_chosen_again_and_it_is_said(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.submit", task_id=task.id)
        form = page.soup
        page.sign_out()
        page.soup = form
        page.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        page.submit(
            "Báo cáo hoàn thành",
            summary="Đã ban hành kế hoạch",
            files=(BytesIO(b"%PDF-1.4"), "Kế hoạch.pdf"),
            status=401,
        )
        sign_in(page, district)
        assert "Tệp đính kèm phải chọn lại." in words(page.soup)
        assert "Đã ban hành kế hoạch" in words(page.soup)

    def test_a_form_without_a_page_is_shown_and_sent_by_hand(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        page.post("tasks.bulk", {"deed": "cancel", "ids": str(task.id)})
        form = page.soup
        page.sign_out()
        page.soup = form
        page.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        page.submit("Dừng theo dõi (1 nhiệm vụ)", words="Thông báo số 3/TB-UBND", status=401)
        page.submit("Đăng nhập", identity=district.monitor.login, password=PASSWORD)
        assert "Thông báo số 3/TB-UBND" in words(page.soup)
        assert "Đã giao" in words(page.get("tasks.show", task_id=task.id))
        page.get("auth.kept")
        page.submit("Gửi lại")
        assert task.status is TaskStatus.CANCELLED

    def test_a_form_of_another_site_is_not_carried_in(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        url = page.address("tasks.update", task_id=task.id)
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
            answer = page.open(url, method="POST", data={"text": "Bẫy"}, headers=headers)
            assert answer.status_code == 400, headers
            assert "kept" not in answer.get_data(as_text=True)

    def test_who_may_not_see_the_task_finds_nothing_there(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        self.expired(page, district, task)
        page.submit(
            "Đăng nhập", identity=district.culture_head.login, password=PASSWORD, status=404
        )

    def expired(self, page: Visitor, district: District, task: Task) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.update", task_id=task.id)
        form = page.soup
        page.sign_out()
        page.soup = form
        page.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        page.submit(SEND, milestone="drafting", text="Đã gửi dự thảo", status=401)
