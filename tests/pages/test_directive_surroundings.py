"""What a directive's page knows about its surroundings, as the lead office works with it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.paper import PLAN
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.follow_up import DraftState
from tracker.models import (
    Citation,
    Directive,
    Duty,
    NamedEvent,
    Reading,
    Target,
    Task,
    TaskDraft,
    UnitAlias,
)
from tracker.services.duty_fingerprints import keep_fingerprints

CARRYING = PLAN.replace(
    "I. Mục đích, yêu cầu",
    "Thực hiện Chỉ thị số 05/CT-UBND ngày 02/11/2026 của UBND tỉnh, UBND huyện ban hành Kế hoạch "
    "như sau:\n\nI. Mục đích, yêu cầu",
).replace(
    "Nâng cao mức độ hài lòng của người dân.",
    "Đến năm 2027, tối thiểu 90% hồ sơ được giải quyết đúng hạn.",
).replace(
    "trình UBND huyện trước ngày 15/12/2026.",
    "trình UBND huyện trong thời hạn 05 ngày làm việc kể từ ngày nhận được hướng dẫn của Sở Tư "
    "pháp.",
)  # fmt: skip


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


def take_in(page: Visitor, text: str = CARRYING) -> BeautifulSoup:
    page.get("directives.take_in")
    return page.submit("Tiếp nhận và đọc văn bản", file=(BytesIO(text.encode()), "a.txt"))


def the_order(session: Session, district: District) -> Directive:
    return a_directive(
        session,
        district.office,
        "Chỉ thị về thủ tục hành chính",
        number="05/CT-UBND",
        kind=DirectiveKind.INSTRUCTION,
        issued_on=date(2026, 11, 2),
    )


def taken(session: Session) -> Directive:
    return session.scalars(select(Directive).where(Directive.number == "45/KH-UBND")).one()


def test_a_paper_that_is_carried_out_is_linked_and_set_by_one_click(
    page: Visitor, session: Session, district: District
) -> None:
    order = the_order(session, district)
    order.issuer = "UBND tỉnh"
    shown = words(take_in(page))
    assert "Căn cứ, văn bản được dẫn" in shown
    assert "Chỉ thị số 05/CT-UBND ngày 02/11/2026" in shown
    page.submit("Đây là văn bản được triển khai thực hiện")
    assert "Thực hiện văn bản" in words(page.soup)
    assert "Xác định văn bản được triển khai thực hiện: Chỉ thị số 05/CT-UBND" in words(page.soup)
    plan = taken(session)
    assert plan.parent_id == order.id
    above = words(page.get("directives.show", directive_id=order.id))
    assert "Văn bản triển khai" in above
    assert "Văn bản dẫn chiếu đến văn bản này" in above
    page.get("directives.show", directive_id=plan.id)
    page.submit("Bỏ xác định")
    session.refresh(plan)
    assert plan.parent_id is None


def test_a_doubtful_citation_shows_candidates(
    page: Visitor, session: Session, district: District
) -> None:
    order = the_order(session, district)
    order.issuer = "UBND huyện khác"
    shown = words(take_in(page))
    assert "Có thể là văn bản trong sổ" in shown
    page.submit("Đúng văn bản này")
    assert session.scalars(select(Citation)).one().cited_id == order.id
    page.submit("Bỏ gắn")
    assert session.scalars(select(Citation)).one().cited_id is None


def test_a_target_is_corrected_linked_and_removed(
    page: Visitor, session: Session, district: District
) -> None:
    shown = words(take_in(page))
    assert "tối thiểu 90%" in shown
    target = session.scalars(select(Target)).one()
    duty = a_duty(session, district.office, "Giải quyết hồ sơ", directive=taken(session))
    page.get("directives.target", directive_id=target.directive_id, target_id=target.id)
    shown_again = page.submit("Lưu chỉ tiêu", value="chín mươi", status=422)
    assert "Hãy nhập một số" in words(shown_again)
    page.submit("Lưu chỉ tiêu", value="92,5", year="2027")
    assert "tối thiểu 92,5%" in words(page.soup)
    page.get("directives.target", directive_id=target.directive_id, target_id=target.id)
    page.submit("Gắn nhiệm vụ đã chọn", duty=str(duty.id))
    assert "Đã gắn nhiệm vụ với chỉ tiêu" in words(page.soup)
    page.submit("Bỏ chỉ tiêu này")
    assert "92,5" not in words(page.soup.find(id="chi-tieu"))  # type: ignore[arg-type]
    page.get("directives.target", directive_id=target.directive_id, target_id=target.id, status=404)
    page.get("directives.add_target", directive_id=target.directive_id)
    page.submit("Lưu chỉ tiêu", measure="Kiểm tra các xã", value="02", unit="cuộc/năm")
    assert "Kiểm tra các xã" in words(page.soup)


def test_the_day_of_an_event_gives_the_waiting_their_days(
    page: Visitor, session: Session, district: District
) -> None:
    shown = words(take_in(page))
    assert "Sự kiện mà thời hạn phải chờ" in shown
    event = session.scalars(select(NamedEvent)).one()
    draft = session.scalars(select(TaskDraft).where(TaskDraft.event_id == event.id)).one()
    duty = a_duty(session, district.office, "Việc đã giao", directive=taken(session))
    duty.event_id, duty.event_step, duty.due_phrase = event.id, draft.event_step, "sau hướng dẫn"
    task = a_task(session, district.office, district.justice, duty=duty, due_on=None)
    page.get("directives.event", directive_id=event.directive_id, event_id=event.id)
    refused = page.submit("Ghi ngày của sự kiện", happened_on="24/11/2026", status=422)
    assert "chưa tới" in words(refused)
    page.submit("Ghi ngày của sự kiện", happened_on="20/11/2026", basis="Công văn số 9/STP")
    session.refresh(draft)
    assert draft.due_on == date(2026, 11, 27)
    assert "Lượt giao chờ sự kiện" in words(page.soup)
    page.submit("Xác định thời hạn đã chọn")
    session.refresh(task)
    assert task.due_on == date(2026, 11, 27)
    assert "nhận được hướng dẫn của Sở Tư pháp" in task.deadlines[-1].basis
    assert "Công văn số 9/STP" in task.deadlines[-1].basis


def test_one_result_answers_two_papers(page: Visitor, session: Session, district: District) -> None:
    older = a_directive(session, district.office, "Kế hoạch cũ", number="1/KH-UBND")
    text = (
        "Chủ trì, phối hợp với Phòng Văn hóa và Thông tin xây dựng danh mục thủ tục hành chính "
        "cần đơn giản hóa, trình UBND huyện trong tháng 12."
    )
    duty = a_duty(session, district.office, text, directive=older, leads=[district.justice])
    keep_fingerprints(session, duty)
    task = a_task(session, district.office, district.justice, duty=duty)
    assert "1 nội dung đề xuất trùng với nhiệm vụ đã giao" in words(take_in(page))
    plan = taken(session)
    shown = words(page.get("directives.repeats", directive_id=plan.id))
    assert "của Kế hoạch số 1/KH-UBND" in shown
    assert "của Kế hoạch số 1/KH-UBND" in words(page.get("drafts.review", directive_id=plan.id))
    (first, *_others) = session.scalars(
        select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)
    ).all()
    edited = page.get("drafts.edit", directive_id=plan.id, draft_id=first.id)
    assert "Trùng nội dung với nhiệm vụ đã giao" in words(edited)
    page.get("directives.repeats", directive_id=plan.id)
    page.submit("Một kết quả trả lời cả hai")
    draft = session.scalars(select(TaskDraft).where(TaskDraft.answered_by_id == duty.id)).one()
    assert draft.state is DraftState.SET_ASIDE
    assert "45/KH-UBND" in words(page.get("directives.show", directive_id=older.id))
    assert "Kết quả trả lời cả" in words(page.get("tasks.show", task_id=task.id))
    page.get("directives.repeats", directive_id=plan.id)
    page.submit("Bỏ dùng chung")
    session.refresh(draft)
    assert (draft.state, draft.answered_by_id) == (DraftState.PROPOSED, None)


def test_the_paper_is_read_again(page: Visitor, session: Session, district: District) -> None:
    take_in(page)
    plan = taken(session)
    shown = words(page.submit("Đọc lại bằng bộ đọc mới"))
    assert "Lần đọc 2 so với lần 1" in shown
    assert "Hai lần đọc cho cùng kết quả" in shown
    versions = session.scalars(select(Reading.version).where(Reading.directive_id == plan.id)).all()
    assert sorted(versions) == [1, 2]
    first = session.scalars(select(Reading).where(Reading.version == 1)).one()
    page.get("directives.readings", directive_id=plan.id, reading=first.id)
    page.get("directives.readings", directive_id=plan.id, reading=999, status=404)


def test_a_paper_typed_by_hand_cannot_be_read_again(
    page: Visitor, session: Session, district: District
) -> None:
    typed = a_directive(session, district.office)
    page.get("directives.readings", directive_id=typed.id, status=404)
    page.post("directives.read_once_more", directive_id=typed.id, status=404)


def test_a_name_is_asked_about_once(page: Visitor, session: Session, district: District) -> None:
    assert "Có 2 tên đơn vị chưa xác định" in words(take_in(page))
    plan = taken(session)
    page.get("directives.names", directive_id=plan.id, name="Trung tâm Truyền thanh huyện")
    shown = page.submit("Xác định", unit=f"unit-{district.culture.id}")
    assert "1 tên đơn vị chưa xác định" in words(shown)
    alias = session.scalars(
        select(UnitAlias).where(UnitAlias.alias == "Trung tâm Truyền thanh huyện")
    ).one()
    assert (alias.unit_id, alias.from_on) == (district.culture.id, date(2026, 11, 16))


def test_a_unit_sees_what_surrounds_its_paper_and_changes_nothing(
    page: Visitor, session: Session, district: District
) -> None:
    take_in(page)
    plan = taken(session)
    target = session.scalars(select(Target)).one()
    event = session.scalars(select(NamedEvent)).one()
    duty = a_duty(session, district.office, directive=plan, leads=[district.justice])
    assert isinstance(duty, Duty)
    page.sign_in(district.justice_head)
    shown = words(page.get("directives.show", directive_id=plan.id))
    assert "tối thiểu 90%" in shown
    assert "Đọc lại" not in shown
    for endpoint, values in (
        ("directives.target", {"target_id": target.id}),
        ("directives.event", {"event_id": event.id}),
        ("directives.repeats", {}),
        ("directives.readings", {}),
        ("directives.names", {}),
    ):
        page.get(endpoint, directive_id=plan.id, status=403, **values)
    page.post("directives.carry_out_paper", directive_id=plan.id, status=403)
    assert session.scalars(select(Task)).all() == []
