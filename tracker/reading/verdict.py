"""What the reader took a clause for, and everything it found out about the whole paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.reading.annex_tables import TaskRow
from tracker.reading.attribute_lines import AttributeValue
from tracker.reading.clause import Disposition, RowKind
from tracker.reading.outline import Node
from tracker.reading.topics import Topic


@dataclass(slots=True)
class Verdict:
    """The judgement on one clause; ``reason`` is a Vietnamese sentence (message id)."""

    disposition: Disposition
    reason: str
    optional: bool = False
    attributes: tuple[AttributeValue, ...] = ()


@dataclass(slots=True)
class Judgement:
    """All verdicts by clause number, the rows of task tables, and the enacting clause."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    rows: dict[int, TaskRow] = field(default_factory=dict)
    kinds: dict[int, RowKind] = field(default_factory=dict)
    enacting: Node | None = None
    topics: dict[int, Topic | None] = field(default_factory=dict)
    issuer: str = ""
    turned: set[int] = field(default_factory=set)
    """Telling sections in which a sentence has begun to charge units."""
