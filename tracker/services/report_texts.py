"""The words of a report, written by the lead office: versions are kept, figures stay as frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict
from tracker.domain.history import EventKind
from tracker.domain.report_snapshot import Section, SectionWords, from_json
from tracker.models import Report, ReportText
from tracker.permissions import Actor
from tracker.queries.reports import snapshot_of
from tracker.services.history import record
from tracker.services.reporting import draft_of, keep_snapshot


def write(
    session: Session,
    *,
    report_id: int,
    version: int | None,
    snapshot_n: int,
    texts: Mapping[Section, str],
    actor: Actor,
    now: datetime,
) -> Report:
    """Put ``texts`` into the report: a new snapshot with the same figures and other words.

    An empty text lets the figures speak again. Conflict for an issued report, or when another
    snapshot was made since the person opened the page. Nothing changed makes nothing.
    """
    report = draft_of(session, report_id, version)
    last = snapshot_of(session, report.id)
    if last.n != snapshot_n:
        raise Conflict(
            "Số liệu báo cáo vừa được chốt lại. Hãy xem bản mới nhất rồi ghi lời văn.",
            code="stale_version",
        )
    snapshot = from_json(last.content)
    before = {words.section: words.text for words in snapshot.words}
    changed = {
        section: text.strip()
        for section, text in texts.items()
        if text.strip() != before.get(section, "").strip()
    }
    if not changed:
        return report
    after = before | changed
    words = tuple(
        SectionWords(section=section, text=after[section])
        for section in Section
        if after.get(section)
    )
    row = keep_snapshot(
        session, report, replace(snapshot, words=words), n=last.n + 1, actor=actor, now=now
    )
    for section, text in changed.items():
        _keep(session, report, section, text, n=row.n, actor=actor, now=now)
    record(
        session,
        EventKind.REPORT_WRITTEN,
        actor=actor,
        now=now,
        report=report,
        n=row.n,
        sections=[section.value for section in changed],
    )
    return report


def _keep(
    session: Session,
    report: Report,
    section: Section,
    text: str,
    *,
    n: int,
    actor: Actor,
    now: datetime,
) -> None:
    newest = session.scalar(
        select(func.max(ReportText.version)).where(
            ReportText.report_id == report.id, ReportText.section == section
        )
    )
    session.add(
        ReportText(
            report_id=report.id,
            section=section,
            version=(newest or 0) + 1,
            text=text,
            snapshot_n=n,
            written_at=now,
            written_by_id=actor.user_id,
        )
    )
    session.flush()
