"""The register and the way of one paper into it, as the lead office and a unit see them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.paper import INTERNAL, NO_ORDER, PLAN, SECRET
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import DraftState
from tracker.models import Directive, FormReceipt, Task, TaskDraft
from tracker.surroundings import KEY


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


def upload(page: Visitor, data: str | bytes, name: str, status: int = 200) -> BeautifulSoup:
    page.get("directives.take_in")
    content = data.encode() if isinstance(data, str) else data
    return page.submit("Tiếp nhận và đọc văn bản", status=status, file=(BytesIO(content), name))


def count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def stored(page: Visitor) -> list[Path]:
    root = page.app.extensions[KEY].config.data_dir / "store"
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_plan_comes_in(page: Visitor, session: Session, district: District) -> None:
    shown = words(upload(page, PLAN, "Kế hoạch 45.txt"))
    assert "Kế hoạch số 45/KH-UBND ngày 16/11/2026" in shown
    assert "đề xuất 4 nội dung để rà soát" in shown
    assert "4 nội dung chỉ đạo: 0 thành nhiệm vụ, 0 không theo dõi, 4 chờ rà soát." in shown
    assert count(session, TaskDraft) == 4
    assert count(session, Task) == 0


BLANK = (
    PLAN.replace("Số: 45/KH-UBND", "Số:      /KH-UBND")
    .replace("ngày 16 tháng 11 năm 2026", "ngày      tháng      năm 2026")
    .replace("trước ngày 15/12/2026", "trong 10 ngày kể từ ngày ban hành Kế hoạch này")
)


def test_a_paper_without_number_and_date_is_asked_for_both(
    page: Visitor, session: Session, district: District
) -> None:
    shown = upload(page, BLANK, "ke-hoach.txt")
    assert "Bổ sung thông tin văn bản" in str(shown.h1)
    assert "Không đọc được từ tệp: Số, ký hiệu, Ngày ban hành" in words(shown)
    assert "Cơ quan ban hành" not in words(shown)
    first = session.scalars(select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)).first()
    assert first is not None
    assert first.due_on is None
    shown = page.submit("Lưu thông tin văn bản", number="45/KH-UBND", issued_on="16/11/2026")
    assert "Kế hoạch số 45/KH-UBND ngày 16/11/2026" in words(shown)
    assert "còn thiếu thông tin" not in words(shown)
    session.expire_all()
    assert first.due_on == date(2026, 11, 26)
    assert (first.edited_at, first.state) == (None, DraftState.PROPOSED)


def test_what_is_not_known_yet_may_wait(
    page: Visitor, session: Session, district: District
) -> None:
    upload(page, BLANK, "ke-hoach.txt")
    shown = page.submit("Lưu thông tin văn bản", number="45/KH-UBND")
    assert "Văn bản còn thiếu thông tin: Ngày ban hành" in words(shown)
    shown = page.get("directives.complete", directive_id=1)
    assert "Không đọc được từ tệp: Ngày ban hành" in words(shown)
    shown = page.submit("Lưu thông tin văn bản", status=422, issued_on="24/11/2026")
    assert "chưa tới" in words(shown)
    page.submit("Lưu thông tin văn bản", issued_on="16/11/2026")
    assert "đã đủ số, ngày" in words(page.get("directives.complete", directive_id=1))


def test_a_date_does_not_touch_what_a_person_has_decided(
    page: Visitor, session: Session, district: District
) -> None:
    upload(page, BLANK, "ke-hoach.txt")
    draft = session.scalars(select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)).all()[0]
    draft.due_on, draft.edited_at = date(2026, 12, 1), datetime(2026, 11, 23, tzinfo=UTC)
    session.commit()
    page.submit("Lưu thông tin văn bản", issued_on="16/11/2026")
    session.expire_all()
    assert draft.due_on == date(2026, 12, 1)


def test_the_same_paper_twice(page: Visitor, session: Session, district: District) -> None:
    upload(page, PLAN, "a.txt")
    shown = words(upload(page, PLAN + "\n", "b.txt"))
    assert "đã được tiếp nhận ngày 23/11/2026" in shown
    assert count(session, Directive) == 1
    assert len(stored(page)) == 1


def test_pasted_text(page: Visitor, session: Session, district: District) -> None:
    page.get("directives.take_in")
    page.submit("Tiếp nhận và đọc văn bản", text=PLAN, received_on="20/11/2026")
    assert session.scalars(select(Directive.received_on)).one() == date(2026, 11, 20)


@pytest.mark.parametrize("pasted", [False, True], ids=["file", "pasted"])
def test_a_secret_paper_leaves_nothing(
    page: Visitor, session: Session, district: District, pasted: bool
) -> None:
    page.get("directives.take_in")
    sent: dict[str, Any] = {"text": SECRET}
    if not pasted:
        sent = {"file": (BytesIO(SECRET.encode()), "Chuyện kín.txt")}
    shown = page.submit("Tiếp nhận và đọc văn bản", status=422, **sent)
    assert "dấu chỉ độ mật" in words(shown)
    assert "giải quyết thủ tục hành chính" not in str(shown)
    assert "Chuyện kín" not in str(shown)
    assert (count(session, Directive), count(session, FormReceipt), stored(page)) == (0, 0, [])


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        ("", "a.txt", "không có nội dung"),
        (b"MZ\x00\x01" * 40, "Kế hoạch.docx", "chương trình"),
        (b"%PDF-1.7 broken", "a.pdf", "a.pdf"),
        (b"PK\x03\x04 broken", "a.docx", "a.docx"),
        (PLAN, "a.exe", "Không nhận tệp"),
        (PLAN, "a.docx", "docx"),
    ],
    ids=["empty", "program", "broken pdf", "broken docx", "wrong name", "wrong kind"],
)
def test_bad_files_get_a_sentence(
    *,
    page: Visitor,
    session: Session,
    district: District,
    data: str | bytes,
    name: str,
    sentence: str,
) -> None:
    shown = upload(page, data, name, status=422)
    assert sentence in words(shown)
    assert (count(session, Directive), stored(page)) == (0, [])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Hãy chọn một tệp hoặc dán nội dung"),
        ({"text": PLAN, "received_on": "31/02/2026"}, "Không có ngày 31/2/2026"),
        ({"text": PLAN, "received_on": "24/11/2026"}, "chưa tới"),
        ({"text": "Làm ngay."}, "quá ngắn"),
    ],
    ids=["nothing", "no such day", "tomorrow", "scrap"],
)
def test_bad_words_get_a_sentence(
    *,
    page: Visitor,
    session: Session,
    district: District,
    fields: dict[str, str],
    sentence: str,
) -> None:
    page.get("directives.take_in")
    shown = page.submit("Tiếp nhận và đọc văn bản", status=422, **fields)
    assert sentence in words(shown)
    assert (count(session, Directive), stored(page)) == (0, [])


def test_a_paper_without_orders_is_a_remark_and_no_error(
    page: Visitor, session: Session, district: District
) -> None:
    assert "Không tìm thấy nội dung giao việc nào" in words(upload(page, NO_ORDER, "tb.txt"))
    assert (count(session, Directive), count(session, TaskDraft)) == (1, 0)


def test_an_internal_paper_warns(page: Visitor, district: District) -> None:
    assert "Văn bản lưu hành nội bộ" in words(upload(page, INTERNAL, "nb.txt"))


def test_a_form_sent_twice_counts_once(page: Visitor, session: Session, district: District) -> None:
    page.get("directives.take_in")
    form = page.soup
    page.submit("Tiếp nhận và đọc văn bản", text=PLAN)
    page.soup = form
    page.submit("Tiếp nhận và đọc văn bản", text=PLAN.replace("2027", "2028"))
    assert count(session, Directive) == 1


def test_the_file_comes_back_under_its_name(page: Visitor, district: District) -> None:
    name = unicodedata.normalize("NFD", "Báo cáo tiến độ - Đắk Lắk.txt")
    shown = upload(page, PLAN, name)
    link = shown.select_one(".file-deeds a")
    assert link is not None
    answer = page.open(str(link["href"]))
    assert answer.get_data(as_text=True) == PLAN
    answer.close()
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o" in disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_header_is_corrected_and_two_people_see_both_texts(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    first = page.get("directives.edit", directive_id=paper.id)
    page.submit("Lưu thông tin văn bản", number="46/KH-UBND")
    assert "Kế hoạch số 46/KH-UBND" in words(page.soup)
    page.soup = first
    page.soup.select_one("[name=receipt]")["value"] = "another form"  # type: ignore[index]
    shown = page.submit("Lưu thông tin văn bản", status=409, number="47/KH-UBND")
    assert "47/KH-UBND" in words(shown)
    assert "46/KH-UBND" in words(shown)
    session.refresh(paper)
    assert paper.number == "46/KH-UBND"


def test_the_register_is_searched_without_accents(
    page: Visitor, session: Session, district: District
) -> None:
    upload(page, PLAN, "a.txt")
    a_directive(session, district.office, "Kế hoạch khác", number="1/KH")
    found = page.get("directives.index", q="chat luong giai quyet")
    assert words(found.h1) == "1 văn bản chỉ đạo"  # type: ignore[arg-type]
    assert "45/KH-UBND" in words(found)
    none = page.get("directives.index", q="không có đâu")
    assert "Không có văn bản nào khớp" in words(none)


def test_the_register_is_filtered_in_the_address(
    page: Visitor, session: Session, district: District
) -> None:
    upload(page, PLAN, "a.txt")
    a_directive(session, district.office, "Cũ", number="1/KH")
    assert page.get("directives.index").select(".fault") == []
    cases: list[tuple[dict[str, Any], int]] = [
        ({"waiting": "1"}, 1),
        ({"received_from": "01/11/2026"}, 1),
        ({"received_to": "01/11/2026"}, 1),
        ({"kind": "ke_hoach"}, 2),
        ({"kind": "chi_thi"}, 0),
        ({"sort": "number"}, 2),
        ({"sort": "nonsense", "kind": "nonsense"}, 2),
    ]
    for values, total in cases:
        shown = page.get("directives.index", **values)
        assert words(shown.h1) == f"{total} văn bản chỉ đạo", values  # type: ignore[arg-type]
    lost = page.get("directives.index", page="x", status=422)
    assert "Mở danh sách từ đầu" in words(lost)


def test_a_unit_sees_its_own_papers_and_duties_only(
    page: Visitor, session: Session, district: District
) -> None:
    office = district.office
    mine = a_directive(session, office, "Kế hoạch của chúng tôi", number="1/KH")
    other = a_directive(session, office, "Kế hoạch khác", number="2/KH")
    duty = a_duty(session, office, "Việc của Tư pháp", directive=mine, leads=[district.justice])
    a_task(session, office, district.justice, duty=duty)
    a_duty(session, office, "Việc của Văn hóa", directive=mine, leads=[district.culture])
    a_duty(session, office, directive=other, leads=[district.culture])
    page.sign_in(district.justice_head)

    listed = words(page.get("directives.index"))
    assert "1 văn bản chỉ đạo" in listed
    shown = words(page.get("directives.show", directive_id=mine.id))
    assert "Việc của Tư pháp" in shown
    assert "1 đang thực hiện" in shown
    assert "Việc của Văn hóa" not in shown
    assert "Quá trình xử lý" not in shown
    page.get("directives.show", directive_id=other.id, status=404)
    page.get("directives.take_in", status=403)
    page.get("directives.edit", directive_id=mine.id, status=403)


def test_one_task_by_hand(page: Visitor, session: Session, district: District) -> None:
    page.get("directives.quick")
    page.submit(
        "Giao nhiệm vụ",
        text="Báo cáo số liệu quý IV",
        lead=f"unit-{district.justice.id}",
        coordinating=[f"unit-{district.culture.id}"],
        due_on="15/12/2026",
        number="88/SNV-CCHC",
        issued_on="20/11/2026",
        issuer="Sở Nội vụ",
    )
    assert "Công văn số 88/SNV-CCHC ngày 20/11/2026" in words(page.soup)
    task = session.scalars(select(Task)).one()
    assert (task.lead_unit_id, task.due_on) == (district.justice.id, date(2026, 12, 15))


def test_after_back_the_second_task_goes_under_the_first_paper(
    page: Visitor, session: Session, district: District
) -> None:
    typed: dict[str, Any] = {
        "text": "Báo cáo số liệu quý IV", "lead": f"unit-{district.justice.id}",
        "number": "88/SNV-CCHC", "issued_on": "20/11/2026", "issuer": "Sở Nội vụ",
    }  # fmt: skip
    page.get("directives.quick")
    page.submit("Giao nhiệm vụ", **typed)
    page.get("directives.quick")  # the Back button brings a fresh form with the old words
    shown = page.submit("Giao nhiệm vụ", status=409, **(typed | {"text": "Việc thứ hai"}))
    assert "Công văn số 88/SNV-CCHC ngày 20/11/2026 đã có trong sổ" in words(shown)
    assert (count(session, Directive), count(session, Task)) == (1, 1)
    page.submit("Giao nhiệm vụ")  # what was typed stands there still
    assert "Đã giao 1 lượt giao" in words(page.soup)
    assert (count(session, Directive), count(session, Task)) == (1, 2)


def test_one_more_task_under_a_paper(page: Visitor, session: Session, district: District) -> None:
    paper = a_directive(session, district.office)
    page.get("directives.quick", directive=paper.id)
    page.submit("Giao nhiệm vụ", text="Việc thêm", lead=f"unit-{district.justice.id}")
    assert count(session, Directive) == 1
    assert session.scalars(select(Task.due_on)).one() is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "number": "1/A"}, "Hãy nhập nội dung nhiệm vụ"),
        ({"text": "Việc", "lead": "", "number": "1/A"}, "Hãy chọn đơn vị chủ trì"),
        ({"text": "Việc", "number": "1/A", "due_on": "30/02/2027"}, "Không có ngày 30/2/2027"),
        ({"text": "Việc", "number": "1/A", "due_on": "22/11/2026"}, "đã qua"),
        ({"text": "Việc"}, "Hãy nhập số, ký hiệu"),
    ],
    ids=["no text", "no lead", "no such day", "past", "no number"],
)
def test_what_a_hand_made_task_lacks(
    *,
    page: Visitor,
    session: Session,
    district: District,
    fields: dict[str, str],
    sentence: str,
) -> None:
    page.get("directives.quick")
    given = {"lead": f"unit-{district.justice.id}", **fields}
    assert sentence in words(page.submit("Giao nhiệm vụ", status=422, **given))
    assert (count(session, Directive), count(session, Task)) == (0, 0)


def test_a_dissolved_unit_is_not_offered(
    page: Visitor, session: Session, district: District
) -> None:
    old = a_unit(session, "Phòng Y tế", parent=district.office.root_unit, to_on=date(2026, 11, 1))
    assert "Phòng Y tế" not in words(page.get("directives.quick"))
    shown = page.submit("Giao nhiệm vụ", status=422, text="Việc", lead=f"unit-{old.id}", number="1")
    assert "Lựa chọn này không có trong danh sách" in words(shown)
