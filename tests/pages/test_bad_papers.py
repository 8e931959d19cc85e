"""Files that are not what they should be: each gets its sentence, nothing of them stays behind,
and what was typed is still there."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date
from itertools import product
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.kept_papers import a_pdf, a_png, an_xlsx, store_of
from tests.support.visitor import Visitor, words
from tracker.documents.file_names import LONGEST_NAME
from tracker.models import Blob, Evidence, EvidenceRevision, Task
from tracker.surroundings import KEY


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def a_locked_pdf() -> bytes:
    """A PDF whose trailer names a password that nobody gives."""
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
    locked += b" /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>"
    locked += b" /ID [<" + b"00" * 16 + b"> <" + b"00" * 16 + b">]"
    return a_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R " + locked)


def a_locked_docx() -> bytes:
    """A zip whose entries say that they are encrypted."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
    data = bytearray(target.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD = {
    "no bytes": (b"", "Báo cáo.pdf", "không có nội dung (0 byte)"),
    "a picture named as a PDF": (a_png(), "Báo cáo.pdf", "nội dung là loại .png"),
    "a program named as a PDF": (b"MZ\0\0" * 40, "Báo cáo.pdf", "chương trình chạy được"),
    "a web page named as a Word file": (b"<html><script>", "Báo cáo.docx", "trang web"),
    "a PDF with a password": (a_locked_pdf(), "Báo cáo.pdf", "đặt mật khẩu"),
    "a Word file with a password": (a_locked_docx(), "Báo cáo.docx", "đặt mật khẩu"),
    "a torn PDF": (b"%PDF-1.7 x", "Báo cáo.pdf", "bị hỏng"),
    "an archive": (b"Rar!\x1a\x07\0" * 9, "Báo cáo.rar", "Không nhận tệp"),
}


FORMS = {
    "attach": ("Nộp văn bản, tài liệu", "note"),
    "submit": ("Báo cáo hoàn thành", "summary"),
}


@pytest.mark.parametrize(("form", "what"), list(product(FORMS, BAD)))
def test_each_gets_its_sentence_and_leaves_nothing(
    page: Visitor, district: District, task: Task, form: str, what: str
) -> None:
    session, app, (content, name, sentence) = page.session, page.app, BAD[what]
    button, field = FORMS[form]
    before = set(store_of(app).all_hashes())
    page.sign_in(district.justice_officer)
    page.get(f"tasks.{form}", task_id=task.id)
    typed = {field: "Đã gõ nội dung này", "paper_number": "45/BC-TP", "paper_on": "20/11/2026"}
    soup = page.submit(
        button, files=[(io.BytesIO(content), name)], not_secret="y", status=422, **typed
    )
    assert sentence in words(soup)
    assert words(soup).count(f"“{name}”") == 2, "one fault, one sentence: on top and at the field"
    area = soup.find("textarea", {"name": field})
    assert area is not None
    assert area.get_text().strip() == "Đã gõ nội dung này"
    assert 'value="45/BC-TP"' in str(soup)
    assert session.scalar(select(func.count(Evidence.id))) == 0
    assert session.scalar(select(func.count()).select_from(Blob)) == 0
    assert set(store_of(app).all_hashes()) == before
    assert not list((app.extensions[KEY].config.data_dir / "store").glob("quarantine/*"))


def test_a_name_of_300_letters_in_pieces_with_quotes_survives(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    """As a browser on a Mac sends it: every letter apart from its marks, quotes as %22."""
    long = unicodedata.normalize("NFD", "Báo cáo %22rà soát%22 của Đắk Lắk " + "ế" * 300) + ".pdf"
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    page.submit("Nộp văn bản, tài liệu", files=[(io.BytesIO(a_pdf()), long)], not_secret="y")
    kept = session.scalars(select(EvidenceRevision)).one()
    assert len(kept.file_name) == LONGEST_NAME
    assert unicodedata.is_normalized("NFC", kept.file_name)
    assert kept.file_name.startswith("Báo cáo “rà soát” của Đắk Lắk ế")
    assert kept.file_name.endswith("ế.pdf")
    answer = page.download("evidence.download", revision_id=kept.id)
    told = answer.headers["Content-Disposition"]
    assert unquote(told.split("filename*=UTF-8''")[1]) == kept.file_name
    page.get("evidence.preview", revision_id=kept.id)


def test_the_good_one_of_two_need_not_be_chosen_again(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    soup = page.submit(
        "Nộp văn bản, tài liệu",
        files=[(io.BytesIO(an_xlsx(3)), "Số liệu.xlsx"), (io.BytesIO(b"%PDF x"), "Hỏng.pdf")],
        not_secret="y",
        status=422,
    )
    assert "Tệp đã tải lên ở lần gửi trước" in words(soup)
    assert session.scalar(select(func.count(Evidence.id))) == 0
    page.submit("Nộp văn bản, tài liệu", not_secret="y")
    assert session.scalars(select(EvidenceRevision.file_name)).all() == ["Số liệu.xlsx"]


def test_the_same_file_again_is_warned_of_and_taken(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.justice_officer)
    for name in ("Lần một.pdf", "Lần hai.pdf"):
        page.get("tasks.attach", task_id=task.id)
        soup = page.submit(
            "Nộp văn bản, tài liệu", files=[(io.BytesIO(a_pdf()), name)], not_secret="y"
        )
    assert "giống hệt tài liệu “Lần một.pdf” đơn vị đã nộp trước đây" in words(soup)
    assert session.scalar(select(func.count(Evidence.id))) == 2


def test_handing_in_a_paper_that_has_run_out_is_warned_of(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    page.submit(
        "Nộp văn bản, tài liệu",
        files=[(io.BytesIO(a_pdf()), "Giấy phép.pdf")],
        not_secret="y",
        paper_on="01/10/2025",
        expires_on="30/09/2026",
        place="trang 2",
    )
    assert session.scalars(select(Evidence.expires_on)).one() == date(2026, 9, 30)
    told = words(page.get("tasks.show", task_id=task.id))
    assert "Đã hết hiệu lực sau ngày 30/09/2026" in told
    assert "Chứng minh tại: trang 2" in told
    soup = page.get("tasks.submit", task_id=task.id)
    assert "ĐÃ HẾT HIỆU LỰC từ sau ngày 30/09/2026" in words(soup)
    soup = page.submit("Báo cáo hoàn thành", summary="Đã hoàn thành việc cấp phép")
    assert "Báo cáo kèm tài liệu đã hết hiệu lực: “Giấy phép.pdf”" in words(soup)


class TestUsingAPaperAgain:
    """From the page of a second task."""

    @pytest.fixture
    def other(self, session: Session, district: District) -> Task:
        return a_task(session, district.office, district.justice)

    @pytest.fixture
    def paper(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> EvidenceRevision:
        page.sign_in(district.justice_officer)
        page.get("tasks.attach", task_id=task.id)
        page.submit(
            "Nộp văn bản, tài liệu",
            files=[(io.BytesIO(a_pdf()), "Báo cáo quý.pdf")],
            not_secret="y",
            paper_number="45/BC-TP",
            paper_on="20/11/2026",
        )
        return session.scalars(select(EvidenceRevision)).one()

    def test_it_is_found_chosen_shown_and_given_up(
        self, page: Visitor, other: Task, paper: EvidenceRevision
    ) -> None:
        page.get("tasks.reuse_papers", task_id=other.id, q="khong co")
        assert "Không tài liệu nào của đơn vị có các chữ này" in words(page.soup)
        page.get("tasks.reuse_papers", task_id=other.id, q="bao cao 45")
        page.submit("Dùng lại tài liệu đã chọn", status=422)
        assert "Hãy chọn ít nhất một tài liệu" in words(page.soup)
        soup = page.submit(
            "Dùng lại tài liệu đã chọn", evidence_ids=str(paper.evidence_id), place="mục II"
        )
        assert "Chứng minh tại: mục II" in words(soup)
        assert "Dùng chung với 1 nhiệm vụ khác" in words(soup)
        page.get("tasks.unlink_paper", task_id=other.id, evidence_id=paper.evidence_id)
        soup = page.submit("Bỏ dùng tài liệu", reason="Nhầm nhiệm vụ")
        assert "Chưa có văn bản, tài liệu nào" in words(soup)
        assert "Báo cáo quý.pdf. Nhầm nhiệm vụ" in words(soup)

    def test_another_unit_s_papers_are_not_offered(
        self, page: Visitor, district: District, task: Task, paper: EvidenceRevision
    ) -> None:
        theirs = a_task(page.session, district.office, district.culture)
        page.sign_in(district.culture_head)
        soup = page.get("tasks.reuse_papers", task_id=theirs.id)
        assert "Không có tài liệu nào để dùng lại" in words(soup)
        page.get("tasks.unlink_paper", task_id=theirs.id, evidence_id=paper.evidence_id, status=404)
        page.get("tasks.reuse_papers", task_id=task.id, status=404)

    def test_what_was_confirmed_stands_with_its_whole_hashes(
        self, page: Visitor, district: District, task: Task, paper: EvidenceRevision
    ) -> None:
        page.get("tasks.submit", task_id=task.id)
        page.submit("Báo cáo hoàn thành", summary="Đã báo cáo quý theo yêu cầu")
        page.sign_in(district.monitor)
        page.get("tasks.confirm", task_id=task.id)
        soup = page.submit("Xác nhận hoàn thành")
        assert "Đã xác nhận với các tệp sau" in words(soup)
        assert f"SHA-256: {paper.blob_sha256}" in words(soup)
