"""Who leads a clause and who works along: its own words, its lines, what stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.reading.attribute_lines import (
    AttributeValue,
    inline_attributes,
    lead_and_others,
    moved,
    units_of,
)
from tracker.reading.attribute_words import Attribute
from tracker.reading.coordination import coordinating_units
from tracker.reading.frame import Zone
from tracker.reading.inheritance import Inheritance, Source
from tracker.reading.orders import clause_actor, find_actor, later_actor
from tracker.reading.outline import Node
from tracker.reading.subjects import Actor, LeadRule
from tracker.reading.unit_name import UnitName

_TERRITORY = re.compile(
    r"(?:(?:các|mỗi|từng|tất cả các|những)\s+)?(?:xã|phường|thị trấn|địa phương|thôn|bản|huyện|"
    r"tổ dân phố|khu dân cư|hộ|khu phố|ấp|chi bộ|buôn|làng|phum|sóc|chi hội|chi đoàn|lớp|"
    r"cán bộ|đảng viên|đoàn viên|hội viên|công chức|giáo viên|học sinh|trường)(?:,\s*(?:xã|"
    r"phường|thị trấn|thôn|bản|tổ dân phố|khu "
    r"phố))*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Charge:
    """Who leads and works along, each name with the clause it stands in, and by which rule."""

    leads: tuple[UnitName, ...] = ()
    lead_clause: int = 0
    rule: LeadRule | None = None
    coordinating: tuple[UnitName, ...] = ()
    coordinating_clauses: tuple[int, ...] = ()
    asked: bool = False
    actor: Actor | None = None


def find_charge(node: Node, inherited: Inheritance, text: str | None = None) -> Charge:
    """The lead by the first rule that gives one (labelling rules L1 to L4), and the others."""
    body = node.text if text is None else text
    actor = find_actor(body)
    charge = Charge(actor=actor)
    line = inherited.own_attribute(node, Attribute.LEAD)
    inline = {item.attribute: item for item in inline_attributes(body)}
    inherited_line = inherited.attribute(node, Attribute.LEAD)
    heading = inherited.heading(node)
    helping: tuple[UnitName, ...] = ()
    if line is not None:
        helping = _by_line(charge, line)
    elif Attribute.LEAD in inline and actor is not None and _is_inline(actor, inline):
        helping = _by_inline(charge, node, inline[Attribute.LEAD])
    elif actor is not None and not (heading is not None and _speaks_of_others(actor, heading[1])):
        charge.leads, charge.lead_clause, charge.rule = actor.units, node.ord, actor.rule
        charge.asked = actor.asked
    elif Attribute.LEAD in inline:
        helping = _by_inline(charge, node, inline[Attribute.LEAD])
    elif inherited_line is not None:
        helping = _by_line(charge, inherited_line)
    elif heading is not None:
        charge.lead_clause, charge.leads = heading
        charge.rule = LeadRule.HEADING
    elif (chair := clause_actor(body, chairing=bool(inherited.enacting))) is not None:
        charge.leads, charge.lead_clause, charge.rule = chair.units, node.ord, chair.rule
    elif node.zone is Zone.BODY and inherited.enacting:
        charge.leads, charge.rule = inherited.enacting, LeadRule.ENACTING
        charge.lead_clause = inherited.enacting_clause or 0
    else:
        later = later_actor(body)
        if later is not None:
            charge.leads, charge.lead_clause, charge.rule = later.units, node.ord, later.rule
            charge.asked = later.asked
    _add_coordinating(charge, node, inherited, body, helping)
    return charge


def _is_inline(actor: Actor, inline: dict[Attribute, AttributeValue]) -> bool:
    """ "Tập huấn … - Thực hiện: X - Thời gian: …": X was taken for a subject before a colon."""
    return actor.units[0].start >= inline[Attribute.LEAD].start


def _by_inline(charge: Charge, node: Node, item: AttributeValue) -> tuple[UnitName, ...]:
    """Take the leads of an attribute inside an order; the units that it says work along."""
    leads, helping = lead_and_others(item.value)
    charge.leads, charge.lead_clause = moved(leads, item.start), node.ord
    charge.rule = LeadRule.LINE
    return moved(helping, item.start)


def _by_line(charge: Charge, line: Source) -> tuple[UnitName, ...]:
    """Take the leads of an attribute line; the units that it says work along."""
    leads, helping = lead_and_others(line.value.value)
    charge.leads, charge.lead_clause = shifted(leads, line), line.clause
    charge.rule = LeadRule.LINE
    return shifted(helping, line)


_PARTY = re.compile(r"ban cán sự|đảng đoàn|đảng ủy|đảng uỷ|cấp ủy|tỉnh ủy|huyện ủy|thành ủy", re.I)


def _speaks_of_others(actor: Actor, above: tuple[UnitName, ...]) -> bool:
    """A subject that is no body of its own beside the unit of the heading (rule L1).

    "Mỗi xã …", "các địa phương …" are territories or collectives; under the name of a party
    body "Lãnh đạo UBND tỉnh xây dựng …" says what that body is to do.
    """
    if actor.rule is not LeadRule.SUBJECT:
        return False
    if actor.units[0].text.startswith("Lãnh đạo ") and any(_PARTY.search(u.text) for u in above):
        return True
    return all(_TERRITORY.fullmatch(unit.text) for unit in actor.units)


def _add_coordinating(
    charge: Charge,
    node: Node,
    inherited: Inheritance,
    body: str,
    helping: tuple[UnitName, ...],
) -> None:
    line = inherited.attribute(node, Attribute.COORDINATING)
    inline = [item for item in inline_attributes(body) if item.attribute is Attribute.COORDINATING]
    own: tuple[UnitName, ...]
    own_clause = node.ord
    if line is not None:
        own, own_clause = shifted(units_of(line.value.value), line), line.clause
    elif inline:
        own = moved(units_of(inline[0].value), inline[0].start)
    else:
        own = coordinating_units(body, charge.leads)
    if not own and not helping and charge.rule is LeadRule.HEADING:
        own, own_clause = inherited.helpers.get(charge.lead_clause, ()), charge.lead_clause
    charge.coordinating = (*helping, *own)
    charge.coordinating_clauses = (*[charge.lead_clause] * len(helping), *[own_clause] * len(own))


def shifted(units: tuple[UnitName, ...], source: Source) -> tuple[UnitName, ...]:
    return moved(units, source.value.start)
