"""The decision that publishes a round, with its annex: a frozen value that a paper draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tracker.domain.paper_head import Letterhead, PaperNumber, Signer


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One unit's line of the annex. ``before``: its place a year earlier, where there was one."""

    place: int
    unit: str
    index: Decimal
    self_points: Decimal
    survey_points: Decimal
    grade: str
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDecision:
    """What the decision says; documents/index_decision_docx.py draws it."""

    round_name: str
    year: int
    group_name: str
    basis: str
    is_sample: bool
    lines: tuple[DecisionLine, ...]
    letterhead: Letterhead
    number: PaperNumber
    signer: Signer
    made_at: datetime
