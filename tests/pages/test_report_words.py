"""From a unit's own report to the words of the office's: drafted, sent, taken in, kept."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.domain.report_snapshot import Section, from_json
from tracker.models import Event, Report, ReportText, UnitReport
from tracker.queries.missing_unit_reports import missing_unit_reports
from tracker.queries.reports import snapshot_of
from tracker.services.report_verification import verify
from tracker.storage import FolderStore


@pytest.fixture
def district(session: Session) -> District:
    """Justice: a regular duty, one task done in November, one due in the next period."""
    district = a_district(session)
    office, unit = district.office, district.justice
    a_duty(session, office, leads=[unit], follow_up=FollowUp.REGULAR)
    done = a_task(session, office, unit, assigned_on=date(2026, 10, 20),
                  due_on=date(2026, 11, 9), text="Rà soát thủ tục hộ tịch")  # fmt: skip
    Life(session, district).complete(done, date(2026, 11, 5))
    a_task(session, office, unit, assigned_on=date(2026, 10, 20), due_on=date(2026, 12, 4),
           text="Tổng hợp kết quả chứng thực")  # fmt: skip
    return district


def sent(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("period.fill", unit_id=district.justice.id, key="2026-11")
    page.submit("Gửi báo cáo kỳ", proposals="Bố trí kinh phí.", rest_unchanged="y")


def a_report(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-11")
    page.submit("Chốt số liệu và xem trước")


def test_a_units_report_is_drafted_from_its_tasks(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    shown = page.get("period.fill", unit_id=district.justice.id, key="2026-11")
    results, coming = (shown.find("textarea", id=name) for name in ("results", "next_work"))
    assert results is not None
    assert coming is not None
    assert "đã hoàn thành 1, đang thực hiện 1, trong đó quá hạn 0" in results.get_text()
    assert "Rà soát thủ tục hộ tịch" in results.get_text()
    assert "Tổng hợp kết quả chứng thực" in coming.get_text()
    assert "thời hạn 04/12/2026" in coming.get_text()


def test_what_the_unit_kept_is_not_written_over(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.justice_head)
    page.get("period.fill", unit_id=district.justice.id, key="2026-11")
    page.submit("Lưu nháp", results="Lời của phòng.", next_work="")
    shown = page.get("period.fill", unit_id=district.justice.id, key="2026-11")
    box = shown.find("textarea", id="next_work")
    assert box is not None
    assert box.get_text().strip() == ""
    again = page.get("period.fill", unit_id=district.justice.id, key="2026-11", draft=1)
    results, coming = (again.find("textarea", id=name) for name in ("results", "next_work"))
    assert results is not None
    assert coming is not None
    assert results.get_text().strip() == "Lời của phòng."
    assert "Tổng hợp kết quả chứng thực" in coming.get_text()


def test_who_has_not_sent_is_known(page: Visitor, session: Session, district: District) -> None:
    office_id, day = district.office.id, date(2026, 11, 18)
    (missing,) = missing_unit_reports(session, office_id=office_id, on_day=day)
    assert (missing.unit_id, missing.period.key) == (district.justice.id, "2026-11")
    assert (missing.duties, missing.answered, missing.days_late) == (1, 0, 2)
    sent(page, district)
    today = date(2026, 11, 23)
    assert missing_unit_reports(session, office_id=office_id, on_day=today) == []
    assert len(missing_unit_reports(session, office_id=office_id, on_day=day)) == 1


def test_words_of_units_are_taken_in_and_figures_stay(
    page: Visitor, session: Session, district: District, store: FolderStore
) -> None:
    sent(page, district)
    a_report(page, district)
    report = session.scalars(select(Report)).one()
    before = from_json(snapshot_of(session, report.id).content)
    page.get("reports.words", report_id=report.id)
    unit_report = session.scalars(select(UnitReport)).one()
    shown = page.submit("Đưa lời của mọi đơn vị vào mục này", strengths="Đã gõ dở")
    assert session.scalars(select(ReportText)).all() == []  # nothing was kept yet
    box = shown.find("textarea", id="strengths")
    assert box is not None
    assert box.get_text().strip() == "Đã gõ dở"
    page.submit("Lưu lời văn", results="Phòng Tư pháp: đã rà soát.", strengths="Chủ động.")
    row = snapshot_of(session, report.id)
    after = from_json(row.content)
    assert row.n == 2
    assert after.words_of(Section.RESULTS) == "Phòng Tư pháp: đã rà soát."
    assert (after.tasks, after.counted, after.made_at) == (
        before.tasks, before.counted, before.made_at
    )  # fmt: skip
    assert verify(session, report_id=report.id, store=store) == []
    kept = {text.section: text.version for text in session.scalars(select(ReportText))}
    assert kept[Section.RESULTS] == kept[Section.STRENGTHS] == 1
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert last.kind is EventKind.REPORT_WRITTEN
    assert unit_report.proposals == "Bố trí kinh phí."


def test_last_times_words_are_offered_again(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-10")
    page.submit("Chốt số liệu và xem trước")
    october = session.scalars(select(Report)).one()
    page.get("reports.words", report_id=october.id)
    page.submit("Lưu lời văn", causes="Do thay đổi quy định giữa kỳ.")
    a_report(page, district)
    november = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
    shown = page.get("reports.words", report_id=november.id)
    assert "Do thay đổi quy định giữa kỳ." in words(shown)
    assert "Lời đã viết kỳ trước (tháng 10 năm 2026)" in words(shown)


def test_an_issued_report_takes_no_words(
    page: Visitor, session: Session, district: District
) -> None:
    a_report(page, district)
    report = session.scalars(select(Report)).one()
    page.get("reports.words", report_id=report.id)
    stale = page.soup
    page.get("reports.issue", report_id=report.id)
    page.submit("Phát hành báo cáo")
    page.soup = stale
    page.submit("Lưu lời văn", causes="Quá muộn.", status=409)
    assert session.scalars(select(ReportText)).all() == []


def test_only_the_lead_office_writes(page: Visitor, session: Session, district: District) -> None:
    a_report(page, district)
    report = session.scalars(select(Report)).one()
    for person in (district.chairman, district.justice_head):
        page.sign_in(person)
        page.get("reports.words", report_id=report.id, status=403)


def test_a_whole_period_leaves_as_one_file(
    page: Visitor, session: Session, district: District
) -> None:
    a_report(page, district)
    report = session.scalars(select(Report)).one()
    answer = page.download("reports.period_archive", report_id=report.id)
    with ZipFile(BytesIO(answer.data)) as archive:
        names = archive.namelist()
        manifest = archive.read("MA-BAM-SHA256.txt").decode()
        folder = names[0].partition("/")[0]
        assert {name.rpartition("/")[2] for name in names if name.startswith(folder)} == {
            "bao-cao.docx", "so-lieu.xlsx", "ban-chot.json", "ban-chot.sha256"
        }  # fmt: skip
        content = archive.read(f"{folder}/ban-chot.json")
    assert hashlib.sha256(content).hexdigest() == snapshot_of(session, report.id).sha256
    assert "danh-muc-minh-chung.xlsx" in names
    assert f"{hashlib.sha256(content).hexdigest()}  {folder}/ban-chot.json" in manifest
