"""Comments on the page of a task: written, mentioned, corrected, withdrawn, paged."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.comment_rules import LONGEST
from tracker.models import Comment, Task

SAID = "Đã có dự thảo <b>lần 1</b>: https://vidu.vn/tep"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(session, district.office, district.justice, coordinating=[district.culture])
    session.commit()
    return task


def test_from_writing_to_withdrawing(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.show", task_id=task.id)
    soup = page.submit("Gửi trao đổi", text=SAID, mentions=[str(district.culture_head.id)])
    assert "Đã gửi nội dung trao đổi, nhắc tới 1 người." in words(soup)
    assert SAID in words(soup), "as typed: nothing in it is markup"
    assert soup.find("a", href="https://vidu.vn/tep") is None
    comment = session.scalars(select(Comment)).one()
    page.sign_in(district.culture_head)
    assert "Phạm Thị Cúc nhắc tới bạn" in words(page.get("inbox.index"))
    page.get("comments.correct", status=403, comment_id=comment.id)
    page.sign_in(district.justice_officer)
    page.get("comments.correct", comment_id=comment.id)
    soup = page.submit("Lưu nội dung đã sửa", text="Đã có dự thảo lần 2")
    assert "Đã có dự thảo lần 2" in words(soup)
    assert "đã sửa" in words(soup)
    page.get("comments.withdraw", comment_id=comment.id)
    soup = page.submit("Rút lại")
    assert "Đã rút lại" in words(soup)
    assert "Đã có dự thảo lần 2" not in words(page.get("comments.of_task", task_id=task.id))


def test_nothing_and_too_much(page: Visitor, district: District, task: Task) -> None:
    page.sign_in(district.chairman)
    page.get("comments.of_task", task_id=task.id)
    soup = page.submit("Gửi trao đổi", status=422, text=" ")
    assert "Hãy ghi nội dung trao đổi." in words(soup)
    soup = page.submit("Gửi trao đổi", status=422, text="a" * (LONGEST + 1))
    assert "Dài 4001 ký tự, tối đa 4000." in words(soup)


def test_after_a_quarter_of_an_hour_the_words_stand(
    page: Visitor, district: District, task: Task, session: Session, clock: Clock
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.show", task_id=task.id)
    page.submit("Gửi trao đổi", text="Đã gửi")
    comment = session.scalars(select(Comment)).one()
    clock.pass_by(hours=1)
    soup = page.get("tasks.show", task_id=task.id)
    assert soup.find("a", href=f"/comments/{comment.id}/correct") is None
    page.get("comments.correct", comment_id=comment.id)
    soup = page.submit("Lưu nội dung đã sửa", status=409, text="Khác")
    assert "Chỉ sửa được nội dung trao đổi trong 15 phút" in words(soup)


def test_many_are_paged_and_the_newest_stands_last(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    for n in range(1, 61):
        session.add(
            Comment(
                office_id=task.office_id,
                task_id=task.id,
                author_id=district.monitor.id,
                text=f"Ý kiến thứ {n}.",
                at=at(date(2026, 11, 20)),
            )
        )
    session.commit()
    page.sign_in(district.justice_head)
    shown = words(page.get("tasks.show", task_id=task.id))
    assert "Xem tất cả 60 ý kiến trao đổi" in shown
    assert "Ý kiến thứ 50." not in shown
    assert shown.index("Ý kiến thứ 51.") < shown.index("Ý kiến thứ 60.")
    last = words(page.get("comments.of_task", task_id=task.id))
    assert "Ý kiến thứ 60." in last
    assert "Ý kiến thứ 50." not in last
    assert "Ý kiến thứ 50." in words(page.get("comments.of_task", task_id=task.id, page=1))


def test_who_does_not_see_the_task_sees_no_comment(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    page.sign_in(district.administrator)
    page.get("comments.of_task", status=404, task_id=task.id)
