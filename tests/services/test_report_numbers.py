"""Number and day of a report from the register; the signed report bound to its snapshot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import at
from tests.factories.office import a_setting
from tracker.domain.delivery import ReportState
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.reporting_periods import PeriodKind
from tracker.models import Event, PaperNumberRow, Report
from tracker.queries.reports import snapshot_of
from tracker.services import paper_numbers, report_numbers, report_verification, reporting
from tracker.services.evidence import KeptFile
from tracker.storage import FolderStore

FROM, TO = date(2026, 10, 15), date(2026, 11, 14)
NOW = at(date(2026, 11, 17), 8)
SIGNED = date(2026, 11, 16)
FILE = KeptFile("c" * 64, 1200, "application/pdf", "Báo cáo đã ký.pdf")


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def report(session: Session, district: District) -> Report:
    return reporting.freeze(
        session, office_id=district.office.id, kind=PeriodKind.MONTH, key="2026-11",
        from_on=FROM, to_on=TO, actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip


def number(
    session: Session, district: District, report: Report, n: int | None = None,
    day: date | None = SIGNED,
) -> Report:  # fmt: skip
    return report_numbers.give_number(
        session, report_id=report.id, version=report.row_version, number=n, signed_on=day,
        actor=district.actor(district.monitor), now=NOW + timedelta(hours=1),
    )  # fmt: skip


def bind(
    session: Session, district: District, report: Report, n: int = 1, file: KeptFile | None = FILE
) -> Report:
    return report_numbers.bind_signed(
        session, report_id=report.id, version=report.row_version, snapshot_n=n, file=file,
        actor=district.actor(district.monitor), now=NOW + timedelta(hours=2),
    )  # fmt: skip


def last_event(session: Session, report: Report) -> Event:
    query = select(Event).where(Event.report_id == report.id).order_by(Event.id.desc())
    return session.scalars(query).first() or Event()


def test_the_next_number_of_the_year_and_what_was_hashed_stays(
    session: Session, district: District, report: Report, store: FolderStore
) -> None:
    before = snapshot_of(session, report.id).sha256
    number(session, district, report)
    entry = session.scalars(select(PaperNumberRow)).one()
    assert (entry.series, entry.year, entry.number, entry.report_id) == ("BC", 2026, 1, report.id)
    assert snapshot_of(session, report.id).sha256 == before
    assert report_verification.verify(session, report_id=report.id, store=store) == []
    event = last_event(session, report)
    assert (event.kind, event.data["number"]) == (EventKind.REPORT_NUMBERED, 1)
    drawn = report_numbers.drawn_snapshot(session, report)
    assert (drawn.number.number, drawn.number.issued_on) == (1, SIGNED)


def test_figures_counted_again_bear_the_number_and_the_earlier_ones_do_not(
    session: Session, district: District, report: Report
) -> None:
    number(session, district, report)
    reporting.refresh(
        session, report_id=report.id, version=report.row_version,
        actor=district.actor(district.monitor), now=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert report_numbers.drawn_snapshot(session, report).number.number == 1
    assert report_numbers.drawn_snapshot(session, report, 1).number.number is None


def test_a_number_that_is_used_is_said_with_the_paper_that_has_it(
    session: Session, district: District, report: Report
) -> None:
    paper_numbers.enter_number(
        session, series="BC", symbol="BC-UBND", number=7, signed_on=SIGNED,
        subject="Báo cáo làm ngoài", actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        number(session, district, report, 7)
    assert refused.value.field == "number"
    assert refused.value.values["subject"] == "Báo cáo làm ngoài"
    assert report.number is None


def test_one_series_may_serve_reports_and_letters(
    session: Session, district: District, report: Report
) -> None:
    a_setting(session, district.office, "paper_series", ["CHUNG: Công văn đôn đốc, Báo cáo"])
    number(session, district, report)
    assert session.scalars(select(PaperNumberRow.series)).one() == "CHUNG"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Hãy ghi ngày ký"),
        (date(2026, 11, 18), "không được sau hôm nay"),
        (date(2026, 11, 13), "trước ngày chốt số liệu"),
    ],
)
def test_a_day_that_cannot_be(
    session: Session, district: District, report: Report, day: date | None, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        number(session, district, report, day=day)


def test_the_signed_report_closes_it_on_its_snapshot(
    session: Session, district: District, report: Report
) -> None:
    number(session, district, report)
    bind(session, district, report)
    assert (report.state, report.signed_n, report.signed_name) == (
        ReportState.ISSUED, 1, "Báo cáo đã ký.pdf",
    )  # fmt: skip
    event = last_event(session, report)
    assert event.kind is EventKind.REPORT_SIGNED
    assert event.data["sha256"] == snapshot_of(session, report.id).sha256
    assert event.data["file_sha256"] == FILE.sha256
    with pytest.raises(Conflict):
        bind(session, district, report)


def test_an_issued_report_takes_its_number_and_signed_copy_later(
    session: Session, district: District, report: Report
) -> None:
    """The document system gave the number; it comes back with the signed file."""
    reporting.issue(
        session, report_id=report.id, version=report.row_version, snapshot_n=1,
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    number(session, district, report, 41)
    assert bind(session, district, report).signed_n == 1


def test_no_signed_copy_without_number_file_or_of_older_figures(
    session: Session, district: District, report: Report
) -> None:
    with pytest.raises(Conflict, match="chưa được cấp số"):
        bind(session, district, report)
    number(session, district, report)
    with pytest.raises(InvalidInput, match="Hãy chọn tệp"):
        bind(session, district, report, file=None)
    with pytest.raises(Conflict, match="vừa được chốt lại"):
        bind(session, district, report, n=4)
    with pytest.raises(Conflict, match="đã được cấp số"):
        number(session, district, report)
