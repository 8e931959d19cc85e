"""Next year's plan from a sheet: what to keep, what to improve, what people should judge better."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker.domain import report_frame
from tracker.domain.index_life import ScoreStage
from tracker.domain.index_plan import IndexPlan, PlanLine
from tracker.domain.index_tree import Side
from tracker.domain.local_time import local_day
from tracker.domain.paper_head import PaperNumber
from tracker.models import IndexSheet, Office
from tracker.queries.index_sheets import SheetRow, sheet_view
from tracker.queries.office_rules import office_rules

LAST_MONTH, LAST_DAY = 11, 30
"""By then a year's task should be done: the window of the figures ends with the year."""


def plan_of(session: Session, sheet: IndexSheet, *, now: datetime) -> IndexPlan:
    """The plan for the year after the sheet's, by the latest points of each item."""
    view, today = sheet_view(session, sheet), local_day(now)
    office = session.get_one(Office, sheet.office_id)
    rules = office_rules(session, office.id, today)
    root = office.root_unit.name_on(today)
    year = sheet.round.index_set.year + 1
    own = sheet.unit_id == office.root_unit_id
    lines = {
        row.item.id: _line(row, sheet.unit.name, year, own=own)
        for row in view.leaves
        if row.item.side is Side.SCALE
    }
    asked = {row.item.id for row in view.leaves if row.is_survey}
    scored = [line for key, line in lines.items() if key not in asked]
    return IndexPlan(
        unit=sheet.unit.name,
        year=year,
        index=view.latest().index,
        round_name=sheet.round.name,
        is_sample=sheet.round.index_set.is_sample,
        keep=tuple(line for line in scored if line.lost == 0),
        improve=tuple(
            sorted((line for line in scored if line.lost > 0), key=lambda line: -line.lost)
        ),
        survey=tuple(line for key, line in lines.items() if key in asked),
        letterhead=report_frame.letterhead(
            rules, name=root.name, short_name=root.short or root.name
        ),
        number=PaperNumber(symbol=f"KH-{rules.symbol}"),
        signer=report_frame.signer(rules),
        made_at=now,
    )


def _line(row: SheetRow, unit: str, year: int, *, own: bool) -> PlanLine:
    """The unit itself answers for its items; in the office's own sheet, whoever appraises them."""
    item = row.item
    known = next((row.scores[stage] for stage in reversed(ScoreStage) if stage in row.scores), None)
    return PlanLine(
        code=item.code,
        name=item.name,
        points=known.points if known is not None else Decimal(0),
        maximum=known.maximum if known is not None else item.maximum,
        lead=(item.appraiser or unit) if own else unit,
        due_on=date(year, LAST_MONTH, LAST_DAY),
        evidence=item.evidence_asked,
        reason=known.note if known is not None and known.stage is not ScoreStage.SELF else "",
    )
