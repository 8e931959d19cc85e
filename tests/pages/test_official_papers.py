"""Making a paper by hand: kind, preview, .docx, number, the signed one; the register; who may."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.layout_rules import faults
from tests.documents.report.paper import Paper
from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.pages.kept_papers import a_pdf
from tests.support.visitor import Visitor, words
from tracker.documents.paper_sample import SAMPLE
from tracker.documents.paper_template import fill
from tracker.documents.paper_values import PAPER, values
from tracker.domain.official_paper import PaperState
from tracker.domain.people import Role
from tracker.models import Blob, OfficialPaper, PaperTemplate
from tracker.services import extension_requests


@pytest.fixture
def district(session: Session) -> District:
    found = a_district(session, place="Thử Nghiệm")
    a_task(session, found.office, found.justice, due_on=date(2026, 11, 2), text="Rà soát văn bản")
    return found


@pytest.fixture
def lead_office(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.monitor)
    return page


def text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return words(main)


def a_letter(page: Visitor, district: District) -> BeautifulSoup:
    page.get("official_papers.make", code="chasing-letter")
    return page.submit("Lập dự thảo và xem trước", unit=district.justice.id)


def kept(session: Session) -> OfficialPaper:
    session.expire_all()
    return session.scalars(select(OfficialPaper)).one()


def test_an_empty_list_says_what_there_could_be(lead_office: Visitor) -> None:
    assert "Không có văn bản nào ở đây" in text(lead_office.get("official_papers.index"))


def test_the_kinds_are_offered_with_their_purpose(lead_office: Visitor) -> None:
    page = text(lead_office.get("official_papers.choose"))
    for name in ("Công văn đôn đốc", "Phiếu giao việc", "Danh mục nhiệm vụ", "họp giao ban"):
        assert name in page


@pytest.mark.parametrize(
    "code", ["assignment-slip", "task-list", "incoming-register", "meeting-pack"]
)
def test_every_kind_of_the_office_is_made_from_its_page(
    lead_office: Visitor, session: Session, district: District, code: str
) -> None:
    lead_office.get("official_papers.make", code=code)
    typed: dict[str, Any] = {"unit": district.justice.id} if code == "assignment-slip" else {}
    page = lead_office.submit("Lập dự thảo và xem trước", **typed)
    assert "Dự thảo" in text(page)
    answer = lead_office.open(f"{lead_office.url}/docx")
    assert faults(answer.data) == []
    assert kept(session).kind == code


def test_a_directive_that_no_key_can_name_is_refused(lead_office: Visitor) -> None:
    """SQLite and PostgreSQL would both fail on such a number."""
    lead_office.post("official_papers.make", {"directive": "9" * 25}, status=422, code="task-list")


def test_from_draft_to_the_signed_paper(
    lead_office: Visitor, session: Session, district: District
) -> None:
    page = a_letter(lead_office, district)
    assert "Rà soát văn bản" in text(page)
    assert "Kính gửi Phòng Tư pháp" in text(page)
    shown = lead_office.url
    lead_office.read(f"{shown}/edit")
    lead_office.submit("Lưu dự thảo", authority="order", head_post="Chủ tịch",
                       post="Chánh Văn phòng", name="Lê Văn A")  # fmt: skip
    lead_office.read(f"{shown}/number")
    page = lead_office.submit("Cấp số", signed_on="23/11/2026")
    assert "01/UBND-VP" in text(page)
    assert "ngày 23 tháng 11 năm 2026" in text(page)
    lead_office.read(f"{shown}/issue")
    lead_office.submit("Phát hành", files=(BytesIO(a_pdf()), "Công văn đã ký.pdf"), not_secret="y")
    paper = kept(session)
    assert (paper.state, paper.signed_name) == (PaperState.ISSUED, "Công văn đã ký.pdf")
    assert lead_office.download("official_papers.signed", paper_id=paper.id).data == a_pdf()
    assert "TL. CHỦ TỊCH" in _document(lead_office.open(f"{shown}/docx").data)


def _document(content: bytes) -> str:
    return Paper(content).parts["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"authority": "deputy", "head_post": "Chủ tịch", "post": "Chánh Văn phòng"},
         "phải là cấp phó"),
        ({"authority": "order", "head_post": "", "post": "Chánh Văn phòng"},
         "cần chức vụ của người đứng đầu"),
        ({"authority": "body", "body": "", "post": "Chủ tịch"}, "cần tên tập thể"),
        ({"subject": ""}, "Hãy ghi trích yếu"),
    ],
)  # fmt: skip
def test_a_frame_that_cannot_be_is_refused_and_nothing_saved(
    lead_office: Visitor, session: Session, district: District, typed: dict[str, str], sentence: str
) -> None:
    a_letter(lead_office, district)
    before = kept(session).sha256
    lead_office.read(f"{lead_office.url}/edit")
    page = lead_office.submit("Lưu dự thảo", status=422, **typed)
    assert sentence in text(page)
    assert kept(session).sha256 == before


def test_a_used_number_is_refused_with_its_sentence(
    lead_office: Visitor, session: Session, district: District
) -> None:
    lead_office.get("official_papers.enter")
    lead_office.submit("Vào sổ", series="CV", number="7", subject="Công văn lập tay",
                       signed_on="20/11/2026")  # fmt: skip
    register = text(lead_office.get("official_papers.register"))
    assert "1 số đã cấp trong sổ CV năm 2026" in register
    assert "Số chưa có văn bản: 01–06" in register
    a_letter(lead_office, district)
    lead_office.read(f"{lead_office.url}/number")
    page = lead_office.submit("Cấp số", status=422, number="7", signed_on="23/11/2026")
    assert "Số 07 năm 2026 của sổ CV đã dùng cho văn bản “Công văn lập tay”" in text(page)
    assert kept(session).state is PaperState.DRAFT


def test_letters_for_all_late_units_are_drafted_once(
    lead_office: Visitor, session: Session
) -> None:
    lead_office.get("official_papers.index")
    page = lead_office.submit("Lập công văn đôn đốc mọi đơn vị quá hạn")
    assert "Đã lập 1 dự thảo công văn đôn đốc" in str(page)
    page = lead_office.submit("Lập công văn đôn đốc mọi đơn vị quá hạn")
    assert "Không có đơn vị quá hạn nào chưa có dự thảo" in str(page)
    kept(session)


def test_a_unit_makes_its_own_letter_and_nothing_of_the_office(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 30))
    extension_requests.ask(
        session, task_id=task.id, version=None, wanted_on=date(2026, 12, 15), reason="Chờ Sở",
        actor=district.actor(district.justice_head), now=page_moment(),
    )  # fmt: skip
    page.sign_in(district.justice_head)
    shown = text(page.get("official_papers.choose"))
    assert "Công văn đề nghị gia hạn" in shown
    assert "Phiếu giao việc" not in shown
    page.get("official_papers.make", code="chasing-letter", status=403)
    page.get("official_papers.make", code="extension-letter")
    made = page.submit("Lập dự thảo và xem trước")
    assert "đề nghị gia hạn" in text(made)
    assert kept(session).issuer_id == district.justice.id
    address = page.url
    page.sign_in(district.culture_head)
    assert page.open(address).status_code == 404


def page_moment() -> Any:
    return at(TODAY, 8)


def test_who_opens_which_door_of_a_draft(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    a_letter(page, district)
    key = kept(session).id
    clerk = a_user(session, "Văn thư", unit=district.lead, office=district.office,
                   roles=[Role.CLERK])  # fmt: skip
    stranger = a_district(session).monitor
    #: person → what answers at: the page, its .docx, edit, number, issue, drop
    expected = {
        district.monitor: (200, 200, 200, 200, 200, 200),
        clerk: (200, 200, 403, 200, 200, 403),
        district.chairman: (200, 200, 403, 403, 403, 403),
        district.auditor: (200, 200, 403, 403, 403, 403),
        district.justice_head: (404, 404, 404, 404, 404, 404),
        stranger: (404, 404, 404, 404, 404, 404),
    }
    for person, answers in expected.items():
        page.sign_in(person)
        doors = ("", "/docx", "/edit", "/number", "/issue", "/drop")
        found = tuple(page.open(f"/papers/{key}{door}").status_code for door in doors)
        assert found == answers, person.name


def a_template(*lines: str) -> BytesIO:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    out.seek(0)
    return out


def test_an_own_template_is_tried_chosen_and_draws_new_drafts_only(
    lead_office: Visitor, session: Session, district: District
) -> None:
    a_letter(lead_office, district)
    before = kept(session).id
    lead_office.get("official_papers.add_template")
    own = (a_template("MẪU RIÊNG {{ trich_yeu }}"), "Mẫu công văn.docx")
    lead_office.submit("Kiểm tra và nhận mẫu", kind="chasing-letter", files=own)
    page = lead_office.get("official_papers.templates")
    assert "Xem điền thử: Mẫu công văn.docx" in text(page)
    version = session.scalars(select(PaperTemplate)).one()
    sample = lead_office.download("official_papers.template_sample", template_id=version.id)
    assert "MẪU RIÊNG trích yếu minh họa" in _document(sample.data)
    lead_office.get("official_papers.templates")
    lead_office.submit("Dùng bản này")
    lead_office.get("official_papers.make", code="chasing-letter")
    lead_office.submit("Lập dự thảo và xem trước", unit=district.justice.id)
    drawn = lead_office.open(f"{lead_office.url}/docx").data
    assert "MẪU RIÊNG đôn đốc" in _document(drawn)
    old = lead_office.download("official_papers.download", paper_id=before).data
    assert "MẪU RIÊNG" not in _document(old)
    lead_office.get("official_papers.templates")
    lead_office.submit("Thôi dùng")
    lead_office.get("official_papers.make", code="chasing-letter")
    lead_office.submit("Lập dự thảo và xem trước", unit=district.justice.id)
    assert faults(lead_office.open(f"{lead_office.url}/docx").data) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{{ la_cho_dien }}", "không có trong danh mục: la_cho_dien"),
        ("{{ ''.__class__ }}", "lệnh không được phép"),
    ],
)
def test_a_template_that_must_not_be_is_refused_and_leaves_nothing(
    lead_office: Visitor, session: Session, line: str, sentence: str
) -> None:
    lead_office.get("official_papers.add_template")
    page = lead_office.submit("Kiểm tra và nhận mẫu", status=422, kind="task-list",
                              files=(a_template(line), "Mẫu.docx"))  # fmt: skip
    assert sentence in text(page)
    assert session.scalar(select(PaperTemplate)) is None
    assert session.scalar(select(Blob)) is None


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "Mẫu.docx", "không có nội dung (0 byte)"),
        (b"PK\x03\x04 no document", "Mẫu.docx", "bị hỏng"),
        (a_template("{{ trich_yeu }}").getvalue(), "Mẫu.docm", "Loại tệp được nhận: docx"),
        (a_template("{% for d in doan %}{{ d }}").getvalue(), "Mẫu.docx", "chỗ điền viết sai"),
    ],
    ids=["nothing in it", "broken", "with macros", "a list without end"],
)
def test_a_file_that_is_no_template_gets_its_sentence(
    lead_office: Visitor, session: Session, content: bytes, name: str, sentence: str
) -> None:
    lead_office.get("official_papers.add_template")
    page = lead_office.submit("Kiểm tra và nhận mẫu", status=422, kind="task-list",
                              files=(BytesIO(content), name))  # fmt: skip
    assert sentence in text(page)
    assert session.scalar(select(PaperTemplate)) is None


def test_the_page_of_placeholders_names_each_with_its_meaning(lead_office: Visitor) -> None:
    page = text(lead_office.get("official_papers.placeholders", kind="task-list"))
    for placeholder in PAPER.placeholders:
        assert placeholder.name in page
        assert placeholder.meaning in page


def test_the_example_to_begin_with_is_a_good_template(lead_office: Visitor) -> None:
    content = lead_office.download("official_papers.template_example", kind="task-list").data
    assert "Nguyễn Văn Minh Họa" in _document(fill(content, values(SAMPLE), PAPER))


def test_templates_are_kept_by_the_lead_office_and_administrators(
    page: Visitor, district: District
) -> None:
    for person, status in ((district.administrator, 200), (district.justice_head, 403),
                           (district.auditor, 403)):  # fmt: skip
        page.sign_in(person)
        page.get("official_papers.templates", status=status)
