"""Late work as people see it: explained once, its cause confirmed, the leader's part."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import Task

WORDS = "Mưa lũ kéo dài, các xã gửi số liệu chậm."


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def late(session: Session, district: District) -> list[Task]:
    tasks = [
        a_task(session, district.office, district.justice, due_on=date(2026, 11, 10), text=text)
        for text in ("Rà soát văn bản", "Tổng hợp số liệu hộ tịch")
    ]
    session.commit()
    return tasks


def explain(page: Visitor, district: District, late: list[Task]) -> None:
    page.sign_in(district.justice_officer)
    page.get("explanations.give", unit_id=district.justice.id)
    page.submit(
        "Gửi giải trình",
        tasks=[str(task.id) for task in late],
        explanation=WORDS,
        cause="objective",
    )


def test_from_the_explanation_to_the_confirmed_cause(
    page: Visitor, district: District, late: list[Task]
) -> None:
    explain(page, district, late)
    page.sign_in(district.monitor)
    soup = page.get("explanations.index")
    assert "1 giải trình lý do chậm" in words(soup)
    assert "đơn vị nêu: khách quan" in words(soup)
    page.get("explanations.confirm_cause", explanation_id=1)
    soup = page.submit("Xác nhận nguyên nhân", status=422, cause="subjective", note="")
    assert "khác với giải trình của đơn vị" in words(soup)
    soup = page.submit("Xác nhận nguyên nhân", cause="subjective", note="Số liệu đã đủ từ 02/11.")
    assert "Nguyên nhân được xác nhận: chủ quan." in words(soup)
    assert "Tổng hợp số liệu hộ tịch" in words(soup)


def test_when_handing_in_it_need_not_be_written_again(
    page: Visitor, district: District, late: list[Task]
) -> None:
    explain(page, district, late)
    shown = words(page.get("tasks.submit", task_id=late[0].id))
    assert "Đã giải trình lý do chậm" in shown
    assert WORDS in shown
    soup = page.submit("Báo cáo hoàn thành", summary="Đã rà soát xong.")
    assert "Đơn vị nêu nguyên nhân: khách quan" in words(soup)


def test_late_work_without_words_or_cause_comes_back_with_what_was_typed(
    page: Visitor, district: District, late: list[Task]
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.submit", task_id=late[0].id)
    soup = page.submit("Báo cáo hoàn thành", status=422, summary="Đã rà soát xong.")
    assert "Hãy giải trình lý do chậm." in words(soup)
    soup = page.submit("Báo cáo hoàn thành", status=422, explanation=WORDS)
    assert "Hãy chọn nguyên nhân khách quan hay chủ quan." in words(soup)
    assert "Đã rà soát xong." in str(soup)


def test_who_may(page: Visitor, district: District, late: list[Task]) -> None:
    explain(page, district, late)
    page.get("explanations.confirm_cause", status=403, explanation_id=1)
    page.sign_in(district.culture_head)
    page.get("explanations.show", status=404, explanation_id=1)
    page.get("explanations.give", status=403, unit_id=district.justice.id)
    page.sign_in(district.auditor)
    assert WORDS in words(page.get("explanations.show", explanation_id=1))
    page.get("explanations.confirm_cause", status=403, explanation_id=1)


def test_the_leaders_part_stands_apart(page: Visitor, session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice)
    session.commit()
    page.sign_in(district.monitor)
    page.get("tasks.leader_part_of", task_id=task.id)
    page.submit("Ghi nhận", basis="Ý kiến của Chủ tịch")
    page.sign_in(district.justice_officer)
    page.get("tasks.submit", task_id=task.id)
    page.submit(
        "Báo cáo hoàn thành",
        summary="Đã trình dự thảo kế hoạch.",
        paper_number="12/TTr-TP",
        paper_on="20/11/2026",
    )
    page.sign_in(district.monitor)
    page.get("tasks.confirm", task_id=task.id)
    soup = page.submit("Xác nhận hoàn thành")
    assert "Chờ lãnh đạo ban hành" in words(soup)
    assert "Nhập muộn: kết quả ngày 20/11/2026, báo cáo ngày 23/11/2026." in words(soup)
    page.sign_in(district.chairman)
    assert "1 văn bản chờ lãnh đạo ban hành" in words(page.get("tasks.desk"))
    page.get("tasks.issued", task_id=task.id)
    soup = page.submit(
        "Ghi nhận văn bản", status=422, paper_number="8/KH-UBND", issued_on="24/11/2026"
    )
    assert "chưa đến" in words(soup)
    soup = page.submit("Ghi nhận văn bản", issued_on="23/11/2026")
    assert "Lãnh đạo xem xét 1 ngày làm việc" in words(soup)
