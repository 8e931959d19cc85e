"""What the words of a report are built from: units' words with their source, last time's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.local_time import local_day
from tracker.domain.report_snapshot import Section, from_json_to_show
from tracker.domain.report_words import said
from tracker.models import Report, ReportText, UnitReport
from tracker.queries.reports import snapshot_of

#: Where the parts of a unit's own report stand in the outline of the office's.
PARTS = {
    Section.RESULTS: "results",
    Section.WEAKNESSES: "obstacles",
    Section.PROPOSALS: "proposals",
    Section.NEXT: "next_work",
}


@dataclass(frozen=True, slots=True)
class OfferedText:
    """Words that may be taken into a section. ``key``: "unit:12" or "before"."""

    key: str
    unit: str
    text: str
    on: date


def unit_texts(session: Session, report: Report) -> Mapping[Section, Sequence[OfferedText]]:
    """The words of every unit report that was sent for a period inside the report's window."""
    query = (
        select(UnitReport)
        .where(
            UnitReport.office_id == report.office_id,
            UnitReport.submitted_at.is_not(None),
            UnitReport.to_on >= report.from_on,
            UnitReport.to_on <= report.to_on,
        )
        .options(joinedload(UnitReport.unit))
        .order_by(UnitReport.to_on, UnitReport.unit_id)
    )
    if report.unit_id is not None:
        query = query.where(UnitReport.unit_id == report.unit_id)
    found: dict[Section, list[OfferedText]] = defaultdict(list)
    for sent in session.scalars(query).unique():
        for section, part in PARTS.items():
            text = str(getattr(sent, part)).strip()
            if text and sent.submitted_at is not None:
                found[section].append(
                    OfferedText(
                        f"unit:{sent.id}",
                        sent.unit.name_on(sent.to_on).name,
                        text,
                        local_day(sent.submitted_at),
                    )
                )
    return found


def texts_before(session: Session, report: Report) -> Mapping[Section, OfferedText]:
    """What the clerk wrote in the last report of this kind on this scope; not what figures say."""
    last = session.scalar(
        select(Report)
        .where(
            Report.office_id == report.office_id,
            Report.period_kind == report.period_kind,
            Report.scope_key == report.scope_key,
            Report.to_on < report.to_on,
        )
        .order_by(Report.to_on.desc(), Report.id.desc())
        .limit(1)
    )
    if last is None:
        return {}
    snapshot = from_json_to_show(snapshot_of(session, last.id).content)
    theirs = {words.section: words.text for words in said(snapshot)}
    return {
        words.section: OfferedText("before", snapshot.period, words.text, snapshot.as_of)
        for words in snapshot.words
        if words.text.strip() and words.text != theirs.get(words.section)
    }


def versions_of(session: Session, report_id: int) -> Sequence[ReportText]:
    """Every version of every section that was written, the newest first."""
    return session.scalars(
        select(ReportText)
        .where(ReportText.report_id == report_id)
        .options(joinedload(ReportText.written_by))
        .order_by(ReportText.id.desc())
    ).all()
