"""Index sets: their list, their tree as the rules know it, what keeps one from being used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.index_rule import Rule, rule_from_json
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import (
    Method,
    Node,
    Side,
    TreeFault,
    code_key,
    faults_of,
    parent_code,
)
from tracker.models import Event, IndexDeed, IndexItem, IndexRound, IndexSet
from tracker.permissions import Actor
from tracker.permissions.index_scope import visible_sets


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as a form, a line of a file or a row of the table gives it."""

    code: str
    name: str
    maximum: Decimal
    side: Side = Side.SCALE
    method: Method = Method.SELF
    rule: Rule | None = None
    not_applicable: NotApplicable = NotApplicable.REFUSED
    evidence_asked: str = ""
    data_window: str = ""
    appraiser: str = ""

    @property
    def node(self) -> Node:
        """As the rules of the tree know it."""
        return Node(
            self.code, self.name, self.maximum, parent_code(self.code), self.side, self.method,
            self.rule,
        )  # fmt: skip


def line_of(item: IndexItem) -> ItemLine:
    """A row of the table as a line."""
    return ItemLine(
        code=item.code,
        name=item.name,
        maximum=item.maximum,
        side=item.side,
        method=item.method,
        rule=rule_from_json(item.rule) if item.rule is not None else None,
        not_applicable=item.not_applicable,
        evidence_asked=item.evidence_asked,
        data_window=item.data_window,
        appraiser=item.appraiser,
    )


def nodes_of(items: Sequence[IndexItem]) -> list[Node]:
    """The tree in the order of a sheet."""
    return [line_of(item).node for item in in_order(items)]


def in_order(items: Sequence[IndexItem]) -> list[IndexItem]:
    """As a sheet lists them: 1, 1.1, 1.1.1, 1.2, 2."""
    return sorted(items, key=lambda item: code_key(item.code))


def set_faults(index_set: IndexSet) -> list[TreeFault]:
    """Everything that does not add up yet."""
    return faults_of(nodes_of(index_set.items), total=index_set.total)


def leaves_of(items: Sequence[IndexItem]) -> list[IndexItem]:
    """Those that are scored, in order."""
    inner = {item.parent_id for item in items}
    return [item for item in in_order(items) if item.id not in inner]


@dataclass(frozen=True, slots=True)
class SetShape:
    """What a set holds, in numbers that a plan quotes: 8 fields, 42 criteria, 81 parts, 100, 30."""

    levels: tuple[int, ...]
    scored: int
    total: Decimal
    survey: Decimal

    @property
    def own(self) -> Decimal:
        return self.total - self.survey


def shape_of(index_set: IndexSet) -> SetShape:
    """Counted from its items; bonus and deduction stand outside."""
    scale = [item for item in index_set.items if item.side is Side.SCALE]
    depths = [item.code.count(".") for item in scale]
    leaves = leaves_of(scale)
    return SetShape(
        levels=tuple(depths.count(depth) for depth in range(max(depths, default=-1) + 1)),
        scored=len(leaves),
        total=sum((leaf.maximum for leaf in leaves), Decimal(0)),
        survey=sum((leaf.maximum for leaf in leaves if leaf.method is Method.SURVEY), Decimal(0)),
    )


def set_list(actor: Actor) -> Select[IndexSet]:
    """The newest first."""
    return (
        select(IndexSet)
        .where(visible_sets(actor))
        .order_by(IndexSet.year.desc(), IndexSet.group_name, IndexSet.version.desc())
    )


def item_counts(session: Session, office_id: int) -> dict[int, int]:
    """How many items each set has."""
    rows = session.execute(
        select(IndexItem.set_id, func.count())
        .where(IndexItem.office_id == office_id)
        .group_by(IndexItem.set_id)
    )
    return {row[0]: row[1] for row in rows}


def rounds_with(session: Session, set_id: int) -> Sequence[IndexRound]:
    """Rounds that score by this set."""
    return session.scalars(
        select(IndexRound).where(IndexRound.set_id == set_id).order_by(IndexRound.id.desc())
    ).all()


def set_events(session: Session, set_id: int) -> Sequence[Event]:
    """The history of a set, newest first."""
    return session.scalars(
        select(Event)
        .join(IndexDeed, IndexDeed.event_id == Event.id)
        .where(IndexDeed.set_id == set_id)
        .order_by(Event.id.desc())
        .limit(100)
    ).all()
