"""The times of a clause: its time line, its own words, the line or heading above it."""

from __future__ import annotations

from dataclasses import replace

from tracker.reading.attribute_lines import inline_attributes
from tracker.reading.attribute_words import Attribute
from tracker.reading.due import Due, DueKind
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import label_dues, read_dues
from tracker.reading.inheritance import Inheritance, Source
from tracker.reading.outline import Node
from tracker.reading.second_orders import assent_end


def dues_of(node: Node, inherited: Inheritance, calendar: Calendar) -> tuple[Due, ...]:
    """The times of a clause: its time line, its own words, the time line or heading above it."""
    line = inherited.own_attribute(node, Attribute.TIME)
    agreed = assent_end(node.text)
    own = tuple(
        due
        for due in read_dues(node.text, calendar, clause=node.ord)
        if due.words is None or due.words.start >= agreed
    )
    if line is not None:
        return (*_of_line(line, calendar), *own)
    if any(due.kind is not DueKind.NONE for due in own):
        return own
    for item in inline_attributes(node.text):
        if item.attribute is Attribute.TIME:
            inside = read_dues(item.value, calendar, line=True, clause=node.ord)
            return (*(due_moved(due, item.start) for due in inside), *own)
    above = inherited.attribute(node, Attribute.TIME)
    if above is not None:
        return (*_of_line(above, calendar), *own)
    named = label_dues(node.text, calendar, clause=node.ord)
    if named:
        return (*named, *own)
    for owner in inherited.above(node):
        if owner.ord in inherited.headings and len(owner.text) < 200:
            dues = read_dues(owner.text, calendar, clause=owner.ord)
            if dues and dues[0].kind in (DueKind.DATE, DueKind.PERIOD):
                return dues
    return own


def _of_line(source: Source, calendar: Calendar) -> tuple[Due, ...]:
    found = read_dues(source.value.value, calendar, line=True, clause=source.clause)
    return tuple(due_moved(due, source.value.start) for due in found)


def due_moved(due: Due, shift: int) -> Due:
    if due.words is None:
        return due
    words = replace(due.words, start=due.words.start + shift, end=due.words.end + shift)
    return replace(due, words=words)
