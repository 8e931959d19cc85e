"""Number and day of a report from the register, and the signed report that comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.delivery import ReportState
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.report_snapshot import ReportSnapshot, from_json, from_json_to_show
from tracker.domain.vietnamese import day_words
from tracker.models import Report
from tracker.permissions import Actor
from tracker.queries.reports import snapshot_of
from tracker.services.evidence import KeptFile, keep_blob
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.paper_numbers import take_number
from tracker.services.paper_series import REPORT


def give_number(
    session: Session,
    *,
    report_id: int,
    version: int | None,
    number: int | None,
    signed_on: date | None,
    actor: Actor,
    now: datetime,
) -> Report:
    """Give the report its number and day; without ``number`` the next one of its series.

    Raises InvalidInput for a number already used in that series and year, for no day and for one
    that lies before the figures or after today; Conflict once it has a number.
    """
    report = for_change(session, Report, report_id, version=version)
    if report.number is not None:
        raise Conflict("Báo cáo này đã được cấp số.")
    row = snapshot_of(session, report.id)
    snapshot = from_json_to_show(row.content)
    day = _signing_day(signed_on, snapshot.as_of, local_day(now))
    entry = take_number(
        session, office_id=report.office_id, kind=REPORT, issuer_id=None,
        symbol=snapshot.number.symbol, number=number, signed_on=day,
        subject=f"{REPORT.name} {snapshot.subject[:1].lower()}{snapshot.subject[1:]}",
        paper=None, report_id=report.id, actor=actor, now=now,
    )  # fmt: skip
    report.number, report.signed_on = entry.number, day
    record(
        session, EventKind.REPORT_NUMBERED, actor=actor, now=now, report=report, n=row.n,
        number=entry.number, symbol=entry.symbol, series=entry.series, signed_on=day.isoformat(),
        sha256=row.sha256,
    )  # fmt: skip
    session.flush()
    return report


def bind_signed(
    session: Session,
    *,
    report_id: int,
    version: int | None,
    snapshot_n: int,
    file: KeptFile | None,
    actor: Actor,
    now: datetime,
) -> Report:
    """“Đã phát hành”: bind the signed report to the snapshot that was printed.

    Raises Conflict without a number, for figures that were counted again meanwhile and where a
    signed report is bound already; InvalidInput without the file.
    """
    report = for_change(session, Report, report_id, version=version)
    row = snapshot_of(session, report.id)
    if report.number is None:
        raise Conflict("Báo cáo chưa được cấp số, ngày nên chưa gắn được bản đã ký.")
    if report.signed_sha256 is not None:
        raise Conflict("Báo cáo này đã có bản đã ký.")
    if row.n != snapshot_n:
        raise Conflict(
            "Số liệu báo cáo vừa được chốt lại. Hãy xem số liệu mới rồi phát hành.",
            code="stale_version",
        )
    if file is None:
        raise InvalidInput("Hãy chọn tệp báo cáo đã ký.", field="files")
    report.signed_sha256 = keep_blob(session, file, now=now).sha256
    report.signed_name, report.signed_n = file.name[:255], row.n
    report.state = ReportState.ISSUED
    record(
        session, EventKind.REPORT_SIGNED, actor=actor, now=now, report=report, n=row.n,
        sha256=row.sha256, file=file.told, file_sha256=file.sha256,
    )  # fmt: skip
    session.flush()
    return report


def drawn_snapshot(session: Session, report: Report, n: int | None = None) -> ReportSnapshot:
    """The n-th snapshot to draw: the one that counts bears the number and day given since."""
    last, row = snapshot_of(session, report.id), snapshot_of(session, report.id, n)
    snapshot = from_json(row.content)
    if report.number is None or row.n != last.n:
        return snapshot
    head = replace(snapshot.number, number=report.number, issued_on=report.signed_on)
    return replace(snapshot, number=head)


def _signing_day(day: date | None, as_of: date, today: date) -> date:
    if day is None:
        raise InvalidInput("Hãy ghi ngày ký báo cáo.", field="signed_on")
    if day > today:
        raise InvalidInput("Ngày ký không được sau hôm nay.", field="signed_on")
    if day < as_of:
        raise InvalidInput(
            "Ngày ký không được trước ngày chốt số liệu (%(day)s).",
            field="signed_on",
            day=day_words(as_of),
        )
    return day
