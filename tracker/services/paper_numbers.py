"""The register of numbers: one number once per series and year (decree 30/2020, annex VI).

The office's row is locked while a number is given, so two clerks never get the same one.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.paper_register import check_number
from tracker.domain.vietnamese import one_line
from tracker.models import Office, OfficialPaper, PaperNumberRow
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.paper_series import NumberedKind, series_of
from tracker.services.papers.paper_kind import PaperKind


def take_number(
    session: Session,
    *,
    office_id: int,
    kind: PaperKind | NumberedKind,
    issuer_id: int | None,
    symbol: str,
    number: int | None,
    signed_on: date,
    subject: str,
    paper: OfficialPaper | None,
    report_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> PaperNumberRow:
    """Give ``number``, or the next one of the kind's series in the year of ``signed_on``.

    Raises InvalidInput for a number that is used already.
    """
    rules = office_rules(session, office_id, local_day(now))
    series = series_of(kind, rules.paper_series, issuer_id)
    return _enter(
        session,
        PaperNumberRow(
            office_id=office_id, series=series, year=signed_on.year, number=number or 0,
            symbol=symbol[:40], signed_on=signed_on, subject=subject[:1000], paper=paper,
            report_id=report_id, taken_at=now, taken_by_id=actor.user_id,
        ),
    )  # fmt: skip


def enter_number(
    session: Session,
    *,
    series: str,
    symbol: str,
    number: int | None,
    signed_on: date | None,
    subject: str,
    actor: Actor,
    now: datetime,
) -> PaperNumberRow:
    """Enter a number that was given outside the system, so that it is not given again.

    Raises InvalidInput at the field.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    if signed_on is None or signed_on > local_day(now):
        raise InvalidInput("Hãy ghi ngày văn bản, không sau hôm nay.", field="signed_on")
    wanted = one_line(series).upper()
    if not wanted or len(wanted) > 20 or ":" in wanted:
        raise InvalidInput("Hãy chọn sổ văn bản.", field="series")
    if not one_line(subject):
        raise InvalidInput("Hãy ghi trích yếu nội dung văn bản.", field="subject")
    row = _enter(
        session,
        PaperNumberRow(
            office_id=actor.office_id, series=wanted, year=signed_on.year, number=number or 0,
            symbol=one_line(symbol)[:40], signed_on=signed_on, subject=one_line(subject)[:1000],
            taken_at=now, taken_by_id=actor.user_id,
        ),
    )  # fmt: skip
    record(
        session, EventKind.PAPER_NUMBER_ENTERED, actor=actor, now=now,
        series=row.series, number=row.number, symbol=row.symbol,
        signed_on=row.signed_on.isoformat(), subject=row.subject,
    )  # fmt: skip
    return row


def _enter(session: Session, row: PaperNumberRow) -> PaperNumberRow:
    """Under the office's lock: the next number where none was asked for."""
    for_change(session, Office, row.office_id)
    same = (
        PaperNumberRow.office_id == row.office_id,
        PaperNumberRow.series == row.series,
        PaperNumberRow.year == row.year,
    )
    if not row.number:
        highest = session.scalar(select(func.max(PaperNumberRow.number)).where(*same))
        row.number = (highest or 0) + 1
    check_number(row.number)
    used = session.scalar(select(PaperNumberRow).where(*same, PaperNumberRow.number == row.number))
    if used is not None:
        raise InvalidInput(
            "Số %(number)s năm %(year)s của sổ %(series)s đã dùng cho văn bản “%(subject)s”.",
            field="number",
            number=f"{row.number:02d}",
            year=row.year,
            series=row.series.rpartition(":")[2],
            subject=used.subject,
        )
    session.add(row)
    session.flush()
    return row
