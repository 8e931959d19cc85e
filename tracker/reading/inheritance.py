"""What a clause takes over from others: attribute blocks, headings, the enacting sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.attribute_lines import AttributeValue
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Disposition, Level
from tracker.reading.coordination import coordinating_units
from tracker.reading.frame import Zone
from tracker.reading.heading_units import enacting_units, heading_units
from tracker.reading.orders import find_actor
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
    helpers: dict[int, tuple[UnitName, ...]] = field(default_factory=dict)
    """Units that a heading tells to work along with those it charges."""
    apart: set[int] = field(default_factory=set)
    """Unmarked paragraphs that take over nothing from the item they stand behind."""
    lead_ins: dict[int, int] = field(default_factory=dict)
    """For a clause the paragraph beside it, further up, that charges units with what follows."""
    enacting: tuple[UnitName, ...] = ()
    enacting_clause: int | None = None

    def attribute(self, node: Node, attribute: Attribute) -> Source | None:
        """The attribute of the clause itself, else of the nearest item above it."""
        for owner in (node, *self.above(node)):
            for source in self.blocks.get(owner.ord, ()):
                if source.value.attribute is attribute and source.value.value:
                    return source
        return None

    def above(self, node: Node) -> tuple[Node, ...]:
        """The clauses that ``node`` may take something from, the nearest first."""
        owners = tuple(node.ancestors())
        return owners[1:] if node.ord in self.apart else owners

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
        for owner in (node, *self.above(node)):
            near = (owner.ord if owner is not node else None, self.lead_ins.get(owner.ord))
            for clause in near:
                units = self.headings.get(clause) if clause is not None else None
                if clause is not None and units:
                    return clause, units
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
            charged = heading_units(node.text)
            found.headings[node.ord] = charged
            found.helpers[node.ord] = coordinating_units(node.text, charged) if charged else ()
        if _stands_apart(node, judgement):
            found.apart.add(node.ord)
    for parent, children in reversed(by_parent.items()):  # an item's own lines come first
        _attach(parent, children, judgement, found)
    if judgement.enacting is not None:
        found.enacting = enacting_units(judgement.enacting.text)
        found.enacting_clause = judgement.enacting.ord
    return found


def _stands_apart(node: Node, judgement: Judgement) -> bool:
    """A paragraph behind an item that speaks to somebody else or closes the paper ("./.")."""
    if node.level is not Level.PARAGRAPH or node.parent is None:
        return False
    above = judgement.verdicts[node.parent.ord].disposition
    if node.text.endswith("./."):
        return True
    return above is Disposition.TASK and find_actor(node.text) is not None


def _attach(
    parent: int | None, children: list[Node], judgement: Judgement, found: Inheritance
) -> None:
    """A run of attribute lines belongs to the items since the run before it; with no item
    before it, to the heading above (and so to everything under that)."""
    items: list[Node] = []
    run: list[Source] = []
    lead_in: int | None = None
    for child in children:
        if lead_in is not None and child.level is not Level.PARAGRAPH:
            found.lead_ins[child.ord] = lead_in
        if parent in judgement.turned and child.ord in found.headings and _charges(child, found):
            lead_in = child.ord
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


def _charges(child: Node, found: Inheritance) -> bool:
    return child.level is Level.PARAGRAPH and bool(found.headings[child.ord])


def _give(run: list[Source], items: list[Node], parent: int | None, found: Inheritance) -> None:
    owners = [item.ord for item in items] or ([parent] if parent is not None else [])
    for owner in owners:
        found.blocks.setdefault(owner, []).extend(run)
