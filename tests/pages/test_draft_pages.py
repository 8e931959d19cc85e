"""The review as the lead office walks through it, without script; the leader's look at the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.paper import PLAN
from tests.factories.unit import a_group, a_unit
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import DraftState, FollowUp
from tracker.models import Directive, OutboxMessage, SeriesRule, Task, TaskDraft, UnitAlias

BASIS = "Đơn vị theo dõi đề xuất"


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    root = district.office.root_unit
    communes = [
        a_unit(session, f"UBND xã {name}", parent=root, type_code="commune")
        for name in ("Hòa Bình", "Đông Phú")
    ]
    a_group(session, district.office, "UBND các xã, thị trấn", members=communes)
    page.sign_in(district.monitor)
    return district


@pytest.fixture
def paper(page: Visitor, session: Session, district: District) -> Directive:
    """A plan that was taken in through the door: four drafts."""
    page.get("directives.take_in")
    page.submit("Tiếp nhận và đọc văn bản", text=PLAN)
    return session.scalars(select(Directive)).one()


def drafts(session: Session) -> list[TaskDraft]:
    session.expire_all()
    return list(session.scalars(select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)))


def card(page: Visitor, draft: TaskDraft) -> str:
    found = page.soup.find(id=f"d{draft.id}")
    assert found is not None
    return words(found)


def press(page: Visitor, paper: Directive, door: str, *drafts: TaskDraft, **more: Any) -> Any:
    """A button of the review that acts on picked drafts."""
    form = page.soup.find(id="bulk")
    assert form is not None
    hidden = {
        str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")
    }
    picks = [f"{draft.id}:{draft.row_version}" for draft in drafts]
    return page.post(f"drafts.{door}", {**hidden, "picks": picks, **more}, directive_id=paper.id)


def test_every_draft_is_marked_in_the_text_and_leads_back(
    page: Visitor, session: Session, paper: Directive
) -> None:
    shown = page.get("drafts.review", directive_id=paper.id)
    assert words(shown.h1) == "4 nội dung chờ rà soát"  # type: ignore[arg-type]
    for draft in drafts(session):
        article = shown.find(id=f"d{draft.id}")
        assert article is not None
        source = article.select_one("a.to-source")
        assert source is not None
        paragraph = shown.select_one(str(source["href"]))
        assert paragraph is not None
        assert paragraph.mark is not None
        assert paragraph.select_one(f"a[href='#d{draft.id}']") is not None
    asked = card(page, drafts(session)[3])
    assert "Trung tâm Truyền thanh huyện (chưa xác định)" in asked
    assert "Chưa xác định “Trung tâm Truyền thanh huyện” là đơn vị nào" in asked


def test_the_whole_road_without_script(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    dated, monthly, communes, radio = drafts(session)
    page.get("drafts.review", directive_id=paper.id)
    press(page, paper, "ready", dated, monthly, communes, radio)
    assert "1 mục còn thiếu thông tin" in words(page.soup)
    page.get("drafts.put_one_aside", directive_id=paper.id, draft_id=radio.id)
    page.submit("Không theo dõi", reason="Không thuộc phạm vi theo dõi")
    assert "0 thành nhiệm vụ, 1 không theo dõi, 3 chờ rà soát" in words(page.soup)

    shown = page.get("drafts.confirm", directive_id=paper.id)
    assert words(shown.h1) == "Giao 3 nhiệm vụ theo Kế hoạch số 45/KH-UBND ngày 16/11/2026"  # type: ignore[arg-type]
    assert "2 lượt giao và 2 dòng báo cáo kỳ cho 4 đơn vị" in words(shown)
    page.submit("Giao 3 nhiệm vụ")
    assert "Đã giao 3 nhiệm vụ thành 2 lượt giao" in words(page.soup)
    assert "3 thành nhiệm vụ, 1 không theo dõi, 0 chờ rà soát" in words(page.soup)

    tasks = session.scalars(select(Task).order_by(Task.id)).all()
    assert [task.due_on for task in tasks] == [date(2026, 12, 15), date(2026, 12, 15)]
    assert [task.period_key for task in tasks] == [None, "2026-12"]
    rule = session.scalars(select(SeriesRule)).one().rule
    assert rule is not None
    assert rule["every"] == "monthly"
    told = session.scalars(select(OutboxMessage.recipient_id)).all()
    assert sorted(told) == sorted([district.justice_head.id, district.culture_head.id])


def test_a_deadline_with_its_basis(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    communes = drafts(session)[2]
    page.get("drafts.edit", directive_id=paper.id, draft_id=communes.id)
    given: dict[str, Any] = {"follow_up": "per_unit", "due_on": "31/12/2026"}
    page.submit("Lưu và đánh dấu đã rà soát", status=422, **given)
    assert "Chưa ghi căn cứ" in words(page.soup)
    page.submit("Lưu và đánh dấu đã rà soát", due_basis=BASIS)
    saved = drafts(session)[2]
    assert (saved.state, saved.due_on) == (DraftState.READY, date(2026, 12, 31))
    assert "Từng đơn vị: 2 lượt giao · 31/12/2026 Căn cứ: Đơn vị theo dõi đề xuất" in card(
        page, saved
    )


def test_a_name_is_resolved_and_remembered(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    radio = drafts(session)[3]
    page.get("drafts.edit", directive_id=paper.id, draft_id=radio.id)
    choice: dict[str, Any] = {
        "leads-0-unit": f"unit-{district.culture.id}",
        "leads-0-remember": "y",
    }
    page.submit("Lưu và đánh dấu đã rà soát", **choice)
    saved = drafts(session)[3]
    assert (saved.state, saved.units[0].unit_id) == (DraftState.READY, district.culture.id)
    alias = session.scalars(
        select(UnitAlias).where(UnitAlias.alias == "Trung tâm Truyền thanh huyện")
    ).one()
    assert alias.from_on == date(2026, 11, 16)


def test_units_are_added_and_dropped(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    dated = drafts(session)[0]
    page.get("drafts.edit", directive_id=paper.id, draft_id=dated.id)
    change: dict[str, Any] = {
        "add_leads": [f"unit-{district.culture.id}"],
        "coordinating-0-drop": "y",
    }
    page.submit("Lưu", **change)
    assert [row.unit_id for row in drafts(session)[0].units] == [
        district.justice.id,
        district.culture.id,
    ]


def test_two_people_on_one_draft_see_both_texts(
    page: Visitor, session: Session, paper: Directive
) -> None:
    dated = drafts(session)[0]
    first = page.get("drafts.edit", directive_id=paper.id, draft_id=dated.id)
    page.submit("Lưu", text="Lời của người thứ nhất")
    page.soup = first
    receipt = first.select_one("form.draft-form [name=receipt]")
    assert receipt is not None
    receipt["value"] = "another form"
    shown = page.submit("Lưu", status=409, text="Lời của người thứ hai")
    assert "Lời của người thứ nhất" in words(shown)
    assert "Lời của người thứ hai" in words(shown)
    assert "Lê Thu Hương đã lưu trước" in words(shown)
    assert drafts(session)[0].text == "Lời của người thứ nhất"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Hãy nhập nội dung nhiệm vụ"),
        ({"due_on": "31/11/2026"}, "Không có ngày 31/11/2026"),
        ({"every": "monthly", "day": "40"}, "từ 1 đến 31"),
        ({"leads-0-unit": "unit-99999"}, "không có trong danh sách"),
    ],
    ids=["no text", "no such day", "no such day of a month", "no such unit"],
)
def test_what_cannot_be_saved_gets_a_sentence(
    *, page: Visitor, session: Session, paper: Directive, fields: dict[str, str], sentence: str
) -> None:
    dated = drafts(session)[0]
    page.get("drafts.edit", directive_id=paper.id, draft_id=dated.id)
    assert sentence in words(page.submit("Lưu", status=422, **fields))
    assert drafts(session)[0].row_version == 1


def test_cut_and_join(page: Visitor, session: Session, district: District) -> None:
    paper = a_directive(session, district.office)
    text = "Lập danh mục thủ tục. Báo cáo UBND huyện."
    draft = a_draft(session, district.office, text, directive=paper, leads=[district.justice])
    page.get("drafts.split", directive_id=paper.id, draft_id=draft.id)
    page.submit("Tách nội dung", at=["22"], marked=text)
    assert [each.text for each in drafts(session)] == [
        "Lập danh mục thủ tục.",
        "Báo cáo UBND huyện.",
    ]
    page.get("drafts.split", directive_id=paper.id, draft_id=draft.id)
    page.submit("Tách nội dung", marked="Lập danh mục || thủ tục.")
    assert [each.text for each in drafts(session)][:2] == ["Lập danh mục", "thủ tục."]
    page.get("drafts.split", directive_id=paper.id, draft_id=draft.id)
    page.submit("Tách nội dung", status=422)
    assert "Chỗ tách phải nằm giữa nội dung" in words(page.soup)
    page.get("drafts.merge", directive_id=paper.id, draft_id=draft.id)
    page.submit("Gộp hai nội dung")
    assert drafts(session)[0].text == "Lập danh mục\nthủ tục."


def test_cut_at_several_sentences_and_taken_back(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    text = "Lập danh mục thủ tục. Báo cáo UBND huyện. Công khai kết quả."
    draft = a_draft(session, district.office, text, directive=paper, leads=[district.justice])
    page.get("drafts.split", directive_id=paper.id, draft_id=draft.id)
    page.submit("Tách nội dung", at=["22", "42"])
    assert "Đã tách thành 3 nội dung" in words(page.soup)
    assert [each.text for each in drafts(session)][2] == "Công khai kết quả."
    button = page.soup.select_one("[data-undo]")
    assert button is not None
    press(page, paper, "undo", deed=str(button["value"]))
    assert "Đã hoàn tác: tách nội dung" in words(page.soup)
    assert [each.text for each in drafts(session)] == [text]
    assert "Hoàn tác" not in words(page.soup.find(id="standing"))  # type: ignore[arg-type]


def test_a_draft_from_a_paragraph_that_was_no_order(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    shown = page.get("drafts.review", directive_id=paper.id)
    plain = shown.select_one(".clause:not(:has(mark)) a.clause-add")
    assert plain is not None
    page.read(str(plain["href"]))
    page.submit("Lưu", add_leads=[f"unit-{district.justice.id}"])
    assert len(drafts(session)) == 5
    assert "Đã thêm vào danh mục" in words(page.soup)


def test_many_at_once(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    page.get("drafts.review", directive_id=paper.id)
    press(
        page,
        paper,
        "change",
        *drafts(session)[2:],
        lead=f"unit-{district.justice.id}",
        due_on="31/12/2026",
        due_basis=BASIS,
    )
    assert "Đã sửa 2 mục" in words(page.soup)
    assert {draft.due_on for draft in drafts(session)[2:]} == {date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("deed", "fields", "sentence"),
    [
        ("change", {"due_on": "31/12/2026"}, "Hãy ghi căn cứ của thời hạn"),
        ("change", {}, "Hãy chọn cách theo dõi"),
        ("put_aside", {}, "Hãy ghi lý do"),
        ("change", {"due_on": "31/11/2026"}, "Không có ngày"),
    ],
    ids=["no basis", "nothing to set", "no reason", "no such day"],
)
def test_many_at_once_lack_something(
    *,
    page: Visitor,
    session: Session,
    paper: Directive,
    deed: str,
    fields: dict[str, str],
    sentence: str,
) -> None:
    page.get("drafts.review", directive_id=paper.id)
    token = {"csrf_token": page.csrf_token(), "picks": [f"{drafts(session)[0].id}:1"], **fields}
    answer = page.open(
        page.address(f"drafts.{deed}", directive_id=paper.id), method="POST", data=token
    )
    assert answer.status_code == 422
    assert sentence in words(BeautifulSoup(answer.get_data(as_text=True), "html.parser"))
    assert {draft.state for draft in drafts(session)} == {DraftState.PROPOSED}


def test_nothing_picked(page: Visitor, paper: Directive) -> None:
    shown = page.post("drafts.ready", status=422, directive_id=paper.id)
    assert "Chưa chọn nội dung nào" in words(shown)


def test_the_review_of_another_version_is_refused(
    page: Visitor, session: Session, paper: Directive
) -> None:
    draft = drafts(session)[0]
    page.get("drafts.review", directive_id=paper.id)
    shown = page.post("drafts.ready", {"only": f"{draft.id}:7"}, status=409, directive_id=paper.id)
    back = shown.find("a", string="Mở bản mới nhất")
    assert back is not None
    assert "/review" in str(back["href"])


def test_another_papers_draft_is_not_found(
    page: Visitor, session: Session, district: District
) -> None:
    paper, other = (a_directive(session, district.office) for _n in range(2))
    draft = a_draft(session, district.office, directive=other)
    for endpoint in ("edit", "split", "merge", "put_one_aside"):
        page.get(f"drafts.{endpoint}", status=404, directive_id=paper.id, draft_id=draft.id)


def test_tabs_and_pages(page: Visitor, session: Session, district: District) -> None:
    paper = a_directive(session, district.office)
    for place in range(35):
        a_draft(
            session,
            district.office,
            f"Việc thứ {place + 1}",
            directive=paper,
            follow_up=FollowUp.NOTED,
            ord=place,
        )
    assert "Việc thứ 31" not in words(page.get("drafts.review", directive_id=paper.id))
    second = page.get("drafts.review", directive_id=paper.id, page=2)
    assert "Việc thứ 31" in words(second)
    assert "Không có nội dung nào ở nhóm này" in words(
        page.get("drafts.review", directive_id=paper.id, show="aside")
    )


def test_every_page_of_a_real_plan(page: Visitor, session: Session, district: District) -> None:
    real = Path(__file__).parents[3] / "shared" / "directives" / "004.txt"
    if not real.exists():
        pytest.skip("the collection of real directives is not on this machine")
    page.get("directives.take_in")
    page.submit("Tiếp nhận và đọc văn bản", text=real.read_text(encoding="utf-8"))
    paper = session.scalars(select(Directive)).one()
    shown = page.get("drafts.review", directive_id=paper.id)
    assert len(shown.find_all("article")) == 20
    size = len(page.open(page.address("drafts.review", directive_id=paper.id)).get_data())
    assert size < 110_000, "the review grew heavy for a slow line"
