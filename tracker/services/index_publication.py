"""The decision with its annex, from the results of a round and of the year before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import report_frame
from tracker.domain.index_decision import DecisionLine, IndexDecision
from tracker.domain.index_life import OVER
from tracker.domain.local_time import local_day
from tracker.domain.paper_head import PaperNumber
from tracker.models import IndexRound, IndexSet, Office
from tracker.queries.index_results import results
from tracker.queries.office_rules import office_rules


def decision_of(session: Session, round_: IndexRound, *, now: datetime) -> IndexDecision:
    """The paper of the round; its number is left open until the clerk gave one."""
    today = local_day(now)
    office = session.get_one(Office, round_.office_id)
    rules = office_rules(session, office.id, today)
    root = office.root_unit.name_on(today)
    before = earlier_places(session, round_)
    index_set = round_.index_set
    return IndexDecision(
        round_name=round_.name,
        year=index_set.year,
        group_name=index_set.group_name,
        basis=index_set.basis,
        is_sample=index_set.is_sample,
        lines=tuple(
            DecisionLine(
                row.place, row.unit, row.index, row.total.self_part.points,
                row.total.survey_part.points, row.grade, before.get(row.unit_id),
            )
            for row in results(session, round_)
        ),
        letterhead=report_frame.letterhead(
            rules, name=root.name, short_name=root.short or root.name
        ),
        number=PaperNumber(symbol=f"QĐ-{rules.symbol}"),
        signer=report_frame.signer(rules),
        made_at=now,
    )  # fmt: skip


def earlier_round(session: Session, round_: IndexRound) -> IndexRound | None:
    """The newest published round of an earlier year for the same kind of units."""
    index_set = round_.index_set
    return session.scalars(
        select(IndexRound)
        .join(IndexSet, IndexSet.id == IndexRound.set_id)
        .where(
            IndexRound.office_id == round_.office_id,
            IndexSet.group_name == index_set.group_name,
            IndexSet.year < index_set.year,
            IndexRound.state.in_(sorted(OVER)),
        )
        .order_by(IndexSet.year.desc(), IndexRound.id.desc())
    ).first()


def earlier_places(session: Session, round_: IndexRound) -> dict[int, int]:
    """Every unit's place a year earlier."""
    found = earlier_round(session, round_)
    if found is None:
        return {}
    return {row.unit_id: row.place for row in results(session, found)}
