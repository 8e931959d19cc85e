"""Publishing a ranking: the units see where they stand before anybody speaks of it in a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import from_json_to_show
from tracker.models import Report
from tracker.permissions import Actor
from tracker.queries.reports import snapshot_of
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, tell


def publish(
    session: Session, *, report_id: int, version: int | None, actor: Actor, now: datetime
) -> Report:
    """Show the ranking of the report's newest snapshot to its units, and tell their people.

    InvalidInput for a report on a part of the office: units of a part are not ranked.
    """
    report = for_change(session, Report, report_id, version=version)
    if report.scope_key != ReportScope().key:
        raise InvalidInput("Chỉ xếp hạng theo báo cáo về tất cả văn bản chỉ đạo.")
    row = snapshot_of(session, report.id)
    snapshot = from_json_to_show(row.content)
    report.published_at = now
    report.published_n = row.n
    session.flush()
    people = [
        person
        for unit in snapshot.units
        if unit.tasks.on_time_rate.whole
        for person in people_of_unit(session, unit.unit_id, on_day=local_day(now))
    ]
    tell(
        session,
        recipients=people,
        kind=MessageKind.RANKING,
        deed=f"ranking:{report.id}:{row.n}",
        subject=f"Xếp hạng thực hiện nhiệm vụ {snapshot.period}",
        text=(
            f"Kết quả xếp hạng các đơn vị {snapshot.period} đã được công bố, kèm cách tính. "
            "Đề nghị đơn vị đối chiếu số liệu của mình."
        ),
        link="/leader/ranking",
        actor=actor,
        now=now,
    )
    record(
        session, EventKind.RANKING_PUBLISHED, actor=actor, now=now, report=report, n=row.n,
        sha256=row.sha256,
    )  # fmt: skip
    return report
