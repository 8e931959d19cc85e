"""Proving that a report's snapshots are as they were made (``flask report verify``)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.report_snapshot import from_json, sha256, to_json
from tracker.models import Event, Report, ReportSnapshotRow
from tracker.queries.reports import snapshots_of
from tracker.services.paper_drawing import kept_template
from tracker.services.report_drawing import draw
from tracker.storage import FileStore


def verify(session: Session, *, report_id: int, store: FileStore) -> list[str]:
    """What is wrong with a report's snapshots, in sentences; empty when all is as it was made.

    Each is drawn anew, by the office's template where the report has one.
    """
    report = session.get_one(Report, report_id)
    try:
        template = kept_template(report.template, store)
    except NotFound:
        return ["Mất tệp mẫu trình bày của báo cáo."]
    rows = sorted(snapshots_of(session, report_id), key=lambda row: row.n)
    told = {
        int(event.data["n"]): str(event.data["sha256"])
        for event in session.scalars(
            select(Event).where(Event.report_id == report_id, Event.kind == EventKind.REPORT_FROZEN)
        )
    }
    faults = [fault for row in rows for fault in _faults(row, told.get(row.n), template)]
    missing = sorted(set(told) - {row.n for row in rows})
    return faults + [f"Thiếu bản số liệu lần {n} có trong quá trình xử lý." for n in missing]


def _faults(row: ReportSnapshotRow, told: str | None, template: bytes | None) -> list[str]:
    found = []
    if sha256(row.content) != row.sha256:
        found.append(f"Lần {row.n}: nội dung không khớp mã kiểm tra.")
    if told != row.sha256:
        found.append(f"Lần {row.n}: mã kiểm tra khác với mã ghi trong quá trình xử lý.")
    try:
        snapshot = from_json(row.content)
        if to_json(snapshot) != row.content:
            found.append(f"Lần {row.n}: nội dung đọc lại không giống bản đã lưu.")
        draw(snapshot, template)
    except ValueError:
        found.append(f"Lần {row.n}: không đọc được nội dung.")
    except InvalidInput:
        found.append(f"Lần {row.n}: không vẽ lại được theo mẫu của cơ quan.")
    return found
