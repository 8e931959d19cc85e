"""What ties a printed report to what was frozen: its number, its hash, the history's seal."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.models import HistoryHead, Report, ReportSnapshotRow
from tracker.queries.office_rules import office_rules


def marks(session: Session, row: ReportSnapshotRow) -> str:
    """One line for the annex pages or the archive copy of this snapshot.

    The seal is the first that was handed out after the freezing, so it covers the event that
    holds the hash; before the evening of that day there is none yet.
    """
    head = session.scalar(
        select(HistoryHead)
        .where(HistoryHead.made_at >= row.created_at)
        .order_by(HistoryHead.on_day)
        .limit(1)
    )
    sealed = "quá trình xử lý chưa niêm phong trong ngày"
    if head is not None:
        sealed = f"niêm phong quá trình xử lý ngày {day_words(head.on_day)}: {head.seq}:{head.seal}"
    return (
        f"Bản chốt số liệu: báo cáo {row.report_id}, lần {row.n}, ngày "
        f"{day_words(local_day(row.created_at))}; SHA-256: {row.sha256}; {sealed}."
    )


def marks_on_annexes(session: Session, report: Report, row: ReportSnapshotRow) -> str:
    """The same where the office wants it on the annexes; empty otherwise."""
    rules = office_rules(session, report.office_id, local_day(row.created_at))
    return marks(session, row) if rules.report_marks_on_annexes else ""
