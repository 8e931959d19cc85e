"""Proposed tasks: one draft per ordering paragraph, each with its source and its why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reading.annex_tables import TaskRow
from tracker.reading.attribute_lines import (
    lead_and_others,
    moved,
    units_of,
)
from tracker.reading.attribute_words import Attribute
from tracker.reading.charges import Charge, find_charge
from tracker.reading.clause import Disposition
from tracker.reading.clause_dues import due_moved, dues_of
from tracker.reading.coordination import coordinating_units, report_destination
from tracker.reading.due import NO_DUE, Due
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import main_due, read_dues
from tracker.reading.follow_up import FollowUp, Unclear, propose, unclear_points
from tracker.reading.inheritance import Inheritance
from tracker.reading.orders import find_actor
from tracker.reading.outline import Node
from tracker.reading.products import guess_product, named_product
from tracker.reading.second_orders import second_orders
from tracker.reading.subjects import LeadRule
from tracker.reading.unit_name import NameKind, UnitName
from tracker.reading.verdict import Judgement
from tracker.reading.words import Finding, Why, Words


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as written, without "Giao", "Đề nghị", "có trách nhiệm".

    ``candidates`` are the full names that the written one may mean; several (TP, KT, NV) are
    for a person to choose. ``asked`` is true for a body that is politely requested
    ("Đề nghị …") rather than ordered.
    """

    text: str
    kind: NameKind
    words: Words | None = None
    candidates: tuple[str, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What the reader proposes; a person confirms, changes or sets it aside.

    ``clause`` is the source clause, ``clauses`` all clauses that it rests on (a heading whose
    attribute lines follow). ``lead`` and ``coordinating`` are as written; ``other_dues`` are
    further times in the same paragraph; ``report_to`` is where results go ("qua Phòng Nội
    vụ"); ``optional`` marks a further paragraph of an item that already is a task.
    """

    ord: int
    path: str
    text: str
    clause: int
    clauses: tuple[int, ...]
    lead: tuple[UnitMention, ...] = ()
    coordinating: tuple[UnitMention, ...] = ()
    due: Due = NO_DUE
    other_dues: tuple[Due, ...] = ()
    product: str | None = None
    report_to: str | None = None
    responsible: str | None = None
    follow_up: FollowUp = FollowUp.NOTED
    optional: bool = False
    why: tuple[Why, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def propose_drafts(
    nodes: Sequence[Node], judgement: Judgement, inherited: Inheritance, calendar: Calendar
) -> tuple[TaskDraft, ...]:
    """All drafts in reading order."""
    drafts: list[TaskDraft] = []
    for node in nodes:
        if judgement.verdicts[node.ord].disposition is not Disposition.TASK:
            continue
        row = judgement.rows.get(node.ord)
        draft = (
            _from_row(row, inherited, calendar)
            if row is not None
            else _from_clause(node, judgement, inherited, calendar)
        )
        drafts.append(replace(draft, ord=len(drafts)))
        if row is None:
            drafts.extend(_further_orders(draft, node, calendar, len(drafts)))
    return tuple(drafts)


def _from_clause(
    node: Node, judgement: Judgement, inherited: Inheritance, calendar: Calendar
) -> TaskDraft:
    verdict = judgement.verdicts[node.ord]
    charge = find_charge(node, inherited)
    content = inherited.own_attribute(node, Attribute.CONTENT)
    text = f"{node.text} {content.value.value}" if content else node.text
    dues = dues_of(node, inherited, calendar)
    product_line = inherited.attribute(node, Attribute.PRODUCT)
    written = named_product(product_line.value.value) if product_line else None
    product = written or guess_product(text)
    responsible = inherited.attribute(node, Attribute.RESPONSIBLE)
    used = {node.ord, *(source.clause for source in inherited.blocks.get(node.ord, ()))}
    return _finished(
        TaskDraft(
            ord=0,
            path=node.path,
            text=text,
            clause=node.ord,
            clauses=tuple(sorted(used)),
            product=product,
            report_to=report_destination(text),
            responsible=responsible.value.value if responsible else None,
            optional=verdict.optional,
            why=(
                Why(
                    Finding.ORDER,
                    verdict.reason,
                    (_words(node.ord, 0, min(len(node.text), 60), node.text),),
                ),
            ),
        ),
        charge,
        dues,
    )


def _from_row(row: TaskRow, inherited: Inheritance, calendar: Calendar) -> TaskDraft:
    node = row.node
    lead_cell = row.cells.get(Attribute.LEAD, "")
    leads, helping = lead_and_others(lead_cell) if lead_cell else ((), ())
    rule: LeadRule | None = LeadRule.CELL if leads else None
    charge = Charge(leads, node.ord, rule)
    if not leads:
        charge = find_charge(node, inherited, row.text)
        group = find_actor(f"{row.group}:") if row.group and not charge.leads else None
        if group is not None:
            charge = Charge(_in_row(group.units, node.text), node.ord, LeadRule.HEADING)
    others = units_of(row.cells.get(Attribute.COORDINATING, ""))
    if charge.rule is LeadRule.CELL:
        charge.leads = _in_row(charge.leads, node.text)
    named = _in_row(tuple(dict.fromkeys((*helping, *others))), node.text)
    charge.coordinating = named or _in_row(coordinating_units(row.text, charge.leads), node.text)
    charge.coordinating_clauses = (node.ord,) * len(charge.coordinating)
    cell = row.cells.get(Attribute.TIME, "")
    dues = read_dues(cell, calendar, line=True, clause=node.ord) if cell else ()
    if not dues and not cell:
        dues = read_dues(row.text, calendar, clause=node.ord)
    dues = tuple(_due_in_row(due, node.text, cell or row.text) for due in dues)
    draft = TaskDraft(
        ord=0,
        path=node.path,
        text=row.text,
        clause=node.ord,
        clauses=(node.ord,),
        product=named_product(row.cells.get(Attribute.PRODUCT)) or guess_product(row.text),
        report_to=report_destination(row.text),
        responsible=row.cells.get(Attribute.RESPONSIBLE),
        why=(Why(Finding.ORDER, "Dòng của bảng danh mục nhiệm vụ"),),
    )
    return _finished(draft, charge, dues)


def _finished(draft: TaskDraft, charge: Charge, dues: tuple[Due, ...]) -> TaskDraft:
    """Add who, when, the proposed follow-up, the reasons and what is unclear."""
    due, others = main_due(dues), dues[1:]
    follow_up, reason = propose(draft.text, charge.leads, charge.coordinating, due, draft.product)
    lead = _mentions(charge.leads, charge.lead_clause, asked=charge.asked)
    coordinating = tuple(
        mention
        for unit, clause in zip(charge.coordinating, charge.coordinating_clauses, strict=True)
        for mention in _mentions((unit,), clause)
    )
    why = list(draft.why)
    if charge.rule is not None and lead:
        why.append(Why(Finding.LEAD, charge.rule.value, tuple(m.words for m in lead if m.words)))
    if coordinating:
        words = tuple(m.words for m in coordinating if m.words)
        why.append(Why(Finding.COORDINATING, "Đơn vị nêu sau cụm từ phối hợp", words))
    if due.words is not None:
        why.append(Why(Finding.DUE, "Cụm từ chỉ thời hạn", (due.words,)))
    why.append(Why(Finding.FOLLOW_UP, reason))
    return replace(
        draft,
        lead=lead,
        coordinating=coordinating,
        due=due,
        other_dues=others,
        follow_up=follow_up,
        why=tuple(why),
        unclear=unclear_points(draft.text, charge.leads, due, others, draft.product),
    )


def _mentions(
    units: Sequence[UnitName], clause: int, *, asked: bool = False
) -> tuple[UnitMention, ...]:
    return tuple(
        UnitMention(
            unit.text,
            unit.kind,
            Words(clause, unit.start, unit.end, unit.text) if unit.start >= 0 else None,
            unit.candidates,
            asked,
        )
        for unit in units
    )


def _in_row(units: tuple[UnitName, ...], row: str) -> tuple[UnitName, ...]:
    """The names with their places in the whole row (-1: they stand elsewhere)."""
    found: list[UnitName] = []
    for unit in units:
        start = row.rfind(unit.text)
        found.append(replace(unit, start=start, end=start + len(unit.text)))
    return tuple(found)


def _due_in_row(due: Due, row: str, cell: str) -> Due:
    return due_moved(due, max(0, row.rfind(cell)))


def _words(clause: int, start: int, end: int, text: str) -> Words:
    return Words(clause, start, end, text[start:end])


def _further_orders(
    draft: TaskDraft, node: Node, calendar: Calendar, first_ord: int
) -> list[TaskDraft]:
    """Orders to other units inside the same paragraph, as drafts of their own."""
    first = find_actor(node.text)
    found: list[TaskDraft] = []
    for nth, (start, end, actor) in enumerate(
        second_orders(node.text, first.units if first else ()), start=2
    ):
        sentence = node.text[start:end]
        if draft.lead and {u.text for u in actor.units} <= {m.text for m in draft.lead}:
            continue
        charge = Charge(actor.units, node.ord, actor.rule, asked=actor.asked)
        charge.coordinating = moved(coordinating_units(sentence, actor.units), start)
        charge.coordinating_clauses = (node.ord,) * len(charge.coordinating)
        more = TaskDraft(
            ord=first_ord + len(found),
            path=f"{node.path}({nth})",
            text=sentence,
            clause=node.ord,
            clauses=(node.ord,),
            product=guess_product(sentence),
            report_to=report_destination(sentence),
            optional=True,
            why=(Why(Finding.ORDER, "Câu giao việc cho đơn vị khác trong cùng đoạn"),),
        )
        dues = read_dues(sentence, calendar, clause=node.ord)
        found.append(_finished(more, charge, tuple(due_moved(due, start) for due in dues)))
    return found
