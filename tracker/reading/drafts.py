"""Proposed tasks: one draft per ordering paragraph, each with its source and its why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.follow_up import FollowUp
from tracker.reading.due import NO_DUE, Due
from tracker.reading.unit_names import UnitMention
from tracker.reading.words import Why


class Unclear(StrEnum):
    """What a draft leaves open, by the "6 rõ" check, and what a person must decide."""

    LEAD_MISSING = "lead_missing"
    LEAD_SHARED = "lead_shared"
    LEAD_AMBIGUOUS = "lead_ambiguous"
    DUE_MISSING = "due_missing"
    DUE_EVENT = "due_event"
    DUE_SEVERAL = "due_several"
    PRODUCT_MISSING = "product_missing"
    CONTENT_VAGUE = "content_vague"
    LEADER_MISSING = "leader_missing"
    AUTHORITY_MISSING = "authority_missing"


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
