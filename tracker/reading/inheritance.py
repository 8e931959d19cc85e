"""What a clause takes over from others: attribute blocks, headings, the enacting sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.attribute_lines import AttributeValue
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Disposition
from tracker.reading.frame import Zone
from tracker.reading.orders import enacting_units, heading_units
from tracker.reading.outline import Node
from tracker.reading.unit_name import UnitName
from tracker.reading.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Source:
    """An attribute and the clause whose line says it."""

    clause: int
    value: AttributeValue


@dataclass(slots=True)
class Inheritance:
    """Attribute lines by the clause they belong to, and what headings charge."""

    blocks: dict[int, list[Source]] = field(default_factory=dict)
    headings: dict[int, tuple[UnitName, ...]] = field(default_factory=dict)
    enacting: tuple[UnitName, ...] = ()
    enacting_clause: int | None = None

    def attribute(self, node: Node, attribute: Attribute) -> Source | None:
        """The attribute of the clause itself, else of the nearest item above it."""
        for owner in (node, *node.ancestors()):
            for source in self.blocks.get(owner.ord, ()):
                if source.value.attribute is attribute and source.value.value:
                    return source
        return None

    def own_attribute(self, node: Node, attribute: Attribute) -> Source | None:
        """The attribute that stands right under the clause."""
        return next(
            (
                source
                for source in self.blocks.get(node.ord, ())
                if source.value.attribute is attribute and source.value.value
            ),
            None,
        )

    def heading(self, node: Node) -> tuple[int, tuple[UnitName, ...]] | None:
        """(clause, units) of the nearest heading above that names a unit."""
        for owner in node.ancestors():
            units = self.headings.get(owner.ord)
            if units:
                return owner.ord, units
        return None


def collect(nodes: Sequence[Node], judgement: Judgement) -> Inheritance:
    """Attach attribute lines to their items and read what headings charge."""
    found = Inheritance()
    verdicts = judgement.verdicts
    by_parent: dict[int | None, list[Node]] = {}
    for node in nodes:
        if node.zone in (Zone.BODY, Zone.ANNEX):
            by_parent.setdefault(node.parent.ord if node.parent else None, []).append(node)
        verdict = verdicts[node.ord]
        if verdict.disposition in (Disposition.HEADING, Disposition.TASK) and (
            node.children or node.text.endswith(":")
        ):
            found.headings[node.ord] = heading_units(node.text)
    for parent, children in by_parent.items():
        _attach(parent, children, judgement, found)
    if judgement.enacting is not None:
        found.enacting = enacting_units(judgement.enacting.text)
        found.enacting_clause = judgement.enacting.ord
    return found


def _attach(
    parent: int | None, children: list[Node], judgement: Judgement, found: Inheritance
) -> None:
    """A run of attribute lines belongs to the items since the run before it; with no item
    before it, to the heading above (and so to everything under that)."""
    items: list[Node] = []
    run: list[Source] = []
    for child in children:
        verdict = judgement.verdicts[child.ord]
        if verdict.disposition is Disposition.ATTRIBUTE:
            run.extend(Source(child.ord, value) for value in verdict.attributes)
            continue
        if run:
            _give(run, items, parent, found)
            items, run = [], []
        if verdict.disposition in (Disposition.TASK, Disposition.HEADING):
            items.append(child)
    if run:
        _give(run, items, parent, found)


def _give(run: list[Source], items: list[Node], parent: int | None, found: Inheritance) -> None:
    owners = [item.ord for item in items] or ([parent] if parent is not None else [])
    for owner in owners:
        found.blocks.setdefault(owner, []).extend(run)
