"""One unit's sheet as a page, a paper and the command line read it: three columns side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.index_life import ScoreStage
from tracker.domain.index_rule import Rule, rule_from_json
from tracker.domain.index_tree import Method, SheetTotal, Total, sum_sheet
from tracker.models import (
    Event,
    EvidenceSheetItem,
    IndexDeed,
    IndexItem,
    IndexRound,
    IndexSheet,
    SheetCharge,
    SheetPaper,
    SheetQuestion,
    SheetScore,
    SheetScoreChange,
)
from tracker.permissions import Actor
from tracker.permissions.index_scope import visible_sheets
from tracker.queries.index_sets import in_order, nodes_of


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item with what stands beside it. ``totals`` by stage; None where nothing is scored."""

    item: IndexItem
    depth: int
    rule: Rule | None
    totals: Mapping[ScoreStage, Total | None]
    scores: Mapping[ScoreStage, SheetScore] = field(default_factory=dict)
    papers: int = 0
    charge: SheetCharge | None = None
    questions: tuple[SheetQuestion, ...] = ()

    @property
    def is_scored(self) -> bool:
        return self.rule is not None

    @property
    def is_survey(self) -> bool:
        return self.rule is not None and self.item.method is Method.SURVEY

    @property
    def points(self) -> tuple[Decimal | None, ...]:
        """Self, appraised, final: as the three columns print them."""
        return tuple(
            total.points if (total := self.totals.get(stage)) else None for stage in ScoreStage
        )

    @property
    def is_proved(self) -> bool:
        """It has a paper or an explanation."""
        own = self.scores.get(ScoreStage.SELF)
        return bool(self.papers or (own is not None and own.note))

    @property
    def lost(self) -> Decimal:
        """Points short of the maximum, by the latest stage that says something."""
        for stage in reversed(ScoreStage):
            total = self.totals.get(stage)
            if total is not None:
                return total.maximum - total.points
        return self.item.maximum


@dataclass(frozen=True, slots=True)
class SheetView:
    """A whole sheet: its rows in order, and each column summed."""

    sheet: IndexSheet
    rows: tuple[SheetRow, ...]
    totals: Mapping[ScoreStage, SheetTotal]

    @property
    def leaves(self) -> list[SheetRow]:
        return [row for row in self.rows if row.is_scored]

    @property
    def unscored(self) -> list[SheetRow]:
        """What the unit itself should score and has not."""
        return [
            row for row in self.leaves if not row.is_survey and ScoreStage.SELF not in row.scores
        ]

    @property
    def unproved(self) -> list[SheetRow]:
        """Scored by the unit, without paper and without explanation."""
        return [row for row in self.leaves if ScoreStage.SELF in row.scores and not row.is_proved]

    @property
    def open_questions(self) -> list[SheetQuestion]:
        return [one for row in self.leaves for one in row.questions if one.answered_at is None]

    def latest(self) -> SheetTotal:
        """The sum over the best that is known of each item: final, else appraised, else self."""
        best: dict[str, Total] = {}
        for row in self.leaves:
            for stage in ScoreStage:
                if stage in row.scores:
                    best[row.item.code] = _total(row.scores[stage])
        return sum_sheet(nodes_of([row.item for row in self.rows]), best)


def sheet_view(session: Session, sheet: IndexSheet) -> SheetView:
    """Everything of one sheet, in a handful of statements."""
    items = in_order(
        session.scalars(select(IndexItem).where(IndexItem.set_id == sheet.round.set_id)).all()
    )
    scores: dict[int, dict[ScoreStage, SheetScore]] = defaultdict(dict)
    for score in session.scalars(select(SheetScore).where(SheetScore.sheet_id == sheet.id)):
        scores[score.item_id][score.stage] = score
    papers = _paper_counts(session, sheet.id)
    charges = {
        row.item_id: row
        for row in session.scalars(
            select(SheetCharge)
            .where(SheetCharge.sheet_id == sheet.id)
            .options(joinedload(SheetCharge.user), joinedload(SheetCharge.unit))
        )
    }
    questions: dict[int, list[SheetQuestion]] = defaultdict(list)
    for question in session.scalars(questions_of(sheet.id)):
        questions[question.item_id].append(question)
    nodes = nodes_of(items)
    codes = {item.id: item.code for item in items}
    totals = {
        stage: sum_sheet(
            nodes,
            {codes[key]: _total(by[stage]) for key, by in scores.items() if stage in by},
        )
        for stage in ScoreStage
    }
    said = _said(items, scores)
    rows = tuple(
        SheetRow(
            item=item,
            depth=item.code.count("."),
            rule=rule_from_json(item.rule) if item.rule is not None else None,
            totals={
                stage: totals[stage].by_code[item.code] if item.code in said[stage] else None
                for stage in ScoreStage
            },
            scores=scores.get(item.id, {}),
            papers=papers.get(item.id, 0),
            charge=charges.get(item.id),
            questions=tuple(questions.get(item.id, ())),
        )
        for item in items
    )
    return SheetView(sheet, rows, totals)


def _total(score: SheetScore) -> Total:
    return Total(score.points, score.maximum)


def _said(
    items: Sequence[IndexItem], scores: Mapping[int, Mapping[ScoreStage, SheetScore]]
) -> dict[ScoreStage, set[str]]:
    """Per stage the codes under which anything is scored."""
    found: dict[ScoreStage, set[str]] = {stage: set() for stage in ScoreStage}
    for item in items:
        for stage in scores.get(item.id, ()):
            code = item.code
            while code:
                found[stage].add(code)
                code = code.rpartition(".")[0]
    return found


def _paper_counts(session: Session, sheet_id: int) -> dict[int, int]:
    rows = session.execute(
        select(EvidenceSheetItem.item_id, func.count())
        .where(EvidenceSheetItem.sheet_id == sheet_id)
        .group_by(EvidenceSheetItem.item_id)
    )
    return {row[0]: row[1] for row in rows}


def questions_of(sheet_id: int) -> Select[SheetQuestion]:
    """Every request for explanation, the first one first."""
    return (
        select(SheetQuestion)
        .where(SheetQuestion.sheet_id == sheet_id)
        .options(joinedload(SheetQuestion.asked_by), joinedload(SheetQuestion.answered_by))
        .order_by(SheetQuestion.id)
    )


def papers_of(session: Session, sheet_id: int, item_id: int) -> Sequence[EvidenceSheetItem]:
    """The papers that prove one item."""
    return session.scalars(
        select(EvidenceSheetItem)
        .where(EvidenceSheetItem.sheet_id == sheet_id, EvidenceSheetItem.item_id == item_id)
        .order_by(EvidenceSheetItem.evidence_id)
    ).all()


def signed_papers(session: Session, sheet_id: int) -> Sequence[SheetPaper]:
    """The signed files of every locking, the newest first."""
    return session.scalars(
        select(SheetPaper)
        .where(SheetPaper.sheet_id == sheet_id)
        .options(joinedload(SheetPaper.blob), joinedload(SheetPaper.by))
        .order_by(SheetPaper.id.desc())
    ).all()


def changes_of(session: Session, sheet_id: int, item_id: int) -> Sequence[SheetScoreChange]:
    """What became of one item's scores, the newest first."""
    return session.scalars(
        select(SheetScoreChange)
        .where(SheetScoreChange.sheet_id == sheet_id, SheetScoreChange.item_id == item_id)
        .options(joinedload(SheetScoreChange.by))
        .order_by(SheetScoreChange.id.desc())
    ).all()


def sheet_events(session: Session, sheet_id: int) -> Sequence[Event]:
    """The history of one sheet, newest first."""
    return session.scalars(
        select(Event)
        .join(IndexDeed, IndexDeed.event_id == Event.id)
        .where(IndexDeed.sheet_id == sheet_id)
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
        .limit(100)
    ).all()


def sheets_of_round(actor: Actor, round_id: int) -> Select[IndexSheet]:
    """Those that the actor may see."""
    return (
        select(IndexSheet)
        .where(IndexSheet.round_id == round_id, visible_sheets(actor))
        .options(joinedload(IndexSheet.unit))
        .order_by(IndexSheet.id)
    )


def own_sheets(actor: Actor) -> Select[IndexSheet]:
    """Sheets of the actor's own units, the newest round first."""
    return (
        select(IndexSheet)
        .join(IndexRound, IndexRound.id == IndexSheet.round_id)
        .where(
            IndexSheet.office_id == (actor.office_id or 0),
            IndexSheet.unit_id.in_(sorted(actor.unit_ids)),
        )
        .options(joinedload(IndexSheet.unit))
        .order_by(IndexRound.to_on.desc(), IndexSheet.id)
    )
