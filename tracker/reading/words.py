"""Words of the paper that gave a finding: where they stand and which rule read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """Which field of a draft a reason explains."""

    ORDER = "order"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    PRODUCT = "product"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Words:
    """``text`` = ``clauses[clause].text[start:end]``; offsets count characters from 0."""

    clause: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a draft says what it says: a Vietnamese sentence (message id) and the words behind it.

    ``words`` may stand in another clause than the draft's own (a heading, a time line, the
    enacting sentence); it is empty where the absence of words was the reason.
    """

    finding: Finding
    rule: str
    words: tuple[Words, ...] = ()
