"""What keeps the review quick and honest: sections, marks in the text, what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.unit import a_group, a_unit
from tests.factories.user import a_user
from tests.support.databases import engine_of
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole
from tracker.domain.people import Role
from tracker.models import Directive, DraftDeed, TaskDraft

SECTIONS = """ỦY BAN NHÂN DÂN
HUYỆN THỬ NGHIỆM
Số: 46/KH-UBND
Thử Nghiệm, ngày 16 tháng 11 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2027
I. NHIỆM VỤ
1. Cải cách thể chế
- Phòng Tư pháp chủ trì, phối hợp với Phòng Văn hóa - Thông tin xây dựng kế hoạch rà soát văn bản, trình UBND huyện trước ngày 15/12/2026.
- Phòng Tư pháp báo cáo kết quả rà soát văn bản trước ngày 20/12/2026.
2. Tuyên truyền
- Phòng Văn hóa - Thông tin tăng cường tuyên truyền về cải cách hành chính.
- Phòng Văn hóa - Thông tin xây dựng chuyên mục trên trang thông tin điện tử.
- Trung tâm Truyền thanh huyện phát thanh định kỳ hằng tuần.
"""  # noqa: E501 — lines of a paper


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


@pytest.fixture
def paper(page: Visitor, session: Session, district: District) -> Directive:
    """A plan with two sections: two and three drafts."""
    page.get("directives.take_in")
    page.submit("Tiếp nhận và đọc văn bản", text=SECTIONS)
    return session.scalars(select(Directive)).one()


def drafts(session: Session) -> list[TaskDraft]:
    session.expire_all()
    return list(session.scalars(select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)))


def press(page: Visitor, paper: Directive, door: str, **more: Any) -> None:
    """A button of the review outside the cards' own forms."""
    form = page.soup.find(id="bulk")
    assert form is not None
    hidden = {
        str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")
    }
    page.post(f"drafts.{door}", {**hidden, **more}, directive_id=paper.id)


def ask(page: Visitor, paper: Directive, mark: int, **headers: str) -> TestResponse:
    """As the script asks after a deed."""
    url = page.address("drafts.review", directive_id=paper.id)
    return page.open(url, headers={"Review-Since": str(mark), **headers})


def changes(answer: TestResponse) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends meanwhile."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = engine_of(app)
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_a_section_is_set_from_its_heading(
    page: Visitor, session: Session, paper: Directive
) -> None:
    shown = page.get("drafts.review", directive_id=paper.id)
    heads = [words(head) for head in shown.select(".section-head h3")]
    assert heads == ["I. NHIỆM VỤ", "1. Cải cách thể chế", "2. Tuyên truyền"]
    link = shown.select(".section-head a")[2]
    page.read(str(link["href"]))
    assert "3 nội dung đang mở: mục 3, mục 4, mục 5" in words(page.soup)
    page.submit("Đặt cho cả mục", follow_up="noted")
    assert "Đã sửa 3 mục" in words(page.soup)
    kinds = [draft.follow_up for draft in drafts(session)]
    assert kinds[2:] == [FollowUp.NOTED] * 3
    assert FollowUp.NOTED not in kinds[:2]
    assert "Hoàn tác: sửa cùng lúc" in words(page.soup)
    button = page.soup.select_one("[data-undo]")
    assert button is not None
    press(page, paper, "undo", deed=str(button["value"]))
    assert FollowUp.NOTED not in [draft.follow_up for draft in drafts(session)]


def test_a_section_lacks_what_it_needs(page: Visitor, session: Session, paper: Directive) -> None:
    shown = page.get("drafts.review", directive_id=paper.id)
    page.read(str(shown.select(".section-head a")[1]["href"]))
    page.submit("Không theo dõi cả mục", status=422)
    assert "Hãy ghi lý do" in words(page.soup)
    page.submit("Không theo dõi cả mục", reason="Đã giao ở văn bản khác")
    assert [draft.state for draft in drafts(session)][:2] == [DraftState.SET_ASIDE] * 2
    again = page.get("drafts.put_one_aside", directive_id=paper.id, draft_id=drafts(session)[2].id)
    assert again.find("button", value="Đã giao ở văn bản khác") is not None
    page.submit("Đã giao ở văn bản khác")
    assert drafts(session)[2].set_aside_reason == "Đã giao ở văn bản khác"


def test_coordinating_units_join_or_take_the_place(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    other = a_unit(session, "Phòng Y tế", parent=district.office.root_unit)
    for how, names in (("add", [district.culture.id, other.id]), ("replace", [other.id])):
        shown = page.get("drafts.review", directive_id=paper.id)
        first = shown.select_one("article input[name=picks]")
        assert first is not None
        units = [f"unit-{other.id}"]
        press(page, paper, "change", picks=first["value"], coordinating=units, how=how)
        row = drafts(session)[0].units
        assert [u.unit_id for u in row if u.role is UnitRole.COORDINATING] == names


def test_the_words_that_gave_units_and_deadline_are_marked(page: Visitor, paper: Directive) -> None:
    shown = page.get("drafts.review", directive_id=paper.id)
    clause = next(one for one in shown.select(".clause") if "15/12/2026" in words(one))
    gave = {kind: [words(w) for w in clause.select(f".gave-{kind}")] for kind in
            ("lead", "coordinating", "due")}  # fmt: skip
    assert gave["lead"] == ["Phòng Tư pháp"]
    assert gave["coordinating"] == ["Phòng Văn hóa - Thông tin"]
    assert gave["due"] == ["trước ngày 15/12/2026"]
    assert "chủ trì phối hợp thời hạn" in words(shown.select_one(".gave-legend"))  # type: ignore[arg-type]


def test_what_is_unclear_has_a_mark_and_a_list(
    page: Visitor, session: Session, paper: Directive
) -> None:
    shown = page.get("drafts.review", directive_id=paper.id, show="unclear")
    vague, radio = drafts(session)[2], drafts(session)[4]
    assert {str(card["id"]) for card in shown.select("article")} >= {f"d{vague.id}", f"d{radio.id}"}
    card = shown.find(id=f"d{vague.id}")
    assert card is not None
    assert "yêu cầu chung" in words(card)
    assert f"d{drafts(session)[0].id}" not in {str(card["id"]) for card in shown.select("article")}


def test_after_a_deed_only_what_changed_is_sent(
    page: Visitor, session: Session, paper: Directive
) -> None:
    first = drafts(session)[0]
    address = page.address("drafts.ready", directive_id=paper.id)
    page.get("drafts.review", directive_id=paper.id)
    token = {"csrf_token": page.csrf_token(), "only": f"{first.id}:1"}
    answer = page.open(
        address, method="POST", data=token, headers={"Review-Since": "0"}, follow_redirects=True
    )
    found = changes(answer)
    assert [card["id"] for card in found.select("article")] == [f"d{first.id}"]
    assert "Xem lại và giao 1 nhiệm vụ" in words(found.select_one("#standing"))  # type: ignore[arg-type]
    root = found.select_one("[data-changes]")
    assert root is not None
    assert root["data-heading"] == "4 nội dung chờ rà soát, 1 đã sẵn sàng giao"
    mark = session.scalars(select(DraftDeed.id).order_by(DraftDeed.id.desc())).first()
    assert mark is not None
    assert not changes(ask(page, paper, mark)).select("article")


def test_the_other_clerk_is_told_and_loses_nothing(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    first, second = drafts(session)[:2]
    page.get("drafts.review", directive_id=paper.id)
    page.post("drafts.ready", {"only": f"{first.id}:1"}, directive_id=paper.id)
    assert ask(page, paper, 0, **{"Review-Peek": "1"}).status_code == 204
    office, unit = district.office, district.lead
    colleague = a_user(session, "Trần Văn Bình", unit=unit, office=office, roles=[Role.LEAD_OFFICE])
    page.sign_in(colleague)
    told = ask(page, paper, 0, **{"Review-Peek": "1"})
    assert told.get_data(as_text=True) == "Lê Thu Hương vừa thay đổi danh mục này."
    shown = page.post(
        "drafts.put_aside",
        {"picks": [f"{first.id}:1", f"{second.id}:1"], "reason": "Trùng"},
        status=409,
        directive_id=paper.id,
    )
    assert "Lê Thu Hương đã lưu trước" in words(shown)
    assert "Chờ rà soát" in words(shown)
    assert "Đã rà soát" in words(shown)
    assert [draft.state for draft in drafts(session)[:2]] == [
        DraftState.READY,
        DraftState.PROPOSED,
    ]


def test_three_hundred_drafts_need_no_more_queries_than_thirty(
    app: Flask, page: Visitor, session: Session, district: District
) -> None:
    group = a_group(session, district.office, "các phòng", members=[district.justice])
    sent, sizes = [], []
    for count in (30, 300):
        paper = a_directive(session, district.office, number=f"{count}/KH-UBND")
        for place in range(count):
            a_draft(
                session,
                district.office,
                f"Xây dựng kế hoạch thứ {place + 1} của huyện",
                directive=paper,
                leads=[district.justice if place % 2 else group],
                coordinating=[district.culture],
                follow_up=FollowUp.REGULAR,
                ord=place,
            )
        page.get("drafts.review", directive_id=paper.id)
        with counted(app) as statements:
            answer = page.open(page.address("drafts.review", directive_id=paper.id))
        sent.append(len(statements))
        sizes.append(len(answer.get_data()))
    assert sent[0] <= 60
    assert sent[1] <= sent[0] + 4  # one more look for each 500 keys
    assert sizes[1] < 100_000


def test_further_drafts_follow_the_one_that_was_last(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    every = [
        a_draft(session, district.office, f"Việc thứ {place + 1}", directive=paper, ord=place,
                follow_up=FollowUp.NOTED)
        for place in range(45)
    ]  # fmt: skip
    every[3].state, every[3].set_aside_reason = DraftState.SET_ASIDE, "Trùng"
    shown = page.get("drafts.review", directive_id=paper.id, after=every[20].id)
    ids = [str(card["id"]) for card in shown.select("article")]
    assert ids[0] == f"d{every[21].id}"
    assert len(ids) == 20
